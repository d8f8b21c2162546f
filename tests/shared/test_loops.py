"""What keeps a worker going: the three kinds of error, the lease, the wake, a prompt stop."""

import threading
import time
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from kafka.errors import KafkaTimeoutError
from pymongo.errors import AutoReconnect, BulkWriteError

from deploy.local.waiting import wait_until
from shared.errors import Unavailable
from shared.feeds import LogFeed
from shared.lease import Lease
from shared.loops import MOST_BUGS_IN_A_ROW, Health, Loop, Wake, run_consumer
from shared.mending import ParkedCommands
from shared.parking import TooManyParked
from shared.placed import CommitMissing
from shared.publisher import Publisher
from shared.views import GenerationDropped
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import counted


class Steps:
    """Raises one error after another, then stops the loop."""

    def __init__(self, *errors: Exception) -> None:
        self.stop = threading.Event()
        self.health = Health()
        self.left = list(errors)
        self.taken = 0
        self.closed = 0

    def step(self) -> None:
        self.taken += 1
        if self.left:
            raise self.left.pop(0)
        self.stop.set()

    def close(self) -> None:
        self.closed += 1

    def run(self) -> "Steps":
        Loop("part", self.stop, self.health).run(self.step, self.close)
        return self


@pytest.mark.parametrize(
    "error", [AutoReconnect("x"), KafkaTimeoutError(), Unavailable("x"), ConnectionResetError()]
)
def test_a_dependency_that_is_down_is_waited_for(error: Exception) -> None:
    steps = Steps(error, error, error).run()
    assert steps.taken == 4
    assert steps.health.problems() == {}
    assert steps.closed == 1


def test_a_stop_does_not_wait_for_a_dependency() -> None:
    steps = Steps(*[AutoReconnect("x")] * 1000)
    thread = threading.Thread(target=steps.run)
    thread.start()
    wait_until(lambda: steps.taken > 4, "the pauses to grow", within_seconds=20)
    began = time.monotonic()
    steps.stop.set()
    thread.join(5)
    assert not thread.is_alive()
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "error", [TooManyParked("x"), CommitMissing("x")], ids=["parked", "damaged"]
)
def test_what_people_must_look_at_stops_the_part_at_once(error: Exception) -> None:
    steps = Steps(error).run()
    assert steps.taken == 1
    assert steps.health.problems() == {"part": type(error).__name__}
    assert steps.closed == 1


@pytest.mark.parametrize("error", [ZeroDivisionError(), BulkWriteError({"writeErrors": []})])
def test_a_bug_is_tried_a_few_times_and_then_stops_the_part(error: Exception) -> None:
    once = Steps(*[error] * (MOST_BUGS_IN_A_ROW - 1)).run()
    assert once.health.problems() == {}
    always = Steps(*[error] * MOST_BUGS_IN_A_ROW).run()
    assert always.taken == MOST_BUGS_IN_A_ROW
    assert always.health.problems() == {"part": type(error).__name__}


def test_a_dropped_generation_ends_its_consumer_in_peace() -> None:
    steps = Steps(GenerationDropped("x")).run()
    assert (steps.taken, steps.health.problems()) == (1, {})


def test_a_wake_that_came_before_the_wait_is_not_missed() -> None:
    wake = Wake()
    woken, other = wake.listener(), wake.listener()
    wake.tell()
    began = time.monotonic()
    woken(10)
    other(10)
    assert time.monotonic() - began < 1
    woken(0.05)
    assert time.monotonic() - began >= 0.05, "a wake that was heard woke again"


def test_one_of_several_holds_a_lease_until_it_lets_go(notes: NotesService) -> None:
    leases = notes.views()["leases"]
    first, second = Lease(leases, "worker"), Lease(leases, "worker")
    assert first.held()
    assert not second.held()
    assert first.held()
    first.release()
    assert second.held()
    assert not first.held()


