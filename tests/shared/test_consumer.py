"""The consumer engine on a real MongoDB and Kafka: each event's effect exactly once, in order."""

import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from kafka import KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError

from deploy.local.waiting import wait_until
from shared.bus import admin_client, partition_for
from shared.commits import Document
from shared.consumer import Consumer
from shared.placed import Placed
from shared.recorded import RecordedEvent
from shared.relay import CheckpointMoved, Relay, TopicGone
from shared.republish import republish
from shared.telemetry import CONSUMER_DUPLICATES, CONSUMER_OUT_OF_SEQUENCE
from tests.shared.dying_consumer import POINTS
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import TOTALS, Event, counted, fold, request, taken

NAME = "notes.totals_1"


def count(metric: Any) -> float:
    """What a counter of the consumer shows."""
    return float(metric.labels(NAME)._value.get())


def append_numbers(service: NotesService, pupil: UUID, stream: str, numbers: range) -> None:
    for number in numbers:
        service.append(stream, counted(pupil, number))


def numbers(service: NotesService, pupil: UUID) -> list[int]:
    """What the read model has of a pupil's only stream, in the order it was applied."""
    document = service.views()["totals_1"].find_one({"_id": pupil}) or {"numbers": {}}
    return [number for of_stream in document["numbers"].values() for number in of_stream]


def test_what_is_sent_twice_is_applied_once(published: NotesService, pupil: UUID) -> None:
    append_numbers(published, pupil, new_stream(), range(1, 6))
    published.publish_all()
    republish(published.views())
    published.publish_all()
    assert len(published.on_topic()) == 10
    before = count(CONSUMER_DUPLICATES)
    consumer = published.kafka_consumer()
    published.run_until(
        consumer, lambda: count(CONSUMER_DUPLICATES) - before == 5, "five duplicates"
    )
    assert numbers(published, pupil) == [1, 2, 3, 4, 5]


class HalfFailing(Relay):
    """Loses one commit's records of a batch, as a broker does that dies in the middle of it."""

    lost = 3

    def _send(self, producer: Any, placed: Placed, partitions: dict[str, int]) -> list[Any]:
        if placed.position == self.lost:
            super()._send(_Nowhere(), placed, partitions)
            return []
        return super()._send(producer, placed, partitions)

    def _save(self, state: Document) -> None:
        raise KafkaTimeoutError(f"of {state['scanned']} one was not acknowledged")


class _Nowhere:
    def send(self, *_: object, **__: object) -> None:
        return None


def test_after_a_batch_that_failed_half_way_nothing_is_lost_or_out_of_order(
    published: NotesService, pupil: UUID
) -> None:
    append_numbers(published, pupil, new_stream(), range(1, 7))
    published.place_all()
    consumer, before = published.kafka_consumer(), count(CONSUMER_OUT_OF_SEQUENCE)
    with pytest.raises(KafkaTimeoutError):
        published.relay(kind=HalfFailing).step()
    published.run_until(
        consumer,
        lambda: count(CONSUMER_OUT_OF_SEQUENCE) - before == 3,
        "the three records behind the lost one",
    )
    assert numbers(published, pupil) == [1, 2]
    published.publish_all()
    published.run_until(consumer, lambda: len(numbers(published, pupil)) == 6, "all six")
    assert numbers(published, pupil) == [1, 2, 3, 4, 5, 6]
    positions = [record.offset for record in published.on_topic()]
    assert len(positions) == 11, "the relay was to send the whole batch again"


def test_a_gap_that_stays_makes_it_read_again_from_the_beginning(
    published: NotesService, pupil: UUID
) -> None:
    """As when the topic was made anew behind an offset that looked right."""
    append_numbers(published, pupil, new_stream(), range(1, 7))
    published.publish_all()
    partition = f"{published.topic}/{partition_for(str(pupil))}"
    topic_id = published.views()["publishing"].find_one({"_id": "relay"}) or {}
    published.make_view()
    published.views()["checkpoints"].insert_one(
        {"_id": f"{NAME}/{partition}", "offset": 4, "position": 0, "revision": 1}
        | {"topic_id": topic_id["topic_id"]}
    )
    sink = published.generations().sink(1)
    feed = published.kafka_feed("totals_1")
    consumer = Consumer(published.worker, published.views(), feed, sink, reread_after_seconds=0.2)
    published.open.callback(consumer.close)
    published.run_until(consumer, lambda: len(numbers(published, pupil)) == 6, "all six")
    assert numbers(published, pupil) == [1, 2, 3, 4, 5, 6]


