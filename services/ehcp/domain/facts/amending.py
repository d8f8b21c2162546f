"""Amendments."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..plan_terms import Right
from .base import Answer, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentNotice(Entry):
    """with_changes: what is proposed goes with it."""

    review_id: UUID | None
    sent_on: date | None
    served_on: date | None
    received_on: date
    with_changes: bool

    @property
    def told_on(self) -> date:
        """The day the council sent it; else the first day on which it was there."""
        return self.sent_on or self.served_on or self.received_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Entry):
    """An amended final plan."""

    review_id: UUID | None
    issued_on: date
    sent_on: date | None
    rights: tuple[Right, ...] | None

    @property
    def told_on(self) -> date:
        """The day the council sent it; the day it was issued where that is all we know."""
        return self.sent_on or self.issued_on


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDropped(Answer):
    """The plan stays as it is."""

    review_id: UUID | None
