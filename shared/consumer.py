"""The consumer engine: one loop for every view and every policy, over either feed.

checkpoints: {_id: "<consumer>/<partition>", offset: where to read on, position: of the last
record applied, topic_id}

The promise: the effect of each event is exactly once and in its partition's order, through
crashes, duplicates, half-sent batches, rebalances and a topic that was made anew. A batch is
written with its checkpoint in one transaction, refused if another member has moved it on.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

import structlog
from kafka.errors import KafkaError
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from shared.bus import Message
from shared.commits import Document
from shared.feeds import LOG, Arrival, Feed, Start
from shared.mongo import in_transaction
from shared.parking import Parking, TooManyParked
from shared.telemetry import (
    CONSUMER_APPLIED,
    CONSUMER_DUPLICATES,
    CONSUMER_OUT_OF_SEQUENCE,
    PARKED,
)

log = structlog.get_logger()

ALERT_AFTER_SECONDS: Final = 60.0


class CheckpointMoved(Exception):
    """Another member of the group has taken this partition over, and gone on."""


class Poison(Exception):
    """A message can never succeed: it is parked with the reason, and its stream behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far a consumer has come in one partition; revision: how often it has been saved."""

    offset: int
    position: int
    topic_id: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A message that a sink could not take, and why (no personal data)."""

    message: Message
    reason: str


class Sink(Protocol):
    """What a consumer does with its messages: a view folds them, a policy reacts.

    name: the consumer's, "reporting.caseload_3". reads: whether it wants this type at all.
    """

    name: str

    def reads(self, message: Message) -> bool: ...

    def prepare(self, messages: Sequence[Message]) -> list[Refusal]:
        """Outside the transaction, for effects that are idempotent by themselves (commands)."""
        ...

    def apply(self, messages: Sequence[Message], session: ClientSession) -> list[Refusal]:
        """Inside it, once or, after a conflict, again from the start."""
        ...


