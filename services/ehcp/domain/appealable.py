"""Against which decisions of a case there is an appeal, whether one is open, and whether the end of
a plan holds.

Source: Children and Families Act 2014, sections 45(4) and 51.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.rulebook.limits import compute

from .appeal_terms import Decision, ReassessmentDecision, Remedy
from .facts import Answer, Appeal, Concession, EhcCase, Entry, Order, Withdrawal
from .naming import made_plans
from .review_terms import ReviewOutcome
from .terms import AssessmentDecision, PlanDecision

# Only a plan that goes on can be kept, changed, or name a school.
OF_A_PLAN: Final = frozenset({Remedy.KEEP_PLAN, Remedy.AMEND, Remedy.NAME_SCHOOL})
TIME_TO_APPEAL: Final = "appeal.due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appealable:
    """sent_on: from which the time to appeal runs; None where nobody told it.

    given_up: the council has decided otherwise since, or has to.
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
    kept = list(_kept(case))
    for reviewed in case.review_decisions:
        if reviewed.decision is ReviewOutcome.KEEP:
            against = Decision.NO_AMENDMENT
            yield Appealable(entry=reviewed, against=against, sent_on=reviewed.sent_on)
        if reviewed.decision is ReviewOutcome.CEASE:
            yield _ceasing(reviewed, kept)
    for again in case.reassessment_decisions:
        if again.decision is ReassessmentDecision.REFUSED:
            yield Appealable(
                entry=again,
                against=Decision.REFUSAL_TO_REASSESS,
                sent_on=again.sent_on,
                given_up=any(
                    one.decision is ReassessmentDecision.REASSESS and one.told_on >= again.told_on
                    for one in case.reassessment_decisions
                ),
            )
    for ceasing in case.cease_decisions:
        yield _ceasing(ceasing, kept)


def _ceasing(told: Answer, kept: Sequence[tuple[UUID, date]]) -> Appealable:
    """Given up where an appeal against it was conceded, or decided for the family, or where it
    was agreed at mediation that there is still a plan; with it another letter of the same end.
    """
    return Appealable(
        entry=told,
        against=Decision.CEASING,
        sent_on=told.sent_on,
        given_up=any(about == told.key or on >= told.told_on for about, on in kept),
    )


def _kept(case: EhcCase) -> Iterator[tuple[UUID, date]]:
    """The decisions to end the plan from which it was kept, and on which day."""
    ends = {one.key for one in case.cease_decisions}
    ends |= {one.key for one in case.review_decisions if one.decision is ReviewOutcome.CEASE}
    against = {one.key: one.decision_id for one in case.appeals}
    kept = [(against.get(one.appeal_id), one.on) for one in case.concessions]
    lost = (one for one in case.orders if one.remedy is not Remedy.DISMISSED)
    kept += [(against.get(one.appeal_id), one.on) for one in lost]
    kept += [(one.decision_id, one.on) for one in case.agreements if one.remedy in OF_A_PLAN]
    yield from ((about, on) for about, on in kept if about in ends)


def kept_on(case: EhcCase, ended_on: date) -> date | None:
    """The day on which it was decided or agreed that a plan which was said to end goes on."""
    return min((on for _, on in _kept(case) if on >= ended_on), default=None)


def plan_ended_on(case: EhcCase) -> date | None:
    """The last day of the plan; None while it goes on, whatever the council called its end.

    An end that was told later says that until then there was a plan.
    """
    held = (_held_from(case, one.on) for one in case.ceased)
    return max((on for on in held if on is not None), default=None)


def _held_from(case: EhcCase, ended_on: date) -> date | None:
    """From when an end holds: the council keeps the plan until an appeal is over, and goes on with
    it where it lost.
    """
    if kept_on(case, ended_on) is not None:
        return None
    holds_on = ended_on
    for one in appealable(case):
        if one.against is Decision.CEASING and not one.given_up:
            was_open, until = open_against(case, one, ended_on)
            if was_open and until is None:
                return None
            holds_on = max(holds_on, until or ended_on)
    return holds_on


def appeal_open(case: EhcCase) -> bool:
    """Whether an appeal was made that is neither decided, conceded nor withdrawn."""
    return any(_over_on(case, one) is None for one in case.appeals)


def open_against(case: EhcCase, told: Appealable, day: date) -> tuple[bool, date | None]:
    """Whether an appeal against a decision was open on a day, or came after it and in time, and
    until when; None: it still is.
    """
    until = max(day, _appeal_by(case, told) or date.max)
    mine = [one for one in case.appeals if one.decision_id == told.entry.key and one.on <= until]
    ends = [_over_on(case, one) for one in mine]
    if None in ends:
        return True, None
    last = max((on for on in ends if on is not None), default=None)
    return last is not None and last > day, last


def _appeal_by(case: EhcCase, told: Appealable) -> date | None:
    """The last day of the time to appeal against a decision; None where nobody can count it."""
    if told.sent_on is None:
        return None
    return compute(TIME_TO_APPEAL, starts_of_appeal(case, told)).due_on


def starts_of_appeal(case: EhcCase, told: Appealable) -> dict[str, date | None]:
    """The days from which the time to appeal runs, as the rule book calls them."""
    certified = [x.on for x in case.certificates if x.decision_id == told.entry.key]
    return {
        "decision_notice_sent": told.sent_on,
        "mediation_certificate_issued": max(certified, default=None),
    }


def _over_on(case: EhcCase, appeal: Appeal) -> date | None:
    """The day on which an appeal was decided or withdrawn, or conceded: then it is treated as
    decided for the family (SEND Regulations 2014, regulation 45(2)).
    """
    ends: list[Order | Concession | Withdrawal] = [*case.orders, *case.concessions]
    ends += case.withdrawals
    return min((one.on for one in ends if one.appeal_id == appeal.key), default=None)
