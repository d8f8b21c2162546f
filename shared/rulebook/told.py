"""What a rule is told: days, a September, a school year, a word; each as the rule book reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shared.errors import WaymarkError

from .rule import Event, Sort

SEPTEMBER = 9


class MissingInput(WaymarkError):
    """A rule was not told an event that it needs; the message names it."""


class WrongInput(WaymarkError):
    """What is told of an event is not of its sort; the message names it."""


@dataclass(frozen=True, slots=True)
class AsTold:
    """A value that nobody has confirmed: a receipt by the council, as the school was told."""

    value: date | int | str


Value = date | int | str | AsTold | None
Inputs = Mapping[str, Value]


def is_told(inputs: Inputs, name: str) -> bool:
    return inputs.get(name) is not None


def bare(value: Value) -> date | int | str | None:
    """The value, whether it is confirmed or not."""
    return value.value if isinstance(value, AsTold) else value


def day_of(inputs: Inputs, event: Event) -> date:
    """The day that stands for an event: of a September its own, of a school year its last.

    Raises MissingInput, WrongInput.
    """
    value = bare(inputs.get(event.name))
    if value is None:
        raise MissingInput(f"{event.name} is missing")
    if event.sort is Sort.SCHOOL_YEAR and isinstance(value, int) and not isinstance(value, bool):
        if not date.min.year <= value <= date.max.year:
            raise WrongInput(f"{event.name} is no year: {value}")
        return date(value, 8, 31)
    if not isinstance(value, date):
        raise WrongInput(f"{event.name} is no {_called(event.sort)}: {value!r}")
    if event.sort is Sort.SEPTEMBER and value.month != SEPTEMBER:
        raise WrongInput(f"{event.name} is no September: {value}")
    return value


def _called(sort: Sort) -> str:
    return "year" if sort is Sort.SCHOOL_YEAR else "day"


def word_of(inputs: Inputs, event: Event) -> str:
    """Which of an event's words was told. Raises MissingInput, WrongInput."""
    value = bare(inputs.get(event.name))
    if value is None:
        raise MissingInput(f"{event.name} is missing")
    if not isinstance(value, str) or value not in event.of:
        raise WrongInput(f"{event.name} is none of {', '.join(event.of)}: {value!r}")
    return value
