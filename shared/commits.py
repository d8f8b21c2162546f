"""One commit: the events of one command, as the one document that is ever written for them.

{_id: "<stream>@<version before its first event, 10 digits>", stream, version (before), count,
partition_key, school_id, actor, origin, correlation_id, causation_id, traceparent, recorded_at,
request | absent: {subject, key, fingerprint}, events: the codec's bytes, previous, hash}
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from shared.calendar import london_date
from shared.codec import Codec, DecodedEvent
from shared.recorded import Actor, IdempotencyKey, Origin, RecordedEvent, Request

E = TypeVar("E")
Document = dict[str, Any]

MOST_EVENTS: Final = 100
MOST_BYTES: Final = 1_000_000
NO_HASH: Final = bytes(32)
VERSION_DIGITS: Final = 10
EVENT_IDS: Final = uuid5(NAMESPACE_OID, "waymark/event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a stream as one read saw it; only `EventStore.read` and `append` make one.

    hash: of the stream's last commit, 32 bytes, zeros before the first.
    recorded_at, recorded_by: when and under which request's key the last commit was made.
    proof: ties the other values together: `append` takes no head that a caller made up.
    """

    stream: str
    version: int
    hash: bytes
    partition_key: str | None
    recorded_at: datetime | None
    recorded_by: IdempotencyKey | None
    proof: bytes


def commit_id(stream: str, version: int) -> str:
    """The id of the commit that begins after `version` events."""
    return f"{stream}@{version:0{VERSION_DIGITS}d}"


def id_range(stream: str) -> Document:
    """A filter for every commit of a stream, on the `_id` index."""
    return {"_id": {"$gte": f"{stream}@", "$lt": f"{stream}@:"}}  # ":" sorts after "9"


def new_event_id(stream: str, version: int) -> UUID:
    """The same for the same place in the same stream, so that nothing can be recorded twice."""
    return uuid5(EVENT_IDS, f"{stream}@{version}")


def commit_hash(commit: Mapping[str, Any]) -> bytes:
    """SHA-256 over the envelope, the events' bytes and the hash before it, all as stored."""
    envelope = {key: value for key, value in commit.items() if key not in ("events", "hash")}
    digest = hashlib.sha256(msgspec.json.encode(envelope, order="sorted"))
    digest.update(commit["events"])
    return digest.digest()


def new_commit(head: Head, events: Sequence[E], encoded: Codec[E], by: Request) -> Document:
    """The document for events that are already sealed. Raises ValueError past 100 or 1 MB."""
    recorded_at = _recorded_at(head, by)
    stored = [
        (new_event_id(head.stream, head.version + n), effective_on(event, recorded_at), event)
        for n, event in enumerate(events, start=1)
    ]
    commit: Document = {
        "_id": commit_id(head.stream, head.version),
        "stream": head.stream,
        "version": head.version,
        "count": len(stored),
        "partition_key": head.partition_key or by.partition_key or head.stream,
        "school_id": by.school_id,
        "actor": {
            "person_id": by.actor.person_id,
            "role": by.actor.role,
            "on_behalf_of": by.actor.on_behalf_of,
        },
        "origin": by.origin.value,
        "correlation_id": by.correlation_id,
        "causation_id": by.causation_id,
        "traceparent": by.traceparent,
        "recorded_at": recorded_at,
        "events": encoded.encode(stored),
        "previous": head.hash,
    }
    if by.key:
        commit["request"] = {
            "subject": by.key.subject,
            "key": by.key.key,
            "fingerprint": by.key.fingerprint,
        }
    if len(stored) > MOST_EVENTS or len(commit["events"]) > MOST_BYTES:
        raise ValueError(f"{head.stream}: a commit takes {MOST_EVENTS} events and 1 MB at most")
    return commit | {"hash": commit_hash(commit)}


def _recorded_at(head: Head, by: Request) -> datetime:
    if by.at.tzinfo is None:
        raise ValueError("a request's instant must be aware")
    at = by.at.astimezone(UTC)  # the hash is over what MongoDB keeps: UTC, and milliseconds
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    return max(at, head.recorded_at) if head.recorded_at else at


def effective_on(event: object, recorded_at: datetime) -> date:
    """The day an event was true: its own `effective_on`, else the London day of its recording."""
    own = getattr(event, "effective_on", None)
    return own if isinstance(own, date) else london_date(recorded_at)


def recorded_events(commit: Document, codec: Codec[E], source: str) -> list[RecordedEvent[E]]:
    """A commit's events with their envelope. Raises what the codec raises."""
    return [
        recorded(commit, decoded, commit["version"] + n, source)
        for n, decoded in enumerate(codec.decode(commit["events"]), start=1)
    ]


def recorded(
    commit: Document, decoded: DecodedEvent[E], version: int, source: str
) -> RecordedEvent[E]:
    """One decoded event under its commit's envelope."""
    return RecordedEvent(
        event=decoded.event,
        type=decoded.type,
        source=source,
        stream=commit["stream"],
        version=version,
        event_id=decoded.event_id,
        effective_on=decoded.effective_on,
        recorded_at=commit["recorded_at"],
        actor=Actor(**commit["actor"]),
        origin=Origin(commit["origin"]),
        school_id=commit["school_id"],
        correlation_id=commit["correlation_id"],
        causation_id=commit["causation_id"],
    )
