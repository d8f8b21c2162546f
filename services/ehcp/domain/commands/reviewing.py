"""Reviews: planned backwards from the meeting, held, reported, decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Typed

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
from .base import RecordAnswer, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReview(Telling):
    """Plan a review. why: for the family. notice_given_on: if notice was given before."""

    kind: ReviewKind = ReviewKind.ANNUAL
    held_by: Holder = Holder.SCHOOL
    meeting_on: date | None = None
    notice_given_on: date | None = None
    transfer: Transfer | None = None
    year_group: int | None = None
    looked_after: bool = False
    home_educated: bool = False
    why: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveReviewMeeting(Telling):
    """Put the meeting on another day. why: for the family."""

    review_id: UUID
    meeting_on: date
    why: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInvitations(Telling):
    """Record to whom notice was sent. Names: for staff."""

    review_id: UUID
    sent_on: date
    people: tuple[Invited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseReviewAdvice(Telling):
    """Record who was reminded."""

    review_id: UUID
    sent_on: date
    person_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReviewAdvice(Telling):
    """Record that somebody's advice came."""

    review_id: UUID
    person_id: UUID
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPapers(Telling):
    """Record that the papers were circulated."""

    review_id: UUID
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordViews(Telling):
    """Record the views of the child or the family. said: for the family."""

    review_id: UUID
    whose: Whose
    said: Typed
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeeting(Telling):
    """Record that the meeting was held. minutes: for the family."""

    review_id: UUID
    held_on: date
    attended: tuple[Invitee, ...] = ()
    minutes: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReport(Telling):
    """Record that the report was sent. Texts: for the family."""

    review_id: UUID
    sent_on: date
    recommends: ReviewOutcome
    said: Typed | None = None
    differences: tuple[Difference, ...] = ()
    adulthood: tuple[AdulthoodPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReviewDecision(RecordAnswer):
    """Record the council's decision after a review."""

    review_id: UUID | None = None
    decision: ReviewOutcome
    changes_set_out: bool | None = None
