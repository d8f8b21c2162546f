"""Reviews: planned backwards from the meeting, held, reported, decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from ..plan_terms import Right
from ..review_terms import (
    AdulthoodPart,
    Difference,
    Holder,
    Invited,
    Invitee,
    ReviewKind,
    ReviewOutcome,
    Transfer,
    Whose,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewPlanned:
    """A review is under way. meeting_on: None until there is a day.

    year_group: 0 is Reception; from 9 on it prepares for adulthood. why: of an early one, for the
    family. notice_given_on: of the meeting, where it was given before. effective_on: the day it
    was planned.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    kind: ReviewKind
    held_by: Holder
    meeting_on: date | None
    notice_given_on: date | None
    transfer: Transfer | None
    year_group: int | None
    looked_after: bool
    home_educated: bool
    why: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewMeetingMoved:
    """The meeting is on another day. why: for the family. effective_on: the day it was moved."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID
    meeting_on: date
    why: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewInvitationsSent:
    """Notice of the meeting, and requests for advice. effective_on: the day they were sent."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID
    people: tuple[Invited, ...]
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewAdviceChased:
    """People were reminded of their advice. effective_on: the day they were."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID
    person_ids: tuple[UUID, ...]
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewAdviceReceived:
    """Somebody's advice came. effective_on: the day the school had it."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID
    person_id: UUID
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewPapersCirculated:
    """The advice and information went to everyone. effective_on: the day it was sent."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewViewsRecorded:
    """What the child, or the family, thinks. effective_on: the day it was said."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID
    whose: Whose
    said: Personal
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewMeetingHeld:
    """The meeting was held. minutes: for the family. effective_on: the day of it."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID
    attended: tuple[Invitee, ...]
    minutes: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewReportSent:
    """The report, to everyone invited and to the council. said, differences, adulthood: for the
    family. effective_on: the day it was sent.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID
    recommends: ReviewOutcome
    said: Personal | None
    differences: tuple[Difference, ...]
    adulthood: tuple[AdulthoodPart, ...]
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReviewDecisionRecorded:
    """The council said what becomes of the plan after a review. It completes the review.

    review_id: None where the review is not in this record. changes_set_out: whether the letter
    has the changes that it proposes. effective_on: decided, else sent, else received.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID | None
    decision: ReviewOutcome
    changes_set_out: bool | None
    decided_on: date | None
    sent_on: date | None
    received_on: date
    reasons: Personal | None
    rights: tuple[Right, ...] | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date
