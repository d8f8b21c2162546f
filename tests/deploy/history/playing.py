"""A made-up past as the services decide on it."""

from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

from shared.history.command import Past
from shared.history.stories import Story, read_stories


def states(past: Past, file: Path, today: Any) -> Iterator[tuple[Story[Any], Any]]:
    """Each story, and the state that its commands lead to.

    Raises what a decision refuses; each command says something new.
    """
    for story in read_stories(file, past.commands, today=today, special=past.special):
        aggregate = past.aggregate_of(story.commands[0])
        state = aggregate.new
        for command in story.commands:
            events = aggregate.decide(state, command)
            assert events, command
            state = reduce(aggregate.evolve, events, state)
        yield story, state
