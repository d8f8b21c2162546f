"""What operations may ask of a view: to be built anew, to send readers elsewhere, to drop one.

`python -m shared.view_orders reporting caseload` lists its generations; with `build`, `promote 4`
or `drop 3` behind it, it orders that. With the settings of the service's worker, which goes on.
"""

import sys
from collections.abc import Sequence
from typing import Final

from shared.errors import NotFound
from shared.generations import Generations, StillLive
from shared.mongo import WORKER_TIMEOUT_MS, connect, read_models
from shared.promoting import MoreParked, NotCaughtUp
from shared.settings import read_settings
from shared.views import View

USAGE: Final = "SERVICE VIEW [build | promote GENERATION | drop GENERATION]"


def order(generations: Generations, words: Sequence[str]) -> None:
    """Carry out an order, or nothing if there are no words.

    Raises ValueError for what is no order, and what the generations refuse.
    """
    match words:
        case []:
            return
        case ["build"]:
            generations.ask()
        case ["promote", number]:
            generations.promote(int(number))
        case ["drop", number]:
            generations.drop(int(number))
        case _:
            raise ValueError(USAGE)


def listed(generations: Generations) -> list[str]:
    """A line for each generation: "4 live, edition 2"."""
    pointer = generations.pointer()
    lines = [
        f"{number} {state}, edition {pointer.edition(number) or 'not known'}"
        for number, state in sorted(pointer.generations.items())
    ]
    return [*lines, *(["a new one is asked for"] if pointer.asked else [])]


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 where the order was refused, 2 where it is none."""
    try:
        service, name, *words = arguments
    except ValueError:
        print(USAGE, file=sys.stderr)
        return 2
    settings = read_settings(service)
    client = connect(settings.mongodb_uri, timeout_ms=WORKER_TIMEOUT_MS, app="waymark-view-orders")
    views = read_models(client, settings.trust, service)
    if views["views"].find_one({"_id": name}) is None:
        print(f"{service} has no view {name}", file=sys.stderr)
        return 1
    # Only its name counts here: what it folds is the worker's.
    view = View(name=name, keys=lambda _: (), fold=lambda document, _: document, reads={})
    generations = Generations(client, views, view, service=service)
    try:
        order(generations, words)
    except ValueError:
        print(USAGE, file=sys.stderr)
        return 2
    except (NotFound, StillLive, NotCaughtUp, MoreParked) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print("\n".join(listed(generations)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
