"""The command that takes over the running cases of a trust's list.

    python -m services.ehcp.migration [--preview] FILE FOUND [REPORT]

FOUND is what `python -m services.directory.finding FILE FOUND` wrote. It reads its settings from
the environment, as the api does. REPORT gets the whole report as JSON: no personal data. It exits
0 also when rows were refused, 2 when the file was. With --preview nothing is appended.
"""

import sys
from collections.abc import Sequence
from contextlib import closing
from enum import IntEnum
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from pymongo.errors import PyMongoError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from shared.calendar import london_date, utc_now
from shared.errors import WaymarkError
from shared.eventstore import EventStore
from shared.mongo import (
    WORKER_TIMEOUT_MS,
    connect,
    keys_database,
    main_database,
    read_models,
)
from shared.sealing import DataKeys, Sealer, read_trust_key
from shared.settings import MissingSetting, Settings

from ..codec import CASE_EVENTS, IMPORT_EVENTS, SERVICE
from ..config import read_config
from .cases_file import CasesFile, read_cases
from .check import content_of, write_report
from .found import BadFinding, Finding, read_finding
from .journal import Journal
from .report import MigrationReport
from .run import Cases, migrate, preview

USAGE: Final = "usage: python -m services.ehcp.migration [--preview] FILE FOUND [REPORT]"
PREVIEW: Final = "--preview"


class Exit(IntEnum):
    """DONE also when rows were refused; those above 60 as sysexits.h numbers them."""

    DONE = 0
    FILE_REFUSED = 2
    WRONG_USE = 64
    BAD_FINDING = 65
    NO_INPUT = 66
    UNAVAILABLE = 69
    NO_OUTPUT = 73
    WRONG_SETTINGS = 78


def main(arguments: Sequence[str]) -> Exit:
    """Take over a list. arguments: perhaps --preview, FILE, FOUND and perhaps REPORT."""
    paths = [Path(one) for one in arguments if one != PREVIEW]
    if len(paths) not in (2, 3):
        return _fail(Exit.WRONG_USE, USAGE)
    try:
        file = read_cases(content_of(paths[0]), today=london_date(utc_now()))
        finding = read_finding(paths[1].read_bytes())
    except OSError as error:
        return _fail(Exit.NO_INPUT, f"{error.filename} cannot be read: {error.strerror}")
    except BadFinding as problem:
        return _fail(Exit.BAD_FINDING, str(problem))
    try:
        report = _run(file, finding, read_config(), applies=PREVIEW not in arguments)
        if len(paths) == 3:
            write_report(paths[2], report.as_json())
    except BadFinding as problem:
        return _fail(Exit.BAD_FINDING, str(problem))
    except MissingSetting as problem:
        return _fail(Exit.WRONG_SETTINGS, str(problem))
    except (WaymarkError, PyMongoError) as problem:
        detail = str(problem) if isinstance(problem, WaymarkError) else type(problem).__name__
        return _fail(Exit.UNAVAILABLE, f"It stopped: {detail}. Running it again is safe.")
    except OSError as error:
        return _fail(Exit.NO_OUTPUT, f"{error.filename}: {error.strerror}")
    _summarise(report)
    return Exit.DONE if file.read else Exit.FILE_REFUSED


def _run(
    file: CasesFile, finding: Finding, settings: Settings, *, applies: bool
) -> MigrationReport:
    app = f"waymark-{SERVICE}-migration"
    client = connect(settings.mongodb_uri, timeout_ms=WORKER_TIMEOUT_MS, app=app)
    with closing(client):
        keys: Any = client[keys_database(settings.trust)]["keys"]
        sealer = Sealer(DataKeys(keys, read_trust_key(settings.trust_key_file)))
        main_db = client[main_database(settings.trust, SERVICE)]
        cases = Cases(
            store=EventStore(main_db, CASE_EVENTS, sealer, source=SERVICE),
            imports=EventStore(main_db, IMPORT_EVENTS, sealer, source=SERVICE),
            views=read_models(client, settings.trust, SERVICE),
        )
        if not applies:
            return preview(cases, file, finding, now=utc_now())
        return _journaled(cases, file, finding, Journal(main_db))


def _journaled(
    cases: Cases, file: CasesFile, finding: Finding, journal: Journal
) -> MigrationReport:
    """Run the import with a bar, and write it down whatever becomes of it."""
    migration_id = uuid4()
    journal.begin(migration_id)
    report: MigrationReport | None = None
    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn())
    try:
        with Progress(*columns, console=Console(stderr=True)) as bars:
            task = bars.add_task("cases", total=None)

            def progress(done: int, of: int) -> None:
                journal.go_on()
                bars.update(task, completed=done, total=of)

            report = migrate(
                cases,
                file,
                finding,
                migration_id=migration_id,
                now=utc_now(),
                progress=progress,
            )
    finally:
        journal.end(migration_id, report)
    return report


def _summarise(report: MigrationReport) -> None:
    counts = report.counts()
    done = "Taken over" if report.applied else "Would be taken over"
    print(f"{done}: {counts['new']} new, {counts['changed']} changed.")
    for name in ("events", "refused", "notices"):
        told = ", ".join(f"{number} {what}" for what, number in counts[name].items())
        print(f"{name.capitalize()}: {told or 'none'}.")
    print(f"Unchanged: {counts['unchanged']}. Vanished: {counts['vanished']}.")


def _fail(code: Exit, why: str) -> Exit:
    print(why, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
