"""Editions: a worker whose fold is another one than the live generation's makes the view anew."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from pymongo import MongoClient, monitoring

from deploy.local.waiting import wait_until
from shared.editions import is_content, is_due, is_released, overdue, ready, to_feed
from shared.generations import Generations
from shared.leading import Leading
from shared.lease import Lease
from shared.loops import Health, Wake
from shared.parking import MOST_STREAMS
from shared.pointers import Pointer, moved, pointer_of
from shared.promoting import MoreParked
from shared.recorded import RecordedEvent
from shared.viewkeeper import ViewKeeper
from shared.views import State, View, live_collection
from tests.shared.keeping import Watched, keeping, kept, placing
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import TOTALS, Event, counted, fold

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)
A_MINUTE = 60.0


def fold_twice(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> Any:
    """The next edition's fold: it shows the double too."""
    after = fold(pupil, recorded)
    return after and after | {"double": after["total"] * 2}


def fold_wrong(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> Any:
    raise ValueError("the new fold is wrong")


def fold_no_sevens(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> Any:
    if getattr(recorded.event, "number", None) == 7:
        raise ValueError("a number that the new fold cannot take")
    return fold(pupil, recorded)


DOUBLED = replace(TOTALS, fold=fold_twice, edition="2")


# The rule itself.


def pointer(**more: Any) -> Pointer:
    """Generation 1 of edition "1", and 2 of "2", which is live."""
    states = {"1": "fed", "2": "live"}
    return pointer_of({"live": 2, "generations": states, "editions": {"1": "1", "2": "2"}} | more)


def test_a_generation_from_before_editions_is_of_none_that_anybody_knows() -> None:
    old = pointer_of({"live": 4, "last": 4, "generations": {"4": "live"}})
    assert not is_content(old, TOTALS.full_edition)
    assert is_due(old, TOTALS.full_edition, settled=False)
    assert is_due(old, "2", settled=False)


def test_what_a_fold_counts_by_is_part_of_its_edition() -> None:
    assert replace(TOTALS, data="3f9a").full_edition == "1-3f9a"
    assert replace(DOUBLED, data="3f9a").full_edition == "2-3f9a"


def test_a_new_edition_is_due_at_once_and_one_that_was_replaced_once_the_worker_stays() -> None:
    assert not is_due(pointer(), "2", settled=False)
    assert is_due(pointer(), "3", settled=False)
    assert not is_due(pointer(replaced=["1"]), "1", settled=False)
    assert is_due(pointer(replaced=["1"]), "1", settled=True)


def test_a_generation_that_another_fold_has_fed_is_due_to_be_made_anew() -> None:
    assert is_due(pointer(mixed={"2": True}), "2", settled=False)
    assert not is_content(pointer(mixed={"2": True}), "2")


def test_what_is_withheld_by_hand_is_never_due_until_another_edition_stays() -> None:
    held = pointer(withheld="3")
    assert not is_due(held, "3", settled=True)
    assert not is_released(held, "3", settled=True)
    assert not is_released(held, "2", settled=False)
    assert is_released(held, "2", settled=True)


def test_only_what_its_own_fold_alone_has_made_since_is_ready() -> None:
    states = {"2": "live", "3": "fed", "4": "fed", "5": "building"}
    editions = {"2": "2", "3": "3", "4": "3", "5": "3"}
    found = pointer(generations=states, editions=editions)
    assert ready(found, "3") == 4
    assert ready(replace(found, mixed=frozenset({4})), "3") == 3
    assert ready(found, "2") is None


def test_only_who_leads_feeds_another_editions_generations_and_none_that_is_newer() -> None:
    states = {"1": "fed", "2": "live", "3": "fed", "4": "building"}
    found = pointer(generations=states, editions={"1": "1", "2": "2", "3": "3", "4": "3"})
    assert set(to_feed(found, "1", leads=False)) == {1}
    assert set(to_feed(found, "1", leads=True)) == {1, 2}
    assert set(to_feed(found, "3", leads=False)) == {3}
    assert set(to_feed(found, "3", leads=True)) == {1, 2, 3}


def test_a_move_by_itself_keeps_what_is_older_for_a_day() -> None:
    states = {"1": "fed", "2": "live", "3": "fed"}
    found = pointer(generations=states, editions={"2": "2", "3": "3"}, leaving={"1": NOON})
    values = moved(found, 3, by_hand=False, now=NOON + A_DAY)["$set"]
    assert values["leaving.2"] == NOON + A_DAY
    assert "leaving.1" not in values, "it has been leaving for longer"
    assert (values["live"], values["replaced"]) == (3, ["2"])
    assert "withheld" not in values


def test_a_move_by_hand_withholds_what_it_leaves() -> None:
    values = moved(pointer(replaced=["1"]), 1, by_hand=True, now=NOON)["$set"]
    assert (values["withheld"], values["replaced"]) == ("2", ["2"])
    same = pointer(editions={"1": "2", "2": "2"})
    assert "withheld" not in moved(same, 1, by_hand=True, now=NOON)["$set"]


def test_a_generation_is_dropped_after_its_day_unless_it_is_read() -> None:
    found = pointer(leaving={"1": NOON, "2": NOON})
    assert overdue(found, NOON + A_DAY) == [1]
    assert overdue(found, NOON + A_DAY - timedelta(seconds=1)) == []


# The same in workers, on a real MongoDB.


@pytest.fixture
def wake(notes: NotesService) -> Iterator[Wake]:
    with placing(notes) as placed:
        yield placed


def count(notes: NotesService, pupil: UUID, *numbers: int) -> None:
    stream = new_stream()
    for number in numbers:
        notes.append(stream, counted(pupil, number))


def shown(notes: NotesService, pupil: UUID) -> dict[str, Any]:
    """What readers see of a pupil."""
    return live_collection(notes.views(), "totals").find_one({"_id": pupil}) or {}


def wait_for(notes: NotesService, pupil: UUID, **values: int) -> None:
    """Readers see these."""

    def seen() -> bool:
        there = notes.generations().live() is not None
        return there and values.items() <= shown(notes, pupil).items()

    wait_until(seen, f"{values} to be shown", within_seconds=20)


def first_edition(notes: NotesService, wake: Wake, pupil: UUID) -> Generations:
    """Generation 1, of the first edition, with 1 + 2; its worker has ended."""
    count(notes, pupil, 1, 2)
    with keeping(notes, TOTALS, wake):
        wait_for(notes, pupil, total=3)
    return notes.generations()


def of_before(notes: NotesService) -> None:
    """The pointer as it was written before there were editions."""
    notes.views()["views"].update_one({"_id": "totals"}, {"$unset": {"editions": ""}})


def test_a_worker_of_a_new_edition_makes_the_view_anew_and_keeps_the_old_one_fed(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    generations = first_edition(notes, wake, pupil)
    of_before(notes)
    health = Health()
    with keeping(notes, DOUBLED, wake, health=health):
        wait_for(notes, pupil, double=6)
        count(notes, pupil, 4)
        wait_for(notes, pupil, double=14)
        wait_until(
            lambda: notes.total(pupil, "totals_1") == 7, "the old one to be fed", within_seconds=20
        )
    found = generations.pointer()
    assert found.generations == {1: "fed", 2: "live"}
    assert (found.edition(2), found.replaced, set(found.mixed)) == ("2", ("",), {1})
    assert health.problems() == {}


def test_readers_are_never_sent_back_in_time_meanwhile(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    generations = first_edition(notes, wake, pupil)
    before = 3
    with keeping(notes, DOUBLED, wake):
        deadline = time.monotonic() + 20
        while generations.live() != 2:
            assert time.monotonic() < deadline
            count(notes, pupil, 1)
            now = shown(notes, pupil)["total"]
            assert now >= before
            before = now
        assert shown(notes, pupil)["total"] >= before


def test_a_worker_of_the_same_edition_makes_nothing_anew(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    generations = first_edition(notes, wake, pupil)
    with keeping(notes, TOTALS, wake) as worker:
        count(notes, pupil, 4)
        wait_for(notes, pupil, total=7)
        worker.is_looked_at()
    assert generations.listed() == {1: "live"}


def test_what_was_made_before_editions_is_made_anew_once(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    generations = first_edition(notes, wake, pupil)
    of_before(notes)
    with keeping(notes, TOTALS, wake) as worker:
        wait_until(lambda: generations.live() == 2, "the new one", within_seconds=20)
        count(notes, pupil, 4)
        wait_for(notes, pupil, total=7)
        worker.is_looked_at()
    assert generations.listed() == {1: "fed", 2: "live"}
    assert generations.pointer().edition(2) == TOTALS.full_edition


class Heard(monitoring.CommandListener):
    """What a client asks about pointers and leases."""

    def __init__(self) -> None:
        self.questions: list[str] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        collection = event.command.get(event.command_name)
        if collection in ("views", "leases"):
            self.questions.append(f"{event.command_name} {collection}")

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        pass

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        pass


def test_an_idle_worker_asks_one_question_a_look(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    """Neither who leads nor anything else: the pointer alone."""
    first_edition(notes, wake, pupil)
    heard = Heard()
    uri = notes.logins["worker"].uri(notes.mongod.uri, notes.trust)
    with MongoClient[dict[str, Any]](uri, event_listeners=[heard], timeoutMS=20_000) as client:
        views = client[notes.views().name]
        watched = Watched(client, views, TOTALS, service="notes")
        keeper = ViewKeeper(
            client,
            views,
            watched,
            feed_for=lambda _: notes.log_feed(),
            whole_feed=notes.log_feed,
            health=Health(),
            leading=Leading(Lease(views["leases"], "worker").held),
        )
        keeper.start()
        watched.is_looked_at()
        keeper.close()
    assert heard.questions == ["find views"] * watched.looks


class Worker:
    """One of several workers: a lease of its own that ends with it, as a deployment's has."""

    def __init__(self, notes: NotesService, *, settled_seconds: float = A_MINUTE) -> None:
        self.lease = Lease(notes.views()["leases"], "worker", seconds=2.0)
        self.leading = Leading(self.lease.held, settled_seconds=settled_seconds)

    @contextmanager
    def keeps(self, notes: NotesService, view: View, wake: Wake) -> Iterator[Watched]:
        with keeping(notes, view, wake, leading=self.leading) as watched:
            try:
                yield watched
            finally:
                self.lease.release()


def test_an_old_worker_beside_does_not_rebuild_back_and_what_it_fed_is_made_anew(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    """A rolling deployment: one new worker, then an old one alone again, then the new ones."""
    generations = first_edition(notes, wake, pupil)
    new, old, newer = Worker(notes), Worker(notes), Worker(notes)
    assert new.leading.look()
    with old.keeps(notes, TOTALS, wake) as staying:
        with new.keeps(notes, DOUBLED, wake) as worker:
            wait_for(notes, pupil, double=6)
            worker.is_looked_at()
            assert generations.listed() == {1: "fed", 2: "live"}
            assert generations.pointer().mixed == {1}
        count(notes, pupil, 4)
        wait_for(notes, pupil, total=7)  # readers are not left behind while the old one leads
        assert shown(notes, pupil)["double"] == 6, "its fold knows of no double: it is wrong now"
        staying.is_looked_at()
        assert generations.live() == 2, "nor does it rebuild back"
        assert generations.pointer().mixed == {1, 2}
    with newer.keeps(notes, DOUBLED, wake):
        wait_for(notes, pupil, double=14)
    assert generations.pointer().edition(generations.live() or 0) == "2"
    assert generations.live() == 3


def test_the_deployment_of_before_comes_back_once_it_has_stayed(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    generations = first_edition(notes, wake, pupil)
    with Worker(notes).keeps(notes, DOUBLED, wake):
        wait_for(notes, pupil, double=6)
    with Worker(notes, settled_seconds=2.0).keeps(notes, TOTALS, wake) as worker:
        wait_until(lambda: generations.live() == 3, "the way back", within_seconds=20)
        assert "double" not in shown(notes, pupil)
        worker.is_looked_at()
    found = generations.pointer()
    assert (found.live, found.edition(3), found.replaced) == (3, "1", ("2",))


def test_a_build_that_was_cut_short_is_begun_again(
    notes: NotesService, wake: Wake, pupil: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker died in the middle; readers are where they were, and the next worker builds."""
    generations = first_edition(notes, wake, pupil)
    with monkeypatch.context() as killed:
        killed.setattr(Generations, "_finish", stop_here)
        killed.setattr(Generations, "_throw_away", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            notes.generations(DOUBLED).build(notes.log_feed())
    assert generations.listed() == {1: "live", 2: "building"}
    with keeping(notes, DOUBLED, wake):
        wait_for(notes, pupil, double=6)
    assert generations.listed() == {1: "fed", 3: "live"}
    assert "totals_2" not in notes.views().list_collection_names()


def stop_here(*_: object) -> None:
    raise KeyboardInterrupt


def test_one_that_was_built_before_the_worker_died_is_moved_to_and_not_built_again(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    generations = first_edition(notes, wake, pupil)
    assert notes.generations(DOUBLED).build(notes.log_feed()) == 2
    count(notes, pupil, 4)
    with keeping(notes, DOUBLED, wake):
        wait_for(notes, pupil, double=14)
    assert generations.listed() == {1: "fed", 2: "live"}


def test_going_back_by_hand_is_not_undone_and_the_next_edition_goes_on(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    """However long the worker leads, and also where it starts anew."""
    generations = first_edition(notes, wake, pupil)
    with keeping(notes, DOUBLED, wake, leading=leads_for_long()) as worker:
        wait_for(notes, pupil, double=6)
        generations.promote(1)
        count(notes, pupil, 4)
        wait_for(notes, pupil, total=7)
        worker.is_looked_at()
        assert generations.listed() == {1: "live", 2: "fed"}
    with keeping(notes, DOUBLED, wake, leading=leads_for_long()) as worker:
        worker.is_looked_at()
        assert generations.listed() == {1: "live", 2: "fed"}
    with keeping(notes, replace(DOUBLED, edition="3"), wake, leading=leads_for_long()) as worker:
        wait_until(lambda: generations.live() == 3, "the next edition", within_seconds=20)
        wait_for(notes, pupil, double=14)
        worker.is_looked_at()
    assert generations.pointer().withheld is None


def leads_for_long() -> Leading:
    return Leading(lambda: True, settled_seconds=0)


def test_a_new_fold_that_fails_everywhere_is_built_once_and_readers_stay(
    notes: NotesService, pupil: UUID
) -> None:
    for _ in range(MOST_STREAMS):
        notes.append(new_stream(), counted(pupil, 1))
    notes.place_all()
    generations = notes.generations()
    generations.build(notes.log_feed())
    health = Health()
    with kept(notes, replace(TOTALS, fold=fold_wrong, edition="2"), health) as worker:
        wait_until(lambda: last_number(notes) == 2, "the build", within_seconds=20)
        worker.is_looked_at()
        assert last_number(notes) == 2, "it is not tried over and over again"
    assert generations.listed() == {1: "live"}
    assert shown(notes, pupil)["total"] == MOST_STREAMS


def last_number(notes: NotesService) -> int:
    found = notes.views()["views"].find_one({"_id": "totals"}) or {}
    last: int = found["last"]
    return last


def test_a_new_fold_that_parks_more_waits_for_a_second_thought(
    notes: NotesService, wake: Wake, pupil: UUID
) -> None:
    generations = first_edition(notes, wake, pupil)
    count(notes, pupil, 7)
    with keeping(notes, TOTALS, wake):
        wait_for(notes, pupil, total=10)
    unready = replace(TOTALS, fold=fold_no_sevens, edition="2")
    with keeping(notes, unready, wake) as worker:
        wait_until(lambda: generations.listed().get(2) == "fed", "the build", within_seconds=20)
        worker.is_looked_at()
        assert generations.listed() == {1: "live", 2: "fed"}
        with pytest.raises(MoreParked):
            generations.promote(2)
        generations.promote(2, despite_parked=True)
        worker.is_looked_at()
        assert generations.listed() == {1: "fed", 2: "live"}


def test_the_old_generation_goes_after_a_day(notes: NotesService, wake: Wake, pupil: UUID) -> None:
    generations = first_edition(notes, wake, pupil)
    with keeping(notes, DOUBLED, wake):
        wait_for(notes, pupil, double=6)
        assert generations.listed()[1] is State.FED
        yesterday = datetime.now(UTC) - A_DAY
        notes.views()["views"].update_one({}, {"$set": {"leaving.1": yesterday}})
        wait_until(lambda: generations.listed() == {2: "live"}, "it to go", within_seconds=20)
        count(notes, pupil, 4)
        wait_for(notes, pupil, double=14)
    assert generations.pointer().leaving == {}


def test_what_a_superseded_build_inserted_is_removed(
    notes: NotesService, pupil: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build threw it away while it inserted: no documents of children stay behind."""
    notes.append(new_stream(), counted(pupil, 1))
    notes.place_all()
    generations = notes.generations()
    inserted = Generations._insert

    def thrown_away_first(self: Generations, generation: int, folded: Any) -> None:
        notes.generations().drop(generation)
        inserted(self, generation, folded)

    monkeypatch.setattr(Generations, "_insert", thrown_away_first)
    with pytest.raises(Exception, match="totals 1"):
        generations.build(notes.log_feed())
    left = [one for one in notes.views().list_collection_names() if one.startswith("totals")]
    assert left == []


def test_a_view_of_topics_is_made_anew_too(published: NotesService, pupil: UUID) -> None:
    """Each generation has a consumer group of its own, and a place in every partition."""
    for number in (1, 2):
        published.append(new_stream(), counted(pupil, number))
    published.publish_all()
    assert published.generations().build(published.kafka_feed(None)) == 1
    published.append(new_stream(), counted(pupil, 4))
    published.publish_all()
    keeper = ViewKeeper(
        published.worker,
        published.views(),
        published.generations(DOUBLED),
        feed_for=lambda generation: published.kafka_feed(f"totals_{generation}"),
        whole_feed=lambda: published.kafka_feed(None),
        health=Health(),
    )
    keeper.start()
    try:
        wait_for(published, pupil, double=14)
        published.append(new_stream(), counted(pupil, 8))
        published.publish_all()
        wait_for(published, pupil, double=30)
    finally:
        keeper.close()
    assert published.generations().listed() == {1: "fed", 2: "live"}
