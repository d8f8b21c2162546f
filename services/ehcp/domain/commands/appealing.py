"""Mediation and appeals to the Tribunal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..appeal_terms import MediationEnd, Remedy, Section
from .base import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMediation(Telling):
    """Record that the council was told that the family wants mediation."""

    decision_id: UUID
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMediationEnd(Telling):
    """Record that mediation ended, was declined or could not be arranged."""

    decision_id: UUID
    how: MediationEnd
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCertificate(Telling):
    """Record the mediation certificate."""

    decision_id: UUID
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAgreement(Telling):
    """Record what was agreed at mediation."""

    decision_id: UUID
    remedy: Remedy
    agreed_on: date
    says_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAgreementKept(Telling):
    """Record that the council did what was agreed at mediation."""

    agreement_id: UUID
    done_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAppeal(Telling):
    """Record that the family appealed."""

    decision_id: UUID
    sent_on: date
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConcession(Telling):
    """Record that the council does not oppose the appeal."""

    appeal_id: UUID
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOrder(Telling):
    """Record the Tribunal's order."""

    appeal_id: UUID
    remedy: Remedy
    ordered_on: date
    directs_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWithdrawal(Telling):
    """Record that the family took its appeal back."""

    appeal_id: UUID
    withdrawn_on: date
