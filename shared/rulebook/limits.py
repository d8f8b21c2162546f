"""A rule and the day of its event: the last day, and the day to aim at."""

from dataclasses import dataclass
from datetime import date

from .counting import last_day
from .reading import BOOK, ENGLAND
from .rule import Rule, RuleBook
from .working_days import WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A computed time limit.

    due_on: the last day on which the act is in time. last_working_day_on: the last working day on
    or before it. closed_because: why due_on is none, "Christmas Day". provisional: bank holidays
    are not listed so far ahead: due_on stands, last_working_day_on may still change.
    """

    rule: Rule
    start_on: date
    due_on: date
    last_working_day_on: date
    closed_because: str | None
    provisional: bool


def limit(
    rule_id: str, start_on: date, *, book: RuleBook = BOOK, days: WorkingDays = ENGLAND
) -> Limit:
    """The limit that a rule sets when its event was on a day. Raises UnknownRule, NotInForce."""
    rule = book.in_force(rule_id, start_on)
    due_on = last_day(rule, start_on)
    return Limit(
        rule=rule,
        start_on=start_on,
        due_on=due_on,
        last_working_day_on=days.last_on_or_before(due_on),
        closed_because=days.closed_because(due_on),
        provisional=days.is_provisional(due_on),
    )
