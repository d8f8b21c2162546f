"""How a telling is made of an event: by which id, where it leads, and whom a correction reaches.

An id comes from what is told, the policy and to whom: so that a redelivery tells nobody twice, and
a correction finds what was told, without asking.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from shared.policies import derived_id
from shared.recorded import RecordedEvent

from .domain.commands import Tell, Wrong
from .domain.terms import Kind, Link, Page, Whom
from .inbound import (
    DecisionCorrected,
    PlanEntryStruckOut,
    PlanEvent,
    PlanReviewed,
    PlanShared,
    ReferralDecided,
    ReferralEvent,
    ReferralRaised,
    ReferralStruckOut,
)
from .inbound_ehcp import (
    CaseEvent,
    EhcpDeadlineApproaching,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
)

TELL_STAFF: Final = "tell-staff"
TELL_TRUST: Final = "tell-trust"
TELL_FAMILY: Final = "tell-family"

CORRECTABLE: Final = frozenset(Kind) - {Kind.TOLD_IN_ERROR}
OF_DECISION: Final = frozenset({Kind.DECISION, Kind.CONCERN_ANSWERED})

# By which policy's name and to whom that was first told which a policy corrects: ids come from it,
# and the lead's were always made in the staff's name.
FIRST_TOLD: Final = {
    TELL_STAFF: (TELL_STAFF, Whom.SENCO),
    TELL_TRUST: (TELL_STAFF, Whom.TRUST_LEAD),
    TELL_FAMILY: (TELL_FAMILY, Whom.FAMILY),
}

Told = ReferralEvent | PlanEvent | CaseEvent


def correction(
    policy: str, recorded: RecordedEvent[Told], whom: Whom, *, not_told: UUID | None = None
) -> Tell:
    """To whoever was told what turned out wrong, and to nobody else."""
    match recorded.event:
        case DecisionCorrected():
            wrong = Wrong(kinds=OF_DECISION)
        case PlanEntryStruckOut() as event:
            wrong = _of([event.entry_id], policy)
        case EhcpDeadlineWithdrawn() as event:
            wrong = _of([event.withdraws, *event.also], policy)
        case _:
            wrong = Wrong(kinds=CORRECTABLE)
    kind = Kind.TOLD_IN_ERROR
    return tell(policy, recorded, whom, kind, not_told=not_told, corrects=wrong)


def _of(told: Sequence[UUID], policy: str) -> Wrong:
    """What was told of notices, or of an entry, to those whom a policy tells."""
    tellings = frozenset(telling_id(what, *FIRST_TOLD[policy]) for what in told)
    return Wrong(kinds=CORRECTABLE, tellings=tellings)


def tell(policy: str, recorded: RecordedEvent[Told], whom: Whom, kind: Kind, **more: Any) -> Tell:
    """What is to be told of an event. more: other fields of `Tell`."""
    link = _link(recorded.event)
    return Tell(
        telling_id=telling_id(_what(recorded), policy, whom),
        because=recorded.event_id,
        about_id=link.id,
        pupil_id=recorded.event.pupil_id,
        whom=whom,
        kind=kind,
        link=link,
        happened_at=recorded.recorded_at,
        **more,
    )


def telling_id(what: UUID, policy: str, whom: Whom) -> UUID:
    """The same for the same thing told by a policy to somebody."""
    return derived_id(what, policy, whom.value)


def _what(recorded: RecordedEvent[Told]) -> UUID:
    """What is told, by the id under which it may be taken back; else the event itself."""
    match recorded.event:
        case EhcpDeadlineApproaching() | EhcpDeadlineMissed() as event:
            return event.notice_id
        case PlanReviewed() as event:
            return event.review_id
        case _:
            return recorded.event_id


def _link(event: Told) -> Link:
    match event:
        case ReferralRaised() | ReferralDecided() | DecisionCorrected() | ReferralStruckOut():
            return Link(page=Page.CONCERN, id=event.referral_id)
        case PlanShared() | PlanReviewed() | PlanEntryStruckOut():
            return Link(page=Page.PLAN, id=event.plan_id)
        case EhcpDeadlineApproaching() | EhcpDeadlineMissed() | EhcpDeadlineWithdrawn():
            return Link(page=Page.CASE, id=event.case_id)
