"""What moves: an appeal's time and data protection's; and the lengths counted in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.rulebook.reading import ENGLAND
from shared.rulebook.rolls import rolled
from shared.rulebook.rule import Roll
from shared.rulebook.working_days import WorkingDays

days = st.dates(date(2015, 1, 1), date(2096, 12, 31))
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("ends_on", "moved_to"),
    [
        (date(2027, 7, 31), date(2027, 8, 2)),  # Saturday: on the day it ends, and once
        (date(2027, 8, 1), date(2027, 9, 1)),
        (date(2027, 8, 31), date(2027, 9, 1)),
        (date(2027, 9, 1), date(2027, 9, 1)),
        (date(2024, 8, 15), date(2024, 9, 2)),  # 1 September 2024 is a Sunday
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 25), date(2027, 1, 4)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2027, 1, 1), date(2027, 1, 4)),
        (date(2027, 1, 2), date(2027, 1, 4)),
        (date(2025, 1, 1), date(2025, 1, 2)),
        (date(2027, 3, 26), date(2027, 3, 30)),  # Good Friday
        (date(2026, 8, 30), date(2026, 9, 1)),
        (date(2027, 5, 3), date(2027, 5, 4)),  # a bank holiday
    ],
)
def test_the_tribunal_s_time(ends_on: date, moved_to: date) -> None:
    assert rolled(ends_on, Roll.TRIBUNAL, ENGLAND) == moved_to


@pytest.mark.parametrize(
    ("ends_on", "moved_to"),
    [
        (date(2027, 2, 28), date(2027, 3, 1)),
        (date(2026, 12, 25), date(2026, 12, 29)),
        (date(2027, 8, 2), date(2027, 8, 2)),
        (date(2027, 8, 7), date(2027, 8, 9)),
    ],
)
def test_data_protection_s_time(ends_on: date, moved_to: date) -> None:
    assert rolled(ends_on, Roll.NEXT_WORKING_DAY, ENGLAND) == moved_to


@pytest.mark.parametrize(
    ("ends_on", "moved_to"),
    [
        (date(2035, 12, 25), date(2036, 1, 2)),
        (date(2036, 1, 1), date(2036, 1, 2)),
        (date(2035, 8, 27), date(2035, 9, 3)),
    ],
)
def test_new_year_s_day_is_passed_over_where_no_list_has_it(ends_on: date, moved_to: date) -> None:
    assert rolled(ends_on, Roll.TRIBUNAL, WorkingDays.of([])) == moved_to


@given(days)
def test_the_regulations_times_never_move(day: date) -> None:
    assert rolled(day, Roll.NONE, ENGLAND) == day


@settings(deadline=None)
@given(days, days, st.sampled_from(list(Roll)))
def test_a_roll_goes_to_a_working_day_never_back_and_keeps_the_order(
    one: date, other: date, roll: Roll
) -> None:
    early, late = sorted((one, other))
    moved = rolled(early, roll, ENGLAND)
    assert moved >= early
    assert roll is Roll.NONE or ENGLAND.is_working_day(moved)
    assert moved <= rolled(late, roll, ENGLAND)


@pytest.mark.parametrize(
    ("day", "n", "after", "from_it", "before"),
    [
        (date(2027, 3, 25), 3, date(2027, 4, 1), date(2027, 3, 31), date(2027, 3, 22)),
        (date(2027, 3, 20), 15, date(2027, 4, 13), date(2027, 4, 13), date(2027, 3, 1)),
        (date(2026, 12, 14), 15, date(2027, 1, 7), date(2027, 1, 6), date(2026, 11, 23)),
        (date(2026, 12, 28), 1, date(2026, 12, 29), date(2026, 12, 29), date(2026, 12, 24)),
    ],
)
def test_working_days_of_each_kind(
    day: date, n: int, after: date, from_it: date, before: date
) -> None:
    assert ENGLAND.nth_after(day, n) == after
    assert ENGLAND.nth_beginning_with(day, n) == from_it
    assert ENGLAND.nth_before(day, n) == before


@settings(deadline=None)
@given(days, st.integers(1, 40))
def test_so_many_working_days_lie_between(day: date, n: int) -> None:
    def working(first: date, last: date) -> int:
        span = range((last - first).days + 1)
        return sum(ENGLAND.is_working_day(first + timedelta(days=one)) for one in span)

    assert working(day + A_DAY, ENGLAND.nth_after(day, n)) == n
    assert working(day, ENGLAND.nth_beginning_with(day, n)) == n
    assert working(ENGLAND.nth_before(day, n), day - A_DAY) == n


@settings(deadline=None)
@given(days, st.integers(1, 40))
def test_so_many_working_days_there_and_back(day: date, n: int) -> None:
    working = ENGLAND.first_on_or_after(day)
    assert ENGLAND.nth_before(ENGLAND.nth_after(working, n), n) == working
    assert ENGLAND.nth_after(ENGLAND.nth_before(working, n), n) == working


def test_an_added_bank_holiday_moves_what_is_counted_in_working_days() -> None:
    more = WorkingDays({**ENGLAND.holidays, date(2027, 4, 1): "extra"}, ENGLAND.listed_until)
    assert more.nth_after(date(2027, 3, 25), 3) == date(2027, 4, 2)
    assert rolled(date(2027, 4, 1), Roll.TRIBUNAL, more) == date(2027, 4, 2)
