"""A lease: of several workers, one does a job. It only saves work; no promise rests on it."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from shared.calendar import utc_now


class Lease:
    """One holder's view of a lease; held for `seconds` from each renewal."""

    def __init__(
        self, leases: Collection[dict[str, Any]], name: str, *, seconds: float = 10.0
    ) -> None:
        self._leases = leases
        self._name = name
        self._seconds = seconds
        self._holder = uuid.uuid4().hex
        self._renew_at: datetime | None = None

    def held(self) -> bool:
        """Take or renew it if it is free, ours, or has run out; False where another holds it."""
        now = utc_now()
        if self._renew_at and now < self._renew_at:
            return True
        until = now + timedelta(seconds=self._seconds)
        free = {"$or": [{"holder": self._holder}, {"until": {"$lt": now}}]}
        try:
            self._leases.update_one(
                {"_id": self._name, **free},
                {"$set": {"holder": self._holder, "until": until}},
                upsert=True,
            )
        except DuplicateKeyError:  # the upsert met another holder's document
            self._renew_at = None
            return False
        self._renew_at = now + timedelta(seconds=self._seconds / 3)
        return True

    def release(self) -> None:
        """Let another worker go on at once, when this one stops."""
        self._renew_at = None
        self._leases.delete_one({"_id": self._name, "holder": self._holder})
