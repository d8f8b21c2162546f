"""Re-assessment, ceasing, moves."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..appeal_terms import ReassessmentDecision
from ..terms import Authority
from .base import Answer, Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassessmentAsked(Dated):
    """on: it was asked for."""

    received_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassessmentDecided(Answer):
    """Whether there will be another assessment."""

    request_id: UUID | None
    decision: ReassessmentDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class CeaseConsulted(Dated):
    """on: the school had it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CeaseDecided(Answer):
    """The plan is to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceased(Dated):
    """on: its last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Dated):
    """on: we were told of it."""

    move_on: date
    known_on: date | None
    to: Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred(Dated):
    """on: the plan went over."""

    to: Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferLetter(Dated):
    """on: it was sent."""

    review_by: date | None
