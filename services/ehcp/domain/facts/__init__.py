"""What stands of a case, as far as a decision or a deadline needs it: the aggregate's state."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .amending import Amended, AmendmentDropped, AmendmentNotice
from .asking import AdviceAsked, AdviceSent, Claim, Decided, FinalPlan, Opened, PlanDecided, Receipt
from .base import Announced, Answer, Dated, Entry
from .drafting import Answered, Consultation, Content, Draft, Promised, Representations
from .reviewing import (
    AdviceCame,
    Asked,
    Chased,
    Circulated,
    Held,
    MeetingMoved,
    Person,
    Report,
    Review,
    ReviewDecided,
    Views,
)

__all__ = [
    "AdviceAsked",
    "AdviceCame",
    "AdviceSent",
    "Amended",
    "AmendmentDropped",
    "AmendmentNotice",
    "Announced",
    "Answer",
    "Answered",
    "Asked",
    "Chased",
    "Circulated",
    "Claim",
    "Consultation",
    "Content",
    "Dated",
    "Decided",
    "Draft",
    "EhcCase",
    "Entry",
    "FinalPlan",
    "Held",
    "MeetingMoved",
    "Opened",
    "Person",
    "PlanDecided",
    "Promised",
    "Receipt",
    "Report",
    "Representations",
    "Review",
    "ReviewDecided",
    "Views",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcCase:
    """opened: None before there is one. Each kind of entry: those that stand, in order.

    entry_ids: all that ever were. announced: what stands, at most one approaching for each clock.
    withdrawn: how many announcements were. imported_on: the last import into it.
    """

    opened: Opened | None = None
    receipts: tuple[Receipt, ...] = ()
    decisions: tuple[Decided, ...] = ()
    plan_decisions: tuple[PlanDecided, ...] = ()
    advice_requests: tuple[AdviceAsked, ...] = ()
    advices: tuple[AdviceSent, ...] = ()
    final_plans: tuple[FinalPlan, ...] = ()
    drafts: tuple[Draft, ...] = ()
    contents: tuple[Content, ...] = ()
    representations: tuple[Representations, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    answers: tuple[Answered, ...] = ()
    claims: tuple[Claim, ...] = ()
    amendment_notices: tuple[AmendmentNotice, ...] = ()
    amended_plans: tuple[Amended, ...] = ()
    amendments_dropped: tuple[AmendmentDropped, ...] = ()
    reviews: tuple[Review, ...] = ()
    meetings_moved: tuple[MeetingMoved, ...] = ()
    invitations: tuple[Asked, ...] = ()
    chases: tuple[Chased, ...] = ()
    review_advices: tuple[AdviceCame, ...] = ()
    circulations: tuple[Circulated, ...] = ()
    views: tuple[Views, ...] = ()
    meetings: tuple[Held, ...] = ()
    reports: tuple[Report, ...] = ()
    review_decisions: tuple[ReviewDecided, ...] = ()
    entry_ids: tuple[UUID, ...] = ()
    announced: tuple[Announced, ...] = ()
    withdrawn: int = 0
    imported_on: date | None = None
    struck_out: bool = False

    @property
    def receipt(self) -> Receipt | None:
        """As it is known best: a letter that confirms comes after what was told."""
        return self.receipts[-1] if self.receipts else None
