"""`calendar`: the dates of each case as calendars show them, with how often each has changed."""

from typing import Final
from uuid import UUID

import msgspec
from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.recorded import RecordedEvent
from shared.rulebook.digest import STATUTE
from shared.shapes import convert
from shared.views import View

from ..codec import CASE_EVENTS, SERVICE
from ..domain.calendar import CalendarDate, dates_after
from ..domain.deadlines import deadlines
from ..domain.events import EhcpAssessmentRequested, Event
from ..domain.facts import EhcCase
from ..domain.state import evolve
from .cases import NotOpened


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    """One document per case."""
    return (recorded.event.case_id,)


def fold(case: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """{_id: case_id, pupil_id, dates: what `dates_of` reads, state: of the case, version}

    The dates are as counted by the rule book at the time of the fold: with another book the view
    is made anew.
    """
    event = recorded.event
    if isinstance(event, EhcpAssessmentRequested):
        case = {"pupil_id": event.pupil_id, "dates": [], "state": {}}
    if case is None:
        raise NotOpened(recorded.stream)
    state = evolve(convert(case["state"], EhcCase), event)
    dates = dates_after(dates_of(case), deadlines(state), recorded.recorded_at)
    return {
        "pupil_id": case["pupil_id"],
        "dates": msgspec.to_builtins(dates),
        "state": msgspec.to_builtins(state),
        "version": recorded.version,
    }


def dates_of(case: Document) -> list[CalendarDate]:
    """The dates of a document, those that were withdrawn too."""
    return convert(case["dates"], list[CalendarDate])


CALENDAR: Final = View(
    name="calendar",
    keys=keys,
    fold=fold,
    reads={SERVICE: CASE_EVENTS},
    indexes=(IndexModel([("pupil_id", ASCENDING)], name="pupil"),),
    edition="6",
    data=STATUTE,
)
