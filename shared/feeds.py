"""Where a consumer's messages come from: other services' topics, or the service's own log.

Both bring the same `Arrival`s, partition by partition in order, from the offsets that the
consumer's checkpoints name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.subscription_state import ConsumerRebalanceListener
from pymongo import ASCENDING
from pymongo.database import Database

from shared.bus import (
    PLACES_PER_COMMIT,
    BadRecord,
    KafkaSettings,
    Message,
    decode_headers,
    topic_name,
)
from shared.codec import StoredEvent, stored_events
from shared.commits import Document
from shared.recorded import Actor, Origin

MOST_EVENTS: Final = 500
MOST_BYTES: Final = 8_000_000
LOG: Final = "log"
METADATA_AGE_MS: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One record. partition: "<topic>/<number>", or "log"; message: None if it is not ours.

    next_offset: where to read on after it. topic_id: of the topic that it came from.
    """

    partition: str
    next_offset: int
    topic_id: str
    message: Message | None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A partition that this member has been given: its id now."""

    partition: str
    topic_id: str


Locate = Callable[[Sequence[Start]], Mapping[str, int]]  # -> partition -> offset to begin at


class Feed(Protocol):
    """`poll` brings at most 500 events; `rewind` makes the next poll ask `locate` again."""

    def poll(self, wait_seconds: float, locate: Locate) -> list[Arrival]: ...

    def rewind(self) -> None: ...

    def behind(self) -> int: ...

    def close(self) -> None: ...


class LogFeed:
    """A service's own log, as one partition that is always in order and complete."""

    def __init__(
        self,
        main: Database[Document],
        *,
        service: str,
        woken: Callable[[float], None],
    ) -> None:
        """woken(seconds): waits until the sequencer has placed something, or that long."""
        self._log = main["log"]
        self._commits = main["commits"]
        self._service = service
        self._woken = woken
        self._next: int | None = None

    def poll(self, wait_seconds: float, locate: Locate) -> list[Arrival]:
        if self._next is None:
            self._next = locate([Start(partition=LOG, topic_id=LOG)])[LOG]
        arrivals = self._read(self._next)
        if not arrivals and wait_seconds:
            self._woken(wait_seconds)
            arrivals = self._read(self._next)
        if arrivals:
            self._next = arrivals[-1].next_offset
        return arrivals

    def _read(self, position: int) -> list[Arrival]:
        """Whole commits from a log position on, until there are 500 events."""
        rows = list(
            self._log.find({"_id": {"$gte": position}}).sort("_id", ASCENDING).limit(MOST_EVENTS)
        )
        ids = [row["commit"] for row in rows]
        commits = {commit["_id"]: commit for commit in self._commits.find({"_id": {"$in": ids}})}
        arrivals: list[Arrival] = []
        size = 0
        for row in rows:
            commit = commits[row["commit"]]
            arrivals += self._arrivals(row["_id"], commit)
            size += len(commit["events"])
            if len(arrivals) >= MOST_EVENTS or size >= MOST_BYTES:
                break
        return arrivals

    def _arrivals(self, position: int, commit: Document) -> list[Arrival]:
        place = position * PLACES_PER_COMMIT
        return [
            Arrival(
                partition=LOG,
                next_offset=position + 1,
                topic_id=LOG,
                message=own_message(commit, event, index, place + index, self._service),
            )
            for index, event in enumerate(stored_events(commit["events"]))
        ]

    def rewind(self) -> None:
        self._next = None

    def behind(self) -> int:
        """How many commits have not been read."""
        last = self._log.find_one({}, {"_id": 1}, sort=[("_id", -1)])
        return max(0, last["_id"] + 1 - (self._next or 1)) if last else 0

    def close(self) -> None:
        self._next = None


def own_message(
    commit: Document, event: StoredEvent, index: int, place: int, service: str
) -> Message:
    """An event of the service's own log, as a topic would have brought it; `after` is not used."""
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
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """How fast a member that died is replaced; a poll must come within max_poll_interval_ms."""

    session_timeout_ms: int = 10_000
    heartbeat_interval_ms: int = 2_000
    max_poll_interval_ms: int = 120_000
    fetch_max_wait_ms: int = 100


