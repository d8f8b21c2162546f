"""Wires ehcp's worker: the publisher, one consumer per view, the clock, what tells of ages."""

import threading
from typing import Final

from shared import worker
from shared.access.pupils import PUPILS
from shared.calendar import utc_now
from shared.eventstore import EventStore

from .ages import AgeTeller
from .clock import deadline_ticker
from .codec import CASE_EVENTS, SERVICE
from .config import read_config
from .projections.ages import AGES
from .projections.calendar import CALENDAR
from .projections.cases import CASES
from .projections.delivery import DELIVERY, TERMS

VIEWS = (PUPILS, CASES, CALENDAR, AGES, DELIVERY, TERMS)
AGES_SECONDS: Final = 10.0


def main() -> None:
    """Run until it is told to stop."""
    made = worker.make(read_config())
    store = EventStore(made.main, CASE_EVENTS, made.sealer, source=SERVICE)
    views = [worker.view_keeper(made, view) for view in VIEWS]
    clock = worker.clockwork(made, deadline_ticker(made.client, made.views, store))
    ages = telling_of_ages(made, AgeTeller(made.views, store))
    worker.run(made, [worker.publisher(made), *views, clock, ages])


def telling_of_ages(made: worker.Made, teller: AgeTeller) -> worker.Repeated:
    """The part that tells cases of ages, in the worker that holds the lease."""

    def step(stop: threading.Event) -> None:
        if made.lease.held():
            teller.tell(utc_now())
        stop.wait(AGES_SECONDS)

    return worker.Repeated(made, "ages", step)


if __name__ == "__main__":
    main()
