"""Everything caught up: each checkpoint at its end, nothing parked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from pymongo import MongoClient


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
    for at in client[f"{trust}_{service}_views"]["checkpoints"].find():
        name, _, number = at["_id"].rpartition("/")
        if number == "log":
            end = last["_id"] + 1 if last else 1
        else:
            topic = name.rpartition("/")[2]
            partition = TopicPartition(topic, int(number))
            end = consumer.end_offsets([partition], timeout_ms=5_000)[partition]
        if at["offset"] < end:
            yield f"{service}: {at['_id']} is at {at['offset']} of {end}"


def _unpublished(client: MongoClient[dict[str, Any]], trust: str, service: str) -> Iterator[str]:
    main = client[f"{trust}_{service}"]
    commits, placed = main["commits"].count_documents({}), main["log"].count_documents({})
    if commits != placed:
        yield f"{service}: {commits} commits, {placed} of them with a position"
    state = client[f"{trust}_{service}_views"]["publishing"].find_one({"_id": "relay"})
    scanned = state["scanned"] if state else 0
    if commits and scanned != placed:
        yield f"{service}: published up to {scanned} of {placed}"
