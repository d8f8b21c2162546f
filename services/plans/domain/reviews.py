"""Reviews: what the help has done, what the family says, when to look again; and the end of it."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from shared.days import happened, not_before
from shared.personal import Audience
from shared.texts import meant, meant_if_any

from .commands import ClosePlan, ReviewPlan
from .events import Event, PlanClosed, PlanReviewed, TargetReviewed
from .notices import moved_notice, wrong_notice
from .room import check_room
from .rules import BeforeItBegan
from .state import SupportPlan, begun_by, open_on, still_open
from .targets import standing_target
from .terms import Result

NOT_STARTED: Final = "A target that starts after a review was not measured at it."


def review_plan(plan: SupportPlan, command: ReviewPlan) -> list[Event]:
    """Fewer than three a year are warned about, never refused: a should (SEND Code 6.65)."""
    if plan.knows(command.review_id):
        return []
    held_on = happened(command.effective_on, today=command.today, what="the review was held")
    pupil_id = open_on(plan, held_on)
    check_room(plan)
    begun_by(plan, held_on, what="A review is not held before SEN Support began.")
    day_after = held_on + timedelta(days=1)
    not_before(day_after, command.next_review_on, what="The next review must be after this one.")
    reviewed = PlanReviewed(
        plan_id=command.plan_id,
        pupil_id=pupil_id,
        review_id=command.review_id,
        effect=meant(command.effect, pupil_id, Audience.FAMILY),
        parents_views=meant_if_any(command.parents_views, pupil_id, Audience.FAMILY),
        pupils_views=meant_if_any(command.pupils_views, pupil_id, Audience.FAMILY),
        led_by=command.led_by,
        next_review_on=command.next_review_on,
        recorded_by=command.by,
        shared=bool(plan.shares),
        effective_on=held_on,
    )
    results = _results(plan, command, pupil_id, held_on)
    return [reviewed, *results, *moved_notice(plan, reviewed)]


def _results(
    plan: SupportPlan, command: ReviewPlan, pupil_id: UUID, held_on: date
) -> list[TargetReviewed]:
    for one in command.results:
        standing_target(plan, one.target_id)
        if held_on < plan.targets[one.target_id] and one.result is not Result.NOT_MEASURED:
            raise BeforeItBegan(NOT_STARTED)
    return [
        TargetReviewed(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            target_id=one.target_id,
            review_id=command.review_id,
            result=one.result,
            reviewed_by=command.led_by,
            effective_on=held_on,
        )
        for one in command.results
    ]


def close_plan(plan: SupportPlan, command: ClosePlan) -> list[Event]:
    if plan.knows(command.closing_id):
        return []
    pupil_id = still_open(plan)
    check_room(plan)
    day = happened(command.effective_on, today=command.today, what="SEN Support ended")
    happened(command.parents_told_on, today=command.today, what="the parents were told")
    what = "SEN Support cannot end before the day on which it began."
    not_before(min(plan.grounds.values()), day, what=what)
    closed = PlanClosed(
        plan_id=command.plan_id,
        pupil_id=pupil_id,
        closing_id=command.closing_id,
        reason=meant(command.reason, pupil_id, Audience.FAMILY),
        evidence=meant(command.evidence, pupil_id, Audience.FAMILY),
        parents_told_on=command.parents_told_on,
        closed_by=command.by,
        effective_on=day,
    )
    return [closed, *wrong_notice(plan, command.plan_id, day)]
