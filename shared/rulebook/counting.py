"""Calendar arithmetic on days, never on 24-hour blocks: clock changes cannot reach it.

Weekends, bank holidays and school holidays move nothing: the SEND Regulations 2014 have no
roll-forward.
"""

from calendar import monthrange
from datetime import date, timedelta

from .rule import Counting, Rule, Unit

DAYS_PER_WEEK = 7
MONTHS_PER_YEAR = 12


def last_day(rule: Rule, start_on: date) -> date:
    """The last day on which the act is in time; the whole of it is."""
    match rule.counting:
        case Counting.AFTER:
            return after(start_on, rule.length, rule.unit)
        case Counting.BEGINNING_WITH:
            return beginning_with(start_on, rule.length, rule.unit)
        case Counting.BEFORE:
            return after(start_on, -rule.length, rule.unit)


def after(day: date, length: int, unit: Unit) -> date:
    """So long after a day that is itself left out; a negative length is so long before it."""
    match unit:
        case Unit.DAYS:
            return day + timedelta(days=length)
        case Unit.WEEKS:
            return day + timedelta(days=length * DAYS_PER_WEEK)
        case Unit.MONTHS:
            return corresponding(day, length)[0]


def beginning_with(day: date, length: int, unit: Unit) -> date:
    """The last day of a period whose first day is `day`."""
    if unit is not Unit.MONTHS:
        return after(day, length, unit) - timedelta(days=1)
    end, exists = corresponding(day, length)
    return end - timedelta(days=1) if exists else end


def corresponding(day: date, months: int) -> tuple[date, bool]:
    """The corresponding date so many months on, and whether that month has one.

    Where it has none, its last day. Source: Dodds v Walker [1981] 1 WLR 1027.
    """
    total = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = divmod(total, MONTHS_PER_YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)), day.day <= last
