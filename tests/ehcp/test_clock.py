"""The worker's clock: it finds through an index what is due, and announces it once for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.ehcp import queries
from services.ehcp.clock import notice_day
from services.ehcp.domain.commands import RecordReceipt, RequestAssessment
from services.ehcp.domain.terms import Authority, Requester
from services.ehcp.handlers import handle
from services.ehcp.projections.cases import TO_ANNOUNCE
from shared.access.pupils import PupilErased, PupilMovedSchool
from shared.calendar import utc_now
from shared.clock import ClocksApart
from shared.recorded import Actor, Origin, Request
from shared.runner import run
from shared.standstill import ClockStopped
from tests.ehcp.bodies import DECISION, RECEIPT, REQUEST, WHY, body
from tests.ehcp.worker import Worker, id_of
from tests.one_service import OneService, Person

DECIDE_BY = datetime(2026, 4, 24, tzinfo=UTC)
MORNING = timedelta(hours=6)  # 7 in London, in summer
MISSED_AT = DECIDE_BY + timedelta(days=1) + MORNING
DECIDE = "ehcna.decide"


def before(days: int) -> datetime:
    """The morning so many days before the council's decision is due."""
    return DECIDE_BY - timedelta(days=days) + MORNING


@pytest.fixture
def received(service: OneService, senco: Person, case: str) -> str:
    """A case whose clocks run, as the view knows."""
    body(senco.post(f"{case}/receipt", RECEIPT, seen=1))
    service.catch_up()
    return case


def notices(worker: Worker, case: str) -> list[Any]:
    """What was announced and withdrawn, in order."""
    begin = "ehcp-deadline-"
    return [one.event for one in worker.events(case) if one.type.startswith(begin)]


def test_a_days_notices_are_given_from_seven_in_london() -> None:
    winter, summer = datetime(2027, 1, 5, tzinfo=UTC), datetime(2027, 7, 5, tzinfo=UTC)
    assert notice_day(winter + timedelta(hours=6, minutes=59)) == date(2027, 1, 4)
    assert notice_day(winter + timedelta(hours=7)) == date(2027, 1, 5)
    assert notice_day(summer + timedelta(hours=5, minutes=59)) == date(2027, 7, 4)
    assert notice_day(summer + timedelta(hours=6)) == date(2027, 7, 5)


def test_missed_is_announced_the_morning_after_and_not_at_midnight(
    worker: Worker, received: str
) -> None:
    worker.tick(before(1))
    near = worker.announced(received)
    assert near == [("approaching", DECIDE)]
    worker.tick(MISSED_AT - timedelta(minutes=1))
    assert worker.announced(received) == near
    worker.tick(MISSED_AT)
    assert worker.announced(received) == [*near, ("missed", DECIDE)]


def test_the_true_time_is_held_against_the_databases(worker: Worker, received: str) -> None:
    worker.ticker().checked_tick(utc_now())
    assert ("missed", DECIDE) in worker.announced(received)
    with pytest.raises(ClocksApart):
        worker.ticker().checked_tick(utc_now() + timedelta(minutes=2))


def test_a_notice_is_the_clocks_at_the_pupils_school_now(
    worker: Worker, service: OneService, received: str, pupil: UUID
) -> None:
    there = uuid4()
    service.hears(PupilMovedSchool(pupil_id=pupil, school_id=there))
    worker.tick(before(14))
    last = worker.events(received)[-1]
    assert (last.origin, last.actor.role, last.school_id) == (Origin.CLOCK, "clock", there)
    assert (last.event.distance, last.effective_on) == (14, date(2026, 4, 10))


def test_every_notice_comes_once_through_restarts(worker: Worker, received: str) -> None:
    for day in range(29, -3, -1):
        restarted = Worker(worker.service)
        restarted.ticker().tick(before(day))
        restarted.tick(before(day) + timedelta(hours=5))
    assert worker.announced(received) == [("approaching", DECIDE)] * 4 + [("missed", DECIDE)]


def test_two_workers_announce_once(worker: Worker, service: OneService, received: str) -> None:
    """Both have asked their view before either of them has announced."""
    tickers = [worker.ticker(), Worker(service).ticker()]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda ticker: ticker.tick(MISSED_AT), tickers))
    tickers[0].tick(MISSED_AT)
    assert worker.announced(received) == [("missed", DECIDE)]


def test_ticking_before_the_view_has_seen_a_notice_announces_nothing_twice(
    worker: Worker, received: str
) -> None:
    for _ in range(3):
        worker.ticker().tick(before(14))
    assert worker.announced(received) == [("approaching", DECIDE)]


@pytest.mark.parametrize(
    ("jump", "after"),
    [
        (timedelta(hours=1), [("approaching", DECIDE)]),
        (
            timedelta(days=400),
            [
                ("approaching", DECIDE),
                ("missed", DECIDE),
                ("missed", "ehcna.no_plan"),
                ("missed", "ehcna.final_plan"),
            ],
        ),
    ],
    ids=["an hour", "400 days"],
)
def test_a_clock_that_jumps_and_comes_back_announces_nothing_twice(
    worker: Worker, received: str, jump: timedelta, after: list[tuple[str, str]]
) -> None:
    worker.tick(before(14))
    worker.tick(before(14) + jump)
    assert worker.announced(received) == after
    for _ in range(2):
        worker.tick(before(14))
        worker.tick(before(14) + jump)
    assert worker.announced(received) == after


