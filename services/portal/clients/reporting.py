"""reporting: every school's caseload, the register on a day, a pupil's whole history."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.shapes import convert

from .calling import Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLine:
    """One school of the trust's table. K, E, N: pupils on roll by SEN provision.

    late_ours, late_council, due_soon: dates of EHC cases. reviews_told: yearly reviews that ended,
    or should have, in the last 12 months.
    """

    school_id: UUID
    name: str
    phase: str
    roll: int
    K: int
    E: int
    N: int
    open_concerns: int
    late_to_acknowledge: int
    late_to_decide: int
    late_ours: int
    late_council: int
    due_soon: int
    reviews_on_time: int
    reviews_told: int

    @property
    def reviews_late(self) -> int:
        return self.reviews_told - self.reviews_on_time

    @property
    def promises_missed(self) -> int:
        return self.late_to_acknowledge + self.late_to_decide

    @property
    def on_register(self) -> int:
        return self.K + self.E


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPupil:
    """A pupil about whom a concern waits."""

    pupil_id: UUID
    open_concerns: int
    late_to_acknowledge: int
    late_to_decide: int
    oldest_open: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A pupil on the register. recorded_at: when we were told."""

    pupil_id: UUID
    code: str
    year_group: str | None = None
    need: str | None = None
    since: date | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A pupil who stands differently by what is known today. None: on no roll here."""

    pupil_id: UUID
    was: str | None = None
    now: str | None = None
    true_from: date | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """counts: {K, E, N} as known then; counts_today: as known today."""

    true_on: date
    known_on: date
    counts: dict[str, int]
    counts_today: dict[str, int]
    differences: list[Difference]
    pupils: list[RegisterEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    role: str
    person_id: UUID | None = None
    on_behalf_of: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventText:
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """One event about a pupil: what the service recorded, with the texts this person may read."""

    event_id: UUID
    service: str
    type: str
    stream: str
    version: int
    effective_on: date
    recorded_at: datetime
    by: By
    origin: str
    data: dict[str, Any] = field(default_factory=dict)
    texts: list[EventText] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A page, the event recorded last first. following: the cursor of the next."""

    events: list[HistoryEvent]
    following: str | None = None


class Reporting:
    """What the portal asks of reporting. Each method raises NotAnswered."""

    def __init__(self, calling: Calling) -> None:
        self._calling = calling

    def caseload(self) -> list[SchoolLine]:
        return convert(self._calling.get("/caseload").body["schools"], list[SchoolLine])

    def waiting(self, school_id: UUID) -> list[WaitingPupil]:
        """The pupils of a school with a concern that waits, oldest first."""
        found = self._calling.get(f"/schools/{school_id}/concerns").body["pupils"]
        return convert(found, list[WaitingPupil])

    def register(self, school_id: UUID, *, true_on: date, known_on: date) -> Register:
        found = self._calling.get(
            "/register",
            school_id=str(school_id),
            true_on=true_on.isoformat(),
            known_on=known_on.isoformat(),
        )
        return convert(found.body, Register)

    def history(self, pupil_id: UUID, *, cursor: str | None = None, limit: int = 25) -> History:
        found = self._calling.get(f"/pupils/{pupil_id}/history", cursor=cursor, limit=limit)
        return History(
            events=convert(found.body["events"], list[HistoryEvent]),
            following=found.body.get("next"),
        )
