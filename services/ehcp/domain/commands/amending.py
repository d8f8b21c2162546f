"""Amendments of a plan, after a review or without one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..plan_terms import Right
from .base import RecordAnswer, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAmendmentNotice(Telling):
    """Record that the council proposes to amend the plan."""

    review_id: UUID | None = None
    sent_on: date | None = None
    served_on: date | None = None
    received_on: date
    with_changes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAmendedPlan(Telling):
    """Record that the council issued the amended plan."""

    review_id: UUID | None = None
    issued_on: date
    sent_on: date | None = None
    received_on: date | None = None
    rights: tuple[Right, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoAmendment(RecordAnswer):
    """Record that the council will not amend the plan after all."""

    review_id: UUID | None = None
