"""Who looked: one insert-only document before any reply that opens a pupil's record (design 5).

access_log: {_id, pupil_id, person_id, role, what: "concern", why: the permission,
reason: the code that was stated, confidential: whether it is told only to whom what was opened is
for, service, at}
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from shared.access.grants import AUDIENCES, FAMILY, Caller, Grant
from shared.access.reasons import Reason, told_to_family
from shared.calendar import utc_now
from shared.commits import Document
from shared.personal import Audience

INDEX = IndexModel([("pupil_id", ASCENDING), ("at", DESCENDING)], name="pupil")
MOST_LISTED = 200


class AccessLog:
    """One service's log of whose records it opened for whom."""

    def __init__(self, main: Database[Document], service: str) -> None:
        self._log = main["access_log"]
        self._service = service

    def opened(
        self,
        pupils: Iterable[UUID],
        *,
        caller: Caller,
        grant: Grant,
        what: str,
        why: str,
        reason: Reason | None,
        confidential: bool = False,
    ) -> None:
        """Write it down. It comes first: where this fails, nothing is opened."""
        now = utc_now()
        entries: list[dict[str, Any]] = [
            {
                "_id": uuid4(),
                "pupil_id": pupil_id,
                "person_id": caller.person_id,
                "role": grant.role.value,
                "what": what,
                "why": why,
                "reason": reason.value if reason else None,
                "confidential": confidential,
                "service": self._service,
                "at": now,
            }
            for pupil_id in dict.fromkeys(pupils)
        ]
        if entries:
            self._log.insert_many(entries, ordered=False)

    def of_pupil(self, records: Sequence[UUID], *, asked_by: Grant) -> list[Document]:
        """The last 200 times that any of a child's records was opened here, latest first."""
        where: Document = {"pupil_id": {"$in": list(records)}}
        if Audience.CONFIDENTIAL not in AUDIENCES[asked_by.role]:
            where["confidential"] = {"$ne": True}
        found = self._log.find(where, {"_id": 0})
        entries = list(found.sort("at", DESCENDING).limit(MOST_LISTED))
        family = asked_by.role in FAMILY
        for entry in entries:
            reason = entry.get("reason")
            entry["reason"] = told_to_family(reason) if family else reason
        return entries
