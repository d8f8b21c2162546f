"""What the past of a case makes true: the state, event by event."""

from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from shared.errors import NotFound

from .events import (
    EhcpAdviceRequested,
    EhcpAdviceSubmitted,
    EhcpAssessmentRequested,
    EhcpCaseStruckOut,
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
    EhcpDecisionRecorded,
    EhcpEntryStruckOut,
    EhcpPlanDecisionRecorded,
    EhcpPlanFinalised,
    EhcpReceiptRecorded,
    Event,
)
from .facts import (
    Announced,
    Dated,
    Decided,
    EhcCase,
    Entry,
    FinalPlan,
    Opened,
    PlanDecided,
    Receipt,
)
from .rules import EnteredInError
from .terms import Notice


def evolve(case: EhcCase, event: Event) -> EhcCase:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case EhcpAssessmentRequested():
            return replace(case, opened=_opened(event), imported_on=event.imported_on)
        case EhcpReceiptRecorded():
            return _with_receipt(case, event)
        case EhcpDecisionRecorded():
            entered = _entered(case, event.entry_id)
            return replace(entered, decisions=put(case.decisions, _decided(event), event.corrects))
        case EhcpPlanDecisionRecorded():
            plan = _plan_decided(event)
            entered = _entered(case, event.entry_id)
            return replace(entered, plan_decisions=put(case.plan_decisions, plan, event.corrects))
        case EhcpAdviceRequested():
            dated = Dated(entry_id=event.entry_id, on=event.effective_on)
            entered = _imported(_entered(case, event.entry_id), event.imported_on)
            asked = put(case.advice_requests, dated, event.corrects)
            return replace(entered, advice_requests=asked)
        case EhcpAdviceSubmitted():
            dated = Dated(entry_id=event.entry_id, on=event.effective_on)
            entered = _entered(case, event.entry_id)
            return replace(entered, advices=put(case.advices, dated, event.corrects))
        case EhcpPlanFinalised():
            entered = _entered(case, event.entry_id)
            final = put(case.final_plans, _final_plan(event), event.corrects)
            return replace(entered, final_plans=final)
        case EhcpEntryStruckOut():
            return without(case, event.entry_id)
        case EhcpCaseStruckOut():
            return replace(case, struck_out=True)
        case EhcpDeadlineApproaching() | EhcpDeadlineMissed() | EhcpDeadlineMet():
            return replace(case, announced=_with_notice(case.announced, announced(event)))
        case EhcpDeadlineWithdrawn():
            left = tuple(one for one in case.announced if one.notice_id != event.withdraws)
            return replace(case, announced=left, withdrawn=case.withdrawn + 1)


E = TypeVar("E", bound=Entry)


def put(entries: tuple[E, ...], new: E, corrects: UUID | None) -> tuple[E, ...]:
    """The entries with one more, or with one in the place of what it corrects."""
    if corrects is None:
        return (*entries, new)
    return tuple(new if one.entry_id == corrects else one for one in entries)


def _opened(event: EhcpAssessmentRequested) -> Opened:
    return Opened(pupil_id=event.pupil_id, requester=event.requester, asked_on=event.effective_on)


def _entered(case: EhcCase, entry_id: UUID) -> EhcCase:
    return replace(case, entry_ids=(*case.entry_ids, entry_id))


def _imported(case: EhcCase, on: date | None) -> EhcCase:
    known = [day for day in (case.imported_on, on) if day is not None]
    return replace(case, imported_on=max(known, default=None))


def _with_receipt(case: EhcCase, event: EhcpReceiptRecorded) -> EhcCase:
    receipt = Receipt(entry_id=event.entry_id, received_on=event.effective_on, basis=event.basis)
    entered = _imported(_entered(case, event.entry_id), event.imported_on)
    return replace(entered, receipts=put(case.receipts, receipt, event.corrects))


def _decided(event: EhcpDecisionRecorded) -> Decided:
    return Decided(
        entry_id=event.entry_id,
        decision=event.decision,
        decided_on=event.decided_on,
        sent_on=event.sent_on,
        received_on=event.received_on,
    )


def _plan_decided(event: EhcpPlanDecisionRecorded) -> PlanDecided:
    return PlanDecided(
        entry_id=event.entry_id,
        decision=event.decision,
        decided_on=event.decided_on,
        sent_on=event.sent_on,
        received_on=event.received_on,
    )


def _final_plan(event: EhcpPlanFinalised) -> FinalPlan:
    return FinalPlan(entry_id=event.entry_id, issued_on=event.effective_on, sent_on=event.sent_on)


def without(case: EhcCase, entry_id: UUID) -> EhcCase:
    """The case without an entry, of whichever kind."""
    return replace(
        case,
        receipts=_left(case.receipts, entry_id),
        decisions=_left(case.decisions, entry_id),
        plan_decisions=_left(case.plan_decisions, entry_id),
        advice_requests=_left(case.advice_requests, entry_id),
        advices=_left(case.advices, entry_id),
        final_plans=_left(case.final_plans, entry_id),
    )


def _left(entries: tuple[E, ...], entry_id: UUID) -> tuple[E, ...]:
    return tuple(one for one in entries if one.entry_id != entry_id)


def announced(
    event: EhcpDeadlineApproaching | EhcpDeadlineMissed | EhcpDeadlineMet,
) -> Announced:
    """An announcement as the state keeps it."""
    plain = Announced(
        notice_id=event.notice_id,
        what=Notice.MISSED,
        rule=event.rule,
        due_on=event.due_on,
        responsible=event.responsible,
    )
    match event:
        case EhcpDeadlineApproaching():
            return replace(plain, what=Notice.APPROACHING, distance=event.distance)
        case EhcpDeadlineMissed():
            return plain
        case EhcpDeadlineMet():
            return replace(plain, what=Notice.MET, done_on=event.effective_on)


def _with_notice(standing: tuple[Announced, ...], new: Announced) -> tuple[Announced, ...]:
    """Whatever is announced of a deadline takes the place of "approaching"; late, it is missed
    and met.
    """
    left = [one for one in standing if one.rule != new.rule or one.what is not Notice.APPROACHING]
    return (*left, new)


def standing(case: EhcCase) -> Opened:
    """How a case that stands began. Raises NotFound, EnteredInError."""
    if case.opened is None:
        raise NotFound
    if case.struck_out:
        raise EnteredInError
    return case.opened
