"""Reads one plan from its own events, and lists of them from the read model."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Final
from uuid import UUID

from pymongo import ASCENDING
from pymongo.database import Database

from shared.access.pupils import join_pupil, pupils_at, records_of
from shared.commits import Document
from shared.errors import NotFound
from shared.eventstore import EventStore
from shared.http.paging import page
from shared.views import live_collection

from .domain.events import Event
from .handlers import plan_stream
from .projections.plans import NEWEST_PLAN_FIRST, PLANS, SOONEST_REVIEW_FIRST, fold

PLANS_VIEW: Final = PLANS.name
STATUSES: Final = ("open", "closed", "withdrawn")
MOST_OF_PUPIL: Final = 100
Page = tuple[list[Document], str | None]


def plan(store: EventStore[Event], plan_id: UUID) -> Document:
    """One plan as its own events tell it now. Raises NotFound.

    Folded here and not read from the view, so that whoever changed it sees the change.
    """
    nothing: Document | None = None
    document = reduce(fold, store.read(plan_stream(plan_id)).events, nothing)
    if document is None:
        raise NotFound
    return {**document, "_id": plan_id}


def plans_of_school(
    views: Database[Document],
    school_id: UUID,
    *,
    statuses: Sequence[str],
    cursor: str | None,
    limit: int,
) -> Page:
    """Of the pupils who are at the school now: without a review date first, then the soonest."""
    pupils = pupils_at(views, school_id)
    where = {"status": {"$in": list(statuses)}, "pupil_id": {"$in": list(pupils)}}
    documents = live_collection(views, PLANS.name)
    return page(documents, where, order=SOONEST_REVIEW_FIRST, cursor=cursor, limit=limit)


def plans_of_pupil(views: Database[Document], pupil_id: UUID) -> list[Document]:
    """All that a pupil ever had, in any record, the newest first; at most 100."""
    where = {"pupil_id": {"$in": records_of(views, pupil_id)}}
    found = live_collection(views, PLANS.name).find(where)
    return list(found.sort(list(NEWEST_PLAN_FIRST)).limit(MOST_OF_PUPIL))


def reviews_due(views: Database[Document], on: date, most: int) -> list[Document]:
    """Open plans whose review day has come by a day and was not told of, the earliest first.

    {_id: plan_id, notice_on: day, school_id: the pupil's now}. A pupil who has left the trust, or
    was erased, has nobody here who could review.
    """
    today = on.isoformat()
    found = live_collection(views, PLANS.name).aggregate(
        [
            {"$match": {"notice_on": {"$type": "string", "$lte": today}}},
            {"$sort": {"notice_on": ASCENDING, "_id": ASCENDING}},
            *join_pupil(views, "$pupil_id"),
            {"$match": {"$or": [{"pupil.left_on": None}, {"pupil.left_on": {"$gt": today}}]}},
            {"$limit": most},
            {"$project": {"notice_on": 1, "school_id": "$pupil.school_id"}},
        ]
    )
    return list(found)
