"""The part of a worker that puts a service's commits in order and on its topic.

Sequencer and relay run in two threads under one lease; each placed commit wakes the relay and the
consumers of the service's own log at once.
"""

import threading
import time
from typing import Final

import structlog
from pymongo import ASCENDING, MongoClient
from pymongo.database import Database
from pymongo.errors import PyMongoError

from shared.bus import KafkaSettings
from shared.calendar import utc_now
from shared.commits import Document
from shared.lease import Lease
from shared.loops import Health, Loop, Wake
from shared.relay import Relay, RelaySettings
from shared.relay import STATE as RELAY_STATE
from shared.sequencer import Sequencer
from shared.telemetry import OLDEST_UNPUBLISHED

log = structlog.get_logger()

WAIT_SECONDS: Final = 1.0
STANDBY_SECONDS: Final = 0.5
MEASURE_SECONDS: Final = 5.0
STOP_SECONDS: Final = 10.0


class Publisher:
    """One service's sequencer and relay. `start` after the last fork; `close` ends both.

    lease: shared with the consumers of the service's own log, so that they run where the wake is.
    """

    def __init__(
        self,
        client: MongoClient[Document],
        main: Database[Document],
        views: Database[Document],
        kafka: KafkaSettings,
        *,
        trust: str,
        service: str,
        lease: Lease,
        wake: Wake,
        health: Health,
        settings: RelaySettings | None = None,
    ) -> None:
        self._sequencer = Sequencer(client, main, views)
        self._relay = Relay(main, views, kafka, trust=trust, service=service, settings=settings)
        self._main = main
        self._views = views
        self._lease = lease
        self._wake = wake
        self._health = health
        self._placed = wake.listener()
        self._measure_at = 0.0
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._sequence, name=f"{service}-sequencer", daemon=True),
            threading.Thread(target=self._publish, name=f"{service}-relay", daemon=True),
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

    def _publish(self) -> None:
        Loop("relay", self._stop, self._health).run(self._send, self._relay.close)

    def _send(self) -> None:
        if not self._lease.held():
            self._relay.close()
            self._stop.wait(STANDBY_SECONDS)
            return
        if self._relay.step() == 0:
            self._placed(WAIT_SECONDS)
        if time.monotonic() >= self._measure_at:
            self._measure_at = time.monotonic() + MEASURE_SECONDS
            OLDEST_UNPUBLISHED.set(oldest_unpublished(self._main, self._views))


def oldest_unpublished(main: Database[Document], views: Database[Document]) -> float:
    """The age in seconds of the oldest placed commit that is not yet on the topic; 0 if none."""
    state = views["publishing"].find_one({"_id": RELAY_STATE}, {"scanned": 1})
    after = {"_id": {"$gt": state["scanned"] if state else 0}}
    row = main["log"].find_one(after, {"commit": 1}, sort=[("_id", ASCENDING)])
    commit = row and main["commits"].find_one({"_id": row["commit"]}, {"recorded_at": 1})
    return (utc_now() - commit["recorded_at"]).total_seconds() if commit else 0.0
