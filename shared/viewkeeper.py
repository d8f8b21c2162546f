"""Keeps one view of a service: feeds its generations, and builds one when it has to.

It has to when somebody asked, and when readers are on a generation of another edition than the
view's own: `shared.editions` says when it then builds by itself, and sends readers there.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog
from pymongo import MongoClient
from pymongo.database import Database

from shared.calendar import utc_now
from shared.commits import Document
from shared.consumer import Consumer
from shared.editions import is_content, is_due, is_released, overdue, ready, to_feed
from shared.errors import NotFound
from shared.feeds import Feed
from shared.generations import Generations
from shared.leading import Leading
from shared.loops import Health, Loop, Running, run_consumer
from shared.mending import ParkedCommands
from shared.parking import TooManyParked
from shared.pointers import Pointer
from shared.promoting import MoreParked, NotCaughtUp, Superseded
from shared.telemetry import OTHER_EDITION

log = structlog.get_logger()

LOOK_SECONDS: Final = 1.0
STOP_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Feeding:
    """A thread that feeds a generation, and how it is told to end."""

    thread: threading.Thread
    stop: threading.Event


class ViewKeeper:
    """One view in one worker: a thread that looks after it, and one for each fed generation.

    feed_for: makes the feed of a generation's consumer: the log, or a member of a group named
        for the generation. whole_feed: makes one that is read alone, for a rebuild.
    may_run: whether this process is the one that feeds; it saves work only. leading: whether, and
        for how long, it is the one that builds; without one it always is.
    """

    def __init__(
        self,
        client: MongoClient[Document],
        views: Database[Document],
        generations: Generations,
        *,
        feed_for: Callable[[int], Feed],
        whole_feed: Callable[[], Feed],
        health: Health,
        may_run: Running = lambda: True,
        leading: Leading | None = None,
    ) -> None:
        self._client = client
        self._views = views
        self._generations = generations
        self._name = generations.view.name
        self._edition = generations.view.full_edition
        self._feed_for = feed_for
        self._whole_feed = whole_feed
        self._health = health
        self._may_run = may_run
        self._leading = leading or Leading(lambda: True)
        self._stop = threading.Event()
        self._feeding: dict[int, Feeding] = {}
        self._failed = False
        self._looking = threading.Thread(target=self._look_after, name=self._name, daemon=True)

    def start(self) -> None:
        self._looking.start()

    def close(self) -> None:
        """Stop everything; each consumer ends after the batch that it is in."""
        self._stop.set()
        self._looking.join(STOP_SECONDS)
        feeding = list(self._feeding.values())
        for one in feeding:
            one.stop.set()
        for one in feeding:
            one.thread.join(STOP_SECONDS)

    def _look_after(self) -> None:
        Loop(f"view {self._name}", self._stop, self._health).run(self._look, lambda: None)

    def _look(self) -> None:
        """One question while all is well: who leads is asked only where there is work for them."""
        pointer = self._generations.pointer()
        if is_content(pointer, self._edition):
            self._leading.rest()
            leads = False
        else:
            leads = self._leading.look()
        self._follow(pointer, leads=leads)
        if not (leads and self._has_acted(pointer)):
            self._stop.wait(LOOK_SECONDS)

    def _follow(self, pointer: Pointer, *, leads: bool) -> None:
        """Feed what is to be fed, and no longer what is another edition's once another leads."""
        OTHER_EDITION.labels(self._name).set(
            pointer.live is not None and not pointer.is_of(pointer.live, self._edition)
        )
        wanted = set(to_feed(pointer, self._edition, leads=leads))
        for generation in wanted - self._feeding.keys():
            own = pointer.edition(generation) == self._edition
            if own or self._generations.mark_mixed(generation):
                self._feed(generation, self._may_run if own else self._leading.held)
        for generation in self._feeding.keys() & set(pointer.followed()) - wanted:
            self._feeding.pop(generation).stop.set()
        for generation in pointer.followed():
            read = generation == pointer.live and generation in wanted
            if pointer.edition(generation) != self._edition and not read:
                # Only kept for going back: what this fold cannot make of it is no fault of it.
                self._health.mended(self._generations.sink(generation).name)

    def _has_acted(self, pointer: Pointer) -> bool:
        """What the worker that leads has to do, one thing at a time; whether it did any."""
        settled = self._leading.is_settled()
        if pointer.live is None or pointer.asked:
            return self._built()
        if not self._failed and is_due(pointer, self._edition, settled=settled):
            built = ready(pointer, self._edition)
            return self._built() if built is None else self._has_moved(pointer.live, built)
        if is_released(pointer, self._edition, settled=settled):
            self._generations.release()
        for generation in overdue(pointer, utc_now()):
            self._generations.drop(generation)
            log.info("generation_dropped", view=self._name, generation=generation)
        return False

    def _built(self) -> bool:
        try:
            self._generations.build(self._whole_feed())
        except TooManyParked as error:
            self._has_failed(error)
            if self._generations.live() is None:
                raise
            self._generations.withdraw()
        except Superseded as error:
            log.info("build_superseded", view=self._name, exc_info=error)
        return True

    def _has_moved(self, live: int, built: int) -> bool:
        try:
            self._generations.move_on(built, away_from=live, within_seconds=LOOK_SECONDS)
        except NotCaughtUp:
            return False
        except MoreParked as error:
            self._has_failed(error)
            return False
        except (NotFound, Superseded) as error:
            log.info("not_moved", view=self._name, generation=built, exc_info=error)
            return False
        return True

    def _has_failed(self, error: Exception) -> None:
        """This process does not try it again by itself: the fold would fail again."""
        self._failed = True
        log.critical("rebuild_failed", view=self._name, exc_info=error)

    def _feed(self, generation: int, may_run: Running) -> None:
        sink = self._generations.sink(generation)
        consumer = Consumer(self._client, self._views, self._feed_for(generation), sink)
        stop = threading.Event()
        thread = threading.Thread(
            target=run_consumer,
            args=(self._client, consumer, ParkedCommands(self._views)),
            kwargs={"stop": stop, "health": self._health, "may_run": may_run},
            name=sink.name,
            daemon=True,
        )
        self._feeding[generation] = Feeding(thread, stop)
        thread.start()
