"""The parts of a case's document: what was told, and what was announced, each with its days."""

from typing import Any
from uuid import UUID

from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent

from ..domain.events import (
    Announcement,
    EhcpAdviceRequested,
    EhcpAdviceSubmitted,
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
    EhcpDecisionRecorded,
    EhcpEntryStruckOut,
    EhcpPlanDecisionRecorded,
    EhcpPlanFinalised,
    EhcpReceiptRecorded,
    Told,
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
    match event:
        case EhcpReceiptRecorded():
            return {"basis": event.basis.value, "letter_dated_on": day(event.letter_dated_on)}
        case EhcpDecisionRecorded() | EhcpPlanDecisionRecorded():
            return {
                "decision": event.decision.value,
                "decided_on": day(event.decided_on),
                "sent_on": day(event.sent_on),
                "received_on": day(event.received_on),
                "text": kept(event.reasons),
            }
        case EhcpAdviceRequested():
            return {}
        case EhcpAdviceSubmitted():
            return {"text": kept(event.note)}
        case EhcpPlanFinalised():
            return {"sent_on": day(event.sent_on), "received_on": day(event.received_on)}


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
    """{notice_id, what, rule, due_on, responsible, days_left | days_in_hand | None, withdrawn:
    None | {...}, on, at, event_id}
    """
    what, days_left, days_in_hand = _said(event)
    return {
        "notice_id": event.notice_id,
        "what": what,
        "rule": event.rule,
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
    """The notices with one of them withdrawn: it stays, and says why it was wrong."""
    mark = {"cause": event.cause.value, **when(recorded)}
    return {
        "notices": [
            {**one, "withdrawn": mark} if one["notice_id"] == event.withdraws else one
            for one in case["notices"]
        ]
    }
