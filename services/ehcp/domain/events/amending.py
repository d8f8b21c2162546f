"""Amendments of a plan, after a review or without one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from ..plan_terms import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAmendmentNoticeReceived:
    """The council proposes to amend the plan. served_on: day 1 of the 15 days of the family.

    with_changes: a copy of the plan and the changes go with it; without, no time runs from it.
    review_id: None where it amends without a review. effective_on: served, else sent, else
    received.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID | None
    sent_on: date | None
    served_on: date | None
    received_on: date
    with_changes: bool
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpPlanAmended:
    """The council issued the amended final plan. effective_on: the day it was issued."""

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID | None
    sent_on: date | None
    received_on: date | None
    rights: tuple[Right, ...] | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAmendmentDropped:
    """The council will not amend the plan after all.

    effective_on: decided, else sent, else received.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    review_id: UUID | None
    decided_on: date | None
    sent_on: date | None
    received_on: date
    reasons: Personal | None
    rights: tuple[Right, ...] | None
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    effective_on: date
