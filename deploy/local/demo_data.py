"""Loads the demo trust the first time that the platform starts: an MIS export, imported as any is.

WAYMARK_DEMO_EXPORT names another export to load instead; "none" loads nothing.
"""

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from deploy.local.places import LOCAL, private_folder
from deploy.local.trouble import Trouble
from deploy.local.trust import Trust
from services.directory.demo_trust.writing import write_export
from shared.calendar import london_date, utc_now

LOADED = LOCAL / "demo-loaded"
EXPORT = LOCAL / "demo-export"
SETTING = "WAYMARK_DEMO_EXPORT"


def load_demo(trust: Trust, console: Console) -> None:
    """Import the export unless that has been done. Raises Trouble when it fails."""
    chosen = os.environ.get(SETTING, "")
    if LOADED.exists() or chosen == "none":
        return
    folder = Path(chosen) if chosen else written_export(console)
    console.print(f"Importing {folder}")
    done = subprocess.run(
        [sys.executable, "-m", "services.directory.importing", str(folder)],
        env={**os.environ, **trust.environment("directory", "api")},
        check=False,
    )
    if done.returncode:
        raise Trouble(
            f"The import of {folder} ended with {done.returncode}; what it said is above."
            " Start again: an import goes on where it stopped."
        )
    LOADED.write_text(f"{folder}\n")


def written_export(console: Console) -> Path:
    """The demo trust's own export."""
    console.print("Writing the demo trust's MIS export")
    write_export(private_folder(EXPORT), today=london_date(utc_now()))
    return EXPORT
