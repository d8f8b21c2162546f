"""Whose the day is by which a review meeting is to be held: the school's, or the council's own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ..facts import EhcCase
from ..review_terms import Holder
from ..reviews import ReviewStory, stories
from .changing import MOVED_MEET_BY
from .counting import Counter, Deadline
from .reviewing import HELD_BY, MEET_BY

OF_ANY_REVIEW: Final = frozenset({MEET_BY, MOVED_MEET_BY})


def by_holder(case: EhcCase, found: Iterable[Deadline], counter: Counter) -> Iterator[Deadline]:
    """The deadlines, of which those of a meeting that the council holds are the council's."""
    told = stories(case)
    for one in found:
        council = one.rule in OF_ANY_REVIEW and _holder(told, one) is Holder.COUNCIL
        yield _the_councils(one, counter) if council else one


def _the_councils(deadline: Deadline, counter: Counter) -> Deadline:
    if HELD_BY not in counter.book.needs(deadline.rule).optional:
        return deadline
    inputs = {**deadline.inputs, HELD_BY: Holder.COUNCIL.value}
    return replace(deadline, inputs=inputs, limit=counter.deadline(deadline.rule, inputs).limit)


def _holder(told: Sequence[ReviewStory], deadline: Deadline) -> Holder:
    """Of the meeting that was held, or of the review that is planned. Where none is, a child who
    was taught at home at the last review still is: until a review says so, no school holds one.
    """
    others = [one for one in told if one.key != deadline.about]
    meant = [one for one in others if _is_meant(one, deadline)]
    meant = meant or [one for one in told[-1:] if one.review.home_educated]
    return meant[-1].review.held_by if meant else Holder.SCHOOL


def _is_meant(story: ReviewStory, deadline: Deadline) -> bool:
    if deadline.done_on is not None:
        return story.held is not None and story.held.on == deadline.done_on
    began_on = deadline.limit.start_on if deadline.limit else date.min
    waits = story.held is None and story.decision is None
    return waits and (story.meeting_on or date.max) >= began_on
