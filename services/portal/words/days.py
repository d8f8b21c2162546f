"""Days and hours as people read them. Never digits alone, never "in 6 days".

Day and month names are fixed English words, not the server's locale.
"""

from datetime import date, datetime, time

from shared.calendar import LONDON

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def full_day(on: date) -> str:
    """A deadline: "Tuesday 24 November 2026"."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def day_of_year(on: date) -> str:
    """A day that must not be mistaken for another year's: "3 March 2027"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def day(on: date, *, today: date) -> str:
    """In a sentence: "24 November", with its year when that is not this one."""
    return f"{on.day} {MONTHS[on.month - 1]}" if on.year == today.year else day_of_year(on)


def short_day(on: date, *, today: date) -> str:
    """In a table: "24 Nov", with its year when that is not this one."""
    text = short_day_of_year(on)
    return text.removesuffix(f" {on.year}") if on.year == today.year else text


def short_day_of_year(on: date) -> str:
    """In a table whose days are years apart: "24 Nov 2026"."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def hour(at: time | datetime) -> str:
    """A time of day in London: "3:30pm", "11am", "midday".

    at: a time in London, or an aware instant.
    """
    if isinstance(at, datetime):
        at = at.astimezone(LONDON).time()
    if (at.hour, at.minute) in ((0, 0), (12, 0)):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(at: datetime, *, today: date) -> str:
    """An instant: "10:45am" today, else "10:45am on 18 November"."""
    on = at.astimezone(LONDON).date()
    return hour(at) if on == today else f"{hour(at)} on {day(on, today=today)}"


def month_number(text: str) -> int | None:
    """The month that someone typed: "11", "Nov", "november", "Sept."; None if it is none."""
    typed = text.strip().rstrip(".").casefold()
    if typed.isascii() and typed.isdecimal():
        return int(typed) if 1 <= int(typed) <= 12 else None
    if len(typed) < 3:
        return None
    for number, name in enumerate(MONTHS, start=1):
        if name.casefold().startswith(typed):
            return number
    return None
