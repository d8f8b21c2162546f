"""By which day a school's SENCO must be qualified, as the trust reads it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from services.portal.clients.directory import Senco

from .days import short_day_of_year

NO_SENCO: Final = "No SENCO"
NOT_KNOWN: Final = "Not known"
NO_DAY: Final = "No day needed"


def qualified_by(sencos: Sequence[Senco]) -> str:
    """In a table: "1 Sep 2027", or why there is no day; of several SENCOs each, the first first."""
    said = (_said(one) for one in sorted(sencos, key=_urgency))
    return ", ".join(dict.fromkeys(said)) or NO_SENCO


def urgency(sencos: Sequence[Senco]) -> tuple[int, date]:
    """The lower, the sooner somebody should look: at no SENCO, at an unknown day, at the first."""
    return min(map(_urgency, sencos), default=(0, date.min))


def _urgency(senco: Senco) -> tuple[int, date]:
    if senco.needs_no_day:
        return 3, date.max
    due_on = senco.qualification_due_on
    return (2, due_on) if due_on else (1, date.min)


def _said(senco: Senco) -> str:
    if senco.needs_no_day:
        return NO_DAY
    due_on = senco.qualification_due_on
    return short_day_of_year(due_on) if due_on else NOT_KNOWN
