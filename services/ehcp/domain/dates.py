"""Days in an EHC case: none lies before the Act."""

from datetime import date
from typing import Final

from shared import days

from .rules import BeforeTheAct

# Children and Families Act 2014, Part 3, came into force (SI 2014/889).
THE_ACT_BEGAN: Final = date(2014, 9, 1)


def happened(day: date, *, today: date, what: str) -> date:
    """The day itself, if it has come. what: "the plan was issued".

    Raises DateInFuture, BeforeTheAct.
    """
    days.happened(day, today=today, what=what)
    since_the_act(day)
    return day


def happened_if_known(day: date | None, *, today: date, what: str) -> date | None:
    return None if day is None else happened(day, today=today, what=what)


def since_the_act(*told: date | None) -> None:
    """No day, planned ones too, lies before the Act. Raises BeforeTheAct."""
    if any(day < THE_ACT_BEGAN for day in told if day is not None):
        raise BeforeTheAct
