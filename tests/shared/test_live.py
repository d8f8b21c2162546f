"""A live view's document by one question: never of another generation than the live one."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.errors import Unavailable
from shared.live import live_document
from shared.recorded import RecordedEvent
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import TOTALS, Event, counted, fold


def fold_tenfold(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> Any:
    after = fold(pupil, recorded)
    return after and after | {"tenfold": after["total"] * 10}


TENFOLD = replace(TOTALS, fold=fold_tenfold)


def shown(notes: NotesService, pupil: UUID) -> Any:
    return live_document(notes.views(notes.api), TOTALS.name, pupil)


def test_it_is_unavailable_until_the_view_was_built(notes: NotesService, pupil: UUID) -> None:
    with pytest.raises(Unavailable):
        shown(notes, pupil)


def test_who_is_not_in_the_view_is_none(notes: NotesService, pupil: UUID) -> None:
    notes.append(new_stream(), counted(pupil, 3))
    notes.place_all()
    notes.generations().build(notes.log_feed())
    assert shown(notes, pupil)["total"] == 3
    assert shown(notes, uuid4()) is None


def test_it_follows_the_pointer_there_and_back(notes: NotesService, pupil: UUID) -> None:
    notes.append(new_stream(), counted(pupil, 3))
    notes.place_all()
    generations = notes.generations(TENFOLD)
    notes.generations().build(notes.log_feed())
    assert "tenfold" not in shown(notes, pupil)
    generations.build(notes.log_feed())
    assert "tenfold" not in shown(notes, pupil)
    generations.promote(2)
    assert shown(notes, pupil)["tenfold"] == 30
    generations.promote(1)
    assert "tenfold" not in shown(notes, pupil)


def test_it_finds_its_document_after_the_old_generation_was_dropped(
    notes: NotesService, pupil: UUID
) -> None:
    notes.append(new_stream(), counted(pupil, 3))
    notes.place_all()
    generations = notes.generations()
    generations.build(notes.log_feed())
    assert shown(notes, pupil)["total"] == 3
    generations.build(notes.log_feed())
    generations.promote(2)
    generations.drop(1)
    assert shown(notes, pupil)["total"] == 3
