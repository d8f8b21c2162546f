"""Where a case is, as far as we were told."""

from enum import StrEnum
from typing import Final

from .facts import EhcCase
from .terms import AssessmentDecision, PlanDecision


class Stage(StrEnum):
    """The steps up to the final plan, and how a case ends before it."""

    REQUESTED = "requested"  # asked; the council has not been said to have received it
    DECIDING = "deciding-whether-to-assess"
    REFUSED = "refused-to-assess"
    ASSESSING = "assessing"
    NO_PLAN = "no-plan"
    PLAN_COMING = "plan-coming"
    FINAL = "final-plan"
    STRUCK_OUT = "struck-out"


OVER: Final = frozenset({Stage.REFUSED, Stage.NO_PLAN, Stage.FINAL, Stage.STRUCK_OUT})


def stage(case: EhcCase) -> Stage:
    if case.struck_out:
        return Stage.STRUCK_OUT
    if case.final_plans:
        return Stage.FINAL
    if case.plan_decisions:
        last = case.plan_decisions[-1].decision
        return Stage.NO_PLAN if last is PlanDecision.NO_PLAN else Stage.PLAN_COMING
    if case.decisions:
        told = case.decisions[-1].decision
        return Stage.REFUSED if told is AssessmentDecision.REFUSED else Stage.ASSESSING
    return Stage.DECIDING if case.receipts else Stage.REQUESTED
