"""A whole export: the files of a folder, judged in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .alone import Known, judge_alone
from .columns import FILES, PUPILS, SCHOOLS
from .entries import Entry, entry
from .folder import FileStatus, Folder, read_folder
from .header import Fault
from .rows import Row, unjudged
from .together import judge_together


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedRow:
    """A row that was taken. values: column -> stored form, only of columns that are not blank."""

    line: int
    values: Mapping[str, str]

    def text(self, column: str) -> str | None:
        """What stands in a column, None where it is blank."""
        return self.values.get(column)

    def day(self, column: str) -> date | None:
        """The day in a column of dates."""
        stored = self.values.get(column)
        return date.fromisoformat(stored) if stored else None

    def days(self, column: str) -> tuple[date, ...]:
        """The days, in order, in a column of several."""
        stored = self.values.get(column)
        return tuple(map(date.fromisoformat, stored.split(";"))) if stored else ()

    def yes(self, column: str) -> bool:
        """Whether a column of Y or N says Y; blank was read as N."""
        return self.values[column] == "Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What an export gives an empty trust, and what is to be said about it.

    files: status by file name, all five. complete: no file was refused and no required one is
    absent. refused_pupils: the Pupil IDs of pupils.csv of which every row was refused.
    unread_pupils: whether that file has records that are no rows: nobody knows whom they are about.
    """

    files: Mapping[str, FileStatus]
    complete: bool
    schools: tuple[AcceptedRow, ...]
    staff: tuple[AcceptedRow, ...]
    pupils: tuple[AcceptedRow, ...]
    contacts: tuple[AcceptedRow, ...]
    terms: tuple[AcceptedRow, ...]
    refused: tuple[Entry, ...]
    notices: tuple[Entry, ...]
    refused_pupils: frozenset[str]
    unread_pupils: bool

    @property
    def accepted(self) -> Mapping[str, tuple[AcceptedRow, ...]]:
        """The accepted rows by subject, as the report names them."""
        return {
            "schools": self.schools,
            "staff": self.staff,
            "pupils": self.pupils,
            "contacts": self.contacts,
            "terms": self.terms,
        }


def read_export(folder: Path, *, today: date) -> Export:
    """Read and judge an export as an import into an empty trust would take it.

    today: the date in Europe/London. If a required file is absent or refused no row is judged.
    Raises UnusableFolder.
    """
    files = read_folder(folder)
    judged = _judge(files, today) if files.can_be_judged else {}
    refused, notices = _about_files(files)
    for name, rows in judged.items():
        refused += [entry(name, fault) for fault in files.tables[name].misfits]
        refused += [entry(name, fault) for row in rows for fault in row.refusals]
        notices += [entry(name, fault) for row in rows if not row.refusals for fault in row.notices]
    accepted = {file.subject: _accepted(judged.get(file.name, ())) for file in FILES}
    return Export(
        files=files.statuses,
        complete=files.complete,
        schools=accepted["schools"],
        staff=accepted["staff"],
        pupils=accepted["pupils"],
        contacts=accepted["contacts"],
        terms=accepted["terms"],
        refused=tuple(refused),
        notices=tuple(notices),
        refused_pupils=_refused_ids(judged.get(PUPILS.name, ())),
        unread_pupils=PUPILS.name in judged and bool(files.tables[PUPILS.name].misfits),
    )


def _judge(files: Folder, today: date) -> dict[str, list[Row]]:
    """Every row of every file that was read, judged, by file name."""
    judged: dict[str, list[Row]] = {}
    for file in FILES:
        if file.name not in files.tables:
            continue
        facts = Known(
            urns=_values(judged.get(SCHOOLS.name, ()), "School URN"),
            pupil_ids=_values(judged.get(PUPILS.name, ()), "Pupil ID"),
            today=today.isoformat(),
        )
        rows = [unjudged(raw) for raw in files.tables[file.name].rows]
        for row in rows:
            judge_alone(row, file, facts)
        judge_together([row for row in rows if row.accepted], file)
        judged[file.name] = rows
    return judged


def _values(rows: Sequence[Row], column: str) -> frozenset[str]:
    return frozenset(row.values[column] for row in rows if row.accepted)


def _refused_ids(rows: Sequence[Row]) -> frozenset[str]:
    """Of rows that were refused, and no other row with that Pupil ID was taken."""
    refused = {row.texts["Pupil ID"] for row in rows if row.refusals}
    return frozenset(refused - _values(rows, "Pupil ID") - {""})


def _about_files(files: Folder) -> tuple[list[Entry], list[Entry]]:
    refused = [entry(name, fault) for name, faults in files.faults.items() for fault in faults]
    notices = [
        entry(name, Fault(1, "", "ignored-columns"))
        for name, table in files.tables.items()
        if table.unknown_headings
    ]
    return refused, notices


def _accepted(rows: Sequence[Row]) -> tuple[AcceptedRow, ...]:
    return tuple(AcceptedRow(line=row.line, values=row.values) for row in rows if row.accepted)
