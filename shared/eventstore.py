"""The event store of one service: append a command's events, read a stream. Nothing else writes.

The promise: a commit is there whole or not at all; a stream has no gap and no overlap, whoever
races; what an idempotency key once did is found again; nothing is ever changed or removed.
"""

import hmac
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from pymongo import ASCENDING, IndexModel
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

from shared.barriers import reach
from shared.codec import Codec, event_type
from shared.commits import (
    NO_HASH,
    Document,
    Head,
    id_range,
    new_commit,
    recorded_events,
)
from shared.errors import RaceLost, Stale, WaymarkError
from shared.personal import personal_fields
from shared.recorded import CLOCK, IdempotencyKey, RecordedEvent, Request
from shared.sealing import Sealer

E = TypeVar("E")
DUPLICATE_KEY = 11000

REQUEST_INDEX = IndexModel(
    [("request.subject", ASCENDING), ("request.key", ASCENDING)],
    name="request",
    unique=True,
    partialFilterExpression={"request.key": {"$exists": True}},
)
# For a service that asks for the streams of one pupil: one entry for each stream.
PARTITION_INDEX = IndexModel(
    [("partition_key", ASCENDING)], name="partition", partialFilterExpression={"version": 0}
)
MOST_STREAMS = 1_000
# Without the separators of the ids that are made of a stream's name.
STREAM_NAME = re.compile(r"[a-z][a-z0-9_]*-[A-Za-z0-9._-]{1,100}")
MAJORITY = WriteConcern(w="majority", j=True)


class ForgedHead(WaymarkError):
    """`append` was given a head that no read returned: it would leave a gap or an overlap."""


class DuplicateRequest(WaymarkError):
    """This subject's idempotency key has appended before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRead(Generic[E]):
    """A stream from its beginning to `head`, its texts sealed."""

    head: Head
    events: tuple[RecordedEvent[E], ...]

    def check_seen(self, version: int | None) -> None:
        """Hold a command against what its caller saw; None: the caller saw nothing.

        Asked before deciding, so that a stale page hears "stale" and not "refused". What the
        clock alone has noted since leaves a page as it was (decision 0044). Raises Stale.
        """
        if version is None or version == self.head.version:
            return
        current = self.head.version
        changes = [event for event in self.events[version:] if event.actor != CLOCK]
        if changes:
            last = changes[-1]
            raise Stale(
                self.head.stream,
                seen=version,
                current=current,
                changed_by=last.actor.person_id,
                changed_at=last.recorded_at,
            )
        if version > current:
            raise Stale(self.head.stream, seen=version, current=current)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRequest:
    """What a request under an idempotency key once did: its stream's version after it."""

    stream: str
    version: int
    fingerprint: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Append(Generic[E]):
    """The events of one command, for `append_many`."""

    head: Head
    events: Sequence[E]
    by: Request


