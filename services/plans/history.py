"""The command that takes over plans of the past: `python -m services.plans.history FILE`."""

import sys
from typing import Final, get_args

from shared.history.command import Past, main
from shared.history.playing import Aggregate

from .codec import CODEC
from .config import read_config
from .domain.commands import Command, NoteReviewDue
from .domain.support_plan import SupportPlan, decide, evolve
from .handlers import plan_stream

PLAN: Final = Aggregate(
    new=SupportPlan(),
    evolve=evolve,
    decide=decide,
    stream=lambda command: plan_stream(command.plan_id),
)
TOLD: Final = [one for one in get_args(Command) if one is not NoteReviewDue]  # the clock's
PAST: Final = Past(codec=CODEC, commands=TOLD, aggregate_of=lambda _: PLAN)

if __name__ == "__main__":
    sys.exit(main(PAST, read_config, sys.argv[1:]))
