"""Wires ehcp's worker: the publisher, one consumer per view, the clock."""

from shared import worker
from shared.access.pupils import PUPILS
from shared.eventstore import EventStore

from .clock import deadline_ticker
from .codec import CASE_EVENTS, SERVICE
from .config import read_config
from .projections.calendar import CALENDAR
from .projections.cases import CASES
from .projections.delivery import DELIVERY, TERMS

VIEWS = (PUPILS, CASES, CALENDAR, DELIVERY, TERMS)


def main() -> None:
    """Run until it is told to stop."""
    made = worker.make(read_config())
    store = EventStore(made.main, CASE_EVENTS, made.sealer, source=SERVICE)
    views = [worker.view_keeper(made, view) for view in VIEWS]
    clock = worker.clockwork(made, deadline_ticker(made.client, made.views, store))
    worker.run(made, [worker.publisher(made), *views, clock])


if __name__ == "__main__":
    main()
