"""Policies: one event, one effect, however often it comes; refused, waiting and failing ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from pymongo.errors import ServerSelectionTimeoutError
from structlog.testing import capture_logs

from shared import mending
from shared.calendar import utc_now
from shared.consumer import Consumer
from shared.errors import Refused, Unavailable
from shared.policies import NotYet, Policy, PolicySink, derived_id
from shared.recorded import IdempotencyKey, Origin, RecordedEvent, Request
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import CODEC, Event, NoteCounted, counted, request


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """Write the number down again, in a stream of its own."""

    stream: str
    event: NoteCounted


class TooBig(Refused):
    """A number past 100 is not echoed."""


def react(recorded: RecordedEvent[Event]) -> list[Echo]:
    """An echo for a number, none for an echo."""
    match recorded.event:
        case NoteCounted() if recorded.stream.startswith("note-"):
            echo_id = derived_id(recorded.event_id, "echo")
            return [Echo(stream=f"echo-{echo_id}", event=recorded.event)]
        case _:
            return []


class Handler:
    """Carries echoes out as a service's handler does; what it is told to raise, it raises first."""

    def __init__(self, notes: NotesService) -> None:
        self.store = notes.new_store()
        self.raises: dict[int, Exception] = {}
        self.requests: list[Request] = []

    def run(self, command: Echo, by: Request) -> object:
        self.requests.append(by)
        if error := self.raises.get(command.event.number):
            raise error
        if command.event.number > 100:
            raise TooBig
        return self.store.append(self.store.read(command.stream).head, [command.event], by=by)


@pytest.fixture
def handler(notes: NotesService) -> Handler:
    return Handler(notes)


def policy_of(handler: Handler) -> Policy:
    return Policy(name="echo", react=react, reads={"notes": CODEC}, run=handler.run)


def consumer_of(notes: NotesService, handler: Handler, **other: Any) -> Consumer:
    sink = PolicySink(replace(policy_of(handler), **other), service="notes")
    consumer = Consumer(notes.worker, notes.views(), notes.log_feed(), sink)
    notes.open.callback(consumer.close)
    return consumer


def drain(notes: NotesService, consumer: Consumer) -> None:
    notes.place_all()
    while consumer.step(wait_seconds=0):
        pass


def echoes(notes: NotesService) -> list[int]:
    commits = notes.main().commits.find({"stream": {"$regex": "^echo-"}}).sort("_id")
    events = [notes.store.read(commit["stream"]).events[0].event for commit in commits]
    return sorted(event.number for event in events if isinstance(event, NoteCounted))


def test_an_event_brings_about_its_command(
    notes: NotesService, pupil: UUID, handler: Handler
) -> None:
    cause = notes.store.read(new_stream()).head
    by = request(pupil)
    notes.store.append(cause, [counted(pupil, 1), counted(pupil, 2)], by=by)
    drain(notes, consumer_of(notes, handler))
    assert echoes(notes) == [1, 2]
    [first, second] = notes.store.read(cause.stream).events
    made = [
        notes.main().commits.find_one({"causation_id": one.event_id}) for one in (first, second)
    ]
    for commit, event in zip(made, (first, second), strict=True):
        assert commit is not None
        assert commit["stream"] == f"echo-{derived_id(event.event_id, 'echo')}"
        assert (commit["origin"], commit["actor"]["role"]) == ("policy", "policy")
        assert commit["correlation_id"] == by.correlation_id
        assert (commit["school_id"], commit["partition_key"]) == (by.school_id, str(pupil))


def test_an_event_that_comes_again_has_no_second_effect(
    notes: NotesService, pupil: UUID, handler: Handler
) -> None:
    notes.append(new_stream(), counted(pupil, 1))
    drain(notes, consumer_of(notes, handler))
    notes.views()["checkpoints"].delete_many({})
    drain(notes, consumer_of(notes, handler))
    assert len(handler.requests) == 2, "the event was to come twice"
    assert echoes(notes) == [1]


def test_a_command_that_a_rule_refuses_is_parked_with_the_rule(
    notes: NotesService, pupil: UUID, handler: Handler
) -> None:
    stream = new_stream()
    for number in (101, 1):
        notes.append(stream, counted(pupil, number))
    notes.append(new_stream(), counted(pupil, 2))
    consumer = consumer_of(notes, handler)
    drain(notes, consumer)
    assert echoes(notes) == [2]
    [parked] = consumer.parking.listed()
    assert (parked.stream, parked.reason, parked.waiting) == (stream, "TooBig", 2)


def test_a_mistake_in_its_own_code_parks_the_stream(
    notes: NotesService, pupil: UUID, handler: Handler
) -> None:
    handler.raises[1] = KeyError("a name that must not be told")
    notes.append(new_stream(), counted(pupil, 1))
    consumer = consumer_of(notes, handler)
    drain(notes, consumer)
    [parked] = consumer.parking.listed()
    assert parked.reason.startswith("KeyError in run:")


@pytest.mark.parametrize("error", [Unavailable("down"), ServerSelectionTimeoutError("down")])
def test_while_a_dependency_is_down_it_waits_and_loses_nothing(
    notes: NotesService, pupil: UUID, handler: Handler, error: Exception
) -> None:
    handler.raises[2] = error
    for number in (1, 2, 3):
        notes.append(new_stream(), counted(pupil, number))
    notes.place_all()
    consumer = consumer_of(notes, handler)
    for _ in range(2):
        with pytest.raises(type(error)):
            consumer.step(wait_seconds=0)
    handler.raises.clear()
    drain(notes, consumer)
    assert echoes(notes) == [1, 2, 3]
    assert consumer.parking.count() == 0


