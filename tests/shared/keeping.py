"""A worker's keeper of one view, on the log of the service "notes", which grows meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local.waiting import wait_until
from shared.feeds import LogFeed
from shared.generations import Generations
from shared.leading import Leading
from shared.loops import Health, Wake
from shared.pointers import Pointer
from shared.viewkeeper import ViewKeeper
from shared.views import View
from tests.shared.kit import NotesService


class Watched(Generations):
    """The generations as a keeper has them, and how often it has looked."""

    looks = 0

    def pointer(self) -> Pointer:
        self.looks += 1
        return super().pointer()

    def is_looked_at(self) -> None:
        """Wait until the keeper has looked twice more, and has done what the first asked for."""
        enough = self.looks + 3
        wait_until(lambda: self.looks >= enough, "the keeper to look", within_seconds=20)


@contextmanager
def placing(notes: NotesService) -> Iterator[Wake]:
    """A sequencer that runs, and tells of what it placed."""
    wake, ended = Wake(), threading.Event()
    sequencer = notes.sequencer()

    def place() -> None:
        while not ended.is_set():
            if sequencer.step(wait_seconds=0.05):
                wake.tell()
        sequencer.close()

    thread = threading.Thread(target=place)
    thread.start()
    try:
        yield wake
    finally:
        ended.set()
        thread.join(10)


@contextmanager
def keeping(
    notes: NotesService,
    view: View,
    wake: Wake,
    *,
    health: Health | None = None,
    leading: Leading | None = None,
) -> Iterator[Watched]:
    """One worker that looks after a view. leading: of several; alone, it always leads."""
    held = leading.held if leading else lambda: True
    generations = Watched(notes.worker, notes.views(), view, service=notes.service)
    keeper = ViewKeeper(
        notes.worker,
        notes.views(),
        generations,
        feed_for=lambda _: LogFeed(notes.main(), service="notes", woken=wake.listener()),
        whole_feed=notes.log_feed,
        health=health or Health(),
        may_run=held,
        leading=leading,
    )
    keeper.start()
    try:
        yield generations
    finally:
        keeper.close()


@contextmanager
def kept(notes: NotesService, view: View, health: Health) -> Iterator[Watched]:
    """A view that the only worker looks after."""
    with placing(notes) as wake, keeping(notes, view, wake, health=health) as watched:
        yield watched
