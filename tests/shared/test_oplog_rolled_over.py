"""A sequencer that the oplog has left behind, on a mongod whose oplog truly rolls over."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import structlog
from pymongo import DESCENDING
from pymongo.errors import OperationFailure
from pymongo.write_concern import WriteConcern

from deploy.local.keeper import Keeper
from deploy.local.mongod import start_mongod
from deploy.local.ports import free_port
from deploy.local.waiting import wait_until
from tests.servers import new_trust_code
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import counted
from tests.shared.test_sequencer import check_placed

HISTORY_LOST = 286
POSITION_LOST = 136
SECONDS = 60
BATCH = [os.urandom(1_000_000) for _ in range(8)]


@pytest.fixture(scope="module")
def notes_of_the_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NotesService]:
    keeper, home = Keeper(), tmp_path_factory.mktemp("small")
    try:
        yield from service_on(home, keeper)
    finally:
        keeper.close()


def service_on(home: Path, keeper: Keeper) -> Iterator[NotesService]:
    small = start_mongod(
        home, port=free_port(), keeper=keeper, oplog_megabytes=1, checkpoint_seconds=1
    )
    service = NotesService(small, None, new_trust_code())
    yield service
    service.close()


@pytest.fixture
def notes(notes_of_the_module: NotesService) -> Iterator[NotesService]:
    yield notes_of_the_module
    notes_of_the_module.empty()


def roll_over(notes: NotesService) -> None:
    """Write until the oplog holds nothing of what it held at the beginning."""
    oplog = notes.root["local"]["oplog.rs"]
    [last] = oplog.find().sort("$natural", DESCENDING).limit(1)
    filler = notes.root["filler"].get_collection("filler", write_concern=WriteConcern(w=1, j=False))

    def gone() -> bool:
        filler.insert_many([{"bytes": one} for one in BATCH])
        [first] = oplog.find().limit(1)
        return bool(first["ts"] > last["ts"])

    wait_until(gone, "the oplog to roll over", within_seconds=SECONDS, every=0)
    notes.root.drop_database("filler")


def append_some(notes: NotesService, pupil: UUID, streams: list[str]) -> None:
    for stream in (*streams, *reversed(streams)):
        notes.append(stream, counted(pupil))


def unusable(told: list[Any]) -> list[int]:
    return [one["code"] for one in told if one["event"] == "sequencer_token_unusable"]


def test_a_sequencer_that_was_down_for_longer_than_the_oplog_lasts_finds_every_commit(
    notes: NotesService, pupil: UUID
) -> None:
    streams = [new_stream() for _ in range(3)]
    append_some(notes, pupil, streams)
    notes.place_all()
    append_some(notes, pupil, streams)
    roll_over(notes)
    state = notes.views()["publishing"].find_one({"_id": "sequencer"}) or {}
    with pytest.raises(OperationFailure) as lost:
        notes.main()["commits"].watch(start_after=state["token"])
    assert lost.value.code == HISTORY_LOST
    append_some(notes, pupil, streams)
    with structlog.testing.capture_logs() as told:
        notes.place_all()
    assert unusable(told) == [HISTORY_LOST]
    append_some(notes, pupil, streams)  # it follows again
    notes.place_all()
    check_placed(notes)
    assert len(notes.placed()) == 24


def test_a_sequencer_that_the_oplog_overtakes_while_it_follows_finds_every_commit(
    notes: NotesService, pupil: UUID
) -> None:
    streams = [new_stream() for _ in range(3)]
    append_some(notes, pupil, streams)
    notes.place_all()
    sequencer = notes.sequencer()
    while sequencer.step(wait_seconds=0.05):
        pass  # its change stream is open, and at its end
    append_some(notes, pupil, streams)
    roll_over(notes)
    with structlog.testing.capture_logs() as told:
        wait_until(
            lambda: sequencer.step(wait_seconds=0.05) >= 0 and len(notes.placed()) == 12,
            "every commit to be placed",
            within_seconds=SECONDS,
        )
    assert unusable(told)[0] in (POSITION_LOST, HISTORY_LOST)
    append_some(notes, pupil, streams)
    notes.place_all()
    check_placed(notes)
