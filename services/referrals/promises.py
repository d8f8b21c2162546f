"""What a school promises whoever raises a concern: when it replies, and when it decides.

No law sets these limits; each trust sets its own, in school days, and shows them to the family.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shared.rulebook.reading import ENGLAND

PROMISES: Final = "referrals_promises"  # where an app keeps its trust's
MOST_DAYS: Final = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """A trust's setting.

    closures: (first, last) day of each school holiday, both closed. Where none is set, only
        weekends and bank holidays are: the promise is then earlier, never later, than it need be.
    """

    acknowledge_school_days: int = 2
    decide_school_days: int = 30
    closures: tuple[tuple[date, date], ...] = ()

    def acknowledge_by(self, raised_on: date) -> date:
        """The last day to reply to a concern; the day itself is not counted."""
        return school_day_after(raised_on, self.acknowledge_school_days, self.closures)

    def decide_by(self, raised_on: date) -> date:
        """The last day to decide about a concern; the day itself is not counted."""
        return school_day_after(raised_on, self.decide_school_days, self.closures)


def school_day_after(day: date, count: int, closures: Sequence[tuple[date, date]]) -> date:
    """The count-th school day after a day. Raises ValueError if none comes within a year."""
    left, last = count, day + timedelta(days=MOST_DAYS)
    while left:
        day += timedelta(days=1)
        left -= is_school_day(day, closures)
        if day > last:
            raise ValueError("the closures leave no school days within a year")
    return day


def is_school_day(day: date, closures: Sequence[tuple[date, date]]) -> bool:
    """Monday to Friday, no bank holiday in England, no closure of the trust's schools."""
    closed = any(first <= day <= last for first, last in closures)
    return ENGLAND.is_working_day(day) and not closed
