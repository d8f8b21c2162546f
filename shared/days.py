"""Days in every service's domain: what has happened lies in the past, one thing after another."""

from datetime import date
from itertools import pairwise

from shared.errors import Refused


class DateInFuture(Refused):
    """A day on which something happened must be today or in the past."""


class DatesOutOfOrder(Refused):
    """One of the days must not come before the other."""


def happened(day: date, *, today: date, what: str) -> date:
    """The day itself, if it has come. what: "the pupil was observed". Raises DateInFuture."""
    if day > today:
        raise DateInFuture(f"The day on which {what} must be today or in the past.")
    return day


def not_before(earliest: date, day: date, *, what: str) -> date:
    """The day itself. what: the sentence that is said. Raises DatesOutOfOrder."""
    in_order(earliest, day, what=what)
    return day


def in_order(*days: date | None, what: str) -> None:
    """Those days that are known come one after another. Raises DatesOutOfOrder."""
    known = [day for day in days if day is not None]
    if any(later < earlier for earlier, later in pairwise(known)):
        raise DatesOutOfOrder(what)
