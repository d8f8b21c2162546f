"""What can have happened to a member of staff."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..details import StaffDetails
from ..terms import PostRole


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
