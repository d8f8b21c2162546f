"""What a case that was taken over makes of its clocks: past, on a day that nobody knows.

A list that says how far a case has come and not when leaves earlier limits neither met nor missed:
nobody is called late for what is not known. The missing day is asked for.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ..facts import EhcCase
from ..naming import made_plans
from ..taken_over import over_by_list
from ..terms import TakenOverState
from .asking import DECIDE, DRAFT_PLAN, FINAL_PLAN, NO_PLAN, SCHOOL_ADVICE
from .changing import INFORM, MOVED_MEET_BY, MOVED_REVIEW
from .counting import Deadline, Standing
from .interim import INTERIM_TO
from .reviewing import DECISION, FINAL_DUE, MEET_BY, PERIOD_END, REPORT

OPEN: Final = frozenset({Standing.NOT_KNOWN, Standing.RUNNING})
EARLY: Final = frozenset({TakenOverState.REQUESTED, TakenOverState.DECIDING})
AFTER_DECISION: Final = frozenset(TakenOverState) - EARLY
AFTER_ADVICE: Final = AFTER_DECISION - {TakenOverState.ASSESSING}
NO_MORE: Final = frozenset({TakenOverState.REFUSED, TakenOverState.NO_PLAN})
WITH_PLAN: Final = AFTER_ADVICE - NO_MORE - {TakenOverState.DRAFT}
PAST: Final[Mapping[str, frozenset[TakenOverState]]] = {
    DECIDE: AFTER_DECISION,
    SCHOOL_ADVICE: AFTER_ADVICE,
    NO_PLAN: AFTER_ADVICE - {TakenOverState.REFUSED},
    DRAFT_PLAN: WITH_PLAN | {TakenOverState.DRAFT},
    FINAL_PLAN: WITH_PLAN,
}
NOT_NEEDED: Final[Mapping[str, frozenset[TakenOverState]]] = {
    NO_PLAN: frozenset({TakenOverState.REFUSED}),
    DRAFT_PLAN: NO_MORE,
    FINAL_PLAN: NO_MORE,
}
OF_REVIEW: Final = frozenset({REPORT, DECISION, FINAL_DUE})
PERIODS: Final = frozenset({PERIOD_END, MEET_BY})
OF_MOVE: Final = frozenset({INFORM, MOVED_REVIEW, MOVED_MEET_BY})


def settled(case: EhcCase, deadline: Deadline) -> Deadline:
    """The deadline as it stands when what the list said is taken into account."""
    state = case.taken_over_as
    if state is None:
        return deadline
    if deadline.rule in PERIODS:
        return _period(case, deadline)
    if deadline.rule == INTERIM_TO:
        return _interim(case, deadline)
    if deadline.standing not in OPEN:
        return deadline
    if deadline.rule in OF_MOVE:
        return _after_move(case, deadline)
    if deadline.rule == SCHOOL_ADVICE and _is_wanted(case, deadline):
        return deadline
    if state in NOT_NEEDED.get(deadline.rule, ()):
        return replace(deadline, standing=Standing.NOT_NEEDED)
    if state in PAST.get(deadline.rule, ()) or _of_past_review(case, state, deadline):
        return replace(deadline, standing=Standing.OVERTAKEN)
    return deadline


def _is_wanted(case: EhcCase, advice: Deadline) -> bool:
    """Whether it was asked for after the list, or of the re-assessment that the list knows of."""
    if advice.limit is None:
        return False
    asked_on = advice.limit.start_on
    planned = any(one.told_on <= asked_on for one in made_plans(case))
    again = planned and case.taken_over_as is TakenOverState.REASSESSING
    return again or asked_on > case.taken_over[-1].on


def _of_past_review(case: EhcCase, state: TakenOverState, deadline: Deadline) -> bool:
    if deadline.rule not in OF_REVIEW:
        return False
    held = next((one for one in case.meetings if one.review_id == deadline.about), None)
    if held is None:
        return False
    decided = state is TakenOverState.AMENDING and deadline.rule != FINAL_DUE
    return over_by_list(case, held) or (decided and held.on <= case.taken_over[-1].on)


def _interim(case: EhcCase, deadline: Deadline) -> Deadline:
    """Reviews between the yearly ones stand in no list: nobody is late by one of before it."""
    due_on = deadline.due_on
    in_time = deadline.standing is Standing.DONE and (deadline.days_in_hand or 0) >= 0
    if due_on is None or due_on >= case.taken_over[0].on or in_time:
        return deadline
    return replace(deadline, standing=Standing.OVERTAKEN)


def _after_move(case: EhcCase, deadline: Deadline) -> Deadline:
    """What was due before the list and is not in it: whether it was done, nobody said."""
    if deadline.due_on is None or deadline.due_on >= case.taken_over[0].on:
        return deadline
    if deadline.rule == INFORM:
        return replace(deadline, standing=Standing.OVERTAKEN)
    reviewed = bool(case.meetings or case.review_decisions)
    return deadline if reviewed else replace(deadline, standing=Standing.NOT_KNOWN)


def _period(case: EhcCase, deadline: Deadline) -> Deadline:
    """Of the years before the import only the last review is known: the others are not missed.

    The 12 months after that last review are: the list says that there was none since.
    """
    due_on = deadline.due_on
    if due_on is None or due_on >= case.taken_over[0].on:
        return deadline
    if deadline.done_on is not None:
        late = (deadline.days_in_hand or 0) < 0
        return replace(deadline, standing=Standing.OVERTAKEN) if late else deadline
    from_plan = deadline.about in {one.key for one in case.final_plans}
    if deadline.standing is not Standing.RUNNING or not from_plan:
        return deadline
    reviewed = bool(case.meetings or case.review_decisions)
    return replace(deadline, standing=Standing.OVERTAKEN if reviewed else Standing.NOT_KNOWN)
