"""What can have happened to a pupil."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from ..details import PupilDetails
from ..terms import SenNeed, SenStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilEnrolled:
    """A pupil is on the roll of a school from the day of entry, with no day of leaving known.

    Said again, it replaces these days and a leaving date that was known. The derived days are
    published, the date of birth is not. under_five_until: the end of the month of the fifth
    birthday; None of whoever is older on the day we were told, and in old events.
    """

    pupil_id: UUID
    school_id: UUID
    year_group: str
    registration_group: str | None
    end_of_compulsory_school_age: date
    keep_until: date
    under_five_until: date | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilNamed:
    """Who a pupil is, as first told."""

    pupil_id: UUID
    details: PupilDetails
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilDetailsChanged:
    """Who a pupil is, is now this, all of it."""

    pupil_id: UUID
    details: PupilDetails
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilMovedSchool:
    """A pupil is on the roll of another school of the trust: new people, new access."""

    pupil_id: UUID
    school_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilLeft:
    """A pupil is on no roll of the trust after a day, which may lie ahead."""

    pupil_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearGroupChanged:
    """The year that a pupil is taught in, or the registration group, is another."""

    pupil_id: UUID
    year_group: str
    registration_group: str | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SenStatusRecorded:
    """What the MIS says about a pupil's SEN. since: None where it does not say.

    needs: at most two, the primary one first; none with status N.
    """

    pupil_id: UUID
    school_id: UUID
    status: SenStatus
    since: date | None
    needs: tuple[SenNeed, ...]
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilContactRecorded:
    """A pupil's own e-mail address is now this; None: the school knows of none.

    It opens nothing before the pupil is a young person in law.
    """

    pupil_id: UUID
    email: Personal | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilsMerged:
    """This record and another one are of the same child: the other one goes on."""

    pupil_id: UUID
    into_pupil_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilErased:
    """Everything that was sealed about a pupil is erased, in every service."""

    pupil_id: UUID
    effective_on: date


PupilEvent = (
    PupilEnrolled
    | PupilNamed
    | PupilDetailsChanged
    | PupilMovedSchool
    | PupilLeft
    | YearGroupChanged
    | SenStatusRecorded
    | PupilContactRecorded
    | PupilsMerged
    | PupilErased
)
