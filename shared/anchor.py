"""What a service's topic says about its log: a proof that is kept outside MongoDB."""

import time
from dataclasses import dataclass
from typing import Final

from kafka import KafkaConsumer, TopicPartition

from shared.bus import PLACES_PER_COMMIT, KafkaSettings, kafka_client, topic_name
from shared.errors import Unavailable

READ_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The log's chain at a position, as it was published."""

    position: int
    chain: bytes


def read_anchor(kafka: KafkaSettings, *, trust: str, service: str) -> Anchor | None:
    """The furthest position that the ends of the topic's partitions tell; None for an empty topic.

    Raises KafkaError, Unavailable if the ends cannot be read in time.
    """
    consumer = kafka_client(
        KafkaConsumer,
        kafka,
        group_id=None,
        enable_auto_commit=False,
        allow_auto_create_topics=False,
        metrics_enabled=False,
    )
    try:
        return max(
            _last_records(consumer, topic_name(trust, service)),
            key=lambda anchor: anchor.position,
            default=None,
        )
    finally:
        consumer.close(autocommit=False, timeout_ms=2_000)


def _last_records(consumer: KafkaConsumer, topic: str) -> list[Anchor]:
    partitions = [
        TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()
    ]
    if not partitions:
        return []
    found = consumer.end_offsets(partitions, timeout_ms=int(READ_SECONDS * 1000))
    ends = {partition: end for partition, end in found.items() if end}
    consumer.assign(list(ends))
    for partition, end in ends.items():
        consumer.seek(partition, end - 1)
    anchors: list[Anchor] = []
    deadline = time.monotonic() + READ_SECONDS
    while ends:
        if time.monotonic() > deadline:
            raise Unavailable(f"the end of {topic} cannot be read")
        for partition, records in consumer.poll(timeout_ms=500).items():
            anchors += [_anchor(dict(record.headers)) for record in records]
            ends.pop(partition, None)
    return anchors


def _anchor(headers: dict[str, bytes]) -> Anchor:
    return Anchor(
        position=int(headers["ce_position"]) // PLACES_PER_COMMIT,
        chain=bytes.fromhex(headers["ce_chain"].decode()),
    )
