"""What the sequencer promises: no gap, each stream in order, each commit once, whatever happens."""

import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any
from uuid import UUID

import pytest

from deploy.local.waiting import wait_until
from shared.errors import RaceLost
from shared.sequencer import LogCutOff, Sequencer
from shared.verify import verify
from tests.shared.dying_sequencer import POINTS_OF_A_BATCH, POINTS_OF_A_SCAN
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import counted, request

WRITERS = 6
APPENDS_EACH = 40
CHILD_SECONDS = 30


def check_placed(notes: NotesService) -> None:
    """Every commit has one position, without a gap, and each stream is in its order."""
    rows = notes.placed()
    assert [row["_id"] for row in rows] == list(range(1, len(rows) + 1))
    assert sorted(row["commit"] for row in rows) == sorted(notes.main().commits.distinct("_id"))
    by_stream: dict[str, list[str]] = {}
    for row in rows:
        by_stream.setdefault(row["commit"].partition("@")[0], []).append(row["commit"])
    assert all(commits == sorted(commits) for commits in by_stream.values())
    assert verify(notes.main(), notes.views(), anchor=None, unplaced_after_seconds=-60) == []


def write_much(notes: NotesService, pupil: UUID, seed: int, streams: list[str]) -> None:
    random, store = Random(seed), notes.new_store()
    done = 0
    while done < APPENDS_EACH:
        head = store.read(random.choice(streams)).head
        try:
            store.append(head, [counted(pupil)] * random.randint(1, 3), by=request(pupil))
            done += 1
        except RaceLost:
            continue


@pytest.mark.parametrize("sequencers", [1, 2])
def test_what_racing_writers_append_is_placed_once_and_in_order(
    notes: NotesService, pupil: UUID, sequencers: int
) -> None:
    streams = [new_stream() for _ in range(4)]
    done = threading.Event()

    def place(sequencer: Sequencer) -> None:
        while not done.is_set():
            sequencer.step(wait_seconds=0.02)
        sequencer.close()

    running = [notes.sequencer() for _ in range(sequencers)]
    with ThreadPoolExecutor(WRITERS + sequencers) as pool:
        placing = [pool.submit(place, one) for one in running]
        try:
            for future in [
                pool.submit(write_much, notes, pupil, seed, streams) for seed in range(WRITERS)
            ]:
                future.result(30)
            wait_until(
                lambda: notes.main().log.count_documents({}) == WRITERS * APPENDS_EACH,
                "every commit to be placed",
                within_seconds=20,
            )
        finally:
            done.set()
        for one in placing:
            one.result(10)
    check_placed(notes)


def die_at(notes: NotesService, point: str) -> None:
    """Run a sequencer in a process of its own that kills itself at a point of its work."""
    uri = notes.logins["worker"].uri(notes.mongod.uri, notes.trust)
    names = (notes.main().name, notes.views().name)
    child = subprocess.run(
        [sys.executable, "-m", "tests.shared.dying_sequencer", point, uri, *names],
        timeout=CHILD_SECONDS,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL


def test_it_may_be_killed_anywhere(notes: NotesService, pupil: UUID, quickly_freed: None) -> None:
    streams = [new_stream() for _ in range(3)]

    def append_some() -> None:
        for stream in streams * 4:
            notes.append(stream, counted(pupil))

    append_some()
    for point in POINTS_OF_A_SCAN:
        die_at(notes, point)
        append_some()
    notes.place_all()
    for point in POINTS_OF_A_BATCH:
        append_some()
        die_at(notes, point)
    notes.place_all()
    check_placed(notes)


OUT_OF_USE: dict[str, dict[str, Any]] = {
    "of another server": {"token": {"_data": "82" + "0" * 60}},
    "not a token": {"token": {"_data": "nonsense"}},
}


@pytest.mark.parametrize("kind", OUT_OF_USE)
def test_without_a_usable_token_it_finds_what_has_no_position(
    notes: NotesService, pupil: UUID, kind: str
) -> None:
    stream, other = new_stream(), new_stream()
    for one in (stream, other):
        notes.append(one, counted(pupil))
    notes.place_all()
    for one in (other, stream, other, stream):
        notes.append(one, counted(pupil))
    states = notes.views().publishing
    states.update_one({"_id": "sequencer"}, {"$unset": {"token": 1, "since": 1}})
    states.update_one({"_id": "sequencer"}, {"$set": OUT_OF_USE[kind]})
    notes.place_all()
    notes.append(new_stream(), counted(pupil))  # it follows again
    notes.place_all()
    check_placed(notes)


def test_a_lost_state_is_made_again_from_the_log(notes: NotesService, pupil: UUID) -> None:
    for _ in range(3):
        notes.append(new_stream(), counted(pupil))
    notes.place_all()
    notes.views().publishing.delete_one({"_id": "sequencer"})
    notes.append(new_stream(), counted(pupil))
    notes.place_all()
    check_placed(notes)
    assert len(notes.placed()) == 4


def test_it_refuses_to_go_on_from_a_log_that_was_cut_off(notes: NotesService, pupil: UUID) -> None:
    for _ in range(3):
        notes.append(new_stream(), counted(pupil))
    notes.place_all()
    main = notes.main(notes.root)
    last = main.log.find_one_and_delete({"_id": 3}) or {}
    notes.append(new_stream(), counted(pupil))
    with pytest.raises(LogCutOff):
        notes.sequencer().step(wait_seconds=1)
    main.log.insert_one(last | {"chain": bytes(32)})
    with pytest.raises(LogCutOff):
        notes.sequencer().step(wait_seconds=1)
    main.log.replace_one({"_id": 3}, last)
    notes.place_all()
    check_placed(notes)


def test_an_idle_sequencer_keeps_its_token_fresh(notes: NotesService, pupil: UUID) -> None:
    notes.append(new_stream(), counted(pupil))
    notes.place_all()
    sequencer, states = notes.sequencer(), notes.views().publishing

    def token() -> object:
        state: dict[str, Any] = states.find_one({"_id": "sequencer"}) or {}
        return state.get("token")

    before = token()
    notes.views().unrelated.insert_one({})
    wait_until(
        lambda: sequencer.step(wait_seconds=0.05) == 0 and token() != before,
        "a newer token without a commit",
        within_seconds=20,
    )
