"""The story of a plan through the service's own API, and who may take which part in it."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.access.grants import Role
from shared.access.pupils import PupilMovedSchool
from tests.one_service import OneService, Person, on_pupil, on_school
from tests.plans.bodies import CLOSING, NEEDS, PROVISION, REVIEW, SHARE, TARGET, body, session
from tests.plans.worker import Worker, decided

# An id in a test's name is the same in both processes of the tests.
NOBODYS = UUID("7a4e4f67-9132-4e77-a923-dd1104030d41")
UNCHANGED = {"plan_id", "made_id", "token", "version", "warnings"}


@pytest.fixture
def target(senco: Person, plan: str) -> str:
    return str(body(senco.post(f"{plan}/targets", TARGET, seen=1))["made_id"])


@pytest.fixture
def provision(senco: Person, plan: str, target: str) -> str:
    told = PROVISION | {"target_id": target}
    return str(body(senco.post(f"{plan}/provision", told, seen=2))["made_id"])


@pytest.fixture
def share(senco: Person, plan: str, provision: str) -> str:
    return str(body(senco.post(f"{plan}/shares", SHARE, seen=3))["made_id"])


def test_a_plan_goes_from_a_decision_to_its_end(
    everybody: dict[str, Person], plan: str, target: str, provision: str, share: str
) -> None:
    senco, teacher, mother = everybody["senco"], everybody["teacher"], everybody["mother"]
    body(mother.post(f"{plan}/reads", {"share_id": share}))
    said = {"share_id": share, "stance": "disagree", "said": "Too much for him"}
    body(mother.post(f"{plan}/own-views", said))
    body(teacher.post(f"{plan}/sessions", session(provision, note="Tired")))
    missed = session(provision, happened=False, missed="staff-absent", effective_on="2026-05-13")
    body(teacher.post(f"{plan}/sessions", missed))
    measured = {"target_id": target, "value": 31, "effective_on": "2026-07-03"}
    version = body(teacher.post(f"{plan}/measures", measured))["version"]
    result = {"results": [{"target_id": target, "result": "partly-met"}]}
    version = body(senco.post(f"{plan}/reviews", REVIEW | result, seen=version))["version"]
    body(senco.post(f"{plan}/closing", CLOSING, seen=version))
    shown = body(senco.get(plan))
    assert (shown["status"], shown["closed_on"]) == ("closed", "2026-10-19")
    assert shown["closing"]["evidence"] == "43 of 45 graphemes, twice in a row"
    [its] = shown["targets"]
    assert (its["will_do"], its["baseline"], its["now"], its["aim"]) == (
        "Read 40 of the 45 Phase 3 graphemes",
        "22",
        "31",
        "40",
    )
    assert [one["result"] for one in its["results"]] == ["partly-met"]
    [line] = shown["provision"]
    assert (line["planned"], line["given"], line["missed"]) == (24, 1, {"staff-absent": 1})
    assert [one["note"] for one in shown["sessions"]] == [None, "Tired"]
    assert [one["said"] for one in shown["views"]] == ["Too much for him"]
    assert [one["by"] for one in shown["share"]["reads"]] == [str(mother.id)]
    assert shown["reviews"][0]["parents_views"] == "He reads signs in the street now"


def test_improve_reading_is_refused_by_its_rule_with_the_missing_parts_named(
    senco: Person, service: OneService, plan: str
) -> None:
    before = service.commits()
    problem = body(senco.post(f"{plan}/targets", {"will_do": "Improve reading"}, seen=1), 409)
    assert problem["rule"] == "NotMeasurable"
    assert "has no measure, no starting point and no date" in problem["detail"]
    assert service.commits() == before


def test_vague_words_warn_and_the_target_is_set(senco: Person, plan: str) -> None:
    vague = TARGET | {"will_do": "Read regularly"}
    done = body(senco.post(f"{plan}/targets", vague, seen=1))
    assert done.keys() == UNCHANGED
    assert done["warnings"] == ["'regularly': say how often"]
    assert len(body(senco.get(plan))["targets"]) == 1


def test_a_review_that_is_too_far_away_warns(
    senco: Person, plan: str, target: str, provision: str
) -> None:
    far = SHARE | {"review_on": "2027-05-06"}
    [warning] = body(senco.post(f"{plan}/shares", far, seen=3))["warnings"]
    assert "three times a year" in warning
    unheard = {name: REVIEW[name] for name in ("effect", "next_review_on", "effective_on")}
    warned = body(senco.post(f"{plan}/reviews", unheard, seen=4))["warnings"]
    assert len(warned) == 2


def test_the_family_reads_what_was_shared_in_the_portal(
    senco: Person, mother: Person, plan: str, share: str
) -> None:
    body(senco.post(f"{plan}/needs", NEEDS, seen=4))
    seen = body(mother.get(plan))
    assert [one["will_do"] for one in seen["targets"]] == [TARGET["will_do"]]
    assert (seen["note"], seen["changes_to_share"]) == (None, None)
    assert body(senco.get(plan))["changes_to_share"] == 1
    body(senco.post(f"{plan}/shares", SHARE, seen=5))
    assert body(mother.get(plan))["note"]["at_home"] == "Read the card together"


def test_a_plan_that_was_not_shared_shows_the_family_that_there_is_one(
    mother: Person, plan: str, target: str
) -> None:
    seen = body(mother.get(plan))
    assert (seen["status"], seen["share"], seen["targets"]) == ("open", None, [])


def test_parents_do_not_read_each_others_words_nor_what_staff_noted(
    teacher: Person, mother: Person, father: Person, plan: str, share: str, provision: str
) -> None:
    said = {"share_id": share, "stance": "add", "said": "Ask about his ears"}
    body(mother.post(f"{plan}/own-views", said))
    body(teacher.post(f"{plan}/sessions", session(provision, note="Tired")))
    assert [one["said"] for one in body(mother.get(plan))["views"]] == ["Ask about his ears"]
    seen = father.get(plan)
    assert body(seen)["views"] == []
    assert "Tired" not in seen.text
    assert "ears" not in seen.text


def test_what_a_pupil_says_in_confidence_is_for_the_senco_alone(
    senco: Person, head: Person, mother: Person, plan: str
) -> None:
    said = {
        "speaker": "pupil",
        "gathered": "drawing",
        "said": "I pretend that I have heard",
        "confidential": True,
        "effective_on": "2026-05-05",
    }
    body(senco.post(f"{plan}/views", said))
    [view] = body(senco.get(plan))["views"]
    assert (view["said"], view["confidential"]) == (said["said"], True)
    assert body(head.get(plan))["views"] == []
    assert body(mother.get(plan))["views"] == []


def test_a_young_person_speaks_in_their_own_right(
    service: OneService, plan: str, pupil: UUID, share: str
) -> None:
    young = Person(service, pupil, on_pupil(Role.YOUNG_PERSON, pupil))
    body(young.post(f"{plan}/own-views", {"share_id": share, "stance": "agree"}))
    [views] = body(young.get(plan))["views"]
    assert (views["speaker"], views["gathered"], views["said"]) == ("young-person", "portal", None)


def test_a_session_entered_in_error_is_struck_out_and_no_longer_counted(
    senco: Person, plan: str, provision: str
) -> None:
    made = body(senco.post(f"{plan}/sessions", session(provision)))
    address = f"{plan}/entries/{made['made_id']}/strike-out"
    body(senco.post(address, {"reason": "Another child"}, seen=made["version"]))
    shown = body(senco.get(plan))
    assert shown["sessions"][0]["struck_out"]["reason"] == "Another child"
    assert shown["provision"][0]["given"] == 0


def test_what_a_mother_wrote_stays_whatever_the_senco_thinks(
    senco: Person, mother: Person, plan: str, share: str
) -> None:
    said = {"share_id": share, "stance": "disagree", "said": "No"}
    made = body(mother.post(f"{plan}/own-views", said))
    address = f"{plan}/entries/{made['made_id']}/strike-out"
    refused = body(senco.post(address, {"reason": "Wrong"}, seen=made["version"]), 409)
    assert refused["rule"] == "TheirOwnWords"


def test_provision_ends_before_its_time(senco: Person, plan: str, provision: str) -> None:
    ending = {"reason": "It has done its work", "effective_on": "2026-06-12"}
    made = body(senco.post(f"{plan}/provision/{provision}/ending", ending, seen=3))["made_id"]
    [line] = body(senco.get(plan))["provision"]
    assert (line["ended"]["on"], line["ended"]["reason"]) == ("2026-06-12", ending["reason"])
    assert line["ended"]["ending_id"] == made
    body(senco.post(f"{plan}/entries/{made}/strike-out", {"reason": "Another day"}, seen=4))
    shown = body(senco.get(plan))
    assert shown["provision"][0]["ended"] is None
    assert shown["endings"][0]["struck_out"]["reason"] == "Another day"


def test_a_session_is_taken_beside_other_changes_a_target_is_not(
    senco: Person, teacher: Person, plan: str, provision: str
) -> None:
    body(teacher.post(f"{plan}/sessions", session(provision)))
    assert senco.post(f"{plan}/targets", TARGET).status_code == 428
    stale = body(senco.post(f"{plan}/targets", TARGET, seen=3), 412)
    assert (stale["seen"], stale["version"]) == (3, 4)
    assert teacher.post(f"{plan}/sessions", session(provision), seen=1).status_code == 412


def test_a_request_sent_again_under_its_key_is_answered_as_it_was(
    teacher: Person, service: OneService, plan: str, provision: str
) -> None:
    key = uuid4().hex
    first = body(teacher.post(f"{plan}/sessions", session(provision), key=key))
    body(teacher.post(f"{plan}/sessions", session(provision)))
    before = service.commits()
    assert body(teacher.post(f"{plan}/sessions", session(provision), key=key)) == first
    assert service.commits() == before


def test_an_answer_to_a_plan_that_was_shared_again_meanwhile_is_refused(
    senco: Person, mother: Person, service: OneService, plan: str, share: str
) -> None:
    body(mother.post(f"{plan}/reads", {"share_id": share}))
    body(senco.post(f"{plan}/targets", TARGET, seen=5))
    body(senco.post(f"{plan}/shares", SHARE, seen=6))
    before = service.commits()
    agree = {"share_id": share, "stance": "agree"}
    assert body(mother.post(f"{plan}/own-views", agree), 409)["rule"] == "SharedAgain"
    unread = body(mother.post(f"{plan}/own-views", {"stance": "agree"}), 422)
    assert "share_id" in unread["errors"]
    assert service.commits() == before


def test_reading_the_same_sharing_again_appends_nothing(
    mother: Person, service: OneService, plan: str, share: str
) -> None:
    first = body(mother.post(f"{plan}/reads", {"share_id": share}))
    before = service.commits()
    again = body(mother.post(f"{plan}/reads", {"share_id": share}))
    assert (again["version"], service.commits()) == (first["version"], before)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("needs", NEEDS),
        ("targets", TARGET),
        ("shares", SHARE),
        ("reviews", REVIEW),
        ("closing", CLOSING),
        ("views", {"speaker": "pupil", "gathered": "words", "said": "Hm"}),
        (f"entries/{NOBODYS}/strike-out", {"reason": "Wrong"}),
    ],
)
def test_only_the_pupils_own_senco_works_on_a_plan(
    everybody: dict[str, Person], service: OneService, plan: str, path: str, told: dict[str, Any]
) -> None:
    before = service.commits()
    for name in ("teacher", "head", "lead", "mother"):
        assert everybody[name].post(f"{plan}/{path}", told, seen=1).status_code == 403
    assert everybody["stranger"].post(f"{plan}/{path}", told, seen=1).status_code == 404
    assert service.commits() == before


def test_staff_of_the_school_record_sessions_and_measures_and_nobody_else(
    everybody: dict[str, Person], plan: str, target: str, provision: str
) -> None:
    measured = {"target_id": target, "value": 31, "effective_on": "2026-06-01"}
    for path, told in (("sessions", session(provision)), ("measures", measured)):
        assert everybody["teacher"].post(f"{plan}/{path}", told).status_code == 200
        assert everybody["stranger"].post(f"{plan}/{path}", told).status_code == 404
        for name in ("head", "lead", "mother"):
            assert everybody[name].post(f"{plan}/{path}", told).status_code == 403


def test_only_the_family_says_and_reads_for_itself(
    service: OneService, senco: Person, mother: Person, plan: str, share: str
) -> None:
    other = Person(service, uuid4(), on_pupil(Role.PARENT, uuid4()))
    for path, told in (
        ("own-views", {"share_id": share, "stance": "agree"}),
        ("reads", {"share_id": share}),
    ):
        assert senco.post(f"{plan}/{path}", told).status_code == 403
        assert other.post(f"{plan}/{path}", told).status_code == 404
        assert mother.post(f"{plan}/{path}", told).status_code == 200


def test_who_may_read_a_plan(everybody: dict[str, Person], plan: str, pupil: UUID) -> None:
    for address in (plan, f"/pupils/{pupil}/plans"):
        for name in ("senco", "head", "mother"):
            assert everybody[name].get(address).status_code == 200
        assert everybody["lead"].opens(address, why="support").status_code == 200
        assert body(everybody["lead"].get(address), 403)["rule"] == "ReasonMissing"
        assert everybody["teacher"].get(address).status_code == 403
        assert everybody["stranger"].get(address).status_code == 404


def test_a_pupil_who_moves_takes_the_plan_along(
    service: OneService, senco: Person, plan: str, pupil: UUID, school: UUID
) -> None:
    new = uuid4()
    new_senco = Person(service, uuid4(), on_school(Role.SENCO, new))
    service.hears(PupilMovedSchool(pupil_id=pupil, school_id=new))
    assert senco.get(plan).status_code == 404
    assert new_senco.get(plan).status_code == 200
    assert body(senco.get("/plans", school_id=school))["plans"] == []
    [row] = body(new_senco.get("/plans", school_id=new))["plans"]
    assert row["pupil_id"] == str(pupil)


def test_a_school_sees_plans_without_a_review_date_first_then_the_soonest(
    worker: Worker,
    service: OneService,
    senco: Person,
    head: Person,
    stranger: Person,
    school: UUID,
) -> None:
    reviews = ["2026-09-10", None, "2026-07-10"]
    plans = {}
    for review_on in reviews:
        pupil_id = uuid4()
        service.has_pupil(pupil_id, school)
        plans[review_on] = str(worker.opens_plan(decided(pupil_id), school))
        if review_on:
            address = f"/plans/{plans[review_on]}"
            body(senco.post(f"{address}/targets", TARGET, seen=1))
            body(senco.post(f"{address}/shares", SHARE | {"review_on": review_on}, seen=2))
    service.catch_up()
    query: dict[str, Any] = {"school_id": school, "limit": 2}
    first = body(senco.get("/plans", **query))
    second = body(senco.get("/plans", **query, cursor=first["next"]))
    listed = [one["plan_id"] for one in (*first["plans"], *second["plans"])]
    assert listed == [plans[None], plans["2026-07-10"], plans["2026-09-10"]]
    assert second["next"] is None
    assert head.get("/plans", school_id=school).status_code == 200
    assert stranger.get("/plans", school_id=school).status_code == 404


def test_a_list_chooses_by_state(
    service: OneService, senco: Person, school: UUID, plan: str
) -> None:
    body(senco.post(f"{plan}/closing", CLOSING, seen=1))
    service.catch_up()
    for status, count in (("open", 0), ("closed", 1), ("withdrawn", 0), ("all", 1)):
        assert len(body(senco.get("/plans", school_id=school, status=status))["plans"]) == count
    assert senco.get("/plans", school_id=school, status="lost").status_code == 422


def test_a_list_that_has_not_seen_a_command_says_so(
    service: OneService, senco: Person, school: UUID, pupil: UUID, plan: str
) -> None:
    token = body(senco.post(f"{plan}/targets", TARGET, seen=1))["token"]
    behind = senco.get("/plans", school_id=school, after=token)
    assert behind.headers["X-View-Behind"] == "true"
    service.catch_up()
    for address, query in (("/plans", {"school_id": school}), (f"/pupils/{pupil}/plans", {})):
        seen = senco.get(address, **query, after=token)
        assert "X-View-Behind" not in seen.headers
        assert body(seen)["plans"][0]["targets"] == 1


def test_who_opened_a_record_is_written_down_before_it_is_shown(
    service: OneService, mother: Person, plan: str, pupil: UUID
) -> None:
    body(mother.get(plan))
    body(mother.get(f"/pupils/{pupil}/plans"))
    opened = service.main["access_log"].find({"pupil_id": pupil}).sort("at", 1)
    assert [(one["person_id"], one["what"], one["role"]) for one in opened] == [
        (mother.id, "plan", "parent"),
        (mother.id, "plans", "parent"),
    ]


@pytest.mark.parametrize(
    ("stated", "to_family"),
    [
        ("support", "support"),
        ("complaint", "complaint"),
        ("correction", "correction"),
        ("review", "duty"),
        ("safeguarding", "duty"),
    ],
)
def test_why_a_record_was_opened_from_outside_is_told_and_safeguarding_not_to_the_family(
    everybody: dict[str, Person], plan: str, pupil: UUID, stated: str, to_family: str
) -> None:
    address = f"/pupils/{pupil}/opened"
    body(everybody["senco"].get(plan))
    body(everybody["lead"].opens(plan, why=stated))
    for reader, told in (("senco", stated), ("lead", stated), ("mother", to_family)):
        listed = body(everybody[reader].get(address))["opened"]
        assert [(one["role"], one["reason"]) for one in listed] == [
            ("trust-lead", told),
            ("senco", None),
        ]


def test_without_a_reason_of_the_list_nothing_is_opened_nor_written_down(
    service: OneService, everybody: dict[str, Person], plan: str, pupil: UUID
) -> None:
    body(everybody["lead"].get(plan), 403)
    for why in ("", "She is my niece", "SUPPORT"):
        body(everybody["lead"].opens(plan, why=why), 422)
    assert service.main["access_log"].find_one({"pupil_id": pupil}) is None


def test_after_erasure_every_text_is_shown_as_erased(
    service: OneService, plan: str, pupil: UUID, school: UUID, target: str
) -> None:
    service.keys.destroy(pupil)
    senco = on_school(Role.SENCO, school)
    fresh = Person(service, uuid4(), senco, app=service.another_process())
    [its] = body(fresh.get(plan))["targets"]
    assert (its["will_do"], its["measure"], its["baseline"]) == ("erased", "erased", "22")
    refused = body(fresh.post(f"{plan}/needs", NEEDS, seen=2), 409)
    assert refused["rule"] == "RecordErased"


def test_no_text_is_stored_as_it_was_typed(
    service: OneService, senco: Person, mother: Person, plan: str, share: str
) -> None:
    said = {"share_id": share, "stance": "add", "said": "Zebedee Quill wrote this"}
    body(mother.post(f"{plan}/own-views", said))
    service.catch_up()
    stored = service.stored()
    assert b"Zebedee" not in stored
    assert b"graphemes" not in stored
    assert b"plan-opened" in stored


@pytest.mark.parametrize(
    ("path", "told", "field"),
    [
        ("targets", TARGET | {"will_do": " "}, "will_do"),
        ("targets", TARGET | {"baseline": "many"}, "baseline"),
        ("targets", TARGET | {"baseline": -1}, "baseline"),
        ("targets", TARGET | {"aim": 1.005}, "aim"),
        ("targets", TARGET | {"aim": 1e9}, "aim"),
        ("targets", TARGET | {"aim": True}, "aim"),
        ("targets", TARGET | {"baseline_on": "2999-01-01"}, "baseline_on"),
        ("targets", TARGET | {"by_when": "2999-01-01"}, "by_when"),
        ("targets", TARGET | {"measured_by": "the cat"}, "measured_by"),
        ("targets", TARGET | {"surprise": 1}, "surprise"),
        ("needs", NEEDS | {"needs": "x" * 100_000}, "needs"),
        ("needs", NEEDS | {"needs": "bell \x07"}, "needs"),
        ("provision", PROVISION | {"minutes": 4}, "minutes"),
        ("provision", PROVISION | {"minutes": "20"}, "minutes"),
        ("provision", PROVISION | {"yearly_cost_pence": 12.5}, "yearly_cost_pence"),
        ("sessions", session(str(uuid4()), happened=False), "missed"),
        ("sessions", session(str(uuid4()), missed="no-room"), "missed"),
        ("sessions", session("somewhere"), "provision_id"),
        ("views", {"speaker": "parent", "gathered": "portal", "said": "Hm"}, "gathered"),
        (
            "views",
            {"speaker": "parent", "gathered": "phone", "said": "Hm", "confidential": True},
            "confidential",
        ),
        ("reviews", REVIEW | {"effective_on": "2999-01-01"}, "effective_on"),
        (
            "reviews",
            REVIEW | {"results": [{"target_id": str(UUID(int=1)), "result": "met"}] * 2},
            "results",
        ),
        ("closing", CLOSING | {"parents_told_on": None}, "parents_told_on"),
    ],
)
def test_a_wrong_field_is_named_and_the_store_left_as_it_was(
    senco: Person, service: OneService, plan: str, path: str, told: dict[str, Any], field: str
) -> None:
    before = service.commits()
    given = told | ({"target_id": str(uuid4())} if path == "provision" else {})
    problem = body(senco.post(f"{plan}/{path}", given, seen=1), 422)
    assert list(problem["errors"]) == [field]
    assert service.commits() == before


@pytest.mark.parametrize(
    ("typed", "kept"), [(22, "22"), ("22.50", "22.50"), ("1E+3", "1000"), (0, "0")]
)
def test_a_number_is_kept_as_it_was_typed(
    senco: Person, plan: str, typed: object, kept: str
) -> None:
    body(senco.post(f"{plan}/targets", TARGET | {"baseline": typed}, seen=1))
    assert body(senco.get(plan))["targets"][0]["baseline"] == kept


def test_a_plan_that_nobody_opened_is_not_there(senco: Person) -> None:
    assert senco.get(f"/plans/{uuid4()}").status_code == 404
    assert senco.post(f"/plans/{uuid4()}/targets", TARGET, seen=1).status_code == 404


def test_the_api_describes_every_route(senco: Person) -> None:
    paths = body(senco.get("/openapi.json"))["paths"]
    assert {
        "/plans",
        "/plans/{plan_id}",
        "/pupils/{pupil_id}/plans",
        "/plans/{plan_id}/own-views",
        "/plans/{plan_id}/entries/{entry_id}/strike-out",
    } <= paths.keys()
