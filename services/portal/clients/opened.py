"""Who has opened a pupil's record: every service tells it of itself, in one shape."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.shapes import convert

from .calling import Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Somebody opened a pupil's record in a service. what: "concern". reason: a code, if stated."""

    person_id: UUID
    role: str
    what: str
    service: str
    at: datetime
    reason: str | None = None


class OpenedLog:
    """One service's log of whose records it opened for whom."""

    def __init__(self, calling: Calling) -> None:
        self._calling = calling

    def of_pupil(self, pupil_id: UUID) -> list[Opened]:
        """The last 200 times, latest first. Raises NotAnswered."""
        found = self._calling.get(f"/pupils/{pupil_id}/opened").body["opened"]
        return convert(found, list[Opened])
