"""The parts of a case's document: what was told, and what was announced, each with its days."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID

from shared.commits import Document
from shared.documents import day, kept
from shared.personal import Personal
from shared.recorded import RecordedEvent

from ..domain.events import (
    Announcement,
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
    EhcpEntryStruckOut,
    Told,
)

COMMON: Final = frozenset(
    (
        *("case_id", "pupil_id", "entry_id", "corrects", "reason", "recorded_by"),
        *("imported_on", "effective_on"),
    )
)
TEXTS: Final = {"reasons": "text", "note": "text"}
HOISTED: Final = frozenset(
    (
        *("basis", "letter_dated_on", "decision", "rights"),
        *("decided_on", "sent_on", "served_on", "received_on", *TEXTS),
    )
)


def when(recorded: RecordedEvent[Any]) -> Document:
    """{on: day it was true, at: instant it was recorded, event_id}"""
    return {
        "on": day(recorded.effective_on),
        "at": recorded.recorded_at,
        "event_id": recorded.event_id,
    }


def entry(event: Told, recorded: RecordedEvent[Any]) -> Document:
    """{entry_id, type, by, corrects, reason, struck_out: None | {...}, on, at, event_id, and the
    type's own codes, days and text}
    """
    return {
        "entry_id": event.entry_id,
        "type": recorded.type,
        "by": event.recorded_by,
        "corrects": event.corrects,
        "reason": kept(event.reason),
        "struck_out": None,
        **_own(event),
        **when(recorded),
    }


def _own(event: Told) -> Document:
    """The days and codes that many entries have, a text, and `details`: all else that it says."""
    names = [one.name for one in fields(event) if one.name not in COMMON]
    own = {name: plain(getattr(event, name)) for name in names}
    shared = {TEXTS.get(name, name): own.pop(name) for name in names if name in HOISTED}
    return {**shared, "details": own}


def plain(value: Any) -> Any:
    """A value of an event as documents keep it: days as texts, codes as values, texts sealed."""
    if isinstance(value, Personal):
        return kept(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return value


def struck(case: Document, event: EhcpEntryStruckOut, recorded: RecordedEvent[Any]) -> Document:
    """The entries with one of them struck out: it stays, and shows why."""
    mark = {"by": event.struck_out_by, "reason": kept(event.reason), **when(recorded)}
    return {
        "entries": [
            {**one, "struck_out": mark} if one["entry_id"] == event.entry_id else one
            for one in case["entries"]
        ]
    }


def marked(entries: list[Document], standing: set[UUID]) -> list[Document]:
    """The entries, each with whether it stands: neither struck out nor replaced."""
    return [{**one, "stands": one["entry_id"] in standing} for one in entries]


def notice(event: Announcement, recorded: RecordedEvent[Any]) -> Document:
    """{notice_id, what, rule, about, due_on, responsible, days_left | days_in_hand | None,
    withdrawn: None | {...}, on, at, event_id}
    """
    what, days_left, days_in_hand = _said(event)
    return {
        "notice_id": event.notice_id,
        "what": what,
        "rule": event.rule,
        "about": event.about,
        "due_on": day(event.due_on),
        "responsible": event.responsible.value,
        "days_left": days_left,
        "days_in_hand": days_in_hand,
        "withdrawn": None,
        **when(recorded),
    }


def _said(event: Announcement) -> tuple[str, int | None, int | None]:
    match event:
        case EhcpDeadlineApproaching():
            return "approaching", event.days_left, None
        case EhcpDeadlineMissed():
            return "missed", None, None
        case EhcpDeadlineMet():
            return "met", None, event.days_in_hand


def withdrawn(
    case: Document, event: EhcpDeadlineWithdrawn, recorded: RecordedEvent[Any]
) -> Document:
    """The notices with those withdrawn that were wrong: each stays, and says why it was."""
    mark, wrong = {"cause": event.cause.value, **when(recorded)}, {event.withdraws, *event.also}
    return {
        "notices": [
            {**one, "withdrawn": mark} if one["notice_id"] in wrong else one
            for one in case["notices"]
        ]
    }
