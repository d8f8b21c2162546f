"""The parts of an EHC plan (SEND Regulations 2014, regulation 12), and what is said about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.personal import Personal


class Section(StrEnum):
    """The sections of a plan, by their letters."""

    A = "A"  # views, interests and aspirations
    B = "B"  # special educational needs
    C = "C"  # health needs
    D = "D"  # social care needs
    E = "E"  # outcomes
    F = "F"  # special educational provision
    G = "G"  # health provision
    H1 = "H1"  # social care provision
    H2 = "H2"
    I = "I"  # noqa: E741 - the plan's own letter: placement
    J = "J"  # personal budget
    K = "K"  # advice and information


class Period(StrEnum):
    """How often sessions of a provision come: so many in each of these."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    HALF_TERM = "half-term"
    TERM = "term"
    YEAR = "year"


class PlacementKind(StrEnum):
    """What section I says. In a draft it is blank (Children and Families Act 2014, s. 38(5))."""

    BLANK = "blank"
    NAMED = "named"
    TYPE_ONLY = "type-only"
    OTHERWISE = "otherwise-than-at-school"


class Right(StrEnum):
    """What a council tells with a decision that can be appealed (regulations 5(3), 10(3), 14)."""

    APPEAL = "appeal"
    TIME_LIMIT = "time-limit"
    MEDIATION = "mediation"
    DISAGREEMENT_RESOLUTION = "disagreement-resolution"
    SENDIASS = "sendiass"


class ConsultationAnswer(StrEnum):
    """What the school says about being named."""

    CAN_MEET = "can-meet"
    CAN_WITH_CHANGES = "can-meet-with-changes"
    CANNOT = "cannot-meet"


class NamingGround(StrEnum):
    """Why a council need not name a school: no other ground is lawful.

    Source: Children and Families Act 2014, section 39(4) (its letters are from memory).
    """

    UNSUITABLE = "unsuitable-for-age-ability-or-needs"
    OTHERS = "incompatible-with-education-of-others"
    RESOURCES = "incompatible-with-use-of-resources"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """The text of a section, for the family."""

    section: Section
    text: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An outcome of section E. by_on: until when, where the plan says so."""

    outcome_id: UUID
    text: Personal
    by_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A provision of section F, G, H1 or H2: what, and where it is quantified, how much of it.

    minutes: of one session. sessions: how many in each `per`. who: whose expertise it needs.
    vague: phrases of the text that say neither what nor how much (SEND Code 9.69).
    """

    provision_id: UUID
    section: Section
    text: Personal
    minutes: int | None = None
    sessions: int | None = None
    per: Period | None = None
    who: Personal | None = None
    outcome_ids: tuple[UUID, ...]
    vague: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Section I. school_id: of this trust, if it is one. name: of the school, or the type."""

    kind: PlacementKind
    school_id: UUID | None = None
    name: Personal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Section J. pence: in a year, where it is known."""

    purpose: Personal
    pence: int | None = None
    direct_payment: bool = False
