"""`make chaos`: ROUNDS=3 rounds of every fault; SEED=n plays that one again."""

import os
import random
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from deploy.chaos.rounds import Chaos, play_round
from deploy.check.ledger import Ledger
from deploy.local.small_export import write_small_export
from deploy.local.trouble import Trouble
from deploy.local.whole import Platform, running_platform
from deploy.story.stage import teachers_pupils
from shared.barriers import SETTING
from shared.calendar import london_date, utc_now

RELAY_SETTINGS = {"WAYMARK_RELAY_DELIVERY_TIMEOUT_MS": "3000"}


def main() -> int:
    """0 when nothing was lost, doubled or left behind in any round."""
    console = Console()
    rounds = int(os.environ.get("ROUNDS") or 3)
    seeds = [int(os.environ["SEED"])] if os.environ.get("SEED") else _seeds(rounds)
    with tempfile.TemporaryDirectory(prefix="waymark-chaos-") as name:
        folder = Path(name)
        export = write_small_export(folder / "export", london_date(utc_now()))
        settings = {SETTING: name, **RELAY_SETTINGS}
        console.print("Starting a platform of its own")
        try:
            with running_platform(export, settings) as platform:
                chaos = make_chaos(platform, folder, console)
                found = [one for seed in seeds for one in play_round(chaos, seed)]
        except Trouble as trouble:
            sys.stderr.write(f"{trouble}\n")
            return 1
    return 1 if found else 0


def make_chaos(platform: Platform, barriers: Path, console: Console) -> Chaos:
    """barriers: the folder that the platform was started with."""
    return Chaos(
        platform=platform,
        barriers=barriers,
        pupils=list(teachers_pupils(platform.client("teacher", Ledger()))),
        ledger=Ledger(),
        console=console,
    )


def _seeds(count: int) -> list[int]:
    return [random.SystemRandom().randrange(1_000_000) for _ in range(count)]


if __name__ == "__main__":
    sys.exit(main())