class EventStore(Generic[E]):
    """The streams of one service, in the collection `commits` of its database.

    source: the service's name, "referrals".
    """

    def __init__(
        self, database: Database[Document], codec: Codec[E], sealer: Sealer, *, source: str
    ) -> None:
        self.source = source
        self._codec = codec
        self._sealer = sealer
        self._commits: Collection[Document] = database.get_collection(
            "commits",
            read_concern=ReadConcern("majority"),
            read_preference=ReadPreference.PRIMARY,
            write_concern=MAJORITY,
        )
        self._secret = os.urandom(32)

    def read(self, stream: str) -> StreamRead[E]:
        """The whole stream; version 0 and no events where there is none."""
        _check_name(stream)
        commits = list(self._commits.find(id_range(stream)).sort("_id", ASCENDING))
        return self._stream_read(stream, commits)

    def _stream_read(self, stream: str, commits: Sequence[Document]) -> StreamRead[E]:
        events = [
            event
            for commit in commits
            for event in recorded_events(commit, self._codec, self.source)
        ]
        head = self._head(stream, commits[-1] if commits else None)
        return StreamRead(head=head, events=tuple(events))

    def append(self, head: Head, events: Sequence[E], *, by: Request) -> Head:
        """Write the events of one command after `head`, sealed, in one journaled majority insert.

        Returns the new head; the same one when there are no events: then nothing is written.
        Raises RaceLost if the stream has moved on, DuplicateRequest if the key has appended
        before, ForgedHead, and what sealing raises.
        """
        commit = self._commit(head, events, by)
        if commit is None:
            return head
        try:
            self._commits.insert_one(commit)
        except DuplicateKeyError as error:
            return self._after_conflict(head, commit, error)
        reach(f"commit-inserted-by-{by.origin}")
        return self._head(head.stream, commit)

    def _after_conflict(self, head: Head, commit: Document, error: DuplicateKeyError) -> Head:
        if "request.key" in (error.details or {}).get("keyPattern", {}):
            raise DuplicateRequest from error
        there = self._commits.find_one({"_id": commit["_id"]}, {"hash": 1})
        if there and there["hash"] == commit["hash"]:
            # The driver sent the same insert again after a lost reply: it is ours.
            return self._head(head.stream, commit)
        raise RaceLost(f"{head.stream} has moved on from {head.version}") from error

    def request(self, key: IdempotencyKey) -> EarlierRequest | None:
        """What this subject's key did before, if it appended anything."""
        commit = self._commits.find_one(
            {"request.subject": key.subject, "request.key": key.key},
            {"stream": 1, "version": 1, "count": 1, "request": 1},
        )
        if commit is None:
            return None
        return EarlierRequest(
            stream=commit["stream"],
            version=commit["version"] + commit["count"],
            fingerprint=commit["request"]["fingerprint"],
        )

    def _head(self, stream: str, last: Document | None) -> Head:
        head = Head(
            stream=stream,
            version=last["version"] + last["count"] if last else 0,
            hash=last["hash"] if last else NO_HASH,
            partition_key=last["partition_key"] if last else None,
            recorded_at=last["recorded_at"] if last else None,
            recorded_by=IdempotencyKey(**last["request"]) if last and "request" in last else None,
            proof=b"",
        )
        return replace(head, proof=self._proof(head))

    def _proof(self, head: Head) -> bytes:
        facts = f"{head.stream}@{head.version}/{head.partition_key}/{_instant(head.recorded_at)}/"
        return hmac.digest(self._secret, facts.encode() + head.hash, "sha256")

    def _commit(self, head: Head, events: Sequence[E], by: Request) -> Document | None:
        """The document to insert, its texts sealed; None without events."""
        if not hmac.compare_digest(head.proof, self._proof(head)):
            raise ForgedHead(f"{head.stream} at {head.version}")
        if not events:
            return None
        sealed = [self._sealer.seal(event_type(type(event)), event) for event in events]
        return new_commit(head, sealed, self._codec, by)

    def read_many(self, streams: Sequence[str]) -> list[StreamRead[E]]:
        """What `read` gives, for each of some hundreds of streams, in one query."""
        for stream in streams:
            _check_name(stream)
        found: dict[str, list[Document]] = {stream: [] for stream in streams}
        if found:
            either = {"$or": [id_range(stream) for stream in found]}
            for commit in self._commits.find(either).sort("_id", ASCENDING):
                found[commit["stream"]].append(commit)
        return [self._stream_read(stream, found[stream]) for stream in streams]

    def streams_in(self, partition_key: str, category: str) -> list[str]:
        """A category's streams that were begun in a partition, the oldest first; at most 1,000.

        Never late, and quick only where the service has PARTITION_INDEX.
        """
        first = self._commits.find({"partition_key": partition_key, "version": 0}, {"stream": 1})
        begun = first.sort([("recorded_at", ASCENDING), ("_id", ASCENDING)]).limit(MOST_STREAMS)
        return [one["stream"] for one in begun if one["stream"].startswith(f"{category}-")]

    def append_many(self, appends: Sequence[Append[E]]) -> list[Head | RaceLost | DuplicateRequest]:
        """Write the commits of many commands, at most one for each stream, in one insert.

        Each commit is atomic by itself, and there or not whatever became of the others; the
        answer has, in order, what `append` would have returned or raised for each.
        Raises what sealing raises, and ForgedHead, before anything is written.
        """
        about = [text.subject for one in appends for _, text in personal_fields(tuple(one.events))]
        self._sealer.keys.find(about)  # held for the sealing: one query, not one for each event
        commits = [self._commit(one.head, one.events, one.by) for one in appends]
        done: list[Head | RaceLost | DuplicateRequest] = [
            self._head(one.head.stream, commit) if commit else one.head
            for one, commit in zip(appends, commits, strict=True)
        ]
        placed = [(n, commit) for n, commit in enumerate(commits) if commit]
        try:
            if placed:
                self._commits.insert_many([commit for _, commit in placed], ordered=False)
        except BulkWriteError as error:
            if error.details["writeConcernErrors"]:
                raise
            for one in error.details["writeErrors"]:
                n, commit = placed[one["index"]]
                done[n] = self._lost(appends[n].head, commit, one, error)
        return done

    def _lost(
        self, head: Head, commit: Document, one: Document, error: BulkWriteError
    ) -> Head | RaceLost | DuplicateRequest:
        if one["code"] != DUPLICATE_KEY:
            raise error
        try:
            return self._after_conflict(
                head, commit, DuplicateKeyError(one["errmsg"], DUPLICATE_KEY, one)
            )
        except (RaceLost, DuplicateRequest) as lost:
            return lost


def _check_name(stream: str) -> None:
    if not STREAM_NAME.fullmatch(stream):
        raise ValueError(f"{stream!r} is no stream: a category, a hyphen and an id")


def _instant(at: datetime | None) -> str:
    return at.isoformat() if at else ""
