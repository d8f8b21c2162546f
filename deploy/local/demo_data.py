"""Loads the demo trust the first time that the platform starts: an MIS export, imported as any is,
and the year before it, taken over as a past from another system would be.

WAYMARK_DEMO_EXPORT names another export to load instead; "none" loads nothing.
WAYMARK_DEMO_HISTORY: of how many pupils a past is made up, "all" (as for our own export) or a
number; of another export it is 0 where nothing is said.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from deploy.local.history.writing import SERVICES, write_past
from deploy.local.places import LOCAL, private_folder
from deploy.local.trouble import Trouble
from deploy.local.trust import Trust
from services.directory.demo_trust.writing import write_export
from shared.calendar import london_date, utc_now
from shared.sealing import read_trust_key

LOADED = LOCAL / "demo-loaded"
EXPORT = LOCAL / "demo-export"
PAST = LOCAL / "demo-past"
PAST_WRITTEN = PAST / "written"
PAST_LOADED = LOCAL / "demo-past-loaded"
SETTING = "WAYMARK_DEMO_EXPORT"
PAST_SETTING = "WAYMARK_DEMO_HISTORY"
ALL = "all"


def load_demo(trust: Trust, services: Sequence[str], console: Console) -> None:
    """Import the export, then the past, unless that has been done. Raises Trouble when it fails."""
    chosen = os.environ.get(SETTING, "")
    if chosen == "none":
        return
    if not LOADED.exists():
        folder = Path(chosen) if chosen else written_export(console)
        console.print(f"Importing {folder}")
        _run(trust, "directory", "importing", folder)
        LOADED.write_text(f"{folder}\n")
    if not PAST_LOADED.exists():
        load_past(trust, services, Path(LOADED.read_text().strip()), console)
        PAST_LOADED.write_text(f"{PAST}\n")


def written_export(console: Console) -> Path:
    """The demo trust's own export."""
    console.print("Writing the demo trust's MIS export")
    write_export(private_folder(EXPORT), today=london_date(utc_now()))
    return EXPORT


def load_past(trust: Trust, services: Sequence[str], export: Path, console: Console) -> None:
    """Give each service that runs its part of the past; again, finish what was left."""
    files = written_past(trust, export, console)
    for service in SERVICES:
        if service in services and files[service].stat().st_size:
            _run(trust, service, "history", files[service])


def written_past(trust: Trust, export: Path, console: Console) -> Mapping[str, Path]:
    """The files of the past, which stay as they are once they are whole."""
    if not PAST_WRITTEN.exists():
        console.print("Making up the year before today")
        key = read_trust_key(trust.folder / "trust.key")
        today = london_date(utc_now())
        write_past(export, key, private_folder(PAST), today=today, most=_most(export))
        PAST_WRITTEN.touch()
    return {service: PAST / f"{service}.jsonl" for service in SERVICES}


def _most(export: Path) -> int | None:
    """Of how many pupils at most; None for all. Raises Trouble."""
    told = os.environ.get(PAST_SETTING, "").strip() or (ALL if export == EXPORT else "0")
    if told == ALL:
        return None
    if not told.isdecimal():
        raise Trouble(f"{PAST_SETTING} must be `{ALL}` or a number of pupils.")
    return int(told)


def _run(trust: Trust, service: str, what: str, source: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"services.{service}.{what}", str(source)],
        env={**os.environ, **trust.environment(service, "api")},
        check=False,
    )
    if done.returncode:
        raise Trouble(
            f"The {what} of {source} by {service} ended with {done.returncode}; what it said is"
            " above. Start again: it goes on where it stopped."
        )
