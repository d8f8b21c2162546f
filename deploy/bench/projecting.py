"""A projection of a topic against a raw consumer with a bulk_write loop; its rebuild against
raw reading and inserting."""

import json
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from kafka import KafkaConsumer
from pymongo import UpdateOne

from deploy.bench.ground import Ground
from deploy.bench.publishing import POLL_MS, WITHIN_SECONDS, whole_topic, whole_topics
from deploy.bench.ratios import Aim, Row, alternate
from services.referrals.codec import SERVICE as SOURCE
from services.reporting.projections.caseload import CASELOAD
from services.reporting.projections.history import HISTORY
from shared.bus import topic_name
from shared.consumer import Consumer
from shared.feeds import MOST_EVENTS
from shared.generations import Generations
from shared.topic_feed import KafkaFeed
from shared.views import View, collection_name

SERVICE: Final = "reporting"
POLL_SECONDS: Final = POLL_MS / 1000


def projection(ground: Ground, *, records: int) -> Row:
    """Row 4: `caseload`, one document for each pupil, over everything on the topic of referrals."""
    pairs = alternate(
        lambda: _after_first(project(ground, CASELOAD), records),
        lambda: _after_first(_raw_loop(ground), records),
    )
    return Row(
        what=f"projecting {records:,} records",
        against="a raw consumer with a bulk_write loop",
        aim=Aim(value=1.2),
        ratios=tuple(pair.speed for pair in pairs),
    )


def _after_first(batches: Generator[int, None, None], records: int) -> float:
    """Seconds for each record after the first batch, which waits for the group to be joined."""
    deadline = time.monotonic() + WITHIN_SECONDS
    with closing(batches):
        first = next(came for came in batches if came or time.monotonic() > deadline)
        began, done = time.perf_counter(), first
        while done < records:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{done} of {records} records came")
            done += next(batches)
        return (time.perf_counter() - began) / (records - first)


def project(ground: Ground, view: View) -> Generator[int, None, None]:
    """Fold a view anew, as a member of a fresh group: how many records each batch had."""
    fresh = replace(view, name=f"{view.name}x{uuid4().hex[:8]}")
    consumer = _consumer(ground, fresh)
    try:
        while True:
            yield consumer.step(wait_seconds=POLL_SECONDS)
    finally:
        consumer.close()


def _consumer(ground: Ground, view: View) -> Consumer:
    """The first generation of a view, which is being fed."""
    views = ground.views(SERVICE)
    views["views"].insert_one(
        {"_id": view.name, "live": 1, "last": 1, "generations": {"1": "live"}}
    )
    views[collection_name(view.name, 1)].create_indexes(list(view.indexes))
    client = ground.client(SERVICE, "worker")
    feed = KafkaFeed(
        ground.kafka,
        trust=ground.code,
        services=sorted(view.reads),
        group=f"{ground.code}.{SERVICE}.{view.name}",
    )
    sink = Generations(client, views, view, service=SERVICE).sink(1)
    return Consumer(client, views, feed, sink)


def _raw_loop(ground: Ground) -> Generator[int, None, None]:
    """What one writes by hand: the same facts into a pupil's document, an update for each."""
    collection = ground.raw()[f"caseload{uuid4().hex[:8]}"]
    collection.create_indexes(list(CASELOAD.indexes))
    consumer = KafkaConsumer(
        topic_name(ground.code, SOURCE),
        **ground.kafka.options(),
        group_id=f"{ground.code}.{collection.name}",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    try:
        while True:
            polled = consumer.poll(timeout_ms=POLL_MS, max_records=MOST_EVENTS)
            some = [record for records in polled.values() for record in records]
            writes = [write for record in some if (write := _update(record))]
            if writes:
                collection.bulk_write(writes)
            consumer.commit()
            yield len(some)
    finally:
        consumer.close()


def _update(record: Any) -> UpdateOne | None:
    """The same as `caseload` reads of a record; None for a type that it does not read."""
    event = json.loads(record.value)
    match dict(record.headers)["ce_type"]:
        case b"referral-raised":
            facts = {"raised_on": event["effective_on"]}
        case b"referral-acknowledged":
            facts = {"acknowledged_on": event["effective_on"]}
        case b"referral-decided":
            facts = {
                "decided_on": event["effective_on"],
                "outcome": event["decision"]["outcome"],
            }
        case _:
            return None
    about = f"referrals.{event['referral_id']}"
    values = {f"{about}.{name}": value for name, value in facts.items()}
    counted = {"open_concerns": {b"referral-raised": 1}.get(dict(record.headers)["ce_type"], 0)}
    return UpdateOne(
        {"_id": UUID(event["pupil_id"])}, {"$set": values, "$inc": counted}, upsert=True
    )


def rebuilding(ground: Ground) -> Row:
    """Row 6: `history`, one document for each event, by `Generations.build`."""
    documents = _built(ground)
    pairs = alternate(lambda: _rebuild(ground), lambda: _read_and_insert(ground, documents))
    return Row(
        what=f"rebuilding a view of {len(documents):,} documents",
        against="raw reading and insert_many",
        aim=Aim(value=2, at_most=True),
        ratios=tuple(pair.time for pair in pairs),
    )


def _generations(ground: Ground) -> Generations:
    return Generations(
        ground.client(SERVICE, "worker"), ground.views(SERVICE), HISTORY, service=SERVICE
    )


def _built(ground: Ground) -> list[dict[str, Any]]:
    """The documents of the view, for the baseline to insert."""
    number = _generations(ground).build(whole_topics(ground, HISTORY))
    return list(ground.views(SERVICE)[collection_name(HISTORY.name, number)].find())


def _rebuild(ground: Ground) -> float:
    generations = _generations(ground)
    feed = whole_topics(ground, HISTORY)
    began = time.perf_counter()
    number = generations.build(feed)
    seconds = time.perf_counter() - began
    generations.drop(number)
    return seconds


def _read_and_insert(ground: Ground, documents: Sequence[dict[str, Any]]) -> float:
    """Read every record of the topics, then insert what the view holds, with its index."""
    collection = ground.raw()[f"history{uuid4().hex[:8]}"]
    began = time.perf_counter()
    collection.create_indexes(list(HISTORY.indexes))
    for source in sorted(HISTORY.reads):
        for _ in whole_topic(ground, topic_name(ground.code, source)):
            pass
    collection.insert_many(documents, ordered=False)
    return time.perf_counter() - began
