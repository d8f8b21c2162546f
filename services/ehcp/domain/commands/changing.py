"""Re-assessment, ceasing, and the move to another authority."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..appeal_terms import ReassessmentDecision
from ..terms import Authority, Requester
from .base import RecordAnswer, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReassessment(Telling):
    """Record that a re-assessment was asked for. received_on: by the council."""

    requester: Requester
    asked_on: date
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReassessment(RecordAnswer):
    """Record whether the council will assess again."""

    request_id: UUID | None = None
    decision: ReassessmentDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCeaseConsultation(Telling):
    """Record that the council asks before it ceases the plan."""

    sent_on: date | None = None
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCeaseDecision(RecordAnswer):
    """Record that the council will cease the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCeased(Telling):
    """Record that the plan has ended."""

    ended_on: date
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMove(Telling):
    """Record that the family moves to the area of another council."""

    move_on: date
    to: Authority
    known_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTransfer(Telling):
    """Record that the plan went over to another council."""

    to: Authority
    transferred_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTransferLetter(Telling):
    """Record what the new council told the family."""

    sent_on: date | None = None
    received_on: date
    will_assess: bool | None = None
    review_by: date | None = None
