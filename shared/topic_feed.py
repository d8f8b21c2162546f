"""Other services' topics as a feed: one member of a consumer group, or a reader by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.subscription_state import ConsumerRebalanceListener
from kafka.errors import IllegalStateError

from shared.bus import BadRecord, KafkaSettings, decode_headers, kafka_client, topic_name
from shared.feeds import MOST_BYTES, MOST_EVENTS, Arrival, Locate, Start

ENDS_TIMEOUT_MS: Final = 10_000
SHORTEST_WAIT_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """How fast a member that died is replaced; a poll must come within max_poll_interval_ms.

    metadata_max_age_ms: how soon a topic that was made anew is noticed.
    fetch_max_wait_ms: how long the broker holds a question when it has nothing new; what comes
    meanwhile is answered at once. Much shorter, and a consumer without work is busy with asking.
    """

    session_timeout_ms: int = 10_000
    heartbeat_interval_ms: int = 2_000
    max_poll_interval_ms: int = 45_000
    fetch_max_wait_ms: int = 1_000
    metadata_max_age_ms: int = 5_000


class _Rebalances(ConsumerRebalanceListener):  # type: ignore[misc]
    """Counts what happened to the assignment; it runs on the client's own thread."""

    def __init__(self) -> None:
        self.count = 0

    def on_partitions_assigned(self, _: object) -> None:
        self.count += 1

    def on_partitions_revoked(self, _: object) -> None:
        self.count += 1


class KafkaFeed:
    """The topics of some services: one member of a consumer group, or a reader by itself."""

    def __init__(
        self,
        kafka: KafkaSettings,
        *,
        trust: str,
        services: Sequence[str],
        group: str | None,
        settings: GroupSettings | None = None,
    ) -> None:
        """group: None to read every partition alone, as a rebuild does."""
        self._kafka = kafka
        self._topics = [topic_name(trust, service) for service in services]
        self._group = group
        self._settings = settings or GroupSettings()
        self._consumer: KafkaConsumer | None = None
        self._rebalances = _Rebalances()
        self._seen_rebalances = -1
        self._known: dict[TopicPartition, str] = {}
        self._read: dict[TopicPartition, int] = {}

    def poll(self, wait_seconds: float, locate: Locate) -> list[Arrival]:
        """Raises KafkaError."""
        consumer = self._consumer or self._join()
        polled = consumer.poll(timeout_ms=int(wait_seconds * 1000), max_records=MOST_EVENTS)
        _finish_joining(consumer)
        rebalanced = self._rebalances.count != self._seen_rebalances
        self._seen_rebalances = self._rebalances.count
        now = {one: _topic_id(consumer, one.topic) for one in consumer.assignment()}
        if any(self._known.get(one, topic_id) != topic_id for one, topic_id in now.items()):
            # The topic was made anew. A fresh client holds nothing that it fetched from the old.
            self.close()
            return []
        given = {one: now[one] for one in now if rebalanced or one not in self._known}
        self._known = now
        if given:
            self._seek(consumer, given, locate)
        return [
            arrival
            for partition, records in polled.items()
            if partition not in given and partition in now
            for arrival in self._arrivals(partition, records)
        ]

    def _join(self) -> KafkaConsumer:
        options = {name: getattr(self._settings, name) for name in GroupSettings.__slots__}
        consumer = kafka_client(
            KafkaConsumer,
            self._kafka,
            **options,
            group_id=self._group,
            allow_auto_create_topics=False,
            metrics_enabled=False,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=MOST_BYTES // 4,
            fetch_max_bytes=MOST_BYTES,
        )
        _wait_between_looks(consumer)
        self._consumer = consumer
        self._rebalances = _Rebalances()
        self.rewind()
        if self._group is None:
            consumer.assign(self._partitions(consumer))
        else:
            consumer.subscribe(self._topics, listener=self._rebalances)
        return consumer

    def _partitions(self, consumer: KafkaConsumer) -> list[TopicPartition]:
        """Every partition of the topics that are there."""
        return [
            TopicPartition(topic, number)
            for topic in self._topics
            for number in sorted(consumer.partitions_for_topic(topic) or ())
        ]

    def _seek(
        self, consumer: KafkaConsumer, given: Mapping[TopicPartition, str], locate: Locate
    ) -> None:
        names = {_name(partition): partition for partition in given}
        starts = [Start(partition=_name(one), topic_id=given[one]) for one in given]
        try:
            for name, offset in locate(starts).items():
                consumer.seek(names[name], offset)
                self._read[names[name]] = offset
        except IllegalStateError:  # taken away again meanwhile: the next poll finds what is left
            self.rewind()

    def _arrivals(self, partition: TopicPartition, records: Sequence[Any]) -> Iterator[Arrival]:
        name, topic_id = _name(partition), self._known[partition]
        for record in records:
            message, problem = None, ""
            try:
                message = decode_headers(dict(record.headers), record.value, record.key or b"")
            except BadRecord as error:
                problem = str(error)
            yield Arrival(
                partition=name,
                next_offset=record.offset + 1,
                topic_id=topic_id,
                message=message,
                problem=problem,
            )
        self._read[partition] = records[-1].offset + 1

    def rewind(self) -> None:
        self._seen_rebalances = -1
        self._known = {}
        self._read = {}

    def ends(self) -> dict[str, int]:
        """Raises KafkaError."""
        consumer = self._consumer or self._join()
        partitions = list(consumer.assignment())
        found = consumer.end_offsets(partitions, timeout_ms=ENDS_TIMEOUT_MS) if partitions else {}
        return {_name(partition): offset for partition, offset in found.items()}

    def behind(self) -> int:
        consumer = self._consumer
        if consumer is None:
            return 0
        try:
            ends = {one: consumer.highwater(one) for one in self._read}
        except IllegalStateError:  # a partition was just taken away
            return 0
        return sum(max(0, end - self._read[one]) for one, end in ends.items() if end is not None)

    def close(self) -> None:
        consumer, self._consumer = self._consumer, None
        self.rewind()
        if consumer is not None:
            consumer.close(autocommit=False, timeout_ms=2_000)


def _finish_joining(consumer: KafkaConsumer) -> None:
    """Let a member that has joined its group take its partitions.

    kafka-python 3.0.12 forgets to, when a join that new metadata brought about ends between two
    polls: the member stays without heartbeats and partitions, and nobody else reads them.
    """
    coordinator: Any = getattr(consumer, "_coordinator", None)
    joined = getattr(coordinator, "_join_task", None)
    if joined is not None and joined.is_done and not coordinator.need_rejoin():
        coordinator.request_rejoin()


def _wait_between_looks(consumer: KafkaConsumer) -> None:
    """Let a poll that waits for records look no oftener than ten times a second.

    kafka-python 3.0.12 waits until the next heartbeat is due, and not at all while one is overdue:
    a broker that stands still, and answers none, would cost every core there is.
    """
    coordinator: Any = getattr(consumer, "_coordinator", None)
    until_heartbeat = getattr(coordinator, "time_to_next_poll", None)
    if until_heartbeat is not None:
        coordinator.time_to_next_poll = lambda: max(SHORTEST_WAIT_SECONDS, until_heartbeat())


def _topic_id(consumer: KafkaConsumer, topic: str) -> str:
    # kafka-python learns it with every metadata refresh, but has no public way to ask.
    topic_id: UUID | None = consumer._cluster.topic_id(topic)
    return topic_id.hex if topic_id else ""


def _name(partition: TopicPartition) -> str:
    return f"{partition.topic}/{partition.partition}"
