"""The relay: publishes one service's log to its Kafka topic, in position order.

State: publishing {_id: "relay", scanned: position, partitions: {"3": last `position` sent there},
topic_id}. It moves only after every record of a batch is acknowledged; of a backlog one batch is on
its way while the next is handed over and the one behind it is read.

The promise: every commit reaches the topic at least once; within a partition each record names
the one before it, so that a consumer can tell a duplicate and a gap, and nothing is applied in
the wrong order. A topic that is new, lost or emptied is filled again from position 1.
"""

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import structlog
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from kafka import KafkaAdminClient, KafkaProducer
from kafka.errors import KafkaError
from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from shared.barriers import reach
from shared.bus import (
    PLACES_PER_COMMIT,
    KafkaSettings,
    Place,
    admin_client,
    encode_headers,
    ensure_topic,
    kafka_client,
    partition_for,
    topic_id,
    topic_name,
)
from shared.calendar import utc_now
from shared.codec import written_events
from shared.commits import Document
from shared.placed import Placed, is_all, read_placed

log = structlog.get_logger()

MOST_COMMITS: Final = 2_000
DROP_SECONDS: Final = 5.0
READ_SECONDS: Final = 60.0
# The ids of a commit are written down again as they are stored: no objects are made of them.
AS_STORED: Final[CodecOptions[Document]] = CodecOptions(
    tz_aware=True, uuid_representation=UuidRepresentation.UNSPECIFIED
)
STATE: Final = "relay"
FIRST: Final[Document] = {"scanned": 0, "partitions": {}, "topic_id": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySettings:
    """delivery_timeout_ms: how long a record may wait for its acknowledgement.

    linger_ms: how long the producer gathers before it sends: what makes batches of a backlog.
    check_topic_seconds: how often it looks whether the topic is still the one it filled.
    """

    delivery_timeout_ms: int = 10_000
    request_timeout_ms: int = 5_000
    linger_ms: int = 50
    batch_size: int = 262_144
    check_topic_seconds: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A batch that the producer has: the checkpoint once every record of it is acknowledged."""

    state: Document
    records: list[Any]


class CheckpointMoved(Exception):
    """Another relay has published meanwhile: start again from what it saved."""


class TopicGone(Exception):
    """The topic was deleted, or is another one by now: it is made and filled from the start."""


class Relay:
    """One service's relay. Made in the process that runs it: a producer does not survive a fork.

    One thread calls `step`, then `close`; another of its own reads ahead.
    """

    def __init__(
        self,
        main: Database[Document],
        views: Database[Document],
        kafka: KafkaSettings,
        *,
        trust: str,
        service: str,
        settings: RelaySettings | None = None,
    ) -> None:
        self._main = main.with_options(codec_options=AS_STORED)
        self._states = views["publishing"]
        self._kafka = kafka
        self._topic = topic_name(trust, service)
        self._source = f"/{trust}/{service}"
        self._settings = settings or RelaySettings()
        self._producer: KafkaProducer | None = None
        self._admin: KafkaAdminClient | None = None
        self._check_topic_at = 0.0
        self._state: Document = dict(FIRST)
        self._reader = ThreadPoolExecutor(1, "relay-reader")
        self._ahead: Future[list[Placed]] | None = None
        self._on_its_way: list[Sent] = []
        self.is_done = False

    def step(self) -> int:
        """Send the next batch. Returns how many commits; 0 when there is nothing new.

        `is_done` says whether that was all that was placed when it looked: then all of it is
        acknowledged and saved; else the last batch is confirmed by the next step.

        Raises KafkaError, CheckpointMoved, TopicGone, PyMongoError: the producer is dropped,
        and the next step starts again from the checkpoint.
        """
        try:
            producer = self._producer or self._start()
            self._check_topic()
            placed = self._next()
            self.is_done = is_all(placed, most=MOST_COMMITS)
            if placed:
                self._on_its_way.append(self._sent(producer, placed))
            if self.is_done:
                producer.flush(timeout=self._delivery_seconds)
            still = 0 if self.is_done else 1
            while len(self._on_its_way) > still:
                self._confirm(self._on_its_way.pop(0))
            return len(placed)
        except BaseException:
            self.close()
            raise

    def oldest_unpublished(self) -> float:
        """The age in seconds of the oldest placed commit that is not yet on the topic; 0 if none.

        By the checkpoint as it was saved: this relay has none while it never reached Kafka.
        """
        saved = self._states.find_one({"_id": STATE}, {"scanned": 1}) or FIRST
        after = {"_id": {"$gt": saved["scanned"]}}
        row = self._main["log"].find_one(after, {"commit": 1}, sort=[("_id", ASCENDING)])
        if row is None:
            return 0.0
        commit = self._main["commits"].find_one({"_id": row["commit"]}, {"recorded_at": 1})
        return (utc_now() - commit["recorded_at"]).total_seconds() if commit else 0.0

    def close(self) -> None:
        """Drop the producer and what it may still hold: the checkpoint knows what is sent."""
        self._ahead = None
        self._on_its_way = []
        producer, self._producer = self._producer, None
        admin, self._admin = self._admin, None
        try:
            if producer is not None:
                _drop(producer)
        finally:
            if admin is not None:
                admin.close()

    def _start(self) -> KafkaProducer:
        self._admin = admin_client(self._kafka)
        self._state = self._loaded_state(ensure_topic(self._admin, self._topic))
        self._check_topic_at = time.monotonic() + self._settings.check_topic_seconds
        self._producer = kafka_client(
            KafkaProducer,
            self._kafka,
            allow_auto_create_topics=False,
            metrics_enabled=False,
            acks="all",
            enable_idempotence=True,
            delivery_timeout_ms=self._settings.delivery_timeout_ms,
            request_timeout_ms=self._settings.request_timeout_ms,
            max_block_ms=self._settings.request_timeout_ms,
            linger_ms=self._settings.linger_ms,
            batch_size=self._settings.batch_size,
        )
        return self._producer

    def _check_topic(self) -> None:
        """Notice a topic that was deleted while there was nothing to send. Raises TopicGone."""
        if self._admin is None or time.monotonic() < self._check_topic_at:
            return
        if topic_id(self._admin, self._topic) != self._state["topic_id"]:
            raise TopicGone(self._topic)
        self._check_topic_at = time.monotonic() + self._settings.check_topic_seconds

    def _loaded_state(self, current: str) -> Document:
        """The checkpoint, or the beginning when the topic is not the one that it is about."""
        state = self._states.find_one({"_id": STATE}, {"_id": 0})
        if state is None:
            return FIRST | {"topic_id": current}
        if state["topic_id"] != current:
            log.warning("relay_fills_new_topic", topic=self._topic)
            restart = FIRST | {"topic_id": current}
            self._states.replace_one({"_id": STATE, "topic_id": state["topic_id"]}, restart)
            return restart
        return state

    def _next(self) -> list[Placed]:
        """The next batch; in a backlog it is read while the one before it is handed over."""
        ahead, self._ahead = self._ahead, None
        placed = ahead.result(READ_SECONDS) if ahead else self._read(self._end["scanned"])
        if not is_all(placed, most=MOST_COMMITS):
            self._ahead = self._reader.submit(self._read, placed[-1].position)
        return placed

    def _read(self, after: int) -> list[Placed]:
        return read_placed(self._main, after, most=MOST_COMMITS)

    @property
    def _end(self) -> Document:
        """How far was sent: further than the checkpoint while something is on its way."""
        return self._on_its_way[-1].state if self._on_its_way else self._state

    @property
    def _delivery_seconds(self) -> float:
        return self._settings.delivery_timeout_ms / 1000

    def _sent(self, producer: KafkaProducer, placed: Sequence[Placed]) -> Sent:
        """Hand every event of the commits to the producer, behind those that it has."""
        partitions = dict(self._end["partitions"])
        records = [future for one in placed for future in self._send(producer, one, partitions)]
        reached = {"scanned": placed[-1].position, "partitions": partitions}
        return Sent(state=self._end | reached, records=records)

    def _send(
        self, producer: KafkaProducer, placed: Placed, partitions: dict[str, int]
    ) -> list[Any]:
        key = placed.commit["partition_key"]
        partition = partition_for(key)
        number = str(partition)
        futures = []
        for index, event in enumerate(written_events(placed.commit["events"])):
            place = Place(
                position=placed.position * PLACES_PER_COMMIT + index,
                after=partitions.get(number, 0),
            )
            futures.append(
                producer.send(
                    self._topic,
                    key=key.encode(),
                    value=bytes(event.data),
                    headers=encode_headers(
                        placed.commit, event, index, place, placed.chain, self._source
                    ),
                    partition=partition,
                )
            )
            partitions[number] = place.position
        return futures

    def _confirm(self, sent: Sent) -> None:
        """Wait until every record of a batch is acknowledged, and save how far that is."""
        until = time.monotonic() + self._delivery_seconds
        for record in sent.records:
            if not record.succeeded():
                record.get(timeout=max(0.0, until - time.monotonic()))
        reach("batch-published")
        self._save(sent.state)

    def _save(self, state: Document) -> None:
        same = {
            "_id": STATE,
            "scanned": self._state["scanned"],
            "topic_id": self._state["topic_id"],
        }
        try:
            # The first save of all makes the state; where another relay's is there, it fails.
            moved = self._states.replace_one(same, state, upsert=self._state["scanned"] == 0)
        except DuplicateKeyError as error:
            raise CheckpointMoved(self._topic) from error
        if not (moved.matched_count or moved.upserted_id):
            raise CheckpointMoved(self._topic)
        self._state = state


def _drop(producer: KafkaProducer) -> None:
    """End a producer without waiting for what it still holds.

    `close` alone leaves its thread running, and sending, when something cannot be flushed.
    """
    producer._sender.force_close()
    producer._sender.join(DROP_SECONDS)
    with suppress(KafkaError):  # all that is left has failed by now
        producer.close(timeout=0)
