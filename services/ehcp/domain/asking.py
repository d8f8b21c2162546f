"""From the receipt to the final plan: the council's acts as told, however late."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from shared.days import in_order
from shared.personal import Audience
from shared.texts import meant_if_any

from .advising import asked_by, assessment_on
from .commands import (
    RecordAdvice,
    RecordAdviceRequest,
    RecordAnswer,
    RecordDecision,
    RecordFinalPlan,
    RecordPlanDecision,
    RecordReceipt,
)
from .dates import happened, happened_if_known
from .events import (
    EhcpAdviceRequested,
    EhcpAdviceSubmitted,
    EhcpDecisionRecorded,
    EhcpPlanDecisionRecorded,
    EhcpPlanFinalised,
    EhcpReceiptRecorded,
    Event,
)
from .facts import Answer, EhcCase, Opened, Receipt
from .rules import (
    AdviceAlreadyRequested,
    AdviceAlreadySent,
    AdviceNotRequested,
    LetterDayMissing,
    PlanAlreadyFinal,
    ReceiptAlreadyRecorded,
)
from .state import standing
from .terms import Basis
from .told import Decides, entered, is_known, tell


def record_receipt(case: EhcCase, command: RecordReceipt) -> list[Event]:
    opened = standing(case)
    if command.entry_id in case.entry_ids or _says_nothing_new(case.receipt, command):
        return []
    told = entered(case, command, EhcpReceiptRecorded, case.receipts[-1:])
    if case.receipt and not command.corrects and not _confirms(case.receipt, command):
        raise ReceiptAlreadyRecorded
    _check_receipt(opened, command)
    return [
        EhcpReceiptRecorded(
            **told,
            basis=command.basis,
            letter_dated_on=command.letter_dated_on,
            imported_on=command.imported_on,
            effective_on=command.received_on,
        )
    ]


def _says_nothing_new(receipt: Receipt | None, command: RecordReceipt) -> bool:
    if receipt is None or command.corrects:
        return False
    same_day = receipt.received_on == command.received_on
    return same_day and command.basis in (receipt.basis, Basis.AS_TOLD)


def _confirms(receipt: Receipt, command: RecordReceipt) -> bool:
    return receipt.received_on == command.received_on


def _check_receipt(opened: Opened, command: RecordReceipt) -> None:
    today = command.today
    happened(command.received_on, today=today, what="the council received the request")
    happened_if_known(command.letter_dated_on, today=today, what="the letter was written")
    if command.basis is Basis.COUNCIL_LETTER and command.letter_dated_on is None:
        raise LetterDayMissing
    what = "The council cannot have received the request before the day on which it was asked."
    in_order(opened.asked_on, command.received_on, what=what)
    what = "A letter cannot confirm a receipt that came after it."
    in_order(command.received_on, command.letter_dated_on, what=what)


def record_decision(case: EhcCase, command: RecordDecision) -> list[Event]:
    opened = standing(case)
    if _known_answer(case, case.decisions, command):
        return []
    told = entered(case, command, EhcpDecisionRecorded)
    return [EhcpDecisionRecorded(**told, **_answer(opened, command), decision=command.decision)]


def record_plan_decision(case: EhcCase, command: RecordPlanDecision) -> list[Event]:
    opened = standing(case)
    if _known_answer(case, case.plan_decisions, command):
        return []
    told = entered(case, command, EhcpPlanDecisionRecorded)
    return [EhcpPlanDecisionRecorded(**told, **_answer(opened, command), decision=command.decision)]


def _known_answer(
    case: EhcCase, answers: Sequence[Answer], command: RecordDecision | RecordPlanDecision
) -> bool:
    """Whether this very letter is recorded. Another letter, of another mind, is another entry."""
    if command.entry_id in case.entry_ids:
        return True
    known: Iterable[Any] = () if command.corrects else answers
    says = (command.decision, command.decided_on, command.sent_on, command.received_on)
    return says in [(one.decision, one.decided_on, one.sent_on, one.received_on) for one in known]


def _answer(opened: Opened, command: RecordAnswer) -> dict[str, Any]:
    """The days and reasons of a letter. Raises DateInFuture, DatesOutOfOrder."""
    today = command.today
    happened_if_known(command.decided_on, today=today, what="the council decided")
    happened_if_known(command.sent_on, today=today, what="the letter was sent")
    happened(command.received_on, today=today, what="the letter came")
    what = "A letter is decided, then sent, then received: check the three days."
    in_order(command.decided_on, command.sent_on, command.received_on, what=what)
    return {
        "decided_on": command.decided_on,
        "sent_on": command.sent_on,
        "received_on": command.received_on,
        "reasons": meant_if_any(command.reasons, opened.pupil_id, Audience.FAMILY),
        "rights": command.rights,
        "effective_on": command.decided_on or command.sent_on or command.received_on,
    }


def record_advice_request(case: EhcCase, command: RecordAdviceRequest) -> list[Event]:
    if is_known(case, command):
        return []
    told = entered(case, command, EhcpAdviceRequested)
    received_on = happened(
        command.received_on, today=command.today, what="the request for advice came"
    )
    others = [one for one in case.advice_requests if one.entry_id != command.corrects]
    if assessment_on(case, received_on) in [assessment_on(case, one.on) for one in others]:
        raise AdviceAlreadyRequested
    for advice in (one for one in case.advices if asked_by(case, one.on) not in others):
        in_order(received_on, advice.on, what="The advice was sent before that day.")
    return [EhcpAdviceRequested(**told, imported_on=command.imported_on, effective_on=received_on)]


def record_advice(case: EhcCase, command: RecordAdvice) -> list[Event]:
    """Late advice is recorded as it was sent: the family needs that record too."""
    if is_known(case, command):
        return []
    entered(case, command, EhcpAdviceSubmitted)
    if not case.advice_requests:
        raise AdviceNotRequested
    sent_on = happened(command.sent_on, today=command.today, what="the advice was sent")
    what = "The advice cannot have been sent before the day on which it was asked for."
    in_order(min(one.on for one in case.advice_requests), sent_on, what=what)
    _check_unanswered(case, command)
    staff = ("note", "sections.text", "evidence.title")
    return tell(case, command, EhcpAdviceSubmitted, effective_on=sent_on, staff=staff)


def _check_unanswered(case: EhcCase, command: RecordAdvice) -> None:
    """Raises AdviceAlreadySent; AdviceNotRequested of a re-assessment that did not ask for it."""
    asked = asked_by(case, command.sent_on)
    for one in case.advices:
        if one.entry_id != command.corrects and asked_by(case, one.on) == asked:
            same = assessment_on(case, one.on) == assessment_on(case, command.sent_on)
            raise AdviceAlreadySent if same else AdviceNotRequested


def record_final_plan(case: EhcCase, command: RecordFinalPlan) -> list[Event]:
    """As told, whatever came before it: a plan without a decision that we know of, say."""
    if is_known(case, command):
        return []
    told = entered(case, command, EhcpPlanFinalised)
    if case.final_plans and not command.corrects:
        raise PlanAlreadyFinal
    today = command.today
    issued_on = happened(command.issued_on, today=today, what="the final plan was issued")
    sent_on = happened_if_known(command.sent_on, today=today, what="the final plan was sent")
    received_on = happened_if_known(command.received_on, today=today, what="the final plan came")
    what = "A plan is issued, then sent, then received: check the three days."
    in_order(issued_on, sent_on, received_on, what=what)
    return [
        EhcpPlanFinalised(
            **told,
            sent_on=sent_on,
            received_on=received_on,
            rights=command.rights,
            effective_on=issued_on,
        )
    ]


DECIDES: Final[Decides] = {
    RecordReceipt: record_receipt,
    RecordDecision: record_decision,
    RecordPlanDecision: record_plan_decision,
    RecordAdviceRequest: record_advice_request,
    RecordAdvice: record_advice,
    RecordFinalPlan: record_final_plan,
}