def test_a_record_that_is_not_ours_is_passed(published: NotesService, pupil: UUID) -> None:
    stream = new_stream()
    append_numbers(published, pupil, stream, range(1, 3))
    published.publish_all()
    producer = KafkaProducer(**published.kafka.options(), metrics_enabled=False)
    partition = partition_for(str(pupil))
    for headers in ([], [("ce_id", b"\xff")], None):
        producer.send(published.topic, value=b"junk", headers=headers, partition=partition)
    producer.send(published.topic, value=None, key=b"k", partition=partition)
    producer.flush(timeout=10)
    producer.close(timeout=5)
    append_numbers(published, pupil, stream, range(3, 5))
    published.publish_all()
    consumer = published.kafka_consumer()
    published.run_until(consumer, lambda: len(numbers(published, pupil)) == 4, "all four")
    assert numbers(published, pupil) == [1, 2, 3, 4]


def test_two_members_take_over_from_one_another(published: NotesService, pupil: UUID) -> None:
    pupils = [uuid4() for _ in range(8)]
    streams = {one: new_stream() for one in pupils}
    rounds, each = 3, 2
    members = [published.kafka_consumer() for _ in range(2)]
    for number in range(rounds):
        for one, stream in streams.items():
            first = number * each + 1
            append_numbers(published, one, stream, range(first, first + each))
        published.publish_all()
        leaving = members[number % 2]
        expected = (number + 1) * each

        def all_there(expected: int = expected) -> bool:
            return all(len(numbers(published, one)) == expected for one in pupils)

        # The one that leaves has read, and perhaps applied, something of this round.
        leaving.step(wait_seconds=0.2)
        members[number % 2 - 1].step(wait_seconds=0)
        leaving.close()
        staying = members[number % 2 - 1]
        published.run_until(staying, all_there, "everything of the round")
    for one in pupils:
        assert numbers(published, one) == list(range(1, rounds * each + 1))


def test_members_that_both_think_a_partition_theirs_apply_each_event_once(
    published: NotesService, pupil: UUID
) -> None:
    stream, done = new_stream(), threading.Event()
    append_numbers(published, pupil, stream, range(1, 61))
    published.publish_all()
    members = [published.consumer(published.kafka_feed(None)) for _ in range(2)]

    def go_on(member: Consumer) -> None:
        while not done.is_set():
            member.step(wait_seconds=0.05)

    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(go_on, member) for member in members]
        try:
            append_numbers(published, pupil, stream, range(61, 91))
            published.publish_all()
            wait_until(
                lambda: len(numbers(published, pupil)) >= 90, "everything", within_seconds=20
            )
        finally:
            done.set()
        for one in running:
            one.result(10)
    assert numbers(published, pupil) == list(range(1, 91))


def step_through(consumer: Consumer, relay: Relay) -> None:
    """One step of each, as their loops do it: an error is for the next step to mend."""
    for step in (relay.step, consumer.step):
        try:
            step()
        except (KafkaError, TopicGone, CheckpointMoved):
            continue


def test_a_topic_that_is_deleted_is_filled_again_and_nothing_is_applied_twice(
    published: NotesService, pupil: UUID
) -> None:
    stream = new_stream()
    append_numbers(published, pupil, stream, range(1, 11))
    published.place_all()
    consumer, relay = published.kafka_consumer(), published.relay()
    relay.step()
    published.run_until(consumer, lambda: len(numbers(published, pupil)) == 10, "the first ten")
    admin = admin_client(published.kafka)
    admin.delete_topics([published.topic])
    admin.close()
    append_numbers(published, pupil, stream, range(11, 16))
    published.place_all()

    def all_there() -> bool:
        step_through(consumer, relay)
        return len(numbers(published, pupil)) == 15

    wait_until(all_there, "the last five, from the new topic", within_seconds=30)
    assert numbers(published, pupil) == list(range(1, 16))
    assert len(published.on_topic()) == 15


def test_a_member_goes_on_where_the_last_one_stopped(published: NotesService, pupil: UUID) -> None:
    stream = new_stream()
    append_numbers(published, pupil, stream, range(1, 4))
    published.publish_all()
    first = published.kafka_consumer()
    published.run_until(first, lambda: len(numbers(published, pupil)) == 3, "three")
    first.close()
    append_numbers(published, pupil, stream, range(4, 7))
    published.publish_all()
    before = count(CONSUMER_DUPLICATES)
    second = published.kafka_consumer()
    published.run_until(second, lambda: len(numbers(published, pupil)) == 6, "six")
    assert count(CONSUMER_DUPLICATES) == before, "it began too early"


