"""From the request for an assessment to the final plan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal
from shared.rulebook.exceptions import Ground
from shared.rulebook.rule import Party

from ..advice_terms import AdviceSection, Evidence
from ..plan_terms import Right
from ..terms import (
    AssessmentDecision,
    Authority,
    Basis,
    NotKnown,
    PlanDecision,
    Requester,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAssessmentRequested:
    """The council was asked for an EHC needs assessment. It starts no clock: the receipt does.

    family_consulted_on: needed where the school asks. referral_id: the concern it came from.
    reasons: for the family. imported_on: the day on which an import brought the case in; what lay
    before it is announced to nobody. not_known: of a case that was taken over.
    effective_on: the day on which the council was asked; where that is not known, the first day of
    which anything is told, on which it had been asked already.
    """

    case_id: UUID
    pupil_id: UUID
    requester: Requester
    authority: Authority
    family_consulted_on: date | None
    reasons: Personal | None
    referral_id: UUID | None
    recorded_by: UUID
    imported_on: date | None
    not_known: tuple[NotKnown, ...] = ()
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReceiptRecorded:
    """The day the council received the request, from which 6, 16 and 20 weeks run.

    letter_dated_on: of the council's letter that confirms it; None where it is only as told.
    effective_on: the day of receipt; where somebody else than section 36(1) names brought the
    child to its attention, the day the council became responsible.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    basis: Basis
    letter_dated_on: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    imported_on: date | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDecisionRecorded:
    """The council said whether it will assess. received_on: the day we were told.

    rights: what a letter tells of them; None where nobody has looked.

    effective_on: the day it was decided, else sent, else received.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    decision: AssessmentDecision
    decided_on: date | None
    sent_on: date | None
    received_on: date
    reasons: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    rights: tuple[Right, ...] | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanDecisionRecorded:
    """The council said whether it will make a plan. Days as for the decision to assess."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    decision: PlanDecision
    decided_on: date | None
    sent_on: date | None
    received_on: date
    reasons: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    rights: tuple[Right, ...] | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAdviceRequested:
    """The council asked the school for advice. effective_on: the day the school received it."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    imported_on: date | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAdviceSubmitted:
    """The school sent its advice. note: for staff. effective_on: the day it was sent.

    sections, evidence: None where only the day was told.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    note: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    sections: tuple[AdviceSection, ...] | None = None
    evidence: tuple[Evidence, ...] | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanFinalised:
    """The council issued the final plan. The pupil's census code is E from effective_on.

    effective_on: the day the final plan was issued. sent_on, received_on: where they are known.
    rights: what is told of them with it; None where nobody has looked.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    sent_on: date | None
    received_on: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    rights: tuple[Right, ...] | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpExceptionClaimed:
    """Somebody says that it was impractical to be in time: an excuse, which moves no date.

    rule, about: whose clock. claimed_by: who had to act. first_closed_on, reopens_on: of a closure.
    evidence: for the family. effective_on: the day it was claimed.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    rule: str
    about: UUID | None
    ground: Ground
    claimed_by: Party
    first_closed_on: date | None
    reopens_on: date | None
    family_told_on: date | None
    evidence: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date
