"""Wires ehcp's worker: the publisher, one consumer per view, and the clock."""

from shared import worker
from shared.access.pupils import PUPILS
from shared.clock import Ticker
from shared.eventstore import EventStore

from .clock import DeadlineClock
from .codec import CODEC, SERVICE
from .config import read_config
from .domain.commands import AnnounceDeadlines
from .projections.cases import CASES

VIEWS = (PUPILS, CASES)


def ticker(made: worker.Made) -> Ticker[AnnounceDeadlines]:
    """What the clock asks once a minute."""
    clock = DeadlineClock(made.views, EventStore(made.main, CODEC, made.sealer, source=SERVICE))
    return Ticker(made.client, made.views, service=SERVICE, due=clock.due, run=clock.announce)


def main() -> None:
    """Run until it is told to stop."""
    made = worker.make(read_config())
    views = [worker.view_keeper(made, view) for view in VIEWS]
    worker.run(made, [worker.publisher(made), *views, worker.clockwork(made, ticker(made))])


if __name__ == "__main__":
    main()
