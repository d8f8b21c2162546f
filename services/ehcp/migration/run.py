"""One import of a list, or its preview: what is new is appended, and nothing else is.

Whatever stops it, running it again finishes it: what was appended is then no news.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from pymongo.database import Database

from shared.access.pupils import schools_of, with_merged
from shared.calendar import london_date
from shared.commits import Document, Head
from shared.errors import RaceLost
from shared.eventstore import Append, DuplicateRequest, EventStore
from shared.recorded import Actor, Origin, Request
from shared.views import live_collection

from ..domain.events import EhcpCasesImported, Event
from ..handlers import case_stream
from ..projections.cases import CASES
from .cases_file import CasesFile
from .columns import PUPIL_ID
from .digest import tell_schools
from .found import Finding, match
from .planning import Planned, plan
from .reading import Fault
from .report import MigrationReport
from .rows import CaseRow
from .telling import case_id_of

AT_ONCE: Final = 200
MOST_ATTEMPTS: Final = 5
ACTOR: Final = Actor(person_id=None, role="import")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What an import stands on: the streams, and the views as this service has them.

    imports: the streams of what imports say of themselves; None for a preview, which says nothing.
    """

    store: EventStore[Event]
    imports: EventStore[EhcpCasesImported] | None = None
    views: Database[Document]


def preview(cases: Cases, file: CasesFile, finding: Finding, *, now: datetime) -> MigrationReport:
    """What an import of the list would do. Raises BadFinding, Unavailable."""
    return _Migration(cases, file, finding, uuid4(), now, applies=False).run(_unseen)


def migrate(
    cases: Cases,
    file: CasesFile,
    finding: Finding,
    *,
    migration_id: UUID,
    now: datetime,
    progress: Progress,
) -> MigrationReport:
    """Append what the list tells that is new. Raises BadFinding, RaceLost, Unavailable.

    progress: called with how many rows are done, and how many there are; may raise to stop it.
    """
    return _Migration(cases, file, finding, migration_id, now, applies=True).run(progress)


def _unseen(_done: int, _of: int) -> None:
    """A preview is quick."""