def test_a_lease_whose_holder_died_is_free_after_its_time(notes: NotesService) -> None:
    leases = notes.views()["leases"]
    dead = Lease(leases, "worker", seconds=2)
    living = Lease(leases, "worker", seconds=2)
    assert dead.held()
    assert not living.held()
    wait_until(living.held, "the lease to run out", within_seconds=20)
    assert not dead.held()


class Worker:
    """What a worker process runs for `notes`: publisher, one consumer of its own log."""

    def __init__(self, notes: NotesService) -> None:
        self.wake, self.health, self.stop = Wake(), Health(), threading.Event()
        self.lease = Lease(notes.views()["leases"], "worker", seconds=2)
        self.publisher = Publisher(
            notes.sequencer(),
            notes.relay(),
            lease=self.lease,
            wake=self.wake,
            health=self.health,
        )
        feed = LogFeed(notes.main(), service="notes", woken=self.wake.listener())
        self.consumer = notes.consumer(feed)
        self.thread = threading.Thread(
            target=run_consumer,
            args=(notes.worker, self.consumer, ParkedCommands(notes.views())),
            kwargs={"stop": self.stop, "health": self.health, "may_run": self.lease.held},
        )

    def start(self) -> None:
        self.publisher.start()
        self.thread.start()

    def close(self) -> None:
        self.stop.set()
        self.publisher.close()
        self.thread.join(10)


@pytest.fixture
def workers(published: NotesService) -> Iterator[list[Worker]]:
    """Two workers of the service; the test starts them."""
    made = [Worker(published) for _ in range(2)]
    yield made
    for worker in made:
        if worker.thread.is_alive():
            worker.close()


def test_what_is_appended_is_placed_published_and_folded_at_once(
    published: NotesService, pupil: UUID, workers: list[Worker]
) -> None:
    worker = workers[0]
    worker.start()
    published.append(new_stream(), counted(pupil, 1))
    wait_until(lambda: published.total(pupil) == 1, "the first", within_seconds=20)
    waits = []
    for number in range(2, 12):
        began = time.monotonic()
        published.append(new_stream(), counted(pupil, 1))
        wait_until(
            lambda total=number: published.total(pupil) == total,  # type: ignore[misc]
            "the next",
            within_seconds=20,
            every=0.005,
        )
        waits.append(time.monotonic() - began)
    assert sorted(waits)[5] < 0.4, f"a fact takes too long to show: {waits}"
    wait_until(lambda: len(published.on_topic()) == 11, "the topic", within_seconds=20)
    assert worker.health.problems() == {}


def test_when_a_worker_stops_the_other_goes_on(
    published: NotesService, pupil: UUID, workers: list[Worker]
) -> None:
    first, second = workers
    first.start()
    published.append(new_stream(), counted(pupil, 1))
    wait_until(lambda: published.total(pupil) == 1, "the first worker", within_seconds=20)
    second.start()
    published.append(new_stream(), counted(pupil, 1))
    wait_until(lambda: published.total(pupil) == 2, "the second event", within_seconds=20)
    began = time.monotonic()
    first.close()
    assert time.monotonic() - began < 4, "it took too long to stop"
    published.append(new_stream(), counted(pupil, 1))
    wait_until(lambda: published.total(pupil) == 3, "the second worker", within_seconds=20)
    wait_until(lambda: len(published.on_topic()) >= 3, "the topic", within_seconds=20)


def test_an_order_about_a_parked_stream_is_carried_out_by_the_worker(
    published: NotesService, workers: list[Worker]
) -> None:
    pupil, stream = uuid4(), new_stream()
    workers[0].start()
    published.append(stream, counted(pupil, -1))
    parking = workers[0].consumer.parking
    wait_until(lambda: parking.count() == 1, "the stream to be parked", within_seconds=20)
    order = published.order_to_discard("notes.totals_1", stream)
    commands = ParkedCommands(published.views())
    wait_until(lambda: commands.result(order) == "discarded 1", "the order", within_seconds=20)
