"""The clocks of re-assessment, ceasing and moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from shared.rulebook.moves import plan_goes_over

from ..appeal_terms import Decision, ReassessmentDecision
from ..appealable import appealable
from ..facts import Amended, EhcCase, FinalPlan, Move, ReassessmentDecided, Transferred
from ..naming import made_plans
from ..reviews import stories
from .counting import Counter, Deadline, Inputs, Standing
from .reviewing import points

REASSESS_DECIDE: Final = "reassess.decide"
REASSESS_FINAL: Final = "reassess.final"
MAY_REFUSE: Final = "reassess.may_refuse_until"
KEEP_PLAN: Final = "cease.keep_plan"
TRANSFER_KNOWN: Final = "move_la.transfer_on_move"
TRANSFER: Final = "move_la.transfer"
INFORM: Final = "move_la.inform"
MOVED_REVIEW: Final = "move_la.review"
MOVED_MEET_BY: Final = "move_la.meeting_latest"


def of_changing(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    yield from _reassessment(case, counter)
    yield from _ceasing(case, counter)
    for move in case.moves:
        yield _move(case, move, counter)
    for transfer in case.transfers:
        yield from _transferred(case, transfer, counter)


def _reassessment(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    for asked in case.reassessment_requests:
        answers = [x.told_on for x in case.reassessment_decisions if x.request_id == asked.key]
        decided_on = min(answers, default=None)
        key = asked.key
        yield counter.deadline(
            REASSESS_DECIDE, asked.received_on, about=key, by=asked, done_on=decided_on
        )
        last = _last_assessment(case, asked.on)
        yield counter.deadline(MAY_REFUSE, last, about=key, by=asked)
    for decided in case.reassessment_decisions:
        if decided.decision is ReassessmentDecision.REASSESS:
            plan = _plan_after(case, decided)
            done_on = plan.told_on if plan else None
            on, key = decided.told_on, decided.key
            yield counter.deadline(REASSESS_FINAL, on, about=key, by=decided, done_on=done_on)


def _plan_after(case: EhcCase, decided: ReassessmentDecided) -> FinalPlan | Amended | None:
    """The plan that ended a re-assessment."""
    plans = [one for one in made_plans(case) if one.told_on >= decided.told_on]
    return min(plans, key=lambda one: one.told_on, default=None)


def _last_assessment(case: EhcCase, before: date) -> date | None:
    """The last day on which a plan was made of an assessment: the first one, or another."""
    again = [
        _plan_after(case, one)
        for one in case.reassessment_decisions
        if one.decision is ReassessmentDecision.REASSESS
    ]
    made = [one.issued_on for one in (*case.final_plans, *again) if one is not None]
    return max((on for on in made if on <= before), default=None)


def _ceasing(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    """The plan goes on until the time to appeal has run out, or the appeal is decided."""
    for one in appealable(case):
        if one.against is Decision.CEASING:
            key = one.entry.key
            certified = [x.on for x in case.certificates if x.decision_id == key]
            inputs: Inputs = {
                "decision_notice_sent": one.sent_on,
                "mediation_certificate_issued": max(certified, default=None),
            }
            over = Standing.NOT_NEEDED if one.given_up else None
            yield counter.deadline(KEEP_PLAN, inputs, about=key, by=one.entry, ended=over)


def _move(case: EhcCase, move: Move, counter: Counter) -> Deadline:
    """On the day of the move, where the old council knew 15 working days ahead; else so many from
    the day on which it learned of it.
    """
    done_on = min((x.on for x in case.transfers if x.on >= move.on), default=None)
    known_ahead = move.known_on is not None and _knew(counter, move.move_on, move.known_on)
    if known_ahead:
        inputs: Inputs = {"move_day": move.move_on}
        return counter.deadline(TRANSFER_KNOWN, inputs, about=move.key, by=move, done_on=done_on)
    inputs = {"old_la_became_aware": move.known_on}
    return counter.deadline(TRANSFER, inputs, about=move.key, by=move, done_on=done_on)


def _knew(counter: Counter, move_on: date, known_on: date) -> bool:
    found = plan_goes_over(move_on, known_on, book=counter.book, days=counter.days)
    return found.rule.id == TRANSFER_KNOWN


def _transferred(case: EhcCase, transfer: Transferred, counter: Counter) -> Iterator[Deadline]:
    key, on = transfer.key, transfer.on
    told_on = min((x.on for x in case.transfer_letters if x.on >= on), default=None)
    yield counter.deadline(INFORM, on, about=key, by=transfer, done_on=told_on)
    before = [x.on for x in points(case, stories(case)) if x.on <= on]
    reviewed = [x.told_on for x in case.review_decisions if x.told_on >= on]
    inputs: Inputs = {
        "plan_transferred": on,
        "plan_made_or_last_reviewed": max(before, default=None),
    }
    done_on = min(reviewed, default=None)
    met = (x.on for x in case.meetings if on <= x.on <= (done_on or date.max))
    met_on = min(met, default=None)
    review = counter.deadline(MOVED_REVIEW, inputs, about=key, by=transfer, done_on=done_on)
    again_on = min((x.on for x in case.transfers if x.on > on), default=None)
    over = Standing.OVERTAKEN if done_on and met_on is None else None
    if again_on is not None and again_on <= min(review.due_on or date.max, done_on or date.max):
        over = Standing.NOT_COUNTED  # it moved on, and the next council's limits count
        review = replace(review, standing=over, done_on=None)
    yield review
    yield counter.deadline(
        MOVED_MEET_BY, inputs, about=key, by=transfer, done_on=met_on, ended=over
    )


def after_the_end(case: EhcCase, deadline: Deadline) -> Deadline:
    """Once the plan has ended nothing of it runs on but what began after it."""
    if not case.ceased or deadline.standing not in (Standing.RUNNING, Standing.NOT_KNOWN):
        return deadline
    rights = deadline.rule.startswith(("appeal.", "mediation.", "tribunal.", "cease."))
    return deadline if rights else replace(deadline, standing=Standing.NOT_NEEDED)
