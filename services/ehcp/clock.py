"""What of the deadlines is due at a time, found through an index, and announced once.

A day's notices are given from 7 in the morning, London time: a missed deadline is announced the
morning after its day, and nobody's phone rings at midnight.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from pymongo import MongoClient
from pymongo.database import Database

from shared.access.pupils import schools_of
from shared.calendar import LONDON
from shared.clock import Ticker
from shared.commits import Document
from shared.errors import NotFound
from shared.eventstore import EventStore
from shared.recorded import Request
from shared.runner import Done, run

from . import queries
from .codec import SERVICE
from .domain.commands import AnnounceDeadlines
from .domain.events import Event
from .handlers import handle, read_case

MORNING: Final = time(7)


def notice_day(now: datetime) -> date:
    """The last day whose notices may be given at an aware instant."""
    there = now.astimezone(LONDON)
    return there.date() if there.time() >= MORNING else there.date() - timedelta(days=1)


class DeadlineClock:
    """The two halves of a `Ticker`: what is due, and how it is announced."""

    def __init__(self, views: Database[Document], store: EventStore[Event]) -> None:
        self._views = views
        self._store = store

    def due(self, now: datetime, most: int) -> Sequence[AnnounceDeadlines]:
        """Of the cases of pupils that are known here: an erased pupil's are left alone, and hold
        nobody else's up.

        Raises Unavailable before the views were made.
        """
        today = notice_day(now)
        found = queries.cases_to_announce(self._views, today, at_once=most)
        known = (one for some in found for one in self._known(some))
        return [AnnounceDeadlines(case_id=one["_id"], today=today) for one in islice(known, most)]

    def _known(self, cases: Sequence[Document]) -> list[Document]:
        known = schools_of(self._views, [one["pupil_id"] for one in cases])
        return [one for one in cases if one["pupil_id"] in known]

    def announce(self, command: AnnounceDeadlines, by: Request) -> Done:
        """Append what the case's own events say is due: nothing, where it was done already.

        Raises NotFound, RaceLost.
        """
        opened = read_case(self._store, command.case_id).opened
        if opened is None:
            raise NotFound
        school_id = schools_of(self._views, [opened.pupil_id]).get(opened.pupil_id)
        return run(handle, self._store, command, by=replace(by, school_id=school_id), if_match=None)


def deadline_ticker(
    client: MongoClient[Document], views: Database[Document], store: EventStore[Event]
) -> Ticker[AnnounceDeadlines]:
    """Announces each notice once, on its day or when the clock runs again."""
    clock = DeadlineClock(views, store)
    return Ticker(client, views, service=SERVICE, due=clock.due, run=clock.announce)
