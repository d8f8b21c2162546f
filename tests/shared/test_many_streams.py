"""Many streams at once: each commit is what `append` would have made of it, or nothing."""

from uuid import UUID, uuid4

import pytest

from shared.errors import RaceLost
from shared.eventstore import Append, DuplicateRequest, ForgedHead
from shared.sealing import RecordErased
from tests.shared.kit import NotesService
from tests.shared.notes import SAID, Event, counted, key, request, taken


def streams(count: int) -> list[str]:
    return [f"note-{uuid4()}" for _ in range(count)]


def appends(
    notes: NotesService, names: list[str], *events: Event, pupil: UUID
) -> list[Append[Event]]:
    return [
        Append(head=read.head, events=events, by=request(pupil))
        for read in notes.store.read_many(names)
    ]


def versions(notes: NotesService, names: list[str]) -> list[int]:
    return [notes.store.read(name).head.version for name in names]


def test_many_commits_are_what_append_would_have_made(notes: NotesService, pupil: UUID) -> None:
    names = streams(30)
    heads = notes.store.append_many(
        appends(notes, names, taken(pupil), counted(pupil), pupil=pupil)
    )
    assert [notes.store.read(name).head for name in names] == heads
    assert SAID.encode() not in notes.everything_stored()
    again = [
        notes.store.append(head, [counted(pupil)], by=request(pupil))
        for head in heads
        if not isinstance(head, Exception)
    ]
    assert [head.version for head in again] == [3] * 30


def test_reading_many_is_reading_each(notes: NotesService, pupil: UUID) -> None:
    names = streams(4)
    for name in names[:3]:
        head = notes.store.append(notes.store.read(name).head, [taken(pupil)], by=request(pupil))
        notes.store.append(head, [counted(pupil)], by=request(pupil))
    assert notes.store.read_many(names) == [notes.store.read(name) for name in names]
    assert notes.store.read_many([]) == []


def test_who_has_lost_a_race_says_so_and_the_others_are_there(
    notes: NotesService, pupil: UUID
) -> None:
    names = streams(5)
    late = appends(notes, names, counted(pupil), pupil=pupil)
    notes.store.append(
        notes.store.read(names[2]).head, [taken(pupil), counted(pupil)], by=request(pupil)
    )
    done = notes.store.append_many(late)
    assert [isinstance(one, RaceLost) for one in done] == [False, False, True, False, False]
    assert versions(notes, names) == [1, 1, 2, 1, 1]


def test_a_key_that_appended_before_says_so_for_its_stream_alone(
    notes: NotesService, pupil: UUID
) -> None:
    names = streams(3)
    asked = request(pupil, key=key("once"))
    notes.append(f"note-{uuid4()}", counted(pupil))
    notes.store.append(notes.store.read(streams(1)[0]).head, [counted(pupil)], by=asked)
    heads = [read.head for read in notes.store.read_many(names)]
    told = [request(pupil), asked, request(pupil)]
    done = notes.store.append_many(
        [
            Append(head=head, events=[counted(pupil)], by=by)
            for head, by in zip(heads, told, strict=True)
        ]
    )
    assert [isinstance(one, DuplicateRequest) for one in done] == [False, True, False]
    assert versions(notes, names) == [1, 0, 1]


def test_the_same_insert_that_comes_twice_is_ours(notes: NotesService, pupil: UUID) -> None:
    names = streams(2)
    sent = appends(notes, names, counted(pupil), pupil=pupil)
    first = notes.store.append_many(sent)
    assert notes.store.append_many(sent) == first
    assert versions(notes, names) == [1, 1]


def test_no_events_are_no_commit(notes: NotesService, pupil: UUID) -> None:
    names = streams(2)
    sent = appends(notes, names, pupil=pupil)
    assert notes.store.append_many(sent) == [one.head for one in sent]
    assert notes.store.append_many([]) == []
    assert versions(notes, names) == [0, 0]


def test_a_forged_head_or_an_erased_person_stops_it_before_anything_is_written(
    notes: NotesService, pupil: UUID
) -> None:
    names = streams(2)
    good, other = appends(notes, names, taken(pupil), pupil=pupil)
    elsewhere = notes.new_store().read(names[1]).head
    with pytest.raises(ForgedHead):
        notes.store.append_many([good, Append(head=elsewhere, events=[counted(pupil)], by=good.by)])
    erased = uuid4()
    notes.keys.create([erased])
    notes.keys.destroy(erased)
    with pytest.raises(RecordErased):
        notes.store.append_many([good, Append(head=other.head, events=[taken(erased)], by=good.by)])
    assert versions(notes, names) == [0, 0]


def test_the_streams_of_a_pupil_are_found_by_their_first_commits_the_oldest_first(
    notes: NotesService, pupil: UUID
) -> None:
    names = streams(3)
    for name in (*names, *names):
        notes.append(name, counted(pupil))
    notes.append(f"letter-{uuid4()}", counted(pupil))
    other = uuid4()
    notes.keys.create([other])
    notes.append(streams(1)[0], counted(other))
    assert notes.store.streams_in(str(pupil), "note") == names
    assert notes.store.streams_in(str(uuid4()), "note") == []
