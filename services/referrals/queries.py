"""Reads one concern from its own events, and lists of them from the read models.

Every list is a page: at most `limit` documents, newest first, and the cursor of the next page.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from itertools import islice
from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING
from pymongo.database import Database

from shared.access.pupils import pupils_at, records_of, schools_of
from shared.calendar import known_until
from shared.commits import Document
from shared.errors import NotFound
from shared.eventstore import EventStore
from shared.http.paging import page
from shared.recorded import RecordedEvent
from shared.views import Fold, live_collection

from .domain.events import Event
from .domain.terms import Outcome
from .handlers import referral_stream, request_stream
from .projections.concerns import CONCERNS, NEWEST_CONCERN_FIRST, fold
from .projections.specialist_requests import NEWEST_REQUEST_FIRST, REQUESTS
from .projections.specialist_requests import fold as fold_request

CONCERNS_VIEW: Final = CONCERNS.name
REQUESTS_VIEW: Final = REQUESTS.name
STANDING: Final = ("raised", "acknowledged", "decided")
OPEN: Final = ("raised", "acknowledged")
MOST_DUE: Final = 200
Page = tuple[list[Document], str | None]


def concern(store: EventStore[Event], referral_id: UUID) -> Document:
    """One concern, struck out or not, as its own events tell it now. Raises NotFound.

    Folded here and not read from the view, so that whoever changed it sees the change.
    """
    return _folded(fold, store.read(referral_stream(referral_id)).events, referral_id)


def specialist_request(store: EventStore[Event], request_id: UUID) -> Document:
    """One request to a specialist, in the same way. Raises NotFound."""
    return _folded(fold_request, store.read(request_stream(request_id)).events, request_id)


def concern_as_known_on(store: EventStore[Event], referral_id: UUID, on: date) -> Document:
    """A concern as it would have been shown at the end of a day. Raises NotFound."""
    events = store.read(referral_stream(referral_id)).events
    return _folded(fold, known_on(events, on), referral_id)


def known_on(events: Sequence[RecordedEvent[Any]], on: date) -> list[RecordedEvent[Any]]:
    """What was known of these events when a day ended in London."""
    return [recorded for recorded in events if recorded.recorded_at < known_until(on)]


def _folded(how: Fold, events: Iterable[RecordedEvent[Any]], document_id: UUID) -> Document:
    nothing: Document | None = None
    document = reduce(how, events, nothing)
    if document is None:
        raise NotFound
    return {**document, "_id": document_id}


def concerns_of_school(
    views: Database[Document],
    school_id: UUID,
    *,
    known: Document,
    statuses: Sequence[str] = STANDING,
    cursor: str | None,
    limit: int,
) -> Page:
    """Of the pupils who are at the school now, wherever they were when it was raised.

    known: which concerns the reader may know of, as a query; so in the lists below.
    """
    where = {
        **known,
        "pupil_id": {"$in": list(pupils_at(views, school_id))},
        "status": {"$in": list(statuses)},
    }
    return _concerns(views, where, cursor, limit)


def concerns_by_author(
    views: Database[Document],
    person_id: UUID,
    *,
    school_ids: Sequence[UUID] | None,
    cursor: str | None,
    limit: int,
) -> Page:
    """What a person raised about pupils who are now at these schools: all that a teacher may see.

    school_ids: None for the whole trust.
    """
    where: Document = {"raised_by": person_id, "status": {"$in": list(STANDING)}}
    if school_ids is not None:
        about = live_collection(views, CONCERNS.name).distinct("pupil_id", where)
        there = [one for one, at in schools_of(views, about).items() if at in school_ids]
        where["pupil_id"] = {"$in": there}
    return _concerns(views, where, cursor, limit)


def concerns_of_pupil(
    views: Database[Document],
    pupil_id: UUID,
    *,
    known: Document,
    cursor: str | None,
    limit: int,
) -> Page:
    """In whichever of the child's records they were raised."""
    records = records_of(views, pupil_id)
    where = {**known, "pupil_id": {"$in": records}, "status": {"$in": list(STANDING)}}
    return _concerns(views, where, cursor, limit)


def _concerns(views: Database[Document], where: Document, cursor: str | None, limit: int) -> Page:
    documents = live_collection(views, CONCERNS.name)
    return page(documents, where, order=NEWEST_CONCERN_FIRST, cursor=cursor, limit=limit)


def waiting(
    views: Database[Document], school_id: UUID, *, known: Document, limit: int
) -> list[Document]:
    """A school's open concerns: of those with a reply and of those without, at most `limit` that
    were raised first. What is promised of a concern is never promised for before an older one.
    """
    concerns = live_collection(views, CONCERNS.name)
    here = {**known, "pupil_id": {"$in": list(pupils_at(views, school_id))}}
    order = [("raised_on", ASCENDING), ("_id", ASCENDING)]
    return [
        one
        for status in OPEN
        for one in concerns.find({**here, "status": status}).sort(order).limit(limit)
    ]


def looks_due(
    views: Database[Document], school_id: UUID, on: date, *, known: Document
) -> list[Document]:
    """Concerns to look at again by a day that no later concern has taken up, earliest first.

    "Watch and review" and "not SEND" must not become silence. At most 200.
    """
    concerns = live_collection(views, CONCERNS.name)
    records = pupils_at(views, school_id)
    where = {
        **known,
        "look_again_on": {"$lte": on.isoformat(), "$type": "string"},
        "outcome": {"$in": [Outcome.WATCH_AND_REVIEW.value, Outcome.NOT_SEND.value]},
        "pupil_id": {"$in": list(records)},
    }
    # All of the school's, and not only those that follow the first 200: what was taken up stays in
    # this order for ever, and would in time be all that there is of them.
    later = {
        "follows": {"$ne": None},
        "pupil_id": {"$in": list(records)},
        "status": {"$in": list(STANDING)},
    }
    taken_up = {
        (one["follows"], records[one["pupil_id"]])
        for one in concerns.find(later, {"follows": 1, "pupil_id": 1})
    }
    order = [("look_again_on", ASCENDING), ("_id", ASCENDING)]
    due = (
        one
        for one in concerns.find(where).sort(order)
        if (one["_id"], records[one["pupil_id"]]) not in taken_up
    )
    return list(islice(due, MOST_DUE))


def requests_of_referral(
    views: Database[Document], referral_id: UUID, *, cursor: str | None, limit: int
) -> Page:
    """Which specialists were asked for a concern."""
    documents = live_collection(views, REQUESTS.name)
    where = {"referral_id": referral_id}
    return page(documents, where, order=NEWEST_REQUEST_FIRST, cursor=cursor, limit=limit)
