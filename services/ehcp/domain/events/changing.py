"""Re-assessment, ceasing, and the move to another authority."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from ..appeal_terms import ReassessmentDecision
from ..plan_terms import Right
from ..terms import Authority, Requester


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReassessmentRequested:
    """A re-assessment was asked for. received_on: by the council, from which 15 days run.

    effective_on: the day it was asked for.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    requester: Requester
    received_on: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReassessmentDecided:
    """The council said whether it will assess again. request_id: None where it decided by itself.

    effective_on: decided, else sent, else received.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    request_id: UUID | None
    decision: ReassessmentDecision
    decided_on: date | None
    sent_on: date | None
    received_on: date
    reasons: Personal | None
    rights: tuple[Right, ...] | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCeaseConsulted:
    """The council says that it may cease the plan, and asks. effective_on: the school had it."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    sent_on: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCeaseDecided:
    """The council will cease the plan. It goes on until the time to appeal has run out.

    effective_on: decided, else sent, else received.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    decided_on: date | None
    sent_on: date | None
    received_on: date
    reasons: Personal | None
    rights: tuple[Right, ...] | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanCeased:
    """The plan has ended. effective_on: its last day."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    received_on: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpMoveToldOf:
    """The family moves to the area of another council. known_on: the old council learned of it.

    effective_on: the day on which it was told to us.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    move_on: date
    known_on: date | None
    to: Authority
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanTransferred:
    """The plan went over to another council, which stands in the old one's shoes.

    effective_on: the day of the transfer.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    to: Authority
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpTransferExplained:
    """The new council told the family of the transfer. review_by: when it will review the plan.

    effective_on: sent, else received.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    will_assess: bool | None
    review_by: date | None
    sent_on: date | None
    received_on: date
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date
