"""What somebody's calendar shows: the dates of the pupils whom their grants name, bounded."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from pymongo.database import Database

from shared.access.grants import Grant, Scope
from shared.access.pupils import pupils_at, with_merged
from shared.calendar import london_date
from shared.commits import Document
from shared.views import live_collection

from .domain.calendar import CalendarDate, Mark, entry_id
from .explaining import explained_row
from .projections.calendar import CALENDAR, dates_of
from .projections.cases import CASES
from .queries import ENTRY, MOST_CASES_OF_SCHOOL

PAST: Final = timedelta(days=92)
AHEAD: Final = timedelta(days=548)
MOST_DATES: Final = 500
Views = Database[dict[str, Any]]


def pupils_of(views: Views, grants: Sequence[Grant]) -> list[UUID]:
    """Whom the grants name: a family's pupils, without erased ones, and those who are at a school
    now."""
    family = [one.id for one in grants if one.scope is Scope.PUPIL and one.id]
    schools = [one.id for one in grants if one.scope is Scope.SCHOOL and one.id]
    known = with_merged(views, family)
    return [*known, *(pupil for school_id in schools for pupil in pupils_at(views, school_id))]


def calendar(
    views: Views, pupils: Sequence[UUID], today: date, *, most: int = MOST_DATES
) -> tuple[list[Document], bool]:
    """The dates of three months past and 18 to come, and whether there are more than `most`.

    Each: a row as `explained_row` makes it, with uid, sequence, changed_at, mark, done_on. A date
    that was withdrawn is there for three months, so that every calendar has dropped it.
    """
    where = {"pupil_id": {"$in": list(pupils)}}
    found = live_collection(views, CALENDAR.name).find(where, {"dates": 1, "pupil_id": 1})
    dates = sorted(_within(found.limit(MOST_CASES_OF_SCHOOL), today), key=_first)
    cases = _cases(views, {case["_id"] for case, _ in dates[:most]})
    rows = [
        _row({**case, **cases[case["_id"]]}, one, today)
        for case, one in dates[:most]
        if case["_id"] in cases  # the other view may be a moment behind
    ]
    return rows, len(dates) > most


def _within(cases: Iterator[Document], today: date) -> Iterator[tuple[Document, CalendarDate]]:
    for case in cases:
        for one in dates_of(case):
            gone = one.mark is Mark.WITHDRAWN and london_date(one.changed_at) < today - PAST
            if not gone and today - PAST <= one.due_on <= today + AHEAD:
                yield case, one


def _first(dated: tuple[Document, CalendarDate]) -> tuple[bool, date, str]:
    """What is still to be done stands first, should there be too many."""
    case, one = dated
    return one.mark is not Mark.DUE, one.due_on, f"{case['_id']}/{one.rule}/{one.about}"


def _cases(views: Views, ids: set[UUID]) -> dict[UUID, Document]:
    """Case -> its council, and the entries that say how sure a date is."""
    entry = (f"entries.{name}" for name in ENTRY)
    shown = dict.fromkeys(("authority", *entry), 1)
    found = live_collection(views, CASES.name).find({"_id": {"$in": list(ids)}}, shown)
    return {one["_id"]: one for one in found}


def _row(case: Document, one: CalendarDate, today: date) -> Document:
    told = {
        "case_id": case["_id"],
        "pupil_id": case["pupil_id"],
        "authority": case["authority"],
        "entries": case.get("entries", []),
        "rule": one.rule,
        "about": one.about,
        "started_by": one.started_by,
        "inputs": one.inputs,
        "owed_until": one.owed_until.isoformat() if one.owed_until else None,
    }
    row = explained_row(told, today)
    return {
        **row,
        "uid": entry_id(case["_id"], one.rule, one.about),
        # Counted anew for every reader: where the law or a bank holiday has moved the date since
        # the view was built, that is one more change.
        "sequence": one.sequence + (row["due_on"] != one.due_on),
        "changed_at": one.changed_at,
        "mark": one.mark.value,
        "done_on": one.done_on,
    }
