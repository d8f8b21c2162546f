"""`make demo`: plays the story on the platform that `make run` has started, and checks it.

python -m deploy.local.demo [--only-check] [--within-seconds 90]: without a story, what is there is
checked all the same.
"""

import argparse
import sys
from collections.abc import Callable, Sequence

import requests
from rich.console import Console

from deploy.check.ledger import Ledger
from deploy.check.report import Place
from deploy.local.addresses import chosen_ports
from deploy.local.run import CODE, MAIL
from deploy.local.services import local_settings
from deploy.local.signing_in import complain, running_addresses, sign_in
from deploy.local.stack import read_note
from deploy.local.trouble import Trouble
from deploy.local.waiting import wait_until
from deploy.story.play import SETTLED_SECONDS, check, play
from deploy.story.stage import Stage, StoryBroken


def main() -> int:
    """0 when the story came out and everything agrees; 1 otherwise."""
    asked = _asked(sys.argv[1:])
    try:
        stage, place = make_stage(Console())
        if not asked.only_check:
            play(stage)
        return 1 if check(stage, place, within_seconds=asked.within_seconds) else 0
    except (StoryBroken, Trouble, requests.RequestException, TimeoutError) as error:
        return complain(error)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--only-check", action="store_true")
    parser.add_argument("--within-seconds", type=float, default=SETTLED_SECONDS)
    return parser.parse_args(arguments)


def make_stage(console: Console) -> tuple[Stage, Place]:
    """Raises Trouble when the platform is not running."""
    addresses = running_addresses()
    note = read_note()
    settings = local_settings(chosen_ports())

    def bearer(who: str) -> str:
        token: str = sign_in(who, addresses, settings)["access_token"]
        return token

    def wait(condition: Callable[[], bool], what: str, seconds: float) -> None:
        wait_until(condition, what, within_seconds=seconds)

    stage = Stage(
        addresses=addresses,
        ledger=Ledger(),
        console=console,
        sign_in=bearer,
        wait=wait,
        mail=MAIL,
    )
    place = Place(
        trust=CODE,
        mongodb_uri=note.mongodb_uri,
        bootstrap=note.kafka_bootstrap_servers,
        services=list(addresses),
    )
    return stage, place


if __name__ == "__main__":
    sys.exit(main())
