"""Days, weeks and months counted by the calendar, whatever the clocks and the leap years do."""

from calendar import isleap, monthrange
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shared.calendar import LONDON, london_date
from shared.rulebook.counting import after, beginning_with, corresponding, counted, fixed_day
from shared.rulebook.limits import compute
from shared.rulebook.reading import BOOK, ENGLAND
from shared.rulebook.rule import Counting, Fixed, Shape, Sort, Unit
from shared.rulebook.told import Inputs

days = st.dates(date(2014, 9, 1), date(2096, 12, 31))
lengths = st.integers(1, 60)
units = st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS])


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 9, 30), 4, date(2027, 1, 30)),
        (date(2027, 7, 31), -5, date(2027, 2, 28)),
        (date(2016, 2, 29), 300, date(2041, 2, 28)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
    ],
)
def test_months_end_on_the_corresponding_date_or_the_last_of_the_month(
    start: date, months: int, end: date
) -> None:
    assert after(start, months, Unit.MONTHS) == end


@pytest.mark.parametrize(
    ("first_day", "last_day"),
    [
        (date(2026, 2, 13), date(2027, 2, 12)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_twelve_months_beginning_with_a_day_end_the_day_before_its_anniversary(
    first_day: date, last_day: date
) -> None:
    assert beginning_with(first_day, 12, Unit.MONTHS) == last_day


def test_fifteen_days_count_their_first_day_only_where_the_law_says_so() -> None:
    assert beginning_with(date(2026, 11, 2), 15, Unit.DAYS) == date(2026, 11, 16)
    assert after(date(2026, 11, 2), 15, Unit.DAYS) == date(2026, 11, 17)


@settings(deadline=None)
@given(days, lengths)
def test_weeks_end_on_the_same_weekday(start: date, weeks: int) -> None:
    end = after(start, weeks, Unit.WEEKS)
    assert end.weekday() == start.weekday()
    assert (end - start).days == 7 * weeks


@settings(deadline=None)
@given(days, lengths)
def test_months_land_on_the_same_day_number_where_the_month_has_it(
    start: date, months: int
) -> None:
    end = after(start, months, Unit.MONTHS)
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])
    assert (end.year - start.year) * 12 + end.month - start.month == months
    if start.day <= 28:
        assert end.day == start.day


@settings(deadline=None)
@given(days, days, lengths, units)
def test_a_later_start_never_ends_earlier(one: date, other: date, length: int, unit: Unit) -> None:
    early, late = sorted((one, other))
    assert after(early, length, unit) <= after(late, length, unit)
    assert beginning_with(early, length, unit) <= beginning_with(late, length, unit)


@settings(deadline=None)
@given(days, lengths, units)
def test_counting_the_first_day_never_gives_more_time(start: date, length: int, unit: Unit) -> None:
    assert beginning_with(start, length, unit) in (
        after(start, length, unit),
        after(start, length, unit) - timedelta(days=1),
    )


@settings(deadline=None)
@given(days, lengths, units)
def test_there_and_back_is_the_same_day(start: date, length: int, unit: Unit) -> None:
    back = after(after(start, length, unit), -length, unit)
    assert back == start or (unit is Unit.MONTHS and start.day > 28 and back < start)


@settings(deadline=None)
@given(days, lengths, units)
def test_a_period_beginning_with_the_day_after_is_the_time_within(
    start: date, length: int, unit: Unit
) -> None:
    """But for months that begin on the first: those end with a month, whatever its length."""
    assume(unit is not Unit.MONTHS or start.day < 28)
    assert beginning_with(start + timedelta(days=1), length, unit) == after(start, length, unit)


BY_A_DAY = [
    rule_id
    for rule_id in sorted(BOOK.ids())
    if all(BOOK.event(name).sort is Sort.DAY for name in BOOK.needs(rule_id).required)
]


@pytest.mark.parametrize("rule_id", BY_A_DAY)
@settings(deadline=None, max_examples=30)
@given(one=st.dates(date(2027, 1, 1), date(2096, 12, 31)), later=st.integers(0, 40))
def test_of_no_rule_a_later_start_ends_earlier(rule_id: str, one: date, later: int) -> None:
    names = BOOK.needs(rule_id).required
    early = compute(rule_id, dict.fromkeys(names, one))
    late = compute(rule_id, dict.fromkeys(names, one + timedelta(days=later)))
    assert early.due_on <= late.due_on
    assert early.last_working_day_on <= late.last_working_day_on
    assert early.last_working_day_on <= early.due_on


@pytest.mark.parametrize("year", range(2024, 2097))
def test_a_day_of_the_year_is_there_every_year(year: int) -> None:
    assert fixed_day(Fixed(month=2, day=15), year) == date(year, 2, 15)
    last_friday = fixed_day(Fixed(month=6, last_weekday=4), year)
    assert (last_friday.weekday(), last_friday.month) == (4, 6)
    assert last_friday.day > 30 - 7
    told: Inputs = {"transfer_september": date(year, 9, 1), "transfer_to": "post16"}
    assert compute("phase.school.strict", told).due_on == date(year, 2, 14)
    assert compute("phase.post16.strict", told).due_on == date(year, 3, 30)
    meeting = compute("phase.meeting_latest", told).due_on
    assert (date(year, 3, 30) - meeting).days == 84


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)])
def test_a_length_that_is_that_day_is_that_day(unit: Unit, day: date) -> None:
    assert counted(day, Shape(0, unit, Counting.ON), ENGLAND) == day


def test_working_days_are_never_counted_without_a_list() -> None:
    with pytest.raises(ValueError, match="bank holidays"):
        after(date(2027, 3, 1), 3, Unit.WORKING_DAYS)


@pytest.mark.parametrize("year", range(2016, 2097, 4))
def test_every_leap_day_is_met_and_passed(year: int) -> None:
    assert isleap(year)
    leap_day = date(year, 2, 29)
    assert after(leap_day - timedelta(weeks=6), 6, Unit.WEEKS) == leap_day
    assert corresponding(leap_day, 12) == (date(year + 1, 2, 28), False)
    assert corresponding(leap_day, 48)[1] == isleap(year + 4)


@settings(deadline=None)
@given(st.integers(2014, 2096), st.sampled_from([3, 10]), st.integers(-45, 45), st.integers(0, 23))
def test_a_clock_change_moves_no_date(year: int, month: int, offset: int, hour: int) -> None:
    """Six weeks across a Sunday on which the clocks change, from any hour of the day."""
    started = datetime.combine(
        date(year, month, 28) + timedelta(days=offset), time(hour), tzinfo=LONDON
    ).astimezone(UTC)
    day = london_date(started)
    assert (after(day, 6, Unit.WEEKS) - day).days == 42
    assert after(day, 6, Unit.WEEKS).weekday() == day.weekday()
