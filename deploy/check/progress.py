"""Everything caught up: each checkpoint at its end, nothing parked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaTimeoutError
from pymongo import MongoClient

END_TOLD_WITHIN_MS: Final = 5_000
PARTITIONS: Final = 12


@contextmanager
def asking_ends(bootstrap: str) -> Iterator[KafkaConsumer]:
    """A client that asks for the ends of partitions."""
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap.split(","),
        allow_auto_create_topics=False,
        enable_auto_commit=False,
    )
    try:
        yield consumer
    finally:
        consumer.close(autocommit=False)


def check_progress(
    client: MongoClient[dict[str, Any]], ends: KafkaConsumer, trust: str, services: Sequence[str]
) -> Iterator[str]:
    """What still has to be read, and what is parked."""
    for service in services:
        views = client[f"{trust}_{service}_views"]
        yield from _behind(client, ends, trust, service)
        yield from _unpublished(client, trust, service)
        for parked in views["parked_streams"].find().limit(20):
            yield f"{service}: {parked['_id']} is parked: {parked['reason']}"


def _behind(
    client: MongoClient[dict[str, Any]], consumer: KafkaConsumer, trust: str, service: str
) -> Iterator[str]:
    last = client[f"{trust}_{service}"]["log"].find_one({}, sort=[("_id", -1)])
    read: dict[str, dict[int, int]] = {}
    for at in client[f"{trust}_{service}_views"]["checkpoints"].find():
        name, _, number = at["_id"].rpartition("/")
        if number != "log":
            read.setdefault(name, {})[int(number)] = at["offset"]
        elif at["offset"] < (end := last["_id"] + 1 if last else 1):
            yield f"{service}: {at['_id']} is at {at['offset']} of {end}"
    ends = {topic: _ends(consumer, topic) for topic in {_topic(name) for name in read}}
    for name, offsets in read.items():
        for number in range(PARTITIONS):
            end_of = ends[_topic(name)]
            # Of what nobody has read a record of yet there is no checkpoint.
            offset = offsets.get(number, 0)
            if end_of is None and number in offsets:
                yield f"{service}: {name}/{number} is at {offset}, and nobody tells of which end"
            elif end_of is not None and offset < end_of[number]:
                yield f"{service}: {name}/{number} is at {offset} of {end_of[number]}"


def _topic(name: str) -> str:
    """Of a consumer and the topic that it reads: "reporting.register_1/svt.plans"."""
    return name.rpartition("/")[2]


def _ends(consumer: KafkaConsumer, topic: str) -> dict[int, int] | None:
    """Partition -> its end; None of a topic that is gone, or was just made anew."""
    partitions = [TopicPartition(topic, number) for number in range(PARTITIONS)]
    try:
        found = consumer.end_offsets(partitions, timeout_ms=END_TOLD_WITHIN_MS)
    except KafkaTimeoutError:
        return None
    return {one.partition: end for one, end in found.items()}


def _unpublished(client: MongoClient[dict[str, Any]], trust: str, service: str) -> Iterator[str]:
    main = client[f"{trust}_{service}"]
    commits, placed = main["commits"].count_documents({}), main["log"].count_documents({})
    if commits != placed:
        yield f"{service}: {commits} commits, {placed} of them with a position"
    state = client[f"{trust}_{service}_views"]["publishing"].find_one({"_id": "relay"})
    scanned = state["scanned"] if state else 0
    if commits and scanned != placed:
        yield f"{service}: published up to {scanned} of {placed}"
