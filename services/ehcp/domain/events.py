"""What can have happened. Every event names the pupil, so that a reader needs no other event.

What the council did is recorded as it was told: late, in a strange order, or against a rule. Days
decided, sent and received are kept apart. A correction is the same event told right: `corrects`
names the entry that it replaces, `reason` says why.

`effective_on` is the day it was true in the world; where there is none, the day it was recorded.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal
from shared.rulebook.rule import Party

from .terms import (
    AssessmentDecision,
    Authority,
    Basis,
    Cause,
    Notice,
    PlanDecision,
    Requester,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAssessmentRequested:
    """The council was asked for an EHC needs assessment. It starts no clock: the receipt does.

    family_consulted_on: needed where the school asks. referral_id: the concern it came from.
    reasons: for the family. imported_on: the day on which an import brought the case in; what lay
    before it is announced to nobody.
    effective_on: the day on which the council was asked.
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
    """The school sent its advice. note: for staff. effective_on: the day it was sent."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    note: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanFinalised:
    """The council issued the final plan. The pupil's census code is E from effective_on.

    effective_on: the day the final plan was issued. sent_on, received_on: where they are known.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    sent_on: date | None
    received_on: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpEntryStruckOut:
    """What an entry says never happened. It stays in the history. type: its event's, on the wire.

    reason: for the family.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    type: str
    reason: Personal
    struck_out_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCaseStruckOut:
    """The whole case was entered in error, for the wrong pupil say: nothing of it holds.

    replaced_by: the case of the right pupil. reason: for staff.
    """

    case_id: UUID
    pupil_id: UUID
    reason: Personal
    replaced_by: UUID | None
    struck_out_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineApproaching:
    """A deadline is near. distance: which of 28, 14, 7, 2 days this notice is; days_left: truly.

    notice_id: of this announcement, by which a withdrawal names it.
    """

    case_id: UUID
    pupil_id: UUID
    notice_id: UUID
    rule: str
    due_on: date
    responsible: Party
    distance: int
    days_left: int
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineMissed:
    """A deadline's day has passed and nothing was recorded. effective_on: the day after it."""

    case_id: UUID
    pupil_id: UUID
    notice_id: UUID
    rule: str
    due_on: date
    responsible: Party
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineMet:
    """What a deadline asks for was done. days_in_hand: below 0, so many days late.

    effective_on: the day it was done.
    """

    case_id: UUID
    pupil_id: UUID
    notice_id: UUID
    rule: str
    due_on: date
    responsible: Party
    days_in_hand: int
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineWithdrawn:
    """What was announced about a deadline was wrong; whoever was told is to be told so.

    withdraws: the notice_id of the announcement; what, rule, due_on: as it said.
    """

    case_id: UUID
    pupil_id: UUID
    withdraws: UUID
    what: Notice
    rule: str
    due_on: date
    responsible: Party
    cause: Cause
    effective_on: date


Told = (
    EhcpReceiptRecorded
    | EhcpDecisionRecorded
    | EhcpPlanDecisionRecorded
    | EhcpAdviceRequested
    | EhcpAdviceSubmitted
    | EhcpPlanFinalised
)
Announcement = EhcpDeadlineApproaching | EhcpDeadlineMissed | EhcpDeadlineMet
Event = (
    EhcpAssessmentRequested
    | Told
    | EhcpEntryStruckOut
    | EhcpCaseStruckOut
    | Announcement
    | EhcpDeadlineWithdrawn
)
