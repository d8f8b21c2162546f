"""What can have happened. On the wire in kebab-case, `pupil-enrolled`, never renamed.

`effective_on` is the day it was true in the world: from the data where they say, else the day we
were told. It may lie ahead, as a leaving date does.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.access.reasons import Reason
from shared.personal import Personal

from .details import GuardianDetails, PupilDetails, StaffDetails
from .terms import Phase, PostRole, Relationship, SenNeed, SenStatus


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffJoined:
    """Somebody works for the trust."""

    staff_id: UUID
    details: StaffDetails
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDetailsChanged:
    """What is known about a member of staff is now this, all of it."""

    staff_id: UUID
    details: StaffDetails
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTaken:
    """A member of staff has a post from a day, with no end known.

    school_id: None for the whole trust. Said again for the same school and role, it replaces
    the day, and an end that was known.
    """

    staff_id: UUID
    school_id: UUID | None
    role: PostRole
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEnded:
    """A post has its last day, effective_on, included."""

    staff_id: UUID
    school_id: UUID | None
    role: PostRole
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SencoDesignated:
    """A member of staff is a school's SENCO. Each school's designation is an event of its own.

    qualification_due_on: None where the day of the designation is not known, or before the rule.
    """

    staff_id: UUID
    school_id: UUID
    qualification_due_on: date | None
    effective_on: date


StaffEvent = StaffJoined | StaffDetailsChanged | PostTaken | PostEnded | SencoDesignated


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilEnrolled:
    """A pupil is on the roll of a school from the day of entry, with no day of leaving known.

    Said again, it replaces these days and a leaving date that was known. The derived days are
    published, the date of birth is not.
    """

    pupil_id: UUID
    school_id: UUID
    year_group: str
    registration_group: str | None
    end_of_compulsory_school_age: date
    keep_until: date
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


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianRecorded:
    """An adult whom a school may turn to about a pupil."""

    guardian_id: UUID
    details: GuardianDetails
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianDetailsChanged:
    """What is known about a guardian is now this, all of it."""

    guardian_id: UUID
    details: GuardianDetails
    effective_on: date


GuardianEvent = GuardianRecorded | GuardianDetailsChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianLinked:
    """What an adult is to a pupil. Said again, it replaces what was said before.

    correspondence: receives letters. priority: 1 is asked first; None where nobody said.
    """

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID
    relationship: Relationship
    parental_responsibility: bool
    correspondence: bool
    priority: int | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianBarred:
    """An order keeps an adult from a pupil: they see nothing and are told nothing."""

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianUnbarred:
    """No order keeps an adult from a pupil any more."""

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianUnlinked:
    """An adult has nothing to do with a pupil any more, or never had."""

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID
    effective_on: date


GuardianshipEvent = GuardianLinked | GuardianBarred | GuardianUnbarred | GuardianUnlinked


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpened:
    """Somebody from outside a pupil's usual staff said why, and opened the record.

    opening_id: of this person, pupil and day. role: as whom. reason: what they stated; some are
    never told to the family, nor that there was an opening for them.
    """

    opening_id: UUID
    pupil_id: UUID
    opened_by: UUID
    role: str
    reason: Reason
    effective_on: date


Event = SchoolEvent | StaffEvent | PupilEvent | GuardianEvent | GuardianshipEvent | RecordOpened
