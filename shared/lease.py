"""A lease: of several workers, one does a job. It only saves work; no promise rests on it."""

import threading
import time
import uuid
from typing import Any

from pymongo import ReturnDocument
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError


class Lease:
    """One process's view of a lease; held for `seconds` from each renewal, by MongoDB's clock.

    Safe to use from several threads: all of them hold it together.
    """

    def __init__(
        self, leases: Collection[dict[str, Any]], name: str, *, seconds: float = 10.0
    ) -> None:
        self._leases = leases
        self._name = name
        self._seconds = seconds
        self._holder = uuid.uuid4().hex
        self._lock = threading.Lock()
        self._renew_at = 0.0
        self._released = False

    def held(self) -> bool:
        """Take or renew it if it is free, ours, or has run out; False where another holds it."""
        with self._lock:
            now = time.monotonic()
            if self._released:
                return False
            if now >= self._renew_at and self._taken():
                self._renew_at = now + self._seconds / 3
            return now < self._renew_at

    def _taken(self) -> bool:
        free = {"$or": [{"$eq": ["$holder", self._holder]}, {"$lt": ["$until", "$$NOW"]}]}
        until = {"$add": ["$$NOW", int(self._seconds * 1000)]}
        taken = {
            "holder": {"$cond": [free, self._holder, "$holder"]},
            "until": {"$cond": [free, until, "$until"]},
        }
        try:
            after = self._leases.find_one_and_update(
                {"_id": self._name},
                [{"$set": taken}],
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:  # two made the first lease at once
            return False
        return after is not None and after["holder"] == self._holder

    def release(self) -> None:
        """Let another worker go on at once, since this one stops: it never takes it again."""
        with self._lock:
            self._released = True
            self._leases.delete_one({"_id": self._name, "holder": self._holder})