class Consumer:
    """One member: a feed, a sink, their checkpoints. One thread calls `step`, then `close`."""

    def __init__(
        self, client: MongoClient[Document], views: Database[Document], feed: Feed, sink: Sink
    ) -> None:
        self._client = client
        self._checkpoints = views["checkpoints"]
        self._feed = feed
        self._sink = sink
        self._parking = Parking(views, sink.name)
        self._at: dict[str, Checkpoint] = {}
        self._gap_since: dict[str, float] = {}

    def step(self, *, wait_seconds: float = 0.5) -> int:
        """Take one batch. Returns how many records came, applied or not.

        Raises PyMongoError and KafkaError when a dependency is down, and TooManyParked. After any
        error the next step starts again from the saved checkpoints.
        """
        try:
            arrivals = self._feed.poll(wait_seconds, self._locate)
            if arrivals:
                self._take(arrivals)
            return len(arrivals)
        except KafkaError:
            self._feed.close()
            raise
        except (CheckpointMoved, DuplicateKeyError):
            log.info("checkpoint_moved_on", consumer=self._sink.name)
            self._feed.rewind()
            return 0
        except BaseException:
            self._feed.rewind()
            raise

    def behind(self) -> int:
        return self._feed.behind()

    def close(self) -> None:
        self._feed.close()

    def _locate(self, starts: Sequence[Start]) -> Mapping[str, int]:
        """Load the checkpoints of partitions that were given to this member."""
        ids = {self._id(start.partition): start for start in starts}
        saved = {
            document["_id"]: document
            for document in self._checkpoints.find({"_id": {"$in": list(ids)}})
        }
        for key, start in ids.items():
            self._at[start.partition] = _resumed(saved.get(key), start.topic_id)
        return {start.partition: self._at[start.partition].offset for start in starts}

    def _id(self, partition: str) -> str:
        return f"{self._sink.name}/{partition}"

    def _take(self, arrivals: Sequence[Arrival]) -> None:
        moved, messages, foreign = self._in_sequence(arrivals)
        parked = self._parking.among(message.stream for message in messages)
        refused = self._sink.prepare([one for one in messages if one.stream not in parked])

        def body(session: ClientSession) -> list[tuple[Message, str]]:
            self._move(moved, session)
            still = self._parking.among((message.stream for message in messages), session)
            if still != parked:
                raise CheckpointMoved  # a replay released or parked a stream meanwhile
            return self._apply(messages, parked, refused, session)

        aside = in_transaction(self._client, body)
        for partition, after in moved.items():
            self._at[partition] = replace(after, revision=after.revision + 1)
        CONSUMER_APPLIED.labels(self._sink.name).inc(len(messages) - len(aside))
        for problem in foreign:
            log.error("foreign_record", consumer=self._sink.name, problem=problem)
        if aside:
            self._alert_parked(aside)

    def _in_sequence(
        self, arrivals: Sequence[Arrival]
    ) -> tuple[dict[str, Checkpoint], list[Message], list[str]]:
        """The messages to apply, and where that leaves each partition."""
        moved: dict[str, Checkpoint] = {}
        messages: list[Message] = []
        foreign: list[str] = []
        for arrival in arrivals:
            at = moved.get(arrival.partition, self._at[arrival.partition])
            if arrival.message is None:
                foreign.append(f"{arrival.partition}@{arrival.next_offset - 1}: {arrival.problem}")
                moved[arrival.partition] = replace(
                    at, offset=arrival.next_offset, topic_id=arrival.topic_id
                )
                continue
            position = self._next_position(at, arrival, arrival.message)
            if position != at.position and self._sink.reads(arrival.message):
                messages.append(arrival.message)
            moved[arrival.partition] = replace(
                at, offset=arrival.next_offset, position=position, topic_id=arrival.topic_id
            )
        return moved, messages, foreign

    def _next_position(self, at: Checkpoint, arrival: Arrival, message: Message) -> int:
        """The position after this record: the same where it is a duplicate or out of sequence."""
        if message.position <= at.position:
            CONSUMER_DUPLICATES.labels(self._sink.name).inc()
            return at.position
        if arrival.partition != LOG and message.after != at.position:
            self._alert_gap(arrival.partition, at, message)
            return at.position
        self._gap_since.pop(arrival.partition, None)
        return message.position

    def _alert_gap(self, partition: str, at: Checkpoint, message: Message) -> None:
        CONSUMER_OUT_OF_SEQUENCE.labels(self._sink.name).inc()
        now = time.monotonic()
        since = self._gap_since.setdefault(partition, now)
        if now - since > ALERT_AFTER_SECONDS:
            log.error(
                "records_missing",
                consumer=self._sink.name,
                partition=partition,
                last=at.position,
                next=message.position,
                mend="republish",
            )
            self._gap_since[partition] = now

    def _move(self, moved: Mapping[str, Checkpoint], session: ClientSession) -> None:
        """Save the checkpoints, if they are where this member left them. Raises CheckpointMoved."""
        for partition, after in moved.items():
            saved = replace(after, revision=after.revision + 1)
            values = {name: getattr(saved, name) for name in Checkpoint.__slots__}
            same = {"_id": self._id(partition), "revision": after.revision}
            first = after.revision == 0  # where another member's is there: a DuplicateKeyError
            result = self._checkpoints.update_one(
                same, {"$set": values}, upsert=first, session=session
            )
            if not (result.matched_count or result.upserted_id):
                raise CheckpointMoved

    def _apply(
        self,
        messages: Sequence[Message],
        parked: set[str],
        refused: Sequence[Refusal],
        session: ClientSession,
    ) -> list[tuple[Message, str]]:
        """Apply what can be, park the rest in order. Returns what was parked."""
        failed = {refusal.message.stream for refusal in refused} | parked
        more = self._sink.apply([one for one in messages if one.stream not in failed], session)
        reasons = {one.message.stream: one.reason for one in (*reversed(refused), *reversed(more))}
        first = {one.message.stream: one.message.position for one in (*reversed(more), *refused)}
        aside = [
            (message, reasons.get(message.stream, "an earlier event of its stream is parked"))
            for message in messages
            if message.stream in parked
            or message.position >= first.get(message.stream, message.position + 1)
        ]
        if aside:
            self._parking.park(aside, session)
        return aside

    def _alert_parked(self, aside: Sequence[tuple[Message, str]]) -> None:
        for message, reason in aside:
            PARKED.labels(self._sink.name).inc()
            log.error(
                "parked",
                consumer=self._sink.name,
                stream=message.stream,
                version=message.version,
                type=message.type,
                reason=reason,
            )
        if self._parking.too_many():
            raise TooManyParked(self._sink.name)

    def replay(self, stream: str) -> int:
        """Apply what waits of a parked stream, in order. Returns how many events.

        Raises Poison, with nothing changed, when it still cannot succeed.
        """
        waiting = self._parking.messages(stream)
        refused = self._sink.prepare(waiting)

        def body(session: ClientSession) -> None:
            failed = refused or self._sink.apply(waiting, session)
            if failed:
                raise Poison(failed[0].reason)
            if waiting:
                self._parking.release(stream, waiting[-1].version, session)

        in_transaction(self._client, body)
        return len(waiting)


BEGINNING: Final = Checkpoint(offset=0, position=0, topic_id="", revision=0)


def _resumed(saved: Mapping[str, Any] | None, topic_id: str) -> Checkpoint:
    """Where to go on; in another topic from its first record: the positions skip what is known."""
    if saved is None:
        return BEGINNING
    at = Checkpoint(**{name: saved[name] for name in Checkpoint.__slots__})
    return at if at.topic_id == topic_id else replace(at, offset=0)
