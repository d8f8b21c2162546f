"""`delivery`: the sessions of `plans` that deliver section F, by pupil; `terms`: of each school.

A session that delivers nothing of an EHC plan is not kept. Which provision of section F it is owed
to, and how much, the case's own events say.
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..domain.delivery import Session, Term
from ..inbound import (
    DIRECTORY,
    PLANS,
    PlanEntryStruckOut,
    PlanEvent,
    ProvisionArranged,
    SessionDelivered,
    SessionMissed,
    TermDatesSet,
)


def keys(recorded: RecordedEvent[PlanEvent]) -> tuple[UUID, ...]:
    """One document per pupil."""
    return (recorded.event.pupil_id,)


def fold(pupil: Document | None, recorded: RecordedEvent[PlanEvent]) -> Document | None:
    """{_id: pupil_id, arranged: {id: {secures: UUID, minutes}},
    sessions: {id: {arranged: id, on: day, missed: reason | None}}}
    """
    event = recorded.event
    known = pupil or {"arranged": {}, "sessions": {}}
    match event:
        case ProvisionArranged():
            return _arranged(known, event) if event.secures else pupil
        case SessionDelivered():
            return _with_session(pupil, event, None)
        case SessionMissed():
            return _with_session(pupil, event, event.reason)
        case PlanEntryStruckOut():
            return _without(pupil, str(event.entry_id))


def _arranged(pupil: Document, event: ProvisionArranged) -> Document:
    one = {"secures": event.secures, "minutes": event.minutes}
    return {**pupil, "arranged": {**pupil["arranged"], str(event.provision_id): one}}


def _with_session(
    pupil: Document | None, event: SessionDelivered | SessionMissed, missed: str | None
) -> Document | None:
    arranged = str(event.provision_id)
    if pupil is None or arranged not in pupil["arranged"]:
        return pupil
    one = {"arranged": arranged, "on": day(event.effective_on), "missed": missed}
    return {**pupil, "sessions": {**pupil["sessions"], str(event.session_id): one}}


def _without(pupil: Document | None, entry_id: str) -> Document | None:
    """Help that never was had no sessions either."""
    if pupil is None or (entry_id not in pupil["arranged"] and entry_id not in pupil["sessions"]):
        return pupil
    left = {id_: one for id_, one in pupil["arranged"].items() if id_ != entry_id}
    sessions = {
        id_: one
        for id_, one in pupil["sessions"].items()
        if id_ != entry_id and one["arranged"] in left
    }
    return {**pupil, "arranged": left, "sessions": sessions}


def sessions_of(pupil: Document | None) -> list[Session]:
    """The sessions of a pupil's document, each with the provision of section F that it is for."""
    if pupil is None:
        return []
    arranged: dict[str, Any] = pupil["arranged"]
    return [
        Session(
            provision_id=arranged[one["arranged"]]["secures"],
            on=date.fromisoformat(one["on"]),
            minutes=arranged[one["arranged"]]["minutes"],
            missed=one["missed"],
        )
        for one in pupil["sessions"].values()
    ]


def school_keys(recorded: RecordedEvent[TermDatesSet]) -> tuple[UUID, ...]:
    return (recorded.event.school_id,)


def fold_school(_: Document | None, recorded: RecordedEvent[TermDatesSet]) -> Document | None:
    """{_id: school_id, terms: [{name, first_day, last_day, closed_on: [day]}]}"""
    return {
        "terms": [
            {
                "name": term.name,
                "first_day": day(term.first_day),
                "last_day": day(term.last_day),
                "closed_on": [day(one) for one in term.closed_on],
            }
            for term in recorded.event.terms
        ]
    }


def terms_of(school: Document | None) -> list[Term]:
    """The terms of a school's document; none where they are not known."""
    return [
        Term(
            name=one["name"],
            first_day=date.fromisoformat(one["first_day"]),
            last_day=date.fromisoformat(one["last_day"]),
            closed_on=frozenset(date.fromisoformat(closed) for closed in one["closed_on"]),
        )
        for one in (school or {"terms": []})["terms"]
    ]


DELIVERY: Final = View(name="delivery", keys=keys, fold=fold, reads={"plans": PLANS})
TERMS: Final = View(
    name="terms", keys=school_keys, fold=fold_school, reads={"directory": DIRECTORY}
)
