"""The command that plays a past into one service: `python -m services.plans.history FILE`.

It reads its settings from the environment, as the api does.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pymongo.errors import PyMongoError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from shared.calendar import london_date, utc_now
from shared.codec import Codec
from shared.errors import WaymarkError
from shared.eventstore import EventStore
from shared.mongo import WORKER_TIMEOUT_MS, connect, keys_database, main_database
from shared.sealing import DataKeys, Sealer, read_trust_key
from shared.settings import MissingSetting, Settings

from .playing import Aggregate, Played, Player
from .stories import BadStory, Special, Story, count_lines, read_stories

AT_ONCE: Final = 150
MOST_SHOWN: Final = 20


class Exit(IntEnum):
    """SOME_REFUSED: the rest was carried out; those above 60 as sysexits.h numbers them."""

    DONE = 0
    SOME_REFUSED = 1
    WRONG_USE = 64
    BAD_FILE = 65
    NO_INPUT = 66
    UNAVAILABLE = 69
    WRONG_SETTINGS = 78


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What one service takes over: its commands, and what decides each of them."""

    codec: Codec[Any]
    commands: Sequence[type[Any]]
    aggregate_of: Callable[[Any], Aggregate]
    special: Special = field(default_factory=dict)


def main(past: Past, read_config: Callable[[], Settings], arguments: Sequence[str]) -> Exit:
    """Play the file that the one argument names."""
    if len(arguments) != 1:
        return _fail(Exit.WRONG_USE, "usage: python -m services.<service>.history FILE")
    try:
        played = play_file(past, read_config(), Path(arguments[0]), Console(stderr=True))
    except MissingSetting as problem:
        return _fail(Exit.WRONG_SETTINGS, str(problem))
    except BadStory as problem:
        return _fail(Exit.BAD_FILE, f"{arguments[0]}: {problem}")
    except OSError as error:
        return _fail(Exit.NO_INPUT, f"{error.filename}: {error.strerror}")
    except (WaymarkError, PyMongoError) as problem:
        detail = str(problem) if isinstance(problem, WaymarkError) else type(problem).__name__
        return _fail(Exit.UNAVAILABLE, f"It stopped: {detail}. Running it again is safe.")
    return told(played)


def play_file(past: Past, settings: Settings, file: Path, console: Console) -> Played:
    """Raises BadStory, OSError, WaymarkError, PyMongoError."""
    app = f"waymark-{settings.service}-history"
    client = connect(settings.mongodb_uri, timeout_ms=WORKER_TIMEOUT_MS, app=app)
    with closing(client):
        keys: Any = client[keys_database(settings.trust)]["keys"]
        sealer = Sealer(DataKeys(keys, read_trust_key(settings.trust_key_file)))
        main_db = client[main_database(settings.trust, settings.service)]
        store = EventStore(main_db, past.codec, sealer, source=settings.service)
        player = Player(store, sealer, past.aggregate_of)
        today = london_date(utc_now())
        stories = read_stories(file, past.commands, today=today, special=past.special)
        shown_in_batches(stories, count_lines(file), settings.service, console, player.play)
        return player.played


def shown_in_batches(
    stories: Iterable[Story[Any]],
    count: int,
    what: str,
    console: Console,
    play: Callable[[Sequence[Story[Any]]], None],
) -> None:
    """Play some at a time, with a bar that says how far it has come."""
    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as bars:
        task = bars.add_task(what, total=count)
        for some in batches(stories):
            play(some)
            bars.advance(task, len(some))


def batches(stories: Iterable[Story[Any]]) -> Iterator[list[Story[Any]]]:
    left = iter(stories)
    while some := list(islice(left, AT_ONCE)):
        yield some


def told(played: Played) -> Exit:
    """Say what came of it."""
    events = ", ".join(f"{number} {name}" for name, number in sorted(played.events.items()))
    print(f"Events: {events or 'none'}. Unchanged: {played.unchanged}. Absent: {played.absent}.")
    for line in played.refused[:MOST_SHOWN]:
        print(f"Refused: {line}", file=sys.stderr)
    if len(played.refused) > MOST_SHOWN:
        print(f"and {len(played.refused) - MOST_SHOWN} more.", file=sys.stderr)
    return Exit.SOME_REFUSED if played.refused else Exit.DONE


def _fail(code: Exit, why: str) -> Exit:
    print(why, file=sys.stderr)
    return code
