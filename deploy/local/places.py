"""Where the local stack keeps its files."""

import os
import secrets
import shutil
from pathlib import Path

from deploy.local.trouble import Trouble

PROJECT = Path(__file__).resolve().parents[2]
LOCAL = Path(os.environ.get("WAYMARK_LOCAL", PROJECT / ".local")).absolute()
# Fetched once, whichever data they run on.
JARS = PROJECT / ".local" / "jars"
LOGS = LOCAL / "log"

NEEDED_MEGABYTES = 1024
FULL_BELOW_MEGABYTES = 32


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner may open: keys, passwords and children's data lie there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder


def secret(file: Path, *, characters: int) -> str:
    """The secret in a file that only its owner may read: random hex, made on first use."""
    if not file.exists():
        part = file.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_text(secrets.token_hex(characters // 2))
        part.replace(file)
    file.chmod(0o600)
    return file.read_text()


def require_room(folder: Path, megabytes: int = NEEDED_MEGABYTES) -> None:
    """Raise Trouble unless the disk that holds an existing folder has room for the servers."""
    free_megabytes = _free_megabytes(folder)
    if free_megabytes < megabytes:
        raise Trouble(
            f"The disk that holds {folder} has {free_megabytes} MB free; the servers need"
            f" {megabytes} MB. Make room, or set WAYMARK_LOCAL (for tests TMPDIR) to a folder on"
            " a larger disk."
        )


def full_disk(folder: Path, below_megabytes: int = FULL_BELOW_MEGABYTES) -> str:
    """What to tell somebody whose disk is full by now; "" while the one of a folder is not."""
    free_megabytes = _free_megabytes(folder) if folder.exists() else below_megabytes
    if free_megabytes >= below_megabytes:
        return ""
    return (
        f"The disk that holds {folder} is full: {free_megabytes} MB are free. Make room, and start"
        " again what has stopped: what was saved is there."
    )


def _free_megabytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 2**20
