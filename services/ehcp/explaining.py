"""A case's deadlines in words: where each starts, how it was counted, how sure that is.

Counted anew for every reader, by the rule book and the bank holidays as they are now.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from shared.calendar import london_date
from shared.commits import Document
from shared.rulebook.limits import Limit, limit
from shared.rulebook.reading import BOOK
from shared.rulebook.words import authority, explain, in_full

from .domain.deadlines import SCHOOL_ADVICE, Deadline, Standing, deadlines, status_on
from .domain.flags import flags
from .domain.stage import stage
from .domain.terms import Basis, Requester
from .projections.cases import state_of

NOT_KNOWN: Final = "Not known: ask the council on which day it received the request."
BECAME_RESPONSIBLE: Final = "the council became responsible for the child"
START_TYPES: Final[Mapping[str, str]] = {SCHOOL_ADVICE: "ehcp-advice-requested"}


def explained(case: Document, today: date) -> Document:
    """A case's document with every deadline explained, and what is flagged.

    deadlines: [{rule, title, source, force, responsible, status, start_event, start_on, due_on,
    last_working_day_on, provisional, closed_because, explanation: {start, counted, stays, aim,
    authority} | None, sure: {basis, said}, done_on, days_in_hand, days_left}]
    """
    state = state_of(case)
    found = deadlines(state)
    return {
        **case,
        "stage": stage(state).value,
        "deadlines": [_deadline(case, one, today) for one in found],
        "flags": [
            {"mark": one.mark.value, "rule": one.rule, "days": one.days, "said": one.said}
            for one in flags(state, found)
        ],
    }


def _deadline(case: Document, deadline: Deadline, today: date) -> Document:
    rule = deadline.limit.rule if deadline.limit else BOOK.latest(deadline.rule)
    return {
        "rule": rule.id,
        "title": rule.title,
        "source": rule.source,
        "force": rule.force.value,
        "responsible": rule.responsible.value,
        "status": status_on(deadline, today).value,
        "start_event": rule.start_event,
        **_days(deadline.limit),
        "authority": authority(rule, deadline.limit.start_on if deadline.limit else today),
        "explanation": _explanation(case, deadline.limit),
        "sure": how_sure(case["entries"], deadline.rule),
        "done_on": deadline.done_on,
        "days_in_hand": deadline.days_in_hand,
        "days_left": _days_left(deadline, today),
    }


def _days(counted: Limit | None) -> Document:
    if counted is None:
        return {
            **dict.fromkeys(("start_on", "due_on", "last_working_day_on", "closed_because")),
            "provisional": False,
        }
    return {
        "start_on": counted.start_on,
        "due_on": counted.due_on,
        "last_working_day_on": counted.last_working_day_on,
        "closed_because": counted.closed_because,
        "provisional": counted.provisional,
    }


def _days_left(deadline: Deadline, today: date) -> int | None:
    if deadline.standing is not Standing.RUNNING or deadline.limit is None:
        return None
    return (deadline.limit.due_on - today).days


def _explanation(case: Document, counted: Limit | None) -> Document | None:
    if counted is None:
        return None
    other = case["requester"] == Requester.OTHER.value and counted.rule.id != SCHOOL_ADVICE
    told = explain(counted, starts_when=BECAME_RESPONSIBLE if other else None)
    return {
        "start": told.start,
        "counted": told.counted,
        "stays": told.stays,
        "aim": told.aim,
        "authority": told.authority,
    }


def how_sure(entries: Sequence[Document], rule: str) -> Document:
    """{basis: "council-letter" | "as-told" | "recorded" | None, said: a sentence}"""
    kind = START_TYPES.get(rule, "ehcp-receipt-recorded")
    standing = [one for one in entries if one["type"] == kind and one["stands"]]
    if not standing:
        return {"basis": None, "said": NOT_KNOWN}
    start: Any = standing[-1]
    recorded_on = in_full(london_date(start["at"]))
    if rule in START_TYPES:
        return {"basis": "recorded", "said": f"Recorded by the school on {recorded_on}."}
    if start["basis"] == Basis.COUNCIL_LETTER.value:
        letter_of = in_full(date.fromisoformat(start["letter_dated_on"]))
        return {
            "basis": start["basis"],
            "said": f"Confirmed by the council's letter of {letter_of}.",
        }
    said = f"As told by the school on {recorded_on}; not confirmed by the council."
    return {"basis": start["basis"], "said": said}


def explained_row(row: Document, today: date) -> Document:
    """A running deadline of a list: as the view has it, with its rule and what is left."""
    counted = limit(row["rule"], date.fromisoformat(row["start_on"]))
    deadline = Deadline(rule=row["rule"], standing=Standing.RUNNING, limit=counted)
    return {
        "case_id": row["case_id"],
        "pupil_id": row["pupil_id"],
        "authority": row["authority"],
        "rule": counted.rule.id,
        "title": counted.rule.title,
        "source": counted.rule.source,
        "force": counted.rule.force.value,
        "responsible": counted.rule.responsible.value,
        "status": status_on(deadline, today).value,
        **_days(counted),
        "sure": how_sure(row["entries"], row["rule"]),
        "days_left": (counted.due_on - today).days,
    }
