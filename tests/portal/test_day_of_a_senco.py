"""Which day is near, what comes first, which census day it was: pure questions of the calendar."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask, render_template

from services.portal.clients import Part
from services.portal.clients.ehcp_dates import Deadlines
from services.portal.clients.referrals import Waiting
from services.portal.clients.reporting import Difference
from services.portal.concern_words import next_day, tag_of
from services.portal.naming import Names
from services.portal.pages.register import listed, spring_census_day
from services.portal.pages.today import Known
from services.portal.things_to_do import group_of
from services.portal.words.nearness import nearness
from services.portal.words.pupils import year, year_and_class
from tests.portal.examples import TODAY
from tests.portal.test_ehc_words import ROW
from tests.portal.test_family_words import DECIDED, RAISED

NOTHING = Known(concerns=Part(Waiting()), again=Part([]), dates=Part(Deadlines()), reviews=Part([]))


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "Late"), (0, "Due today"), (1, "Due tomorrow"), (2, "Due soon"), (7, "Due soon")],
)
def test_a_near_day_is_tagged(days: int, said: str) -> None:
    assert nearness(TODAY + timedelta(days=days), TODAY) == said


def test_a_day_far_off_is_not_tagged() -> None:
    assert nearness(TODAY + timedelta(days=8), TODAY) is None


def test_a_concern_is_late_by_what_is_promised_next() -> None:
    assert next_day(RAISED) == date(2026, 11, 24)
    assert tag_of(RAISED, TODAY) == "Due tomorrow"
    acknowledged = replace(RAISED, status="acknowledged")
    assert next_day(acknowledged) == date(2027, 1, 18)
    assert tag_of(acknowledged, TODAY) == "In progress"
    assert tag_of(acknowledged, date(2027, 1, 19)) == "Late"
    assert tag_of(DECIDED, date(2030, 1, 1)) == "Done"


@pytest.mark.parametrize(
    ("by", "group"),
    [
        (date(2026, 11, 20), "Do first"),
        (date(2026, 11, 25), "Do first"),
        (date(2026, 11, 26), "This week"),
        (date(2026, 11, 30), "This week"),
        (date(2026, 12, 1), "Coming up"),
    ],
)
def test_what_is_due_within_two_working_days_comes_first(by: date, group: str) -> None:
    assert group_of(by, TODAY) == group


@pytest.mark.parametrize(
    ("friday", "last_of_two"),
    [(date(2026, 11, 27), date(2026, 12, 1)), (date(2027, 3, 26), date(2027, 3, 31))],
)
def test_a_weekend_and_a_bank_holiday_are_no_working_days(friday: date, last_of_two: date) -> None:
    assert group_of(last_of_two, friday) == "Do first"
    assert group_of(last_of_two + timedelta(days=1), friday) == "This week"


@pytest.mark.parametrize(
    ("today", "census"),
    [
        (date(2026, 11, 23), date(2026, 1, 15)),
        (date(2027, 1, 20), date(2026, 1, 15)),
        (date(2027, 1, 21), date(2027, 1, 21)),
        (date(2028, 12, 31), date(2028, 1, 20)),
    ],
)
def test_the_spring_census_is_on_the_third_thursday_of_january(today: date, census: date) -> None:
    assert spring_census_day(today) == census


def test_of_a_whole_roll_that_nobody_knew_then_the_register_comes_first() -> None:
    roll = [Difference(pupil_id=UUID(int=number), now="N") for number in range(400)]
    leo = Difference(pupil_id=UUID(int=400), now="K")
    assert listed([*roll, leo]) == [leo, *roll[:99]]
    assert listed([leo]) == [leo]


@pytest.mark.parametrize(
    ("code", "said"),
    [("2", "Year 2"), ("R", "Reception"), ("X", "No year group"), (None, "Year not known")],
)
def test_year_groups_are_said_as_schools_say_them(code: str | None, said: str) -> None:
    assert year(code) == said


def test_a_class_follows_the_year() -> None:
    assert year_and_class("2", "2 Heron") == "Year 2, class 2 Heron"
    assert year_and_class("2", None) == "Year 2"


@pytest.mark.parametrize("down", ["concerns", "again", "dates", "reviews"])
def test_nothing_is_counted_while_a_part_does_not_answer(app: Flask, down: str) -> None:
    assert "Nothing to do first" in today_with(app, NOTHING)
    assert "Nothing to do first" not in today_with(app, replace(NOTHING, **{down: Part(down=True)}))


def test_concerns_that_are_left_out_are_said(app: Flask) -> None:
    said = "Your school has more than 200 concerns that wait."
    assert said not in today_with(app, NOTHING)
    some = Waiting(concerns=[RAISED], more=True)
    assert said in today_with(app, replace(NOTHING, concerns=Part(some)))


def test_dates_that_are_left_out_are_said(app: Flask) -> None:
    said = "Your school has more than 1,000 EHC dates."
    assert said not in today_with(app, NOTHING)
    some = Deadlines(deadlines=[ROW], more=True)
    assert said in today_with(app, replace(NOTHING, dates=Part(some)))


def today_with(app: Flask, known: Known) -> str:
    with app.test_request_context("/today"):
        return render_template(
            "today/today.html",
            known=known,
            groups=[],
            summary="Nothing to do first, nothing this week",
            names=Names(),
        )
