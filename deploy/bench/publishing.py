"""The steps of a worker, taken by hand: place what was appended, publish it, build a view."""

import time
from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition

from deploy.bench.concerns import stories
from deploy.bench.ground import Ground
from deploy.bench.people import append_all
from deploy.local.waiting import wait_until
from services.referrals.codec import CODEC
from shared.bus import topic_name
from shared.feeds import MOST_EVENTS
from shared.generations import Generations
from shared.relay import Relay
from shared.sequencer import Sequencer
from shared.topic_feed import KafkaFeed
from shared.views import View

WAIT_SECONDS: Final = 0.05
WITHIN_SECONDS: Final = 120
POLL_MS: Final = 200


def place_all(ground: Ground, service: str) -> int:
    """Run a sequencer until every commit has its position. Returns how many there are."""
    main = ground.main(service, "worker")
    sequencer = Sequencer(ground.client(service, "worker"), main, ground.views(service))
    commits = main["commits"].count_documents({})
    wait_until(
        lambda: (
            sequencer.step(wait_seconds=WAIT_SECONDS) >= 0
            and main["log"].estimated_document_count() >= commits
        ),
        "every commit to be placed",
        within_seconds=WITHIN_SECONDS,
        every=0,
    )
    sequencer.close()
    return commits


def publish_all(ground: Ground, service: str) -> None:
    """Place and publish every commit of a service."""
    place_all(ground, service)
    relay = Relay(
        ground.main(service, "worker"),
        ground.views(service),
        ground.kafka,
        trust=ground.code,
        service=service,
    )
    while relay.step():
        pass
    relay.close()


def tell_stories(ground: Ground, pupils: Sequence[UUID], each: int) -> None:
    """Append so many whole concerns about every pupil."""
    store = ground.store("referrals", CODEC)
    for week in stories(pupils, each):
        append_all(store, week)


def whole_topics(ground: Ground, view: View) -> KafkaFeed:
    """Every partition of the topics that a view reads, from the beginning."""
    return KafkaFeed(ground.kafka, trust=ground.code, services=sorted(view.reads), group=None)


def build(ground: Ground, service: str, view: View) -> int:
    """Build a generation of a view of topics; the first one goes live."""
    generations = Generations(
        ground.client(service, "worker"), ground.views(service), view, service=service
    )
    return generations.build(whole_topics(ground, view))


def topic_length(ground: Ground, service: str) -> int:
    """How many records a service's topic holds."""
    consumer = whole_consumer(ground, topic_name(ground.code, service))
    ends = consumer.end_offsets(list(consumer.assignment()))
    consumer.close()
    return sum(ends.values())


def whole_consumer(ground: Ground, topic: str) -> KafkaConsumer:
    """A plain consumer of every partition from the beginning, in no group."""
    consumer = KafkaConsumer(
        **ground.kafka.options(), enable_auto_commit=False, auto_offset_reset="earliest"
    )
    # Asked for by name: a consumer that knows nothing of its topics may look for offsets in vain.
    numbers = consumer.partitions_for_topic(topic) or ()
    consumer.assign([TopicPartition(topic, number) for number in sorted(numbers)])
    return consumer


def whole_topic(ground: Ground, topic: str) -> Iterator[list[Any]]:
    """Every record that a topic holds now, as plain polling brings them. Raises TimeoutError."""
    consumer = whole_consumer(ground, topic)
    left = sum(consumer.end_offsets(list(consumer.assignment())).values())
    deadline = time.monotonic() + WITHIN_SECONDS
    while left:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{topic}: {left} records did not come")
        polled = consumer.poll(timeout_ms=POLL_MS, max_records=MOST_EVENTS)
        some = [record for records in polled.values() for record in records]
        left -= len(some)
        yield some
    consumer.close()
