"""The other services' events, as far as this one reads them (besides `shared.access.pupils`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.codec import Codec


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionArranged:
    """plans: help whose sessions, of so many minutes, deliver a provision of section F, or none."""

    pupil_id: UUID
    provision_id: UUID
    secures: UUID | None = None
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDelivered:
    """plans: one session of arranged help took place."""

    pupil_id: UUID
    session_id: UUID
    provision_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMissed:
    """plans: one session of arranged help did not take place. reason: a code."""

    pupil_id: UUID
    session_id: UUID
    provision_id: UUID
    reason: str
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntryStruckOut:
    """plans: an entry was entered in error: help or a session that never was, among others."""

    pupil_id: UUID
    entry_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term or half-term of a school, and the days within it on which it is closed."""

    name: str
    first_day: date
    last_day: date
    closed_on: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDatesSet:
    """directory: a school's terms are now these, all of them, in order."""

    school_id: UUID
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilEnrolled:
    """directory: a pupil is on the roll. under_five_until: the last day on which they count as
    under five, the end of a month; None of whoever is older, and in old events.
    """

    pupil_id: UUID
    under_five_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilErased:
    """directory: what was known about a pupil is erased."""

    pupil_id: UUID


PlanEvent = ProvisionArranged | SessionDelivered | SessionMissed | PlanEntryStruckOut
PLANS: Codec[PlanEvent] = Codec(
    [ProvisionArranged, SessionDelivered, SessionMissed, PlanEntryStruckOut]
)
DIRECTORY: Codec[TermDatesSet] = Codec([TermDatesSet])
AGES_OF_DIRECTORY: Codec[PupilEnrolled | PupilErased] = Codec([PupilEnrolled, PupilErased])
