"""The day agreed for a review is told of once, however time passes and whoever looks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from shared.access.pupils import PupilErased, PupilLeft
from shared.calendar import utc_now
from shared.clock import ClocksApart
from shared.standstill import ClockStopped
from tests.one_service import OneService, Person
from tests.plans.bodies import CLOSING, REVIEW, SHARE, TARGET, body
from tests.plans.worker import Worker

REVIEW_ON = datetime.fromisoformat(SHARE["review_on"]).replace(tzinfo=UTC)
EARLIER_CLOSING = CLOSING | {"parents_told_on": "2026-06-20", "effective_on": "2026-06-20"}
EVE = REVIEW_ON - timedelta(hours=2)  # 23:00 in London, in summer
MORNING = REVIEW_ON + timedelta(hours=7)


@pytest.fixture
def plan_id(service: OneService, senco: Person, plan: str) -> UUID:
    """A plan that was shared, with the day of its review."""
    body(senco.post(f"{plan}/targets", TARGET, seen=1))
    body(senco.post(f"{plan}/shares", SHARE, seen=2))
    service.catch_up()
    return UUID(plan.rpartition("/")[2])


def notices(worker: Worker, plan_id: UUID) -> int:
    return worker.types(plan_id).count("plan-review-due")


def test_nothing_is_told_before_the_day_begins_in_london(worker: Worker, plan_id: UUID) -> None:
    assert worker.tick(EVE) == 0
    assert notices(worker, plan_id) == 0
    assert worker.tick(EVE + timedelta(hours=1, minutes=1)) == 1
    assert notices(worker, plan_id) == 1


def test_a_worker_ticks_by_a_clock_that_agrees_with_the_databases(worker: Worker) -> None:
    assert worker.ticker().checked_tick(utc_now()) >= 0
    for apart in (timedelta(seconds=90), timedelta(hours=-47)):
        with pytest.raises(ClocksApart):
            worker.ticker().checked_tick(utc_now() + apart)


def test_a_clock_that_cannot_be_right_stops_until_it_is_asked_to_go_on(
    worker: Worker, service: OneService, plan_id: UUID, ops: Person, senco: Person
) -> None:
    service.views["ticks"].delete_many({})
    worker.ticker().checked_tick(utc_now())
    told = notices(worker, plan_id)
    for wrong in (timedelta(hours=49), timedelta()):  # once stopped it is not believed again
        with pytest.raises(ClockStopped):
            worker.ticker().checked_tick(utc_now() + wrong)
    assert notices(worker, plan_id) == told
    order = {"reason": "incident-4711"}
    assert senco.post("/clock/resume", order).status_code == 403
    assert "reason" in body(ops.post("/clock/resume", {"reason": "it is well"}), 422)["errors"]
    asked = UUID(body(ops.post("/clock/resume", order), 202)["command_id"])
    worker.ticker().checked_tick(utc_now())
    kept = service.views["parked_commands"].find_one({"_id": asked})
    assert kept is not None
    assert (kept["stream"], kept["asked_by"]) == ("plans", ops.id)
    assert (kept["reason"], kept["result"]) == ("incident-4711", "went on")


def test_down_for_a_month_it_goes_on_at_a_true_time(
    worker: Worker, service: OneService, plan_id: UUID
) -> None:
    last = utc_now() - timedelta(days=30)
    service.views["ticks"].update_one({"_id": "plans"}, {"$set": {"at": last}}, upsert=True)
    assert worker.ticker().checked_tick(utc_now()) >= 1
    assert notices(worker, plan_id) == 1


def test_a_notice_says_which_day_and_which_school(
    worker: Worker, plan_id: UUID, school: UUID
) -> None:
    worker.tick(MORNING)
    last = worker.store.read(f"plan-{plan_id}").events[-1]
    assert (last.type, last.effective_on) == ("plan-review-due", REVIEW_ON.date())
    assert (last.origin, last.school_id, last.actor.role) == ("clock", school, "clock")


def test_two_workers_tell_of_it_once(worker: Worker, service: OneService, plan_id: UUID) -> None:
    """Both have asked their view before either of them has told."""
    tickers = [worker.ticker(), Worker(service).ticker()]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda ticker: ticker.tick(MORNING), tickers))
    tickers[0].tick(MORNING)
    assert notices(worker, plan_id) == 1


def test_ticking_before_the_view_has_seen_the_notice_tells_of_it_once(
    worker: Worker, plan_id: UUID
) -> None:
    for _ in range(3):
        worker.ticker().tick(MORNING)
    assert notices(worker, plan_id) == 1


@pytest.mark.parametrize(
    "jump", [timedelta(hours=1), timedelta(days=400)], ids=["hour", "400 days"]
)
def test_a_clock_that_jumps_and_comes_back_tells_of_it_once(
    worker: Worker, plan_id: UUID, jump: timedelta
) -> None:
    worker.tick(EVE)
    worker.tick(EVE + jump + timedelta(hours=1))
    worker.tick(EVE)
    worker.tick(MORNING)
    worker.tick(MORNING + timedelta(days=400))
    assert notices(worker, plan_id) == 1


def test_down_for_a_week_it_is_told_of_when_the_clock_runs_again(
    worker: Worker, plan_id: UUID
) -> None:
    worker.tick(EVE - timedelta(days=1))
    assert worker.tick(MORNING + timedelta(days=7)) == 1
    told = worker.store.read(f"plan-{plan_id}").events
    [notice] = [one for one in told if one.type == "plan-review-due"]
    assert notice.effective_on == REVIEW_ON.date()


def test_the_next_review_has_a_notice_of_its_own(
    worker: Worker, service: OneService, senco: Person, plan_id: UUID
) -> None:
    worker.tick(MORNING)
    body(senco.post(f"/plans/{plan_id}/reviews", REVIEW, seen=4))
    service.catch_up()
    worker.tick(MORNING)
    assert notices(worker, plan_id) == 1
    worker.tick(datetime(2026, 10, 16, 7, tzinfo=UTC))
    worker.tick(datetime(2026, 10, 17, 7, tzinfo=UTC))
    assert notices(worker, plan_id) == 2


def test_a_closed_plan_is_not_told_of(
    worker: Worker, service: OneService, senco: Person, plan_id: UUID
) -> None:
    body(senco.post(f"/plans/{plan_id}/closing", EARLIER_CLOSING, seen=3))
    service.catch_up()
    worker.tick(MORNING)
    assert notices(worker, plan_id) == 0


def test_a_closing_that_the_view_has_not_seen_is_still_not_told_of(
    worker: Worker, senco: Person, plan_id: UUID
) -> None:
    body(senco.post(f"/plans/{plan_id}/closing", EARLIER_CLOSING, seen=3))
    worker.ticker().tick(MORNING)
    assert notices(worker, plan_id) == 0


def test_nobody_is_told_of_a_pupil_who_has_left_or_was_erased(
    worker: Worker, service: OneService, plan_id: UUID, pupil: UUID, school: UUID
) -> None:
    service.hears(PupilLeft(pupil_id=pupil, effective_on=(REVIEW_ON - timedelta(days=9)).date()))
    worker.tick(MORNING)
    assert notices(worker, plan_id) == 0
    service.hears(PupilErased(pupil_id=pupil))
    worker.tick(MORNING)
    assert notices(worker, plan_id) == 0
    service.has_pupil(pupil, school)
    worker.tick(MORNING)
    assert notices(worker, plan_id) == 1
