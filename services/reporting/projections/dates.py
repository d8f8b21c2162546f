"""`dates`: what stands announced of each EHC case's deadlines: near, missed, met."""

from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound_ehcp import (
    NOTICES,
    Announcement,
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineResumed,
    EhcpDeadlineStopped,
    EhcpDeadlineWithdrawn,
    NoticeEvent,
)

NEAR, MISSED, MET = "near", "missed", "met"


def keys(recorded: RecordedEvent[NoticeEvent]) -> tuple[UUID, ...]:
    """One document per case."""
    return (recorded.event.case_id,)


def fold(case: Document | None, recorded: RecordedEvent[NoticeEvent]) -> Document | None:
    """{_id: case, pupil_id, notices: [{notice_id, what: "near" | "missed" | "met", rule,
    about: UUID | None, due_on, responsible, done_on, owed_until: day | None, stopped: bool}]}

    Of one clock, what is announced takes the place of "near"; late, it is missed and met. stopped:
    it was announced, and its date runs no more.
    """
    event = recorded.event
    before = case["notices"] if case else []
    if isinstance(event, EhcpDeadlineWithdrawn):
        standing = [one for one in before if one["notice_id"] != event.withdraws]
    elif isinstance(event, EhcpDeadlineStopped | EhcpDeadlineResumed):
        now = {"stopped": isinstance(event, EhcpDeadlineStopped)}
        standing = [one | now if one["notice_id"] == event.notice_id else one for one in before]
    else:
        clock = (event.rule, event.about)
        left = [one for one in before if one["what"] != NEAR or clock_of(one) != clock]
        standing = [*left, _notice(event)]
    return {"pupil_id": event.pupil_id, "notices": standing}


def clock_of(notice: Document) -> tuple[str, UUID | None]:
    """Which deadline: its rule, and which of the rule's clocks."""
    return notice["rule"], notice["about"]


def _notice(event: Announcement) -> Document:
    return {
        "notice_id": event.notice_id,
        "rule": event.rule,
        "about": event.about,
        "due_on": day(event.due_on),
        "responsible": event.responsible.value,
        "stopped": False,
        **_said(event),
    }


def _said(event: Announcement) -> dict[str, Any]:
    match event:
        case EhcpDeadlineApproaching():
            return {"what": NEAR, "done_on": None, "owed_until": None}
        case EhcpDeadlineMissed():
            return {"what": MISSED, "done_on": None, "owed_until": day(event.owed_until)}
        case EhcpDeadlineMet():
            return {"what": MET, "done_on": day(event.effective_on), "owed_until": None}


DATES: Final = View(
    name="dates",
    keys=keys,
    fold=fold,
    reads={"ehcp": NOTICES},
    indexes=(IndexModel([("pupil_id", ASCENDING)]),),
    edition="3",
)
