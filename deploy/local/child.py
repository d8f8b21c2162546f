"""One server process: started, waited for, stopped, killed, started again."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from deploy.local.keeper import Keeper
from deploy.local.places import PROJECT
from deploy.local.trouble import Trouble
from deploy.local.waiting import EVERY_SECONDS

TAIL_LINES = 15


class Died(Trouble):
    """The process ended before it was ready."""


class Child:
    """A process of ours, the leader of a group of its own, writing to a log file.

    ready: asked again and again until it says that the server can be used; never raises.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str | Path],
        *,
        keeper: Keeper,
        log: Path,
        ready: Callable[[], bool],
        env: Mapping[str, str] | None = None,
        ready_within_seconds: float = 60,
        stop_within_seconds: float = 15,
    ) -> None:
        self.name = name
        self.log = log
        self._argv = [str(part) for part in argv]
        self._keeper = keeper
        self._ready = ready
        self._env = env
        self._ready_within_seconds = ready_within_seconds
        self._stop_within_seconds = stop_within_seconds
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the running process, which is also that of its group."""
        if self._process is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""
        if self._process is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self._process.poll()

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def launch(self) -> None:
        """Start the process without waiting until it is ready."""
        if self.running:
            raise RuntimeError(f"{self.name} is running already")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._env,
                cwd=PROJECT,
                start_new_session=True,
            )
        self._keeper.watch(self._process.pid)

    def start(self) -> None:
        """Start and wait until it is ready. Raises Died or Trouble with its last words."""
        self.launch()
        self.wait_ready()

    def is_ready(self) -> bool:
        return self._ready()

    def wait_ready(self) -> None:
        deadline = time.monotonic() + self._ready_within_seconds
        while True:
            if self.exit_code is not None:
                self._forget()
                raise Died(f"{self.name} ended with code {self.exit_code}. {self.last_words()}")
            if self._ready():
                return
            if time.monotonic() > deadline:
                self.kill()
                raise Trouble(
                    f"{self.name} was not ready within {self._ready_within_seconds:g} s."
                    f" {self.last_words()}"
                )
            time.sleep(EVERY_SECONDS)

    def stop(self) -> None:
        """Ask the process to end, wait, and kill it if it does not."""
        self.ask_to_stop()
        self.await_end()

    def ask_to_stop(self) -> None:
        if self.running:
            os.kill(self.pid, signal.SIGTERM)

    def await_end(self) -> None:
        """Wait until a process that was asked to stop has; kill it at its deadline."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(self._stop_within_seconds)
        self.kill()

    def kill(self) -> None:
        """kill -9 for the process and all that it started."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        self._forget()

    def restart(self) -> None:
        """Start again, on the same data and port, after a stop or a kill."""
        self.kill()
        self.start()

    def last_words(self) -> str:
        """The end of the log, for a message."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        tail = "\n".join(text.splitlines()[-TAIL_LINES:])
        return f"The end of {self.log}:\n{tail}" if tail else f"{self.log} is empty."

    def _forget(self) -> None:
        self._keeper.forget(self.pid)