class _Migration:
    def __init__(
        self,
        cases: Cases,
        file: CasesFile,
        finding: Finding,
        migration_id: UUID,
        now: datetime,
        *,
        applies: bool,
    ) -> None:
        self._cases = cases
        self._file = file
        self._finding = finding
        self._id = migration_id
        self._now = now
        self._today = london_date(now)
        self._applies = applies
        self._schools: dict[UUID, UUID] = {}
        self._refused: list[Fault] = []

    def run(self, progress: Progress) -> MigrationReport:
        matched = match(self._file, self._finding)
        rows = [
            (row, matched.pupils[row.line]) for row in self._file.rows if row.line in matched.pupils
        ]
        planned: list[Planned] = []
        progress(0, len(rows))
        for start in range(0, len(rows), AT_ONCE):
            some = self._known(rows[start : start + AT_ONCE])
            planned += self._planned(some)
            progress(min(start + AT_ONCE, len(rows)), len(rows))
        self._tell_schools([one.pupil_id for one in planned])
        return MigrationReport(
            migration_id=self._id,
            applied=self._applies,
            file=self._file,
            planned=planned,
            schools=self._schools,
            refused=(*self._file.refused, *matched.refused, *self._refused),
            notices=(*self._file.notices, *(one for each in planned for one in each.notices)),
            vanished=self._vanished(set(matched.pupils.values())),
        )

    def _known(self, rows: Sequence[tuple[CaseRow, UUID]]) -> list[tuple[CaseRow, UUID]]:
        """Those whose pupil this service has heard of, and who have no other case that is open."""
        pupils = [pupil_id for _, pupil_id in rows]
        schools = schools_of(self._cases.views, pupils)
        self._schools |= schools
        others = self._with_another_case(pupils)
        known = []
        for row, pupil_id in rows:
            if pupil_id not in schools:
                self._refused.append(Fault(row.line, PUPIL_ID, "pupil-not-known-yet"))
            elif pupil_id in others:
                self._refused.append(Fault(row.line, PUPIL_ID, "other-case"))
            else:
                known.append((row, pupil_id))
        return known

    def _with_another_case(self, pupils: Sequence[UUID]) -> set[UUID]:
        records = {one: one for one in pupils} | with_merged(self._cases.views, pupils)
        where = {"pupil_id": {"$in": list(records)}, "struck_out": None, "open": True}
        found = live_collection(self._cases.views, CASES.name).find(where, {"pupil_id": 1})
        cases = [(one["_id"], records[one["pupil_id"]]) for one in found]
        return {pupil_id for case_id, pupil_id in cases if case_id != case_id_of(pupil_id)}

    def _planned(self, rows: Sequence[tuple[CaseRow, UUID]]) -> list[Planned]:
        """What these rows add, appended unless this is a preview."""
        first: dict[int, Planned] = {}
        left = list(rows)
        for _ in range(MOST_ATTEMPTS):
            heads, planned = self._plan(left)
            for one in planned:
                first.setdefault(one.row.line, one)
            lost = self._append(heads, planned) if self._applies else set()
            left = [(row, pupil_id) for row, pupil_id in left if row.line in lost]
            if not left:
                return [first[row.line] for row, _ in rows]
        raise RaceLost("A case is being changed by others at the same time")

    def _plan(self, rows: Sequence[tuple[CaseRow, UUID]]) -> tuple[dict[int, Head], list[Planned]]:
        streams = [case_stream(case_id_of(pupil_id)) for _, pupil_id in rows]
        reads = self._cases.store.read_many(streams)
        planned = [
            plan(row, pupil_id, read.events, today=self._today)
            for (row, pupil_id), read in zip(rows, reads, strict=True)
        ]
        heads = {row.line: read.head for (row, _), read in zip(rows, reads, strict=True)}
        return heads, planned

    def _append(self, heads: dict[int, Head], planned: Sequence[Planned]) -> set[int]:
        """Each case's next step with those of the others. The lines that lost a race."""
        lost: set[int] = set()
        longest = max((len(one.steps) for one in planned), default=0)
        for number in range(longest):
            going = [one for one in planned if number < len(one.steps) and one.row.line not in lost]
            appends = [
                Append(head=heads[one.row.line], events=one.steps[number], by=self._request(one))
                for one in going
            ]
            for one, head in zip(going, self._cases.store.append_many(appends), strict=True):
                if isinstance(head, RaceLost | DuplicateRequest):
                    lost.add(one.row.line)
                else:
                    heads[one.row.line] = head
        return lost

    def _tell_schools(self, pupils: Sequence[UUID]) -> None:
        if self._applies and self._cases.imports is not None:
            tell_schools(
                self._cases.store,
                self._cases.imports,
                pupils,
                by=self._by(),
                today=self._today,
            )

    def _by(self) -> Request:
        return Request(actor=ACTOR, origin=Origin.IMPORT, at=self._now, correlation_id=self._id)

    def _request(self, planned: Planned) -> Request:
        return replace(
            self._by(),
            school_id=self._schools[planned.pupil_id],
            partition_key=str(planned.pupil_id),
        )

    def _vanished(self, told: set[UUID]) -> tuple[UUID, ...]:
        """Open cases that an earlier list told of, and no row of this one is found to be about."""
        if not self._file.read:
            return ()
        where: dict[str, Any] = {"state.taken_over.0": {"$exists": True}, "open": True}
        found = live_collection(self._cases.views, CASES.name).find(where, {"pupil_id": 1})
        of_lists = [one for one in found if one["_id"] == case_id_of(one["pupil_id"])]
        gone = (one["_id"] for one in of_lists if one["pupil_id"] not in told)
        return tuple(sorted(gone, key=str))
