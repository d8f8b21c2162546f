"""One import at a time, and a line in the journal for each.

migrations: {_id: UUID, started_at, ended_at | None, state: "running" | "done" | "failed", and the
counts of the report: no personal data}. A "running" one that is not the latest was killed.
"""

from typing import Any, Final
from uuid import UUID

from pymongo import DESCENDING
from pymongo.database import Database

from shared.calendar import utc_now
from shared.commits import Document
from shared.errors import Refused
from shared.lease import Lease

from .report import MigrationReport

LEASE_SECONDS: Final = 30.0
MOST_LISTED: Final = 50


class MigrationRunning(Refused):
    """Another list is being taken over, or was half a minute ago. Try again when it is done."""


class MigrationTakenOver(Refused):
    """This import stood still for so long that another one took its place. Run it again."""


class Journal:
    """The imports of lists of one trust."""

    def __init__(self, main: Database[dict[str, Any]]) -> None:
        self._migrations = main["migrations"]
        self._lease = Lease(main["migration_leases"], "migration", seconds=LEASE_SECONDS)

    def begin(self, migration_id: UUID) -> None:
        """Raises MigrationRunning."""
        if not self._lease.held():
            raise MigrationRunning
        started = {"_id": migration_id, "started_at": utc_now(), "ended_at": None}
        self._migrations.insert_one({**started, "state": "running"})

    def go_on(self) -> None:
        """Say that this import still runs. Raises MigrationTakenOver."""
        if not self._lease.held():
            raise MigrationTakenOver

    def end(self, migration_id: UUID, report: MigrationReport | None) -> None:
        """report: None where the import failed."""
        values = report.counts() if report else {}
        state = "done" if report else "failed"
        self._migrations.update_one(
            {"_id": migration_id}, {"$set": {**values, "state": state, "ended_at": utc_now()}}
        )
        self._lease.release()


def latest_migrations(main: Database[dict[str, Any]]) -> list[Document]:
    """The last 50, latest first."""
    return list(main["migrations"].find({}).sort("started_at", DESCENDING).limit(MOST_LISTED))
