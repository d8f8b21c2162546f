"""A view's generations: a new one is folded beside the live one, then the pointer moves.

The promise: readers never see a half-made view, nor one that goes back in time; reads and writes
go on meanwhile; and going back is as quick as going forward, for the old generation stays fed.
"""

import threading
import time
from collections.abc import Mapping
from typing import Any, Final

import structlog
from pymongo import MongoClient, ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.checkpoints import Checkpoint
from shared.commits import Document
from shared.consumer import alert_parked, checkpoint_values
from shared.errors import NotFound, WaymarkError
from shared.feeds import Feed
from shared.mongo import in_transaction
from shared.parking import Parking
from shared.rebuild import Folded, fold_everything
from shared.views import State, View, ViewSink, collection_name, seen_name

log = structlog.get_logger()

TRY_AGAIN_SECONDS: Final = 0.05


class NotCaughtUp(WaymarkError):
    """The generation is not yet where the live one is; readers would go back in time."""


class MoreParked(WaymarkError):
    """The generation has parked streams that the live one has not: its new fold may be wrong."""


class StillLive(WaymarkError):
    """The live generation cannot be dropped."""


class Superseded(WaymarkError):
    """Another rebuild of the view began meanwhile; this one is thrown away."""


class Generations:
    """The generations of one view of one service. Safe to use from several threads."""

    def __init__(
        self,
        client: MongoClient[Document],
        views: Database[Document],
        view: View,
        *,
        service: str,
    ) -> None:
        self.view = view
        self._client = client
        self._views = views
        self._pointers = views["views"]
        self._checkpoints = views["checkpoints"]
        self._service = service
        self._this = {"_id": view.name}

    def sink(self, generation: int) -> ViewSink:
        """What the ordinary consumer feeds a generation through."""
        return ViewSink(self._views, self.view, service=self._service, generation=generation)

    def listed(self) -> dict[int, State]:
        """Each generation and its state; none before the first was begun."""
        found = self._pointers.find_one(self._this, {"generations": 1}) or {"generations": {}}
        return {int(number): State(state) for number, state in found["generations"].items()}

    def live(self) -> int | None:
        """The generation that readers are sent to; None before the first was built."""
        found = self._pointers.find_one(self._this, {"live": 1})
        return found.get("live") if found else None

    def ask(self) -> None:
        """Ask for a rebuild: the worker builds a new generation and then feeds it."""
        self._pointers.update_one(self._this, {"$set": {"asked": True}}, upsert=True)

    def withdraw(self) -> None:
        """Take back what was asked for."""
        self._pointers.update_one(self._this, {"$set": {"asked": False}})

    def asked(self) -> bool:
        """Whether a rebuild was asked for and is not finished; or there is no generation yet."""
        found = self._pointers.find_one(self._this, {"asked": 1, "live": 1})
        return found is None or found.get("live") is None or bool(found.get("asked"))

    def build(self, feed: Feed) -> int:
        """Fold the whole feed into a new generation, and return its number; the first goes live.

        feed: one that is read alone (a `KafkaFeed` without a group); it is closed.
        What an earlier build left behind, when its worker died, is thrown away.
        Raises TooManyParked, Superseded, Unavailable if the feed stands still.
        """
        generation = self._begin()
        began = time.monotonic()
        try:
            folded = fold_everything(self.view, feed, self.sink(generation))
            self._insert(generation, folded)
            self._finish(generation, folded)
        except BaseException:
            self._throw_away(generation)
            raise
        finally:
            feed.close()
        seconds = round(time.monotonic() - began, 1)
        log.info("view_built", view=self.view.name, generation=generation, seconds=seconds)
        return generation

    def _begin(self) -> int:
        for generation, state in self.listed().items():
            if state is State.BUILDING:
                self._throw_away(generation)
        last = self._next_number()
        for name in (collection_name(self.view.name, last), seen_name(self.view.name, last)):
            self._views.drop_collection(name)
            self._views.create_collection(name)
        if self.view.indexes:
            self._views[collection_name(self.view.name, last)].create_indexes(
                list(self.view.indexes)
            )
        self._pointers.update_one(
            self._this, {"$set": {f"generations.{last}": State.BUILDING.value}}
        )
        return last

    def _next_number(self) -> int:
        pointer = self._pointers.find_one_and_update(
            self._this,
            {"$inc": {"last": 1}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return int(pointer["last"]) if pointer else 1

    def _insert(self, generation: int, folded: Folded) -> None:
        if folded.documents:
            documents = self._views[collection_name(self.view.name, generation)]
            documents.insert_many(folded.documents, ordered=False)
        if folded.seen:
            self._views[seen_name(self.view.name, generation)].insert_many(
                [{"_id": stream, "version": version} for stream, version in folded.seen.items()],
                ordered=False,
            )

    def _finish(self, generation: int, folded: Folded) -> None:
        """Save where the fold has come to and let the generation be fed, in one transaction."""
        name = self.sink(generation).name

        def body(session: ClientSession) -> None:
            pointer = self._pointers.find_one(self._this, session=session) or {}
            if pointer.get("generations", {}).get(str(generation)) != State.BUILDING:
                raise Superseded(f"{self.view.name} {generation}")
            first = pointer.get("live") is None
            state = State.LIVE if first else State.FED
            values: Document = {f"generations.{generation}": state.value, "asked": False}
            if first:
                values["live"] = generation
            self._pointers.update_one(self._this, {"$set": values}, session=session)
            if folded.at:
                self._checkpoints.insert_many(_first_saves(name, folded.at), session=session)
            if folded.aside:
                Parking(self._views, name).park(folded.aside, session)

        in_transaction(self._client, body)
        for refused in folded.aside:
            alert_parked(name, refused)

    def promote(
        self, generation: int, *, within_seconds: float = 10.0, despite_parked: bool = False
    ) -> None:
        """Send readers to a generation that is fed; back to an older one, the same way.

        Waits until every checkpoint of it is at or past the live one's. Raises NotCaughtUp,
        MoreParked, NotFound.
        """
        deadline = time.monotonic() + within_seconds
        while True:
            try:
                in_transaction(
                    self._client,
                    lambda session: self._move_pointer(generation, despite_parked, session),
                )
            except NotCaughtUp:
                if time.monotonic() >= deadline:
                    raise
                threading.Event().wait(TRY_AGAIN_SECONDS)
            else:
                log.warning("view_promoted", view=self.view.name, generation=generation)
                return

    def _move_pointer(self, generation: int, despite_parked: bool, session: ClientSession) -> None:
        pointer = self._pointers.find_one(self._this, session=session) or {"generations": {}}
        if pointer["generations"].get(str(generation)) not in (State.FED, State.LIVE):
            raise NotFound(f"{self.view.name} {generation} is not being fed")
        live = pointer["live"]
        if live == generation:
            return
        self._check_caught_up(live, generation, session)
        if not despite_parked:
            self._check_parked(live, generation, session)
        values = {
            "live": generation,
            f"generations.{live}": State.FED.value,
            f"generations.{generation}": State.LIVE.value,
        }
        self._pointers.update_one(self._this, {"$set": values}, session=session)

    def _check_caught_up(self, live: int, generation: int, session: ClientSession) -> None:
        # Written to, so that the live one cannot save a batch between this look and the move.
        self._checkpoints.update_many(self._saves(live), {"$inc": {"held": 1}}, session=session)
        there = self._positions(live, session)
        here = self._positions(generation, session)
        behind = sorted(partition for partition, at in there.items() if here.get(partition, 0) < at)
        if behind:
            raise NotCaughtUp(f"{self.view.name} {generation}: {', '.join(behind)}")

    def _saves(self, generation: int) -> Document:
        name = self.sink(generation).name
        return {"_id": {"$gte": f"{name}/", "$lt": f"{name}0"}}  # "0" sorts after "/"

    def _positions(self, generation: int, session: ClientSession) -> dict[str, int]:
        prefix = len(self.sink(generation).name) + 1
        found = self._checkpoints.find(self._saves(generation), {"position": 1}, session=session)
        return {one["_id"][prefix:]: one["position"] for one in found}

    def _check_parked(self, live: int, generation: int, session: ClientSession) -> None:
        streams = self._views["parked_streams"]
        more = set(
            streams.distinct("stream", {"consumer": self.sink(generation).name}, session=session)
        ) - set(streams.distinct("stream", {"consumer": self.sink(live).name}, session=session))
        if more:
            raise MoreParked(f"{self.view.name} {generation}: {len(more)} streams")

    def drop(self, generation: int) -> None:
        """Stop feeding a generation and remove it. Raises StillLive, NotFound."""

        def body(session: ClientSession) -> None:
            pointer = self._pointers.find_one(self._this, session=session) or {"generations": {}}
            if str(generation) not in pointer["generations"]:
                raise NotFound(f"{self.view.name} has no generation {generation}")
            if pointer.get("live") == generation:
                raise StillLive(f"{self.view.name} {generation}")
            gone = {"$unset": {f"generations.{generation}": ""}}
            self._pointers.update_one(self._this, gone, session=session)
            self._checkpoints.delete_many(self._saves(generation), session=session)
            Parking(self._views, self.sink(generation).name).forget(session)

        in_transaction(self._client, body)
        # A consumer that still feeds it is refused from here on: `ViewSink.apply` looks.
        self._views.drop_collection(collection_name(self.view.name, generation))
        self._views.drop_collection(seen_name(self.view.name, generation))

    def _throw_away(self, generation: int) -> None:
        try:
            self.drop(generation)
        except NotFound:
            log.info("generation_gone", view=self.view.name, generation=generation)


def _first_saves(name: str, at: Mapping[str, Checkpoint]) -> list[dict[str, Any]]:
    return [
        {"_id": f"{name}/{partition}"} | checkpoint_values(one) | {"revision": 1}
        for partition, one in at.items()
    ]
