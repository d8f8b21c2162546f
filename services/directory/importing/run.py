"""One import, from a judged export to its report."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from shared.calendar import utc_now

from ..mis.entries import Entry
from ..mis.export import AcceptedRow, Export
from ..mis.folder import FileStatus
from ..records import Records
from .applying import Applied, Applier
from .guardians import guardian_tellings, guardianship_tellings
from .journal import ImportRunning, Journal
from .known import KnownRow, KnownRows
from .matching import Matched, match_pupils
from .pupils import pupil_tellings
from .report import ImportReport, Vanished, own_entry
from .schools import school_tellings
from .staff import staff_tellings
from .telling import Kind, Telling

__all__ = ["ImportRunning", "Progress", "run_import"]

AT_ONCE: Final = 500
Progress = Callable[[str, int, int], None]
REQUIRED: Final = ("schools.csv", "pupils.csv")
FILE_OF: Final = {
    Kind.SCHOOL: "schools.csv",
    Kind.TERM: "terms.csv",
    Kind.POST: "staff.csv",
    Kind.PUPIL: "pupils.csv",
    Kind.GUARDIANSHIP: "contacts.csv",
}


def run_import(
    export: Export, records: Records, *, today: date, progress: Progress
) -> ImportReport:
    """Append what an export tells that is new.

    today: the date in Europe/London. progress: called with what is being taken in, how many of it
    are done and how many there are. Raises ImportRunning. Whatever stops it, running it again
    finishes it.
    """
    import_id, journal = uuid4(), Journal(records.main)
    journal.begin(import_id)
    report: ImportReport | None = None
    try:
        report = _Import(export, records, import_id, today, journal, progress).run()
    finally:
        journal.end(import_id, report)
    return report


class _Import:
    """The steps of one import, in their order: each kind needs those before it."""

    def __init__(
        self,
        export: Export,
        records: Records,
        import_id: UUID,
        today: date,
        journal: Journal,
        progress: Progress,
    ) -> None:
        self._export = export
        self._records = records
        self._import_id = import_id
        self._today = today
        self._journal = journal
        self._progress = progress
        self._began = time.monotonic()
        self._known: dict[bytes, KnownRow] = KnownRows(records.main).all()
        self._applier = Applier(records, self._known, import_id=import_id, at=utc_now())
        self._told: set[bytes] = set()
        self._told_streams: set[str] = set()

    def run(self) -> ImportReport:
        export, records, today = self._export, self._records, self._today
        self._take("schools", school_tellings(export, records.ids, today))
        self._take("staff", staff_tellings(export, records.ids, records.index, today))
        matched = match_pupils(export, records, self._known)
        self._take("pupils", pupil_tellings(export, records, matched.ids, today))
        links = guardianship_tellings(export, records.ids, self._pupils(matched), today)
        self._told.update(row.key for link in links for row in link.rows)
        links = [link for link in links if link.pupil_id not in self._applier.applied.dropped]
        lines = {row.line for link in links for row in link.rows}
        contacts = [row for row in export.contacts if row.line in lines]
        self._take("guardians", guardian_tellings(contacts, records.ids, records.index, today))
        self._take("contacts", links)
        return self._report(matched, self._applier.applied)

    def _take(self, what: str, tellings: Sequence[Telling]) -> None:
        self._told.update(row.key for telling in tellings for row in telling.rows)
        self._told_streams.update(telling.stream for telling in tellings)
        changed = self._applier.changed(tellings)
        done = len(tellings) - len(changed)
        self._progress(what, done, len(tellings))
        for start in range(0, len(changed), AT_ONCE):
            self._journal.go_on()
            some = changed[start : start + AT_ONCE]
            self._applier.apply(some)
            done += len(some)
            self._progress(what, done, len(tellings))

    def _pupils(self, matched: Matched) -> dict[str, tuple[UUID, UUID]]:
        """Pupil ID -> (pupil, school)."""
        schools = {
            row.values["Pupil ID"]: self._records.ids.id(Kind.SCHOOL, row.values["School URN"])
            for row in self._export.pupils
        }
        return {mis_id: (pupil_id, schools[mis_id]) for mis_id, pupil_id in matched.ids.items()}

    def _report(self, matched: Matched, applied: Applied) -> ImportReport:
        return ImportReport(
            import_id=self._import_id,
            complete=self._export.complete,
            accepted={name: len(rows) for name, rows in self._export.accepted.items()},
            events=dict(applied.events),
            commits=applied.commits,
            unchanged=applied.unchanged,
            refused=(
                *self._export.refused,
                *applied.refused,
                *_entries(matched.taken, "record-taken"),
            ),
            notices=(
                *self._export.notices,
                *_entries(matched.by_upn, "matched-by-upn"),
                *_entries(matched.by_person, "matched-by-person"),
                *_entries(matched.not_unique, "match-not-unique"),
            ),
            vanished=self._vanished(),
            seconds=time.monotonic() - self._began,
        )

    def _vanished(self) -> tuple[Vanished, ...]:
        """Rows that were told before, of files that were read now, and are not told any more."""
        if any(self._export.files[file].status != "read" for file in REQUIRED):
            return ()  # then no row of any file was judged
        gone = [
            Vanished(kind=row.kind, about=row.about)
            for key, row in self._known.items()
            if key not in self._told and self._is_missed(row)
        ]
        return tuple(sorted(gone, key=lambda one: (one.kind, one.about)))

    def _is_missed(self, row: KnownRow) -> bool:
        if row.kind is Kind.GUARDIAN:
            return False  # it is the links that count
        status: FileStatus = self._export.files[FILE_OF[row.kind]]
        told_otherwise = row.kind is Kind.PUPIL and row.about in self._told_streams
        return status.status == "read" and not told_otherwise


def _entries(rows: Sequence[AcceptedRow], code: str) -> list[Entry]:
    return [own_entry("pupils.csv", row.line, "Pupil ID", code) for row in rows]
