"""The command that takes over concerns of the past: `python -m services.referrals.history FILE`.

A finding is told with its outcome: {"outcome": "sen-support", "primary_need": "SLCN"}.
"""

import sys
from collections.abc import Mapping
from typing import Any, Final, get_args

from shared.history.command import Past, main
from shared.history.playing import Aggregate
from shared.history.stories import Convert

from .codec import CODEC
from .config import read_config
from .domain import referral, specialist_request
from .domain.commands import Command, OnReferral
from .domain.outcomes import (
    EhcAssessment,
    Finding,
    NotSend,
    SenSupport,
    Signposting,
    WatchAndReview,
)
from .domain.terms import Outcome
from .handlers import referral_stream, request_stream

FINDINGS: Final[Mapping[str, type[Any]]] = {
    Outcome.SEN_SUPPORT: SenSupport,
    Outcome.WATCH_AND_REVIEW: WatchAndReview,
    Outcome.EHC_ASSESSMENT: EhcAssessment,
    Outcome.SIGNPOST: Signposting,
    Outcome.NOT_SEND: NotSend,
}


def finding(told: Mapping[str, Any], convert: Convert) -> Finding:
    """Raises LookupError, msgspec.ValidationError."""
    said = dict(told)
    found: Finding = convert(said, FINDINGS[said.pop("outcome")])
    return found


CONCERN: Final = Aggregate(
    new=referral.Referral(),
    evolve=referral.evolve,
    decide=referral.decide,
    stream=lambda command: referral_stream(command.referral_id),
)
SPECIALIST: Final = Aggregate(
    new=specialist_request.SpecialistRequest(),
    evolve=specialist_request.evolve,
    decide=specialist_request.decide,
    stream=lambda command: request_stream(command.request_id),
)


def aggregate_of(command: Command) -> Aggregate:
    return CONCERN if isinstance(command, OnReferral) else SPECIALIST


PAST: Final = Past(
    codec=CODEC,
    commands=get_args(Command),
    aggregate_of=aggregate_of,
    special={"finding": finding},
)

if __name__ == "__main__":
    sys.exit(main(PAST, read_config, sys.argv[1:]))
