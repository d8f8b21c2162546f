"""Tells each case until when its child counts as under five, as soon as directory has said so.

A view holds, by an index, whom there is something to tell of: a case that is opened after directory
spoke is told, and so is one that was open before, whichever topic was read first.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

import structlog
from pymongo.database import Database

from shared.access.pupils import schools_of
from shared.calendar import london_date
from shared.commits import Document
from shared.errors import NotFound, RaceLost, Refused
from shared.eventstore import EventStore
from shared.policies import POLICY_ROLE
from shared.recorded import Actor, Origin, Request
from shared.runner import run
from shared.views import live_collection

from .domain.commands import RecordUnderFive
from .domain.events import Event
from .handlers import handle
from .projections.ages import AGES, cases_to_tell

log = structlog.get_logger()

MOST_AT_ONCE: Final = 500


class AgeTeller:
    """One step of it looks at 500 pupils at most: who was told is not found again."""

    def __init__(self, views: Database[Document], store: EventStore[Event]) -> None:
        self._views = views
        self._store = store

    def tell(self, now: datetime) -> int:
        """Tell what there is to tell; returns how many cases were told.

        now: an aware instant. Raises Unavailable before the views were made.
        """
        today = london_date(now)
        return sum(self._told(*one, now) for one in self._found(today))

    def _found(self, today: date) -> Iterator[tuple[RecordUnderFive, UUID]]:
        """What to tell, with the pupil's school: of those pupils who are known here."""
        where = {"tell_until": {"$type": "string", "$gte": today.isoformat()}}
        pupils = list(live_collection(self._views, AGES.name).find(where).limit(MOST_AT_ONCE))
        schools = schools_of(self._views, [one["_id"] for one in pupils])
        for pupil in pupils:
            if pupil["_id"] in schools:
                until = date.fromisoformat(pupil["until"]) if pupil["until"] else None
                for case_id in cases_to_tell(pupil, today):
                    command = RecordUnderFive(case_id=case_id, today=today, under_five_until=until)
                    yield command, schools[pupil["_id"]]

    def _told(self, command: RecordUnderFive, school_id: UUID, now: datetime) -> int:
        by = Request(
            actor=Actor(person_id=None, role=POLICY_ROLE),
            origin=Origin.POLICY,
            at=now,
            correlation_id=uuid4(),
            school_id=school_id,
        )
        try:
            run(handle, self._store, command, by=by, if_match=None)
        except (Refused, NotFound, RaceLost) as error:
            log.info("age_not_told", rule=type(error).__name__)
            return 0
        return 1
