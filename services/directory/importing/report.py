"""What an import did, in counts, our ids and lines of files: no personal data."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from ..mis.entries import Entry
from .telling import Kind

MESSAGES: Final = {
    "record-erased": "This pupil's record was erased here; take the pupil out of the MIS",
    "record-merged": "This pupil's record was merged into another one, which goes on",
    "record-taken": "Another row of this export is about the same pupil's record",
    "matched-by-upn": "The {column} is new; the UPN says which pupil it is",
    "matched-by-person": "The {column} is new; name and birth date say which pupil it is",
    "match-not-unique": "The {column} is new, and more than one pupil fits: a new record was made",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanished:
    """Something that was told before and is not among the rows that were accepted now.

    It is gone from the export, or its row was refused: nothing was ended.
    about: the stream, "pupil-<id>"; kind: of the row ("post", "guardianship").
    """

    kind: Kind
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """events: type -> how many were appended. unchanged: streams of which nothing new was told.

    complete: no file was refused and no required one is absent. accepted: rows by subject.
    """

    import_id: UUID
    complete: bool
    accepted: Mapping[str, int]
    events: Mapping[str, int]
    commits: int
    unchanged: int
    refused: tuple[Entry, ...]
    notices: tuple[Entry, ...]
    vanished: tuple[Vanished, ...]
    seconds: float

    def counts(self) -> dict[str, Any]:
        """For the journal: numbers alone."""
        return {
            "complete": self.complete,
            "accepted": dict(self.accepted),
            "events": dict(self.events),
            "commits": self.commits,
            "unchanged": self.unchanged,
            "refused": dict(Counter(entry.code for entry in self.refused)),
            "notices": dict(Counter(entry.code for entry in self.notices)),
            "vanished": dict(Counter(one.kind.value for one in self.vanished)),
            "seconds": round(self.seconds, 2),
        }

    def as_json(self) -> dict[str, Any]:
        """The whole report: the counts, and {refused: [...], notices: [...], vanished: [...]}."""
        return {
            "import_id": str(self.import_id),
            **self.counts(),
            "refused": [_entry(entry) for entry in self.refused],
            "notices": [_entry(entry) for entry in self.notices],
            "vanished": [{"kind": one.kind.value, "about": one.about} for one in self.vanished],
        }


def own_entry(file: str, line: int, column: str, code: str) -> Entry:
    """What the import itself has to say about a row."""
    message = MESSAGES[code].format(column=column)
    return Entry(file=file, line=line, column=column, code=code, message=message)


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "file": entry.file,
        "line": entry.line,
        "column": entry.column,
        "code": entry.code,
        "message": entry.message,
    }
