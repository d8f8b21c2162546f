"""The clocks from the request to the final plan.

The 6, 16 and 20 weeks all run from the day the council received the request, never from its
decision. After a refusal that was appealed against or agreed on at mediation other limits apply
(SEND Regulations 2014, regulations 42, 44 and 45): those in `appealing`; here no date is made up.
Of a council that changes its mind by itself the regulations say nothing: nothing takes the place of
the 16 and 20 weeks (regulations 10(1) and 13(2)), so they count on.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ..advising import asked_by
from ..facts import AdviceAsked, Amended, Answer, EhcCase, FinalPlan
from ..reassessing import days_kept, of_assessments
from ..terms import AssessmentDecision, PlanDecision
from .counting import Counter, Deadline, Standing

DECIDE: Final = "ehcna.decide"
NO_PLAN: Final = "ehcna.no_plan"
DRAFT_PLAN: Final = "ehcna.draft_plan"
FINAL_PLAN: Final = "ehcna.final_plan"
SCHOOL_ADVICE: Final = "advice.school"


def of_asking(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    """From the request to the final plan, in the order of the process."""
    received_on = case.receipt.received_on if case.receipt else None
    yield _decide(case, received_on, counter)
    for asked in case.advice_requests:
        yield _school_advice(case, asked, counter)
    yield _no_plan(case, received_on, counter)
    if received_on is not None:
        yield _draft_plan(case, received_on, counter)
    yield _final_plan(case, received_on, counter)


def _decide(case: EhcCase, received_on: date | None, counter: Counter) -> Deadline:
    if case.decisions:
        return counter.deadline(DECIDE, received_on, done_on=case.decisions[0].told_on)
    overtaken = bool(case.plan_decisions or case.drafts or case.final_plans)
    ended = Standing.OVERTAKEN if overtaken else None
    return counter.deadline(DECIDE, received_on, ended=ended)


def _no_plan(case: EhcCase, received_on: date | None, counter: Counter) -> Deadline:
    """The limit binds a "no". A "yes" or a draft in time answers it; a late one is not bound."""
    ended, done_on = _after_refusal(case), None
    refused = [one for one in case.plan_decisions if one.decision is PlanDecision.NO_PLAN]
    if case.plan_decisions:
        done_on = (refused or case.plan_decisions)[0].told_on
    elif case.drafts:
        done_on = min(one.told_on for one in case.drafts)
    elif case.final_plans:
        done_on = case.final_plans[0].told_on
    found = counter.deadline(NO_PLAN, received_on, done_on=done_on, ended=ended)
    if not refused and (found.days_in_hand or 0) < 0:
        return counter.deadline(NO_PLAN, received_on, ended=Standing.NOT_NEEDED)
    return found


def _draft_plan(case: EhcCase, received_on: date, counter: Counter) -> Deadline:
    """The law sets the draft no limit: a day to plan with, which ends as the final plan's does."""
    if case.drafts:
        first = min(case.drafts, key=lambda one: one.told_on)
        return counter.deadline(DRAFT_PLAN, received_on, done_on=first.told_on)
    ended = _without_plan(case) or (Standing.OVERTAKEN if case.final_plans else None)
    return counter.deadline(DRAFT_PLAN, received_on, ended=ended)


def _final_plan(case: EhcCase, received_on: date | None, counter: Counter) -> Deadline:
    ended = _without_plan(case)
    done_on = case.final_plans[0].told_on if case.final_plans else None
    return counter.deadline(FINAL_PLAN, received_on, done_on=done_on, ended=ended)


def _without_plan(case: EhcCase) -> Standing | None:
    """What a refusal, to assess or to make a plan, makes of the limits for a plan."""
    ended = _after_refusal(case)
    if ended is None and case.plan_decisions:
        no_plan = [one for one in case.plan_decisions if one.decision is PlanDecision.NO_PLAN]
        ended = _ended(case, case.plan_decisions, no_plan)
    return ended


def _after_refusal(case: EhcCase) -> Standing | None:
    refused = [one for one in case.decisions if one.decision is AssessmentDecision.REFUSED]
    return _ended(case, case.decisions, refused)


def _ended(case: EhcCase, answers: Sequence[Answer], refusals: Sequence[Answer]) -> Standing | None:
    """What a row of answers makes of the steps after them."""
    if not refusals:
        return None
    if answers[-1] in refusals:
        return Standing.NOT_NEEDED
    contested = {one.decision_id for one in case.appeals}
    contested |= {one.decision_id for one in case.agreements}
    return Standing.NOT_COUNTED if any(one.key in contested for one in refusals) else None


def _school_advice(case: EhcCase, asked: AdviceAsked, counter: Counter) -> Deadline:
    """Overtaken by what was decided since: of a re-assessment there was a plan before."""
    about = None if asked == case.advice_requests[0] else asked.key
    sent = [one.on for one in case.advices if asked_by(case, one.on) == asked]
    later: list[Answer | FinalPlan | Amended] = [*case.plan_decisions, *of_assessments(case)]
    later += [one for one in case.decisions[-1:] if one.decision is AssessmentDecision.REFUSED]
    days = [*(one.told_on for one in later), *days_kept(case)]
    over = not sent and any(on >= asked.on for on in days)
    return counter.deadline(
        SCHOOL_ADVICE,
        asked.on,
        about=about,
        by=asked,
        done_on=min(sent, default=None),
        ended=Standing.OVERTAKEN if over else None,
    )
