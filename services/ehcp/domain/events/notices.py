"""What is announced about deadlines.

about: which of a rule's clocks, where it has several: the review, the draft, the appeal.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.rulebook.rule import Party

from ..reminders import Reader
from ..terms import Cause, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDeadline:
    """What every announcement says. notice_id: its own, by which a withdrawal names it."""

    case_id: UUID
    pupil_id: UUID
    notice_id: UUID
    rule: str
    about: UUID | None = None
    due_on: date
    responsible: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineApproaching(OfDeadline):
    """A deadline is near. distance: which of 28, 14, 7, 2 days this notice is; days_left: truly.

    readers: whom it is for; None in old ones: everybody.
    """

    distance: int
    days_left: int
    readers: tuple[Reader, ...] | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineMissed(OfDeadline):
    """A deadline's day has passed and nothing was recorded. effective_on: the day after it.

    owed_until: the last day on which it is late; None: until it is done.
    """

    owed_until: date | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineMet(OfDeadline):
    """What a deadline asks for was done. days_in_hand: below 0, so many days late.

    effective_on: the day it was done.
    """

    days_in_hand: int
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineWithdrawn:
    """What was announced about a deadline was wrong; whoever was told is to be told so.

    withdraws: the notice_id of the announcement; what, rule, due_on: as it said. also: of those
    that it replaced and that were as wrong; they may have been for other readers.
    """

    case_id: UUID
    pupil_id: UUID
    withdraws: UUID
    also: tuple[UUID, ...] = ()
    what: Notice
    rule: str
    about: UUID | None = None
    due_on: date
    responsible: Party
    cause: Cause
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineStopped(OfDeadline):
    """An announced date runs no more, and nobody said when it was done: a later step was taken, it
    is not needed or not counted any more, or the plan ended. The announcement was right.

    notice_id: of the announcement that stands; rule, about, due_on, responsible: as it said.
    """

    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineResumed(OfDeadline):
    """A date that had stopped runs again: what had stopped it was wrong. Fields: as there."""

    effective_on: date
