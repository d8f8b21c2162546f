"""Calendar arithmetic on days, never on 24-hour blocks: clock changes cannot reach it.

Weekends, bank holidays and school holidays move nothing here: the SEND Regulations 2014 have no
roll-forward. What does move is in `rolls`.
"""

from calendar import monthrange
from datetime import date, timedelta

from .rule import Counting, Fixed, Shape, Unit
from .working_days import WorkingDays

DAYS_PER_WEEK = 7
MONTHS_PER_YEAR = 12


def counted(start_on: date, shape: Shape, days: WorkingDays) -> date:
    """Where a length ends that is counted from a day; the whole of that day belongs to it."""
    if shape.unit is Unit.WORKING_DAYS:
        return _working_days(start_on, shape, days)
    match shape.counting:
        case Counting.ON:
            return start_on
        case Counting.AFTER:
            return after(start_on, shape.length, shape.unit)
        case Counting.BEGINNING_WITH:
            return beginning_with(start_on, shape.length, shape.unit)
        case Counting.BEFORE:
            return after(start_on, -shape.length, shape.unit)


def _working_days(start_on: date, shape: Shape, days: WorkingDays) -> date:
    match shape.counting:
        case Counting.ON:
            return start_on
        case Counting.AFTER:
            return days.nth_after(start_on, shape.length)
        case Counting.BEGINNING_WITH:
            return days.nth_beginning_with(start_on, shape.length)
        case Counting.BEFORE:
            return days.nth_before(start_on, shape.length)


def after(day: date, length: int, unit: Unit) -> date:
    """So long after a day that is itself left out; a negative length is so long before it.

    Raises ValueError for working days, which need a list of bank holidays.
    """
    match unit:
        case Unit.DAYS:
            return day + timedelta(days=length)
        case Unit.WEEKS:
            return day + timedelta(days=length * DAYS_PER_WEEK)
        case Unit.MONTHS:
            return corresponding(day, length)[0]
        case Unit.WORKING_DAYS:
            raise ValueError("working days are counted by a list of bank holidays")


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


def fixed_day(fixed: Fixed, year: int) -> date:
    """The day of a year that a rule names: 15 February, the last Friday in June."""
    if fixed.day is not None:
        return date(year, fixed.month, fixed.day)
    last = date(year, fixed.month, monthrange(year, fixed.month)[1])
    wanted = fixed.last_weekday or 0
    return last - timedelta(days=(last.weekday() - wanted) % DAYS_PER_WEEK)
