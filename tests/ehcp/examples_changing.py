"""A plan that is assessed again, moves to another council, or ends."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.ehcp.domain.appeal_terms import ReassessmentDecision, Remedy
from services.ehcp.domain.commands import (
    RecordAgreement,
    RecordAppeal,
    RecordCeaseConsultation,
    RecordCeased,
    RecordCeaseDecision,
    RecordConcession,
    RecordMove,
    RecordOrder,
    RecordReassessment,
    RecordTransfer,
    RecordTransferLetter,
    RecordWithdrawal,
    RequestReassessment,
)
from services.ehcp.domain.terms import Authority, Requester
from tests.ehcp.examples import WHO, an_id, finalised

LATER: dict[str, Any] = {**WHO, "today": date(2028, 6, 1)}
MARSH = Authority(code="874", name="Marshland Council")

ASK_AGAIN = RequestReassessment(
    **LATER,
    entry_id=an_id("ask again"),
    requester=Requester.PARENT,
    asked_on=date(2027, 12, 15),
    received_on=date(2027, 12, 17),
)
AGAIN = RecordReassessment(
    **LATER,
    entry_id=an_id("again"),
    request_id=ASK_AGAIN.entry_id,
    decision=ReassessmentDecision.REASSESS,
    sent_on=date(2027, 12, 31),
    received_on=date(2028, 1, 4),
)
MAY_CEASE = RecordCeaseConsultation(
    **LATER, entry_id=an_id("may cease"), received_on=date(2028, 1, 10)
)
WILL_CEASE = RecordCeaseDecision(
    **LATER,
    entry_id=an_id("will cease"),
    sent_on=date(2028, 2, 1),
    received_on=date(2028, 2, 3),
)
CEASED = RecordCeased(**LATER, entry_id=an_id("ceased"), ended_on=date(2028, 4, 4))
AGAINST = RecordAppeal(
    **LATER,
    entry_id=an_id("against its end"),
    decision_id=WILL_CEASE.entry_id,
    sent_on=date(2028, 3, 20),
)
UPHELD = RecordOrder(
    **LATER,
    entry_id=an_id("it goes on"),
    appeal_id=AGAINST.entry_id,
    remedy=Remedy.KEEP_PLAN,
    ordered_on=date(2028, 5, 1),
)
DISMISSED = replace(UPHELD, remedy=Remedy.DISMISSED)
CONCEDED = RecordConcession(
    **LATER, entry_id=an_id("concede"), appeal_id=AGAINST.entry_id, told_on=date(2028, 4, 20)
)
WITHDRAWN = RecordWithdrawal(
    **LATER, entry_id=an_id("taken back"), appeal_id=AGAINST.entry_id, withdrawn_on=date(2028, 5, 1)
)
AGREED = RecordAgreement(
    **LATER,
    entry_id=an_id("agreed that it goes on"),
    decision_id=WILL_CEASE.entry_id,
    remedy=Remedy.KEEP_PLAN,
    agreed_on=date(2028, 4, 20),
)
TOO_EARLY = replace(CEASED, ended_on=date(2028, 3, 25))  # PERIOD_ENDS is the 29th
MOVE = RecordMove(
    **LATER,
    entry_id=an_id("move away"),
    move_on=date(2028, 6, 5),
    to=MARSH,
    known_on=date(2028, 5, 1),
)
OVER = RecordTransfer(
    **LATER, entry_id=an_id("went over"), to=MARSH, transferred_on=date(2028, 6, 1)
)
LETTER = RecordTransferLetter(
    **LATER, entry_id=an_id("letter of marsh"), received_on=date(2028, 6, 1), will_assess=False
)
OF_CHANGING = (*(ASK_AGAIN, AGAIN, MAY_CEASE, WILL_CEASE, CEASED, MOVE, OVER, LETTER),)

reassessing = finalised.after(ASK_AGAIN, AGAIN)
ceasing = finalised.after(MAY_CEASE, WILL_CEASE)
ceased = ceasing.after(CEASED)
ended_early = ceasing.after(AGAINST, TOO_EARLY)
moving = finalised.after(MOVE)
moved = moving.after(OVER, LETTER)
