"""How often each e-mail was tried, and when it is tried again: the sender's own memory.

attempts: {_id: notification, count, open: bool, next_at}, in the database of the views; no rebuild
touches it. An attempt that was begun and never ended was cut off by a crash: the mail server may
have taken that message, and what follows may be a second copy of it.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from pymongo import ReturnDocument
from pymongo.database import Database

from shared.commits import Document

ATTEMPTS: Final = "attempts"
# Two days in all: a mail server is mended by then, or somebody has to find another way.
PAUSES: Final = tuple(
    timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240, 480, 720, 1200)
)
MOST_ATTEMPTS: Final = len(PAUSES) + 1


class Attempts:
    """The attempts at every e-mail that is still waiting."""

    def __init__(self, views: Database[Document]) -> None:
        self._attempts = views[ATTEMPTS]

    def exhausted(self, notification_id: UUID) -> bool:
        """Whether it was tried as often as is sensible, crashes counted."""
        found: dict[str, Any] = self._attempts.find_one({"_id": notification_id}) or {}
        return int(found.get("count", 0)) >= MOST_ATTEMPTS

    def begin(self, notification_id: UUID, now: datetime) -> bool:
        """Note an attempt before it is made. Returns whether the one before was cut off."""
        before = self._attempts.find_one_and_update(
            {"_id": notification_id},
            {"$inc": {"count": 1}, "$set": {"open": True, "next_at": now}},
            upsert=True,
            return_document=ReturnDocument.BEFORE,
        )
        return bool(before and before["open"])

    def put_off(self, notification_id: UUID, now: datetime) -> None:
        """The attempt ended, for now in vain."""
        found: dict[str, Any] = self._attempts.find_one({"_id": notification_id}) or {}
        pause = PAUSES[min(found.get("count", 1), len(PAUSES)) - 1]
        ended = {"open": False, "next_at": now + pause}
        self._attempts.update_one({"_id": notification_id}, {"$set": ended}, upsert=True)

    def forget(self, notification_id: UUID) -> None:
        """It is sent, or given up, and that is recorded."""
        self._attempts.delete_one({"_id": notification_id})
