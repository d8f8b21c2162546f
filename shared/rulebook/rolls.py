"""The two kinds of limit that move forward: the Tribunal's, and data protection's."""

from datetime import date, timedelta

from .rule import Roll
from .working_days import WorkingDays

AUGUST = 8
CHRISTMAS_BEGINS = (12, 25)
NEW_YEAR = (1, 1)


def rolled(day: date, roll: Roll, days: WorkingDays) -> date:
    """The last day, once moved: looked up on the day on which the time ends, and once."""
    match roll:
        case Roll.NONE:
            return day
        case Roll.NEXT_WORKING_DAY:
            return days.first_on_or_after(day)
        case Roll.TRIBUNAL:
            return _tribunal(day, days)


def _tribunal(day: date, days: WorkingDays) -> date:
    """The time to start an appeal. Source: SI 2008/2699 rule 12.

    August and 25 December to 1 January go to the first working day after them. A Saturday 31 July
    goes to Monday 2 August, not to September: our reading, and the safe one.
    """
    if day.month == AUGUST:
        return days.first_on_or_after(date(day.year, 9, 1))
    if (day.month, day.day) >= CHRISTMAS_BEGINS:
        return days.first_on_or_after(date(day.year + 1, 1, 2))
    if (day.month, day.day) == NEW_YEAR:
        return days.first_on_or_after(day + timedelta(days=1))
    return days.first_on_or_after(day)
