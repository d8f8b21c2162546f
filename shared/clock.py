"""Time passing (design 3.12): one leased ticker in each service's worker.

Deadlines are pure functions of events; a view holds, by an index, what is due when. A tick asks
for what is due and carries out the commands, whose ids are derived from what is due: asked twice,
by two workers say, they change nothing.

ticks: {_id: the service, at: the time of the last tick, stopped: see `standstill`}
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeVar
from uuid import uuid4

import structlog
from pymongo import MongoClient
from pymongo.database import Database

from shared.commits import Document
from shared.errors import NotFound, RaceLost, Refused, WaymarkError
from shared.recorded import CLOCK, Origin, Request
from shared.standstill import Standstill

log = structlog.get_logger()
C = TypeVar("C")

FURTHEST_APART: Final = timedelta(seconds=60)
MOST_PER_TICK: Final = 1_000


class ClocksApart(WaymarkError):
    """This machine's clock and the database's differ by more than 60 s: no deadline is judged."""


class Ticker(Generic[C]):
    """Asks a service, at a given time, what is due, and does it.

    due: (now, at most) -> the commands of what is due by then and not yet done, oldest first.
    run: carries one out; a Refused or NotFound means that it is not due any more.
    """

    def __init__(
        self,
        client: MongoClient[Document],
        views: Database[Document],
        *,
        service: str,
        due: Callable[[datetime, int], Sequence[C]],
        run: Callable[[C, Request], Any],
    ) -> None:
        self._client = client
        self._ticks = views["ticks"]
        self._service = service
        self._due = due
        self._run = run
        self._standstill = Standstill(views, service)

    def tick(self, now: datetime) -> int:
        """Do what is due at `now`, at most 1,000; returns how many were done.

        What is left over waits for the next tick, when the view has seen what this one did.
        """
        commands = self._due(now, MOST_PER_TICK)
        done = sum(self._carried_out(command, now) for command in commands)
        self._ticks.update_one({"_id": self._service}, {"$set": {"at": now}}, upsert=True)
        return done

    def checked_tick(self, now: datetime) -> int:
        """`tick`, held against the database's own time first. Raises ClocksApart, ClockStopped."""
        # A command's answer has naive instants unless it is told the client's own options.
        hello = self._client.admin.command("hello", codec_options=self._client.codec_options)
        self._standstill.check(now, hello["localTime"])
        apart = abs(now - hello["localTime"])
        if apart > FURTHEST_APART:
            log.error("clocks_apart", seconds=round(apart.total_seconds()))
            raise ClocksApart(f"{apart} apart from the database's clock")
        return self.tick(now)

    def _carried_out(self, command: C, now: datetime) -> int:
        by = Request(
            actor=CLOCK,
            origin=Origin.CLOCK,
            at=now,
            correlation_id=uuid4(),
        )
        try:
            self._run(command, by)
        except (Refused, NotFound, RaceLost) as error:
            log.info("not_due_any_more", command=type(command).__name__, rule=type(error).__name__)
            return 0
        return 1
