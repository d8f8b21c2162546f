"""A rehearsal: each date as it is, and as it would be if days were other ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shared.shapes import convert

from .ehcp import Ehcp
from .ehcp_dates import Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class Imagined:
    """Something as it would be told. part, told: as the service names them.

    corrects: the entry in whose place it would stand.
    """

    part: str
    told: dict[str, Any]
    corrects: UUID | None = None

    def body(self) -> dict[str, Any]:
        corrects = str(self.corrects) if self.corrects else None
        return {"part": self.part, "told": self.told, "corrects": corrects}


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """A date, as it is or as it would be."""

    status: str
    due_on: date | None = None
    last_working_day_on: date | None = None
    provisional: bool = False
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """days: by how many it would be later; below 0, earlier. was, would_be: None where it is not
    there.
    """

    rule: str
    title: str
    responsible: str
    moves: bool
    about: UUID | None = None
    days: int | None = None
    was: AsOf | None = None
    would_be: AsOf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """stage: a code, as it is and as it would be."""

    stage: str
    stage_would_be: str
    deadlines: list[Moved] = field(default_factory=list)


def rehearse(ehcp: Ehcp, case_id: UUID, imagined: Sequence[Imagined]) -> Rehearsal:
    """What would move if all this were told. Nothing is saved. Raises NotAnswered."""
    body = {"imagine": [one.body() for one in imagined]}
    return convert(ehcp.asked(f"/cases/{case_id}/what-if", body), Rehearsal)