class _Rebalances(ConsumerRebalanceListener):  # type: ignore[misc]
    """Counts what happened to the assignment; it runs on the client's own thread."""

    def __init__(self) -> None:
        self.count = 0

    def on_partitions_assigned(self, _: object) -> None:
        self.count += 1

    def on_partitions_revoked(self, _: object) -> None:
        self.count += 1


class KafkaFeed:
    """One member of a consumer group over the topics of some services. For one thread."""

    def __init__(
        self,
        kafka: KafkaSettings,
        *,
        trust: str,
        services: Sequence[str],
        group: str,
        settings: GroupSettings | None = None,
    ) -> None:
        self._kafka = kafka
        self._topics = [topic_name(trust, service) for service in services]
        self._group = group
        self._settings = settings or GroupSettings()
        self._consumer: KafkaConsumer | None = None
        self._rebalances = _Rebalances()
        self._seen_rebalances = -1
        self._known: dict[TopicPartition, str] = {}

    def poll(self, wait_seconds: float, locate: Locate) -> list[Arrival]:
        """Raises KafkaError."""
        consumer = self._consumer or self._join()
        polled = consumer.poll(timeout_ms=int(wait_seconds * 1000), max_records=MOST_EVENTS)
        given = self._newly_given(consumer)
        if given:
            self._seek(consumer, given, locate)
        return [
            self._arrival(partition, record)
            for partition, records in polled.items()
            if partition not in given and partition in self._known
            for record in records
        ]

    def _join(self) -> KafkaConsumer:
        options = {name: getattr(self._settings, name) for name in GroupSettings.__slots__}
        consumer = KafkaConsumer(
            **self._kafka.options(),
            **options,
            group_id=self._group,
            allow_auto_create_topics=False,
            metrics_enabled=False,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            metadata_max_age_ms=METADATA_AGE_MS,
            max_partition_fetch_bytes=MOST_BYTES // 4,
            fetch_max_bytes=MOST_BYTES,
        )
        self._rebalances = _Rebalances()
        self._seen_rebalances = -1
        consumer.subscribe(self._topics, listener=self._rebalances)
        self._consumer = consumer
        return consumer

    def _newly_given(self, consumer: KafkaConsumer) -> dict[TopicPartition, str]:
        """The partitions to locate anew: after a rebalance all of them, or of a changed topic."""
        rebalanced = self._rebalances.count != self._seen_rebalances
        self._seen_rebalances = self._rebalances.count
        now = {
            partition: self._topic_id(consumer, partition.topic)
            for partition in consumer.assignment()
        }
        given = {
            partition: topic_id
            for partition, topic_id in now.items()
            if rebalanced or self._known.get(partition) != topic_id
        }
        self._known = now
        return given

    def _topic_id(self, consumer: KafkaConsumer, topic: str) -> str:
        # kafka-python learns it with every metadata refresh, but has no public way to ask.
        topic_id: UUID | None = consumer._cluster.topic_id(topic)
        return topic_id.hex if topic_id else ""

    def _seek(
        self, consumer: KafkaConsumer, given: Mapping[TopicPartition, str], locate: Locate
    ) -> None:
        names = {_name(partition): partition for partition in given}
        starts = [Start(partition=_name(one), topic_id=given[one]) for one in given]
        for name, offset in locate(starts).items():
            consumer.seek(names[name], offset)

    def _arrival(self, partition: TopicPartition, record: Any) -> Arrival:
        message, problem = None, ""
        try:
            message = decode_headers(dict(record.headers), record.value)
        except BadRecord as error:
            problem = str(error)
        return Arrival(
            partition=_name(partition),
            next_offset=record.offset + 1,
            topic_id=self._known[partition],
            message=message,
            problem=problem,
        )

    def rewind(self) -> None:
        self._seen_rebalances = -1
        self._known = {}

    def behind(self) -> int:
        """How many records the broker has beyond what was read, as far as the last fetches tell."""
        consumer = self._consumer
        if consumer is None:
            return 0
        ends = {partition: consumer.highwater(partition) for partition in self._known}
        return sum(
            max(0, end - (consumer.position(partition, timeout_ms=1000) or 0))
            for partition, end in ends.items()
            if end is not None
        )

    def close(self) -> None:
        consumer, self._consumer = self._consumer, None
        self.rewind()
        if consumer is not None:
            consumer.close(autocommit=False, timeout_ms=2_000)


def _name(partition: TopicPartition) -> str:
    return f"{partition.topic}/{partition.partition}"
