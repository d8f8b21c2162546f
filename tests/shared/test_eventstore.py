"""What the event store promises, on a real MongoDB."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from pymongo.errors import OperationFailure

from shared.commits import MOST_EVENTS
from shared.errors import NotFound, RaceLost, Stale
from shared.eventstore import DuplicateRequest, ForgedHead
from shared.recorded import CLOCK, Origin, RecordedEvent
from shared.verify import verify
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import NoteCounted, counted, key, request, taken

WRITERS = 8
STREAMS = 3
APPENDS_EACH = 30


def test_racing_writers_leave_no_gap_and_no_overlap(notes: NotesService, pupil: UUID) -> None:
    streams = [new_stream() for _ in range(STREAMS)]
    started = threading.Barrier(WRITERS)

    def write(writer: int) -> int:
        random = Random(writer)
        store = notes.new_store()
        done = lost = 0
        started.wait(10)
        while done < APPENDS_EACH:
            read = store.read(random.choice(streams))
            events = [counted(pupil, writer) for _ in range(random.randint(1, 5))]
            try:
                store.append(read.head, events, by=request(pupil))
                done += 1
            except RaceLost:
                lost += 1
        return lost

    with ThreadPoolExecutor(WRITERS) as pool:
        lost = sum(pool.map(write, range(WRITERS)))

    assert lost > 0, "the writers never met: this shows nothing"
    commits = list(notes.main().commits.find())
    assert len(commits) == WRITERS * APPENDS_EACH
    for stream in streams:
        versions = [event.version for event in notes.store.read(stream).events]
        assert versions == list(range(1, len(versions) + 1))
    notes.place_all()
    assert verify(notes.main(), notes.views(), anchor=None) == []


@pytest.mark.parametrize(
    ("made_up", "version"), [("inside a commit", 2), ("past the end", 7), ("the beginning", 0)]
)
def test_a_version_that_no_read_returned_is_refused(
    notes: NotesService, pupil: UUID, made_up: str, version: int
) -> None:
    stream = new_stream()
    head = notes.append(stream, *[counted(pupil)] * 3)
    with pytest.raises(ForgedHead):
        notes.store.append(replace(head, version=version), [counted(pupil)], by=request())
    assert notes.main().commits.count_documents({"stream": stream}) == 1


def test_a_head_with_another_stream_hash_or_partition_key_is_refused(
    notes: NotesService, pupil: UUID
) -> None:
    head = notes.append(new_stream(), counted(pupil))
    forged = [
        replace(head, stream=new_stream()),
        replace(head, hash=bytes(32)),
        replace(head, partition_key="another"),
        replace(head, recorded_at=datetime(2020, 1, 1, tzinfo=UTC)),
        replace(head, proof=b""),
    ]
    for one in forged:
        with pytest.raises(ForgedHead):
            notes.store.append(one, [counted(pupil)], by=request())


def test_an_append_to_a_stream_that_has_moved_on_is_refused(
    notes: NotesService, pupil: UUID
) -> None:
    stream = new_stream()
    seen = notes.store.read(stream).head
    notes.append(stream, counted(pupil, 1))
    with pytest.raises(RaceLost):
        notes.store.append(seen, [counted(pupil, 2)], by=request())
    assert [numbered(event) for event in notes.store.read(stream).events] == [1]


def numbered(recorded: RecordedEvent[Any]) -> int:
    assert isinstance(recorded.event, NoteCounted)
    return recorded.event.number


def test_no_events_make_no_commit(notes: NotesService, pupil: UUID) -> None:
    head = notes.store.read(new_stream()).head
    assert notes.store.append(head, [], by=request(key=key("k"))) == head
    assert notes.main().commits.count_documents({}) == 0
    assert notes.store.request(key("k")) is None


def test_a_commit_too_large_is_refused_before_it_is_written(
    notes: NotesService, pupil: UUID
) -> None:
    head = notes.store.read(new_stream()).head
    with pytest.raises(ValueError, match="100 events and 1 MB"):
        notes.store.append(head, [counted(pupil)] * (MOST_EVENTS + 1), by=request())
    with pytest.raises(ValueError, match="100 events and 1 MB"):
        notes.store.append(head, [taken(pupil, "a" * 1_000_000)], by=request())
    assert notes.main().commits.count_documents({}) == 0


def test_the_same_key_appends_once(notes: NotesService, pupil: UUID) -> None:
    stream = new_stream()
    first = notes.store.append(
        notes.store.read(stream).head, [counted(pupil)], by=request(pupil, key=key("k"))
    )
    with pytest.raises(DuplicateRequest):
        notes.store.append(first, [counted(pupil)], by=request(pupil, key=key("k")))
    earlier = notes.store.request(key("k"))
    assert earlier is not None
    assert (earlier.stream, earlier.version, earlier.fingerprint) == (stream, 1, b"body")


def test_an_insert_that_the_driver_sends_twice_is_our_own(notes: NotesService, pupil: UUID) -> None:
    by, stream = request(pupil), new_stream()
    head = notes.store.read(stream).head
    first = notes.store.append(head, [counted(pupil)], by=by)
    assert notes.store.append(head, [counted(pupil)], by=by) == first
    assert notes.main().commits.count_documents({"stream": stream}) == 1


def test_recorded_instants_are_utc_milliseconds_and_never_go_back(
    notes: NotesService, pupil: UUID
) -> None:
    stream = new_stream()
    summer = timezone(timedelta(hours=1))
    late = datetime(2026, 6, 1, 12, 0, 0, 123456, tzinfo=summer)
    head = notes.store.append(
        notes.store.read(stream).head, [counted(pupil)], by=request(pupil, at=late)
    )
    notes.store.append(head, [counted(pupil)], by=request(at=late - timedelta(days=1)))
    recorded = [event.recorded_at for event in notes.store.read(stream).events]
    assert recorded == [datetime(2026, 6, 1, 11, 0, 0, 123000, tzinfo=UTC)] * 2
    notes.place_all()
    assert verify(notes.main(), notes.views(), anchor=None) == []


def test_an_instant_without_a_zone_is_refused(notes: NotesService, pupil: UUID) -> None:
    naive = datetime(2026, 6, 1, 12)  # noqa: DTZ001
    with pytest.raises(ValueError, match="aware"):
        notes.store.append(
            notes.store.read(new_stream()).head, [counted(pupil)], by=request(at=naive)
        )


@pytest.mark.parametrize("name", ["note", "note-1@0", "note-1|2", "note-1/2", "-1", "note-\n", ""])
def test_a_name_that_would_break_the_ids_made_of_it_is_no_stream(
    notes: NotesService, name: str
) -> None:
    with pytest.raises(ValueError, match="is no stream"):
        notes.store.read(name)
    with pytest.raises(ValueError, match="is no stream"):
        notes.store.read_many([name])


def test_what_the_clock_alone_noted_makes_nothing_stale(notes: NotesService, pupil: UUID) -> None:
    stream, somebody = new_stream(), request(pupil)
    clock = replace(somebody, actor=CLOCK, origin=Origin.CLOCK)
    head = notes.append(stream, counted(pupil), counted(pupil))
    head = notes.store.append(head, [counted(pupil), counted(pupil)], by=clock)
    read = notes.store.read(stream)
    read.check_seen(None)
    read.check_seen(2)
    read.check_seen(4)
    for seen in (0, 1, 5):
        with pytest.raises(Stale) as stale:
            read.check_seen(seen)
        assert (stale.value.seen, stale.value.current) == (seen, 4)
    notes.store.append(head, [counted(pupil)], by=somebody)
    for seen in (2, 4):
        with pytest.raises(Stale):
            notes.store.read(stream).check_seen(seen)


def test_the_partition_key_is_fixed_by_the_first_commit(notes: NotesService, pupil: UUID) -> None:
    stream = new_stream()
    head = notes.append(stream, counted(pupil))
    other = notes.store.append(head, [counted(pupil)], by=request(uuid4()))
    assert (head.partition_key, other.partition_key) == (str(pupil), str(pupil))


def test_a_text_about_a_stranger_is_not_appended(notes: NotesService, pupil: UUID) -> None:
    with pytest.raises(NotFound):
        notes.append(new_stream(), counted(pupil), taken(uuid4()))
    assert notes.main().commits.count_documents({}) == 0


FORBIDDEN: dict[str, Callable[[Any, Any], object]] = {
    "update a commit": lambda main, _: main.commits.update_one({}, {"$set": {"origin": "import"}}),
    "replace a commit": lambda main, _: main.commits.replace_one({}, {"a": 1}),
    "delete a commit": lambda main, _: main.commits.delete_one({}),
    "drop the commits": lambda main, _: main.command("drop", "commits"),
    "drop the database": lambda main, _: main.command("dropDatabase"),
    "rename the commits": lambda main, _: main.client.admin.command(
        {"renameCollection": f"{main.name}.commits", "to": f"{main.name}.old"}
    ),
    "merge over the commits": lambda main, _: list(
        main.commits.aggregate([{"$merge": {"into": "commits", "whenMatched": "replace"}}])
    ),
    "write out over the commits": lambda main, _: list(main.commits.aggregate([{"$out": "log"}])),
    "change a row of the log": lambda main, _: main.log.update_one({}, {"$set": {"commit": "x"}}),
    "delete a row of the log": lambda main, _: main.log.delete_one({}),
    "write another collection": lambda main, _: main.other.insert_one({}),
    "read another trust's": lambda main, _: main.client["other_notes"].commits.find_one({}),
    "hide a commit behind a validator": lambda main, _: main.command(
        "collMod", "commits", validator={"a": 1}
    ),
    "drop an index": lambda main, _: main.command("dropIndexes", "commits", index="request"),
}
ONLY_THE_WORKER: dict[str, Callable[[Any, Any], object]] = {
    "write the log": lambda main, _: main.log.insert_one({"_id": 9, "commit": "x"}),
    "write a view": lambda _, views: views.totals_1.insert_one({}),
    "move a checkpoint": lambda _, views: views.checkpoints.delete_many({}),
    "answer an order": lambda _, views: views.parked_commands.update_many({}, {"$set": {"a": 1}}),
}


@pytest.mark.parametrize("capacity", ["api", "worker"])
def test_nobody_may_change_what_happened(notes: NotesService, pupil: UUID, capacity: str) -> None:
    notes.append(new_stream(), counted(pupil))
    notes.place_all()
    client = notes.client(capacity)
    refused = FORBIDDEN | (ONLY_THE_WORKER if capacity == "api" else {})
    for what, attempt in refused.items():
        with pytest.raises(OperationFailure) as raised:
            attempt(notes.main(client), notes.views(client))
        assert raised.value.code == 13, f"{capacity} may {what}: {raised.value}"
    assert verify(notes.main(), notes.views(), anchor=None) == []


def test_the_api_may_ask_for_a_parked_stream(notes: NotesService) -> None:
    notes.views(notes.api).parked_commands.insert_one({"_id": uuid4()})
