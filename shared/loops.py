"""What keeps a worker's parts going: waiting when a dependency is down, stopping when asked.

Three kinds of error (design 3.10): a dependency is down or a race was lost: wait, a little longer
each time, and go on; a message can never succeed: the consumer has parked it; our own bug: stop
this part, loudly, and be unhealthy until somebody has looked.
"""

import threading
import time
from collections.abc import Callable
from typing import Final

import structlog
from kafka.errors import KafkaError
from pymongo import MongoClient
from pymongo.errors import BulkWriteError, DuplicateKeyError, PyMongoError

from shared.commits import Document
from shared.consumer import Consumer
from shared.errors import RaceLost, Unavailable
from shared.mending import ParkedCommands, retry_waiting
from shared.parking import TooManyParked
from shared.placed import Damaged
from shared.relay import CheckpointMoved, TopicGone
from shared.telemetry import CONSUMER_BEHIND, PARKED_STREAMS
from shared.views import GenerationDropped

log = structlog.get_logger()

FIRST_PAUSE_SECONDS: Final = 0.05
LONGEST_PAUSE_SECONDS: Final = 3.0
IDLE_SECONDS: Final = 0.5
MEND_SECONDS: Final = 2.0
MEASURE_SECONDS: Final = 5.0
# A transaction costs the same for one event as for ten: after a few, the next are waited for.
# Shorter, and the workers take the time that the apis need; longer, and it is only waited.
FEW: Final = 20
GATHER_SECONDS: Final = 0.03
MOST_BUGS_IN_A_ROW: Final = 5

DEPENDENCY_DOWN: Final = (
    PyMongoError,
    KafkaError,
    OSError,
    Unavailable,
    RaceLost,
    TopicGone,
    CheckpointMoved,
)
NEVER_MENDS: Final = (DuplicateKeyError, BulkWriteError)  # a unique index of a view, say

Running = Callable[[], bool]


class Wake:
    """Tells the threads that wait for the log to grow that it has."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._told = 0

    def tell(self) -> None:
        """Something was placed, or it is time to stop waiting."""
        with self._condition:
            self._told += 1
            self._condition.notify_all()

    def listener(self) -> Callable[[float], None]:
        """A function that waits up to so many seconds until `tell` was called since its last call.

        One for each waiting thread: what is told between two calls is not missed.
        """
        heard = self._told

        def wait(seconds: float) -> None:
            nonlocal heard
            with self._condition:
                self._condition.wait_for(lambda: self._told != heard, timeout=seconds)
                heard = self._told

        return wait


class Health:
    """Which parts of a process have stopped for a bug of ours, and why."""

    def __init__(self) -> None:
        self._problems: dict[str, str] = {}
        self._lock = threading.Lock()

    def failed(self, part: str, reason: str) -> None:
        with self._lock:
            self._problems[part] = reason

    def mended(self, part: str) -> None:
        """What had stopped goes on."""
        with self._lock:
            self._problems.pop(part, None)

    def problems(self) -> dict[str, str]:
        """Part -> reason; empty while all is well."""
        with self._lock:
            return dict(self._problems)


class Loop:
    """Runs one part step by step until it is told to stop; it ends early only for a bug."""

    def __init__(self, part: str, stop: threading.Event, health: Health) -> None:
        self._part = part
        self._stop = stop
        self._health = health
        self._pause = FIRST_PAUSE_SECONDS
        self._bugs = 0

    def run(self, step: Callable[[], object], close: Callable[[], object]) -> None:
        """Call `step` again and again; it waits by itself when it has nothing to do."""
        try:
            while not self._stop.is_set() and self._goes_on(step):
                pass
        finally:
            self._closed(close)

    def _goes_on(self, step: Callable[[], object]) -> bool:
        try:
            step()
        except GenerationDropped:
            log.info("generation_dropped", part=self._part)
            return False
        except (TooManyParked, Damaged) as error:
            return self._give_up(error)
        except NEVER_MENDS as error:
            return self._bug(error)
        except DEPENDENCY_DOWN as error:
            log.warning("dependency_down", part=self._part, error=type(error).__name__)
            self._wait()
        except Exception as error:
            return self._bug(error)
        else:
            self._pause = FIRST_PAUSE_SECONDS
            self._bugs = 0
        return True

    def _bug(self, error: Exception) -> bool:
        """A client library may stumble once over a broken connection; it does not keep on."""
        self._bugs += 1
        if self._bugs >= MOST_BUGS_IN_A_ROW:
            return self._give_up(error)
        log.error("unexpected", part=self._part, exc_info=error)
        self._wait()
        return True

    def _give_up(self, error: Exception) -> bool:
        log.critical("part_stopped", part=self._part, exc_info=error)
        self._health.failed(self._part, type(error).__name__)
        return False

    def _wait(self) -> None:
        self._stop.wait(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)

    def _closed(self, close: Callable[[], object]) -> None:
        try:
            close()
        except DEPENDENCY_DOWN as error:
            log.warning("close_failed", part=self._part, error=type(error).__name__)


def run_consumer(
    client: MongoClient[Document],
    consumer: Consumer,
    commands: ParkedCommands,
    *,
    stop: threading.Event,
    health: Health,
    may_run: Running = lambda: True,
) -> None:
    """Step a consumer until `stop`; now and then look after its parked streams.

    may_run: whether this process is the one that does it (a lease's `held`); it saves work only.
    """
    mend_at = measure_at = 0.0

    def step() -> None:
        nonlocal mend_at, measure_at
        if not may_run():
            stop.wait(IDLE_SECONDS)
            return
        taken = consumer.step(wait_seconds=IDLE_SECONDS)
        now = time.monotonic()
        if now >= mend_at:
            mend_at = now + MEND_SECONDS
            commands.carry_out(client, consumer)
            retry_waiting(client, consumer)
        if now >= measure_at:
            measure_at = now + MEASURE_SECONDS
            PARKED_STREAMS.labels(consumer.name).set(consumer.parking.count())
            CONSUMER_BEHIND.labels(consumer.name).set(consumer.behind())
        if 0 < taken <= FEW:
            stop.wait(GATHER_SECONDS)

    Loop(consumer.name, stop, health).run(step, consumer.close)
