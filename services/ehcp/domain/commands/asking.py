"""From the request for an assessment to the final plan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Typed
from shared.rulebook.exceptions import Ground

from ..advice_terms import AdviceSection, Evidence
from ..plan_terms import Right
from ..terms import AssessmentDecision, Authority, Basis, NotKnown, PlanDecision, Requester
from .base import ByPerson, RecordAnswer, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAssessment(ByPerson):
    """Record that the council was asked. reasons: for the family.

    not_known: of a case that is taken over.
    """

    pupil_id: UUID
    requester: Requester
    authority: Authority
    family_consulted_on: date | None = None
    reasons: Typed | None = None
    referral_id: UUID | None = None
    imported_on: date | None = None
    not_known: tuple[NotKnown, ...] = ()
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReceipt(Telling):
    """Record the day the council received the request. letter_dated_on: with its letter."""

    received_on: date
    basis: Basis = Basis.AS_TOLD
    letter_dated_on: date | None = None
    imported_on: date | None = None


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
    """Record the day the school sent its advice, and what it says. All texts: for staff."""

    sent_on: date
    note: Typed | None = None
    sections: tuple[AdviceSection, ...] | None = None
    evidence: tuple[Evidence, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinalPlan(Telling):
    """Record the day the council issued the final plan."""

    issued_on: date
    sent_on: date | None = None
    received_on: date | None = None
    rights: tuple[Right, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimException(Telling):
    """Record the excuse for a lateness, the council's as told. evidence: for the family."""

    rule: str
    about: UUID | None = None
    ground: Ground
    claimed_on: date
    first_closed_on: date | None = None
    reopens_on: date | None = None
    family_told_on: date | None = None
    evidence: Typed | None = None
