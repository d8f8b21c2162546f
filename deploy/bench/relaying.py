"""The relay against a raw batched producer of the same records, and how soon they are there."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from kafka import KafkaProducer

from deploy.bench.concerns import raising
from deploy.bench.ground import Ground
from deploy.bench.people import request
from deploy.bench.publishing import POLL_MS, WITHIN_SECONDS, whole_consumer, whole_topic
from deploy.bench.ratios import Aim, Row, alternate, percentile
from deploy.bench.serving import running
from deploy.local.waiting import wait_until
from services.referrals.codec import CODEC, SERVICE
from services.referrals.handlers import handle
from shared.bus import admin_client, ensure_topic, topic_name
from shared.interpreter import keep_what_is_made
from shared.relay import MOST_COMMITS, Relay, RelaySettings
from shared.republish import republish
from shared.runner import run

RELAYED: Final = "relayed"
RAW: Final = "raw"
BATCH: Final = 500
SLICES: Final = 2
APART_SECONDS: Final = 0.04


def relaying(ground: Ground, pupils: Sequence[UUID], *, commits: int, times: int) -> Sequence[Row]:
    """Row 3: the log of referrals, after one batch of the relay's that is not timed of either.

    commits: how many the log holds. The raw producer sends what the relay has sent: the same
    keys, values, headers and partitions, from memory, acknowledged so many records at a time.
    """
    relay_all(ground)
    records = _records(ground, topic_name(_trust(ground, RELAYED), SERVICE))
    keep_what_is_made()  # the records are not among what the relay has to look through
    with _raw_producer(ground) as producer:
        topic = topic_name(_trust(ground, RAW), SERVICE)
        found = {
            batch: alternate(
                partial(relay_all, ground),
                partial(_send_all, producer, topic, records, batch),
                slices=SLICES,
            )
            for batch in (BATCH, MOST_COMMITS)
        }
    waits = published_after(ground, pupils, times=times)
    rows = [
        Row(
            what=f"relaying {commits:,} commits",
            against=f"a raw producer of the same records, {batch:,} at a time",
            aim=Aim(value=0.8) if batch == BATCH else None,
            ratios=tuple(pair.speed for pair in pairs),
        )
        for batch, pairs in found.items()
    ]
    note = f"commit to published: p50 {percentile(waits, 0.5) * 1000:.0f} ms"
    return [replace(rows[0], note=note), *rows[1:]]


def _trust(ground: Ground, name: str) -> str:
    """Topics of their own: the same records again and again are no feed for the other rows."""
    return f"{ground.code}{name}"


def relay_all(ground: Ground) -> float:
    """Publish the whole log once. Seconds, from the end of the first batch."""
    republish(ground.views(SERVICE))
    relay = Relay(
        ground.main(SERVICE, "worker"),
        ground.views(SERVICE),
        ground.kafka,
        trust=_trust(ground, RELAYED),
        service=SERVICE,
    )
    relay.step()
    began = time.perf_counter()
    while relay.step():
        pass
    seconds = time.perf_counter() - began
    relay.close()
    return seconds


@contextmanager
def _raw_producer(ground: Ground) -> Iterator[KafkaProducer]:
    """As safe as the relay's: acknowledged by all, nothing doubled; else as it comes."""
    admin = admin_client(ground.kafka)
    ensure_topic(admin, topic_name(_trust(ground, RAW), SERVICE))
    admin.close()
    producer = KafkaProducer(
        **ground.kafka.options(),
        acks="all",
        enable_idempotence=True,
        batch_size=RelaySettings().batch_size,
    )
    yield producer
    producer.close()


def _send_all(producer: KafkaProducer, topic: str, records: Sequence[Any], batch: int) -> float:
    began = time.perf_counter()
    for start in range(0, len(records), batch):
        if start == MOST_COMMITS:
            began = time.perf_counter()
        for record in records[start : start + batch]:
            producer.send(
                topic,
                key=record.key,
                value=record.value,
                headers=record.headers,
                partition=record.partition,
            )
        producer.flush()
    return time.perf_counter() - began


def _records(ground: Ground, topic: str) -> list[Any]:
    """Every record of a topic, in the order of their positions."""
    records = [record for some in whole_topic(ground, topic) for record in some]
    return sorted(records, key=lambda one: int(dict(one.headers)["ce_position"]))


class Arrivals:
    """Notes when each stream's first record can be read from a topic, on a thread of its own."""

    def __init__(self, ground: Ground, topic: str) -> None:
        self.at: dict[str, float] = {}
        self._consumer = whole_consumer(ground, topic)
        self._consumer.seek_to_end()
        for partition in self._consumer.assignment():
            self._consumer.position(partition)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> "Arrivals":
        self._thread.start()
        return self

    def _read(self) -> None:
        while not self._stop.is_set():
            polled = self._consumer.poll(timeout_ms=POLL_MS)
            now = time.perf_counter()
            for records in polled.values():
                for record in records:
                    self.at.setdefault(dict(record.headers)["ce_subject"].decode(), now)

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._consumer.close()


def published_after(ground: Ground, pupils: Sequence[UUID], *, times: int) -> list[float]:
    """Seconds from a commit until a consumer has it, at some 20 commits a second."""
    store = ground.store(SERVICE, CODEC)
    committed: dict[str, float] = {}
    with running(ground, "referrals-worker"):
        _await_topic(ground)
        with Arrivals(ground, topic_name(ground.code, SERVICE)) as arrivals:
            for n in range(times):
                pupil = pupils[n % len(pupils)]
                done = run(handle, store, raising(pupil), by=request(pupil), if_match=None)
                committed[done.stream] = time.perf_counter()
                threading.Event().wait(APART_SECONDS)
            wait_until(
                lambda: arrivals.at.keys() >= committed.keys(),
                "every commit to be published",
                within_seconds=WITHIN_SECONDS,
            )
    return [arrivals.at[stream] - at for stream, at in committed.items()]


def _await_topic(ground: Ground) -> None:
    """Wait until the worker has published what the log holds."""
    log, states = ground.main(SERVICE, "worker")["log"], ground.views(SERVICE)["publishing"]

    def done() -> bool:
        relay = states.find_one({"_id": "relay"}) or {}
        last = log.find_one({}, {"_id": 1}, sort=[("_id", -1)]) or {"_id": 0}
        admin = admin_client(ground.kafka)
        try:
            topic = ensure_topic(admin, topic_name(ground.code, SERVICE))
        finally:
            admin.close()
        return relay.get("topic_id") == topic and relay["scanned"] == last["_id"]

    wait_until(done, "the log to be published", within_seconds=WITHIN_SECONDS, every=0.5)
