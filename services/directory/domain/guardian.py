"""An adult whom a school may turn to: a parent, a carer, a social worker."""

from dataclasses import dataclass

from .commands import RecordGuardian
from .details import GuardianDetails
from .events import GuardianDetailsChanged, GuardianEvent, GuardianRecorded


@dataclass(frozen=True, slots=True)
class Guardian:
    """details: None before the first was told."""

    details: GuardianDetails | None = None


def evolve(_: Guardian, event: GuardianEvent) -> Guardian:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case GuardianRecorded() | GuardianDetailsChanged():
            return Guardian(details=event.details)


def decide(guardian: Guardian, command: RecordGuardian) -> list[GuardianEvent]:
    """What is new about a guardian; [] if nothing is."""
    if guardian.details == command.details:
        return []
    kind = GuardianRecorded if guardian.details is None else GuardianDetailsChanged
    return [
        kind(
            guardian_id=command.guardian_id,
            details=command.details,
            effective_on=command.told_on,
        )
    ]
