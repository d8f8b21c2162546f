"""Where a consumer's messages come from: what every feed promises, and the service's own log.

Every feed brings the same `Arrival`s, partition by partition in order, from the offsets that the
consumer's checkpoints name. `topic_feed` brings other services' topics.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import msgspec
from pymongo.database import Database

from shared.bus import Message
from shared.commits import Document
from shared.placed import is_all, own_messages, read_placed

MOST_EVENTS: Final = 500
MOST_BYTES: Final = 8_000_000
LOG: Final = "log"


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One record; a `Struct`, since so many are made.

    partition: "<topic>/<number>", or "log". message: None if it is not ours.
    next_offset: where to read on after it. topic_id: of the topic that it came from.
    """

    partition: str
    next_offset: int
    topic_id: str
    message: Message | None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A partition that this member has been given: its id now."""

    partition: str
    topic_id: str


Locate = Callable[[Sequence[Start]], Mapping[str, int]]  # -> partition -> offset to begin at


class Feed(Protocol):
    """Brings messages, partition by partition in order. One thread uses it, then closes it."""

    def poll(self, wait_seconds: float, locate: Locate) -> list[Arrival]:
        """At most 500 events, or a whole commit; it asks `locate` about each new partition."""
        ...

    def rewind(self) -> None:
        """The next poll asks `locate` again about every partition."""
        ...

    def ends(self) -> Mapping[str, int]:
        """Partition -> the offset after its last record now; only of a feed read alone."""
        ...

    def behind(self) -> int:
        """How many records, or commits of a log, have not been read, as far as is known."""
        ...

    def close(self) -> None: ...


class LogFeed:
    """A service's own log, as one partition that is always in order and complete."""

    def __init__(
        self,
        main: Database[Document],
        *,
        service: str,
        woken: Callable[[float], None],
    ) -> None:
        """woken(seconds): waits until the sequencer has placed something, or that long."""
        self._main = main
        self._service = service
        self._woken = woken
        self._next: int | None = None
        self._read_all = False

    def poll(self, wait_seconds: float, locate: Locate) -> list[Arrival]:
        if self._next is None:
            self._next = locate([Start(partition=LOG, topic_id=LOG)])[LOG]
            self._read_all = False
        if self._read_all and wait_seconds:
            self._woken(wait_seconds)  # at once, if something was placed since it returned
        arrivals = self._read(self._next)
        if arrivals:
            self._next = arrivals[-1].next_offset
        return arrivals

    def _read(self, position: int) -> list[Arrival]:
        """Whole commits from a log position on, until there are 500 events."""
        arrivals: list[Arrival] = []
        found = read_placed(self._main, position - 1, most=MOST_EVENTS)
        self._read_all = is_all(found, most=MOST_EVENTS)
        for placed in found:
            arrivals += [
                Arrival(
                    partition=LOG, next_offset=placed.position + 1, topic_id=LOG, message=message
                )
                for message in own_messages(placed, self._service)
            ]
            if len(arrivals) >= MOST_EVENTS:
                self._read_all = False
                break
        return arrivals

    def rewind(self) -> None:
        self._next = None

    def behind(self) -> int:
        return max(0, self.ends()[LOG] - (self._next or 1))

    def ends(self) -> dict[str, int]:
        last = self._main["log"].find_one({}, {"_id": 1}, sort=[("_id", -1)])
        return {LOG: last["_id"] + 1 if last else 0}

    def close(self) -> None:
        self._next = None
