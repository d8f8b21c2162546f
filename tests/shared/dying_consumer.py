"""A consumer that kills its own process, without a last word, at one point of a batch.

python -m tests.shared.dying_consumer POINT URI MAIN VIEWS
"""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Any

from pymongo.client_session import ClientSession

from shared.bus import Message
from shared.consumer import Consumer
from shared.feeds import LogFeed
from shared.mongo import connect
from shared.parking import Refusal
from shared.views import ViewSink
from tests.shared.notes import TOTALS

POINTS = ("prepared", "applied", "saved")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class DyingSink(ViewSink):
    """Dies before the transaction, or within it once everything is written."""

    point = ""

    def prepare(self, messages: Sequence[Message]) -> list[Refusal]:
        if self.point == "prepared":
            die()
        return super().prepare(messages)

    def apply(self, messages: Sequence[Message], session: ClientSession) -> list[Refusal]:
        refused = super().apply(messages, session)
        if self.point == "applied":
            die()
        return refused


def main(point: str, uri: str, main_name: str, views_name: str) -> None:
    client: Any = connect(uri, timeout_ms=10_000, app="dying")
    sink = DyingSink(client[views_name], TOTALS, service="notes", generation=1)
    sink.point = point
    sink.prepares = True
    feed = LogFeed(
        client[main_name], service="notes", woken=lambda seconds: _wait(threading.Event(), seconds)
    )
    consumer = Consumer(client, client[views_name], feed, sink)
    while consumer.step() == 0:
        pass
    die()  # the batch is saved, and nobody was told


def _wait(event: threading.Event, seconds: float) -> None:
    event.wait(seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