def test_what_has_not_come_yet_is_waited_for_without_holding_up_the_others(
    notes: NotesService, pupil: UUID, handler: Handler
) -> None:
    handler.raises[1] = NotYet("pupil-unknown")
    early = new_stream()
    for number in (1, 2):
        notes.append(early, counted(pupil, number))
    notes.append(new_stream(), counted(pupil, 3))
    consumer = consumer_of(notes, handler)
    drain(notes, consumer)
    assert echoes(notes) == [3]
    [parked] = consumer.parking.listed()
    assert (parked.stream, parked.reason, parked.waits) == (early, "pupil-unknown", True)
    assert mending.retry_waiting(notes.worker, consumer) == 0
    handler.raises.clear()
    assert mending.retry_waiting(notes.worker, consumer) == 1
    assert echoes(notes) == [1, 2, 3]
    assert consumer.parking.count() == 0


def waiting(notes: NotesService, pupil: UUID, handler: Handler, *numbers: int) -> Consumer:
    """A consumer with a stream for each number that waits, one after another."""
    consumer = consumer_of(notes, handler)
    for number in numbers:
        handler.raises[number] = NotYet("pupil-unknown")
        notes.append(new_stream(), counted(pupil, number))
        drain(notes, consumer)
    return consumer


def test_however_many_wait_each_is_tried_in_its_turn(
    notes: NotesService, pupil: UUID, handler: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.parking.MOST_AT_ONCE", 2)
    consumer = waiting(notes, pupil, handler, 1, 2, 3)
    del handler.raises[3]
    assert mending.retry_waiting(notes.worker, consumer) == 0
    assert mending.retry_waiting(notes.worker, consumer) == 1
    assert echoes(notes) == [3]


def test_the_alert_names_those_that_wait_longest_and_counts_all(
    notes: NotesService, pupil: UUID, handler: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.parking.MOST_AT_ONCE", 2)
    consumer = waiting(notes, pupil, handler, 1, 2, 3)
    with capture_logs() as logs:
        mending.retry_waiting(notes.worker, consumer)
    assert not [one for one in logs if one["event"] == "still_waiting"]
    streams = notes.views()["parked_streams"]
    long_ago = [one["_id"] for one in streams.find().sort("since", 1)]
    for days, name in zip((9, 7, 8), long_ago, strict=True):
        since = utc_now() - timedelta(days=days)
        streams.update_one({"_id": name}, {"$set": {"since": since}})
    for _ in range(2):
        with capture_logs() as logs:
            mending.retry_waiting(notes.worker, consumer)
        alerts = [one for one in logs if one["event"] == "still_waiting"]
        named = [f"{consumer.sink.name}|{one['stream']}" for one in alerts]
        assert named == [long_ago[0], long_ago[2]]
        assert {(one["reason"], one["in_all"]) for one in alerts} == {("pupil-unknown", 3)}


def test_what_waited_and_is_then_refused_is_for_people_to_look_at(
    notes: NotesService, pupil: UUID, handler: Handler
) -> None:
    handler.raises[101] = NotYet("pupil-unknown")
    notes.append(new_stream(), counted(pupil, 101))
    consumer = consumer_of(notes, handler)
    drain(notes, consumer)
    handler.raises.clear()
    assert mending.retry_waiting(notes.worker, consumer) == 0
    [parked] = consumer.parking.listed()
    assert (parked.reason, parked.waits) == ("TooBig", False)
    assert consumer.parking.waiting() == []


def imported(notes: NotesService, pupil: UUID) -> None:
    by = replace(request(pupil), origin=Origin.IMPORT)
    notes.store.append(notes.store.read(new_stream()).head, [counted(pupil, 1)], by=by)


def test_what_an_import_brought_in_is_passed_over_unless_the_policy_wants_it(
    notes: NotesService, pupil: UUID, handler: Handler
) -> None:
    imported(notes, pupil)
    drain(notes, consumer_of(notes, handler))
    assert echoes(notes) == []
    notes.views()["checkpoints"].delete_many({})
    drain(notes, consumer_of(notes, handler, imports=True))
    assert echoes(notes) == [1]


def test_several_commands_of_one_event_each_have_a_key(
    notes: NotesService, pupil: UUID, handler: Handler
) -> None:
    def twice(recorded: RecordedEvent[Event]) -> Sequence[Echo]:
        return [
            replace(one, stream=f"echo-{derived_id(recorded.event_id, 'echo', part)}")
            for one in react(recorded)
            for part in ("first", "second")
        ]

    stream = new_stream()
    notes.append(stream, counted(pupil, 7))
    drain(notes, consumer_of(notes, handler, react=twice))
    assert echoes(notes) == [7, 7]
    event_id = notes.store.read(stream).events[0].event_id
    for number in (0, 1):
        key = IdempotencyKey(subject="policy:echo", key=f"{event_id}/{number}", fingerprint=b"")
        assert notes.store.request(key) is not None


def test_pupils_are_served_side_by_side_and_each_in_order(
    notes: NotesService, handler: Handler
) -> None:
    streams = {uuid4(): new_stream() for _ in range(2)}
    for number in (1, 2, 3):
        for pupil, stream in streams.items():
            notes.append(stream, counted(pupil, number))
    together = Barrier(2)
    done: dict[str | None, list[int]] = {str(pupil): [] for pupil in streams}

    def run(command: Echo, by: Request) -> object:
        together.wait(10)  # both pupils' commands are under way, or the barrier breaks
        done[by.partition_key].append(command.event.number)
        return handler.run(command, by)

    drain(notes, consumer_of(notes, handler, run=run))
    assert list(done.values()) == [[1, 2, 3], [1, 2, 3]]
    assert echoes(notes) == [1, 1, 2, 2, 3, 3]
