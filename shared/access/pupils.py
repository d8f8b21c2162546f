"""Where a pupil is now: each service's own view of `directory`'s topic, by which access is judged.

pupils: {_id: pupil_id, school_id, left_on: day | None, merged_into: pupil_id | None}

A child may have had two records (`pupils-merged`). What was written about either stays where it is;
whose it is now, and at which school, the record says that goes on: an order in any of them bars
from that one (`directory`), and a grant for a merged record alone opens nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from shared.access.grants import Target
from shared.codec import Codec
from shared.commits import Document
from shared.errors import NotFound
from shared.live import live_document
from shared.recorded import RecordedEvent
from shared.views import View, collection_name, live_collection, live_generation

MOST_MERGES: Final = 10  # one into the other, each by a person
MOST_PUPILS_OF_SCHOOL: Final = 5_000

Views = Database[dict[str, Any]]


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
class PupilsMerged:
    """This record and another one are of the same child: the other one goes on."""

    pupil_id: UUID
    into_pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilErased:
    """What was known about a pupil is erased."""

    pupil_id: UUID


Event = PupilEnrolled | PupilMovedSchool | PupilLeft | PupilsMerged | PupilErased
CODEC: Codec[Event] = Codec([PupilEnrolled, PupilMovedSchool, PupilLeft, PupilsMerged, PupilErased])


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    return (recorded.event.pupil_id,)


def fold(pupil: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """{_id: UUID, school_id: UUID, left_on: str | None, merged_into: UUID | None}

    The last school stays responsible.
    """
    match recorded.event:
        case PupilEnrolled() | PupilMovedSchool() as event:
            return {"school_id": event.school_id, "left_on": None, "merged_into": None}
        case PupilLeft() as left:
            return None if pupil is None else {**pupil, "left_on": left.effective_on.isoformat()}
        case PupilsMerged() as merged:
            return None if pupil is None else {**pupil, "merged_into": merged.into_pupil_id}
        case PupilErased():
            return None


PUPILS = View(
    name="pupils",
    keys=keys,
    fold=fold,
    reads={"directory": CODEC},
    indexes=(IndexModel([("school_id", ASCENDING)]), IndexModel([("merged_into", ASCENDING)])),
    edition="2",
)


def target(views: Views, pupil_id: UUID) -> Target:
    """A pupil as access sees them now, by the record that goes on. Raises NotFound."""
    pupil = _going_on(views, pupil_id)
    if pupil is None:
        raise NotFound
    return Target(pupil_id=pupil_id, school_id=pupil["school_id"], goes_on_as=pupil["_id"])


def _going_on(views: Views, pupil_id: UUID) -> Document | None:
    for _ in range(MOST_MERGES + 1):
        pupil = live_document(views, PUPILS.name, pupil_id)
        if pupil is None or pupil.get("merged_into") is None:
            return pupil
        pupil_id = pupil["merged_into"]
    return None


def records_of(views: Views, pupil_id: UUID) -> list[UUID]:
    """All records of a pupil's child: first the one that goes on, then those merged into it.

    Only the pupil's own where that one is not known, or was erased.
    """
    pupil = _going_on(views, pupil_id)
    return [*with_merged(views, [pupil["_id"]])] if pupil else [pupil_id]


def with_merged(views: Views, pupil_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Those of the records that go on, and all that were merged into them: record -> the one that
    goes on.
    """
    return _with_merged(views, {"_id": {"$in": list(pupil_ids)}})


def pupils_at(views: Views, school_id: UUID) -> dict[UUID, UUID]:
    """The same of the pupils whose school this is now, or was the last."""
    return _with_merged(views, {"school_id": school_id})


def _with_merged(views: Views, where: Document) -> dict[UUID, UUID]:
    pupils = live_collection(views, PUPILS.name)
    going_on = pupils.find({**where, "merged_into": None}, {"_id": 1}).limit(MOST_PUPILS_OF_SCHOOL)
    records = {one["_id"]: one["_id"] for one in going_on}
    into = [*records]
    for _ in range(MOST_MERGES):
        merged = list(pupils.find({"merged_into": {"$in": into}}, {"merged_into": 1}))
        if not merged:
            break
        records |= {one["_id"]: records[one["merged_into"]] for one in merged}
        into = [one["_id"] for one in merged]
    return records


def schools_of(views: Views, pupil_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Record -> the school of the one that goes on, of those records that are known."""
    asked = {"$match": {"_id": {"$in": list(pupil_ids)}}}
    steps = [asked, *join_pupil(views, "$_id"), {"$project": {"pupil.school_id": 1}}]
    found = live_collection(views, PUPILS.name).aggregate(steps)
    return {one["_id"]: one["pupil"]["school_id"] for one in found}


def join_pupil(views: Views, pupil_id: str) -> list[Document]:
    """Steps of a pipeline: `pupil` of each document is the record that goes on.

    pupil_id: where the documents have it, "$pupil_id". Whoever is not known is left out.
    """
    follow: Document = {
        "from": collection_name(PUPILS.name, live_generation(views, PUPILS.name)),
        "startWith": pupil_id,
        "connectFromField": "merged_into",
        "connectToField": "_id",
        "maxDepth": MOST_MERGES,
        "as": "pupil",
    }
    goes_on = {"$match": {"pupil.merged_into": None}}
    return [{"$graphLookup": follow}, {"$unwind": "$pupil"}, goes_on]
