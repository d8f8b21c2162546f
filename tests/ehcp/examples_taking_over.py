"""The case in `examples`, if it had been taken over from a trust's list with few of its days."""

from dataclasses import replace

from services.ehcp.domain.commands import TakeOverCase
from services.ehcp.domain.terms import NotKnown, Requester, TakenOverState
from tests.ehcp.examples import ASK, TODAY, WHO, an_id, case

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
taken_over = case.after(ASK_SOMETIME, TAKE_OVER)
