"""A past taken over: read from a file, carried out once, in silence, whatever interrupts it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.errors import Refused
from shared.history.playing import Aggregate, Player
from shared.history.stories import BadStory, Story, read_stories
from shared.personal import Audience, Typed
from shared.recorded import Origin
from shared.sealing import Sealer
from tests.shared.kit import NotesService
from tests.shared.notes import SAID, SCHOOL, TEACHER, Event, NoteCounted, NoteTaken, counted

TODAY = date(2026, 11, 22)
THEN = date(2025, 12, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNote:
    """Write something down."""

    pupil_id: UUID
    by: UUID
    today: date
    said: Typed
    weight: Decimal | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Add a number that was not added before."""

    pupil_id: UUID
    number: int = 1


class NoSuchNumber(Refused):
    """A number below zero cannot be added to the notes."""


Counted = frozenset[int]


def evolve(known: Counted, event: Event) -> Counted:
    return known | {event.number if isinstance(event, NoteCounted) else 0}


def decide(known: Counted, command: TakeNote | Count) -> Sequence[Event]:
    number = 0 if isinstance(command, TakeNote) else command.number
    if number < 0:
        raise NoSuchNumber
    if number in known:
        return []
    if isinstance(command, Count):
        return [counted(command.pupil_id, number)]
    return [
        NoteTaken(pupil_id=command.pupil_id, said=command.said, effective_on=command.effective_on)
    ]


NOTES = Aggregate(
    new=frozenset(),
    evolve=evolve,
    decide=decide,
    stream=lambda command: f"note-{command.pupil_id}",
)


def line(pupil_id: UUID, *commands: dict[str, Any]) -> str:
    told = [{"pupil_id": str(pupil_id), **one} for one in commands]
    return json.dumps({"pupil_id": str(pupil_id), "school_id": str(SCHOOL), "commands": told})


def note(**more: Any) -> dict[str, Any]:
    said = {"audience": "staff", "text": SAID}
    return {
        "do": "take-note",
        "by": str(TEACHER),
        "said": said,
        "effective_on": THEN.isoformat(),
        **more,
    }


def number(value: int) -> dict[str, Any]:
    return {"do": "count", "number": value}


def stories(tmp_path: Path, *lines: str) -> list[Story[Any]]:
    file = tmp_path / "past.jsonl"
    file.write_text("".join(f"{one}\n" for one in lines))
    return list(read_stories(file, [TakeNote, Count], today=TODAY, special={}))


def player(notes: NotesService) -> Player:
    return Player(notes.store, Sealer(notes.keys), lambda _: NOTES)


# The file


def test_a_line_is_a_streams_commands(tmp_path: Path) -> None:
    pupil_id = uuid4()
    [story] = stories(tmp_path, line(pupil_id, note(weight="2.50"), number(4)))
    assert (story.line, story.pupil_id, story.school_id) == (1, pupil_id, SCHOOL)
    assert story.commands == (
        TakeNote(
            pupil_id=pupil_id,
            by=TEACHER,
            today=TODAY,
            said=Typed(subject=pupil_id, audience=Audience.STAFF, text=SAID),
            weight=Decimal("2.50"),
            effective_on=THEN,
        ),
        Count(pupil_id=pupil_id, number=4),
    )


def test_what_may_be_nothing_may_be_left_out(tmp_path: Path) -> None:
    [story] = stories(tmp_path, line(uuid4(), note()))
    assert story.commands[0].weight is None


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (note(effective_on="yesterday"), "effective_on of take-note"),
        (note(said="a text alone"), "said of take-note"),
        (note(said={"audience": "the press", "text": SAID}), "said of take-note"),
        (note(said=None), "said of take-note"),
        (note(sad={}), "has no sad"),
        ({"do": "take-note", "by": str(TEACHER)}, "needs said, effective_on"),
        ({"do": "forget"}, "one of count, take-note"),
        (number(1) | {"pupil_id": str(uuid4())}, "pupil_id"),
    ],
)
def test_what_is_wrong_is_named_without_its_text(
    tmp_path: Path, wrong: dict[str, Any], named: str
) -> None:
    with pytest.raises(BadStory) as problem:
        stories(tmp_path, line(uuid4(), number(1)), line(uuid4(), number(1), wrong))
    assert "line 2, command 2" in str(problem.value)
    assert named in str(problem.value)
    assert SAID not in str(problem.value)


