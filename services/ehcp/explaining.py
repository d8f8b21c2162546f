"""A case's deadlines in words: where each starts, how it was counted, how sure that is.

Counted anew for every reader, by the rule book and the bank holidays as they are now.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from shared.calendar import london_date
from shared.commits import Document
from shared.rulebook.limits import Limit, compute
from shared.rulebook.reading import BOOK
from shared.rulebook.words import authority, in_full

from .can_do import can_do
from .domain.claiming import judged, title_of
from .domain.clocks.changing import REASSESS_DECIDE
from .domain.clocks.counting import Inputs
from .domain.deadlines import (
    DRAFT_PLAN,
    RULES,
    SCHOOL_ADVICE,
    Deadline,
    Standing,
    deadlines,
    status_on,
)
from .domain.facts import EhcCase
from .domain.flags import flags
from .domain.stage import stage
from .domain.terms import Basis, Requester
from .in_words import in_words
from .projections.cases import state_of

NOT_KNOWN: Final = "Not known: ask the council on which day it received the request."
BECAME_RESPONSIBLE: Final = "the council became responsible for the child"
FROM_RECEIPT: Final = frozenset(RULES) - {SCHOOL_ADVICE} | {DRAFT_PLAN}


def explained(case: Document, today: date) -> Document:
    """A case's document with every deadline explained, and what is flagged.

    deadlines: [{rule, about, title, source, force, kind, responsible, status, start_event,
    start_on, due_on, last_working_day_on, provisional, closed_because, explanation: {start,
    counted, stays, aim, authority, holder, means} | None, sure: {basis, said},
    can_do: [sentences], done_on, days_in_hand, days_left, exceptions: [{entry_id, ground, title,
    claimed_by, claimed_on, family_told_on, holds: bool | None, said}]}]
    """
    state = state_of(case)
    found = deadlines(state)
    return {
        **case,
        "stage": stage(state).value,
        "deadlines": [
            {**_deadline(case, one, today), "exceptions": _exceptions(state, one)} for one in found
        ],
        "flags": [
            {
                "mark": one.mark.value,
                "rule": one.rule,
                "source": one.source,
                "days": one.days,
                "about": one.about,
                "phrase": one.phrase,
                "said": one.said,
            }
            for one in flags(state, found)
        ],
    }


def _deadline(case: Document, deadline: Deadline, today: date) -> Document:
    rule = deadline.limit.rule if deadline.limit else BOOK.latest(deadline.rule)
    return {
        "rule": rule.id,
        "about": deadline.about,
        "title": rule.title,
        "source": rule.source,
        "force": rule.force.value,
        "kind": rule.kind.value,
        "responsible": rule.responsible.value,
        "status": status_on(deadline, today).value,
        "start_event": rule.start_event,
        **_days(deadline.limit),
        "authority": authority(rule, deadline.limit.start_on if deadline.limit else today),
        "explanation": _explanation(case, deadline),
        "sure": _how_sure(case, deadline),
        "can_do": list(can_do(deadline, today)),
        "done_on": deadline.done_on,
        "days_in_hand": deadline.days_in_hand,
        "days_left": _days_left(deadline, today),
    }


def _exceptions(state: EhcCase, deadline: Deadline) -> list[Document]:
    """The excuses that were claimed for a clock, and whether they can hold."""
    ours = [one for one in state.claims if (one.rule, one.about) == deadline.clock]
    judgements = [(one, judged(state, one)) for one in ours]
    return [
        {
            "entry_id": one.entry_id,
            "ground": one.ground.value,
            "title": title_of(one.ground),
            "claimed_by": one.claimed_by.value,
            "claimed_on": one.on,
            "family_told_on": one.family_told_on,
            "holds": verdict.holds,
            "said": verdict.said,
        }
        for one, verdict in judgements
    ]


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


def _explanation(case: Document, deadline: Deadline) -> Document | None:
    other = case["requester"] == Requester.OTHER.value and deadline.rule in FROM_RECEIPT
    told = in_words(deadline, starts_when=BECAME_RESPONSIBLE if other else None)
    if told is None:
        return None
    return {
        "start": told.start,
        "counted": told.counted,
        "stays": told.stays,
        "aim": told.aim,
        "authority": told.authority,
        "holder": told.holder,
        "means": told.means,
    }


def _how_sure(case: Document, deadline: Deadline) -> Document:
    if deadline.limit is None and deadline.started_by is not None:
        return {"basis": None, "said": _unknown(deadline.rule)}
    return how_sure(case["entries"], deadline.rule, deadline.started_by)


def how_sure(entries: Sequence[Document], rule: str, started_by: UUID | None) -> Document:
    """{basis: "council-letter" | "as-told" | "recorded" | None, said: a sentence}

    started_by: the entry that the clock starts from; of the clocks from the receipt none.
    """
    if started_by is not None:
        return _recorded(entries, rule, started_by)
    standing = [one for one in entries if one["type"] == "ehcp-receipt-recorded" and one["stands"]]
    if rule not in FROM_RECEIPT or not standing:
        return {"basis": None, "said": NOT_KNOWN if rule in FROM_RECEIPT else _unknown(rule)}
    start: Any = standing[-1]
    if start["basis"] == Basis.COUNCIL_LETTER.value:
        letter_of = in_full(date.fromisoformat(start["letter_dated_on"]))
        return {
            "basis": start["basis"],
            "said": f"Confirmed by the council's letter of {letter_of}.",
        }
    return _as_told(start)


def _recorded(entries: Sequence[Document], rule: str, started_by: UUID) -> Document:
    """Of a clock that starts from an entry of the case."""
    start: Any = next((one for one in entries if one["entry_id"] == started_by), None)
    if start is None:
        return {"basis": None, "said": _unknown(rule)}
    if rule == REASSESS_DECIDE:
        return _as_told(start)  # its receipt by the council, of which no letter is recorded
    recorded_on = in_full(london_date(start["at"]))
    return {"basis": "recorded", "said": f"Recorded by the school on {recorded_on}."}


def _as_told(receipt: Document) -> Document:
    """Of a day on which the council received something, by the entry that tells it."""
    recorded_on = in_full(london_date(receipt["at"]))
    said = f"As told by the school on {recorded_on}; not confirmed by the council."
    return {"basis": Basis.AS_TOLD.value, "said": said}


def _unknown(rule: str) -> str:
    return f"Not known: ask on which day {BOOK.latest(rule).starts_when}."


def explained_row(row: Document, today: date) -> Document:
    """A running deadline of a list: as the view has it, with its rule and what is left."""
    counted = compute(row["rule"], _told(_inputs(row)))
    until = row.get("owed_until")
    deadline = Deadline(
        rule=row["rule"],
        standing=Standing.RUNNING,
        limit=counted,
        owed_until=date.fromisoformat(until) if until else None,
    )
    return {
        "case_id": row["case_id"],
        "pupil_id": row["pupil_id"],
        "authority": row["authority"],
        "rule": counted.rule.id,
        "about": row.get("about"),
        "title": counted.rule.title,
        "source": counted.rule.source,
        "force": counted.rule.force.value,
        "kind": counted.rule.kind.value,
        "responsible": counted.rule.responsible.value,
        "status": status_on(deadline, today).value,
        **_days(counted),
        "sure": how_sure(row["entries"], row["rule"], row.get("started_by")),
        "days_left": (counted.due_on - today).days,
    }


def _inputs(row: Document) -> Mapping[str, str | None]:
    """What its rule was told; in a document of before the last rebuild, its start alone."""
    return row.get("inputs") or {BOOK.latest(row["rule"]).start_event: row["start_on"]}


def _told(inputs: Mapping[str, str | None]) -> Inputs:
    """What the view was told: days as days again, words as they are."""
    return {
        name: date.fromisoformat(value) if value and value[:1].isdigit() else value
        for name, value in inputs.items()
    }
