"""Where a case is, as far as we were told."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from .appeal_terms import Decision, ReassessmentDecision
from .appealable import appealable
from .facts import EhcCase
from .naming import made_plans
from .reviews import stories
from .taken_over import over_by_list
from .terms import AssessmentDecision, PlanDecision, TakenOverState


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
    REASSESSING = "re-assessing"
    MOVING = "moving"
    CEASING = "ceasing"
    CEASED = "ceased"
    STRUCK_OUT = "struck-out"


OVER: Final = frozenset({Stage.REFUSED, Stage.NO_PLAN, Stage.CEASED, Stage.STRUCK_OUT})


TAKEN_OVER: Final[Mapping[TakenOverState, Stage]] = {
    TakenOverState.REQUESTED: Stage.REQUESTED,
    TakenOverState.DECIDING: Stage.DECIDING,
    TakenOverState.REFUSED: Stage.REFUSED,
    TakenOverState.ASSESSING: Stage.ASSESSING,
    TakenOverState.NO_PLAN: Stage.NO_PLAN,
    TakenOverState.DRAFT: Stage.DRAFT,
}  # every other one has a plan in force


def stage(case: EhcCase) -> Stage:
    """The later one of what was told with its days, and of what a list said when it came over."""
    told = _told(case)
    if case.taken_over_as is None:
        return told
    said = TAKEN_OVER.get(case.taken_over_as, Stage.FINAL)
    return max(told, said, key=list(Stage).index)


def _told(case: EhcCase) -> Stage:
    if case.struck_out:
        return Stage.STRUCK_OUT
    if case.ceased:
        return Stage.CEASED
    changing = _changing(case)
    if changing is not None:
        return changing
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


def _changing(case: EhcCase) -> Stage | None:
    """Whether the plan is to end, to move or to be made anew."""
    told = appealable(case)
    if any(one.against is Decision.CEASING and not one.given_up for one in told):
        return Stage.CEASING
    if any(not any(x.on >= one.on for x in case.transfers) for one in case.moves):
        return Stage.MOVING
    again = [
        one for one in case.reassessment_decisions if one.decision is ReassessmentDecision.REASSESS
    ]
    plans = [one.told_on for one in made_plans(case)]
    if any(not any(on >= one.told_on for on in plans) for one in again):
        return Stage.REASSESSING
    return None


def _of_plan(case: EhcCase) -> Stage:
    """What goes on with a plan that there is."""
    told = [one for one in stories(case) if not one.over and not over_by_list(case, one.held)]
    if any(one.amends for one in told) or _amended_alone(case):
        return Stage.AMENDING
    return Stage.REVIEWING if told else Stage.FINAL


def _amended_alone(case: EhcCase) -> bool:
    """Whether an amendment without a review has no end yet."""
    ends = [one.told_on for one in case.amended_plans]
    ends += [one.told_on for one in case.amendments_dropped]
    return any(
        one.review_id is None and not any(on >= one.told_on for on in ends)
        for one in case.amendment_notices
    )
