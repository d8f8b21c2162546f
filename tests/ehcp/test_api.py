"""A case from the request to the final plan through the API, and who may see what of it."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.ehcp.app import create_app
from shared.access.grants import Role
from shared.access.pupils import PupilMovedSchool
from shared.http.platform import make_platform
from tests.ehcp.bodies import (
    ADVICE,
    ADVICE_REQUEST,
    DECIDE_BY,
    DECISION,
    FINAL_PLAN,
    FINAL_PLAN_BY,
    LETTER,
    NO_PLAN_BY,
    PLAN_DECISION,
    RECEIPT,
    REFUSAL,
    REQUEST,
    WHY,
    body,
)
from tests.ehcp.worker import Worker, id_of
from tests.one_service import OneService, Person, on_pupil, on_school

STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("receipt", RECEIPT),
    ("decision", DECISION),
    ("advice-request", ADVICE_REQUEST),
    ("advice", ADVICE),
    ("plan-decision", PLAN_DECISION),
    ("final-plan", FINAL_PLAN),
)


def told(senco: Person, case: str, *steps: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """The answer to the last of some steps, each recorded as soon as it was seen."""
    version, answer = 1, {}
    for step, what in steps:
        answer = body(senco.post(f"{case}/{step}", what, seen=version))
        version = answer["version"]
    return answer


def statuses(shown: dict[str, Any]) -> dict[str, str]:
    return {one["rule"]: one["status"] for one in shown["deadlines"]}


def test_a_case_goes_from_the_request_to_the_final_plan(senco: Person, case: str) -> None:
    told(senco, case, *STEPS)
    shown = body(senco.get(case))
    assert (shown["stage"], shown["open"], shown["flags"]) == ("final-plan", True, [])
    rules = ("ehcna.decide", "advice.school", "ehcna.no_plan", "ehcna.final_plan")
    after = {"review.period_end": "later", "review.meeting_latest": "later"}
    unused = dict.fromkeys(("mediation.contact", "appeal.due"), "ask-for-advice")
    draft = {"ehcna.draft_plan": "overtaken"}  # nobody told of one
    goes_on = {"plan.provision": "goes-on"}
    assert statuses(shown) == (dict.fromkeys(rules, "done") | draft | goes_on | after | unused)
    of_assessment = [one for one in shown["deadlines"] if one["rule"] in rules]
    assert [(one["rule"], one["due_on"], one["days_in_hand"]) for one in of_assessment] == [
        ("ehcna.decide", DECIDE_BY, 3),
        ("advice.school", "2026-06-08", 7),
        ("ehcna.no_plan", NO_PLAN_BY, 4),
        ("ehcna.final_plan", FINAL_PLAN_BY, 2),
    ]
    assert [one["type"] for one in shown["entries"]] == [
        "ehcp-receipt-recorded",
        "ehcp-decision-recorded",
        "ehcp-advice-requested",
        "ehcp-advice-submitted",
        "ehcp-plan-decision-recorded",
        "ehcp-plan-finalised",
    ]
    assert shown["entries"][-1]["on"] == "2026-07-28"


def test_a_pupil_who_comes_with_a_plan_has_a_case_that_begins_with_it(
    senco: Person, pupil: UUID
) -> None:
    came = {"pupil_id": str(pupil), "authority": REQUEST["authority"], "came_on": "2026-09-01"}
    made = body(senco.post("/cases/arrivals", came | {"issued_on": "2026-03-02"}), 201)
    shown = body(senco.get(f"/cases/{made['case_id']}"))
    assert (shown["stage"], shown["requester"]) == ("final-plan", "not-known")
    assert shown["asked_on"] is None
    assert statuses(shown)["ehcna.final_plan"] == "overtaken"
    assert [one["type"] for one in shown["entries"]] == [
        "ehcp-case-taken-over",
        "ehcp-plan-finalised",
    ]
    wrong = senco.post("/cases/arrivals", came | {"issued_on": "2026-09-02"})
    assert body(wrong, 409)["rule"] == "DatesOutOfOrder"


def test_an_answer_names_the_case_what_it_made_and_its_version(
    senco: Person, case: str, pupil: UUID
) -> None:
    reply = senco.post(f"{case}/receipt", RECEIPT, seen=1)
    answer = body(reply)
    assert answer["case_id"] == str(id_of(case))
    assert answer["token"] == f"ehccase-{id_of(case)}@2"
    assert (answer["version"], reply.headers["ETag"]) == (2, '"2"')
    [entry] = body(senco.get(case))["entries"]
    assert entry["entry_id"] == answer["made_id"]


def test_without_a_day_of_receipt_no_date_is_made_up(senco: Person, case: str) -> None:
    shown = body(senco.get(case))
    assert statuses(shown) == dict.fromkeys(
        ("ehcna.decide", "ehcna.no_plan", "ehcna.final_plan"), "not-known"
    )
    assert {one["due_on"] for one in shown["deadlines"]} == {None}
    assert {one["sure"]["said"] for one in shown["deadlines"]} == {
        "Not known: ask the council on which day it received the request."
    }


def test_a_date_is_explained_until_a_letter_confirms_it(senco: Person, case: str) -> None:
    told(senco, case, ("receipt", RECEIPT))
    decide = body(senco.get(case))["deadlines"][0]
    assert decide["explanation"]["start"] == (
        "The council received the request on Friday 13 March 2026; that day is not counted."
    )
    counted = "6 weeks are 42 days. Day 42 is Friday 24 April 2026."
    assert decide["explanation"]["counted"] == counted
    assert decide["sure"]["basis"] == "as-told"
    body(senco.post(f"{case}/receipt", LETTER, seen=2))
    confirmed = body(senco.get(case))["deadlines"][0]
    assert confirmed["sure"]["said"] == "Confirmed by the council's letter of Monday 16 March 2026."
    assert confirmed["due_on"] == decide["due_on"] == DECIDE_BY


def test_a_corrected_receipt_moves_the_dates_and_says_why(senco: Person, case: str) -> None:
    made = told(senco, case, ("receipt", RECEIPT))["made_id"]
    correction = {"corrects": made, "reason": WHY, "receipt": {"received_on": "2026-03-20"}}
    body(senco.post(f"{case}/corrections", correction, seen=2))
    shown = body(senco.get(case))
    assert shown["deadlines"][0]["due_on"] == "2026-05-01"
    first, second = shown["entries"]
    assert (first["stands"], second["stands"]) == (False, True)
    assert (second["corrects"], second["reason"]) == (made, WHY)


@pytest.mark.parametrize(
    ("part", "wrong", "right"),
    [
        ("decision", DECISION, REFUSAL),
        ("plan-decision", PLAN_DECISION, PLAN_DECISION | {"decision": "no-plan"}),
        ("advice-request", ADVICE_REQUEST, {"received_on": "2026-04-28"}),
        ("final-plan", FINAL_PLAN, {"issued_on": "2026-07-27"}),
    ],
)
def test_every_part_is_corrected_in_full(
    senco: Person, case: str, part: str, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    made = told(senco, case, (part, wrong))["made_id"]
    correction = {"corrects": made, "reason": WHY, part.replace("-", "_"): right}
    body(senco.post(f"{case}/corrections", correction, seen=2))
    standing = [one for one in body(senco.get(case))["entries"] if one["stands"]]
    [only] = standing
    assert only["corrects"] == made
    assert only["on"] == right.get("decided_on", right.get("received_on", right.get("issued_on")))


def test_advice_is_corrected_too(senco: Person, case: str) -> None:
    made = told(senco, case, ("advice-request", ADVICE_REQUEST), ("advice", ADVICE))["made_id"]
    correction = {"corrects": made, "reason": WHY, "advice": {"sent_on": "2026-06-02"}}
    version = body(senco.get(case))["version"]
    body(senco.post(f"{case}/corrections", correction, seen=version))
    assert body(senco.get(case))["entries"][-1]["on"] == "2026-06-02"


def test_what_never_happened_is_struck_out(senco: Person, case: str) -> None:
    made = told(senco, case, ("receipt", RECEIPT), ("decision", DECISION))["made_id"]
    version = body(senco.get(case))["version"]
    strike = {"corrects": made, "reason": WHY, "never_happened": True}
    body(senco.post(f"{case}/corrections", strike, seen=version))
    shown = body(senco.get(case))
    assert shown["stage"] == "deciding-whether-to-assess"
    assert shown["entries"][1]["struck_out"]["reason"] == WHY


def test_a_case_for_the_wrong_pupil_leaves_the_lists(
    service: OneService, senco: Person, case: str, pupil: UUID
) -> None:
    body(senco.post(f"{case}/strike-out", {"reason": "The wrong pupil"}, seen=1))
    service.catch_up()
    assert body(senco.get(f"/pupils/{pupil}/cases"))["cases"] == []
    assert body(senco.get(case))["struck_out"]["reason"] == "The wrong pupil"


def test_a_late_act_of_the_council_is_recorded_and_flagged(senco: Person, case: str) -> None:
    late = DECISION | {"decided_on": None, "sent_on": "2026-05-04", "received_on": "2026-05-06"}
    told(senco, case, ("receipt", RECEIPT), ("decision", late))
    shown = body(senco.get(case))
    assert statuses(shown)["ehcna.decide"] == "done-late"
    [flag] = shown["flags"]
    assert (flag["mark"], flag["rule"], flag["days"]) == ("late", "ehcna.decide", 10)


@pytest.mark.parametrize(
    ("step", "what", "rule"),
    [
        ("advice", ADVICE, "AdviceNotRequested"),
        ("receipt", {"received_on": "2026-03-10"}, "DatesOutOfOrder"),
        ("final-plan", {"issued_on": "2014-08-31"}, "BeforeTheAct"),
        ("reviews", {"meeting_on": "2006-03-01"}, "BeforeTheAct"),
    ],
)
def test_what_a_rule_forbids_is_409_and_leaves_the_store_as_it_was(
    service: OneService, senco: Person, case: str, step: str, what: dict[str, Any], rule: str
) -> None:
    before = service.commits()
    problem = body(senco.post(f"{case}/{step}", what, seen=1), 409)
    assert problem["rule"] == rule
    assert service.commits() == before


def test_a_school_that_did_not_consult_the_family_is_refused(senco: Person, pupil: UUID) -> None:
    asked = REQUEST | {"pupil_id": str(pupil), "family_consulted_on": None}
    problem = body(senco.post("/cases", asked), 409)
    assert problem["rule"] == "FamilyNotConsulted"
    by_parent = {**asked, "requester": "parent"}
    assert body(senco.post("/cases", by_parent), 201)["version"] == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"requester": "pupil"}, "requester"),
        ({"authority": {"code": "87", "name": "Fenshire"}}, "authority.code"),
        ({"authority": {"code": "000", "name": "Fenshire"}}, "authority.code"),
        ({"authority": {"code": "٨٧٣", "name": "Fenshire"}}, "authority.code"),
        ({"authority": {"code": "873"}}, "authority.name"),
        ({"asked_on": "2999-01-01"}, "asked_on"),
        ({"asked_on": "31/02/2026"}, "asked_on"),
        ({"reasons": "x" * 4_001}, "reasons"),
        ({"reasons": "bell \x07"}, "reasons"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_field_of_a_request_is_named(
    service: OneService, senco: Person, pupil: UUID, changed: dict[str, Any], field: str
) -> None:
    before = service.commits()
    problem = body(senco.post("/cases", REQUEST | {"pupil_id": str(pupil)} | changed), 422)
    assert list(problem["errors"]) == [field]
    assert service.commits() == before


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ({"received_on": "2026-03-13", "confirmed": True}, "letter_dated_on"),
        ({"received_on": "2026-03-13", "letter_dated_on": "2026-03-16"}, "confirmed"),
        ({"confirmed": False}, "received_on"),
    ],
)
def test_a_letter_and_its_day_go_together(
    senco: Person, case: str, what: dict[str, Any], field: str
) -> None:
    assert list(body(senco.post(f"{case}/receipt", what, seen=1), 422)["errors"]) == [field]


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({}, "corrects"),
        ({"receipt": RECEIPT, "never_happened": True}, "corrects"),
        ({"receipt": RECEIPT, "decision": DECISION}, "decision"),
        ({"receipt": {"received_on": "2999-01-01"}}, "receipt.received_on"),
    ],
)
def test_a_correction_says_one_thing(
    senco: Person, case: str, parts: dict[str, Any], field: str
) -> None:
    correction = {"corrects": str(uuid4()), "reason": WHY, **parts}
    problem = body(senco.post(f"{case}/corrections", correction, seen=1), 422)
    assert list(problem["errors"]) == [field]


def test_a_correction_of_what_is_not_there_is_refused(senco: Person, case: str) -> None:
    correction = {"corrects": str(uuid4()), "reason": WHY, "receipt": RECEIPT}
    problem = body(senco.post(f"{case}/corrections", correction, seen=1), 409)
    assert problem["rule"] == "NotAStandingEntry"


def test_a_change_says_what_it_saw(senco: Person, case: str) -> None:
    body(senco.post(f"{case}/receipt", RECEIPT), 428)
    body(senco.post(f"{case}/receipt", RECEIPT, seen=1))
    stale = body(senco.post(f"{case}/decision", DECISION, seen=1), 412)
    assert (stale["seen"], stale["version"]) == (1, 2)


def test_a_lost_reply_is_asked_for_again(service: OneService, senco: Person, pupil: UUID) -> None:
    asked = REQUEST | {"pupil_id": str(pupil)}
    first = body(senco.post("/cases", asked, key="a-lost-reply"), 201)
    before = service.commits()
    again = body(senco.post("/cases", asked, key="a-lost-reply"), 201)
    assert (again, service.commits()) == (first, before)


def test_a_list_has_the_cases_of_the_schools_pupils_as_they_are_now(
    service: OneService, senco: Person, lead: Person, case: str, pupil: UUID, school: UUID
) -> None:
    token = told(senco, case, ("receipt", RECEIPT))["token"]
    service.catch_up()
    for person in (senco, lead):
        reply = person.get("/cases", school_id=school, after=token)
        [row] = body(reply)["cases"]
        assert "X-View-Behind" not in reply.headers
        assert (row["case_id"], row["stage"]) == (str(id_of(case)), "deciding-whether-to-assess")
        assert (row["next_due_on"], row["version"]) == (DECIDE_BY, 2)
        assert "reasons" not in row
    service.hears(PupilMovedSchool(pupil_id=pupil, school_id=uuid4()))
    assert body(senco.get("/cases", school_id=school))["cases"] == []


def test_a_list_of_open_cases_leaves_out_those_that_are_over(
    service: OneService, senco: Person, case: str, school: UUID
) -> None:
    told(senco, case, ("receipt", RECEIPT), ("decision", REFUSAL))
    service.catch_up()
    assert body(senco.get("/cases", school_id=school))["cases"] == []
    [row] = body(senco.get("/cases", school_id=school, open="false"))["cases"]
    assert (row["stage"], row["next_due_on"]) == ("refused-to-assess", None)


def test_a_list_that_is_behind_says_so(service: OneService, senco: Person, school: UUID) -> None:
    never = f"ehccase-{uuid4()}@1"
    for path in ("/cases", "/deadlines"):
        reply = senco.get(path, school_id=school, after=never)
        assert reply.headers["X-View-Behind"] == "true"


def test_a_schools_dates_come_in_order_and_bounded(
    service: OneService, senco: Person, school: UUID, case: str
) -> None:
    told(senco, case, ("receipt", RECEIPT), ("advice-request", ADVICE_REQUEST))
    service.catch_up()
    found = body(senco.get("/deadlines", school_id=school))
    assert [(one["rule"], one["due_on"]) for one in found["deadlines"]] == [
        ("ehcna.decide", DECIDE_BY),
        ("advice.school", "2026-06-08"),
        ("ehcna.no_plan", NO_PLAN_BY),
        ("ehcna.final_plan", FINAL_PLAN_BY),
    ]
    first = found["deadlines"][0]
    assert (first["responsible"], first["status"]) == ("LA", "late")
    assert first["authority"]["name"] == "Fenshire Council"
    assert first["sure"]["basis"] == "as-told"
    assert first["version"] == body(senco.get(case))["version"]
    assert body(senco.get("/deadlines", school_id=school, limit=1_000)) == found
    two = body(senco.get("/deadlines", school_id=school, limit=2))
    assert ([one["rule"] for one in two["deadlines"]], two["more"]) == (
        ["ehcna.decide", "advice.school"],
        True,
    )
    body(senco.get("/deadlines", school_id=school, limit=1_001), 422)


def test_pages_of_a_pupils_cases_go_on_where_they_ended(
    service: OneService, senco: Person, pupil: UUID
) -> None:
    for n in range(3):
        body(senco.post("/cases", REQUEST | {"pupil_id": str(pupil)}, key=f"{pupil}-{n}"), 201)
    service.catch_up()
    first = body(senco.get(f"/pupils/{pupil}/cases", limit=2))
    rest = body(senco.get(f"/pupils/{pupil}/cases", limit=2, cursor=first["next"]))
    assert (len(first["cases"]), len(rest["cases"]), rest["next"]) == (2, 1, None)
    assert rest["cases"][0]["case_id"] not in {one["case_id"] for one in first["cases"]}


def test_the_family_reads_what_is_meant_for_it_and_may_not_work(
    senco: Person, mother: Person, case: str
) -> None:
    told(senco, case, ("receipt", RECEIPT), ("decision", REFUSAL))
    version = body(senco.get(case))["version"]
    body(senco.post(f"{case}/advice-request", ADVICE_REQUEST, seen=version))
    body(senco.post(f"{case}/advice", ADVICE, seen=version + 1))
    shown = body(mother.get(case))
    assert shown["reasons"] == REQUEST["reasons"]
    texts = {one["type"]: one.get("text") for one in shown["entries"]}
    assert texts["ehcp-decision-recorded"] == "The school can meet the needs"
    assert "text" not in shown["entries"][-1]
    staff = body(senco.get(case))["entries"][-1]
    assert staff["text"] == ADVICE["note"]
    assert body(mother.post(f"{case}/receipt", RECEIPT, seen=1), 403)["permission"] == "ehc.work"


def test_another_schools_case_is_not_there(
    service: OneService, senco: Person, stranger: Person, case: str, pupil: UUID, school: UUID
) -> None:
    before = service.commits()
    body(stranger.get(case), 404)
    body(stranger.post(f"{case}/receipt", RECEIPT, seen=1), 404)
    body(stranger.get("/cases", school_id=school), 404)
    body(stranger.get("/deadlines", school_id=school), 404)
    body(stranger.get(f"/pupils/{pupil}/cases"), 404)
    body(stranger.post("/cases", REQUEST | {"pupil_id": str(pupil)}), 404)
    body(senco.get(f"/cases/{uuid4()}"), 404)
    assert service.commits() == before


def test_another_familys_case_is_not_there(service: OneService, case: str) -> None:
    neighbour = Person(service, uuid4(), on_pupil(Role.PARENT, uuid4()))
    body(neighbour.get(case), 404)


def test_a_teacher_and_operations_read_no_case(teacher: Person, ops: Person, case: str) -> None:
    for person in (teacher, ops):
        assert body(person.get(case), 403)["permission"] == "ehc.read"


def test_when_a_pupil_moves_the_new_school_works_on(
    service: OneService, senco: Person, case: str, pupil: UUID
) -> None:
    there = uuid4()
    service.hears(PupilMovedSchool(pupil_id=pupil, school_id=there))
    body(senco.get(case), 404)
    new_senco = Person(service, uuid4(), on_school(Role.SENCO, there))
    body(new_senco.post(f"{case}/receipt", RECEIPT, seen=1))


def test_who_looked_is_written_down_first(
    service: OneService, senco: Person, case: str, pupil: UUID
) -> None:
    body(senco.get(case))
    [entry] = service.main["access_log"].find({"pupil_id": pupil})
    assert (entry["person_id"], entry["what"], entry["why"]) == (senco.id, "ehc-case", "ehc.read")


def test_no_text_is_stored_as_it_was_typed(service: OneService, senco: Person, case: str) -> None:
    told(senco, case, ("receipt", RECEIPT), ("decision", REFUSAL))
    service.catch_up()
    stored = service.stored()
    for text in (REQUEST["reasons"], REFUSAL["reasons"]):
        assert str(text).encode() not in stored
    assert b"Fenshire" in stored  # the canary sees what is kept in clear


def test_the_events_lie_in_the_pupils_partition(
    worker: Worker, senco: Person, case: str, pupil: UUID, school: UUID
) -> None:
    told(senco, case, ("receipt", RECEIPT))
    found = worker.service.main["commits"].find({"stream": f"ehccase-{id_of(case)}"})
    assert {(one["partition_key"], one["school_id"]) for one in found} == {(str(pupil), school)}


def test_time_can_be_given_only_on_a_developers_machine(
    service: OneService, senco: Person, ops: Person, case: str, worker: Worker
) -> None:
    done = told(senco, case, ("receipt", RECEIPT))
    service.catch_up()
    tick = {"now": "2026-04-25T07:30:00+01:00", "after": [done["token"]]}
    body(senco.post("/clock/tick", tick), 403)
    first = body(ops.post("/clock/tick", tick))
    assert (first["cases"] >= 1, first["more"]) == (True, False)
    assert worker.announced(case) == [("missed", "ehcna.decide")]
    service.catch_up()
    assert body(ops.post("/clock/tick", tick)) == {"cases": 0, "more": False}
    for wrong in ("noon", "2026-04-25T07:30:00", "0001-01-01T00:00:00+14:00"):
        assert list(body(ops.post("/clock/tick", {"now": wrong}), 422)["errors"]) == ["now"]


def test_in_earnest_there_is_no_such_route(service: OneService) -> None:
    addresses = {str(rule) for rule in service.app.url_map.iter_rules()}
    made = make_platform(replace(service.settings, development=False))
    earnest = {str(rule) for rule in create_app(made).url_map.iter_rules()}
    made.client.close()
    assert addresses - earnest == {"/clock/tick"}
