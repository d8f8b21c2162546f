"""Wires reporting's worker: one consumer group per view."""

from shared import worker
from shared.access.pupils import PUPILS

from .config import read_config
from .projections.caseload import CASELOAD
from .projections.dates import DATES
from .projections.history import HISTORY
from .projections.register import REGISTER
from .projections.schools import SCHOOL_NAMES

VIEWS = (PUPILS, SCHOOL_NAMES, REGISTER, CASELOAD, DATES, HISTORY)


def main() -> None:
    """Run until it is told to stop."""
    made = worker.make(read_config())
    worker.run(made, [worker.view_keeper(made, view) for view in VIEWS])


if __name__ == "__main__":
    main()
