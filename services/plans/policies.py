"""What plans does when a concern is decided, its decision corrected, or the concern struck out.

A pupil has one open plan, whatever is decided at the same time: which plan there is is read from
the plans' own streams, and a new one's id is that of the pupil's next plan. Who opens it second
loses the race for its stream, decides again, and finds the plan open. Where records of one child
were merged, the plans of all are the pupil's, and a new one is of the record that goes on.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from shared.access.pupils import Views, records_of
from shared.errors import RaceLost
from shared.eventstore import EventStore
from shared.policies import Policy, derived_id
from shared.recorded import RecordedEvent, Request
from shared.runner import run

from .domain.commands import FollowDecision, WithdrawGrounds
from .domain.events import Event
from .domain.grounds import plan_to_follow
from .domain.rules import PlanEnded
from .domain.support_plan import SupportPlan
from .handlers import handle, plans_in
from .inbound import REFERRALS, SEN_SUPPORT, DecisionCorrected, ReferralStruckOut
from .inbound import Event as Inbound

OPEN_PLAN: Final = "open-plan"
Reaction = FollowDecision | WithdrawGrounds
PlanFor = Callable[[UUID, UUID], tuple[UUID, UUID]]


def new_plan(pupil_id: UUID, had: int) -> UUID:
    """The id of a pupil's next plan, who has had so many."""
    return derived_id(pupil_id, OPEN_PLAN, str(had))


def react(recorded: RecordedEvent[Inbound], plan_for: PlanFor) -> list[Reaction]:
    """SEN Support opens a plan or is followed by the one there is; all else withdraws it.

    plan_for: (pupil, concern) -> the plan that it is about, there or not, and whose it is. A plan
    that never stood on the concern lets a withdrawal pass.
    """
    event = recorded.event
    plan_id, pupil_id = plan_for(event.pupil_id, event.referral_id)
    if isinstance(event, ReferralStruckOut):
        return [WithdrawGrounds(plan_id=plan_id, referral_id=event.referral_id, decision_id=None)]
    support = event.decision.sen_support
    if event.decision.outcome == SEN_SUPPORT and support is not None:
        return [
            FollowDecision(
                plan_id=plan_id,
                pupil_id=pupil_id,
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


def open_plan(store: EventStore[Event], views: Views) -> Policy:
    """The policy of one worker. What an import brings in opens no plan."""

    def plan_for(pupil_id: UUID, referral_id: UUID) -> tuple[UUID, UUID]:
        records = records_of(views, pupil_id)
        plans = plans_in(store, records)
        plan_id = plan_to_follow(plans, referral_id) or new_plan(records[0], len(plans))
        return plan_id, dict(plans).get(plan_id, SupportPlan()).pupil_id or records[0]

    def reacted(recorded: RecordedEvent[Any]) -> list[Reaction]:
        return react(recorded, plan_for)

    def carry_out(command: Reaction, by: Request) -> None:
        try:
            run(handle, store, command, by=by, if_match=None)
        except PlanEnded as error:
            raise RaceLost("the plan was closed since it was looked for") from error

    return Policy(
        name=OPEN_PLAN, react=reacted, reads={"referrals": REFERRALS}, run=carry_out, imports=False
    )
