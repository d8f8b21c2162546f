"""The parts of a support plan's year, each up to a review; how a plan is written down."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from .told import Writing, an_id
from .words import words_about

YEAR: Final = timedelta(days=365)
REVIEW_MISSED: Final = 0.06
OVERDUE: Final = 0.07


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTerm:
    """What was agreed on begins_on and is looked at on review_on, which may lie ahead.

    held: whether the review was; one that was not and whose day has passed is overdue.
    """

    number: int
    begins_on: date
    review_on: date
    held: bool


class PlanWriting(Writing):
    """A support plan as it is written down."""

    __slots__ = ()

    def about_need(self, name: str) -> Any:
        return self.chance.one_of(words_about(self.pupil.needs[0])[name])

    def id(self, *what: object) -> UUID:
        return an_id(self.pupil, "plan", *what)


def begins_on(writing: PlanWriting, decided_on: date) -> date | None:
    """When the plan's last year begins, some school days after the decision; None: not yet."""
    days, wait = writing.pupil.school.days, writing.chance.between(4, 9)
    first = max(decided_on, writing.today - YEAR)
    begins_on = days.on_or_after(days.after(first, wait))
    return begins_on if begins_on <= writing.today else None


def terms_of(writing: PlanWriting, begins_on: date) -> list[PlanTerm]:
    """The year in parts, each up to a review in the last weeks of a term.

    Some review is missed: its part goes on to the next one.
    """
    days, chance = writing.pupil.school.days, writing.chance
    ends = days.ends_of_term(begins_on + timedelta(days=35), writing.today + YEAR)
    reviews: list[date] = []
    for end in ends:
        day = days.on_or_before(end - timedelta(days=chance.between(1, 18)))
        passed = bool(reviews) and reviews[-1] > writing.today
        if not passed and not (day <= writing.today and chance.happens(REVIEW_MISSED)):
            reviews.append(day)
    if reviews and chance.happens(OVERDUE):
        reviews[-1] = _overdue(
            writing, begins_on if len(reviews) == 1 else reviews[-2], reviews[-1]
        )
    starts = [begins_on, *(days.after(day, chance.between(1, 4)) for day in reviews)]
    return [
        PlanTerm(
            number=number,
            begins_on=start,
            review_on=review,
            held=review <= writing.today and number < len(reviews) - 1,
        )
        for number, (start, review) in enumerate(zip(starts, reviews, strict=False))
        if start <= writing.today
    ]


def _overdue(writing: PlanWriting, begun_on: date, planned_on: date) -> date:
    """A review of these weeks that has not been held, where the term began long enough ago."""
    days = writing.pupil.school.days
    due_on = days.on_or_before(writing.today - timedelta(days=writing.chance.between(2, 12)))
    return due_on if due_on >= begun_on + timedelta(days=30) else planned_on


def next_review(writing: PlanWriting, held_on: date) -> date:
    """In the last weeks of the next term; in four months where no term is known."""
    days = writing.pupil.school.days
    ends = days.ends_of_term(held_on + timedelta(days=35), held_on + YEAR)
    return days.on_or_before(ends[0]) if ends else held_on + timedelta(days=120)
