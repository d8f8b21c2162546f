"""A view's generations: a new one is folded beside the live one, then the pointer moves.

The promise: readers never see a half-made view, nor one that goes back in time; reads and writes
go on meanwhile; and going back is as quick as going forward, for the old generation stays fed.
"""

import time
from collections.abc import Mapping
from typing import Any

import structlog
from pymongo import MongoClient, ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.checkpoints import Checkpoint
from shared.commits import Document
from shared.consumer import checkpoint_values
from shared.errors import NotFound, WaymarkError
from shared.feeds import Feed
from shared.mongo import in_transaction
from shared.parking import Parking, alert_parked
from shared.pointers import Pointer, begun, dropped, pointer_of
from shared.promoting import Promoting, Superseded
from shared.rebuild import Folded, fold_everything
from shared.views import State, View, ViewSink, collection_name, seen_name

log = structlog.get_logger()


class StillLive(WaymarkError):
    """The live generation cannot be dropped."""


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
        self._this: Document = {"_id": view.name}
        self._promoting = Promoting(
            client, views, view.name, consumer=lambda generation: self.sink(generation).name
        )

    def sink(self, generation: int) -> ViewSink:
        """What the ordinary consumer feeds a generation through."""
        return ViewSink(self._views, self.view, service=self._service, generation=generation)

    def pointer(self) -> Pointer:
        """Everything about them, by one question."""
        return pointer_of(self._pointers.find_one(self._this))

    def listed(self) -> dict[int, State]:
        """Each generation and its state; none before the first was begun."""
        return dict(self.pointer().generations)

    def live(self) -> int | None:
        """The generation that readers are sent to; None before the first was built."""
        return self.pointer().live

    def ask(self) -> None:
        """Ask for a rebuild: the worker builds a new generation and then feeds it. `promote` it
        by hand, unless it is of an edition that the worker sends readers to by itself.
        """
        self._pointers.update_one(self._this, {"$set": {"asked": True}}, upsert=True)

    def withdraw(self) -> None:
        """Take back what was asked for."""
        self._pointers.update_one(self._this, {"$set": {"asked": False}})

    def asked(self) -> bool:
        """Whether a rebuild was asked for and is not finished; or there is no generation yet."""
        pointer = self.pointer()
        return pointer.live is None or pointer.asked

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
        self._pointers.update_one(self._this, begun(last, self.view.full_edition))
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
        """Send readers to a generation that is fed, by hand; back to an older one, the same way.

        Waits until every checkpoint of it is at or past the live one's. No worker undoes it: the
        edition that readers are sent away from is withheld (`shared.editions`). Raises NotCaughtUp,
        MoreParked, NotFound.
        """
        self._promoting.by_hand(
            generation, within_seconds=within_seconds, despite_parked=despite_parked
        )

    def move_on(self, generation: int, *, away_from: int, within_seconds: float) -> None:
        """The same for the worker that leads, if readers still are where it has seen them.

        Raises NotCaughtUp, MoreParked, NotFound, Superseded.
        """
        self._promoting.by_itself(generation, away_from=away_from, within_seconds=within_seconds)

    def mark_mixed(self, generation: int) -> bool:
        """A fold of another edition will feed it from now on; False if it is no longer there."""
        there = self._this | {f"generations.{generation}": {"$exists": True}}
        mixed = {"$set": {f"mixed.{generation}": True}}
        return self._pointers.update_one(there, mixed).matched_count == 1

    def release(self) -> None:
        """No edition is withheld any more."""
        self._pointers.update_one(self._this, {"$unset": {"withheld": ""}})

    def drop(self, generation: int) -> None:
        """Stop feeding a generation and remove it. Raises StillLive, NotFound."""

        def body(session: ClientSession) -> None:
            pointer = self._pointers.find_one(self._this, session=session) or {"generations": {}}
            if str(generation) not in pointer["generations"]:
                raise NotFound(f"{self.view.name} has no generation {generation}")
            if pointer.get("live") == generation:
                raise StillLive(f"{self.view.name} {generation}")
            self._pointers.update_one(self._this, dropped(generation), session=session)
            self._checkpoints.delete_many(self._promoting.saves(generation), session=session)
            Parking(self._views, self.sink(generation).name).forget(session)

        in_transaction(self._client, body)
        # A consumer that still feeds it is refused from here on: `ViewSink.apply` looks.
        self._remove_documents(generation)

    def _throw_away(self, generation: int) -> None:
        try:
            self.drop(generation)
        except NotFound:
            log.info("generation_gone", view=self.view.name, generation=generation)
            self._remove_documents(generation)  # what this build inserted after it was dropped

    def _remove_documents(self, generation: int) -> None:
        self._views.drop_collection(collection_name(self.view.name, generation))
        self._views.drop_collection(seen_name(self.view.name, generation))


def _first_saves(name: str, at: Mapping[str, Checkpoint]) -> list[dict[str, Any]]:
    return [
        {"_id": f"{name}/{partition}"} | checkpoint_values(one) | {"revision": 1}
        for partition, one in at.items()
    ]
