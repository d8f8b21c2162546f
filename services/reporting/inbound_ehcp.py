"""ehcp's events, as far as reporting reads them: a plan's beginning and end, and every notice."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.codec import Codec
from shared.rulebook.rule import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanFinalised:
    """The council issued the final plan on effective_on."""

    pupil_id: UUID
    entry_id: UUID
    corrects: UUID | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCaseTakenOver:
    """A case ran before: its state ("final", "draft") as a list of effective_on says, or the school
    that the pupil came from. The day of its plan another event tells, where it is known.
    """

    pupil_id: UUID
    entry_id: UUID
    state: str
    corrects: UUID | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanCeased:
    """The plan has ended, as told; effective_on: its last day."""

    pupil_id: UUID
    entry_id: UUID
    corrects: UUID | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCeaseDecided:
    """The council will cease the plan. sent_on: from which the time to appeal runs."""

    pupil_id: UUID
    entry_id: UUID
    corrects: UUID | None
    sent_on: date | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewDecisionRecorded:
    """What becomes of the plan after a review. decision: "keep", "amend" or "cease"."""

    pupil_id: UUID
    entry_id: UUID
    corrects: UUID | None
    decision: str
    sent_on: date | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCertificateIssued:
    """The mediation certificate about a decision, issued on effective_on."""

    pupil_id: UUID
    entry_id: UUID
    decision_id: UUID
    corrects: UUID | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAppealMade:
    """The family appealed against a decision, on effective_on."""

    pupil_id: UUID
    entry_id: UUID
    decision_id: UUID
    corrects: UUID | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpTribunalOrdered:
    """The Tribunal decided an appeal. remedy: "dismissed" where the council need do nothing."""

    pupil_id: UUID
    entry_id: UUID
    appeal_id: UUID
    corrects: UUID | None
    remedy: str
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAppealWithdrawn:
    """The family took its appeal back, on effective_on."""

    pupil_id: UUID
    entry_id: UUID
    appeal_id: UUID
    corrects: UUID | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpEntryStruckOut:
    """What an entry says never happened."""

    pupil_id: UUID
    entry_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCaseStruckOut:
    """The whole case was entered in error."""

    pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDeadline:
    """What every announcement says. about: which of the rule's clocks, where it has several."""

    case_id: UUID
    pupil_id: UUID
    notice_id: UUID
    rule: str
    about: UUID | None = None
    due_on: date
    responsible: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineApproaching(OfDeadline):
    """A date is near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineMissed(OfDeadline):
    """A date has passed and nothing was recorded. owed_until: the last day on which it is late;
    None: until it is done.
    """

    owed_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineMet(OfDeadline):
    """What a date asks for was done, on effective_on."""

    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineWithdrawn:
    """What was announced was wrong. withdraws: its notice_id."""

    case_id: UUID
    pupil_id: UUID
    withdraws: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineStopped(OfDeadline):
    """A date runs no more, and nobody said when it was done. notice_id: of its announcement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineResumed(OfDeadline):
    """A date that had stopped runs again. notice_id: of its announcement."""


# How a plan ends: the entries, one of which may correct another.
EndingEntry = (
    EhcpPlanCeased
    | EhcpCeaseDecided
    | EhcpReviewDecisionRecorded
    | EhcpCertificateIssued
    | EhcpAppealMade
    | EhcpTribunalOrdered
    | EhcpAppealWithdrawn
)
EhcpEvent = (
    EhcpPlanFinalised | EhcpCaseTakenOver | EndingEntry | EhcpEntryStruckOut | EhcpCaseStruckOut
)
Announcement = EhcpDeadlineApproaching | EhcpDeadlineMissed | EhcpDeadlineMet
NoticeEvent = Announcement | EhcpDeadlineWithdrawn | EhcpDeadlineStopped | EhcpDeadlineResumed

EHCP: Final[Codec[EhcpEvent]] = Codec(
    [
        EhcpPlanFinalised,
        EhcpCaseTakenOver,
        EhcpPlanCeased,
        EhcpCeaseDecided,
        EhcpReviewDecisionRecorded,
        EhcpCertificateIssued,
        EhcpAppealMade,
        EhcpTribunalOrdered,
        EhcpAppealWithdrawn,
        EhcpEntryStruckOut,
        EhcpCaseStruckOut,
    ]
)
NOTICES: Final[Codec[NoticeEvent]] = Codec(
    [
        EhcpDeadlineApproaching,
        EhcpDeadlineMissed,
        EhcpDeadlineMet,
        EhcpDeadlineWithdrawn,
        EhcpDeadlineStopped,
        EhcpDeadlineResumed,
    ]
)
