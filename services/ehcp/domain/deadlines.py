"""The deadlines of a case: pure functions of what was told and of the rule book. No clock."""

from collections.abc import Iterator
from typing import Final

from shared.rulebook.book import RuleBook
from shared.rulebook.reading import BOOK, ENGLAND
from shared.rulebook.working_days import WorkingDays

from .appealable import plan_ended_on
from .clocks.appealing import of_appealing
from .clocks.asking import (
    DECIDE,
    DRAFT_PLAN,
    FINAL_PLAN,
    NO_PLAN,
    SCHOOL_ADVICE,
    of_asking,
)
from .clocks.changing import after_the_end, of_changing
from .clocks.counting import SOON_DAYS, Counter, Deadline, Standing, Status, status_on
from .clocks.drafting import of_drafting
from .clocks.holding import by_holder
from .clocks.interim import of_interim
from .clocks.reviewing import of_reviewing
from .clocks.securing import of_securing
from .clocks.taking_over import settled
from .facts import EhcCase

__all__ = [
    "DECIDE",
    "DRAFT_PLAN",
    "FINAL_PLAN",
    "NO_PLAN",
    "RULES",
    "SCHOOL_ADVICE",
    "SOON_DAYS",
    "Counter",
    "Deadline",
    "Standing",
    "Status",
    "deadlines",
    "status_on",
]

RULES: Final = (DECIDE, NO_PLAN, FINAL_PLAN, SCHOOL_ADVICE)  # of the law, for the assessment


def deadlines(
    case: EhcCase, *, book: RuleBook = BOOK, days: WorkingDays = ENGLAND
) -> tuple[Deadline, ...]:
    """Every deadline of a case that stands, in the order of the process; none of a struck one."""
    if case.opened is None or case.struck_out:
        return ()
    counter = Counter(book=book, days=days)
    found = by_holder(case, _counted(case, counter), counter)
    ended_on = plan_ended_on(case)
    return tuple(after_the_end(settled(case, one), ended_on) for one in found)


def _counted(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    yield from of_asking(case, counter)
    yield from of_drafting(case, counter)
    yield from of_securing(case, counter)
    yield from of_reviewing(case, counter)
    yield from of_interim(case, counter)
    yield from of_appealing(case, counter)
    yield from of_changing(case, counter)
