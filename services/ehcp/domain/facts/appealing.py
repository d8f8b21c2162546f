"""Mediation and appeals."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..appeal_terms import MediationEnd, Remedy, Section
from .base import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationWanted(Dated):
    """on: the council was told."""

    decision_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationOver(Dated):
    """on: it ended."""

    decision_id: UUID
    how: MediationEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Dated):
    """on: it was issued."""

    decision_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Dated):
    """on: it was made."""

    decision_id: UUID
    remedy: Remedy
    says_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementKept(Dated):
    """on: the council did what was agreed."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(Dated):
    """on: it was sent."""

    decision_id: UUID
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concession(Dated):
    """on: the council told the Tribunal."""

    appeal_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Dated):
    """on: the date of it."""

    appeal_id: UUID
    remedy: Remedy
    directs_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Dated):
    """on: it was taken back."""

    appeal_id: UUID
