"""A decision for SEN Support opens a plan, its correction is followed, and nothing twice."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from services.plans.domain.commands import FollowDecision, WithdrawGrounds
from services.plans.inbound import (
    Decision,
    DecisionCorrected,
    ReferralDecided,
    ReferralStruckOut,
    Support,
)
from services.plans.policies import plan_of, react
from shared.recorded import Origin
from tests.one_service import OneService, Person
from tests.plans.bodies import CLOSING, body
from tests.plans.worker import SINCE, Worker, decided, message_of
from tests.story import recorded_now

NOT_SEND = Decision(outcome="not-send")
TWO_NEEDS = Decision(
    outcome="sen-support", sen_support=Support(primary_need="SLCN", secondary_need="SEMH")
)


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


def no_plan(_: UUID, __: UUID) -> None:
    return None


@pytest.mark.parametrize(
    "outcome", ["watch-and-review", "ehc-assessment", "signpost", "not-send", "something-new"]
)
def test_no_other_outcome_opens_a_plan(outcome: str) -> None:
    event = decided(uuid4(), decision=Decision(outcome=outcome))
    assert react(recorded_now("referral-1", "referrals", event), no_plan) == []


def test_the_plan_of_a_concern_is_always_the_same() -> None:
    event = decided(uuid4())
    [first] = react(recorded_now("referral-1", "referrals", event), no_plan)
    [again] = react(recorded_now("referral-1", "referrals", event), no_plan)
    assert first == again
    assert isinstance(first, FollowDecision)
    assert first.plan_id == plan_of(event.referral_id)
    assert plan_of(event.referral_id) != plan_of(uuid4())


def test_a_correction_away_from_sen_support_and_a_struck_out_concern_withdraw() -> None:
    event = corrected(decided(uuid4()), NOT_SEND)
    assert react(recorded_now("referral-1", "referrals", event), no_plan) == [
        WithdrawGrounds(
            plan_id=plan_of(event.referral_id),
            referral_id=event.referral_id,
            decision_id=event.decision_id,
        )
    ]
    struck = ReferralStruckOut(referral_id=event.referral_id, pupil_id=event.pupil_id)
    assert react(recorded_now("referral-1", "referrals", struck), no_plan) == [
        WithdrawGrounds(
            plan_id=plan_of(event.referral_id), referral_id=event.referral_id, decision_id=None
        )
    ]


def test_a_decision_opens_a_plan_of_the_school_in_the_pupils_partition(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    event = decided(pupil, decision=TWO_NEEDS)
    message = message_of(event, school)
    assert worker.hears(message) == []
    shown = body(senco.get(f"/plans/{plan_of(event.referral_id)}"))
    assert (shown["status"], shown["since"]) == ("open", "2026-05-04")
    assert (shown["primary_need"], shown["secondary_need"]) == ("SLCN", "SEMH")
    assert shown["referral_ids"] == [str(event.referral_id)]
    [commit] = worker.service.main["commits"].find({"causation_id": message.event_id})
    assert (commit["origin"], commit["school_id"]) == ("policy", school)
    assert commit["partition_key"] == str(pupil)


def test_a_redelivered_decision_changes_nothing(
    worker: Worker, service: OneService, pupil: UUID, school: UUID
) -> None:
    message = message_of(decided(pupil), school)
    worker.hears(message)
    before = service.commits()
    assert worker.hears(message) == []
    assert Worker(service).hears(message) == []
    assert service.commits() == before


def test_everything_redelivered_from_the_beginning_changes_nothing(
    worker: Worker, service: OneService, pupil: UUID, school: UUID, senco: Person
) -> None:
    event = decided(pupil)
    told = [
        message_of(event, school),
        message_of(corrected(event, NOT_SEND), school),
        message_of(corrected(event, event.decision, date(2026, 4, 20)), school),
    ]
    for message in told:
        worker.hears(message)
    before, address = service.commits(), f"/plans/{plan_of(event.referral_id)}"
    shown = body(senco.get(address))
    assert (shown["status"], shown["since"], shown["version"]) == ("open", "2026-04-20", 3)
    for message in told:
        assert worker.hears(message) == []
    assert service.commits() == before
    assert body(senco.get(address)) == shown


def test_a_corrected_date_moves_the_plans_beginning(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    event = decided(pupil)
    plan_id = worker.opens_plan(event, school)
    worker.hears(message_of(corrected(event, event.decision, date(2026, 4, 20)), school))
    assert body(senco.get(f"/plans/{plan_id}"))["since"] == "2026-04-20"
    assert worker.types(plan_id) == ["plan-opened", "plan-grounds-changed"]


def test_a_correction_to_sen_support_opens_the_plan_that_was_missing(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    wrong = decided(pupil, decision=NOT_SEND)
    worker.hears(message_of(wrong, school))
    address = f"/plans/{plan_of(wrong.referral_id)}"
    assert senco.get(address).status_code == 404
    right = Decision(outcome="sen-support", sen_support=Support(primary_need="MLD"))
    worker.hears(message_of(corrected(wrong, right), school))
    assert body(senco.get(address))["primary_need"] == "MLD"


@pytest.mark.parametrize("how", ["corrected", "struck out"])
def test_a_plan_without_its_decision_stands_no_more(
    worker: Worker, pupil: UUID, school: UUID, senco: Person, how: str
) -> None:
    event = decided(pupil)
    plan_id = worker.opens_plan(event, school)
    struck = ReferralStruckOut(referral_id=event.referral_id, pupil_id=pupil)
    worker.hears(message_of(struck if how == "struck out" else corrected(event, NOT_SEND), school))
    assert body(senco.get(f"/plans/{plan_id}"))["status"] == "withdrawn"


def test_a_pupil_with_an_open_plan_gets_no_second_one(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    first, second = decided(pupil), decided(pupil)
    plan_id = worker.opens_plan(first, school)
    worker.hears(message_of(second, school))
    shown = body(senco.get(f"/pupils/{pupil}/plans"))["plans"]
    assert [one["plan_id"] for one in shown] == [str(plan_id)]
    worker.hears(message_of(corrected(first, NOT_SEND), school))
    still = body(senco.get(f"/plans/{plan_id}"))
    assert (still["status"], still["referral_ids"]) == ("open", [str(second.referral_id)])
    worker.hears(message_of(corrected(second, NOT_SEND), school))
    assert body(senco.get(f"/plans/{plan_id}"))["status"] == "withdrawn"


def test_a_pupil_whose_plan_was_closed_gets_a_new_one(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    plan_id = worker.opens_plan(decided(pupil), school)
    closing = CLOSING | {"parents_told_on": "2026-06-01", "effective_on": "2026-06-01"}
    body(senco.post(f"/plans/{plan_id}/closing", closing, seen=1))
    worker.service.catch_up()
    again = worker.opens_plan(decided(pupil, effective_on=date(2026, 9, 7)), school)
    plans = body(senco.get(f"/pupils/{pupil}/plans"))["plans"]
    assert [(one["plan_id"], one["status"]) for one in plans] == [
        (str(again), "open"),
        (str(plan_id), "closed"),
    ]


def test_what_an_import_brings_in_opens_no_plan(
    worker: Worker, service: OneService, pupil: UUID, school: UUID
) -> None:
    before = service.commits()
    assert worker.hears(message_of(decided(pupil), school, origin=Origin.IMPORT)) == []
    assert service.commits() == before


def test_a_decision_about_another_pupil_under_the_same_concern_is_parked_with_its_rule(
    worker: Worker, service: OneService, pupil: UUID, school: UUID
) -> None:
    event = decided(pupil)
    worker.opens_plan(event, school)
    other = replace(event, pupil_id=uuid4(), decision_id=uuid4())
    [refusal] = worker.hears(message_of(other, school))
    assert refusal.reason == "OpenedForAnother"
