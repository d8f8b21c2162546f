"""Waiting for a condition, never for a time."""

import time
from collections.abc import Callable

EVERY_SECONDS = 0.05


def wait_until(
    condition: Callable[[], bool], what: str, *, within_seconds: float, every: float = EVERY_SECONDS
) -> None:
    """Ask again and again until the condition holds.

    Raises TimeoutError, saying what was waited for, at the deadline.
    """
    deadline = time.monotonic() + within_seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {within_seconds:g} s in vain: {what}")
        time.sleep(every)
