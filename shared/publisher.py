"""The part of a worker that puts a service's commits in order and on its topic.

Sequencer and relay run in two threads under one lease; each placed commit wakes the relay and the
consumers of the service's own log at once.
"""

import threading
import time
from typing import Final

import structlog
from pymongo.errors import PyMongoError

from shared.lease import Lease
from shared.loops import Health, Loop, Wake
from shared.relay import Relay
from shared.sequencer import Sequencer
from shared.telemetry import OLDEST_UNPUBLISHED

log = structlog.get_logger()

WAIT_SECONDS: Final = 1.0
STANDBY_SECONDS: Final = 0.5
MEASURE_SECONDS: Final = 5.0
STOP_SECONDS: Final = 10.0
GATHER_SECONDS: Final = 0.01  # for the next commits: placing one costs as much as placing ten


class Publisher:
    """One service's sequencer and relay. `start` after the last fork; `close` ends both.

    lease: shared with the consumers of the service's own log, so that they run where the wake is.
    """

    def __init__(
        self, sequencer: Sequencer, relay: Relay, *, lease: Lease, wake: Wake, health: Health
    ) -> None:
        self._sequencer = sequencer
        self._relay = relay
        self._lease = lease
        self._wake = wake
        self._health = health
        self._placed = wake.listener()
        self._measure_at = 0.0
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._sequence, name="sequencer", daemon=True),
            threading.Thread(target=self._publish, name="relay", daemon=True),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop both and let another worker take the lease."""
        self._stop.set()
        self._wake.tell()
        for thread in self._threads:
            thread.join(STOP_SECONDS)
        try:
            self._lease.release()
        except PyMongoError as error:  # it runs out by itself
            log.warning("lease_not_released", error=type(error).__name__)

    def _sequence(self) -> None:
        Loop("sequencer", self._stop, self._health).run(self._place, self._sequencer.close)

    def _place(self) -> None:
        if not self._lease.held():
            self._sequencer.close()
            self._stop.wait(STANDBY_SECONDS)
        elif self._sequencer.step(wait_seconds=WAIT_SECONDS):
            self._wake.tell()
            self._stop.wait(GATHER_SECONDS)

    def _publish(self) -> None:
        Loop("relay", self._stop, self._health).run(self._send, self._relay.close)

    def _send(self) -> None:
        if not self._lease.held():
            self._relay.close()
            self._stop.wait(STANDBY_SECONDS)
            return
        self._measure()
        self._relay.step()
        if self._relay.is_done:
            self._placed(WAIT_SECONDS)

    def _measure(self) -> None:
        """Before a step, since while Kafka is away a step ends in an error each time."""
        if time.monotonic() >= self._measure_at:
            self._measure_at = time.monotonic() + MEASURE_SECONDS
            OLDEST_UNPUBLISHED.set(self._relay.oldest_unpublished())
