"""Unwrapped data keys in memory for a moment, so that a list does not ask for each of them twice.

The promise: no key is handed out, or in memory at all, later than `seconds` after it was put
there, also where nobody asks for any key again.
"""

import threading
import time
from collections.abc import Iterable
from typing import Final
from uuid import UUID

MOST_HELD: Final = 20_000
SWEEPS: Final = 5  # within the time for which a key is held


class HeldKeys:
    """Subject -> data key. Used by several threads; made after a fork, since it starts one."""

    def __init__(self, seconds: float) -> None:
        self._between = seconds / SWEEPS
        self._usable = seconds - self._between
        self._held: dict[UUID, tuple[float, bytes]] = {}
        self._sweeping = False
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._held)

    def find(self, subjects: Iterable[UUID]) -> dict[UUID, bytes]:
        now = time.monotonic()
        with self._lock:
            return {
                subject: held[1]
                for subject in subjects
                if (held := self._held.get(subject)) and held[0] > now
            }

    def put(self, subject: UUID, key: bytes) -> None:
        with self._lock:
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            self._held[subject] = (time.monotonic() + self._usable, key)
            if not self._sweeping:
                self._sweep_later()

    def drop(self, subject: UUID) -> None:
        with self._lock:
            self._held.pop(subject, None)

    def _sweep_later(self) -> None:
        self._sweeping = True
        timer = threading.Timer(self._between, self._sweep)
        timer.daemon = True
        timer.start()

    def _sweep(self) -> None:
        now = time.monotonic()
        with self._lock:
            self._held = {subject: held for subject, held in self._held.items() if held[0] > now}
            self._sweeping = False
            if self._held:
                self._sweep_later()
