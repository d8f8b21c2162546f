"""The draft plan, the family's views on it, the consultation of the school, what a plan says."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from ..plan_terms import (
    Budget,
    ConsultationAnswer,
    NamingGround,
    Outcome,
    Placement,
    Provision,
    SectionText,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDraftPlanReceived:
    """The council sent the family a draft plan. served_on: its day with the family, day 1 of 15.

    received_on: the school had it, or heard of it. names_placement: whether section I says a
    school or a type of school. effective_on: the day it was served, else sent, else received.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    sent_on: date | None
    served_on: date | None
    received_on: date
    names_placement: bool
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanContentRecorded:
    """What a draft, a final or an amended plan says, section by section.

    of: the first entry of that plan. effective_on: the day of that plan.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    of: UUID
    sections: tuple[SectionText, ...]
    outcomes: tuple[Outcome, ...]
    provisions: tuple[Provision, ...]
    placement: Placement | None
    budget: Budget | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpRepresentationsSent:
    """The family answered a draft plan or an amendment notice. about: its first entry.

    asks_for: the school that it asks for. effective_on: the day they were sent.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    about: UUID
    wants_meeting: bool
    asks_for: Personal | None
    said: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpNamingConsultationReceived:
    """The council consults the school about being named. effective_on: the school received it."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    sent_on: date | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpNamingConsultationAnswered:
    """The school answered. about: the consultation's first entry. reasons: for the family.

    effective_on: the day the answer was sent.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    about: UUID
    answer: ConsultationAnswer
    grounds: tuple[NamingGround, ...]
    reasons: Personal | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date
