"""Mediation and appeals to the Tribunal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from ..appeal_terms import MediationEnd, Remedy, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpMediationAsked:
    """The council was told that the family wants mediation. decision_id: about which decision.

    effective_on: the day the council was told.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    decision_id: UUID
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpMediationEnded:
    """Mediation ended, was declined or could not be arranged: a certificate is due.

    effective_on: the day of it.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    decision_id: UUID
    how: MediationEnd
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCertificateIssued:
    """The mediation adviser issued the certificate. effective_on: the day of it."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    decision_id: UUID
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpMediationAgreed:
    """What the council will do, as agreed. says_by: the day that the agreement names.

    effective_on: the day of the agreement.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    decision_id: UUID
    remedy: Remedy
    says_by: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAgreementKept:
    """The council did what was agreed at mediation, where no other entry tells of it.

    effective_on: the day it was done.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    agreement_id: UUID
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAppealMade:
    """The family appealed to the Tribunal. sections: of a plan that are appealed against.

    effective_on: the day it was sent.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    decision_id: UUID
    sections: tuple[Section, ...]
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAppealConceded:
    """The council will not oppose an appeal. effective_on: the day it told the Tribunal."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    appeal_id: UUID
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpTribunalOrdered:
    """The Tribunal decided. directs_by: another day than the regulations have, where it set one.

    effective_on: the date of the order.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    appeal_id: UUID
    remedy: Remedy
    directs_by: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAppealWithdrawn:
    """The family took its appeal back. effective_on: the day it did."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    appeal_id: UUID
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date
