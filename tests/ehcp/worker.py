"""What ehcp's worker does, by hand: its clock ticks, its view catches up."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.ehcp.clock import DeadlineClock, deadline_ticker
from services.ehcp.codec import CASE_EVENTS
from services.ehcp.domain.commands import AnnounceDeadlines
from services.ehcp.handlers import case_stream
from shared.clock import Ticker
from shared.eventstore import EventStore
from shared.recorded import RecordedEvent
from tests.one_service import OneService


def id_of(case: str) -> UUID:
    """The id at the end of a case's address."""
    return UUID(case.rpartition("/")[2])


class Worker:
    """A worker's parts with the worker's own rights."""

    def __init__(self, service: OneService) -> None:
        self.service = service
        self.store = EventStore(service.main, CASE_EVENTS, service.sealer(), source="ehcp")
        self.clock = DeadlineClock(service.views, self.store)

    def ticker(self) -> Ticker[AnnounceDeadlines]:
        return deadline_ticker(self.service.worker, self.service.views, self.store)

    def tick(self, now: datetime) -> int:
        done = self.ticker().tick(now)
        self.service.catch_up()
        return done

    def events(self, case: str) -> list[RecordedEvent[Any]]:
        return list(self.store.read(case_stream(id_of(case))).events)

    def announced(self, case: str) -> list[tuple[str, str]]:
        """(type without "ehcp-deadline-", rule) of every announcement, in order."""
        begin = "ehcp-deadline-"
        return [
            (one.type.removeprefix(begin), one.event.rule)
            for one in self.events(case)
            if one.type.startswith(begin)
        ]
