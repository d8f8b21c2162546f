"""The command that takes over EHC cases of the past: `python -m services.ehcp.history FILE`.

What starts a clock says when it was taken over: deadlines that had passed by then stay silent.
"""

import sys
from typing import Final, get_args

from shared.history.command import Past, main
from shared.history.playing import Aggregate

from .codec import CASE_EVENTS
from .config import read_config
from .domain.case import EhcCase, decide, evolve
from .domain.commands import AnnounceDeadlines, Command, RecordUnderFive
from .handlers import case_stream, dated

CASE: Final = Aggregate(
    new=EhcCase(),
    evolve=evolve,
    decide=decide,
    stream=lambda command: case_stream(command.case_id),
    dated=dated,
)
OF_WORKER: Final = (AnnounceDeadlines, RecordUnderFive)  # by the clock, and by directory
TOLD: Final = [one for one in get_args(Command) if one not in OF_WORKER]
PAST: Final = Past(codec=CASE_EVENTS, commands=TOLD, aggregate_of=lambda _: CASE)

if __name__ == "__main__":
    sys.exit(main(PAST, read_config, sys.argv[1:]))
