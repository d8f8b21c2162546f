"""What the past of a case makes true, as far as a decision or a deadline needs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from shared.errors import NotFound
from shared.rulebook.rule import Party

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
from .rules import EnteredInError
from .terms import AssessmentDecision, Basis, Notice, PlanDecision, Requester


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """How the case began."""

    pupil_id: UUID
    requester: Requester
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was told and stands."""

    entry_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Entry):
    """received_on: by the council."""

    received_on: date
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Entry):
    """A letter of the council. received_on: by us."""

    decided_on: date | None
    sent_on: date | None
    received_on: date

    @property
    def told_on(self) -> date:
        """The day the council told the family: sent where it is known, else received."""
        return self.sent_on or self.received_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Answer):
    decision: AssessmentDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDecided(Answer):
    decision: PlanDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Entry):
    """Something that was done on a day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalPlan(Entry):
    issued_on: date
    sent_on: date | None

    @property
    def told_on(self) -> date:
        """The day the council sent it; the day it was issued where that is all we know."""
        return self.sent_on or self.issued_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An announcement that stands. distance: of an approaching one; done_on: of a met one."""

    notice_id: UUID
    what: Notice
    rule: str
    due_on: date
    responsible: Party
    distance: int | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcCase:
    """opened: None before there is one. Each kind of entry: those that stand, in order.

    entry_ids: all that ever were. announced: what stands, at most one approaching for each rule.
    withdrawn: how many announcements were. imported_on: the last import into it.
    """

    opened: Opened | None = None
    receipts: tuple[Receipt, ...] = ()
    decisions: tuple[Decided, ...] = ()
    plan_decisions: tuple[PlanDecided, ...] = ()
    advice_requests: tuple[Dated, ...] = ()
    advices: tuple[Dated, ...] = ()
    final_plans: tuple[FinalPlan, ...] = ()
    entry_ids: frozenset[UUID] = frozenset()
    announced: tuple[Announced, ...] = ()
    withdrawn: int = 0
    imported_on: date | None = None
    struck_out: bool = False

    @property
    def receipt(self) -> Receipt | None:
        """As it is known best: a letter that confirms comes after what was told."""
        return self.receipts[-1] if self.receipts else None

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Each entry that stands, with the type of its event on the wire."""
        kinds: dict[str, Sequence[Entry]] = {
            "ehcp-receipt-recorded": self.receipts,
            "ehcp-decision-recorded": self.decisions,
            "ehcp-plan-decision-recorded": self.plan_decisions,
            "ehcp-advice-requested": self.advice_requests,
            "ehcp-advice-submitted": self.advices,
            "ehcp-plan-finalised": self.final_plans,
        }
        for kind, entries in kinds.items():
            yield from ((kind, entry) for entry in entries)


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
    return replace(case, entry_ids=case.entry_ids | {entry_id})


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
    match event:
        case EhcpDeadlineApproaching():
            what, distance, done_on = Notice.APPROACHING, event.distance, None
        case EhcpDeadlineMissed():
            what, distance, done_on = Notice.MISSED, None, None
        case EhcpDeadlineMet():
            what, distance, done_on = Notice.MET, None, event.effective_on
    return Announced(
        notice_id=event.notice_id,
        what=what,
        rule=event.rule,
        due_on=event.due_on,
        responsible=event.responsible,
        distance=distance,
        done_on=done_on,
    )


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


class Stage(StrEnum):
    """Where a case is, as far as we were told."""

    REQUESTED = "requested"  # asked; the council has not been said to have received it
    DECIDING = "deciding-whether-to-assess"
    REFUSED = "refused-to-assess"
    ASSESSING = "assessing"
    NO_PLAN = "no-plan"
    PLAN_COMING = "plan-coming"
    FINAL = "final-plan"
    STRUCK_OUT = "struck-out"


OVER = frozenset({Stage.REFUSED, Stage.NO_PLAN, Stage.FINAL, Stage.STRUCK_OUT})


def stage(case: EhcCase) -> Stage:
    if case.struck_out:
        return Stage.STRUCK_OUT
    if case.final_plans:
        return Stage.FINAL
    if case.plan_decisions:
        last = case.plan_decisions[-1].decision
        return Stage.NO_PLAN if last is PlanDecision.NO_PLAN else Stage.PLAN_COMING
    if case.decisions:
        told = case.decisions[-1].decision
        return Stage.REFUSED if told is AssessmentDecision.REFUSED else Stage.ASSESSING
    return Stage.DECIDING if case.receipts else Stage.REQUESTED
