"""Rounds of all faults in a seeded order, with the check from outside after each."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from deploy.chaos.faults import FAULTS, Day
from deploy.chaos.load import Load
from deploy.check.ledger import Client, Ledger
from deploy.check.report import settled_differences, wait_until_caught_up
from deploy.local.whole import Platform

CAUGHT_UP_SECONDS = 30
SETTLED_SECONDS = 90
BEFORE = 30  # commands, so that the fault meets a platform at work
TELLING = 5
LEAST_A_SECOND = 20.0
NOBODY_ANSWERS = frozenset({"api killed", "mongod killed"})  # for a part of the time


@dataclass(slots=True, kw_only=True)
class Chaos:
    """A platform to be broken, the pupils that commands are about, and the ledger of everything.

    within_seconds: after how long everything must have caught up. least_a_second: how many commands
    must have been answered meanwhile, by faults of which commands need notice nothing.
    """

    platform: Platform
    barriers: Path
    pupils: list[str]
    ledger: Ledger
    console: Console
    within_seconds: float = CAUGHT_UP_SECONDS
    least_a_second: float = LEAST_A_SECOND

    def fault(self, name: str, chance: random.Random) -> list[str]:
        """One fault under load. Returns what differs afterwards."""
        with self._load(chance) as load:
            day = Day(platform=self.platform, load=load, barriers=self.barriers)
            day.more_commands(BEFORE)
            FAULTS[name](day)
            day.more_commands()
            rate = load.rate()
        began = time.monotonic()
        place = self.platform.place
        found = wait_until_caught_up(place, within_seconds=self.within_seconds)
        seconds = time.monotonic() - began
        seed = chance.randrange(1_000_000)
        told = self.ledger.all()
        found += settled_differences(place, told, seed=seed, within_seconds=SETTLED_SECONDS)
        if rate < self.least_a_second and name not in NOBODY_ANSWERS:
            found.append(
                f"{rate:.0f} commands a second were answered, not {self.least_a_second:.0f}"
            )
        found += load.refused()
        outcome = "all agrees" if not found else f"{len(found)} differences"
        self.console.print(
            f"  {name:<17} {rate:4.0f} commands/s, caught up in {seconds:4.1f} s, {outcome}",
            highlight=False,
        )
        for difference in found[:TELLING]:
            self.console.print(f"    {difference}", markup=False, highlight=False)
        return found

    @contextmanager
    def _load(self, chance: random.Random) -> Iterator[Load]:
        teacher, senco = self.platform.token("teacher"), self.platform.token("senco")

        def clients() -> tuple[Client, Client]:
            addresses = self.platform.addresses
            return (
                Client(addresses, teacher, self.ledger),
                Client(addresses, senco, self.ledger),
            )

        with Load(clients, self.pupils, chance) as load:
            yield load


def play_round(chaos: Chaos, seed: int) -> list[str]:
    """Every fault once, in the order that the seed gives. Returns all differences."""
    chance = random.Random(seed)  # noqa: S311 - an order that can be played again
    order = sorted(FAULTS)
    chance.shuffle(order)
    chaos.console.print(f"Round with SEED={seed}", style="bold")
    return [difference for name in order for difference in chaos.fault(name, chance)]