@pytest.mark.parametrize("wrong", ["", "{", "[]", '{"pupil_id": "x"}', '{"pupil_id": 7}', "null"])
def test_what_is_no_story_is_said_by_its_line(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(BadStory, match="line 1"):
        stories(tmp_path, wrong)


# Played


def test_each_command_is_a_commit_of_an_import_on_behalf_of_who_did_it(
    notes: NotesService, pupil: UUID, tmp_path: Path
) -> None:
    playing = player(notes)
    playing.play(stories(tmp_path, line(pupil, note(), number(4))))
    first, second = notes.store.read(f"note-{pupil}").events
    assert (playing.played.commits, playing.played.events) == (
        2,
        {"note-taken": 1, "note-counted": 1},
    )
    assert (first.version, second.version) == (1, 2)
    assert first.origin is second.origin is Origin.IMPORT
    assert (first.actor.role, first.actor.person_id) == ("import", None)
    assert (first.actor.on_behalf_of, second.actor.on_behalf_of) == (TEACHER, None)
    assert (first.effective_on, first.school_id) == (THEN, SCHOOL)
    assert first.recorded_at.date() > THEN
    commit = notes.main()["commits"].find_one({"stream": f"note-{pupil}"})
    assert commit is not None
    assert commit["partition_key"] == str(pupil)
    assert SAID.encode() not in repr(commit).encode()


def test_played_again_it_appends_nothing(notes: NotesService, pupil: UUID, tmp_path: Path) -> None:
    past = stories(tmp_path, line(pupil, note(), number(4), number(5)))
    player(notes).play(past)
    again = player(notes)
    again.play(past)
    assert (again.played.commits, again.played.unchanged) == (0, 3)
    assert notes.main()["commits"].count_documents({}) == 3


def test_what_was_broken_off_is_finished(notes: NotesService, pupil: UUID, tmp_path: Path) -> None:
    whole = line(pupil, note(), number(4), number(5))
    player(notes).play(stories(tmp_path, line(pupil, note(), number(4))))
    again = player(notes)
    again.play(stories(tmp_path, whole))
    assert (again.played.commits, again.played.unchanged) == (1, 2)


def test_a_refused_command_ends_its_line_and_the_others_go_on(
    notes: NotesService, pupil: UUID, tmp_path: Path
) -> None:
    other = uuid4()
    notes.keys.create([other])
    playing = player(notes)
    wrong = line(pupil, number(1), number(-1), number(2))
    playing.play(stories(tmp_path, wrong, line(other, number(1), number(2))))
    assert playing.played.refused == [f"note-{pupil}, command 2: NoSuchNumber"]
    assert len(notes.store.read(f"note-{pupil}").events) == 1
    assert len(notes.store.read(f"note-{other}").events) == 2


def test_a_pupil_who_was_erased_or_is_not_known_is_left_out(
    notes: NotesService, pupil: UUID, tmp_path: Path
) -> None:
    erased = uuid4()
    notes.keys.create([erased])
    notes.keys.destroy(erased)
    playing = player(notes)
    past = [line(one, note()) for one in (erased, uuid4(), pupil)]
    playing.play(stories(tmp_path, *past))
    assert (playing.played.absent, playing.played.commits) == (2, 1)


def test_a_stream_that_moves_on_meanwhile_is_read_again(
    notes: NotesService, pupil: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two who play the same past at once: each thing is there once."""
    past = stories(tmp_path, line(pupil, number(1), number(2)))
    playing, append_many = player(notes), notes.store.append_many
    other = Player(notes.new_store(), Sealer(notes.keys), lambda _: NOTES)

    def late(appends: Any) -> Any:
        monkeypatch.undo()
        other.play(past)  # between the reading and the appending
        return append_many(appends)

    monkeypatch.setattr(notes.store, "append_many", late)
    playing.play(past)
    assert (playing.played.commits, other.played.commits) == (0, 2)
    assert notes.main()["commits"].count_documents({}) == 2
