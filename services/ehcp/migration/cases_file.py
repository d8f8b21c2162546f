"""A whole file, judged: the running cases that it tells of, and what is to be said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from .alone import judge_alone
from .columns import FILE
from .entries import shown
from .reading import Fault, RefusedFile, Table, read_table
from .rows import CaseRow, Row, accepted
from .together import judge_together


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFile:
    """digest: SHA-256 of its bytes, in hex. read: whether it was; else only `refused` says more.

    encoding: `utf-8` or `windows-1252`. records: all but those passed over as blank.
    """

    digest: str
    read: bool
    encoding: str | None = None
    delimiter: str | None = None
    records: int = 0
    rows: tuple[CaseRow, ...] = ()
    refused: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The report on the file by itself: no value of a row is in it."""
        return {
            "file": FILE,
            **self._status(),
            "accepted": len(self.rows),
            "refused": shown(self.refused),
            "notices": shown(self.notices),
        }

    def _status(self) -> Mapping[str, Any]:
        if not self.read:
            return {"status": "refused"}
        return {
            "status": "read",
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "rows": self.records,
        }


def read_cases(content: bytes, *, today: date) -> CasesFile:
    """Read and judge a file. today: the date in Europe/London."""
    digest = sha256(content).hexdigest()
    try:
        table = read_table(content)
    except RefusedFile as refused:
        return CasesFile(digest=digest, read=False, refused=refused.faults)
    rows = [Row(line=raw.line, texts=raw.texts) for raw in table.rows]
    for row in rows:
        judge_alone(row, today)
    judge_together([row for row in rows if row.accepted])
    return CasesFile(
        digest=digest,
        read=True,
        encoding=table.encoding,
        delimiter=table.delimiter,
        records=len(rows) + len(table.misfits),
        rows=tuple(accepted(row) for row in rows if row.accepted),
        refused=(*table.misfits, *(fault for row in rows for fault in row.refusals)),
        notices=_notices(table, rows),
    )


def _notices(table: Table, rows: list[Row]) -> tuple[Fault, ...]:
    about_file = [Fault(1, "", "ignored-columns")] if table.unknown_headings else []
    about_rows = [fault for row in rows if not row.refusals for fault in row.notices]
    return (*about_file, *about_rows)
