"""A rule and the days of its events: the last day, how it was counted, and the day to aim at."""

from datetime import date

from .book import RuleBook
from .computed import Count, Limit
from .counter import Counter, OutsideCalendar
from .reading import BOOK, ENGLAND
from .told import Inputs
from .working_days import WorkingDays

__all__ = ["Count", "Limit", "OutsideCalendar", "compute", "limb", "limit"]


def compute(
    rule_id: str, inputs: Inputs, *, book: RuleBook = BOOK, days: WorkingDays = ENGLAND
) -> Limit:
    """The limit that a rule sets.

    inputs: event name -> its day (of a September any day of it, of a school year also the year in
    which it ends, of a choice the word), AsTold(...) where nobody has confirmed it; events that
    the rule does not name are ignored. Raises UnknownRule, NotInForce, MissingInput, WrongInput,
    OutsideCalendar.
    """
    return Counter(book, days).limit(rule_id, inputs)


def limit(
    rule_id: str, start_on: date, *, book: RuleBook = BOOK, days: WorkingDays = ENGLAND
) -> Limit:
    """The limit of a rule that needs no more than the day of its start event.

    Raises UnknownRule, NotInForce, MissingInput, OutsideCalendar.
    """
    return compute(rule_id, {book.latest(rule_id).start_event: start_on}, book=book, days=days)


def limb(name: str, inputs: Inputs, *, book: RuleBook = BOOK, days: WorkingDays = ENGLAND) -> date:
    """Where one of two compared limits ends, before any roll, by the newest version of its rule.

    name: "two_months_from_notice". Raises as `compute` does.
    """
    return Counter(book, days).limb(name, inputs)
