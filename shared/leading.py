"""How long a worker has led on end: held the lease, as far as it has looked."""

import time
from collections.abc import Callable
from typing import Final

SETTLED_SECONDS: Final = 300.0


class Leading:
    """One thread looks, and rests while it has no reason to look.

    held: whether this process holds the lease now. settled_seconds: after how long it counts as
    the one that stays.
    """

    def __init__(
        self, held: Callable[[], bool], *, settled_seconds: float = SETTLED_SECONDS
    ) -> None:
        self.held = held
        self._settled_seconds = settled_seconds
        self._since: float | None = None

    def look(self) -> bool:
        """Whether it leads now."""
        if not self.held():
            self._since = None
        elif self._since is None:
            self._since = time.monotonic()
        return self._since is not None

    def rest(self) -> None:
        """What is not looked at is not known: the time begins anew."""
        self._since = None

    def is_settled(self) -> bool:
        """Whether every look for so many seconds has found it leading."""
        return self._since is not None and time.monotonic() - self._since >= self._settled_seconds
