"""That a review is due: said once by the clock, and taken back where it turns out to be wrong."""

from datetime import date
from uuid import UUID

from .commands import NoteReviewDue
from .events import Event, PlanReviewDue, PlanReviewDueWithdrawn, PlanReviewed, PlanShared
from .state import SupportPlan, evolve


def note_review_due(plan: SupportPlan, command: NoteReviewDue) -> list[Event]:
    """Nothing where it was noticed, or is not due any more: the clock asks by what it has seen."""
    due = command.review_on
    if plan.pupil_id is None or not plan.grounds or plan.closed_on is not None:
        return []
    if due != plan.review_on or due > command.today or due in plan.noticed:
        return []
    return [
        PlanReviewDue(
            plan_id=command.plan_id, pupil_id=plan.pupil_id, review_on=due, effective_on=due
        )
    ]


def moved_notice(plan: SupportPlan, agreed: PlanShared | PlanReviewed) -> list[Event]:
    """Take the notice back if another day had been agreed in its place before it was due."""
    if evolve(plan, agreed).review_on == plan.review_on:
        return []
    return wrong_notice(plan, agreed.plan_id, agreed.effective_on)


def wrong_notice(plan: SupportPlan, plan_id: UUID, settled_on: date) -> list[Event]:
    """Take the notice back if what it was about had been settled before it was due."""
    if plan.review_on is None or settled_on >= plan.review_on:
        return []
    return notice_of(plan, plan_id)


def notice_of(plan: SupportPlan, plan_id: UUID) -> list[Event]:
    """Take the notice for the review date that stands back, if there is one."""
    if plan.pupil_id is None or plan.review_on is None or plan.review_on not in plan.noticed:
        return []
    return [
        PlanReviewDueWithdrawn(plan_id=plan_id, pupil_id=plan.pupil_id, review_on=plan.review_on)
    ]
