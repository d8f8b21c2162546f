"""Where a case is, as far as we were told."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from .appeal_terms import Decision, ReassessmentDecision
from .appealable import appeal_open, appealable, plan_ended_on
from .clocks.appealing import OTHER
from .clocks.changing import OWED
from .clocks.counting import Deadline
from .facts import Amended, AmendmentDropped, EhcCase
from .moves import went_over_on
from .reassessing import is_over
from .reviews import review_of, stories
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
    """The later one of what was told with its days, and of what a list said when it came over.

    A "no" to a plan that was told after a list with a draft is the later one by its day.
    """
    told = _told(case)
    if case.taken_over_as is None:
        return told
    said = TAKEN_OVER.get(case.taken_over_as, Stage.FINAL)
    if told is Stage.NO_PLAN and said is Stage.DRAFT and _refused_since_list(case):
        return told
    return max(told, said, key=list(Stage).index)


def _refused_since_list(case: EhcCase) -> bool:
    return case.plan_decisions[-1].told_on > case.taken_over[-1].on


def is_open(case: EhcCase, found: Iterable[Deadline]) -> bool:
    """Whether anything is to come: a step, the end of an appeal, or what the council owes after
    one, or as was agreed. found: its deadlines.
    """
    owes = any(one.running and one.rule.startswith(OWED) and one.rule != OTHER for one in found)
    goes_on = plan_ended_on(case) is None
    return stage(case) not in OVER or appeal_open(case) or (owes and goes_on)


def _told(case: EhcCase) -> Stage:
    if case.struck_out:
        return Stage.STRUCK_OUT
    if plan_ended_on(case) is not None:
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
    if any(went_over_on(case, one) is None for one in case.moves):
        return Stage.MOVING
    again = [
        one for one in case.reassessment_decisions if one.decision is ReassessmentDecision.REASSESS
    ]
    if not all(is_over(case, one) for one in again):
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
    told: list[Amended | AmendmentDropped] = [*case.amended_plans, *case.amendments_dropped]
    ends = [one.told_on for one in told if review_of(case, one) is None]
    return any(
        review_of(case, one) is None and not any(on >= one.told_on for on in ends)
        for one in case.amendment_notices
    )
