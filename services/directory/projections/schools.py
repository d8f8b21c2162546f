"""`schools`: the schools of the trust with their terms. Nothing in it is about a person."""

from typing import Final
from uuid import UUID

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import CODEC
from ..domain.events import Event, SchoolDetailsChanged, SchoolJoinedTrust, Term, TermDatesSet


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    match recorded.event:
        case SchoolJoinedTrust() | SchoolDetailsChanged() | TermDatesSet() as event:
            return (event.school_id,)
        case _:
            return ()


def fold(school: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """{_id: UUID, name, urn, laestab, phase, la_code, postcode | None, joined_on: day,
    terms: [{name, first_day, last_day, closed_on: [day]}], version: int}"""
    known = school or {"terms": [], "joined_on": None}
    match recorded.event:
        case SchoolJoinedTrust() as event:
            joined = {"joined_on": day(event.effective_on)}
            return {**known, **_details(event), **joined, "version": recorded.version}
        case SchoolDetailsChanged() as event:
            return {**known, **_details(event), "version": recorded.version}
        case TermDatesSet() as event:
            terms = [_term(term) for term in event.terms]
            return {**known, "terms": terms, "version": recorded.version}
        case _:
            return school


def _details(event: SchoolJoinedTrust | SchoolDetailsChanged) -> Document:
    return {
        "name": event.name,
        "urn": event.urn,
        "laestab": event.laestab,
        "phase": event.phase.value,
        "la_code": event.la_code,
        "postcode": event.postcode,
    }


def _term(term: Term) -> Document:
    return {
        "name": term.name,
        "first_day": day(term.first_day),
        "last_day": day(term.last_day),
        "closed_on": [day(one) for one in term.closed_on],
    }


SCHOOLS: Final = View(name="schools", keys=keys, fold=fold, reads={"directory": CODEC})
