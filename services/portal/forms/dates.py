"""A date in three boxes: day, month, year. The month may be a word."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from govuk_frontend_wtf.gov_form_base import GovFormBase
from markupsafe import Markup
from wtforms.fields import Field
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from services.portal.clock import today
from services.portal.words.days import day_of_year, month_number

from .fields import labelled

PARTS = ("day", "month", "year")
LONGEST_PART = 20
# Every date of this work lies between them; others are slips such as the year 206.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class When(Enum):
    """Which days can be true at all."""

    ANY = "any"
    PAST = "today or in the past"
    FUTURE = "today or later"


class DateInput(GovFormBase):  # type: ignore[misc]
    """GOV.UK's date input, with an id on each box and red on the boxes that are wrong."""

    template = "govuk_frontend_wtf/date.html"

    def __call__(self, field: "DateParts", **kwargs: Any) -> Markup:
        params: dict[str, Any] = {
            "id": field.id,
            "fieldset": {"legend": {"text": field.label.text}},
            "items": [self.box(field, part) for part in PARTS],
        }
        if field.description:
            params["hint"] = {"text": field.description}
        if field.errors:
            params["errorMessage"] = {"text": field.errors[0]}
        rendered: Markup = self.render(self.merge_params(params, kwargs.pop("params", {})))
        return rendered

    @staticmethod
    def box(field: "DateParts", part: str) -> dict[str, Any]:
        width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
        wrong = field.errors and part in (field.wrong or PARTS)
        return {
            "label": part.capitalize(),
            "id": f"{field.id}-{part}",
            "name": f"{field.name}-{part}",
            "value": field.typed[part],
            "classes": f"{width} govuk-input--error" if wrong else width,
        }


class DateParts(Field):  # type: ignore[misc]
    """A date. data: date, or None where it is empty or wrong.

    empty: the message where all three boxes are; without it the field is optional.
    subject: begins the other messages, "Date received".
    not_before: set on the form's own field where another date comes first, with the words that
    say which: (date(2027, 3, 3), "the day it was sent").
    """

    widget = DateInput()
    not_before: tuple[date, str] | None = None

    def __init__(
        self,
        label: str,
        *,
        subject: str,
        empty: str | None = None,
        when: When = When.ANY,
        hint: str = "For example, 27 3 2026",
        **more: Any,
    ) -> None:
        super().__init__(labelled(label, empty), description=hint, **more)
        self.empty = empty
        self.subject = subject
        self.when = when
        self.typed = dict.fromkeys(PARTS, "")
        self.wrong: tuple[str, ...] = ()

    @property
    def error_id(self) -> str:
        """The id of the first wrong box: what the error summary links to."""
        return f"{self.id}-{(self.wrong or PARTS)[0]}"

    @property
    def day(self) -> date:
        """The date of a field that had to be filled, once it was valid."""
        if self.data is None:
            raise ValueError(f"{self.subject} was not entered")
        return self.data

    def process(self, formdata: Any, data: Any = unset_value, **_filters: object) -> None:
        self.process_errors: list[str] = []
        self.raw_data = None
        self.data: date | None = self.default if data is unset_value else data
        if formdata is not None:
            self.typed = {
                part: formdata.get(f"{self.name}-{part}", "").strip()[:LONGEST_PART]
                for part in PARTS
            }
            self.data, self.wrong = read(self.typed)
        elif self.data:
            whole = (self.data.day, self.data.month, self.data.year)
            self.typed = {part: str(value) for part, value in zip(PARTS, whole, strict=True)}

    def pre_validate(self, _form: object) -> None:
        missing = [part for part in PARTS if not self.typed[part]]
        if len(missing) == len(PARTS):
            raise StopValidation(self.empty)
        if missing:
            raise StopValidation(f"{self.subject} must include a {' and '.join(missing)}")
        if self.data is None:
            raise StopValidation(f"{self.subject} must be a real date")
        if complaint := self.out_of_bounds(self.data):
            raise StopValidation(f"{self.subject} must be {complaint}")

    def out_of_bounds(self, on: date) -> str | None:
        if self.when is When.PAST and on > today():
            return When.PAST.value
        if self.when is When.FUTURE and on < today():
            return When.FUTURE.value
        if self.not_before and on < self.not_before[0]:
            earliest, which = self.not_before
            return f"on or after {day_of_year(earliest)}, {which}"
        return None


def read(typed: Mapping[str, str]) -> tuple[date | None, tuple[str, ...]]:
    """The date that was typed, or None and the boxes that are empty or cannot be right."""
    missing = tuple(part for part in PARTS if not typed[part])
    if missing:
        return None, missing
    day, month, year = number(typed["day"]), month_number(typed["month"]), number(typed["year"])
    wrong = []
    if day is None or not 1 <= day <= 31:
        wrong.append("day")
    if month is None:
        wrong.append("month")
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        wrong.append("year")
    if wrong or day is None or month is None or year is None:
        return None, tuple(wrong)
    try:
        return date(year, month, day), ()
    except ValueError:  # 31 November: each box could be right, the day is the likely slip
        return None, ("day",)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
