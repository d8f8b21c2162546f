"""The clocks of a child under five: a review between the yearly ones, after three to six months.

The Code asks the council to consider one, so nothing more is made of it than a "should". Both days
are shown, or neither: a first day that no last day follows would bind nobody.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from ..facts import EhcCase
from ..reviews import ReviewStory, decisions, stories
from .counting import Counter, Deadline
from .reviewing import Point, points

INTERIM_FROM: Final = "under5.review_from"
INTERIM_TO: Final = "under5.review_to"


def of_interim(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    """From each making or review of the plan: as long as the last day finds the child under five.

    Source: SEND Code of Practice 9.178.
    """
    until = case.under_five.until if case.under_five else None
    if until is None:
        return
    told = stories(case)
    for point in points(case, told):
        yield from _after(case, told, point, until, counter)


def _after(
    case: EhcCase, told: tuple[ReviewStory, ...], point: Point, until: date, counter: Counter
) -> Iterator[Deadline]:
    about, by = point.by.key, point.by
    done_on = _reviewed_on(case, told, point)
    last = counter.deadline(INTERIM_TO, point.counted_from, about=about, by=by, done_on=done_on)
    if last.due_on is None or last.due_on > until:
        return
    if done_on is None:
        first = counter.deadline(INTERIM_FROM, point.counted_from, about=about, by=by)
        yield replace(first, owed_until=until)
    yield replace(last, owed_until=until)


def _reviewed_on(case: EhcCase, told: tuple[ReviewStory, ...], point: Point) -> date | None:
    """When the plan was next reviewed: the meeting is enough, and a decision tells of one too."""
    held = [(one.held.on, one.key) for one in told if one.held is not None]
    after = (
        on
        for on, key in (*decisions(case, told), *held)
        if point.is_before(on) and key != point.by.key
    )
    return min(after, default=None)
