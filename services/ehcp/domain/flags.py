"""What others did against a rule: recorded as told, and marked with the rule that it breaks."""

from collections.abc import Iterator

from shared.rulebook.rule import Force

from .claiming import judged, title_of
from .clocks.counting import can_be_missed
from .deadlines import Deadline
from .facts import EhcCase
from .marks.appealing import of_appealing
from .marks.changing import of_changing
from .marks.drafting import of_drafting
from .marks.flag import Flag, Mark
from .marks.reviewing import of_reviewing
from .stage import Stage, stage
from .terms import AssessmentDecision

__all__ = ["Flag", "Mark", "flags"]


def flags(case: EhcCase, found: tuple[Deadline, ...]) -> tuple[Flag, ...]:
    """What is wrong about a case as it is told. found: its deadlines."""
    return (
        *_late(case, found),
        *_before_receipt(case),
        *_after_refusal(case),
        *_excuses(case),
        *of_drafting(case, found),
        *of_reviewing(case, found),
        *of_appealing(case),
        *of_changing(case, found),
    )


def _late(case: EhcCase, found: tuple[Deadline, ...]) -> Iterator[Flag]:
    """A day that we only plan by breaks no rule: the limit behind it has a flag of its own."""
    for deadline in found:
        days = -(deadline.days_in_hand or 0)
        if deadline.limit is None or deadline.limit.rule.force is Force.DERIVED_PLANNING:
            continue
        if days > 0 and can_be_missed(deadline.limit):
            rule = deadline.limit.rule
            how = "1 day late" if days == 1 else f"{days} days late"
            said = f"{rule.title}: done {how} ({rule.source}).{_claimed(case, deadline)}"
            yield Flag(
                mark=Mark.LATE, rule=deadline.rule, about=deadline.about, days=days, said=said
            )


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


def _claimed(case: EhcCase, deadline: Deadline) -> str:
    """An exception is shown beside the lateness, and takes none of it away."""
    for one in case.claims:
        if (one.rule, one.about) == deadline.clock:
            return f" An exception is claimed: {title_of(one.ground)}. The date stays."
    return ""


def _excuses(case: EhcCase) -> Iterator[Flag]:
    for claim in case.claims:
        verdict = judged(case, claim)
        if verdict.holds is False:
            mark = Mark.EXCUSE_DOES_NOT_HOLD
            yield Flag(mark=mark, rule=claim.rule, about=claim.about, said=verdict.said)
