"""What plans' worker does, by hand: its policy hears of decisions, its clock ticks."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from services.plans.clock import ReviewDue, review_ticker
from services.plans.codec import CODEC
from services.plans.inbound import REFERRALS, Decision, DecisionCorrected, ReferralDecided, Support
from services.plans.policies import open_plan
from shared.bus import Message
from shared.clock import Ticker
from shared.codec import event_type
from shared.eventstore import EventStore
from shared.parking import Refusal
from shared.policies import PolicySink
from shared.recorded import Origin
from tests.one_service import OneService, Person
from tests.plans.bodies import body
from tests.story import recorded_now

SINCE = date(2026, 5, 4)
NOT_SEND = Decision(outcome="not-send")
TWO_NEEDS = Decision(
    outcome="sen-support", sen_support=Support(primary_need="SLCN", secondary_need="SEMH")
)


def decided(pupil_id: UUID, **changed: Any) -> ReferralDecided:
    """referrals: a concern about the pupil was decided as SEN Support."""
    decision = ReferralDecided(
        referral_id=uuid4(),
        pupil_id=pupil_id,
        decision_id=uuid4(),
        decision=Decision(outcome="sen-support", sen_support=Support(primary_need="SLCN")),
        effective_on=SINCE,
    )
    return replace(decision, **changed)


def corrected(
    event: ReferralDecided, decision: Decision, effective_on: date = SINCE
) -> DecisionCorrected:
    return DecisionCorrected(
        referral_id=event.referral_id,
        pupil_id=event.pupil_id,
        decision_id=uuid4(),
        decision=decision,
        effective_on=effective_on,
    )


def message_of(event: Any, school_id: UUID, *, origin: Origin = Origin.PERSON) -> Message:
    """The event as its record on referrals' topic is read."""
    recorded = recorded_now(f"referral-{event.referral_id}", "referrals", event)
    return Message(
        source="referrals",
        stream=recorded.stream,
        version=recorded.version,
        event_id=uuid4(),
        type=event_type(type(event)),
        schema=1,
        position=100,
        after=0,
        effective_on=recorded.effective_on,
        recorded_at=recorded.recorded_at,
        actor=recorded.actor,
        origin=origin,
        school_id=school_id,
        correlation_id=recorded.correlation_id,
        causation_id=None,
        data=REFERRALS.encode_data(event),
        partition_key=str(event.pupil_id),
    )


def plans_of(senco: Person, pupil: UUID) -> list[dict[str, Any]]:
    return list(body(senco.get(f"/pupils/{pupil}/plans"))["plans"])


def only_plan(senco: Person, pupil: UUID) -> dict[str, Any]:
    [plan] = plans_of(senco, pupil)
    return body(senco.get(f"/plans/{plan['plan_id']}"))


class Worker:
    """A worker's parts with the worker's own rights."""

    def __init__(self, service: OneService) -> None:
        self.service = service
        self.store = EventStore(service.main, CODEC, service.sealer(), source="plans")
        self.sink = PolicySink(open_plan(self.store, service.views), service="plans")

    def hears(self, *messages: Message) -> list[Refusal]:
        """One batch, as the consumer of the policy brings it; then the view catches up."""
        refused = self.sink.prepare([one for one in messages if self.sink.reads(one)])
        self.service.catch_up()
        return refused

    def opens_plan(self, event: ReferralDecided, school_id: UUID) -> UUID:
        message = message_of(event, school_id)
        assert self.hears(message) == []
        [commit] = self.service.main["commits"].find({"causation_id": message.event_id})
        return UUID(commit["stream"].removeprefix("plan-"))

    def ticker(self) -> Ticker[ReviewDue]:
        return review_ticker(self.service.worker, self.service.views, self.store)

    def tick(self, now: datetime) -> int:
        done = self.ticker().tick(now)
        self.service.catch_up()
        return done

    def types(self, plan_id: UUID) -> list[str]:
        """The plan's events by their names on the wire."""
        return [one.type for one in self.store.read(f"plan-{plan_id}").events]
