"""A service's commits in the order of their positions, a bounded piece at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pymongo import ASCENDING
from pymongo.database import Database

from shared.bus import PLACES_PER_COMMIT, Message
from shared.codec import StoredEvent, stored_events
from shared.commits import Document
from shared.errors import WaymarkError
from shared.recorded import Actor, Origin

MOST_BYTES: Final = 8_000_000
COMMITS_AT_ONCE: Final = 50  # of 1 MB at most: what one load can bring into memory


class Damaged(WaymarkError):
    """What is stored contradicts itself: nobody goes on before `verify` has been looked at."""


class CommitMissing(Damaged):
    """The log names a commit that is not there: the store was damaged. `verify` says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A commit with its place: chain is the log's at this position."""

    position: int
    chain: bytes
    commit: Document


def read_placed(main: Database[Document], after: int, *, most: int) -> list[Placed]:
    """The next commits after a position: at most `most`, and about 8 MB. Raises CommitMissing."""
    rows = list(main["log"].find({"_id": {"$gt": after}}).sort("_id", ASCENDING).limit(most))
    placed: list[Placed] = []
    size = 0
    for start in range(0, len(rows), COMMITS_AT_ONCE):
        piece = _load(main, rows[start : start + COMMITS_AT_ONCE])
        placed += piece
        size += sum(len(one.commit["events"]) for one in piece)
        if size >= MOST_BYTES:
            break
    return placed


def _load(main: Database[Document], rows: Sequence[Document]) -> list[Placed]:
    ids = [row["commit"] for row in rows]
    commits = {commit["_id"]: commit for commit in main["commits"].find({"_id": {"$in": ids}})}
    missing = [row for row in rows if row["commit"] not in commits]
    if missing:
        raise CommitMissing(f"{missing[0]['commit']}, at position {missing[0]['_id']}")
    return [
        Placed(position=row["_id"], chain=row["chain"], commit=commits[row["commit"]])
        for row in rows
    ]


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
