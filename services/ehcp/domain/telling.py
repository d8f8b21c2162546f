"""What is told of a case, and its corrections: the council's acts as told, however late."""

from collections.abc import Sequence
from typing import Any, Final

from shared.days import in_order
from shared.personal import Audience, Personal
from shared.texts import meant, meant_if_any

from .commands import (
    RecordAdvice,
    RecordAdviceRequest,
    RecordAnswer,
    RecordDecision,
    RecordFinalPlan,
    RecordPlanDecision,
    RecordReceipt,
    StrikeOutEntry,
    Telling,
)
from .dates import happened, happened_if_known
from .events import (
    EhcpAdviceRequested,
    EhcpAdviceSubmitted,
    EhcpDecisionRecorded,
    EhcpEntryStruckOut,
    EhcpPlanDecisionRecorded,
    EhcpPlanFinalised,
    EhcpReceiptRecorded,
    Event,
)
from .facts import Answer, EhcCase, Entry, Opened, Receipt
from .rules import (
    AdviceAlreadyRequested,
    AdviceAlreadySent,
    AdviceNotRequested,
    CorrectionReasonMissing,
    LetterDayMissing,
    NotAStandingEntry,
    PlanAlreadyFinal,
    ReceiptAlreadyRecorded,
    TooManyEntries,
)
from .state import standing
from .terms import Basis

MOST_ENTRIES: Final = 100


def record_receipt(case: EhcCase, command: RecordReceipt) -> list[Event]:
    opened = standing(case)
    if command.entry_id in case.entry_ids or _says_nothing_new(case.receipt, command):
        return []
    told = _told(case, opened, command, case.receipts[-1:])
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
    told = _told(case, opened, command, case.decisions)
    return [EhcpDecisionRecorded(**told, **_answer(opened, command), decision=command.decision)]


def record_plan_decision(case: EhcCase, command: RecordPlanDecision) -> list[Event]:
    opened = standing(case)
    if _known_answer(case, case.plan_decisions, command):
        return []
    told = _told(case, opened, command, case.plan_decisions)
    return [EhcpPlanDecisionRecorded(**told, **_answer(opened, command), decision=command.decision)]


def _known_answer(
    case: EhcCase, answers: Sequence[Answer], command: RecordDecision | RecordPlanDecision
) -> bool:
    """Whether this very letter is recorded. Another letter, of another mind, is another entry."""
    if command.entry_id in case.entry_ids:
        return True
    last: Any = answers[-1] if answers else None
    return (
        last is not None
        and not command.corrects
        and (last.decision, last.decided_on, last.sent_on, last.received_on)
        == (command.decision, command.decided_on, command.sent_on, command.received_on)
    )


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
        "effective_on": command.decided_on or command.sent_on or command.received_on,
    }


def record_advice_request(case: EhcCase, command: RecordAdviceRequest) -> list[Event]:
    opened = standing(case)
    if command.entry_id in case.entry_ids:
        return []
    told = _told(case, opened, command, case.advice_requests)
    if case.advice_requests and not command.corrects:
        raise AdviceAlreadyRequested
    received_on = happened(
        command.received_on, today=command.today, what="the request for advice came"
    )
    for advice in case.advices:
        in_order(received_on, advice.on, what="The advice was sent before that day.")
    return [EhcpAdviceRequested(**told, imported_on=command.imported_on, effective_on=received_on)]


def record_advice(case: EhcCase, command: RecordAdvice) -> list[Event]:
    opened = standing(case)
    if command.entry_id in case.entry_ids:
        return []
    told = _told(case, opened, command, case.advices)
    if not case.advice_requests:
        raise AdviceNotRequested
    if case.advices and not command.corrects:
        raise AdviceAlreadySent
    sent_on = happened(command.sent_on, today=command.today, what="the advice was sent")
    what = "The advice cannot have been sent before the day on which it was asked for."
    in_order(case.advice_requests[0].on, sent_on, what=what)
    note = meant_if_any(command.note, opened.pupil_id, Audience.STAFF)
    return [EhcpAdviceSubmitted(**told, note=note, effective_on=sent_on)]


def record_final_plan(case: EhcCase, command: RecordFinalPlan) -> list[Event]:
    """As told, whatever came before it: a plan without a decision that we know of, say."""
    opened = standing(case)
    if command.entry_id in case.entry_ids:
        return []
    told = _told(case, opened, command, case.final_plans)
    if case.final_plans and not command.corrects:
        raise PlanAlreadyFinal
    today = command.today
    issued_on = happened(command.issued_on, today=today, what="the final plan was issued")
    sent_on = happened_if_known(command.sent_on, today=today, what="the final plan was sent")
    received_on = happened_if_known(command.received_on, today=today, what="the final plan came")
    what = "A plan is issued, then sent, then received: check the three days."
    in_order(issued_on, sent_on, received_on, what=what)
    return [
        EhcpPlanFinalised(**told, sent_on=sent_on, received_on=received_on, effective_on=issued_on)
    ]


def _told(
    case: EhcCase, opened: Opened, command: Telling, correctable: Sequence[Entry]
) -> dict[str, Any]:
    """What every entry says of itself. Raises TooManyEntries, and what a correction breaks."""
    if len(case.entry_ids) >= MOST_ENTRIES:
        raise TooManyEntries
    return {
        "case_id": command.case_id,
        "pupil_id": opened.pupil_id,
        "entry_id": command.entry_id,
        "corrects": command.corrects,
        "reason": _reason(opened, command, correctable),
        "recorded_by": command.by,
    }


def _reason(opened: Opened, command: Telling, correctable: Sequence[Entry]) -> Personal | None:
    if command.corrects is None:
        return None
    if command.corrects not in {one.entry_id for one in correctable}:
        raise NotAStandingEntry
    if command.reason is None:
        raise CorrectionReasonMissing
    return meant(command.reason, opened.pupil_id, Audience.FAMILY)


def strike_out_entry(case: EhcCase, command: StrikeOutEntry) -> list[Event]:
    opened = standing(case)
    kinds = {entry.entry_id: kind for kind, entry in case.entries()}
    if command.entry_id not in kinds:
        if command.entry_id in case.entry_ids:
            return []  # struck out already, or replaced: it does not stand any more
        raise NotAStandingEntry
    return [
        EhcpEntryStruckOut(
            case_id=command.case_id,
            pupil_id=opened.pupil_id,
            entry_id=command.entry_id,
            type=kinds[command.entry_id],
            reason=meant(command.reason, opened.pupil_id, Audience.FAMILY),
            struck_out_by=command.by,
        )
    ]
