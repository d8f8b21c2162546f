"""How a past is said: lines of commands, with ids that are the same each time."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid5

from services.directory.demo_trust.chance import Chance

from .trust import Pupil
from .words import words_for_all

SEED: Final = "skylark-valley/1"
PAST: Final = UUID("0a2c8a52-6f0f-5f0e-9a53-3f6f5f6a8c11")

Command = dict[str, Any]


def chance_of(pupil: Pupil, what: str) -> Chance:
    """A pupil's own chance, for one kind of thing."""
    digest = hashlib.sha256(f"{SEED}/{pupil.mis_id}/{what}".encode()).digest()
    return Chance(int.from_bytes(digest[:8], "big"))


def an_id(pupil: Pupil, *what: object) -> UUID:
    """The id of a thing of a pupil's past, across the services."""
    return uuid5(PAST, "/".join((str(pupil.pupil_id), *map(str, what))))


def for_family(text: str) -> Command:
    return {"audience": "family", "text": text}


def for_staff(text: str) -> Command:
    return {"audience": "staff", "text": text}


@dataclass(slots=True, kw_only=True)
class Line:
    """One stream's commands as they are collected, each as the last so far.

    common: what all of them say, the id of the stream.
    """

    pupil: Pupil
    common: Command
    commands: list[Command] = field(default_factory=list)

    def tell(self, do: str, **fields: Any) -> None:
        """One more command; what is None is not said."""
        said = {name: plain(value) for name, value in fields.items() if value is not None}
        self.commands.append({"do": do, **plain(self.common), **said})

    def as_json(self) -> Command:
        return {
            "pupil_id": str(self.pupil.pupil_id),
            "school_id": str(self.pupil.school.school_id),
            "commands": self.commands,
        }


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


@dataclass(slots=True, kw_only=True)
class Writing:
    """One stream of a pupil's past as it is written down, by a chance of its own."""

    pupil: Pupil
    line: Line
    chance: Chance
    today: date

    def senco(self, day: date) -> UUID:
        return self.pupil.school.senco(day)

    def says(self, name: str) -> Any:
        """One of the words that are said whatever the need."""
        return self.chance.one_of(words_for_all()[name])
