"""What section F promised and what of it was given, as ehcp counts it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.shapes import convert

from .ehcp import Ehcp


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One provision. What is owed is None where nobody can count it. missed: reason -> sessions.

    balance_minutes: given beyond what was owed; below 0, still owed. unrecorded: sessions owed of
    which nothing is recorded.
    """

    provision_id: UUID
    given_sessions: int
    given_minutes: int
    owed_sessions: int | None = None
    owed_minutes: int | None = None
    balance_minutes: int | None = None
    missed: dict[str, int] = field(default_factory=dict)
    unrecorded: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """terms_known: without the school's terms nothing that is owed can be counted."""

    from_on: date
    to_on: date
    terms_known: bool
    provisions: list[Delivered] = field(default_factory=list)


def delivery_of(ehcp: Ehcp, case_id: UUID, **days: date) -> Delivery:
    """days: from_on, to_on; of itself this school year up to today. Raises NotAnswered."""
    return convert(ehcp.asked_of(case_id, "delivery", **days), Delivery)
