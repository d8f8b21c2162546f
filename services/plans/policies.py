"""What plans does when a concern is decided, its decision corrected, or the concern struck out."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from pymongo.database import Database

from shared.commits import Document
from shared.eventstore import EventStore
from shared.policies import Policy, derived_id
from shared.recorded import RecordedEvent, Request
from shared.runner import run

from .domain.commands import FollowDecision, WithdrawGrounds
from .domain.events import Event
from .handlers import handle
from .inbound import REFERRALS, SEN_SUPPORT, DecisionCorrected, ReferralStruckOut
from .inbound import Event as Inbound
from .queries import plan_standing_on

OPEN_PLAN: Final = "open-plan"
Reaction = FollowDecision | WithdrawGrounds
PlanFor = Callable[[UUID, UUID], UUID | None]


def plan_of(referral_id: UUID) -> UUID:
    """The plan that a concern opens: its id comes from the concern, whose corrections find it."""
    return derived_id(referral_id, OPEN_PLAN)


def react(recorded: RecordedEvent[Inbound], known_plan: PlanFor) -> list[Reaction]:
    """SEN Support opens a plan or is followed by the one there is; all else withdraws it.

    known_plan: (pupil, concern) -> the plan that stands on this concern, else the pupil's open
    plan, else None. A plan that never stood on the concern lets a withdrawal pass.
    """
    event = recorded.event
    plan_id = known_plan(event.pupil_id, event.referral_id) or plan_of(event.referral_id)
    if isinstance(event, ReferralStruckOut):
        return [WithdrawGrounds(plan_id=plan_id, referral_id=event.referral_id, decision_id=None)]
    support = event.decision.sen_support
    if event.decision.outcome == SEN_SUPPORT and support is not None:
        return [
            FollowDecision(
                plan_id=plan_id,
                pupil_id=event.pupil_id,
                referral_id=event.referral_id,
                decision_id=event.decision_id,
                primary_need=support.primary_need,
                secondary_need=support.secondary_need,
                effective_on=event.effective_on,
            )
        ]
    if isinstance(event, DecisionCorrected):
        return [
            WithdrawGrounds(
                plan_id=plan_id, referral_id=event.referral_id, decision_id=event.decision_id
            )
        ]
    return []


def open_plan(store: EventStore[Event], views: Database[Document]) -> Policy:
    """The policy of one worker. What an import brings in opens no plan."""

    def known_plan(pupil_id: UUID, referral_id: UUID) -> UUID | None:
        return plan_standing_on(views, pupil_id, referral_id)

    def reacted(recorded: RecordedEvent[Any]) -> list[Reaction]:
        return react(recorded, known_plan)

    def carry_out(command: Reaction, by: Request) -> None:
        run(handle, store, command, by=by, if_match=None)

    return Policy(
        name=OPEN_PLAN, react=reacted, reads={"referrals": REFERRALS}, run=carry_out, imports=False
    )
