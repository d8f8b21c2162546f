"""Generations: rebuilt while reads and writes go on, promoted, rolled back, dropped."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from pymongo import IndexModel

from deploy.local.waiting import wait_until
from shared.errors import NotFound, Unavailable
from shared.feeds import LogFeed
from shared.generations import Generations, StillLive
from shared.loops import Health
from shared.parking import MOST_STREAMS, TooManyParked
from shared.promoting import MoreParked, NotCaughtUp, Superseded
from shared.recorded import RecordedEvent
from shared.republish import republish
from shared.views import GenerationDropped, View, live_collection
from tests.shared.keeping import kept
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import TOTALS, Event, counted, fold, request

INDEXED = replace(TOTALS, indexes=[IndexModel([("total", 1)], name="total")])


def fold_twice(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> Any:
    """The next version of the fold: it shows the double too."""
    after = fold(pupil, recorded)
    return after and after | {"double": after["total"] * 2}


DOUBLED = replace(TOTALS, fold=fold_twice)


def append(notes: NotesService, pupil: UUID, numbers: range, stream: str | None = None) -> None:
    stream = stream or new_stream()
    for number in numbers:
        notes.append(stream, counted(pupil, number))
    notes.place_all()


def drain(notes: NotesService, generation: int, view: View = TOTALS) -> None:
    consumer = notes.log_consumer(view, generation)
    while consumer.step(wait_seconds=0):
        pass


def total(notes: NotesService) -> int:
    return sum(one["total"] for one in live_collection(notes.views(), "totals").find())


def test_the_first_generation_is_live_once_it_is_built(notes: NotesService, pupil: UUID) -> None:
    append(notes, pupil, range(1, 5))
    generations = notes.generations(INDEXED)
    assert generations.asked()
    with pytest.raises(Unavailable):
        live_collection(notes.views(), "totals")
    assert generations.build(notes.log_feed()) == 1
    assert total(notes) == 10
    assert not generations.asked()
    assert "total" in live_collection(notes.views(notes.root), "totals").index_information()
    seen = list(notes.views()["totals_1_seen"].find())
    assert [one["version"] for one in seen] == [4]


def test_a_built_generation_is_fed_on_by_the_ordinary_consumer(
    notes: NotesService, pupil: UUID
) -> None:
    stream = new_stream()
    append(notes, pupil, range(1, 5), stream)
    notes.generations().build(notes.log_feed())
    append(notes, pupil, range(5, 7), stream)
    drain(notes, 1)
    assert total(notes) == 21


def test_a_build_from_a_topic_skips_duplicates(published: NotesService, pupil: UUID) -> None:
    for number in range(1, 6):
        published.append(new_stream(), counted(pupil, number))
    published.publish_all()
    republish(published.views())
    published.publish_all()
    generations = published.generations()
    generations.build(published.kafka_feed(None))
    assert published.total(pupil) == 15
    published.append(new_stream(), counted(pupil, 6))
    published.publish_all()
    consumer = published.kafka_consumer()
    published.run_until(consumer, lambda: published.total(pupil) == 21, "the next event")


def test_a_build_from_a_topic_that_is_not_there_is_empty(published: NotesService) -> None:
    assert published.generations().build(published.kafka_feed(None)) == 1
    assert live_collection(published.views(), "totals").count_documents({}) == 0


def test_a_build_is_the_same_as_the_ordinary_consumer(notes: NotesService) -> None:
    for _ in range(6):
        append(notes, uuid4(), range(1, 4))
    notes.make_view()
    drain(notes, 1)
    generations = notes.generations()
    generations.ask()
    assert generations.build(notes.log_feed()) == 2
    views = notes.views()
    for name in ("totals_{}", "totals_{}_seen"):
        assert list(views[name.format(1)].find().sort("_id")) == list(
            views[name.format(2)].find().sort("_id")
        )
    at = [
        {name: one[name] for name in ("offset", "position", "topic_id")}
        for one in views["checkpoints"].find()
    ]
    assert at[0] == at[1]


def test_what_cannot_be_folded_is_parked_in_the_new_generation_too(
    notes: NotesService, pupil: UUID
) -> None:
    bad = new_stream()
    append(notes, pupil, range(1, 3), bad)
    append(notes, pupil, range(-1, 2), bad)
    append(notes, uuid4(), range(3, 5))
    generations = notes.generations()
    generations.build(notes.log_feed())
    assert total(notes) == 10
    parking = notes.log_consumer().parking
    assert [(one.stream, one.waiting) for one in parking.listed()] == [(bad, 3)]
    append(notes, pupil, range(5, 6), bad)
    drain(notes, 1)
    assert [one.waiting for one in parking.listed()] == [4]


def test_a_fold_that_fails_everywhere_is_thrown_away(notes: NotesService, pupil: UUID) -> None:
    notes.make_view()
    for _ in range(MOST_STREAMS):
        notes.append(new_stream(), counted(pupil, -1))
    notes.place_all()
    generations = notes.generations()
    with pytest.raises(TooManyParked):
        generations.build(notes.log_feed())
    assert generations.listed() == {1: "live"}
    assert notes.views()["parked"].count_documents({}) == 0
    assert "totals_2" not in notes.views().list_collection_names()


def two_generations(notes: NotesService, pupil: UUID) -> Generations:
    """Generation 1 live and 2 fed, both with 1 + 2."""
    append(notes, pupil, range(1, 3))
    generations = notes.generations()
    generations.build(notes.log_feed())
    generations.build(notes.log_feed())
    assert generations.listed() == {1: "live", 2: "fed"}
    return generations


def test_one_that_is_behind_the_live_one_is_not_promoted(notes: NotesService, pupil: UUID) -> None:
    generations = two_generations(notes, pupil)
    append(notes, pupil, range(3, 4))
    drain(notes, 1)
    with pytest.raises(NotCaughtUp):
        generations.promote(2, within_seconds=0.2)
    assert generations.live() == 1
    drain(notes, 2)
    generations.promote(2)
    assert generations.listed() == {1: "fed", 2: "live"}


def test_back_to_the_old_one_is_the_same_way(notes: NotesService, pupil: UUID) -> None:
    generations = two_generations(notes, pupil)
    generations.promote(2)
    append(notes, pupil, range(3, 4))
    drain(notes, 2)
    with pytest.raises(NotCaughtUp):
        generations.promote(1, within_seconds=0)
    drain(notes, 1)
    generations.promote(1)
    assert generations.listed() == {1: "live", 2: "fed"}
    assert total(notes) == 6


def test_one_with_more_parked_than_the_live_one_needs_a_second_thought(
    notes: NotesService, pupil: UUID
) -> None:
    generations = two_generations(notes, pupil)
    append(notes, pupil, range(-1, 0))
    drain(notes, 2)
    with pytest.raises(MoreParked):
        generations.promote(2)
    generations.promote(2, despite_parked=True)
    assert generations.live() == 2


def test_only_what_is_fed_is_promoted(notes: NotesService, pupil: UUID) -> None:
    generations = two_generations(notes, pupil)
    with pytest.raises(NotFound):
        generations.promote(7)
    notes.views()["views"].update_one({"_id": "totals"}, {"$set": {"generations.3": "building"}})
    with pytest.raises(NotFound):
        generations.promote(3)


def test_a_dropped_generation_is_gone_and_its_consumer_stops(
    notes: NotesService, pupil: UUID
) -> None:
    generations = two_generations(notes, pupil)
    feeding = notes.log_consumer(TOTALS, 2)
    feeding.step(wait_seconds=0)
    generations.drop(2)
    append(notes, pupil, range(3, 4))
    assert feeding.step(wait_seconds=0) == 0, "its checkpoint is gone"
    for _ in range(2):
        with pytest.raises(GenerationDropped):
            feeding.step(wait_seconds=0)
    assert generations.listed() == {1: "live"}
    assert not [
        name for name in notes.views().list_collection_names() if name.startswith("totals_2")
    ]
    assert notes.views()["checkpoints"].count_documents({}) == 1
    with pytest.raises(NotFound):
        generations.drop(2)
    with pytest.raises(StillLive):
        generations.drop(1)


def test_numbers_are_never_used_again(notes: NotesService, pupil: UUID) -> None:
    generations = two_generations(notes, pupil)
    generations.drop(2)
    assert generations.build(notes.log_feed()) == 3


def test_a_build_that_was_cut_short_is_thrown_away_by_the_next(
    notes: NotesService, pupil: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(notes, pupil, range(1, 3))
    generations = notes.generations()
    with monkeypatch.context() as killed:
        killed.setattr(Generations, "_finish", stop_here)
        killed.setattr(Generations, "_throw_away", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            generations.build(notes.log_feed())
    assert generations.listed() == {1: "building"}
    assert generations.asked()
    assert generations.build(notes.log_feed()) == 2
    assert generations.listed() == {2: "live"}
    assert total(notes) == 3


def stop_here(*_: object) -> None:
    raise KeyboardInterrupt


def test_of_two_builds_at_once_the_later_one_counts(notes: NotesService, pupil: UUID) -> None:
    append(notes, pupil, range(1, 3))
    first = notes.generations()

    class Interrupted(LogFeed):
        """While the first build reads, another process builds all of it."""

        def ends(self) -> dict[str, int]:
            notes.generations().build(notes.log_feed())
            return super().ends()

    feed = Interrupted(notes.main(), service="notes", woken=lambda _: None)
    with pytest.raises(Superseded):
        first.build(feed)
    assert first.listed() == {2: "live"}
    assert total(notes) == 3


def test_a_view_is_rebuilt_and_rolled_back_while_reads_and_writes_go_on(
    notes: NotesService, pupil: UUID
) -> None:
    """Readers see every total that was once shown, and never a smaller one, nor a missing view."""
    health, stop = Health(), threading.Event()
    generations = notes.generations(TOTALS)
    written = shown = 0

    def write() -> None:
        nonlocal written
        stream, store = new_stream(), notes.new_store()
        while not stop.is_set():
            store.append(store.read(stream).head, [counted(pupil, 1)], by=request(pupil))
            written += 1

    def read() -> int:
        nonlocal shown
        reads = 0
        while not stop.is_set():
            now = total(notes)
            assert now >= shown, f"readers went back from {shown} to {now}"
            shown, reads = now, reads + 1
        return reads

    with kept(notes, TOTALS, health), ThreadPoolExecutor(2) as pool:
        try:
            wait_until(lambda: generations.live() == 1, "a first generation", within_seconds=20)
            writing, reading = pool.submit(write), pool.submit(read)
            wait_until(lambda: shown > 20, "some reads", within_seconds=20)
            for generation in (2, 3):
                generations.ask()
                wait_until(
                    lambda number=generation: generations.listed().get(number) == "fed",  # type: ignore[misc]
                    "the rebuild",
                    within_seconds=20,
                )
                generations.promote(generation)
            generations.promote(2)
            generations.promote(1)
            generations.drop(3)
            before = shown
            wait_until(lambda: shown > before, "the old one to be fed on", within_seconds=20)
        finally:
            stop.set()
        writing.result(10)
        assert reading.result(10) > 20
        wait_until(
            lambda: total(notes) == written, "everything that was written", within_seconds=20
        )
    assert generations.listed() == {1: "live", 2: "fed"}
    assert notes.total(pupil, "totals_2") <= written
    assert health.problems() == {}


def test_a_keeper_whose_rebuild_fails_keeps_the_live_one(notes: NotesService, pupil: UUID) -> None:
    health = Health()

    def fold_wrong(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> Any:
        raise ValueError("the new fold is wrong")

    for _ in range(MOST_STREAMS):
        notes.append(new_stream(), counted(pupil, 1))
    notes.place_all()
    notes.generations().build(notes.log_feed())
    generations = notes.generations()
    generations.ask()
    with kept(notes, replace(TOTALS, fold=fold_wrong), health):
        wait_until(lambda: not generations.asked(), "the rebuild to be given up", within_seconds=20)
        assert generations.listed() == {1: "live"}
        assert total(notes) == MOST_STREAMS
    assert health.problems() == {}


def test_a_new_fold_shows_in_its_own_generation_only(notes: NotesService, pupil: UUID) -> None:
    append(notes, pupil, range(1, 3))
    notes.generations().build(notes.log_feed())
    doubled = notes.generations(DOUBLED)
    doubled.build(notes.log_feed())
    assert (notes.views()["totals_2"].find_one() or {})["double"] == 6
    assert "double" not in (notes.views()["totals_1"].find_one() or {})
