"""The file of a past: JSON lines, one for each stream, its commands in the order of their days.

    {"pupil_id": ..., "school_id": ..., "commands": [{"do": "set-target", "plan_id": ..., ...}]}

A command says its fields by their names, but `today`, which is the day on which it is read; a text
is {"audience": "staff", "text": "..."}, about the line's pupil. What may be nothing may be left
out.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Final, Generic, TypeVar, get_args, get_type_hints
from uuid import UUID

import msgspec

from shared.codec import event_type
from shared.personal import Audience, Typed

C = TypeVar("C")
LONGEST_LINE: Final = 4_000_000
Convert = Callable[[Any, type[Any]], Any]
# Field -> how what is told of it becomes its value, where its type alone does not say.
Special = Mapping[str, Callable[[Any, Convert], Any]]


class BadStory(Exception):
    """A line that cannot be read; the message names line, command and field, and no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Generic[C]):
    """The commands of one stream. line: where it stands in its file, from 1."""

    line: int
    pupil_id: UUID
    school_id: UUID
    commands: tuple[C, ...]


def count_lines(path: Path) -> int:
    """How many stories a file has."""
    with path.open("rb") as file:
        return sum(1 for _ in file)


def read_stories(
    path: Path, commands: Iterable[type[Any]], *, today: date, special: Special
) -> Iterator[Story[Any]]:
    """Each story of a file. today: in Europe/London. Raises BadStory."""
    kinds = {event_type(kind): kind for kind in commands}
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if len(line) > LONGEST_LINE:
                raise BadStory(f"line {number} is too long")
            yield read_story(number, line, kinds, today=today, special=special)


def read_story(
    number: int,
    line: bytes,
    kinds: Mapping[str, type[Any]],
    *,
    today: date,
    special: Special,
) -> Story[Any]:
    """One story. Raises BadStory."""
    try:
        told = json.loads(line)
        pupil_id = UUID(told["pupil_id"])
        school_id = UUID(told["school_id"])
        asked: Sequence[Mapping[str, Any]] = told["commands"]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadStory(
            f"line {number} is no story: pupil_id, school_id and commands in JSON"
        ) from error
    made = [
        _Reading(f"line {number}, command {place}", pupil_id, today, special).command(one, kinds)
        for place, one in enumerate(asked, start=1)
    ]
    return Story(line=number, pupil_id=pupil_id, school_id=school_id, commands=tuple(made))


@dataclass(frozen=True, slots=True)
class _Reading:
    where: str
    pupil_id: UUID
    today: date
    special: Special

    def command(self, told: Mapping[str, Any], kinds: Mapping[str, type[Any]]) -> Any:
        kind: Any = kinds.get(told.get("do", ""))
        if kind is None:
            raise BadStory(f"{self.where}: `do` must be one of {', '.join(sorted(kinds))}")
        hints = _types(kind)
        unknown = told.keys() - hints.keys() - {"do"}
        if unknown:
            raise BadStory(f"{self.where}: {event_type(kind)} has no {', '.join(sorted(unknown))}")
        if told.get("pupil_id", str(self.pupil_id)) != str(self.pupil_id):
            raise BadStory(f"{self.where}: pupil_id is not the one of its line")
        values = {
            name: self._field(kind, name, value) for name, value in told.items() if name != "do"
        }
        if "today" in hints:
            values["today"] = self.today
        left_out = [name for name in _required(kind) if name not in values]
        values |= {name: None for name in left_out if NoneType in get_args(hints[name])}
        missing = [name for name in left_out if name not in values]
        if missing:
            raise BadStory(f"{self.where}: {event_type(kind)} needs {', '.join(missing)}")
        return kind(**values)

    def _field(self, kind: Any, name: str, value: Any) -> Any:
        try:
            if name in self.special:
                return self.special[name](value, self._convert)
            return self._convert(value, _types(kind)[name])
        except (msgspec.ValidationError, LookupError, TypeError) as error:
            raise BadStory(f"{self.where}: {name} of {event_type(kind)} is not right") from error

    def _convert(self, value: Any, kind: Any) -> Any:
        return msgspec.convert(value, kind, dec_hook=self._typed)

    def _typed(self, _: type[Any], told: Any) -> Typed:
        """A text about the story's pupil; what is told of it is a mapping of audience and text."""
        return Typed(
            subject=self.pupil_id, audience=Audience(told["audience"]), text=str(told["text"])
        )


@cache
def _types(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


@cache
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    )
