"""Reviews, without their texts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..review_terms import Adulthood, Holder, Invitee, ReviewKind, ReviewOutcome, Transfer, Whose
from .base import Answer, Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who was invited, without the name."""

    person_id: UUID
    who: Invitee
    advice_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Dated):
    """on: it was planned."""

    kind: ReviewKind
    held_by: Holder
    meeting_on: date | None
    notice_given_on: date | None
    transfer: Transfer | None
    year_group: int | None
    looked_after: bool
    home_educated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMoved(Dated):
    """on: it was moved."""

    review_id: UUID
    meeting_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Dated):
    """on: the invitations were sent. people: without their names."""

    review_id: UUID
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chased(Dated):
    """on: they were reminded."""

    review_id: UUID
    person_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceCame(Dated):
    """on: the school had it."""

    review_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated(Dated):
    """on: the papers were sent."""

    review_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Views(Dated):
    """on: they were said."""

    review_id: UUID
    whose: Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Dated):
    """on: the meeting was."""

    review_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Dated):
    """on: it was sent. adulthood: the headings of it that it is about."""

    review_id: UUID
    recommends: ReviewOutcome
    adulthood: tuple[Adulthood, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecided(Answer):
    """What becomes of the plan."""

    review_id: UUID | None
    decision: ReviewOutcome
    changes_set_out: bool | None

    @property
    def day(self) -> date:
        """The day of the decision itself, where it is known; else the day on which it was told."""
        return self.decided_on or self.told_on
