"""Wires plans' worker: the publisher, one consumer per view, the policy, the clock."""

from shared import worker
from shared.access.pupils import PUPILS
from shared.eventstore import EventStore

from .clock import review_ticker
from .codec import CODEC, SERVICE
from .config import read_config
from .policies import open_plan
from .projections.plans import PLANS

VIEWS = (PUPILS, PLANS)


def main() -> None:
    """Run until it is told to stop."""
    made = worker.make(read_config())
    store = EventStore(made.main, CODEC, made.sealer, source=SERVICE)
    views = [worker.view_keeper(made, view) for view in VIEWS]
    policy = worker.PolicyRunner(made, open_plan(store, made.views))
    clock = worker.clockwork(made, review_ticker(made.client, made.views, store))
    worker.run(made, [worker.publisher(made), *views, policy, clock])


if __name__ == "__main__":
    main()
