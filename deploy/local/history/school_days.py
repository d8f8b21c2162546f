"""On which days a school is open: its terms as the export tells them, and a usual year before."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)
FIRST_YEAR: Final = 2010


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Both days included. closed: days within it on which the school is shut."""

    first_day: date
    last_day: date
    closed: frozenset[date] = frozenset()


class SchoolDays:
    """The school days of one school up to its last known term, in order."""

    def __init__(self, terms: Iterable[Term]) -> None:
        known = sorted(terms, key=lambda term: term.first_day)
        begin = known[0].first_day if known else date(FIRST_YEAR, 9, 1)
        earlier = [one for one in usual_terms(begin.year) if one.last_day < begin]
        self.terms = (*earlier, *known)
        self._days = sorted({day for term in self.terms for day in _open_days(term)})

    def on_or_after(self, day: date) -> date:
        """The next school day; the day itself where it is one, and past the last known term."""
        place = bisect_left(self._days, day)
        return self._days[place] if place < len(self._days) else day

    def on_or_before(self, day: date) -> date:
        """The last school day up to a day."""
        place = bisect_right(self._days, day)
        return self._days[place - 1] if place else day

    def after(self, day: date, count: int) -> date:
        """The count-th school day after a day, the last known one at most."""
        place = bisect_right(self._days, day) + count - 1
        return self._days[min(place, len(self._days) - 1)]

    def between(self, first: date, last: date) -> list[date]:
        """The school days of a span, both ends included."""
        return self._days[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def ends_of_term(self, first: date, last: date) -> list[date]:
        """The last day of each autumn, spring and summer term in a span: half terms do not count.

        A holiday of at least 14 days ends a term, as Christmas, Easter and the summer do.
        """
        pairs = zip(self.terms, self.terms[1:], strict=False)
        ends = [
            before.last_day
            for before, following in pairs
            if (following.first_day - before.last_day).days >= 14
        ]
        return [day for day in ends if first <= day <= last]


def weekday(day: date) -> date:
    """The day itself, the Friday before for a Saturday or Sunday."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _open_days(term: Term) -> Iterable[date]:
    day = term.first_day
    while day <= term.last_day:
        closed = day in term.closed or day in bank_holidays(day.year)
        if day.weekday() < SATURDAY and not closed:
            yield day
        day += ONE_DAY


@cache
def bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def usual_terms(before_year: int) -> list[Term]:
    """Terms as most authorities set them, up to the summer of a year: the days are not exact."""
    found = []
    for year in range(FIRST_YEAR, before_year + 1):
        spans = (
            ((year, 1, 6), (year, 2, 12)),
            ((year, 2, 23), (year, 3, 27)),
            ((year, 4, 16), (year, 5, 22)),
            ((year, 6, 2), (year, 7, 20)),
            ((year, 9, 4), (year, 10, 21)),
            ((year, 11, 3), (year, 12, 17)),
        )
        found += [Term(first_day=date(*first), last_day=date(*last)) for first, last in spans]
    return found
