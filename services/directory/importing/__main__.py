"""The command that takes in an export.

    python -m services.directory.importing DIR [REPORT]

It reads its settings from the environment, as the api does. REPORT, a file, gets the whole report
as JSON: no personal data. It exits 0 also when rows were refused, 2 when a file was.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from enum import IntEnum
from pathlib import Path

from pymongo.errors import PyMongoError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from shared.calendar import london_date, utc_now
from shared.errors import WaymarkError
from shared.mongo import WORKER_TIMEOUT_MS, connect, keys_database, main_database
from shared.sealing import DataKeys, Sealer, read_trust_key
from shared.settings import MissingSetting

from ..config import Config, WrongSetting, read_config
from ..mis.export import Export, read_export
from ..mis.folder import UnusableFolder
from ..records import Records, make_records
from .report import ImportReport
from .run import run_import

USAGE = "usage: python -m services.directory.importing DIR [REPORT]"


class Exit(IntEnum):
    """DONE also when rows were refused; those above 60 as sysexits.h numbers them."""

    DONE = 0
    FILES_REFUSED = 2
    WRONG_USE = 64
    NO_INPUT = 66
    UNAVAILABLE = 69
    NO_OUTPUT = 73
    WRONG_SETTINGS = 78


def main(arguments: Sequence[str]) -> Exit:
    """Import the export in a folder. arguments: DIR and perhaps REPORT."""
    if len(arguments) not in (1, 2):
        return _fail(Exit.WRONG_USE, USAGE)
    try:
        config = read_config()
        report = _import(Path(arguments[0]), config)
        if len(arguments) == 2:
            _write(Path(arguments[1]), report)
    except UnusableFolder as problem:
        return _fail(Exit.NO_INPUT, str(problem))
    except (MissingSetting, WrongSetting) as problem:
        return _fail(Exit.WRONG_SETTINGS, str(problem))
    except (WaymarkError, PyMongoError) as problem:
        detail = str(problem) if isinstance(problem, WaymarkError) else type(problem).__name__
        return _fail(Exit.UNAVAILABLE, f"The import stopped: {detail}. Running it again is safe.")
    except OSError as error:
        return _fail(Exit.NO_OUTPUT, f"{error.filename}: {error.strerror}")
    _summarise(report)
    return Exit.DONE if report.complete else Exit.FILES_REFUSED


def _import(folder: Path, config: Config) -> ImportReport:
    today = london_date(utc_now())
    console = Console(stderr=True)
    with console.status("Reading the export"):
        export = read_export(folder, today=today)
    settings = config.settings
    client = connect(
        settings.mongodb_uri, timeout_ms=WORKER_TIMEOUT_MS, app="waymark-directory-import"
    )
    with closing(client):
        trust_key = read_trust_key(settings.trust_key_file)
        keys = DataKeys(client[keys_database(settings.trust)]["keys"], trust_key)
        records = make_records(
            client[main_database(settings.trust, settings.service)],
            Sealer(keys),
            trust_key,
            keep_years=config.keep_years,
        )
        return _shown(export, records, console)


def _shown(export: Export, records: Records, console: Console) -> ImportReport:
    """Run the import with a bar for each kind of thing it takes in."""
    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=of)
            bars.update(tasks[what], completed=done)

        return run_import(export, records, today=london_date(utc_now()), progress=progress)


def _write(path: Path, report: ImportReport) -> None:
    path.write_text(json.dumps(report.as_json(), indent=1) + "\n", encoding="utf-8")


def _summarise(report: ImportReport) -> None:
    counts = report.counts()
    for name in ("accepted", "events", "refused", "notices", "vanished"):
        told = ", ".join(f"{number} {what}" for what, number in counts[name].items())
        print(f"{name.capitalize()}: {told or 'none'}.")
    print(f"Unchanged: {report.unchanged}. It took {report.seconds:.1f} s.")


def _fail(code: Exit, why: str) -> Exit:
    print(why, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
