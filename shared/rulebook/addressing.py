"""Whom to address: the parent, or the young person in their own name.

Rights pass at the end of compulsory school age, by date of birth: never on a birthday, never by
year group. Source: Education Act 1996, section 8(3); Children and Families Act 2014, section 83.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from .book import RuleBook
from .counting import corresponding
from .limits import compute
from .reading import BOOK

RULE: Final = "csa.ends"
SIXTEEN_YEARS: Final = 16 * 12
SEPTEMBER: Final = 9


class Addressee(StrEnum):
    """Whose the notices, the requests and the appeals are."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    REPRESENTATIVE = "representative"  # or the parent: where the young person lacks capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """parent_until: the last day of the parent's rights; from the next day the young person's.

    Nobody's access stops by itself on that day: it becomes a decision with the young person.
    """

    parent_until: date
    young_person_from: date


def school_year_of_16(born_on: date) -> int:
    """The year in which the school year of the 16th birthday ends, 1 September to 31 August."""
    sixteen = corresponding(born_on, SIXTEEN_YEARS)[0]
    return sixteen.year + (1 if sixteen.month >= SEPTEMBER else 0)


def switch(born_on: date, *, book: RuleBook = BOOK) -> Switch:
    """When rights pass from the parent to the young person."""
    ends = compute(RULE, {"turns_16_in_school_year_ending": school_year_of_16(born_on)}, book=book)
    return Switch(parent_until=ends.due_on, young_person_from=ends.due_on + timedelta(days=1))


def addressee(
    born_on: date, on: date, *, lacks_capacity: bool = False, book: RuleBook = BOOK
) -> Addressee:
    """Whom to address on a day. lacks_capacity: the young person cannot decide this themselves.

    Source of the representative: Children and Families Act 2014, section 80; SEND Regulations
    2014, part 6.
    """
    if on <= switch(born_on, book=book).parent_until:
        return Addressee.PARENT
    return Addressee.REPRESENTATIVE if lacks_capacity else Addressee.YOUNG_PERSON
