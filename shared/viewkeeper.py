"""Keeps one view of a service: feeds each of its generations, and builds one when asked to."""

import threading
from collections.abc import Callable
from typing import Final

import structlog
from pymongo import MongoClient
from pymongo.database import Database

from shared.commits import Document
from shared.consumer import Consumer
from shared.feeds import Feed
from shared.generations import Generations
from shared.loops import Health, Loop, Running, run_consumer
from shared.mending import ParkedCommands
from shared.parking import TooManyParked
from shared.views import State

log = structlog.get_logger()

LOOK_SECONDS: Final = 1.0
STOP_SECONDS: Final = 10.0


class ViewKeeper:
    """One view in one worker: a thread that looks after it, and one for each fed generation.

    feed_for: makes the feed of a generation's consumer: the log, or a member of a group named
        for the generation. whole_feed: makes one that is read alone, for a rebuild.
    may_run, may_build: whether this process is the one that does it; they save work only.
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
        may_build: Running = lambda: True,
    ) -> None:
        self._client = client
        self._views = views
        self._generations = generations
        self._feed_for = feed_for
        self._whole_feed = whole_feed
        self._health = health
        self._may_run = may_run
        self._may_build = may_build
        self._stop = threading.Event()
        self._feeding: dict[int, threading.Thread] = {}
        name = generations.view.name
        self._looking = threading.Thread(target=self._look_after, name=name, daemon=True)

    def start(self) -> None:
        self._looking.start()

    def close(self) -> None:
        """Stop everything; each consumer ends after the batch that it is in."""
        self._stop.set()
        for thread in (self._looking, *self._feeding.values()):
            thread.join(STOP_SECONDS)

    def _look_after(self) -> None:
        part = f"view {self._generations.view.name}"
        Loop(part, self._stop, self._health).run(self._look, lambda: None)

    def _look(self) -> None:
        if self._generations.asked() and self._may_build():
            self._build()
        for generation, state in self._generations.listed().items():
            if state is not State.BUILDING and generation not in self._feeding:
                self._feed(generation)
        self._stop.wait(LOOK_SECONDS)

    def _build(self) -> None:
        try:
            self._generations.build(self._whole_feed())
        except TooManyParked as error:
            log.critical("rebuild_failed", view=self._generations.view.name, exc_info=error)
            if self._generations.live() is None:
                raise
            self._generations.withdraw()

    def _feed(self, generation: int) -> None:
        sink = self._generations.sink(generation)
        consumer = Consumer(self._client, self._views, self._feed_for(generation), sink)
        thread = threading.Thread(
            target=run_consumer,
            args=(self._client, consumer, ParkedCommands(self._views)),
            kwargs={"stop": self._stop, "health": self._health, "may_run": self._may_run},
            name=sink.name,
            daemon=True,
        )
        self._feeding[generation] = thread
        thread.start()
