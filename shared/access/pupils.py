"""Where a pupil is now: each service's own view of `directory`'s topic, by which access is judged.

pupils: {_id: pupil_id, school_id, left_on: day | None}
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from shared.access.grants import Target
from shared.codec import Codec
from shared.commits import Document
from shared.errors import NotFound
from shared.live import live_document
from shared.recorded import RecordedEvent
from shared.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilEnrolled:
    """As far as access needs it: a pupil is on the roll of a school."""

    pupil_id: UUID
    school_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilMovedSchool:
    """A pupil is on the roll of another school."""

    pupil_id: UUID
    school_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilLeft:
    """A pupil is on no roll of this trust any more, from a day."""

    pupil_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilErased:
    """What was known about a pupil is erased."""

    pupil_id: UUID


Event = PupilEnrolled | PupilMovedSchool | PupilLeft | PupilErased
CODEC: Codec[Event] = Codec([PupilEnrolled, PupilMovedSchool, PupilLeft, PupilErased])


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    return (recorded.event.pupil_id,)


def fold(pupil: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """{_id: UUID, school_id: UUID, left_on: str | None}: the last school stays responsible."""
    match recorded.event:
        case PupilEnrolled() | PupilMovedSchool() as event:
            return {"school_id": event.school_id, "left_on": None}
        case PupilLeft() as left:
            return None if pupil is None else {**pupil, "left_on": left.effective_on.isoformat()}
        case PupilErased():
            return None


PUPILS = View(
    name="pupils",
    keys=keys,
    fold=fold,
    reads={"directory": CODEC},
    indexes=(IndexModel([("school_id", ASCENDING)]),),
)


def target(views: Database[Any], pupil_id: UUID) -> Target:
    """A pupil as access sees them now. Raises NotFound."""
    pupil = live_document(views, PUPILS.name, pupil_id)
    if pupil is None:
        raise NotFound
    return Target(pupil_id=pupil_id, school_id=pupil["school_id"])
