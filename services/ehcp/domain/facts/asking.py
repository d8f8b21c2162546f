"""From the request to the final plan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.rulebook.exceptions import Ground
from shared.rulebook.rule import Party

from ..plan_terms import Right
from ..terms import AssessmentDecision, Basis, PlanDecision, Requester
from .base import Answer, Dated, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """How the case began. asked_on: None where nobody knows, of a case that was taken over."""

    pupil_id: UUID
    requester: Requester
    asked_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Entry):
    """received_on: by the council."""

    received_on: date
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Answer):
    decision: AssessmentDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDecided(Answer):
    decision: PlanDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceAsked(Dated):
    """on: the school received the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSent(Dated):
    """on: the school sent it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalPlan(Entry):
    issued_on: date
    sent_on: date | None
    rights: tuple[Right, ...] | None = None

    @property
    def told_on(self) -> date:
        """The day the council sent it; the day it was issued where that is all we know."""
        return self.sent_on or self.issued_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Dated):
    """An excuse for one clock. on: it was claimed."""

    rule: str
    about: UUID | None
    ground: Ground
    claimed_by: Party
    first_closed_on: date | None
    reopens_on: date | None
    family_told_on: date | None
