"""The command that says what is wrong with a file, before anything is taken over from it.

    python -m services.ehcp.migration.check FILE REPORT

It needs no server, and finds no pupil. It exits 0 even when rows were refused, 2 when the file was.
"""

import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from shared.calendar import london_date, utc_now

from .cases_file import read_cases
from .reading import MOST_BYTES

USAGE: Final = "usage: python -m services.ehcp.migration.check FILE REPORT"


class Exit(IntEnum):
    """READ also when rows were refused; the last three as sysexits.h numbers them."""

    READ = 0
    FILE_REFUSED = 2
    WRONG_USE = 64
    NO_INPUT = 66
    NO_OUTPUT = 73


def main(arguments: Sequence[str], *, today: date) -> Exit:
    """Check a file. arguments: FILE, REPORT."""
    given = [argument for argument in arguments if argument]
    if len(given) != 2:
        return _fail(Exit.WRONG_USE, USAGE)
    file, report = map(Path, given)
    try:
        found = read_cases(content_of(file), today=today)
    except OSError as error:
        return _fail(Exit.NO_INPUT, f"{error.filename} cannot be read: {error.strerror}")
    try:
        write_report(report, found.as_json())
    except OSError as error:
        return _fail(Exit.NO_OUTPUT, f"{error.filename} cannot be written: {error.strerror}")
    told = f"Refusals: {len(found.refused)}. Notices: {len(found.notices)}."
    print(f"Accepted: {len(found.rows)} of {found.records} rows. {told}")
    return Exit.READ if found.read else Exit.FILE_REFUSED


def content_of(file: Path) -> bytes:
    """The bytes of a file, and of one that is too large only as many as say so."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def write_report(path: Path, report: dict[str, Any]) -> None:
    """A report as JSON, readable by its owner only."""
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    readable_by_owner = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(readable_by_owner, "w", encoding="utf-8") as written:
        written.write(text)


def _fail(code: Exit, why: str) -> Exit:
    print(why, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], today=london_date(utc_now())))
