"""What a case tells, read as each event's sort wants it. Only what is asked for is looked at."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from ..book import RuleBook
from ..rule import Event, Sort
from ..told import WrongInput
from .cases import day_in

SEPTEMBER: Final = re.compile(r"[0-9]{4}-09")


def told(
    inputs: Mapping[str, Any], names: tuple[str, ...], book: RuleBook
) -> dict[str, date | int | str]:
    """The named inputs, without those that are absent or null. Raises WrongInput."""
    given = {name: inputs[name] for name in names if inputs.get(name) is not None}
    return {name: _read(book.event(name), value) for name, value in given.items()}


def _read(event: Event, value: Any) -> date | int | str:
    match event.sort:
        case Sort.DAY:
            found: date | int | str | None = day_in(value)
        case Sort.SEPTEMBER:
            written = isinstance(value, str) and SEPTEMBER.fullmatch(value)
            found = day_in(f"{value}-01") if written else None
        case Sort.SCHOOL_YEAR:
            found = value if isinstance(value, int) and not isinstance(value, bool) else None
        case Sort.CHOICE:
            found = value if value in event.of else None
    if found is None:
        raise WrongInput(f"{event.name} is malformed: {value!r}")
    return found
