"""How Python runs in a process that mostly waits for servers."""

import gc
import sys
from typing import Final

TURN_SECONDS: Final = 0.0005
NEW_OBJECTS: Final = 10_000


def take_short_turns() -> None:
    """Let a thread that comes back from the network run after half a millisecond.

    Python gives 5 ms to whichever thread computes, and every answer of MongoDB or Kafka waits for
    the end of that turn. Measured: docs/performance.md.
    """
    sys.setswitchinterval(TURN_SECONDS)


def keep_what_is_made() -> None:
    """Call once, when a process is set up: what it has by then it keeps.

    Python looks for garbage by going through all that is alive, after each 700 new objects through
    a part of it; a batch of records is thousands. Measured: docs/performance.md.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