def test_after_a_week_down_one_message_comes_the_nearest(worker: Worker, received: str) -> None:
    worker.tick(before(15))
    worker.tick(before(5))
    assert [one.distance for one in notices(worker, received)] == [28, 7]


def test_what_was_done_while_the_view_was_behind_is_not_announced(
    worker: Worker, senco: Person, received: str
) -> None:
    body(senco.post(f"{received}/decision", DECISION, seen=2))
    due = worker.clock.due(MISSED_AT, 10)
    assert id_of(received) in {one.case_id for one in due}
    worker.tick(MISSED_AT)
    assert worker.announced(received) == [("met", DECIDE)]
    assert id_of(received) not in {one.case_id for one in worker.clock.due(MISSED_AT, 1_000)}


def test_a_corrected_date_withdraws_reschedules_and_is_announced_anew(
    worker: Worker, service: OneService, senco: Person, received: str
) -> None:
    worker.tick(MISSED_AT)
    [entry] = body(senco.get(received))["entries"]
    version = body(senco.get(received))["version"]
    later = {"received_on": "2026-03-20"}
    correction = {"corrects": entry["entry_id"], "reason": WHY, "receipt": later}
    body(senco.post(f"{received}/corrections", correction, seen=version))
    service.catch_up()
    worker.tick(MISSED_AT)
    worker.tick(MISSED_AT + timedelta(days=7))
    assert worker.announced(received) == [
        ("missed", DECIDE),
        ("withdrawn", DECIDE),
        ("approaching", DECIDE),
        ("missed", DECIDE),
    ]
    first, withdrawn, _, again = notices(worker, received)
    assert withdrawn.withdraws == first.notice_id
    assert (first.due_on, again.due_on) == (date(2026, 4, 24), date(2026, 5, 1))
    assert again.notice_id != first.notice_id


def test_the_notices_are_in_the_page_with_what_was_withdrawn(
    worker: Worker, senco: Person, received: str
) -> None:
    worker.tick(MISSED_AT)
    version = body(senco.get(received))["version"]
    body(senco.post(f"{received}/decision", DECISION, seen=version))
    missed, met = body(senco.get(received))["notices"]
    assert (missed["what"], missed["withdrawn"]["cause"]) == ("missed", "done-in-time")
    assert (met["what"], met["days_in_hand"]) == ("met", 3)


def test_a_page_is_not_stale_because_of_what_the_clock_announced(
    worker: Worker, senco: Person, received: str
) -> None:
    seen = body(senco.get(received))["version"]
    worker.tick(MISSED_AT)
    assert body(senco.get(received))["version"] == seen + 1
    body(senco.post(f"{received}/decision", DECISION, seen=seen))


def test_an_erased_pupils_dates_are_left_alone(
    worker: Worker, service: OneService, received: str, pupil: UUID
) -> None:
    service.hears(PupilErased(pupil_id=pupil))
    worker.tick(MISSED_AT)
    assert worker.announced(received) == []


def test_only_what_is_due_is_touched_through_an_index(
    worker: Worker, service: OneService, received: str
) -> None:
    explained: Any = service.views.command(
        "explain",
        {"find": "cases_1", "filter": queries.to_announce(date(2026, 3, 27)), "hint": TO_ANNOUNCE},
        verbosity="executionStats",
    )
    stats = explained["executionStats"]
    assert stats["totalDocsExamined"] == stats["nReturned"] >= 1
    assert id_of(received) not in found_on(service, date(2026, 3, 26))
    assert id_of(received) in found_on(service, date(2026, 3, 27))


def found_on(service: OneService, day: date) -> set[UUID]:
    """Which cases the index finds for a day, some at a time."""
    found = queries.cases_to_announce(service.views, day, at_once=2)
    return {one["_id"] for some in found for one in some}


def test_a_right_that_is_over_is_asked_about_no_more(
    worker: Worker, service: OneService, senco: Person, received: str
) -> None:
    """The clock stood still while two months for an appeal went by: no hour asks in vain."""
    now = utc_now()
    sent_on = (now.date() - timedelta(days=10)).isoformat()
    told = {"issued_on": sent_on, "sent_on": sent_on, "received_on": sent_on}
    body(senco.post(f"{received}/final-plan", told, seen=2))
    service.catch_up()
    near, over = now + timedelta(days=45), now + timedelta(days=120)
    assert id_of(received) in {one.case_id for one in worker.clock.due(near, 1_000)}
    assert id_of(received) not in {one.case_id for one in worker.clock.due(over, 1_000)}


