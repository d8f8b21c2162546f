"""Fields of what is told: days that have come, texts that know their readers, lists."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from marshmallow import ValidationError, fields

from shared.calendar import london_date, utc_now
from shared.http.fields import PastDay, Text
from shared.personal import Audience, Typed

NOBODY: Final = UUID(int=0)  # until the request's pupil is known
FURTHEST_AHEAD: Final = timedelta(days=5 * 366)
_imagined: ContextVar[bool] = ContextVar("imagined", default=False)


def today() -> date:
    return london_date(utc_now())


@contextmanager
def imagined_days() -> Iterator[None]:
    """Within it what is told may lie ahead: it is imagined, and nothing is recorded."""
    token = _imagined.set(True)
    try:
        yield
    finally:
        _imagined.reset(token)


class PlannedDay(fields.Date):
    """A day that may lie ahead, five years at most."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        day: date = super()._deserialize(value, attr, data, **kwargs)
        if not date(1900, 1, 1) <= day <= today() + FURTHEST_AHEAD:
            raise ValidationError("Must be a day from 1900 on, and not five years ahead.")
        return day


class ToldDay(PastDay):
    """A day on which something happened: it has come, unless it is imagined."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if _imagined.get():
            return PlannedDay().deserialize(value, attr, data, **kwargs)
        return super()._deserialize(value, attr, data, **kwargs)


class Said(Text):
    """A text for an audience, about the pupil of the request."""

    def __init__(self, audience: Audience = Audience.FAMILY, **options: Any) -> None:
        self.audience = audience
        super().__init__(**options)

    def deserialize(
        self,
        value: Any,
        attr: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> Any:
        text = super().deserialize(value, attr, data, **kwargs)
        if not isinstance(text, str):
            return text
        return Typed(subject=NOBODY, audience=self.audience, text=text)


class Many(fields.List[Any]):
    """A list, as commands carry it: a tuple."""

    def deserialize(
        self,
        value: Any,
        attr: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> Any:
        found = super().deserialize(value, attr, data, **kwargs)
        return tuple(found) if isinstance(found, list) else found
