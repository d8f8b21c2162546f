"""What the SENCOs of a school have put off: sealed, theirs together, gone when it is back.

put_offs: {_id: UUID of the school and the thing, school_id, box: sealed, comes_back_at, forget_at}

comes_back_at is an instant of the portal's clock; forget_at is the same by the database's own,
which a demo's or a test's may be far from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID, uuid5

from flask import Flask, current_app
from pymongo import ASCENDING, IndexModel
from pymongo.collection import Collection

from shared.calendar import LONDON, utc_now
from shared.commits import Document

from .boxes import Box, NotOurs

NAME: Final = "waymark.put-offs"
PURPOSE: Final = "put-offs"
PUT_OFF_INDEXES: Final = (
    ("put_offs", IndexModel([("forget_at", ASCENDING)], expireAfterSeconds=0)),
    ("put_offs", IndexModel([("school_id", ASCENDING), ("comes_back_at", ASCENDING)])),
)
MOST_OF_A_SCHOOL: Final = 200


class TooMany(Exception):
    """A school has put off 200 things, and takes one back before the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """key: of the thing, whose day is part of it. until: the day on which it is back. by: who."""

    key: UUID
    until: date
    reason: str
    by: UUID


class PutOffs:
    """Those of every school; who asks says of which. box: of a key of its own."""

    def __init__(self, kept: Collection[Document], box: Box) -> None:
        self._kept = kept
        self._box = box

    def save(self, school_id: UUID, one: PutOff, now: datetime) -> None:
        """Put a thing off, or off to another day. Raises TooMany."""
        id_ = id_of(school_id, one.key)
        others = {"school_id": school_id, "_id": {"$ne": id_}, "comes_back_at": {"$gt": now}}
        if self._kept.count_documents(others, limit=MOST_OF_A_SCHOOL) >= MOST_OF_A_SCHOOL:
            raise TooMany
        values = [str(one.key), one.until.isoformat(), one.reason, str(one.by)]
        comes_back_at = datetime.combine(one.until, time.min, tzinfo=LONDON)
        change = {
            "school_id": school_id,
            "box": self._box.close(values, bound_to(id_, school_id)),
            "comes_back_at": comes_back_at,
            "forget_at": utc_now() + (comes_back_at - now),
        }
        self._kept.update_one({"_id": id_}, {"$set": change}, upsert=True)

    def of(self, school_id: UUID, now: datetime) -> Mapping[UUID, PutOff]:
        """{key of the thing: how it is put off} of all that a school has put off now."""
        theirs = {"school_id": school_id, "comes_back_at": {"$gt": now}}
        found = self._kept.find(theirs).sort("comes_back_at", ASCENDING).limit(MOST_OF_A_SCHOOL)
        opened = [one for row in found if (one := self._opened(row, school_id))]
        return {one.key: one for one in opened}

    def remove(self, school_id: UUID, key: UUID) -> None:
        """Take it back; nothing happens where a school has not put it off."""
        self._kept.delete_one({"_id": id_of(school_id, key)})

    def _opened(self, row: Document, school_id: UUID) -> PutOff | None:
        try:
            key, until, reason, by = self._box.open(row["box"], bound_to(row["_id"], school_id))
        except NotOurs:
            return None
        return PutOff(key=UUID(key), until=date.fromisoformat(until), reason=reason, by=UUID(by))


def id_of(school_id: UUID, key: UUID) -> UUID:
    """A school's own, so that no other school's stands in its way."""
    return uuid5(school_id, str(key))


def bound_to(id_: UUID, school_id: UUID) -> bytes:
    return id_.bytes + school_id.bytes


def install(app: Flask, kept: PutOffs) -> None:
    app.extensions[NAME] = kept


def put_offs() -> PutOffs:
    found: PutOffs = current_app.extensions[NAME]
    return found
