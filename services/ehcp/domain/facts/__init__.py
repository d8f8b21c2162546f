"""What stands of a case, as far as a decision or a deadline needs it: the aggregate's state."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ..terms import TakenOverState
from .ages import UnderFive
from .amending import Amended, AmendmentDropped, AmendmentNotice
from .appealing import (
    Agreement,
    AgreementKept,
    Appeal,
    Certificate,
    Concession,
    MediationOver,
    MediationWanted,
    Order,
    Withdrawal,
)
from .asking import AdviceAsked, AdviceSent, Claim, Decided, FinalPlan, Opened, PlanDecided, Receipt
from .base import Announced, Answer, Dated, Entry
from .changing import (
    CeaseConsulted,
    Ceased,
    CeaseDecided,
    Move,
    ReassessmentAsked,
    ReassessmentDecided,
    TransferLetter,
    Transferred,
)
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
from .taking_over import TakenOver

__all__ = [
    "AdviceAsked",
    "AdviceCame",
    "AdviceSent",
    "Agreement",
    "AgreementKept",
    "Amended",
    "AmendmentDropped",
    "AmendmentNotice",
    "Announced",
    "Answer",
    "Answered",
    "Appeal",
    "Asked",
    "CeaseConsulted",
    "CeaseDecided",
    "Ceased",
    "Certificate",
    "Chased",
    "Circulated",
    "Claim",
    "Concession",
    "Consultation",
    "Content",
    "Dated",
    "Decided",
    "Draft",
    "EhcCase",
    "Entry",
    "FinalPlan",
    "Held",
    "MediationOver",
    "MediationWanted",
    "MeetingMoved",
    "Move",
    "Opened",
    "Order",
    "Person",
    "PlanDecided",
    "Promised",
    "ReassessmentAsked",
    "ReassessmentDecided",
    "Receipt",
    "Report",
    "Representations",
    "Review",
    "ReviewDecided",
    "TakenOver",
    "TransferLetter",
    "Transferred",
    "UnderFive",
    "Views",
    "Withdrawal",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcCase:
    """opened: None before there is one. Each kind of entry: those that stand, in the order in
    which they were recorded, and letters by their days.

    entry_ids: all that ever were. announced: what stands, at most one approaching for each clock;
    replaced: the approaching ones whose place a later one took, unless they were withdrawn too.
    withdrawn: how many announcements were. stopped: the notice_id of each whose date runs no more,
    as was said, though it be withdrawn since. imported_on: the last import into it; before_import:
    the case as it stood then, None where that import began it.
    under_five: None where directory said nothing of it.
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
    mediations: tuple[MediationWanted, ...] = ()
    mediations_over: tuple[MediationOver, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    agreements_kept: tuple[AgreementKept, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    concessions: tuple[Concession, ...] = ()
    orders: tuple[Order, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    reassessment_requests: tuple[ReassessmentAsked, ...] = ()
    reassessment_decisions: tuple[ReassessmentDecided, ...] = ()
    cease_consultations: tuple[CeaseConsulted, ...] = ()
    cease_decisions: tuple[CeaseDecided, ...] = ()
    ceased: tuple[Ceased, ...] = ()
    moves: tuple[Move, ...] = ()
    transfers: tuple[Transferred, ...] = ()
    transfer_letters: tuple[TransferLetter, ...] = ()
    entry_ids: tuple[UUID, ...] = ()
    announced: tuple[Announced, ...] = ()
    replaced: tuple[Announced, ...] = ()
    taken_over: tuple[TakenOver, ...] = ()
    withdrawn: int = 0
    stopped: tuple[UUID, ...] = ()
    imported_on: date | None = None
    before_import: "EhcCase | None" = field(default=None, compare=False, repr=False)
    under_five: UnderFive | None = None
    struck_out: bool = False

    @property
    def receipt(self) -> Receipt | None:
        """As it is known best: a letter that confirms comes after what was told."""
        return self.receipts[-1] if self.receipts else None

    @property
    def taken_over_as(self) -> TakenOverState | None:
        """Where the trust's last list said that it stands."""
        return self.taken_over[-1].state if self.taken_over else None
