"""A service's commits in the order of their positions, a bounded piece at a time."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pymongo import ASCENDING
from pymongo.database import Database

from shared.bus import PLACES_PER_COMMIT, Message
from shared.codec import StoredEvent, stored_events
from shared.commits import Document
from shared.errors import WaymarkError
from shared.recorded import Actor, Origin

MOST_BYTES: Final = 8_000_000


class Damaged(WaymarkError):
    """What is stored contradicts itself: nobody goes on before `verify` has been looked at."""


class CommitMissing(Damaged):
    """The log names a commit that is not there: the store was damaged. `verify` says where."""


class Placed(NamedTuple):
    """A commit with its place: chain is the log's at this position."""

    position: int
    chain: bytes
    commit: Document


def read_placed(main: Database[Document], after: int, *, most: int) -> list[Placed]:
    """The next commits after a position: at most `most`, and about 8 MB. Raises CommitMissing."""
    placed: list[Placed] = []
    size = 0
    with main["log"].aggregate(_with_commits(after, most), batchSize=most) as rows:
        for row in rows:
            placed.append(_placed(row))
            size += len(placed[-1].commit["events"])
            if size >= MOST_BYTES:
                break
    return placed


def is_all(placed: Sequence[Placed], *, most: int) -> bool:
    """Whether `read_placed`, asked for so many, left nothing behind that was there."""
    size = sum(len(one.commit["events"]) for one in placed)
    return len(placed) < most and size < MOST_BYTES


def _with_commits(after: int, most: int) -> list[Document]:
    """Each row with its commit beside it, by one question: it is asked for every batch."""
    beside = {"from": "commits", "localField": "commit", "foreignField": "_id", "as": "commits"}
    rows: list[Document] = [{"$match": {"_id": {"$gt": after}}}, {"$sort": {"_id": ASCENDING}}]
    return [*rows, {"$limit": most}, {"$lookup": beside}]


def _placed(row: Document) -> Placed:
    if not row["commits"]:
        raise CommitMissing(f"{row['commit']}, at position {row['_id']}")
    return Placed(position=row["_id"], chain=row["chain"], commit=row["commits"][0])


def own_messages(placed: Placed, service: str) -> list[Message]:
    """A commit's events as its topic would bring them; `after` is not used within a log."""
    place = placed.position * PLACES_PER_COMMIT
    return [
        _own_message(placed.commit, event, index, place + index, service)
        for index, event in enumerate(stored_events(placed.commit["events"]))
    ]


def _own_message(
    commit: Document, event: StoredEvent, index: int, place: int, service: str
) -> Message:
    return Message(
        source=service,
        stream=commit["stream"],
        version=commit["version"] + index + 1,
        event_id=event.event_id,
        type=event.type,
        schema=event.schema,
        position=place,
        after=-1,
        effective_on=event.effective_on,
        recorded_at=commit["recorded_at"],
        actor=Actor(**commit["actor"]),
        origin=Origin(commit["origin"]),
        school_id=commit["school_id"],
        correlation_id=commit["correlation_id"],
        causation_id=commit["causation_id"],
        data=bytes(event.data),
        partition_key=commit["partition_key"],
    )
