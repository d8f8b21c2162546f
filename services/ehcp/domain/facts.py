"""What stands of a case, as far as a decision or a deadline needs it: the aggregate's state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.rulebook.rule import Party

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
    entry_ids: tuple[UUID, ...] = ()
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
