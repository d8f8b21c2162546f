"""What a plan stands on: the decisions for SEN Support that `referrals` tells of."""

from collections.abc import Sequence
from uuid import UUID

from .commands import FollowDecision, WithdrawGrounds
from .events import Event, PlanGroundsChanged, PlanGroundsWithdrawn, PlanOpened
from .notices import notice_of
from .rules import OpenedForAnother, PlanEnded
from .state import SupportPlan


def plan_to_follow(plans: Sequence[tuple[UUID, SupportPlan]], concern_id: UUID) -> UUID | None:
    """Which of a pupil's plans, the oldest first, a decision about a concern is for.

    The one that stands on the concern, else the open one, else the one that once stood on it;
    of several the newest. None: the pupil needs a new one.
    """
    orders = (
        [one for one, plan in plans if concern_id in plan.grounds],
        [one for one, plan in plans if plan.grounds and plan.closed_on is None],
        [one for one, plan in plans if concern_id in plan.concerns],
    )
    return next((found[-1] for found in orders if found), None)


def follow_decision(plan: SupportPlan, command: FollowDecision) -> list[Event]:
    """A decision that was followed once says nothing new, also after it was corrected.

    A plan that is closed hears only of the concerns that it stood on.
    """
    if plan.pupil_id is not None and plan.pupil_id != command.pupil_id:
        raise OpenedForAnother
    if command.decision_id in plan.decisions:
        return []
    if plan.closed_on is not None and command.referral_id not in plan.concerns:
        raise PlanEnded
    kind = PlanOpened if plan.pupil_id is None else PlanGroundsChanged
    return [
        kind(
            plan_id=command.plan_id,
            pupil_id=command.pupil_id,
            referral_id=command.referral_id,
            decision_id=command.decision_id,
            primary_need=command.primary_need,
            secondary_need=command.secondary_need,
            effective_on=command.effective_on,
        )
    ]


def withdraw_grounds(plan: SupportPlan, command: WithdrawGrounds) -> list[Event]:
    """Nothing where this plan never stood on the concern, or does not any more."""
    if plan.pupil_id is None or command.referral_id not in plan.grounds:
        return []
    if command.decision_id in plan.decisions:
        return []
    stands = len(plan.grounds) > 1
    withdrawn = PlanGroundsWithdrawn(
        plan_id=command.plan_id,
        pupil_id=plan.pupil_id,
        referral_id=command.referral_id,
        decision_id=command.decision_id,
        plan_stands=stands,
    )
    return [withdrawn, *([] if stands else notice_of(plan, command.plan_id))]
