"""When a school replies and decides, counted in school days."""

from datetime import date

import pytest

from services.referrals.promises import Promises, is_school_day, school_day_after

CHRISTMAS = (date(2026, 12, 21), date(2027, 1, 1))
PROMISES = Promises(closures=(CHRISTMAS,))


def test_a_concern_of_monday_is_answered_by_wednesday() -> None:
    assert PROMISES.acknowledge_by(date(2026, 11, 23)) == date(2026, 11, 25)


def test_a_concern_of_friday_is_answered_by_tuesday() -> None:
    assert PROMISES.acknowledge_by(date(2026, 11, 27)) == date(2026, 12, 1)


def test_school_holidays_do_not_count() -> None:
    assert PROMISES.decide_by(date(2026, 11, 23)) == date(2027, 1, 18)


def test_without_a_trusts_calendar_a_promise_is_earlier_and_never_later() -> None:
    unset = Promises()
    assert unset.decide_by(date(2026, 11, 23)) == date(2027, 1, 7)
    assert unset.decide_by(date(2026, 11, 23)) <= PROMISES.decide_by(date(2026, 11, 23))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 25),
        date(2026, 12, 28),  # for Boxing Day, a Saturday
        date(2027, 3, 26),  # Good Friday
        date(2027, 5, 3),
        date(2026, 11, 28),
        date(2026, 11, 29),
    ],
)
def test_nobody_is_at_school_on_a_bank_holiday_or_weekend(day: date) -> None:
    assert not is_school_day(day, ())


def test_a_school_that_never_opens_is_a_wrong_setting() -> None:
    with pytest.raises(ValueError, match="no school days"):
        school_day_after(date(2026, 11, 23), 2, ((date(2026, 1, 1), date(2030, 1, 1)),))
