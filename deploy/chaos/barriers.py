"""Kills a process at a known place: arms a barrier, waits until one stands there, kills it."""

import os
import signal
from pathlib import Path

from deploy.local.waiting import wait_until

REACHED_SECONDS = 60


def kill_at(folder: Path, name: str) -> int:
    """kill -9 the next process that reaches the barrier. Returns its id. Raises TimeoutError."""
    reached = folder / f"{name}.reached"
    reached.unlink(missing_ok=True)
    (folder / f"{name}.armed").touch()
    wait_until(
        lambda: reached.exists() and reached.read_text().isdigit(),
        f"a process to reach {name}",
        within_seconds=REACHED_SECONDS,
    )
    pid = int(reached.read_text())
    os.kill(pid, signal.SIGKILL)
    return pid
