"""What can have happened to a school."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..terms import Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolJoinedTrust:
    """A school belongs to the trust. urn: 6 digits; laestab: 7 digits; la_code: 3 digits."""

    school_id: UUID
    urn: str
    laestab: str
    name: str
    phase: Phase
    la_code: str
    postcode: str | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDetailsChanged:
    """What is known about a school is now this, all of it."""

    school_id: UUID
    urn: str
    laestab: str
    name: str
    phase: Phase
    la_code: str
    postcode: str | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term or half-term of a school: its first and last day, and the days within it closed."""

    name: str
    first_day: date
    last_day: date
    closed_on: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDatesSet:
    """A school's terms are now these, all of them, in order."""

    school_id: UUID
    terms: tuple[Term, ...]
    effective_on: date


SchoolEvent = SchoolJoinedTrust | SchoolDetailsChanged | TermDatesSet
