"""What a case that was taken over makes of earlier clocks: past, on a day that nobody knows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ..facts import EhcCase
from ..terms import TakenOverState
from .asking import DECIDE, FINAL_PLAN, NO_PLAN, SCHOOL_ADVICE
from .counting import Deadline, Standing

OPEN: Final = frozenset({Standing.NOT_KNOWN, Standing.RUNNING})
AFTER_DECISION: Final = frozenset(TakenOverState) - {
    TakenOverState.REQUESTED,
    TakenOverState.DECIDING,
}
NO_MORE: Final = frozenset({TakenOverState.REFUSED, TakenOverState.NO_PLAN})
AFTER_ADVICE: Final = AFTER_DECISION - {TakenOverState.ASSESSING}
WITH_PLAN: Final = AFTER_ADVICE - NO_MORE - {TakenOverState.DRAFT}
PAST: Final[Mapping[str, frozenset[TakenOverState]]] = {
    DECIDE: AFTER_DECISION,
    SCHOOL_ADVICE: AFTER_ADVICE,
    NO_PLAN: AFTER_ADVICE - {TakenOverState.REFUSED},
    FINAL_PLAN: WITH_PLAN,
}


def settled(case: EhcCase, deadline: Deadline) -> Deadline:
    """The deadline, no longer open where the list says that the case is beyond it.

    When it was done is not known: it is neither late nor in time, and nobody is told so.
    """
    state = case.taken_over_as
    if state is None or deadline.standing not in OPEN:
        return deadline
    if state in NO_MORE and deadline.rule == FINAL_PLAN:
        return replace(deadline, standing=Standing.NOT_NEEDED)
    if state is TakenOverState.REFUSED and deadline.rule == NO_PLAN:
        return replace(deadline, standing=Standing.NOT_NEEDED)
    if state in PAST.get(deadline.rule, ()):
        return replace(deadline, standing=Standing.OVERTAKEN)
    return deadline
