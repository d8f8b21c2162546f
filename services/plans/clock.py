"""What falls due as time passes: the day agreed for a plan's review."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from pymongo import MongoClient
from pymongo.database import Database

from shared.calendar import london_date
from shared.clock import Ticker
from shared.commits import Document
from shared.eventstore import EventStore
from shared.recorded import Request
from shared.runner import run

from .codec import SERVICE
from .domain.commands import NoteReviewDue
from .domain.events import Event
from .handlers import handle
from .queries import reviews_due


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDue:
    """What is due, and the school that it is due at."""

    command: NoteReviewDue
    school_id: UUID


def review_ticker(
    client: MongoClient[Document], views: Database[Document], store: EventStore[Event]
) -> Ticker[ReviewDue]:
    """Tells once of each review day that has come, on the day or when the clock runs again."""

    def due(now: datetime, most: int) -> Sequence[ReviewDue]:
        today = london_date(now)
        return [_due(found, today) for found in reviews_due(views, today, most)]

    def carry_out(one: ReviewDue, by: Request) -> None:
        request = replace(by, school_id=one.school_id)
        run(handle, store, one.command, by=request, if_match=None)

    return Ticker(client, views, service=SERVICE, due=due, run=carry_out)


def _due(found: Document, today: date) -> ReviewDue:
    command = NoteReviewDue(
        plan_id=found["_id"], review_on=date.fromisoformat(found["notice_on"]), today=today
    )
    return ReviewDue(command=command, school_id=found["school_id"])
