"""Poison: its stream is parked with the reason, other streams go on, and nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared import mending
from shared.consumer import Consumer
from shared.errors import Invalid, RaceLost
from shared.mending import Action, ParkedCommand, ParkedCommands, StillParked
from shared.parking import MOST_STREAMS, TooManyParked
from shared.recorded import RecordedEvent
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import TOTALS, Event, NoteCounted, counted, fold

POISON = -1
OPS = uuid4()


def mended(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> dict[str, Any] | None:
    """The fold once somebody has mended it: the poison counts as nothing."""
    match recorded.event:
        case NoteCounted(number=number) if number < 0:
            return pupil
    return fold(pupil, recorded)


MENDED = replace(TOTALS, fold=mended)


def drain(consumer: Consumer) -> None:
    while consumer.step(wait_seconds=0):
        pass


def numbers(notes: NotesService, pupil: UUID) -> list[int]:
    document = notes.views()["totals_1"].find_one({"_id": pupil}) or {"numbers": {}}
    return [number for of_stream in document["numbers"].values() for number in of_stream]


def poisoned(notes: NotesService, pupil: UUID) -> str:
    """A stream of 1, 2, poison, 3, 4 that a consumer has met, in two batches."""
    stream = new_stream()
    for number in (1, 2, POISON, 3):
        notes.append(stream, counted(pupil, number))
    notes.place_all()
    drain(notes.log_consumer())
    notes.append(stream, counted(pupil, 4))
    notes.place_all()
    drain(notes.log_consumer())
    return stream


def test_poison_parks_its_stream_and_no_other(notes: NotesService, pupil: UUID) -> None:
    other = uuid4()
    notes.append(new_stream(), counted(other, 5))
    stream = poisoned(notes, pupil)
    notes.append(new_stream(), counted(other, 6))
    notes.place_all()
    consumer = notes.log_consumer()
    drain(consumer)
    assert numbers(notes, pupil) == [1, 2]
    assert notes.total(other) == 11
    [parked] = consumer.parking.listed()
    assert (parked.stream, parked.waiting, parked.waits) == (stream, 3, False)
    assert parked.reason.startswith("ValueError in fold:")
    assert consumer.parking.count() == 1


def test_later_events_of_a_parked_stream_wait_behind_it_whoever_reads_them(
    notes: NotesService, pupil: UUID
) -> None:
    stream = new_stream()
    first, second = notes.log_consumer(), notes.log_consumer()
    for consumer in (first, second):  # each has seen that nothing was parked
        notes.append(stream, counted(pupil, 1))
        notes.place_all()
        drain(first)
        drain(consumer)
    for number, consumer in ((POISON, second), (3, second), (4, first)):
        notes.append(stream, counted(pupil, number))
        notes.place_all()
        drain(consumer)
        drain(consumer)  # the one that finds itself overtaken begins anew
    assert numbers(notes, pupil) == [1, 1]
    assert [one.waiting for one in first.parking.listed()] == [3]


def test_a_replay_applies_what_waits_in_its_order(notes: NotesService, pupil: UUID) -> None:
    stream = poisoned(notes, pupil)
    consumer = notes.log_consumer(MENDED)
    assert mending.replay(notes.worker, consumer, stream) == 3
    assert numbers(notes, pupil) == [1, 2, 3, 4]
    notes.append(stream, counted(pupil, 5))
    notes.place_all()
    drain(consumer)
    assert numbers(notes, pupil) == [1, 2, 3, 4, 5]
    assert notes.views()["parked"].count_documents({}) == 0
    assert consumer.parking.count() == 0


def test_a_replay_that_still_fails_changes_nothing(notes: NotesService, pupil: UUID) -> None:
    stream = poisoned(notes, pupil)
    consumer = notes.log_consumer()
    with pytest.raises(StillParked):
        mending.replay(notes.worker, consumer, stream)
    assert numbers(notes, pupil) == [1, 2]
    assert [one.waiting for one in consumer.parking.listed()] == [3]


def test_a_replay_goes_as_far_as_it_can(notes: NotesService, pupil: UUID) -> None:
    stream = poisoned(notes, pupil)
    notes.append(stream, counted(pupil, POISON - 1))
    notes.append(stream, counted(pupil, 5))
    notes.place_all()
    drain(notes.log_consumer())

    def half_mended(before: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> Any:
        if recorded.event == counted(pupil, POISON):
            return before
        return fold(before, recorded)

    consumer = notes.log_consumer(replace(TOTALS, fold=half_mended))
    with pytest.raises(StillParked):
        mending.replay(notes.worker, consumer, stream)
    assert numbers(notes, pupil) == [1, 2, 3, 4]
    assert [one.waiting for one in consumer.parking.listed()] == [2]


def test_two_replays_at_once_apply_each_event_once(notes: NotesService, pupil: UUID) -> None:
    stream = poisoned(notes, pupil)
    consumer, started = notes.log_consumer(MENDED), threading.Barrier(4)

    def replay() -> int:
        started.wait(10)
        try:
            return mending.replay(notes.worker, consumer, stream)
        except RaceLost:
            return 0

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(replay) for _ in range(4)]
    assert sum(one.result() for one in done) == 3
    assert numbers(notes, pupil) == [1, 2, 3, 4]


def test_a_replay_against_a_consumer_that_goes_on_loses_nothing(
    notes: NotesService, pupil: UUID
) -> None:
    stream, done = poisoned(notes, pupil), threading.Event()
    consumer = notes.log_consumer(MENDED)

    def consume() -> None:
        while not done.is_set():
            consumer.step(wait_seconds=0.01)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(consume)
        try:
            for number in range(5, 25):
                notes.append(stream, counted(pupil, number))
                notes.place_all()
                if number == 10:
                    mending.replay(notes.worker, consumer, stream)
            notes.run_until(
                notes.log_consumer(MENDED), lambda: numbers(notes, pupil)[-1] == 24, "24"
            )
        finally:
            done.set()
        running.result(10)
    assert numbers(notes, pupil) == [1, 2, *range(3, 25)]


def test_what_is_given_up_is_never_applied(notes: NotesService, pupil: UUID) -> None:
    stream = poisoned(notes, pupil)
    consumer = notes.log_consumer()
    assert mending.discard(notes.worker, consumer, stream) == 3
    notes.append(stream, counted(pupil, 9))
    notes.place_all()
    drain(consumer)
    assert numbers(notes, pupil) == [1, 2, 9]


def test_more_streams_at_once_than_messages_can_spoil_stop_the_consumer(
    notes: NotesService, pupil: UUID
) -> None:
    for _ in range(MOST_STREAMS):
        notes.append(new_stream(), counted(pupil, POISON))
    notes.place_all()
    consumer = notes.log_consumer()
    with pytest.raises(TooManyParked):
        drain(consumer)
    assert consumer.parking.count() == MOST_STREAMS, "nothing that was parked may be lost"


def test_parked_streams_are_listed_in_pages(notes: NotesService, pupil: UUID) -> None:
    for _ in range(5):
        notes.append(new_stream(), counted(pupil, POISON))
    notes.place_all()
    consumer = notes.log_consumer()
    drain(consumer)
    first = consumer.parking.listed(most=3)
    rest = consumer.parking.listed(after=first[-1].stream)
    names = [one.stream for one in (*first, *rest)]
    assert len(first) == 3
    assert names == sorted(set(names))
    assert len(names) == 5


def asked(notes: NotesService, stream: str, action: Action) -> UUID:
    """What the api does for somebody of ops."""
    return ParkedCommands(notes.views(notes.api)).ask(
        ParkedCommand(
            consumer="notes.totals_1",
            stream=stream,
            action=action,
            reason="incident-4711",
            asked_by=OPS,
        )
    )


def test_an_order_is_carried_out_once_and_kept_with_who_asked(
    notes: NotesService, pupil: UUID
) -> None:
    stream = poisoned(notes, pupil)
    commands = ParkedCommands(notes.views())
    failing = asked(notes, stream, Action.REPLAY)
    assert commands.carry_out(notes.worker, notes.log_consumer()) == 1
    assert (commands.result(failing) or "").startswith("still parked: ValueError in fold")
    working = asked(notes, stream, Action.REPLAY)
    assert commands.result(working) is None
    assert commands.carry_out(notes.worker, notes.log_consumer(MENDED)) == 1
    assert commands.carry_out(notes.worker, notes.log_consumer(MENDED)) == 0
    assert commands.result(working) == "replayed 3"
    kept = notes.views()["parked_commands"].find_one({"_id": working}) or {}
    assert (kept["asked_by"], kept["reason"], kept["action"]) == (OPS, "incident-4711", "replay")
    assert kept["done_at"] >= kept["asked_at"]


def test_an_order_to_give_up_is_carried_out(notes: NotesService, pupil: UUID) -> None:
    stream = poisoned(notes, pupil)
    order = asked(notes, stream, Action.DISCARD)
    commands = ParkedCommands(notes.views())
    commands.carry_out(notes.worker, notes.log_consumer())
    assert commands.result(order) == "discarded 3"


def test_an_order_of_another_consumer_is_left_alone(notes: NotesService, pupil: UUID) -> None:
    order = asked(notes, poisoned(notes, pupil), Action.DISCARD)
    commands = ParkedCommands(notes.views())
    other = notes.log_consumer(replace(TOTALS, name="others"))
    assert commands.carry_out(notes.worker, other) == 0
    assert commands.result(order) is None


@pytest.mark.parametrize("reason", ["", "  ", "Zebedee's note was wrong", "x" * 61])
def test_a_reason_in_free_text_is_refused(notes: NotesService, reason: str) -> None:
    command = ParkedCommand(
        consumer="c", stream="s", action=Action.REPLAY, reason=reason, asked_by=OPS
    )
    with pytest.raises(Invalid):
        ParkedCommands(notes.views(notes.api)).ask(command)
