"""A sequencer that kills its own process, without a last word, at one point of its work.

python -m tests.shared.dying_sequencer POINT URI MAIN VIEWS
"""

import os
import signal
import sys
from typing import Any

from pymongo import MongoClient
from pymongo.change_stream import CollectionChangeStream

from shared import sequencer
from shared.mongo import connect
from shared.sequencer import Resume, Row, Sequencer

POINTS_OF_A_SCAN = ("scan begun", "half scanned")
POINTS_OF_A_BATCH = ("seen", "rows written", "state written", "saved")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class States:
    """The collection of the state, as the dying sequencer reaches it within a transaction."""

    def __init__(self, collection: Any, point: str) -> None:
        self._collection = collection
        self._point = point

    def __getattr__(self, name: str) -> Any:
        return getattr(self._collection, name)

    def replace_one(self, *args: Any, **options: Any) -> Any:
        if self._point == "rows written":
            die()
        replaced = self._collection.replace_one(*args, **options)
        if self._point == "state written":
            die()
        return replaced


class DyingSequencer(Sequencer):
    def __init__(self, client: MongoClient[dict[str, Any]], main: Any, views: Any, point: str):
        super().__init__(client, main, views)
        self._point = point
        self._states = States(self._states, point)  # type: ignore[assignment]

    def _changes(self, stream: CollectionChangeStream[dict[str, Any]]) -> list[Row]:
        rows = super()._changes(stream)
        if rows and self._point == "seen":
            die()
        return rows

    def _save(self, rows: list[Row], resume: Resume) -> None:
        if self._point == "scan begun" and not resume.token:
            die()
        super()._save(rows, resume)
        if rows and self._point == "saved":
            die()
        if self._point == "half scanned" and not (resume.token or resume.since):
            die()


def main(point: str, uri: str, main_name: str, views_name: str) -> None:
    sequencer.MOST_ROWS = 5  # type: ignore[misc]
    client = connect(uri, timeout_ms=10_000, app="dying")
    dying = DyingSequencer(client, client[main_name], client[views_name], point)
    while True:
        dying.step(wait_seconds=0.05)


if __name__ == "__main__":
    main(*sys.argv[1:])
