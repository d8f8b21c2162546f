"""How Python's threads take turns in a process that mostly waits for servers."""

import sys
from typing import Final

TURN_SECONDS: Final = 0.0005


def take_short_turns() -> None:
    """Let a thread that comes back from the network run after half a millisecond.

    Python gives 5 ms to whichever thread computes, and every answer of MongoDB or Kafka waits for
    the end of that turn. Measured: docs/performance.md.
    """
    sys.setswitchinterval(TURN_SECONDS)
