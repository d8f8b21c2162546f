"""`cases`: each EHC case with what was told, its deadlines, and the days of its next notices."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

import msgspec
from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.calendar import london_date
from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent
from shared.rulebook.digest import STATUTE, digest
from shared.shapes import convert
from shared.views import View

from ..codec import CASE_EVENTS, SERVICE
from ..domain.appealable import appeal_open
from ..domain.clocks.counting import can_be_missed, is_first_day
from ..domain.deadlines import Deadline, deadlines
from ..domain.events import (
    EhcpAssessmentRequested,
    EhcpCaseStruckOut,
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineResumed,
    EhcpDeadlineStopped,
    EhcpDeadlineWithdrawn,
    EhcpEntryStruckOut,
    EhcpUnderFiveRecorded,
    Event,
    Told,
)
from ..domain.facts import EhcCase
from ..domain.keeping import entries
from ..domain.moves import last_transfer
from ..domain.notices import ToCome, to_come
from ..domain.reminders import REMINDERS
from ..domain.stage import is_open, stage
from ..domain.state import evolve
from ..domain.terms import NotKnown
from .entries import entry, marked, notice, struck, when, withdrawn


class NotOpened(Exception):
    """An event of a case came before its beginning: the feed is out of order."""


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    """One document per case."""
    return (recorded.event.case_id,)


def fold(case: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """What a case's document then is. Days are "2026-11-22", texts sealed, ids UUID.

    {_id: case_id, pupil_id, school_id: at that time, requester, asked_of, authority: {code, name},
    asked_on: day, asked_at: instant, asked_by, family_consulted_on, reasons, referral_id,
    entries: [{entry_id, type, by, corrects, reason, struck_out, stands, on, at, event_id, and the
    type's own}], notices: [{notice_id, what, rule, due_on, responsible, days_left, days_in_hand,
    withdrawn, on, at, event_id}], struck_out: None | {by, reason, replaced_by, on, at, event_id},
    stage, open, appeal_open, exception_claimed: bool, deadlines: [{rule, about, started_by,
    inputs: {event: day | word}, standing, missable, first_day: bool,
    start_on, due_on, done_on, owed_until}],
    to_announce: [{on: day, until: day}], state: what `state_of` reads, version}

    The deadlines are as counted by the rule book at the time of the fold: with another book, or
    with other distances of reminders, the view is made anew.
    """
    state = EhcCase() if case is None else state_of(case)
    return _with_state(_changed(case, recorded), evolve(state, recorded.event), recorded)


def whole(events: Iterable[RecordedEvent[Event]]) -> Document | None:
    """What `fold` makes of all events of a case, counted once, at the end; None without any."""
    case, state, last = None, EhcCase(), None
    for recorded in events:
        case, state, last = _changed(case, recorded), evolve(state, recorded.event), recorded
    return None if case is None or last is None else _with_state(case, state, last)


def state_of(case: Document) -> EhcCase:
    """The aggregate's state, as the document keeps it in plain values."""
    return convert(case["state"], EhcCase)


def _with_state(case: Document, state: EhcCase, recorded: RecordedEvent[Event]) -> Document:
    since = london_date(recorded.recorded_at)
    standing = {one.entry_id for _, one in entries(state)}
    found = deadlines(state)
    return {
        **case,
        "entries": marked(case["entries"], standing),
        "stage": stage(state).value,
        "open": is_open(state, found),
        "appeal_open": appeal_open(state),
        "exception_claimed": bool(state.claims),
        "authority": _authority(case, state),
        "deadlines": [_deadline(one) for one in found],
        "to_announce": [_to_announce(one) for one in to_come(state, found, since)],
        "state": msgspec.to_builtins(state),
        "version": recorded.version,
    }


