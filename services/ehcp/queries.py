"""Reads one case from its own events, and lists of them from the read model.

Every list is bounded: a page, newest first, with the cursor of the next one; or the nearest dates.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID

from pymongo.database import Database

from shared.access.pupils import pupils_at, records_of
from shared.commits import Document
from shared.errors import NotFound
from shared.eventstore import EventStore
from shared.http.paging import page
from shared.views import live_collection

from .domain.deadlines import Standing
from .domain.events import Event
from .handlers import case_stream
from .projections.cases import CASES, NEWEST_CASE_FIRST, TO_ANNOUNCE, whole

MOST_CASES_OF_SCHOOL: Final = 2_000
ENTRY: Final = ("entry_id", "type", "stands", "at", "basis", "letter_dated_on")
Page = tuple[list[Document], str | None]
Views = Database[dict[str, Any]]


def case(store: EventStore[Event], case_id: UUID) -> Document:
    """One case, struck out or not, as its own events tell it now. Raises NotFound.

    Folded here and not read from the view, so that whoever changed it sees the change.
    """
    document = whole(store.read(case_stream(case_id)).events)
    if document is None:
        raise NotFound
    return {**document, "_id": case_id}


def cases_of_school(
    views: Views, school_id: UUID, *, open_only: bool, cursor: str | None, limit: int
) -> Page:
    """Of the pupils who are at the school now, without those that were entered in error."""
    where = {"pupil_id": {"$in": list(pupils_at(views, school_id))}, "struck_out": None}
    return _cases(views, where | ({"open": True} if open_only else {}), cursor, limit)


def cases_of_pupil(views: Views, pupil_id: UUID, *, cursor: str | None, limit: int) -> Page:
    """In whichever of the child's records they were opened."""
    where = {"pupil_id": {"$in": records_of(views, pupil_id)}, "struck_out": None}
    return _cases(views, where, cursor, limit)


def _cases(views: Views, where: Document, cursor: str | None, limit: int) -> Page:
    documents = live_collection(views, CASES.name)
    return page(documents, where, order=NEWEST_CASE_FIRST, cursor=cursor, limit=limit)


def running_deadlines(
    views: Views, school_id: UUID, *, today: date, limit: int
) -> tuple[list[Document], bool]:
    """Every date of a school that runs, the earliest first, and whether there are more.

    Each: a deadline as the view has it, with case_id, pupil_id, authority, entries, version.
    """
    where = {
        "pupil_id": {"$in": list(pupils_at(views, school_id))},
        "deadlines.standing": Standing.RUNNING.value,
    }
    entry = (f"entries.{name}" for name in ENTRY)
    shown = dict.fromkeys(("pupil_id", "authority", "version", "deadlines", *entry), 1)
    found = live_collection(views, CASES.name).find(where, shown).limit(MOST_CASES_OF_SCHOOL)
    rows = sorted(_running(found, today), key=lambda row: (row["due_on"], str(row["case_id"])))
    return rows[:limit], len(rows) > limit


def still_counts(deadline: Document, today: date) -> bool:
    """Whether a date of a view runs: a duty's until it is done or owed no more, a right's or a
    time's until it is over. Nobody waits for a first day.
    """
    if deadline["standing"] != Standing.RUNNING.value or deadline.get("first_day"):
        return False
    if (deadline.get("owed_until") or today.isoformat()) < today.isoformat():
        return False
    # A document of before the last rebuild says nothing of it: whatever it has can be late.
    return bool(deadline.get("missable", True)) or deadline["due_on"] >= today.isoformat()


def _running(cases: Iterator[Document], today: date) -> Iterator[Document]:
    for one in cases:
        about = {name: one[name] for name in ("pupil_id", "authority", "entries", "version")}
        for deadline in one["deadlines"]:
            if still_counts(deadline, today):
                yield {**deadline, "case_id": one["_id"], **about}


def cases_to_announce(views: Views, on: date, *, at_once: int) -> Iterator[list[Document]]:
    """Cases with a notice to give on a day, so many at once, the longest due first: {_id,
    pupil_id}.

    By the index alone, in its order: of all other cases no document is touched. Without that
    index, before a rebuild, it fails and does not read them all.
    """
    found = live_collection(views, CASES.name).find(to_announce(on), {"pupil_id": 1})
    found = found.hint(TO_ANNOUNCE)
    while some := list(islice(found, at_once)):
        yield some


def to_announce(on: date) -> Document:
    """Which cases have a notice to give on a day."""
    day = on.isoformat()
    due = {"$elemMatch": {"on": {"$lte": day}, "until": {"$gte": day}}}
    return {"to_announce": due, "to_announce.on": {"$type": "string"}}  # as the index is partial
