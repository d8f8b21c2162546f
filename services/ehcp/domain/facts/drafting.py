"""Draft plans, views on them, consultations, and what a plan says, without its texts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..plan_terms import ConsultationAnswer, Period, PlacementKind, Section
from .base import Dated, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Entry):
    sent_on: date | None
    served_on: date | None
    received_on: date
    names_placement: bool

    @property
    def told_on(self) -> date:
        """The day the council sent it; else the first day on which it was there."""
        return self.sent_on or self.served_on or self.received_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A provision without its words. vague: phrases of it that promise nothing."""

    provision_id: UUID
    section: Section
    minutes: int | None
    sessions: int | None
    per: Period | None
    vague: tuple[str, ...]

    @property
    def quantified(self) -> bool:
        return None not in (self.minutes, self.sessions, self.per)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Entry):
    """of: the plan's key. placement: None where section I was not recorded."""

    of: UUID
    placement: PlacementKind | None
    school_id: UUID | None
    promised: tuple[Promised, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Representations(Dated):
    """about: the key of the draft or the notice. on: they were sent."""

    about: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(Dated):
    """on: the school received it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Dated):
    """about: the consultation's key. on: the answer was sent."""

    about: UUID
    answer: ConsultationAnswer
