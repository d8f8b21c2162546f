"""The facts that are missing in a school's cases, from the read model. Bounded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pymongo.database import Database

from shared.access.pupils import pupils_at
from shared.commits import Document
from shared.views import live_collection

from ..domain.facts import EhcCase
from ..projections.cases import CASES, state_of
from ..queries import MOST_CASES_OF_SCHOOL
from .missing import QUESTIONS, Fact, missing
from .telling import case_id_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """rows: {case_id, pupil_id, authority, fact, ask, said, why}. more: there are others.

    taken_over: how many of the school's cases came from a list; last_on: the latest day of one.
    """

    rows: list[Document]
    more: bool
    taken_over: int
    last_on: date | None


def missing_of_school(
    views: Database[dict[str, Any]], school_id: UUID, today: date, *, limit: int
) -> Missing:
    """Of the pupils who are at the school now, the most urgent questions first."""
    where = {"pupil_id": {"$in": list(pupils_at(views, school_id))}, "struck_out": None}
    shown = {"pupil_id": 1, "authority": 1, "state": 1}
    found = live_collection(views, CASES.name).find(where, shown).limit(MOST_CASES_OF_SCHOOL)
    cases = [(one, state_of(one)) for one in found]
    order = list(Fact)
    rows = sorted(
        (row for one, state in cases for row in _rows(one, state, today)),
        key=lambda row: (order.index(row["fact"]), str(row["case_id"])),
    )
    lists = [state.taken_over[-1].on for one, state in cases if _of_a_list(one, state)]
    return Missing(
        rows=rows[:limit],
        more=len(rows) > limit,
        taken_over=len(lists),
        last_on=max(lists, default=None),
    )


def _of_a_list(case: Document, state: EhcCase) -> bool:
    """A pupil's one case that lists tell of; another began when the pupil came with a plan."""
    return bool(state.taken_over) and case["_id"] == case_id_of(case["pupil_id"])


def _rows(case: Document, state: EhcCase, today: date) -> Iterator[Document]:
    about = {"case_id": case["_id"], "pupil_id": case["pupil_id"], "authority": case["authority"]}
    for fact in missing(state, today):
        asked = QUESTIONS[fact]
        yield {**about, "fact": fact, "ask": asked.ask, "said": asked.said, "why": asked.why}
