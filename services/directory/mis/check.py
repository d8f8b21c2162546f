"""The command that says what an import of an export into an empty trust would give.

    python -m services.directory.mis.check DIR REPORT [RECORDS]

It writes the report, and if asked the records, which hold personal data and are readable by their
owner only. It needs no server.
"""

import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from pathlib import Path

from shared.calendar import london_date, utc_now

from .export import Export, read_export
from .folder import UnusableFolder
from .report import records_of, report_of

USAGE = "usage: python -m services.directory.mis.check DIR REPORT [RECORDS]"


class Exit(IntEnum):
    """READ also when rows were refused; the last three as sysexits.h numbers them."""

    READ = 0
    FILES_REFUSED = 2
    WRONG_USE = 64
    NO_INPUT = 66
    NO_OUTPUT = 73


def main(arguments: Sequence[str], *, today: date) -> Exit:
    """Check the export in a folder. arguments: DIR, REPORT and perhaps RECORDS."""
    match [argument for argument in arguments if argument]:
        case [folder, report]:
            return _check(Path(folder), Path(report), None, today)
        case [folder, report, records]:
            return _check(Path(folder), Path(report), Path(records), today)
        case _:
            return _fail(Exit.WRONG_USE, USAGE)


def _check(folder: Path, report: Path, records: Path | None, today: date) -> Exit:
    try:
        export = read_export(folder, today=today)
    except UnusableFolder as problem:
        return _fail(Exit.NO_INPUT, str(problem))
    try:
        _write(report, report_of(export))
        if records is not None:
            _write(records, records_of(export))
    except OSError as error:
        return _fail(Exit.NO_OUTPUT, f"{error.filename} cannot be written: {error.strerror}")
    print(_summary(export))
    return Exit.READ if export.complete else Exit.FILES_REFUSED


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    readable_by_owner = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(readable_by_owner, 0o600)  # a file that was there keeps its mode
    with open(readable_by_owner, "w", encoding="utf-8") as file:
        file.write(text + "\n")


def _summary(export: Export) -> str:
    counts = ", ".join(f"{len(rows)} {subject}" for subject, rows in export.accepted.items())
    return f"Accepted: {counts}. Refusals: {len(export.refused)}. Notices: {len(export.notices)}."


def _fail(code: Exit, why: str) -> Exit:
    print(why, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], today=london_date(utc_now())))
