"""Which of what arrives is applied: pure, so it is shown for whatever a broken relay may send."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.bus import Message
from shared.checkpoints import BEGINNING, Checkpoint, resumed, take
from shared.feeds import LOG, Arrival
from shared.recorded import Actor, Origin

TOPIC = "a-topic"


def message(position: int, after: int) -> Message:
    return Message(
        source="notes",
        stream="note-1",
        version=position,
        event_id=UUID(int=position),
        type="note-counted",
        schema=1,
        position=position,
        after=after,
        effective_on=date(2026, 1, 1),
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        actor=Actor(person_id=None, role="teacher"),
        origin=Origin.PERSON,
        school_id=None,
        correlation_id=UUID(int=0),
        causation_id=None,
        data=b"{}",
    )


def arrivals(messages: list[Message | None], *, partition: str = "t/0") -> list[Arrival]:
    return [
        Arrival(partition=partition, next_offset=offset, topic_id=TOPIC, message=one)
        for offset, one in enumerate(messages, start=1)
    ]


def everything(_: Message) -> bool:
    return True


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[int, list[int]]:
    """How many records there are, and in which order a relay with bad luck sends them.

    It sends a batch from its checkpoint; of a batch that fails any records may get through, some
    twice; then it sends the same again. In the end everything was sent.
    """
    count = draw(st.integers(1, 30))
    random = Random(draw(st.integers()))
    sent: list[int] = []
    checkpoint = 0
    while checkpoint < count:
        end = min(count, checkpoint + random.randint(1, 6))
        batch = list(range(checkpoint + 1, end + 1))
        if random.random() < 0.5:
            sent += [one for one in batch if random.random() < 0.7]
            continue
        sent += batch
        if random.random() < 0.7:
            checkpoint = end
    return count, sent


@given(deliveries(), st.integers(1, 7))
def test_every_record_is_applied_once_and_in_order(
    delivery: tuple[int, list[int]], batch: int
) -> None:
    count, sent = delivery
    stream = arrivals([message(one * 100, (one - 1) * 100) for one in sent])
    at = {"t/0": BEGINNING}
    applied: list[int] = []
    for start in range(0, len(stream), batch):
        taken = take(at, stream[start : start + batch], everything)
        applied += [one.position // 100 for one in taken.messages]
        at |= taken.moved
    assert applied == list(range(1, count + 1))
    assert at["t/0"].offset == len(sent)


def test_partitions_of_one_batch_do_not_mix() -> None:
    first = arrivals([message(100, 0), message(300, 100)], partition="t/0")
    second = arrivals([message(200, 0), message(500, 400)], partition="t/1")
    taken = take(
        {"t/0": BEGINNING, "t/1": BEGINNING},
        [first[0], second[0], second[1], first[1]],
        everything,
    )
    assert [one.position for one in taken.messages] == [100, 200, 300]
    assert [(gap.partition, gap.last, gap.next) for gap in taken.gaps] == [("t/1", 200, 500)]
    assert {name: at.position for name, at in taken.moved.items()} == {"t/0": 300, "t/1": 200}


def test_what_a_consumer_does_not_read_moves_its_checkpoint_all_the_same() -> None:
    taken = take({"t/0": BEGINNING}, arrivals([message(100, 0)]), lambda _: False)
    assert taken.messages == []
    assert taken.moved["t/0"] == replace(BEGINNING, offset=1, position=100, topic_id=TOPIC)


def test_a_record_that_is_not_ours_is_passed_and_reported() -> None:
    foreign = arrivals([None, message(100, 0)])
    taken = take({"t/0": BEGINNING}, foreign, everything)
    assert [one.position for one in taken.messages] == [100]
    assert taken.foreign == ["t/0@0: "]


def test_the_log_is_in_order_by_itself() -> None:
    own = [
        Arrival(partition=LOG, next_offset=n + 1, topic_id=LOG, message=message(n * 100, -1))
        for n in (1, 2, 2, 5)
    ]
    taken = take({LOG: BEGINNING}, own, everything)
    assert [one.position for one in taken.messages] == [100, 200, 500]
    assert (taken.duplicates, taken.gaps) == (1, [])


SAVED = {"offset": 7, "position": 700, "topic_id": TOPIC, "revision": 3, "held": 1}


@pytest.mark.parametrize(
    ("topic_id", "offset"), [(TOPIC, 7), ("another", 0), ("", 0)], ids=["same", "new", "gone"]
)
def test_in_another_topic_it_reads_from_the_beginning_and_skips_what_it_knows(
    topic_id: str, offset: int
) -> None:
    at = resumed(SAVED, topic_id)
    assert at == Checkpoint(offset=offset, position=700, topic_id=TOPIC, revision=3)