def test_it_may_be_killed_in_the_middle_of_a_batch(
    notes: NotesService, pupil: UUID, quickly_freed: None
) -> None:
    stream = new_stream()
    notes.make_view()
    uri = notes.logins["worker"].uri(notes.mongod.uri, notes.trust)
    for number, point in enumerate(POINTS):
        append_numbers(notes, pupil, stream, range(number * 3 + 1, number * 3 + 4))
        notes.place_all()
        child = subprocess.run(
            [
                *(sys.executable, "-m", "tests.shared.dying_consumer"),
                *(point, uri, notes.main().name, notes.views().name),
            ],
            timeout=30,
            check=False,
        )
        assert child.returncode == -signal.SIGKILL
    consumer, expected = notes.log_consumer(), list(range(1, len(POINTS) * 3 + 1))
    notes.run_until(consumer, lambda: numbers(notes, pupil) == expected, "each number once")


def test_a_commit_of_a_hundred_events_is_taken_whole(notes: NotesService, pupil: UUID) -> None:
    streams = [new_stream() for _ in range(7)]
    for stream in streams:
        notes.append(stream, *[counted(pupil)] * 100)
    notes.place_all()
    consumer = notes.log_consumer()
    steps = []
    while taken_now := consumer.step(wait_seconds=0):
        steps.append(taken_now)
    assert steps == [500, 200]
    assert notes.total(pupil) == 700


def fold_badly(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> Any:
    """Makes for one number what MongoDB cannot keep."""
    after = fold(pupil, recorded)
    assert after is not None
    return after | {"bad": {1, 2}} if after["total"] == 13 else after


def test_a_document_that_cannot_be_kept_parks_its_stream_alone(
    notes: NotesService, pupil: UUID
) -> None:
    other = uuid4()
    bad_stream = new_stream()
    notes.append(bad_stream, counted(pupil, 12))
    notes.append(bad_stream, counted(pupil, 1))
    notes.append(new_stream(), counted(other, 5))
    notes.append(bad_stream, counted(pupil, 7))
    notes.place_all()
    consumer = notes.log_consumer(replace(TOTALS, fold=fold_badly))
    while consumer.step(wait_seconds=0):
        pass
    assert notes.total(other) == 5
    assert notes.total(pupil) == 12
    parked = consumer.parking.listed()
    assert [(one.stream, one.waiting) for one in parked] == [(bad_stream, 2)]
    assert parked[0].reason.startswith("InvalidDocument")


def test_an_empty_type_of_which_nothing_is_read_is_passed(notes: NotesService, pupil: UUID) -> None:
    notes.append(new_stream(), taken(pupil), counted(pupil, 2))
    notes.place_all()
    unread = replace(TOTALS, reads={})
    consumer = notes.log_consumer(unread)
    assert consumer.step(wait_seconds=0) == 2
    assert consumer.step(wait_seconds=0) == 0
    assert notes.total(pupil) == 0
    saved = notes.views()["checkpoints"].find_one({"_id": f"{NAME}/log"}) or {}
    assert (saved["offset"], saved["position"]) == (2, 101)


def test_a_member_left_behind_saves_nothing_though_it_reads_nothing(
    notes: NotesService, pupil: UUID
) -> None:
    unread = replace(TOTALS, reads={})
    ahead, behind = notes.log_consumer(unread), notes.log_consumer(unread)

    def grow(consumer: Consumer) -> int:
        notes.append(new_stream(), counted(pupil, 1))
        notes.place_all()
        return consumer.step(wait_seconds=0)

    def saved() -> Any:
        return (notes.views()["checkpoints"].find_one({"_id": f"{NAME}/log"}) or {})["position"]

    assert [grow(ahead), behind.step(wait_seconds=0), grow(behind), grow(behind)] == [1, 0, 1, 1]
    before = saved()
    assert ahead.step(wait_seconds=0) == 0
    assert saved() == before
    assert grow(ahead) == 1
    assert saved() > before


def test_an_event_of_nearly_a_megabyte_travels(published: NotesService, pupil: UUID) -> None:
    published.append(new_stream(), taken(pupil, "a" * 740_000))
    published.publish_all()
    consumer = published.kafka_consumer()

    def kept() -> bool:
        document = published.views()["totals_1"].find_one({"_id": pupil}) or {}
        return document.get("said") is not None

    published.run_until(consumer, kept, "the long text")


def test_a_request_without_a_pupil_is_kept_under_its_stream(published: NotesService) -> None:
    pupil, stream = uuid4(), new_stream()
    head = published.store.read(stream).head
    published.store.append(head, [counted(pupil, 3)], by=request())
    published.publish_all()
    records = published.on_topic()
    assert [record.key for record in records] == [stream.encode()]
    assert records[0].partition == partition_for(stream)
