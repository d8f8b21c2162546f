"""What services that keep records share: what a command answers, who did what to an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from shared.shapes import convert

from .calling import Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """token: what a list is asked to have seen. version: of the record by now."""

    token: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Who did something to an entry. on: when it was true. at: when it was recorded."""

    by: UUID | None = None
    on: date | None = None
    at: datetime | None = None
    reason: str | None = None


D = TypeVar("D", bound=Recorded)


class Records(Generic[D]):
    """A service that keeps records of one kind. Each method raises NotAnswered.

    path: of its routes about one record, "/cases". done: what a command is answered with.
    """

    path: ClassVar[str]
    done: type[D]

    def __init__(self, calling: Calling) -> None:
        self._calling = calling

    def begin(self, body: Mapping[str, Any], *, key: str, how: str = "") -> D:
        """Begin a record. how: the rest of the route, where there are several: "/arrivals"."""
        return convert(self._calling.post(f"{self.path}{how}", body, key=key).body, self.done)

    def change(
        self, record_id: UUID, what: str, body: Mapping[str, Any], *, key: str, version: int | None
    ) -> D:
        """what: the last part of the route, "receipt". version: that the person saw; None for what
        is true beside whatever others have changed meanwhile.
        """
        path = f"{self.path}/{record_id}/{what}"
        return convert(self._calling.post(path, body, key=key, version=version).body, self.done)
