"""Keeps a list of processes running, and ends them all in the reverse order."""

import signal
import time
from collections import deque
from dataclasses import dataclass, field
from typing import NoReturn

from rich.console import Console
from rich.markup import escape

from deploy.local.child import Child
from deploy.local.places import full_disk

LOOK_EVERY_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 10.0
QUICK_DEATHS = 5
WITHIN_SECONDS = 60.0


class Stopping(BaseException):
    """Somebody asked us to stop: a Ctrl-C or SIGTERM. Not an Exception: nobody may swallow it."""


@dataclass(slots=True)
class Watch:
    """What the supervisor remembers of one process."""

    child: Child
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=QUICK_DEATHS))
    start_at: float | None = None
    coming_up: bool = False
    given_up: bool = False

    def deaths_lately(self, now: float) -> int:
        return sum(now - died_at < WITHIN_SECONDS for died_at in self.deaths)


class Supervisor:
    """Starts processes in groups, starts again whichever dies, and stops all at the end."""

    def __init__(self, console: Console, first_pause_seconds: float = 0.5) -> None:
        """first_pause_seconds: before the first new start; each quick death doubles it."""
        self._console = console
        self._first_pause_seconds = first_pause_seconds
        self._groups: list[list[Watch]] = []
        self._launching = False
        self._asked_to_stop = False

    @property
    def gave_up(self) -> list[str]:
        """The names of those that died too often."""
        return [watch.child.name for group in self._groups for watch in group if watch.given_up]

    def listen_for_stop(self) -> None:
        """From now on Ctrl-C and SIGTERM raise Stopping in the main thread."""
        signal.signal(signal.SIGINT, self._on_signal)
        signal.signal(signal.SIGTERM, self._on_signal)

    def adopt(self, *children: Child) -> None:
        """Watch a group that runs already."""
        self._groups.append([Watch(child) for child in children])

    def start(self, *children: Child) -> None:
        """Start a group at once and wait until each is ready. Raises Trouble."""
        self.adopt(*children)
        for child in children:
            self._launch(child)
        for child in children:
            child.wait_ready()
            self._say(f"{child.name} is ready")

    def watch(self) -> NoReturn:
        """Start again whatever dies, until Stopping."""
        while True:
            self.look_once()
            time.sleep(LOOK_EVERY_SECONDS)

    def look_once(self) -> None:
        for group in self._groups:
            for watch in group:
                self._look_after(watch, time.monotonic())

    def stop(self) -> None:
        """End every process, the last group first; at its deadline each is killed."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for group in reversed(self._groups):
            for watch in group:
                watch.child.ask_to_stop()
            for watch in group:
                watch.child.await_end()

    def _look_after(self, watch: Watch, now: float) -> None:
        if watch.given_up:
            return
        if watch.start_at is not None:
            if now >= watch.start_at:
                watch.start_at = None
                watch.coming_up = True
                self._launch(watch.child)
        elif not watch.child.running:
            self._plan_restart(watch, now)
        elif watch.coming_up and watch.child.is_ready():
            watch.coming_up = False
            self._say(f"{watch.child.name} is ready again")

    def _plan_restart(self, watch: Watch, now: float) -> None:
        child, code = watch.child, watch.child.exit_code
        # Its workers, if any, must not hold the port.
        child.kill()
        watch.deaths.append(now)
        deaths = watch.deaths_lately(now)
        if deaths >= QUICK_DEATHS:
            watch.given_up = True
            self._say(
                f"{child.name} died {deaths} times within {WITHIN_SECONDS:g} s and stays down"
                f" until the next start. {child.last_words()} {full_disk(child.log.parent)}",
                style="bold red",
            )
            return
        pause = min(self._first_pause_seconds * 2 ** (deaths - 1), LONGEST_PAUSE_SECONDS)
        watch.start_at = now + pause
        self._say(
            f"{child.name} died (code {code}); starting it again in {pause:g} s. Log: {child.log}"
            f" {full_disk(child.log.parent)}".rstrip(),
            style="yellow",
        )

    def _launch(self, child: Child) -> None:
        # A signal between the start and the note of the process would leave it behind.
        self._launching = True
        try:
            child.launch()
        finally:
            self._launching = False
        if self._asked_to_stop:
            raise Stopping

    def _on_signal(self, *_: object) -> None:
        self._asked_to_stop = True
        if not self._launching:
            raise Stopping

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(escape(text), style=style, highlight=False, soft_wrap=True)
