"""Wires directory's worker: the publisher, and one consumer per view."""

from shared import worker

from .config import read_config
from .projections import VIEWS


def main() -> None:
    """Run until it is told to stop."""
    made = worker.make(read_config().settings)
    views = [worker.view_keeper(made, view) for view in VIEWS]
    worker.run(made, [worker.publisher(made), *views])


if __name__ == "__main__":
    main()
