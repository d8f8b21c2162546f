"""What every command about a case says."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Typed

from ..plan_terms import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCase:
    """today: the day in Europe/London when it is asked."""

    case_id: UUID
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPerson(OnCase):
    """by: the person who asks."""

    by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(ByPerson):
    """What we were told, or did. corrects: the entry that this one replaces.

    reason: why it is corrected, for the family; with `corrects` alone.
    """

    entry_id: UUID
    corrects: UUID | None = None
    reason: Typed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer(Telling):
    """The days of a letter of the council. reasons: as it gave them, for the family.

    rights: what it tells of them; None where nobody has looked.
    """

    decided_on: date | None = None
    sent_on: date | None = None
    received_on: date
    reasons: Typed | None = None
    rights: tuple[Right, ...] | None = None
