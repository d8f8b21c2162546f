"""What the command writes: the report, which holds no personal data, and the records, which do."""

from collections.abc import Iterable

from .entries import Entry
from .export import Export
from .folder import FileStatus

Json = dict[str, object]


def report_of(export: Export) -> Json:
    """{files, accepted, refused, notices}: what was read, counted, refused and noticed."""
    return {
        "files": {name: _file(status) for name, status in export.files.items()},
        "accepted": {subject: len(rows) for subject, rows in export.accepted.items()},
        "refused": _entries(export.refused),
        "notices": _entries(export.notices),
    }


def records_of(export: Export) -> dict[str, list[Json]]:
    """Subject -> an object for each accepted row: its line, and each column that is not blank."""
    return {
        subject: [{"line": row.line, **row.values} for row in rows]
        for subject, rows in export.accepted.items()
    }


def _file(status: FileStatus) -> Json:
    if status.status != "read":
        return {"status": status.status}
    return {
        "status": status.status,
        "encoding": status.encoding,
        "delimiter": status.delimiter,
        "rows": status.rows,
    }


def _entries(entries: Iterable[Entry]) -> list[Json]:
    return [
        {
            "file": entry.file,
            "line": entry.line,
            "column": entry.column,
            "code": entry.code,
            "message": entry.message,
        }
        for entry in entries
    ]
