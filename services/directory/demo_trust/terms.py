"""The terms of 2025/26 and 2026/27, as an English authority sets them, and the schools' INSET days.

Good Friday was on 3 April 2026 and is on 26 March 2027; the early May bank holidays are on
4 May 2026 and 3 May 2027.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .schools import SCHOOLS, School

MAY_BANK_HOLIDAYS = {2026: date(2026, 5, 4), 2027: date(2027, 5, 3)}


@dataclass(frozen=True, slots=True)
class Term:
    name: str
    first: date
    last: date


TERMS = (
    Term("Autumn 1 2025/26", date(2025, 9, 1), date(2025, 10, 24)),
    Term("Autumn 2 2025/26", date(2025, 11, 3), date(2025, 12, 19)),
    Term("Spring 1 2025/26", date(2026, 1, 5), date(2026, 2, 13)),
    Term("Spring 2 2025/26", date(2026, 2, 23), date(2026, 3, 27)),
    Term("Summer 1 2025/26", date(2026, 4, 13), date(2026, 5, 22)),
    Term("Summer 2 2025/26", date(2026, 6, 1), date(2026, 7, 21)),
    Term("Autumn 1 2026/27", date(2026, 9, 1), date(2026, 10, 23)),
    Term("Autumn 2 2026/27", date(2026, 11, 2), date(2026, 12, 18)),
    Term("Spring 1 2026/27", date(2027, 1, 4), date(2027, 2, 12)),
    Term("Spring 2 2026/27", date(2027, 2, 22), date(2027, 3, 25)),
    Term("Summer 1 2026/27", date(2027, 4, 12), date(2027, 5, 28)),
    Term("Summer 2 2026/27", date(2027, 6, 7), date(2027, 7, 21)),
)
# Two days at the start of the year for all; the other three as a school chooses: at the start of
# a half term, or on its last Friday.
ALL_SCHOOLS = (date(2025, 9, 1), date(2025, 9, 2), date(2026, 9, 1), date(2026, 9, 2))
CHOICES = (
    (date(2025, 11, 3), date(2026, 1, 5), date(2026, 6, 1)),
    (date(2025, 10, 24), date(2026, 2, 23), date(2026, 6, 26)),
)
CHOICES_NEXT_YEAR = (
    (date(2026, 11, 2), date(2027, 1, 4), date(2027, 6, 7)),
    (date(2026, 10, 23), date(2027, 2, 22), date(2027, 6, 25)),
)


def rows_of_terms() -> Iterator[dict[str, str]]:
    for place, school in enumerate(SCHOOLS):
        closed = {
            *ALL_SCHOOLS,
            *CHOICES[place % 2],
            *CHOICES_NEXT_YEAR[place % 2],
            *MAY_BANK_HOLIDAYS.values(),
        }
        for term in TERMS:
            yield _row(school, term, sorted(closed))


def _row(school: School, term: Term, closed: list[date]) -> dict[str, str]:
    inside = [f"{day:%d/%m/%Y}" for day in closed if term.first <= day <= term.last]
    return {
        "School URN": school.urn,
        "Term": term.name,
        "First day": f"{term.first:%d/%m/%Y}",
        "Last day": f"{term.last:%d/%m/%Y}",
        "Closed on": "; ".join(inside),
    }
