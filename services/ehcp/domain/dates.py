"""Days in the domain: what has happened lies in the past, and one thing after another."""

from datetime import date
from itertools import pairwise
from typing import Final

from .rules import BeforeTheAct, DateInFuture, DatesOutOfOrder

# Children and Families Act 2014, Part 3, came into force (SI 2014/889).
THE_ACT_BEGAN: Final = date(2014, 9, 1)


def happened(day: date, *, today: date, what: str) -> date:
    """The day itself, if it has come. what: "the plan was issued".

    Raises DateInFuture, BeforeTheAct.
    """
    if day > today:
        raise DateInFuture(f"The day on which {what} must be today or in the past.")
    if day < THE_ACT_BEGAN:
        raise BeforeTheAct
    return day


def happened_if_known(day: date | None, *, today: date, what: str) -> date | None:
    return None if day is None else happened(day, today=today, what=what)


def in_order(*days: date | None, what: str) -> None:
    """Those days that are known come one after another. Raises DatesOutOfOrder."""
    known = [day for day in days if day is not None]
    if any(later < earlier for earlier, later in pairwise(known)):
        raise DatesOutOfOrder(what)