def test_the_erased_hold_nobody_else_up(
    worker: Worker, service: OneService, senco: Person, school: UUID, received: str, pupil: UUID
) -> None:
    """However many cases of erased pupils have been due for longer."""
    other = uuid4()
    service.has_pupil(other, school)
    made = body(senco.post("/cases", REQUEST | {"pupil_id": str(other)}), 201)
    case = f"/cases/{made['case_id']}"
    body(senco.post(f"{case}/receipt", {"received_on": "2026-03-20"}, seen=1))
    service.catch_up()
    service.hears(PupilErased(pupil_id=pupil))
    everything = worker.clock.due(MISSED_AT, 1_000)
    place = [one.case_id for one in everything].index(id_of(case))
    for most in (1, place + 1):
        assert worker.clock.due(MISSED_AT, most) == everything[:most]


def imported(worker: Worker, pupil: UUID, school: UUID, received_on: date) -> str:
    """A case that an import brings in today, with its past."""
    person, case_id = uuid4(), uuid4()
    by = Request(
        actor=Actor(person_id=person, role="import"),
        origin=Origin.IMPORT,
        at=datetime.now(UTC),
        correlation_id=uuid4(),
        school_id=school,
    )
    common: dict[str, Any] = {"case_id": case_id, "by": person, "today": by.at.date()}
    ask = RequestAssessment(
        **common,
        pupil_id=pupil,
        requester=Requester.PARENT,
        authority=Authority(code="873", name="Fenshire Council"),
        effective_on=received_on,
    )
    receive = RecordReceipt(**common, entry_id=uuid4(), received_on=received_on)
    for command in (ask, receive):
        run(handle, worker.store, command, by=by, if_match=None)
    worker.service.catch_up()
    return f"/cases/{case_id}"


def test_an_imported_past_is_recorded_and_reaches_nobody(
    worker: Worker, pupil: UUID, school: UUID
) -> None:
    now = datetime.now(UTC)
    case = imported(worker, pupil, school, now.date() - timedelta(weeks=17))
    noon = now + timedelta(days=1)
    worker.tick(noon)
    notices = [one for one in worker.events(case) if one.type.startswith("ehcp-deadline")]
    assert [(one.type, one.event.rule) for one in notices] == [
        ("ehcp-deadline-missed", DECIDE),
        ("ehcp-deadline-missed", "ehcna.no_plan"),
        ("ehcp-deadline-approaching", "ehcna.final_plan"),
    ]
    assert {one.origin for one in notices} == {Origin.IMPORT}


def test_the_clocks_of_an_imported_case_run_on(worker: Worker, pupil: UUID, school: UUID) -> None:
    now = datetime.now(UTC)
    case = imported(worker, pupil, school, now.date() - timedelta(weeks=17))
    worker.tick(now + timedelta(days=1))
    worker.tick(now + timedelta(weeks=4))
    last = worker.events(case)[-1]
    assert (last.type, last.event.rule) == ("ehcp-deadline-missed", "ehcna.final_plan")
    assert last.origin is Origin.CLOCK


def test_a_clock_that_cannot_be_right_stops_until_it_is_asked_to_go_on(
    worker: Worker, service: OneService, received: str, ops: Person, senco: Person
) -> None:
    now = utc_now()
    service.views["ticks"].delete_many({})
    worker.ticker().checked_tick(now)
    with pytest.raises(ClocksApart):
        worker.ticker().checked_tick(now + timedelta(hours=47))
    for wrong in (now + timedelta(hours=49), utc_now()):  # once stopped it is not believed again
        with pytest.raises(ClockStopped):
            worker.ticker().checked_tick(wrong)
    assert senco.post("/clock/resume", {"reason": "incident-4711"}).status_code == 403
    assert "reason" in body(ops.post("/clock/resume", {"reason": "it is well"}), 422)["errors"]
    order = body(ops.post("/clock/resume", {"reason": "incident-4711"}), 202)["command_id"]
    worker.ticker().checked_tick(utc_now())
    kept = service.views["parked_commands"].find_one({"_id": UUID(order)})
    assert kept is not None
    assert (kept["reason"], kept["result"]) == ("incident-4711", "went on")
    assert kept["asked_by"] is not None
    worker.ticker().checked_tick(utc_now())


def test_a_worker_that_was_down_for_a_week_goes_on_at_a_true_time(
    worker: Worker, service: OneService, received: str
) -> None:
    week_ago = utc_now() - timedelta(days=7)
    service.views["ticks"].update_one({"_id": "ehcp"}, {"$set": {"at": week_ago}}, upsert=True)
    worker.ticker().checked_tick(utc_now())
    assert ("missed", DECIDE) in worker.announced(received)


def test_an_order_from_before_the_standstill_does_not_end_it(
    worker: Worker, service: OneService, ops: Person
) -> None:
    service.views["ticks"].delete_many({})
    body(ops.post("/clock/resume", {"reason": "too-early"}), 202)
    worker.ticker().checked_tick(utc_now())
    for _ in range(2):
        with pytest.raises(ClockStopped):
            worker.ticker().checked_tick(utc_now() + timedelta(days=3))
    service.views["ticks"].delete_many({})
