"""Against which decisions of a case there is an appeal, and whether one is open.

Source: Children and Families Act 2014, section 51.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .appeal_terms import Decision, ReassessmentDecision
from .facts import EhcCase, Entry
from .naming import made_plans
from .review_terms import ReviewOutcome
from .terms import AssessmentDecision, PlanDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Appealable:
    """sent_on: from which the time to appeal runs; None where nobody told it.

    given_up: the council has decided otherwise since.
    """

    entry: Entry
    against: Decision
    sent_on: date | None
    given_up: bool = False


def appealable(case: EhcCase) -> tuple[Appealable, ...]:
    """Every decision that can be appealed against, in the order of the process."""
    return (*_of_assessment(case), *_of_plan(case), *_of_change(case))


def _of_assessment(case: EhcCase) -> Iterator[Appealable]:
    for told in case.decisions:
        if told.decision is AssessmentDecision.REFUSED:
            yield Appealable(
                entry=told,
                against=Decision.REFUSAL_TO_ASSESS,
                sent_on=told.sent_on,
                given_up=case.decisions[-1].decision is AssessmentDecision.ASSESS,
            )
    for planned in case.plan_decisions:
        if planned.decision is PlanDecision.NO_PLAN:
            plan = case.plan_decisions[-1].decision is PlanDecision.PLAN
            yield Appealable(
                entry=planned,
                against=Decision.REFUSAL_TO_ISSUE,
                sent_on=planned.sent_on,
                given_up=plan or bool(made_plans(case)),
            )


def _of_plan(case: EhcCase) -> Iterator[Appealable]:
    for plan in made_plans(case):
        yield Appealable(entry=plan, against=Decision.CONTENTS, sent_on=plan.sent_on)
    for dropped in case.amendments_dropped:
        yield Appealable(entry=dropped, against=Decision.NO_AMENDMENT, sent_on=dropped.sent_on)


def _of_change(case: EhcCase) -> Iterator[Appealable]:
    for reviewed in case.review_decisions:
        if reviewed.decision is ReviewOutcome.KEEP:
            against = Decision.NO_AMENDMENT
            yield Appealable(entry=reviewed, against=against, sent_on=reviewed.sent_on)
        if reviewed.decision is ReviewOutcome.CEASE:
            against = Decision.CEASING
            yield Appealable(entry=reviewed, against=against, sent_on=reviewed.sent_on)
    for again in case.reassessment_decisions:
        if again.decision is ReassessmentDecision.REFUSED:
            against = Decision.REFUSAL_TO_REASSESS
            yield Appealable(entry=again, against=against, sent_on=again.sent_on)
    for ceasing in case.cease_decisions:
        yield Appealable(entry=ceasing, against=Decision.CEASING, sent_on=ceasing.sent_on)


def appeal_open(case: EhcCase) -> bool:
    """Whether an appeal was made that is neither decided nor withdrawn."""
    ended = {one.appeal_id for one in case.orders}
    ended |= {one.appeal_id for one in case.withdrawals}
    return any(one.key not in ended for one in case.appeals)
