"""One round of the bad days: each fault under load, and the check from outside after it.

That nothing is lost, doubled or left behind holds however busy the machine is; that it takes 30 s
at most, and 20 commands a second meanwhile, is for `make chaos`, which has the machine to itself.
"""

import random
from pathlib import Path

import pytest
from rich.console import Console

from deploy.chaos.__main__ import make_chaos
from deploy.chaos.faults import FAULTS
from deploy.chaos.rounds import Chaos
from deploy.local.whole import Platform

SEED = 2014
WITHIN_SECONDS = 120.0
LEAST_A_SECOND = 2.0


@pytest.fixture(scope="module")
def chaos(platform: Platform, barriers: Path) -> Chaos:
    made = make_chaos(platform, barriers, Console())
    assert len(made.pupils) >= 3
    made.within_seconds, made.least_a_second = WITHIN_SECONDS, LEAST_A_SECOND
    return made


@pytest.mark.timeout(400)
@pytest.mark.parametrize("name", sorted(FAULTS))
def test_nothing_is_lost_or_doubled(chaos: Chaos, name: str) -> None:
    assert chaos.fault(name, random.Random(f"{SEED} {name}")) == []
