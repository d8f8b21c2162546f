"""One import at a time, and a line in the journal for each.

imports: {_id: UUID, started_at, ended_at | None, state: "running" | "done" | "failed", and the
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

from .report import ImportReport

LEASE_SECONDS: Final = 30.0
MOST_LISTED: Final = 50


class ImportRunning(Refused):
    """Another import is running, or was killed half a minute ago. Try again when it is done."""


class ImportTakenOver(Refused):
    """This import stood still for so long that another one took its place. Run it again."""


class Journal:
    """The imports of one trust."""

    def __init__(self, main: Database[dict[str, Any]]) -> None:
        self._imports = main["imports"]
        self._lease = Lease(main["import_leases"], "import", seconds=LEASE_SECONDS)

    def begin(self, import_id: UUID) -> None:
        """Raises ImportRunning."""
        if not self._lease.held():
            raise ImportRunning
        self._imports.insert_one(
            {"_id": import_id, "started_at": utc_now(), "ended_at": None, "state": "running"}
        )

    def go_on(self) -> None:
        """Say that this import still runs. Raises ImportTakenOver."""
        if not self._lease.held():
            raise ImportTakenOver

    def end(self, import_id: UUID, report: ImportReport | None) -> None:
        """report: None where the import failed."""
        values = report.counts() if report else {}
        state = "done" if report else "failed"
        self._imports.update_one(
            {"_id": import_id}, {"$set": {**values, "state": state, "ended_at": utc_now()}}
        )
        self._lease.release()


def latest_imports(main: Database[dict[str, Any]]) -> list[Document]:
    """The last 50 imports, latest first."""
    return list(main["imports"].find({}).sort("started_at", DESCENDING).limit(MOST_LISTED))
