"""Drafts: what a person has begun to write and not sent, sealed, theirs alone, gone after a while.

drafts: {_id: UUID, person_id, kind: "concern" | "typed", box: sealed, changed_at, forget_at}
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from msgspec import json
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.collection import Collection

from shared.commits import Document

from .boxes import Box, NotOurs

DRAFT_INDEXES: Final = (
    ("drafts", IndexModel([("forget_at", ASCENDING)], expireAfterSeconds=0)),
    ("drafts", IndexModel([("person_id", ASCENDING), ("kind", ASCENDING)])),
)
MOST_LISTED: Final = 20
MARK_DIGITS: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """values: what was written so far."""

    draft_id: UUID
    values: Mapping[str, Any]
    changed_at: datetime


class Drafts:
    """Drafts of one kind. keep: for how long after the last change."""

    def __init__(self, kept: Collection[Document], box: Box, *, kind: str, keep: timedelta) -> None:
        self._kept = kept
        self._box = box
        self._kind = kind
        self._keep = keep

    def save(
        self, draft_id: UUID, person_id: UUID, values: Mapping[str, Any], now: datetime
    ) -> None:
        """Keep a person's draft. Somebody else's under that id stays theirs: nothing is written."""
        change = {
            "box": self._box.close(dict(values), bound_to(draft_id, person_id)),
            "changed_at": now,
            "forget_at": now + self._keep,
        }
        mine = {"_id": draft_id, "person_id": person_id, "kind": self._kind}
        self._kept.update_one(mine, {"$set": change}, upsert=True)

    def find(self, draft_id: UUID, person_id: UUID, now: datetime) -> Draft | None:
        """A person's own draft; None for whatever is not theirs, sent or forgotten."""
        mine = {"_id": draft_id, "person_id": person_id, "kind": self._kind}
        found = self._kept.find_one({**mine, "forget_at": {"$gt": now}})
        return self._opened(found) if found else None

    def of(self, person_id: UUID, now: datetime) -> list[Draft]:
        """A person's drafts, the last changed first, at most 20."""
        mine = {"person_id": person_id, "kind": self._kind, "forget_at": {"$gt": now}}
        found = self._kept.find(mine).sort("changed_at", DESCENDING).limit(MOST_LISTED)
        return [draft for one in found if (draft := self._opened(one))]

    def remove(self, draft_id: UUID, person_id: UUID) -> None:
        self._kept.delete_one({"_id": draft_id, "person_id": person_id, "kind": self._kind})

    def _opened(self, found: Document) -> Draft | None:
        try:
            values = self._box.open(found["box"], bound_to(found["_id"], found["person_id"]))
        except NotOurs:
            return None
        return Draft(draft_id=found["_id"], values=values, changed_at=found["changed_at"])


def bound_to(draft_id: UUID, person_id: UUID) -> bytes:
    return draft_id.bytes + person_id.bytes


def mark(values: Mapping[str, Any]) -> str:
    """Names what a draft says, so that a page can tell whether that is still what it showed."""
    return hashlib.sha256(json.encode(dict(values), order="sorted")).hexdigest()[:MARK_DIGITS]
