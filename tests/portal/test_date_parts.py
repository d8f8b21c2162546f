from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from wtforms import Form

from services.portal.forms.dates import PARTS, DateParts, When, read

SENT_ON = date(2027, 3, 3)


class Dates(Form):  # type: ignore[misc]
    received = DateParts(
        "When did the council receive the request?",
        subject="Date received",
        empty="Enter the date the council received the request",
        when=When.PAST,
    )
    review = DateParts("When is the review?", subject="Review date", when=When.FUTURE)
    served = DateParts("When was it served?", subject="Date served")


def judged(app: Flask, name: str, day: str, month: str, year: str) -> DateParts:
    """The field of that name after the three boxes were sent."""
    typed = {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}
    with app.app_context():
        form = Dates(FormData(typed))
        form.served.not_before = (SENT_ON, "the day it was sent")
        form.validate()
    field: DateParts = form[name]
    return field


class FormData(dict[str, str]):
    """What WTForms wants of a posted form."""

    def getlist(self, name: str) -> list[str]:
        return [self[name]] if name in self else []


@pytest.mark.parametrize("month", ["11", "Nov", "november", "NOV."])
def test_a_date_may_name_its_month(app: Flask, month: str) -> None:
    field = judged(app, "received", "20", month, "2026")
    assert field.data == date(2026, 11, 20)
    assert field.errors == []


@pytest.mark.parametrize(
    ("name", "typed", "message", "box"),
    [
        ("received", ("", "", ""), "Enter the date the council received the request", "day"),
        ("received", ("20", "11", ""), "Date received must include a year", "year"),
        ("received", ("", "11", "2026"), "Date received must include a day", "day"),
        ("received", ("20", "", ""), "Date received must include a month and year", "month"),
        ("received", ("31", "11", "2026"), "Date received must be a real date", "day"),
        ("received", ("20", "13", "2026"), "Date received must be a real date", "month"),
        ("received", ("20", "11", "26"), "Date received must be a real date", "year"),
        ("received", ("x", "Smarch", "2026"), "Date received must be a real date", "day"),
        ("received", ("24", "11", "2026"), "Date received must be today or in the past", "day"),
        ("review", ("22", "11", "2026"), "Review date must be today or later", "day"),
        (
            "served",
            ("2", "3", "2027"),
            "Date served must be on or after 3 March 2027, the day it was sent",
            "day",
        ),
    ],
)
def test_each_mistake_is_named_and_linked_to_its_box(
    app: Flask, name: str, typed: tuple[str, str, str], message: str, box: str
) -> None:
    field = judged(app, name, *typed)
    assert field.errors == [message]
    assert field.error_id == f"{name}-{box}"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("received", ("23", "11", "2026")),
        ("review", ("23", "11", "2026")),
        ("served", ("3", "3", "2027")),
        ("served", ("", "", "")),
    ],
)
def test_the_last_day_that_is_right_is_taken(
    app: Flask, name: str, typed: tuple[str, str, str]
) -> None:
    assert judged(app, name, *typed).errors == []


def test_a_date_from_a_record_fills_the_boxes(app: Flask) -> None:
    with app.app_context():
        form = Dates(received=date(2026, 11, 3))
    assert form.received.typed == {"day": "3", "month": "11", "year": "2026"}


@given(st.tuples(*[st.text(max_size=6) | st.integers(-1, 3000).map(str)] * 3))
def test_whatever_is_typed_is_a_date_or_has_a_wrong_box(typed: tuple[str, str, str]) -> None:
    on, wrong = read(dict(zip(PARTS, (text.strip() for text in typed), strict=True)))
    assert (on is None) == bool(wrong)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_can_be_typed(on: date) -> None:
    typed = {"day": str(on.day), "month": on.strftime("%b"), "year": str(on.year)}
    assert read(typed) == (on, ())
