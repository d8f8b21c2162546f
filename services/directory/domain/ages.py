"""Days that follow from a birth date or a designation, by law or by the sector's guidance."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from shared.rulebook.limits import limit

FRIDAY: Final = 4
UNDER_FIVE_YEARS: Final = 5
SENCO_QUALIFICATION: Final = "senco.qualification"
QUALIFICATION_SINCE: Final = date(2009, 9, 1)


def end_of_compulsory_school_age(date_of_birth: date) -> date:
    """The last day on which a pupil is a child in law; from the next, a young person.

    Source: Education Act 1996 s8(3): the last Friday of June of the school year (1 September to
    31 August) of the 16th birthday; by date of birth, whatever the year group.
    """
    born_in_autumn = date_of_birth.month >= 9
    last_of_june = date(date_of_birth.year + 16 + born_in_autumn, 6, 30)
    return last_of_june - timedelta(days=(last_of_june.weekday() - FRIDAY) % 7)


def keep_until(date_of_birth: date, years: int) -> date:
    """The last day of the month of the birthday up to which a SEN file is kept.

    Source: IRMS schools toolkit: date of birth + 31 years, counted from birth. No statute says so:
    the number of years is a setting. A few days longer, so that nobody reads a birth date off it.
    """
    return _end_of_month(_years_on(date_of_birth, years))


def under_five_until(date_of_birth: date) -> date:
    """The last day of the month of the fifth birthday: until then a child counts as under five.

    Source: SEND Code of Practice 9.178 asks for more frequent reviews of an under-five's plan. That
    is a "should", and needs no day; the month is as much as may be said of a birth date for it.
    """
    return _end_of_month(_years_on(date_of_birth, UNDER_FIVE_YEARS))


def senco_qualification_due(designated_on: date) -> date | None:
    """The day by which a SENCO must be qualified, unless one for over 12 months before; or None.

    Source: SEND Regulations 2014 (SI 2014/1530), reg. 49(4): the third anniversary, for whoever
    became a SENCO after 1 September 2009.
    """
    if designated_on <= QUALIFICATION_SINCE:
        return None
    return limit(SENCO_QUALIFICATION, designated_on).due_on


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
