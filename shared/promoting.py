"""Sends readers of a view from one generation to another, never back in time."""

import threading
import time
from collections.abc import Callable
from typing import Final

import structlog
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.calendar import utc_now
from shared.commits import Document
from shared.errors import NotFound, WaymarkError
from shared.mongo import in_transaction
from shared.pointers import Pointer, moved, pointer_of

log = structlog.get_logger()

TRY_AGAIN_SECONDS: Final = 0.05


class NotCaughtUp(WaymarkError):
    """The generation is not yet where the live one is; readers would go back in time."""


class MoreParked(WaymarkError):
    """The generation has parked streams that the live one has not: its new fold may be wrong."""


class Superseded(WaymarkError):
    """Another worker, or somebody by hand, has built or moved meanwhile; this one stands back."""


class Promoting:
    """Moves the pointer of one view. consumer: the name of what feeds a generation."""

    def __init__(
        self,
        client: MongoClient[Document],
        views: Database[Document],
        view: str,
        *,
        consumer: Callable[[int], str],
    ) -> None:
        self._client = client
        self._pointers = views["views"]
        self._checkpoints = views["checkpoints"]
        self._parked_streams = views["parked_streams"]
        self._view = view
        self._consumer = consumer

    def by_hand(self, generation: int, *, within_seconds: float, despite_parked: bool) -> None:
        """Raises NotCaughtUp, MoreParked, NotFound."""

        def body(session: ClientSession) -> None:
            pointer = self._pointer(session)
            self._move(pointer, generation, session, despite_parked=despite_parked, by_hand=True)

        self._tried(generation, body, within_seconds)

    def by_itself(self, generation: int, *, away_from: int, within_seconds: float) -> None:
        """away_from: the live generation as the worker that leads has judged it.

        Raises NotCaughtUp, MoreParked, NotFound, Superseded.
        """

        def body(session: ClientSession) -> None:
            pointer = self._pointer(session)
            if pointer.live != away_from:
                raise Superseded(f"{self._view} {generation}")
            self._move(pointer, generation, session, despite_parked=False, by_hand=False)

        self._tried(generation, body, within_seconds)

    def _tried(
        self, generation: int, body: Callable[[ClientSession], None], within_seconds: float
    ) -> None:
        deadline = time.monotonic() + within_seconds
        while True:
            try:
                in_transaction(self._client, body)
            except NotCaughtUp:
                if time.monotonic() >= deadline:
                    raise
                threading.Event().wait(TRY_AGAIN_SECONDS)
            else:
                log.warning("view_promoted", view=self._view, generation=generation)
                return

    def _pointer(self, session: ClientSession) -> Pointer:
        return pointer_of(self._pointers.find_one({"_id": self._view}, session=session))

    def _move(
        self,
        pointer: Pointer,
        generation: int,
        session: ClientSession,
        *,
        despite_parked: bool,
        by_hand: bool,
    ) -> None:
        if generation not in pointer.followed():
            raise NotFound(f"{self._view} {generation} is not being fed")
        live = pointer.live
        if live is None or live == generation:
            return
        self._check_caught_up(live, generation, session)
        if not despite_parked:
            self._check_parked(live, generation, session)
        change = moved(pointer, generation, by_hand=by_hand, now=utc_now())
        self._pointers.update_one({"_id": self._view}, change, session=session)

    def _check_caught_up(self, live: int, generation: int, session: ClientSession) -> None:
        # Written to, so that the live one cannot save a batch between this look and the move.
        self._checkpoints.update_many(self.saves(live), {"$inc": {"held": 1}}, session=session)
        there = self._positions(live, session)
        here = self._positions(generation, session)
        behind = sorted(partition for partition, at in there.items() if here.get(partition, 0) < at)
        if behind:
            raise NotCaughtUp(f"{self._view} {generation}: {', '.join(behind)}")

    def saves(self, generation: int) -> Document:
        """Which checkpoints are a generation's."""
        name = self._consumer(generation)
        return {"_id": {"$gte": f"{name}/", "$lt": f"{name}0"}}  # "0" sorts after "/"

    def _positions(self, generation: int, session: ClientSession) -> dict[str, int]:
        prefix = len(self._consumer(generation)) + 1
        found = self._checkpoints.find(self.saves(generation), {"position": 1}, session=session)
        return {one["_id"][prefix:]: one["position"] for one in found}

    def _check_parked(self, live: int, generation: int, session: ClientSession) -> None:
        more = self._parked(generation, session) - self._parked(live, session)
        if more:
            raise MoreParked(f"{self._view} {generation}: {len(more)} streams")

    def _parked(self, generation: int, session: ClientSession) -> set[str]:
        of = {"consumer": self._consumer(generation)}
        return set(self._parked_streams.distinct("stream", of, session=session))
