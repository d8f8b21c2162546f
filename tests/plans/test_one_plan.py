"""A pupil has one open plan, however near to one another decisions come, whoever follows them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID, uuid4

import pytest

from services.plans.domain.commands import FollowDecision
from services.plans.handlers import handle
from services.plans.inbound import REFERRALS
from shared.bus import Message
from shared.errors import RaceLost
from shared.policies import request_for
from shared.views import recorded_event
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


def chosen(worker: Worker, message: Message) -> Callable[[], object]:
    """What a worker that has found the pupil's plans is about to do with one of them."""
    policy = worker.sink.policy
    [command] = policy.react(recorded_event(message, REFERRALS))
    return lambda: policy.run(command, request_for(policy.name, message, 0))


def test_two_decisions_within_milliseconds_open_one_plan(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    """Both come in one batch, before any view could have seen the first one's plan."""
    first, second = decided(pupil), decided(pupil)
    told = [message_of(first, school), message_of(second, school)]
    assert worker.hears(*told) == []
    ids = [str(first.referral_id), str(second.referral_id)]
    assert only_plan(senco, pupil)["referral_ids"] == ids
    before = worker.service.commits()
    assert worker.hears(*told) == []
    assert worker.service.commits() == before


def test_a_decision_corrected_at_once_is_followed_by_its_plan(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    event = decided(pupil)
    later = corrected(event, TWO_NEEDS, date(2026, 4, 20))
    assert worker.hears(message_of(event, school), message_of(later, school)) == []
    shown = only_plan(senco, pupil)
    assert (shown["since"], shown["secondary_need"]) == ("2026-04-20", "SEMH")


def test_two_workers_that_both_found_no_plan_open_one(
    worker: Worker, service: OneService, pupil: UUID, school: UUID, senco: Person
) -> None:
    """A parked decision is replayed by one of them, say, while the other hears of the next."""
    told = [message_of(decided(pupil), school) for _ in range(2)]
    found = [chosen(Worker(service), message) for message in told]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda carry_out: carry_out(), found))
    service.catch_up()
    plan = only_plan(senco, pupil)
    assert len(plan["referral_ids"]) == 2
    assert worker.types(UUID(plan["plan_id"])) == ["plan-opened", "plan-grounds-changed"]


def test_a_plan_that_is_closed_before_a_decision_reaches_it_is_not_taken_for_open(
    worker: Worker, service: OneService, pupil: UUID, school: UUID, senco: Person
) -> None:
    plan_id = worker.opens_plan(decided(pupil), school)
    message = message_of(decided(pupil), school)
    carry_out = chosen(worker, message)
    body(senco.post(f"/plans/{plan_id}/closing", EARLY_CLOSING, seen=1))
    with pytest.raises(RaceLost):
        carry_out()
    assert worker.hears(message) == []  # the consumer comes again with the same message
    assert [one["status"] for one in plans_of(senco, pupil)] == ["open", "closed"]
    assert worker.types(plan_id) == ["plan-opened", "plan-closed"]


def test_a_decision_corrected_back_is_followed_by_the_plan_that_once_stood_on_it(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    event = decided(pupil)
    plan_id = worker.opens_plan(event, school)
    worker.hears(message_of(corrected(event, NOT_SEND), school))
    other = worker.opens_plan(decided(pupil), school)  # another concern's is not brought back
    body(senco.post(f"/plans/{other}/closing", EARLY_CLOSING, seen=1))
    worker.hears(message_of(corrected(event, TWO_NEEDS), school))
    assert body(senco.get(f"/plans/{plan_id}"))["status"] == "open"
    assert len(plans_of(senco, pupil)) == 2


def test_a_past_that_was_taken_over_under_an_id_of_its_own_is_found(
    worker: Worker, pupil: UUID, school: UUID, senco: Person
) -> None:
    past = decided(pupil)
    command = FollowDecision(
        plan_id=uuid4(),
        pupil_id=pupil,
        referral_id=past.referral_id,
        decision_id=past.decision_id,
        primary_need="SLCN",
        secondary_need=None,
        effective_on=past.effective_on,
    )
    by = request_for("a past", message_of(past, school), 0)
    handle(worker.store, command, by=by, if_match=None)
    assert worker.opens_plan(decided(pupil), school) == command.plan_id
    worker.hears(message_of(corrected(past, NOT_SEND), school))
    assert len(only_plan(senco, pupil)["referral_ids"]) == 1
