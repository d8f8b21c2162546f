"""Which edition of a view readers are sent to, where the workers decide it by themselves. Pure.

The rule: the worker that holds the lease sees to it that readers are on a generation which its
own edition made, and nothing else. It builds one beside the live one and moves the pointer once
it has caught up. Two things hold it back:

- An edition that was live and was replaced waits until the worker has led for five minutes. In a
  rolling deployment a worker of before, which leads for a moment, does not rebuild back; going
  back to the deployment, or the rule book, of before still comes about, five minutes later.
- An edition that readers were sent away from by hand waits until somebody sends them to it again,
  or until another edition has led for five minutes: then that deployment has come to its end.

It cannot go back and forth. A lease is held by one worker for as long as it lives; whoever holds
it is content with its own edition; and of two editions that took turns in leading, each would have
to lead for five minutes before it moved anything. Whichever is left in the end has its way.

Whoever leads also feeds the live generation and those before it, whatever edition they are of, so
that readers are never behind; such a generation is called mixed from then on. No worker of that
edition is content with it: it makes one anew.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from shared.pointers import Pointer
from shared.views import State

KEPT_FOR: Final = timedelta(days=1)


def is_content(pointer: Pointer, edition: str) -> bool:
    """Whether there is nothing for the worker that leads to do, so that nobody need ask who does.

    It costs no question: the pointer was read in any case.
    """
    live = pointer.live
    if live is None or pointer.asked or not pointer.is_of(live, edition):
        return False
    strangers = [n for n in pointer.followed() if n < live and pointer.edition(n) != edition]
    return not (strangers or pointer.leaving or pointer.withheld)


def is_due(pointer: Pointer, edition: str, *, settled: bool) -> bool:
    """Whether the worker that leads is to send readers to a generation of its own edition.

    settled: whether it has led for five minutes on end.
    """
    if pointer.live is None or pointer.is_of(pointer.live, edition):
        return False
    return pointer.withheld != edition and (settled or edition not in pointer.replaced)


def ready(pointer: Pointer, edition: str) -> int | None:
    """The generation of this edition that was built since, by whom ever, and is not yet read."""
    built = [
        number
        for number, state in pointer.generations.items()
        if state is State.FED and number > (pointer.live or 0) and pointer.is_of(number, edition)
    ]
    return max(built, default=None)


def to_feed(pointer: Pointer, edition: str, *, leads: bool) -> Iterator[int]:
    """The generations that a worker feeds: those of its own edition, and, while it leads, the live
    one and those before it.
    """
    for number in pointer.followed():
        if pointer.edition(number) == edition or (leads and number <= (pointer.live or 0)):
            yield number


def is_released(pointer: Pointer, edition: str, *, settled: bool) -> bool:
    """Whether what was withheld by hand no longer is: another edition has come to stay."""
    return settled and pointer.withheld is not None and pointer.withheld != edition


def overdue(pointer: Pointer, now: datetime) -> list[int]:
    """The generations that have been kept for going back for long enough."""
    return [
        number
        for number, since in pointer.leaving.items()
        if number != pointer.live and now - since >= KEPT_FOR
    ]
