"""What never happened; a case in error; the clock."""

from dataclasses import dataclass
from uuid import UUID

from shared.personal import Typed

from .base import ByPerson, OnCase


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOutEntry(ByPerson):
    """Say that what an entry tells never happened. reason: for the family."""

    entry_id: UUID
    reason: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOutCase(ByPerson):
    """Mark the whole case as entered in error. reason: for staff."""

    reason: Typed
    replaced_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceDeadlines(OnCase):
    """Say what of the case's deadlines is near or past: the clock asks, with its own day."""
