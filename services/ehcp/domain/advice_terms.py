"""The parts of a school's advice for an EHC needs assessment."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.personal import Personal


class AdviceHeading(StrEnum):
    """What advice is to be about (SEND Regulations 2014, regulation 6(1); SEND Code 9.49)."""

    VIEWS = "views"  # of the child and the family, as the school knows them
    NEEDS = "needs"
    OUTCOMES = "outcomes"
    PROVISION = "provision"
    PROGRESS = "progress"  # what was tried, and what came of it
    ADULTHOOD = "preparing-for-adulthood"


class EvidenceKind(StrEnum):
    """What is sent with it."""

    PLAN_CYCLES = "plan-cycles"  # assess, plan, do, review
    SPECIALIST_REPORT = "specialist-report"
    ATTAINMENT = "attainment"
    ATTENDANCE = "attendance"
    WORK = "work"
    COSTS = "costs"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSection:
    """A section of the advice, for staff: the family has it from the council with the draft."""

    heading: AdviceHeading
    text: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A paper that goes with the advice. title: for staff."""

    kind: EvidenceKind
    title: Personal
    dated_on: date | None = None
