"""`inbox`: each notification once, for its recipient's list and for the sender."""

from typing import Final
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import NOTIFICATIONS, SERVICE
from ..domain.events import (
    NotificationEvent,
    NotificationFailed,
    NotificationQueued,
    NotificationRead,
    NotificationSent,
)
from ..domain.terms import Numbers

WAITING: Final = "waiting"


class NotQueued(Exception):
    """An event of a notification came before its beginning: the feed is out of order."""


def keys(recorded: RecordedEvent[NotificationEvent]) -> tuple[UUID, ...]:
    """One document per notification."""
    return (recorded.event.notification_id,)


def fold(message: Document | None, recorded: RecordedEvent[NotificationEvent]) -> Document | None:
    """{_id: notification, recipient_id, audience, kind, school_id: then,
    pupil_id: None where it is about the school, numbers: {cases, missing_facts} | None,
    link: {page, id}, at: when queued, happened_at, due_on: day | None, told_on: day | None,
    read: 0 | 1, read_at: instant | None, email: "waiting" | "sent" | "failed" | "off",
    reason: str | None, version}
    """
    event = recorded.event
    if isinstance(event, NotificationQueued):
        return {**_queued(event, recorded), "version": recorded.version}
    if message is None:
        raise NotQueued(recorded.stream)
    return {**message, **_change(event, recorded), "version": recorded.version}


def _queued(event: NotificationQueued, recorded: RecordedEvent[NotificationEvent]) -> Document:
    return {
        "recipient_id": event.recipient_id,
        "audience": event.audience.value,
        "kind": event.kind.value,
        "pupil_id": event.pupil_id,
        "numbers": _numbers(event.numbers),
        "school_id": recorded.school_id,
        "link": {"page": event.link.page.value, "id": event.link.id},
        "at": recorded.recorded_at,
        "happened_at": event.happened_at,
        "due_on": day(event.due_on),
        "told_on": day(event.told_on),
        "read": 0,
        "read_at": None,
        "email": WAITING if event.by_email else "off",
        "reason": None,
    }


def _numbers(numbers: Numbers | None) -> Document | None:
    if numbers is None:
        return None
    return {"cases": numbers.cases, "missing_facts": numbers.missing_facts}


def _change(
    event: NotificationSent | NotificationFailed | NotificationRead,
    recorded: RecordedEvent[NotificationEvent],
) -> Document:
    match event:
        case NotificationSent():
            return {"email": "sent"}
        case NotificationFailed():
            return {"email": "failed", "reason": event.reason.value}
        case NotificationRead():
            return {"read": 1, "read_at": recorded.recorded_at}


UNREAD_FIRST: Final = (("read", ASCENDING), ("at", DESCENDING), ("_id", ASCENDING))
INBOX: Final = View(
    name="inbox",
    keys=keys,
    fold=fold,
    reads={SERVICE: NOTIFICATIONS},
    indexes=(
        IndexModel([("recipient_id", ASCENDING), *UNREAD_FIRST], name="recipient"),
        IndexModel(
            [("at", ASCENDING), ("_id", ASCENDING)],
            name="waiting",
            partialFilterExpression={"email": WAITING},
        ),
    ),
)