def _deadline(deadline: Deadline) -> Document:
    return {
        "rule": deadline.rule,
        "about": deadline.about,
        "started_by": deadline.started_by,
        "inputs": {name: _told_as(value) for name, value in deadline.inputs.items()},
        "standing": deadline.standing.value,
        "missable": deadline.limit is not None and can_be_missed(deadline.limit),
        "first_day": deadline.limit is not None and is_first_day(deadline.limit.rule),
        "start_on": day(deadline.limit.start_on) if deadline.limit else None,
        "due_on": day(deadline.due_on),
        "done_on": day(deadline.done_on),
        "owed_until": day(deadline.owed_until),
    }


def _to_announce(notice: ToCome) -> Document:
    return {"on": day(notice.on), "until": day(notice.until or date.max)}


def _authority(case: Document, state: EhcCase) -> Document:
    """Whose plan it is: of the council that was asked, or of the last one it went over to."""
    last = last_transfer(state)
    if last is None:
        return dict(case.get("asked_of") or case["authority"])
    return {"code": last.to.code, "name": last.to.name}


def _told_as(value: date | str | None) -> str | None:
    return day(value) if isinstance(value, date) else value


def _begun(event: EhcpAssessmentRequested, recorded: RecordedEvent[Event]) -> Document:
    return {
        "pupil_id": event.pupil_id,
        "school_id": recorded.school_id,
        "requester": event.requester.value,
        "asked_of": {"code": event.authority.code, "name": event.authority.name},
        "asked_on": None if NotKnown.ASKED_ON in event.not_known else day(event.effective_on),
        "asked_at": recorded.recorded_at,
        "asked_by": event.recorded_by,
        "family_consulted_on": day(event.family_consulted_on),
        "reasons": kept(event.reasons),
        "referral_id": event.referral_id,
        "entries": [],
        "notices": [],
        "struck_out": None,
    }


def _changed(case: Document | None, recorded: RecordedEvent[Event]) -> Document:
    """The document with what an event tells, and not yet with what follows from it."""
    if case is None and not isinstance(recorded.event, EhcpAssessmentRequested):
        raise NotOpened(recorded.stream)
    before = case or {}
    return {**before, **_change(before, recorded)}


def _change(case: Document, recorded: RecordedEvent[Event]) -> Document:
    match recorded.event:
        case EhcpAssessmentRequested() as event:
            return _begun(event, recorded)
        case EhcpEntryStruckOut() as event:
            return struck(case, event, recorded)
        case EhcpCaseStruckOut() as event:
            return {"struck_out": _struck_out(event, recorded)}
        case EhcpDeadlineApproaching() | EhcpDeadlineMissed() | EhcpDeadlineMet() as event:
            return {"notices": [*case["notices"], notice(event, recorded)]}
        case EhcpDeadlineWithdrawn() as event:
            return withdrawn(case, event, recorded)
        case EhcpDeadlineStopped() | EhcpDeadlineResumed() | EhcpUnderFiveRecorded():
            return {}  # of the state alone
        case told:
            return _told(case, told, recorded)


def _told(case: Document, event: Told, recorded: RecordedEvent[Event]) -> Document:
    return {"entries": [*case["entries"], entry(event, recorded)]}


def _struck_out(event: EhcpCaseStruckOut, recorded: RecordedEvent[Event]) -> Document:
    return {
        "by": event.struck_out_by,
        "reason": kept(event.reason),
        "replaced_by": event.replaced_by,
        **when(recorded),
    }


NEWEST_CASE_FIRST: Final = (("asked_at", DESCENDING), ("_id", ASCENDING))
TO_ANNOUNCE: Final = "to_announce"
CASES: Final = View(
    name="cases",
    keys=keys,
    fold=fold,
    reads={SERVICE: CASE_EVENTS},
    indexes=(
        IndexModel([("pupil_id", ASCENDING), *NEWEST_CASE_FIRST], name="pupil"),
        IndexModel(
            [("to_announce.on", ASCENDING), ("to_announce.until", ASCENDING)],
            name=TO_ANNOUNCE,
            partialFilterExpression={"to_announce.on": {"$type": "string"}},
        ),
    ),
    edition="6",
    data=digest(STATUTE, REMINDERS),
)
