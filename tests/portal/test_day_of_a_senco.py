"""Which day is near, what comes first, which census day it was: pure questions of the calendar."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.portal.concern_words import next_day, tag_of
from services.portal.pages.register import spring_census_day
from services.portal.things_to_do import group_of
from services.portal.words.nearness import nearness
from services.portal.words.pupils import year, year_and_class
from tests.portal.examples import TODAY
from tests.portal.test_family_words import DECIDED, RAISED


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


@pytest.mark.parametrize(
    ("code", "said"),
    [("2", "Year 2"), ("R", "Reception"), ("X", "No year group"), (None, "Year not known")],
)
def test_year_groups_are_said_as_schools_say_them(code: str | None, said: str) -> None:
    assert year(code) == said


def test_a_class_follows_the_year() -> None:
    assert year_and_class("2", "2 Heron") == "Year 2, class 2 Heron"
    assert year_and_class("2", None) == "Year 2"
