"""The draft plan, the family's views on it, the consultation of the school, what a plan says."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Typed

from ..plan_terms import (
    Budget,
    ConsultationAnswer,
    NamingGround,
    Outcome,
    Placement,
    Provision,
    SectionText,
)
from .base import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDraftPlan(Telling):
    """Record that the council sent a draft plan. names_placement: section I is not blank."""

    sent_on: date | None = None
    served_on: date | None = None
    received_on: date
    names_placement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlanContent(Telling):
    """Record what a draft, a final or an amended plan says. of: that plan. Texts: for the family.

    What is vague about a provision is found here, whatever the command says of it.
    """

    of: UUID
    sections: tuple[SectionText, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    provisions: tuple[Provision, ...] = ()
    placement: Placement | None = None
    budget: Budget | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRepresentations(Telling):
    """Record that the family answered a draft or an amendment notice. Texts: for the family."""

    about: UUID
    sent_on: date
    wants_meeting: bool = False
    asks_for: Typed | None = None
    said: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsultation(Telling):
    """Record that the council consults the school about being named."""

    sent_on: date | None = None
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerConsultation(Telling):
    """Record the school's answer. reasons: for the family."""

    about: UUID
    sent_on: date
    answer: ConsultationAnswer
    grounds: tuple[NamingGround, ...] = ()
    reasons: Typed | None = None
