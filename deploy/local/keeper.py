"""A small process that ends our servers when we are gone, however we went.

A server that outlives a killed test run keeps a port, memory and personal data. The kernel's
parent-death signal is no help: it fires when the *thread* that started a process ends. So a keeper
reads, from a pipe that only we hold open, which processes and folders are ours, and cleans up at
its end.
"""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deploy.local.places import PROJECT
from deploy.local.waiting import wait_until

STOP_WITHIN_SECONDS = 10
LOOK_UP_SECONDS = 0.5


class Keeper:
    """Our end of the pipe. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "deploy.local.keeper", str(os.getpid())],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            text=True,
            # A Ctrl-C is for us alone: we stop the servers in order.
            start_new_session=True,
        )

    def watch(self, pid: int) -> None:
        """End this process, the leader of its group, when we are gone."""
        self._tell(f"watch {pid}")

    def forget(self, pid: int) -> None:
        """The process has ended: its number may soon be somebody else's."""
        self._tell(f"forget {pid}")

    def remove(self, folder: Path) -> None:
        """Remove the folder once every process has ended."""
        self._tell(f"remove {folder}")

    def close(self) -> None:
        """Let the keeper end what is left and remove the folders; wait for it."""
        with self._lock:
            if self._process.stdin is not None:
                self._process.stdin.close()
        self._process.wait(timeout=3 * STOP_WITHIN_SECONDS)

    def _tell(self, line: str) -> None:
        with self._lock:
            if self._process.stdin is None or self._process.stdin.closed:
                raise RuntimeError("the keeper has been closed")
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()


def lines_until_gone(owner: int) -> Iterable[str]:
    """The lines of standard input until it is closed or the owner has died."""
    rest = b""
    while True:
        # A fork of the owner may hold the pipe open: look up for the owner itself now and then,
        # and read what it still said.
        alive = os.getppid() == owner
        if not select.select([0], [], [], LOOK_UP_SECONDS if alive else 0)[0]:
            if alive:
                continue
            return
        read = os.read(0, 65_536)
        if not read:
            return
        *lines, rest = (rest + read).split(b"\n")
        yield from (os.fsdecode(line) for line in lines)


@dataclass(frozen=True, slots=True)
class Watched:
    """A process, held by a descriptor: its number alone may come to mean another one."""

    pid: int
    descriptor: int

    def has_ended(self) -> bool:
        return bool(select.select([self.descriptor], [], [], 0)[0])

    def ask_to_stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.descriptor, signal.SIGTERM)

    def kill_group(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


def end(processes: list[Watched]) -> None:
    """Ask each to stop, the newest first, then kill what is left of their groups."""
    for process in reversed(processes):
        process.ask_to_stop()
    _wait(processes)
    for process in processes:
        # Whoever has ended may have left workers behind.
        process.kill_group()
    _wait(processes)


def _wait(processes: list[Watched]) -> None:
    with contextlib.suppress(TimeoutError):
        wait_until(
            lambda: all(process.has_ended() for process in processes),
            "servers ending",
            within_seconds=STOP_WITHIN_SECONDS,
        )


def keep(owner: int) -> None:
    """Follow the owner's lines; once it is gone, end its processes and remove its folders."""
    processes: dict[int, Watched] = {}
    folders: list[Path] = []
    for line in lines_until_gone(owner):
        word, _, rest = line.partition(" ")
        if word == "watch":
            with contextlib.suppress(ProcessLookupError):
                processes[int(rest)] = Watched(int(rest), os.pidfd_open(int(rest)))
        elif word == "forget":
            if forgotten := processes.pop(int(rest), None):
                os.close(forgotten.descriptor)
        elif word == "remove":
            folders.append(Path(rest))
    end(list(processes.values()))
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    keep(int(sys.argv[1]))
