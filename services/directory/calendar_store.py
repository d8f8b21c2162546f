"""The secret addresses by which people's calendars fetch their dates. Hashes alone.

calendar_addresses: {_id: SHA-256 of the secret, person_id, role, on: school_id | None, made_at,
asked_at: when it was last fetched | None, ended_at: when its owner ended it | None,
hour, asked: how often it was fetched in that hour, told_of: [pupil_id], forget_at}

A person has one for each of their roles; a new one ends the one before. What is shown by it is
judged at each fetch, by the grants of that moment: an address itself gives nobody a right.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from shared.access.grants import Grant, Role
from shared.commits import Document
from shared.errors import TooMany

KEPT: Final = "calendar_addresses"
SECRET_BYTES: Final = 32
MOST_FETCHES_AN_HOUR: Final = 60
MOST_OF_A_PERSON: Final = 100
# A calendar that has not asked for half a year is in use nowhere.
UNUSED_FOR: Final = timedelta(days=180)
# So long an ended address still answers, with an empty calendar: whoever gets no answer goes on
# showing what they had.
EMPTY_FOR: Final = timedelta(days=90)
CALENDAR_INDEXES: Final = (
    (KEPT, IndexModel([("forget_at", ASCENDING)], expireAfterSeconds=0, name="forget")),
    (KEPT, IndexModel([("person_id", ASCENDING)], name="person")),
)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _of(person_id: UUID, role: Role, on: UUID | None) -> Document:
    return {"person_id": person_id, "role": role.value, "on": on, "ended_at": None}


class CalendarAddresses:
    """The addresses of one trust's people. on: the school of a role at a school, else None."""

    def __init__(self, main: Database[Document]) -> None:
        self._kept = main[KEPT]

    def new(self, person_id: UUID, role: Role, on: UUID | None, now: datetime) -> str:
        """The secret of a new address, told this once; the one before is ended."""
        self.end(person_id, role, on, now)
        secret = secrets.token_urlsafe(SECRET_BYTES)
        self._kept.insert_one(
            {
                "_id": _hash(secret),
                **_of(person_id, role, on),
                "made_at": now,
                "asked_at": None,
                "hour": now,
                "asked": 0,
                "told_of": [],
                "forget_at": now + UNUSED_FOR,
            }
        )
        return secret

    def of_person(self, person_id: UUID) -> list[Document]:
        """Those that a person has and has not ended."""
        found = self._kept.find({"person_id": person_id, "ended_at": None})
        return list(found.sort("made_at", ASCENDING).limit(MOST_OF_A_PERSON))

    def end(self, person_id: UUID, role: Role, on: UUID | None, now: datetime) -> None:
        """From now on the address shows nothing."""
        ended = {"ended_at": now, "forget_at": now + EMPTY_FOR}
        self._kept.update_many(_of(person_id, role, on), {"$set": ended})

    def use(self, secret: str, now: datetime) -> Document | None:
        """The address with this secret, ended or not; None where there is none.

        Raises TooMany.
        """
        found = self._kept.find_one({"_id": _hash(secret)})
        if found is None:
            return None
        hour = now.replace(minute=0, second=0, microsecond=0)
        asked = found["asked"] + 1 if found["hour"] == hour else 1
        if asked > MOST_FETCHES_AN_HOUR:
            raise TooMany
        used: Document = {"asked_at": now, "hour": hour, "asked": asked}
        if found["ended_at"] is None:
            used["forget_at"] = now + UNUSED_FOR
        self._kept.update_one({"_id": found["_id"]}, {"$set": used})
        return found

    def untold(self, person_id: UUID, grant: Grant, pupils: Sequence[UUID]) -> list[UUID]:
        """Those of the pupils of whom this person's calendar has not been told before."""
        told: set[UUID] = set()
        for one in self._kept.find(self._open(person_id, grant), {"told_of": 1}):
            told.update(one["told_of"])
        return [pupil_id for pupil_id in pupils if pupil_id not in told]

    def tell(self, person_id: UUID, grant: Grant, pupils: Sequence[UUID]) -> None:
        """Note that it has been told of them."""
        if pupils:
            more = {"$addToSet": {"told_of": {"$each": list(pupils)}}}
            self._kept.update_many(self._open(person_id, grant), more)

    @staticmethod
    def _open(person_id: UUID, grant: Grant) -> Document:
        """The address of a grant's role: at its school, or for all of a family's pupils."""
        found = _of(person_id, grant.role, None)
        return found | {"on": {"$in": [None, grant.id]}}
