"""Days in the domain: what has happened lies in the past, and one thing after another."""

from datetime import date

from .rules import DateInFuture, DatesOutOfOrder


def happened(day: date, *, today: date, what: str) -> date:
    """The day itself, if it has come. what: "the pupil was observed". Raises DateInFuture."""
    if day > today:
        raise DateInFuture(f"The day on which {what} must be today or in the past.")
    return day


def not_before(earliest: date, day: date, *, what: str) -> date:
    """The day itself. what: the sentence that is said. Raises DatesOutOfOrder."""
    if day < earliest:
        raise DatesOutOfOrder(what)
    return day
