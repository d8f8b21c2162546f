"""What an adult is to a pupil, what right comes with it, and whether an order bars them."""

from dataclasses import dataclass, replace
from uuid import UUID

from shared.errors import NotFound

from .commands import GuardianshipCommand, RecordGuardianship, UnlinkGuardian
from .events import (
    GuardianBarred,
    GuardianLinked,
    GuardianshipEvent,
    GuardianUnbarred,
    GuardianUnlinked,
)
from .terms import Relationship

Terms = tuple[Relationship, bool, bool, int | None]


@dataclass(frozen=True, slots=True)
class Guardianship:
    """between: the pupil and the guardian, None before they were linked.

    terms: None while they are not linked.
    """

    between: tuple[UUID, UUID] | None = None
    terms: Terms | None = None
    barred: bool = False


def evolve(guardianship: Guardianship, event: GuardianshipEvent) -> Guardianship:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case GuardianLinked():
            between = (event.pupil_id, event.guardian_id)
            return replace(guardianship, between=between, terms=_terms(event))
        case GuardianBarred():
            return replace(guardianship, barred=True)
        case GuardianUnbarred():
            return replace(guardianship, barred=False)
        case GuardianUnlinked():
            return replace(guardianship, terms=None)


def decide(guardianship: Guardianship, command: GuardianshipCommand) -> list[GuardianshipEvent]:
    """What follows from a command; [] if it is already so. Raises NotFound."""
    match command:
        case RecordGuardianship():
            return record(guardianship, command)
        case UnlinkGuardian():
            return unlink(guardianship, command)


def record(guardianship: Guardianship, command: RecordGuardianship) -> list[GuardianshipEvent]:
    events: list[GuardianshipEvent] = []
    if guardianship.terms != _terms(command):
        events.append(
            GuardianLinked(
                guardianship_id=command.guardianship_id,
                pupil_id=command.pupil_id,
                guardian_id=command.guardian_id,
                relationship=command.relationship,
                parental_responsibility=command.parental_responsibility,
                correspondence=command.correspondence,
                priority=command.priority,
                effective_on=command.told_on,
            )
        )
    if guardianship.barred != command.barred:
        kind = GuardianBarred if command.barred else GuardianUnbarred
        events.append(
            kind(
                guardianship_id=command.guardianship_id,
                pupil_id=command.pupil_id,
                guardian_id=command.guardian_id,
                effective_on=command.told_on,
            )
        )
    return events


def unlink(guardianship: Guardianship, command: UnlinkGuardian) -> list[GuardianshipEvent]:
    if guardianship.between is None:
        raise NotFound
    if guardianship.terms is None:
        return []
    pupil_id, guardian_id = guardianship.between
    return [
        GuardianUnlinked(
            guardianship_id=command.guardianship_id,
            pupil_id=pupil_id,
            guardian_id=guardian_id,
            effective_on=command.told_on,
        )
    ]


def _terms(said: RecordGuardianship | GuardianLinked) -> Terms:
    return (
        said.relationship,
        said.parental_responsibility,
        said.correspondence,
        said.priority,
    )
