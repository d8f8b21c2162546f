"""The fold of a whole feed in memory, by the rules and the `fold` of the ordinary consumer."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shared.checkpoints import Checkpoint, resumed, take
from shared.commits import Document
from shared.consumer import checkpoint_values
from shared.errors import Unavailable
from shared.feeds import Arrival, Feed, Start
from shared.parking import MOST_STREAMS, Refusal, TooManyParked, set_aside
from shared.views import Folding, View, ViewSink

POLL_SECONDS: Final = 0.5
STANDS_STILL_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What a feed comes to. at: partition -> where it was read to; aside: what is to be parked."""

    documents: list[Document]
    seen: Mapping[str, int]
    at: Mapping[str, Checkpoint]
    aside: Sequence[Refusal]


def fold_everything(view: View, feed: Feed, sink: ViewSink) -> Folded:
    """Fold a feed from its beginning up to where it ends now. Memory: the whole view.

    Raises TooManyParked, Unavailable if the feed stands still for a minute.
    """
    fold = _WholeFold(view, sink)
    ends = feed.ends()
    deadline = time.monotonic() + STANDS_STILL_SECONDS
    while not fold.has_reached(ends):
        arrivals = feed.poll(POLL_SECONDS, fold.locate)
        if arrivals:
            fold.take(arrivals)
            deadline = time.monotonic() + STANDS_STILL_SECONDS
        elif time.monotonic() > deadline:
            raise Unavailable(f"{sink.name}: the feed stands still before its end")
    return fold.result()


class _WholeFold:
    """One `Folding` over everything that arrives, and where each partition is."""

    def __init__(self, view: View, sink: ViewSink) -> None:
        self._sink = sink
        self._folding = Folding(view)
        self._at: dict[str, Checkpoint] = {}
        self._parked: set[str] = set()
        self._aside: list[Refusal] = []

    def locate(self, starts: Sequence[Start]) -> dict[str, int]:
        for start in starts:
            known = self._at.get(start.partition)
            saved = checkpoint_values(known) if known else None
            self._at[start.partition] = resumed(saved, start.topic_id)
        return {start.partition: self._at[start.partition].offset for start in starts}

    def has_reached(self, ends: Mapping[str, int]) -> bool:
        return all(
            end == 0 or (partition in self._at and self._at[partition].offset >= end)
            for partition, end in ends.items()
        )

    def take(self, arrivals: Sequence[Arrival]) -> None:
        taken = take(self._at, arrivals, self._sink.reads)
        self._at.update(taken.moved)
        for message, recorded, keys in self._folding.decoded(taken.messages):
            self._folding.fold(message, recorded, keys)
        refusals = self._folding.refusals
        if not refusals:
            return
        self._aside += set_aside(taken.messages, self._parked, refusals[len(self._parked) :])
        self._parked.update(refusal.message.stream for refusal in refusals)
        if len(self._parked) >= MOST_STREAMS:
            raise TooManyParked(self._sink.name)

    def result(self) -> Folded:
        documents = self._folding.documents
        return Folded(
            documents=[one for one in documents.values() if one is not None],
            seen=self._folding.seen,
            at=self._at,
            aside=self._aside,
        )
