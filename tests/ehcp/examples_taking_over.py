"""The case in `examples`, if it had been taken over from a trust's list with few of its days.

COME: if the pupil had come with a plan.
"""

from dataclasses import replace
from datetime import date

from services.ehcp.domain.commands import BeginWithPlan, TakeOverCase
from services.ehcp.domain.terms import NotKnown, Requester, TakenOverState
from tests.ehcp.examples import ASK, FENSHIRE, PUPIL, TODAY, WHO, an_id, case

ASK_SOMETIME = replace(
    ASK,
    requester=Requester.NOT_KNOWN,
    family_consulted_on=None,
    reasons=None,
    referral_id=None,
    imported_on=TODAY,
    not_known=(NotKnown.ASKED_ON,),
)
TAKE_OVER = TakeOverCase(
    **WHO, entry_id=an_id("list"), state=TakenOverState.FINAL, imported_on=TODAY
)
COME = BeginWithPlan(
    **WHO,
    pupil_id=PUPIL,
    authority=FENSHIRE,
    came_on=date(2027, 5, 10),
    issued_on=date(2026, 9, 1),
)
taken_over = case.after(ASK_SOMETIME, TAKE_OVER)
