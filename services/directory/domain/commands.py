"""What may be asked. A `Record...` command brings all that is known now; decided against what was
known, it gives the changes, and nothing where nothing changed.

told_on: today in London: the day of whatever the data give no day for.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.access.reasons import Reason
from shared.personal import Personal

from .details import GuardianDetails, PupilDetails, StaffDetails
from .events import Term
from .terms import Phase, PostRole, Relationship, SenNeed, SenStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSchool:
    """terms: those that were told; a known one that is not among them stays, unless they cover
    its days. joined_on: None where nobody said."""

    school_id: UUID
    urn: str
    laestab: str
    name: str
    phase: Phase
    la_code: str
    postcode: str | None
    joined_on: date | None
    terms: tuple[Term, ...]
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A role at a school, or (school_id None) for the trust; a day is None where nobody said.

    ended_on: the last day.
    """

    school_id: UUID | None
    role: PostRole
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStaffMember:
    """posts: those that were told; a known one that is not among them stays."""

    staff_id: UUID
    details: StaffDetails
    posts: tuple[Post, ...]
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPupil:
    """A pupil as a school's MIS has them. keep_years: how long from birth the file is kept."""

    pupil_id: UUID
    school_id: UUID
    year_group: str
    registration_group: str | None
    entered_on: date
    left_on: date | None
    details: PupilDetails
    sen_status: SenStatus
    sen_since: date | None
    sen_needs: tuple[SenNeed, ...]
    keep_years: int
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPupilContact:
    """A pupil's own e-mail address, for staff; None where it is not theirs any more."""

    pupil_id: UUID
    email: Personal | None
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePupils:
    """The record pupil_id is of the same child as into_pupil_id, which goes on."""

    pupil_id: UUID
    into_pupil_id: UUID
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePupil:
    """Erase what is known about a pupil, once it need not be kept any more."""

    pupil_id: UUID
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGuardian:
    guardian_id: UUID
    details: GuardianDetails
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGuardianship:
    """barred: an order keeps the guardian from this pupil."""

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID
    relationship: Relationship
    parental_responsibility: bool
    correspondence: bool
    priority: int | None
    barred: bool
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkGuardian:
    guardianship_id: UUID
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecord:
    """Somebody states why they open a pupil's record. role: as whom they do.

    from_outside: whether they need a reason at all.
    """

    pupil_id: UUID
    opened_by: UUID
    role: str
    reason: Reason
    from_outside: bool
    told_on: date


PupilCommand = RecordPupil | RecordPupilContact | MergePupils | ErasePupil
GuardianshipCommand = RecordGuardianship | UnlinkGuardian
Command = (
    RecordSchool
    | RecordStaffMember
    | PupilCommand
    | RecordGuardian
    | GuardianshipCommand
    | OpenRecord
)
