"""What can have happened to a guardian, and between a guardian and a child."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..details import GuardianDetails
from ..terms import Relationship


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
