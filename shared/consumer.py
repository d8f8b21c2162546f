"""The consumer engine: one loop for every view and every policy, over either feed.

checkpoints: {_id: "<consumer>/<partition>", and the fields of `Checkpoint`}

The promise: the effect of each event is exactly once and in its partition's order, through
crashes, duplicates, half-sent batches, rebalances and a topic that was made anew. A batch is
written with its checkpoint in one transaction, refused if another member has moved it on. No
journal is waited for: whatever a crash takes, it takes from both, and the feed brings it again.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import structlog
from kafka.errors import KafkaError
from pymongo import MongoClient, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from shared.barriers import reach
from shared.bus import Message
from shared.checkpoints import Checkpoint, Gap, resumed, take
from shared.commits import Document
from shared.eventstore import DUPLICATE_KEY
from shared.feeds import Arrival, Feed, Start
from shared.mongo import DERIVED, in_transaction
from shared.parking import Parking, Refusal, TooManyParked, alert_parked, set_aside
from shared.telemetry import (
    CONSUMER_APPLIED,
    CONSUMER_DUPLICATES,
    CONSUMER_OUT_OF_SEQUENCE,
)

log = structlog.get_logger()

REREAD_AFTER_SECONDS: Final = 15.0  # longer than a relay needs to send a failed batch again
ALERT_AFTER_SECONDS: Final = 60.0


class CheckpointMoved(Exception):
    """Another member of the group has taken this partition over, and gone on."""


class Sink(Protocol):
    """What a consumer does with its messages: a view folds them, a policy reacts.

    name: the consumer's, "reporting.caseload_3". prepares: whether it does anything outside the
    transaction. reads: whether it wants this message at all.
    """

    name: str
    prepares: bool

    def reads(self, message: Message) -> bool: ...

    def prepare(self, messages: Sequence[Message]) -> list[Refusal]:
        """Outside the transaction, for effects that are idempotent by themselves (commands)."""
        ...

    def apply(self, messages: Sequence[Message], session: ClientSession) -> list[Refusal]:
        """Inside it, once or, after a conflict, again from the start."""
        ...


@dataclass(slots=True, kw_only=True)
class Waiting:
    """A partition that cannot go on, since a record is missing: since when, and what was done."""

    gap: Gap
    since: float
    alerted: bool = False


class Consumer:
    """One member: a feed, a sink, their checkpoints. One thread calls `step`, then `close`."""

    def __init__(
        self,
        client: MongoClient[Document],
        views: Database[Document],
        feed: Feed,
        sink: Sink,
        *,
        reread_after_seconds: float = REREAD_AFTER_SECONDS,
    ) -> None:
        self.sink = sink
        self.name = sink.name
        self.parking = Parking(views, sink.name)
        self._client = client
        self._checkpoints = views["checkpoints"].with_options(write_concern=DERIVED)
        self._feed = feed
        self._at: dict[str, Checkpoint] = {}
        self._waiting: dict[str, Waiting] = {}
        self._reread_after = reread_after_seconds
        self._reread: dict[str, int] = {}
        self._none_parked = False

    def step(self, *, wait_seconds: float = 0.5) -> int:
        """Take one batch. Returns how many records came, applied or not.

        Raises PyMongoError and KafkaError when a dependency is down, TooManyParked, and what the
        sink raises. After any error the next step starts again from the saved checkpoints.
        """
        try:
            arrivals = self._feed.poll(wait_seconds, self._locate)
            if arrivals:
                self._take(arrivals)
            self._watch_gaps()
            return len(arrivals)
        except KafkaError:
            self._feed.close()
            raise
        except CheckpointMoved:
            log.info("checkpoint_moved_on", consumer=self.name)
            self._feed.rewind()
            return 0
        except BaseException:
            self._feed.rewind()
            raise

    def behind(self) -> int:
        """How many records have not been read, as far as is known."""
        return self._feed.behind()

    def close(self) -> None:
        self._feed.close()

    def _locate(self, starts: Sequence[Start]) -> Mapping[str, int]:
        """Load the checkpoints of partitions that were given to this member."""
        saved = load_checkpoints(self._checkpoints, self.name, [one.partition for one in starts])
        # After the checkpoints: whoever parks a stream of these partitions from here on moves one.
        self._none_parked = self.parking.is_empty()
        for start in starts:
            at = resumed(saved.get(start.partition), start.topic_id)
            if self._reread.get(start.partition) == at.position:
                at = replace(at, offset=0)
            self._at[start.partition] = at
        return {start.partition: self._at[start.partition].offset for start in starts}

    def _take(self, arrivals: Sequence[Arrival]) -> None:
        taken = take(self._at, arrivals, self.sink.reads)
        if taken.messages:
            aside = self._write(taken.messages, taken.moved)
        else:  # each partition's checkpoint stands for itself: that takes no transaction
            self._move(taken.moved)
            aside = []
        for partition, after in taken.moved.items():
            self._at[partition] = replace(after, revision=after.revision + 1)
        self._count(len(taken.messages) - len(aside), taken.duplicates, taken.gaps)
        for partition in taken.settled:
            self._waiting.pop(partition, None)
            self._reread.pop(partition, None)
        for problem in taken.foreign:
            log.error("foreign_record", consumer=self.name, problem=problem)
        if aside:
            self._none_parked = False
            self._alert_parked(aside)

    def _write(self, messages: Sequence[Message], moved: Mapping[str, Checkpoint]) -> list[Refusal]:
        """Apply a batch together with its checkpoints. Returns what was parked."""
        parked_before, refused = self._prepared(messages) if self.sink.prepares else (None, [])

        def body(session: ClientSession) -> list[Refusal]:
            self._move(moved, session)
            parked = self._parked(messages, session)
            if parked_before is not None and parked != parked_before:
                raise CheckpointMoved  # a replay released or parked a stream meanwhile
            aside = self._apply(messages, parked, refused, session)
            reach("batch-applied")
            return aside

        return in_transaction(self._client, body, write_concern=DERIVED)

    def _prepared(self, messages: Sequence[Message]) -> tuple[set[str], list[Refusal]]:
        """Which streams stand parked, and what the sink refused of the others."""
        parked = self._parked(messages)
        return parked, self.sink.prepare([one for one in messages if one.stream not in parked])

    def _parked(
        self, messages: Sequence[Message], session: ClientSession | None = None
    ) -> set[str]:
        """The streams among these that stand parked; without a question while none at all is.

        Only the member that moves a partition's checkpoint parks its streams, and one that finds
        its checkpoint moved asks anew; others only ever release some.
        """
        if self._none_parked:
            return set()
        return self.parking.among((one.stream for one in messages), session)

    def _move(self, moved: Mapping[str, Checkpoint], session: ClientSession | None = None) -> None:
        """Save the checkpoints, if they are where this member left them. Raises CheckpointMoved.

        Both numbers: a failover may have taken back saves that were not journaled by a majority,
        and another member may since have saved as often, having come to another place.
        """
        saves = [self._save(partition, after) for partition, after in moved.items()]
        try:
            result = self._checkpoints.bulk_write(saves, session=session)
        except BulkWriteError as error:
            if all(one["code"] == DUPLICATE_KEY for one in error.details["writeErrors"]):
                raise CheckpointMoved from error  # it ends a transaction, which is dead by now
            raise
        if result.matched_count + result.upserted_count < len(saves):
            raise CheckpointMoved

    def _save(self, partition: str, after: Checkpoint) -> UpdateOne:
        before = self._at[partition]
        same = {
            "_id": f"{self.name}/{partition}",
            "revision": before.revision,
            "position": before.position,
        }
        saved = replace(after, revision=before.revision + 1)
        return UpdateOne(same, {"$set": checkpoint_values(saved)}, upsert=before.revision == 0)

    def _apply(
        self,
        messages: Sequence[Message],
        parked: set[str],
        refused: Sequence[Refusal],
        session: ClientSession,
    ) -> list[Refusal]:
        """Apply what can be, park the rest in order. Returns what was parked."""
        failed = {refusal.message.stream for refusal in refused} | parked
        more = self.sink.apply([one for one in messages if one.stream not in failed], session)
        aside = set_aside(messages, parked, [*refused, *more])
        if aside:
            self.parking.park(aside, session)
        return aside

    def _alert_parked(self, aside: Sequence[Refusal]) -> None:
        for one in aside:
            alert_parked(self.name, one)
        if self.parking.too_many():
            raise TooManyParked(self.name)

    def _count(self, applied: int, duplicates: int, gaps: Sequence[Gap]) -> None:
        CONSUMER_APPLIED.labels(self.name).inc(applied)
        CONSUMER_DUPLICATES.labels(self.name).inc(duplicates)
        CONSUMER_OUT_OF_SEQUENCE.labels(self.name).inc(len(gaps))
        for gap in gaps:
            self._waiting.setdefault(gap.partition, Waiting(gap=gap, since=time.monotonic()))

    def _watch_gaps(self) -> None:
        """Read a partition again from its first record, once, when what is missing stays away.

        The topic may have been made anew behind an offset that looked right. What is then still
        missing, the topic has really lost.
        """
        now = time.monotonic()
        for partition, waiting in self._waiting.items():
            waited = now - waiting.since
            if waited > self._reread_after and self._reread.get(partition) != waiting.gap.last:
                self._reread[partition] = waiting.gap.last
                log.warning("reading_again", consumer=self.name, partition=partition)
                self._feed.rewind()
            if waited > ALERT_AFTER_SECONDS and not waiting.alerted:
                waiting.alerted = True
                log.error(
                    "records_missing",
                    consumer=self.name,
                    partition=partition,
                    last=waiting.gap.last,
                    next=waiting.gap.next,
                    mend="republish",
                )


def checkpoint_values(at: Checkpoint) -> Document:
    return {name: getattr(at, name) for name in Checkpoint.__slots__}


def load_checkpoints(
    checkpoints: Collection[Document], consumer: str, partitions: Sequence[str]
) -> dict[str, Document]:
    """Partition -> its saved checkpoint, where there is one."""
    ids = {f"{consumer}/{partition}": partition for partition in partitions}
    found = checkpoints.find({"_id": {"$in": list(ids)}})
    return {ids[document["_id"]]: document for document in found}
