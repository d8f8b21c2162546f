"""The codes of reviews and amendments."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from shared.personal import Personal


class ReviewKind(StrEnum):
    """Why there is a review."""

    ANNUAL = "annual"
    EARLY = "early"  # asked for, or a placement at risk: discretionary
    PHASE_TRANSFER = "phase-transfer"


class Holder(StrEnum):
    """Who arranges and holds the meeting."""

    SCHOOL = "school"
    COUNCIL = "council"


class TransferTo(StrEnum):
    """The institution that the child goes to: it decides which limit counts, not the year."""

    SCHOOL = "school"
    POST_16 = "post16"
    POST_16_FROM_POST_16 = "post16-from-post16"


class Invitee(StrEnum):
    """Who takes part in a review."""

    FAMILY = "family"
    YOUNG_PERSON = "young-person"
    HEAD = "head-or-provider"
    COUNCIL_SEN = "council-sen-officer"
    COUNCIL_SOCIAL_CARE = "council-social-care-officer"
    HEALTH = "health-professional"
    VIRTUAL_HEAD = "virtual-school-head"
    CARER = "foster-carer"
    SENCO = "senco"
    TEACHER = "teacher"
    PSYCHOLOGIST = "educational-psychologist"
    THERAPIST = "therapist"
    NEXT_INSTITUTION = "next-institution"
    OTHER = "other"


# SEND Regulations 2014, regulation 20(2); of a child who attends no school regulation 21.
REQUIRED: Final = (
    Invitee.FAMILY,
    Invitee.HEAD,
    Invitee.COUNCIL_SEN,
    Invitee.HEALTH,
    Invitee.COUNCIL_SOCIAL_CARE,
)


class ReviewOutcome(StrEnum):
    """What becomes of the plan: as the school recommends, or as the council decides."""

    KEEP = "keep"
    AMEND = "amend"
    CEASE = "cease"


class Adulthood(StrEnum):
    """What every review from Year 9 on is about (SEND Code 8.9, 9.184)."""

    EMPLOYMENT = "higher-education-or-employment"
    LIVING = "independent-living"
    SOCIETY = "participation-in-society"
    HEALTH = "healthy-adult-life"


class Whose(StrEnum):
    """Whose views."""

    CHILD = "child"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """One person. name: for staff. advice_asked: whether advice and information is asked for."""

    person_id: UUID
    who: Invitee
    name: Personal | None
    advice_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A view that differs from the recommendation, and whose. said: for the family."""

    who: Invitee
    said: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class AdulthoodPart:
    """One of the four headings. said: None where it was discussed and there is nothing to add."""

    heading: Adulthood
    said: Personal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """year: of the September, for schools and from school to post-16. on: the day, between two
    post-16 institutions.
    """

    to: TransferTo
    year: int | None = None
    on: date | None = None
