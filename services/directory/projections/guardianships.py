"""`guardianships`: which adult is what to which pupil, who is barred: for grants and families."""

from typing import Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import CODEC
from ..domain.events import (
    Event,
    GuardianBarred,
    GuardianLinked,
    GuardianUnbarred,
    GuardianUnlinked,
)

LinkKinds = GuardianLinked | GuardianBarred | GuardianUnbarred | GuardianUnlinked


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    event = recorded.event
    return (event.guardianship_id,) if isinstance(event, LinkKinds) else ()


def fold(link: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """{_id: UUID, pupil_id, guardian_id, linked: bool, relationship, parental_responsibility,
    correspondence, priority: int | None, barred: bool, version: int}"""
    known = link or {"barred": False}
    match recorded.event:
        case GuardianLinked() as event:
            changed: Document = {
                "pupil_id": event.pupil_id,
                "guardian_id": event.guardian_id,
                "linked": True,
                "relationship": event.relationship.value,
                "parental_responsibility": event.parental_responsibility,
                "correspondence": event.correspondence,
                "priority": event.priority,
            }
        case GuardianBarred():
            changed = {"barred": True}
        case GuardianUnbarred():
            changed = {"barred": False}
        case GuardianUnlinked():
            changed = {"linked": False}
        case _:
            return link
    return {**known, **changed, "version": recorded.version}


GUARDIANSHIPS: Final = View(
    name="guardianships",
    keys=keys,
    fold=fold,
    reads={"directory": CODEC},
    indexes=(
        IndexModel([("guardian_id", ASCENDING)]),
        IndexModel([("pupil_id", ASCENDING)]),
    ),
)
