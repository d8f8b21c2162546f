"""Wires referrals' worker: the publisher, and one consumer per view."""

from shared import worker
from shared.access.pupils import PUPILS

from .config import read_config
from .projections.concerns import CONCERNS
from .projections.specialist_requests import REQUESTS

VIEWS = (PUPILS, CONCERNS, REQUESTS)


def main() -> None:
    """Run until it is told to stop."""
    made = worker.make(read_config())
    views = [worker.view_keeper(made, view) for view in VIEWS]
    worker.run(made, [worker.publisher(made), *views])


if __name__ == "__main__":
    main()
