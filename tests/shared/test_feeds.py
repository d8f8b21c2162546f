"""How a log and a topic are read: a backlog at once, and nothing asked for in vain."""

import time
from uuid import UUID, uuid4

from deploy.local.kafka import Kafka
from shared.feeds import LOG, MOST_EVENTS, LogFeed
from tests.shared.kit import QUICK_GROUP, NotesService, new_stream, standing_still
from tests.shared.notes import counted

EVENTS_EACH = 5


def test_a_backlog_is_read_at_once_and_then_waited_for(notes: NotesService, pupil: UUID) -> None:
    stream = new_stream()
    for _ in range(MOST_EVENTS // EVENTS_EACH + 3):
        notes.append(stream, *[counted(pupil)] * EVENTS_EACH)
    notes.place_all()
    waited: list[float] = []
    feed = LogFeed(notes.main(), service="notes", woken=waited.append)
    read = [len(feed.poll(0.5, lambda _: {LOG: 1})) for _ in range(2)]
    assert (read, waited) == ([MOST_EVENTS, 3 * EVENTS_EACH], [])
    notes.append(stream, counted(pupil))
    notes.place_all()
    assert (len(feed.poll(0.5, lambda _: {LOG: 1})), waited) == (1, [0.5])


def test_a_broker_that_stands_still_costs_no_core(service: NotesService, own_kafka: Kafka) -> None:
    """Its heartbeats are overdue then, and a client that waits for one asks all the time."""
    somebody = uuid4()
    service.append(new_stream(), counted(somebody, 3))
    service.publish_all()
    consumer = service.kafka_consumer()
    service.run_until(consumer, lambda: service.total(somebody) == 3, "the number to be added")
    with standing_still(own_kafka):
        consumer.step(wait_seconds=3 * QUICK_GROUP.heartbeat_interval_ms / 1000)
        began = time.thread_time()
        consumer.step(wait_seconds=1.0)
        busy = time.thread_time() - began
    assert busy < 0.2, f"{busy:.2f} s of a second in which nothing could come"
