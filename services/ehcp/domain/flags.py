"""What others did against a rule: recorded as told, and marked with the rule that it breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .deadlines import Deadline
from .facts import EhcCase
from .stage import Stage, stage
from .terms import AssessmentDecision


class Mark(StrEnum):
    """Kinds of flags."""

    LATE = "late"
    BEFORE_RECEIPT = "before-receipt"  # told to have been sent before the request was received
    AFTER_REFUSAL = "after-refusal"  # a step that follows only from a decision to assess


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """rule: of a late act; days: how late. said: the same in a sentence."""

    mark: Mark
    said: str
    rule: str | None = None
    days: int | None = None


def flags(case: EhcCase, found: tuple[Deadline, ...]) -> tuple[Flag, ...]:
    """What is wrong about a case as it is told. found: its deadlines."""
    return (*_late(found), *_before_receipt(case), *_after_refusal(case))


def _late(found: tuple[Deadline, ...]) -> Iterator[Flag]:
    for deadline in found:
        days = -(deadline.days_in_hand or 0)
        if deadline.limit is not None and days > 0:
            rule = deadline.limit.rule
            how = "1 day late" if days == 1 else f"{days} days late"
            said = f"{rule.title}: done {how} ({rule.source})."
            yield Flag(mark=Mark.LATE, rule=deadline.rule, days=days, said=said)


def _before_receipt(case: EhcCase) -> Iterator[Flag]:
    answers = [one.told_on for one in (*case.decisions, *case.plan_decisions)]
    told = [*answers, *(one.told_on for one in case.final_plans)]
    if case.receipt and told and min(told) < case.receipt.received_on:
        said = "An answer is dated before the day on which the council received the request."
        yield Flag(mark=Mark.BEFORE_RECEIPT, said=said)


def _after_refusal(case: EhcCase) -> Iterator[Flag]:
    refused = case.decisions and case.decisions[-1].decision is AssessmentDecision.REFUSED
    if refused and stage(case) is not Stage.REFUSED:
        said = "The last decision that we know of refused, and there is more after it."
        yield Flag(mark=Mark.AFTER_REFUSAL, said=said)
