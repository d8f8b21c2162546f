"""What excuses lateness (SEND Regulations 2014, regs. 5(4), 8(2), 10(4), 13(3), 27(3)).

An exception excuses and sets no new date: nothing here changes a limit. The closure of a school is
the council's excuse alone: it never excuses the school's own late advice.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from shared.errors import WaymarkError

from .book import RuleBook
from .computed import Limit
from .limits import limit
from .reading import BOOK, HERE, read_entries
from .rule import Party

FILE: Final = HERE / "exceptions.toml"
LEAST_ABSENCE: Final = timedelta(weeks=4)
A_DAY: Final = timedelta(days=1)


class Ground(StrEnum):
    """Why it was impractical to be in time."""

    SCHOOL_CLOSED = "school-closed"
    EARLY_YEARS_CLOSED = "early-years-closed"
    EXCEPTIONAL_CIRCUMSTANCES = "exceptional-circumstances"
    ABSENCE = "absence"
    MISSED_APPOINTMENT = "missed-appointment"


class NoExcuse(WaymarkError):
    """The ground does not excuse this limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """A ground as the law has it. excuses: the rules whose lateness it can excuse."""

    ground: Ground
    title: str
    source: str
    test: str
    excuses: tuple[str, ...]


EXCUSES: Final = read_entries(FILE, "exception", Excuse)


def grounds_for(rule_id: str) -> tuple[Excuse, ...]:
    """The grounds on which lateness under a rule can be excused; of most rules none."""
    return tuple(one for one in EXCUSES if rule_id in one.excuses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A limit for whose lateness an excuse is claimed. Its last day is what it was."""

    limit: Limit
    ground: Ground
    by: Party
    on: date


def claim(limit: Limit, ground: Ground, *, by: Party, on: date) -> Claimed:
    """An excuse claimed for a limit. by, on: who claimed it, and when. Raises NoExcuse."""
    if ground not in [one.ground for one in grounds_for(limit.rule.id)]:
        raise NoExcuse(f"{ground.value} does not excuse {limit.rule.id}")
    return Claimed(limit=limit, ground=ground, by=by, on=on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A school's closure. days: from the first closed day to the re-opening, which is left out.

    window_first_day, window_last_day: asked for advice in between, both included, the council can
    claim the closure, if it is long_enough.
    """

    days: int
    long_enough: bool
    window_first_day: date
    window_last_day: date

    def excuses(self, asked_on: date) -> bool:
        """Whether it can be claimed where the advice was asked for on a day."""
        inside = self.window_first_day <= asked_on <= self.window_last_day
        return self.long_enough and inside


def closure(first_closed_on: date, reopens_on: date, *, book: RuleBook = BOOK) -> Closure:
    """What a closure of a school comes to. reopens_on: the first day on which it is open again."""
    return Closure(
        days=(reopens_on - first_closed_on).days,
        long_enough=reopens_on >= limit("closure.least", first_closed_on, book=book).due_on,
        window_first_day=limit("closure.window_from", first_closed_on, book=book).due_on,
        window_last_day=limit("closure.window_to", reopens_on, book=book).due_on,
    )


def absent_long_enough(
    first_day: date, last_day: date, *, period_from: date, period_to: date
) -> bool:
    """Whether an absence covers at least four weeks on end of a period, all days included."""
    begins, ends = max(first_day, period_from), min(last_day, period_to)
    return ends - begins + A_DAY >= LEAST_ABSENCE
