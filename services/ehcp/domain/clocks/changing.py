"""The clocks of re-assessment, ceasing and moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from shared.rulebook.moves import plan_goes_over

from ..appeal_terms import Decision, ReassessmentDecision
from ..appealable import appealable, plan_ended_on, starts_of_appeal
from ..facts import EhcCase, Move, ReassessmentDecided, Transferred
from ..moves import went_over_on
from ..reassessing import kept_on, plan_after
from ..reviews import decisions, stories
from ..taken_over import over_by_list
from .counting import Counter, Deadline, Inputs, Standing, is_breach
from .reviewing import Point, points

REASSESS_DECIDE: Final = "reassess.decide"
REASSESS_FINAL: Final = "reassess.final"
MAY_REFUSE: Final = "reassess.may_refuse_until"
KEEP_PLAN: Final = "cease.keep_plan"
TRANSFER_KNOWN: Final = "move_la.transfer_on_move"
TRANSFER: Final = "move_la.transfer"
INFORM: Final = "move_la.inform"
MOVED_REVIEW: Final = "move_la.review"
MOVED_MEET_BY: Final = "move_la.meeting_latest"
OWED: Final = ("tribunal.", "mediation.agreement.")  # after an appeal, or as was agreed


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
            yield _made_anew(case, decided, counter)


def _made_anew(case: EhcCase, decided: ReassessmentDecided, counter: Counter) -> Deadline:
    """The limit binds a plan. A "no" in time answers it; by a late one it was missed.

    It counts from the letter that answers a request; of a re-assessment for which nobody asked,
    from the decision (SEND Regulations 2014, regulation 27(1) and (2)).
    """
    plan, kept = plan_after(case, decided), kept_on(case, decided)
    done_on = plan.told_on if plan else None
    on = decided.told_on
    if decided.request_id is None:
        on = decided.decided_on or on
    key = decided.key
    found = counter.deadline(REASSESS_FINAL, on, about=key, by=decided, done_on=done_on)
    if plan is not None or kept is None:
        return found
    in_time = kept <= (found.due_on or date.max)
    return replace(found, standing=Standing.NOT_NEEDED if in_time else Standing.OVERTAKEN)


def _last_assessment(case: EhcCase, before: date) -> date | None:
    """The last day on which a plan was made of an assessment: the first one, or another."""
    again = [
        plan_after(case, one)
        for one in case.reassessment_decisions
        if one.decision is ReassessmentDecision.REASSESS
    ]
    made = [one.issued_on for one in (*case.final_plans, *again) if one is not None]
    return max((on for on in made if on <= before), default=None)


def _ceasing(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    """The plan goes on until the time to appeal has run out, or the appeal is decided. One that
    ended before is still owed.
    """
    for one in appealable(case):
        if one.against is Decision.CEASING:
            starts = starts_of_appeal(case, one)
            found = counter.deadline(KEEP_PLAN, starts, about=one.entry.key, by=one.entry)
            over = one.given_up or _ended_in_time(case, found)
            yield replace(found, standing=Standing.NOT_NEEDED) if over else found


def _ended_in_time(case: EhcCase, keep: Deadline) -> bool:
    ended_on = plan_ended_on(case)
    return ended_on is not None and keep.due_on is not None and ended_on >= keep.due_on


def _move(case: EhcCase, move: Move, counter: Counter) -> Deadline:
    """On the day of the move, where the old council knew 15 working days ahead; else so many from
    the day on which it learned of it.
    """
    done_on = went_over_on(case, move)
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
    again_on = min((x.on for x in case.transfers if x.on > on), default=None)
    yield _informed(case, transfer, again_on, counter)
    before = [x.counted_from for x in _made_or_reviewed(case) if x.on <= on]
    reviewed = [decided_on for decided_on, _ in decisions(case, stories(case)) if decided_on > on]
    inputs: Inputs = {
        "plan_transferred": on,
        "plan_made_or_last_reviewed": max(before, default=None),
    }
    done_on = min(reviewed, default=None)
    met = (x.on for x in case.meetings if on <= x.on <= (done_on or date.max))
    met_on = min(met, default=None)
    review = counter.deadline(MOVED_REVIEW, inputs, about=key, by=transfer, done_on=done_on)
    over = Standing.OVERTAKEN if done_on and met_on is None else None
    if again_on is not None and again_on <= min(review.due_on or date.max, done_on or date.max):
        over = Standing.NOT_COUNTED  # it moved on, and the next council's limits count
        review = replace(review, standing=over, done_on=None)
    yield review
    yield counter.deadline(
        MOVED_MEET_BY, inputs, about=key, by=transfer, done_on=met_on, ended=over
    )


def _informed(
    case: EhcCase, transfer: Transferred, again_on: date | None, counter: Counter
) -> Deadline:
    """By the letter of the council it went over to: one from the day on which it moved on is of
    the next council, and one of before the plan first moved is of the first. Within its time the
    plan takes the duty along; after it, it was missed.
    """
    first = transfer.on == min(x.on for x in case.transfers)
    since, until = date.min if first else transfer.on, again_on or date.max
    mine = (x.on for x in case.transfer_letters if since <= x.on < until)
    told_on = min(mine, default=None)
    found = counter.deadline(INFORM, transfer.on, about=transfer.key, by=transfer, done_on=told_on)
    if again_on is None or told_on is not None:
        return found
    in_time = again_on <= (found.due_on or date.max)
    return replace(found, standing=Standing.NOT_COUNTED if in_time else Standing.OVERTAKEN)


def _made_or_reviewed(case: EhcCase) -> list[Point]:
    """A meeting without a decision is no complete review, and would give the new council a later
    day; unless a list of running cases says that the review was over.
    """
    told = stories(case)
    decided = {key for _, key in decisions(case, told)}
    undecided = {x.key for x in told if x.key not in decided and not over_by_list(case, x.held)}
    return [one for one in points(case, told) if one.by.key not in undecided]


def after_the_end(deadline: Deadline, ended_on: date | None) -> Deadline:
    """Once the plan has ended nothing of it runs on but what began after it, and the family's
    rights. What the law wanted by an earlier day was missed, and stays so.
    """
    limit = deadline.limit
    if ended_on is None or deadline.standing not in (Standing.RUNNING, Standing.NOT_KNOWN):
        return deadline
    if deadline.rule.startswith(OWED):
        began_on = deadline.inputs.get(limit.rule.start_event) if limit else None
        if isinstance(began_on, date) and began_on > ended_on:
            return deadline
    elif deadline.rule.startswith(("appeal.", "mediation.", "cease.")):
        return deadline
    missed = limit is not None and limit.due_on < ended_on and is_breach(limit)
    return replace(deadline, standing=Standing.OVERTAKEN if missed else Standing.NOT_NEEDED)
