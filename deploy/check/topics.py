"""The topics against the commits: every event is there, in order, once duplicates are skipped."""

import json
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from pymongo import MongoClient

READ_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as it lies on the topic."""

    partition: int
    offset: int
    key: str
    headers: dict[str, str]
    value: bytes


def read_topic(bootstrap: str, topic: str) -> list[Record]:
    """Every record of a topic, from each partition's first to its end now.

    Raises TimeoutError if that takes more than a minute.
    """
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap.split(","),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        allow_auto_create_topics=False,
    )
    until = time.monotonic() + READ_SECONDS
    try:
        if topic not in consumer.topics():
            return []
        while not (numbers := consumer.partitions_for_topic(topic)):
            if time.monotonic() > until:
                raise TimeoutError(f"{topic} tells nothing of its partitions")
            consumer.poll(timeout_ms=100)
        partitions = [TopicPartition(topic, number) for number in numbers]
        consumer.assign(partitions)
        ends = consumer.end_offsets(partitions)
        consumer.seek_to_beginning(*partitions)
        found: list[Record] = []
        while any(consumer.position(one) < ends[one] for one in partitions):
            if time.monotonic() > until:
                raise TimeoutError(f"{topic} could not be read to its end")
            for records in consumer.poll(timeout_ms=500).values():
                found += [_record(one) for one in records if _ours(one)]
        return found
    finally:
        consumer.close(autocommit=False)


class Topics:
    """A trust's topics as they lie now, each read once."""

    def __init__(self, bootstrap: str, trust: str) -> None:
        self._bootstrap = bootstrap
        self._trust = trust
        self._read: dict[str, list[Record]] = {}

    def of(self, service: str) -> list[Record]:
        if service not in self._read:
            self._read[service] = read_topic(self._bootstrap, f"{self._trust}.{service}")
        return self._read[service]


def _ours(found: Any) -> bool:
    """Whether a record names its place; a consumer passes over any other, and says so."""
    return found.key is not None and any(name == "ce_position" for name, _ in found.headers)


def _record(found: Any) -> Record:
    return Record(
        partition=found.partition,
        offset=found.offset,
        key=found.key.decode(),
        headers={name: value.decode() for name, value in found.headers},
        value=found.value,
    )


def check_topic(
    client: MongoClient[dict[str, Any]], topics: Topics, trust: str, service: str
) -> Iterator[str]:
    """Each difference between a service's commits and its topic."""
    records = topics.of(service)
    kept, problems = without_duplicates(records)
    yield from (f"{service}: {problem}" for problem in problems)
    expected = expected_events(client, trust, service)
    there: dict[int, list[str]] = {}
    for record in kept:
        there.setdefault(record.partition, []).append(record.headers["ce_id"])
        data = expected["data"].get(record.headers["ce_id"])
        if data is not None and data != json.loads(record.value):
            yield f"{service}: {record.headers['ce_id']} says something else on its topic"
    for partition, events in expected["order"].items():
        if there.get(partition, []) != events:
            missing = len(set(events) - set(there.get(partition, [])))
            more = len(set(there.get(partition, [])) - set(events))
            yield f"{service}/{partition}: {missing} events missing, {more} unknown, or reordered"
    for partition in there.keys() - expected["order"].keys():
        yield f"{service}/{partition}: holds events that are in no commit"


def without_duplicates(records: list[Record]) -> tuple[list[Record], list[str]]:
    """What a consumer applies: each record once, where the one before it has been applied."""
    last: dict[int, int] = {}
    kept, problems = [], []
    for record in sorted(records, key=lambda one: (one.partition, one.offset)):
        position, after = int(record.headers["ce_position"]), int(record.headers["ce_after"])
        before = last.get(record.partition, 0)
        if position > before and after == before:
            kept.append(record)
            last[record.partition] = position
    highest: dict[int, int] = {}
    for record in records:
        position = int(record.headers["ce_position"])
        highest[record.partition] = max(position, highest.get(record.partition, 0))
    for partition, position in highest.items():
        if last.get(partition, 0) != position:
            problems.append(
                f"partition {partition} stops at {last.get(partition, 0)} of {position}"
            )
    return kept, problems


def expected_events(
    client: MongoClient[dict[str, Any]], trust: str, service: str
) -> dict[str, Any]:
    """{order: partition -> event ids in the log's order, data: event id -> its JSON}"""
    main = client[f"{trust}_{service}"]
    commits = {commit["_id"]: commit for commit in main["commits"].find()}
    order: dict[int, list[str]] = {}
    data: dict[str, Any] = {}
    for row in main["log"].find().sort("_id", 1):
        commit = commits.get(row["commit"])
        if commit is None:
            continue
        partition = zlib.crc32(commit["partition_key"].encode()) % 12
        for event in json.loads(commit["events"]):
            order.setdefault(partition, []).append(event["event_id"])
            data[event["event_id"]] = event["data"]
    return {"order": order, "data": data}
