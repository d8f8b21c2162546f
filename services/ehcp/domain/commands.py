"""What may be asked. The ids of what a command makes come with it, so that a retry is the same.

Texts are `Typed`, about the pupil; each docstring says for whom.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Typed

from .terms import AssessmentDecision, Authority, Basis, PlanDecision, Requester


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCase:
    """today: the day in Europe/London when it is asked."""

    case_id: UUID
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPerson(OnCase):
    """by: the person who asks."""

    by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAssessment(ByPerson):
    """Record that the council was asked. reasons: for the family."""

    pupil_id: UUID
    requester: Requester
    authority: Authority
    family_consulted_on: date | None = None
    reasons: Typed | None = None
    referral_id: UUID | None = None
    imported_on: date | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(ByPerson):
    """What we were told, or did. corrects: the entry that this one replaces.

    reason: why it is corrected, for the family; with `corrects` alone.
    """

    entry_id: UUID
    corrects: UUID | None = None
    reason: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReceipt(Telling):
    """Record the day the council received the request. letter_dated_on: with its letter."""

    received_on: date
    basis: Basis = Basis.AS_TOLD
    letter_dated_on: date | None = None
    imported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer(Telling):
    """The days of a letter of the council. reasons: as it gave them, for the family."""

    decided_on: date | None = None
    sent_on: date | None = None
    received_on: date
    reasons: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision(RecordAnswer):
    """Record whether the council will assess."""

    decision: AssessmentDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlanDecision(RecordAnswer):
    """Record whether the council will make a plan."""

    decision: PlanDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAdviceRequest(Telling):
    """Record the day the school received the council's request for advice."""

    received_on: date
    imported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAdvice(Telling):
    """Record the day the school sent its advice. note: for staff."""

    sent_on: date
    note: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinalPlan(Telling):
    """Record the day the council issued the final plan."""

    issued_on: date
    sent_on: date | None = None
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOutEntry(ByPerson):
    """Say that what an entry tells never happened. reason: for the family."""

    entry_id: UUID
    reason: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOutCase(ByPerson):
    """Mark the whole case as entered in error. reason: for staff."""

    reason: Typed
    replaced_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceDeadlines(OnCase):
    """Say what of the case's deadlines is near or past: the clock asks, with its own day."""


Told = (
    RecordReceipt
    | RecordDecision
    | RecordPlanDecision
    | RecordAdviceRequest
    | RecordAdvice
    | RecordFinalPlan
)
Command = RequestAssessment | Told | StrikeOutEntry | StrikeOutCase | AnnounceDeadlines
