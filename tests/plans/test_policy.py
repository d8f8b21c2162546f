"""A decision for SEN Support opens a plan, its correction is followed, and nothing twice."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from services.plans.domain.commands import WithdrawGrounds
from services.plans.inbound import (
    Decision,
    ReferralStruckOut,
    Support,
)
from services.plans.policies import react
from shared.recorded import Origin
from tests.one_service import OneService, Person
from tests.plans.bodies import EARLY_CLOSING, body
from tests.plans.worker import (
    NOT_SEND,
    TWO_NEEDS,
    Worker,
    corrected,
    decided,
    message_of,
    only_plan,
    plans_of,
)
from tests.story import recorded_now

PLAN = uuid4()


def its_plan(pupil_id: UUID, _: UUID) -> tuple[UUID, UUID]:
    return PLAN, pupil_id


@pytest.mark.parametrize(
    "outcome", ["watch-and-review", "ehc-assessment", "signpost", "not-send", "something-new"]
)
def test_no_other_outcome_opens_a_plan(outcome: str) -> None:
    event = decided(uuid4(), decision=Decision(outcome=outcome))
    assert react(recorded_now("referral-1", "referrals", event), its_plan) == []


def test_a_correction_away_from_sen_support_and_a_struck_out_concern_withdraw() -> None:
    event = corrected(decided(uuid4()), NOT_SEND)
    assert react(recorded_now("referral-1", "referrals", event), its_plan) == [
        WithdrawGrounds(
            plan_id=PLAN,
            referral_id=event.referral_id,
            decision_id=event.decision_id,
        )
    ]
    struck = ReferralStruckOut(referral_id=event.referral_id, pupil_id=event.pupil_id)
    assert react(recorded_now("referral-1", "referrals", struck), its_plan) == [
        WithdrawGrounds(plan_id=PLAN, referral_id=event.referral_id, decision_id=None)
    ]


def test_a_decision_opens_a_plan_of_the_school_in_the_pupils_partition(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    event = decided(pupil, decision=TWO_NEEDS)
    message = message_of(event, school)
    assert worker.hears(message) == []
    shown = only_plan(senco, pupil)
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
    before, shown = service.commits(), only_plan(senco, pupil)
    assert (shown["status"], shown["since"], shown["version"]) == ("open", "2026-04-20", 3)
    for message in told:
        assert worker.hears(message) == []
    assert service.commits() == before
    assert only_plan(senco, pupil) == shown


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
    assert plans_of(senco, pupil) == []
    right = Decision(outcome="sen-support", sen_support=Support(primary_need="MLD"))
    worker.hears(message_of(corrected(wrong, right), school))
    assert only_plan(senco, pupil)["primary_need"] == "MLD"


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
    assert [one["plan_id"] for one in plans_of(senco, pupil)] == [str(plan_id)]
    worker.hears(message_of(corrected(first, NOT_SEND), school))
    still = body(senco.get(f"/plans/{plan_id}"))
    assert (still["status"], still["referral_ids"]) == ("open", [str(second.referral_id)])
    worker.hears(message_of(corrected(second, NOT_SEND), school))
    assert body(senco.get(f"/plans/{plan_id}"))["status"] == "withdrawn"


def test_a_pupil_whose_plan_was_closed_gets_a_new_one(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    plan_id = worker.opens_plan(decided(pupil), school)
    body(senco.post(f"/plans/{plan_id}/closing", EARLY_CLOSING, seen=1))
    again = worker.opens_plan(decided(pupil, effective_on=date(2026, 9, 7)), school)
    assert [(one["plan_id"], one["status"]) for one in plans_of(senco, pupil)] == [
        (str(again), "open"),
        (str(plan_id), "closed"),
    ]


def test_what_an_import_brings_in_opens_no_plan(
    worker: Worker, service: OneService, pupil: UUID, school: UUID
) -> None:
    before = service.commits()
    assert worker.hears(message_of(decided(pupil), school, origin=Origin.IMPORT)) == []
    assert service.commits() == before


def test_a_decision_about_another_pupil_leaves_this_pupils_plan_alone(
    worker: Worker, service: OneService, pupil: UUID, school: UUID
) -> None:
    event = decided(pupil)
    plan_id = worker.opens_plan(event, school)
    other = uuid4()
    service.has_pupil(other, school)
    assert worker.opens_plan(replace(event, pupil_id=other, decision_id=uuid4()), school) != plan_id
    assert worker.types(plan_id) == ["plan-opened"]
