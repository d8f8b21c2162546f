"""Where a case is, as far as we were told."""

from enum import StrEnum
from typing import Final

from .facts import EhcCase
from .reviews import stories
from .terms import AssessmentDecision, PlanDecision


class Stage(StrEnum):
    """The steps up to the final plan, how a case ends before it, and the life of the plan."""

    REQUESTED = "requested"  # asked; the council has not been said to have received it
    DECIDING = "deciding-whether-to-assess"
    REFUSED = "refused-to-assess"
    ASSESSING = "assessing"
    NO_PLAN = "no-plan"
    PLAN_COMING = "plan-coming"
    DRAFT = "draft-plan"
    FINAL = "final-plan"  # maintained, and nothing else goes on
    REVIEWING = "reviewing"
    AMENDING = "amending"
    STRUCK_OUT = "struck-out"


OVER: Final = frozenset({Stage.REFUSED, Stage.NO_PLAN, Stage.STRUCK_OUT})


def stage(case: EhcCase) -> Stage:
    if case.struck_out:
        return Stage.STRUCK_OUT
    if case.final_plans or case.amended_plans:
        return _of_plan(case)
    if case.plan_decisions:
        if case.plan_decisions[-1].decision is PlanDecision.NO_PLAN:
            return Stage.NO_PLAN
        return Stage.DRAFT if case.drafts else Stage.PLAN_COMING
    if case.drafts:
        return Stage.DRAFT
    if case.decisions:
        told = case.decisions[-1].decision
        return Stage.REFUSED if told is AssessmentDecision.REFUSED else Stage.ASSESSING
    return Stage.DECIDING if case.receipts else Stage.REQUESTED


def _of_plan(case: EhcCase) -> Stage:
    """What goes on with a plan that there is."""
    told = [one for one in stories(case) if not one.over]
    if any(one.amends for one in told) or _amended_alone(case):
        return Stage.AMENDING
    return Stage.REVIEWING if told else Stage.FINAL


def _amended_alone(case: EhcCase) -> bool:
    """Whether an amendment without a review has no end yet."""
    ends = [one.told_on for one in (*case.amended_plans, *case.amendments_dropped)]
    return any(
        one.review_id is None and not any(on >= one.told_on for on in ends)
        for one in case.amendment_notices
    )
