"""The story of a concern through the service's own API, and who may take which part in it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from shared.access import pupils
from shared.access.grants import Role
from tests.referrals.conftest import concern_about
from tests.referrals.service import Person, ReferralsService, on_pupil, on_school

EVIDENCE = {
    "kind": "attainment",
    "text": "Reading age 18 months behind",
    "covers_from": "2026-03-01",
    "covers_to": "2026-05-22",
    "effective_on": "2026-06-03",
}
OBSERVATION = {"setting": "lesson", "seen": "Watches the others", "effective_on": "2026-06-04"}
PUPILS_VIEW = {
    "speaker": "pupil",
    "gathered": "drawing",
    "said": "I pretend that I have heard",
    "effective_on": "2026-06-05",
}
SEN_SUPPORT = {
    "outcome": "sen-support",
    "sen_support": {"primary_need": "SLCN"},
    "reasons": "The help that everybody gets is not enough",
    "decided_on": "2026-06-10",
    "effective_on": "2026-06-08",
}
NOT_SEND = {
    "outcome": "not-send",
    "not_send": {
        "adjustments": "One instruction at a time",
        "other_support": "Reading tutor twice a week",
        "look_again_if": "No step forward by Easter",
        "look_again_on": "2026-09-01",
    },
    "reasons": "She is catching up",
    "decided_on": "2026-06-10",
    "effective_on": "2026-06-10",
}
ASK = {
    "specialist": "educational-psychologist",
    "question": "How does she take in what she hears?",
    "consent": {"giver": "parent", "how": "meeting", "given_on": "2026-06-05"},
    "effective_on": "2026-06-05",
}


def body(reply: TestResponse, status: int = 200) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    assert reply.json is not None
    return dict(reply.json)


def parents_view(mother: Person) -> dict[str, Any]:
    return {
        "speaker": "parent",
        "person_id": str(mother.id),
        "gathered": "meeting",
        "said": "Spoke late",
        "effective_on": "2026-06-05",
    }


def look_into(senco: Person, concern: str, mother: Person, *, seen: int = 1) -> int:
    """Acknowledge and do every step, from the version that was seen; returns the one after it."""
    steps = (
        ("acknowledgement", {"effective_on": "2026-06-02"}),
        ("evidence", EVIDENCE),
        ("observations", OBSERVATION),
        ("views", parents_view(mother)),
        ("views", PUPILS_VIEW),
    )
    for version, (path, sent) in enumerate(steps, start=seen):
        body(senco.post(f"{concern}/{path}", sent, seen=version))
    return seen + len(steps)


def test_a_concern_goes_from_a_teacher_to_a_decision(
    teacher: Person, senco: Person, mother: Person, concern: str
) -> None:
    version = look_into(senco, concern, mother)
    decided = body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    shown = body(senco.get(concern))
    assert (shown["status"], shown["outcome"], shown["need"]) == ("decided", "sen-support", "SLCN")
    assert shown["since"] == "2026-06-08"
    assert shown["noticed"] == "Loses the thread when told more than one thing"
    assert shown["decision"]["decision_id"] == decided["made_id"]
    assert [one["text"] for one in shown["entries"]] == [
        "Reading age 18 months behind",
        "Watches the others",
        "Spoke late",
        "I pretend that I have heard",
    ]
    assert shown["raised_by"] == str(teacher.id)


def test_a_wrong_date_is_corrected_and_what_was_known_before_can_still_be_seen(
    senco: Person, mother: Person, concern: str
) -> None:
    version = look_into(senco, concern, mother)
    wrong = body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    right = SEN_SUPPORT | {
        "corrects": wrong["made_id"],
        "reason": "The help had begun a week earlier",
        "effective_on": "2026-06-01",
    }
    body(senco.post(f"{concern}/decision/correction", right, seen=version + 1))
    shown = body(senco.get(concern))
    assert shown["since"] == "2026-06-01"
    assert [one["on"] for one in shown["history"]] == ["2026-06-08", "2026-06-01"]
    assert shown["history"][1]["reason"] == "The help had begun a week earlier"


def test_the_promises_are_counted_in_school_days(teacher: Person, pupil: UUID) -> None:
    made = body(teacher.post("/referrals", concern_about(pupil, effective_on="2025-11-24")), 201)
    shown = body(teacher.get(f"/referrals/{made['referral_id']}"))
    assert shown["acknowledge_by"] == "2025-11-26"


def test_a_parent_reads_what_was_decided_and_why(
    senco: Person, mother: Person, concern: str
) -> None:
    version = look_into(senco, concern, mother)
    body(senco.post(f"{concern}/decision", NOT_SEND, seen=version))
    shown = body(mother.get(concern))
    decision = shown["decision"]
    assert decision["reasons"] == "She is catching up"
    assert decision["not_send"] == NOT_SEND["not_send"]


def test_a_parent_reads_no_word_that_was_for_staff(
    senco: Person, mother: Person, concern: str
) -> None:
    look_into(senco, concern, mother)
    reply = mother.get(concern)
    assert [one["text"] for one in body(reply)["entries"]] == [
        "Spoke late",
        "I pretend that I have heard",
    ]
    for word in ("Loses the thread", "Cards", "18 months", "Watches"):
        assert word not in reply.text


def test_parents_never_read_each_others_words(
    senco: Person, mother: Person, father: Person, concern: str
) -> None:
    look_into(senco, concern, mother)
    assert "Spoke late" in mother.get(concern).text
    assert "Spoke late" not in father.get(concern).text
    assert "The same at home" not in father.get(concern).text


def test_what_a_parent_raised_the_other_one_does_not_read(
    mother: Person, father: Person, senco: Person, pupil: UUID
) -> None:
    words = {"pupil_id": str(pupil), "noticed": "She comes home in tears"}
    made = body(mother.post("/referrals", words), 201)
    address = f"/referrals/{made['referral_id']}"
    assert body(mother.get(address))["noticed"] == "She comes home in tears"
    assert body(senco.get(address))["source"] == "parent"
    other = body(father.get(address))
    assert other.get("noticed") is None
    assert other["status"] == "raised"


def test_a_confidential_view_leaves_no_gap_for_those_whom_it_is_not_for(
    senco: Person, mother: Person, head: Person, concern: str
) -> None:
    secret = PUPILS_VIEW | {"said": "I am afraid at home", "confidential": True}
    body(senco.post(f"{concern}/views", secret, seen=1))
    assert [one["text"] for one in body(senco.get(concern))["entries"]] == ["I am afraid at home"]
    assert body(mother.get(concern))["entries"] == []
    assert body(head.get(concern))["entries"] == []


def test_a_teacher_sees_what_she_wrote_and_what_came_of_it_and_no_need(
    teacher: Person, senco: Person, mother: Person, concern: str
) -> None:
    body(teacher.post(f"{concern}/notes", {"text": "Again today"}, seen=1))
    version = look_into(senco, concern, mother, seen=2)
    body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    reply = teacher.get(concern)
    shown = body(reply)
    assert (shown["outcome"], shown["need"]) == ("sen-support", None)
    assert [one["text"] for one in shown["entries"]] == ["Again today"]
    for word in ("SLCN", "Spoke late", "18 months"):
        assert word not in reply.text


def test_another_teacher_does_not_find_it(
    service: ReferralsService, school: UUID, concern: str
) -> None:
    other = Person(service, uuid4(), on_school(Role.TEACHER, school))
    assert other.get(concern).status_code == 404
    assert other.post(f"{concern}/notes", {"text": "Me too"}, seen=1).status_code == 404


def test_another_schools_senco_finds_neither_pupil_nor_concern(
    stranger: Person, pupil: UUID, concern: str, service: ReferralsService
) -> None:
    before = service.commits()
    assert stranger.get(concern).status_code == 404
    assert stranger.post("/referrals", concern_about(pupil)).status_code == 404
    assert stranger.post(f"{concern}/acknowledgement", {}, seen=1).status_code == 404
    assert service.commits() == before


def test_after_a_move_the_new_schools_senco_sees_it_and_the_old_one_no_more(
    service: ReferralsService, senco: Person, pupil: UUID, concern: str
) -> None:
    new_school = uuid4()
    newcomer = Person(service, uuid4(), on_school(Role.SENCO, new_school))
    service.catch_up()
    service.hears(pupils.PupilMovedSchool(pupil_id=pupil, school_id=new_school))
    assert newcomer.get(concern).status_code == 200
    assert senco.get(concern).status_code == 404
    found = body(newcomer.get("/referrals", school_id=str(new_school)))["concerns"]
    assert [one["pupil_id"] for one in found] == [str(pupil)]


def test_a_barred_parent_finds_nothing(
    service: ReferralsService, concern: str, pupil: UUID
) -> None:
    barred = Person(service, uuid4())
    assert barred.get(concern).status_code == 403
    other_childs_parent = Person(service, uuid4(), on_pupil(Role.PARENT, uuid4()))
    assert other_childs_parent.get(concern).status_code == 404


def test_only_the_senco_works_on_a_concern(
    teacher: Person, head: Person, lead: Person, mother: Person, concern: str
) -> None:
    for person in (teacher, head, lead, mother):
        assert person.post(f"{concern}/acknowledgement", {}, seen=1).status_code == 403
        assert person.post(f"{concern}/decision", SEN_SUPPORT, seen=1).status_code == 403


def test_an_erased_pupils_concern_is_not_there_any_more(
    service: ReferralsService, senco: Person, pupil: UUID, concern: str
) -> None:
    service.keys.destroy(pupil)
    service.hears(pupils.PupilErased(pupil_id=pupil))
    assert senco.get(concern).status_code == 404


def test_every_text_of_an_erased_pupil_shows_as_erased_until_directory_is_heard(
    service: ReferralsService, school: UUID, pupil: UUID, concern: str
) -> None:
    service.keys.destroy(pupil)
    elsewhere = service.another_process()  # this one may hold the key for 5 seconds more
    senco = Person(service, uuid4(), on_school(Role.SENCO, school), app=elsewhere)
    assert body(senco.get(concern))["noticed"] == "erased"


def test_nothing_that_was_typed_is_stored_in_clear(
    service: ReferralsService, senco: Person, mother: Person, concern: str
) -> None:
    version = look_into(senco, concern, mother)
    body(senco.post(f"{concern}/decision", NOT_SEND, seen=version))
    body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    service.catch_up()
    stored = service.stored()
    assert b"educational-psychologist" in stored
    for typed in ("Loses the thread", "Cards", "same at home", "Spoke late", "catching up"):
        assert typed.encode() not in stored


def test_who_looked_is_written_down(
    service: ReferralsService, senco: Person, pupil: UUID, concern: str
) -> None:
    assert service.main["access_log"].find_one({"pupil_id": pupil}) is None
    body(senco.get(concern))
    [looked] = service.main["access_log"].find({"pupil_id": pupil})
    assert (looked["person_id"], looked["role"], looked["what"]) == (senco.id, "senco", "concern")


def test_a_stale_page_hears_that_it_is_stale_and_a_missing_version_is_asked_for(
    senco: Person, concern: str
) -> None:
    body(senco.post(f"{concern}/acknowledgement", {}, seen=1))
    assert senco.post(f"{concern}/evidence", EVIDENCE, seen=1).status_code == 412
    assert senco.post(f"{concern}/evidence", EVIDENCE).status_code == 428


def test_a_lost_reply_is_answered_again_and_nothing_is_done_twice(
    service: ReferralsService, teacher: Person, pupil: UUID
) -> None:
    before = service.commits()
    first = teacher.post("/referrals", concern_about(pupil), key="a-key-of-my-own")
    again = teacher.post("/referrals", concern_about(pupil), key="a-key-of-my-own")
    assert (again.status_code, again.json) == (201, first.json)
    assert service.commits() == before + 1
    other = concern_about(pupil, noticed="Something else")
    assert teacher.post("/referrals", other, key="a-key-of-my-own").status_code == 422


def test_a_rule_that_refuses_is_named(senco: Person, concern: str) -> None:
    problem = body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=1), 409)
    assert problem["rule"] == "NotAcknowledged"
    assert problem["detail"].startswith("Acknowledge the concern")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"effective_on": "2999-01-01"}, "effective_on"),
        ({"noticed": "x" * 4_001}, "noticed"),
        ({"noticed": "a\x07b"}, "noticed"),
        ({"noticed": "  "}, "noticed"),
        ({"tried": [{"what": "Cards", "weeks": -1, "effect": "None"}]}, "tried.0.weeks"),
        ({"areas": ["everything"]}, "areas.0"),
        ({"pupil_id": "not an id"}, "pupil_id"),
        ({"confidential": True}, "confidential"),
        ({"surprise": 1}, "surprise"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_wrong_field_is_named_and_nothing_is_stored(
    service: ReferralsService, teacher: Person, pupil: UUID, changed: dict[str, Any], field: str
) -> None:
    before = service.commits()
    problem = body(teacher.post("/referrals", concern_about(pupil, **changed)), 422)
    assert list(problem["errors"]) == [field]
    assert service.commits() == before


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"sen_support": None}, "sen_support"),
        ({"not_send": NOT_SEND["not_send"]}, "not_send"),
        ({"outcome": "watch-and-review"}, "watch"),
        ({"outcome": "nothing"}, "outcome"),
        ({"sen_support": {"primary_need": "BESD"}}, "sen_support.primary_need"),
    ],
)
def test_a_decision_has_the_parts_of_its_outcome(
    senco: Person, concern: str, changed: dict[str, Any], field: str
) -> None:
    problem = body(senco.post(f"{concern}/decision", SEN_SUPPORT | changed, seen=1), 422)
    assert field in problem["errors"]


def test_a_parent_raises_for_nobody_else(mother: Person, pupil: UUID) -> None:
    words = {"pupil_id": str(pupil), "noticed": "She comes home in tears"}
    as_staff = body(mother.post("/referrals", words | {"source": "staff"}), 422)
    assert list(as_staff["errors"]) == ["source"]
    for_another = body(mother.post("/referrals", words | {"author_id": str(uuid4())}), 422)
    assert list(for_another["errors"]) == ["author_id"]


def test_staff_write_down_what_a_parent_said_on_the_phone(
    senco: Person, mother: Person, pupil: UUID
) -> None:
    words = {
        "pupil_id": str(pupil),
        "noticed": "She comes home in tears",
        "source": "parent",
        "author_id": str(mother.id),
    }
    made = body(senco.post("/referrals", words), 201)
    assert body(mother.get(f"/referrals/{made['referral_id']}"))["noticed"] == words["noticed"]


def test_lists_are_paged_newest_first_and_end(
    service: ReferralsService, teacher: Person, senco: Person, school: UUID, pupil: UUID
) -> None:
    made = [
        body(teacher.post("/referrals", concern_about(pupil)), 201)["referral_id"] for _ in range(3)
    ]
    service.catch_up()
    listed = [("/referrals", senco, {"school_id": str(school)}), ("/referrals/mine", teacher, {})]
    for path, person, query in (*listed, (f"/referrals/of-pupil/{pupil}", senco, {})):
        first = body(person.get(path, limit=2, **query))
        rest = body(person.get(path, limit=2, cursor=first["next"], **query))
        found = [one["referral_id"] for one in first["concerns"] + rest["concerns"]]
        assert sorted(found) == sorted(made)
        assert [one["raised_at"] for one in first["concerns"]] == sorted(
            (one["raised_at"] for one in first["concerns"]), reverse=True
        )
        assert rest["next"] is None


def test_a_list_holds_what_it_was_asked_to_have_seen_or_says_that_it_is_behind(
    service: ReferralsService, teacher: Person, pupil: UUID
) -> None:
    made = body(teacher.post("/referrals", concern_about(pupil)), 201)
    late = teacher.get("/referrals/mine", after=made["token"])
    assert (late.status_code, late.headers.get("X-View-Behind")) == (200, "true")
    service.catch_up()
    seen = teacher.get("/referrals/mine", after=made["token"])
    assert "X-View-Behind" not in seen.headers
    assert [one["referral_id"] for one in body(seen)["concerns"]] == [made["referral_id"]]


def test_open_decided_and_struck_out_concerns_are_told_apart(
    service: ReferralsService, senco: Person, mother: Person, school: UUID, concern: str
) -> None:
    def listed(status: str) -> int:
        service.catch_up()
        query = {"school_id": str(school), "status": status}
        return len(body(senco.get("/referrals", **query))["concerns"])

    assert [listed(status) for status in ("open", "decided", "all")] == [1, 0, 1]
    version = look_into(senco, concern, mother)
    body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    assert [listed(status) for status in ("open", "decided", "all")] == [0, 1, 1]
    wrong = {"reason": "Meant for another child"}
    body(senco.post(f"{concern}/strike-out", wrong, seen=version + 1))
    assert [listed(status) for status in ("open", "decided", "all")] == [0, 0, 0]
    assert body(senco.get(concern))["status"] == "struck-out"


@pytest.fixture
def closed(senco: Person, mother: Person, concern: str) -> str:
    """The id of a concern that was decided "not SEND", to be looked at on 1 September 2026."""
    version = look_into(senco, concern, mother)
    body(senco.post(f"{concern}/decision", NOT_SEND, seen=version))
    return concern.removeprefix("/referrals/")


def test_what_was_to_be_looked_at_again_is_due_until_a_new_concern_takes_it_up(
    service: ReferralsService, senco: Person, school: UUID, pupil: UUID, closed: str
) -> None:
    def due(on: str) -> int:
        service.catch_up()
        return len(body(senco.get("/referrals/due", school_id=str(school), on=on))["concerns"])

    assert (due("2026-08-31"), due("2026-09-01")) == (0, 1)
    body(senco.post("/referrals", concern_about(pupil, follows=closed)), 201)
    assert due("2026-09-01") == 0


def test_another_childs_concern_does_not_silence_what_is_due(
    service: ReferralsService, senco: Person, school: UUID, closed: str
) -> None:
    other = uuid4()
    service.has_pupil(other, school)
    body(senco.post("/referrals", concern_about(other, follows=closed)), 201)
    service.catch_up()
    due = body(senco.get("/referrals/due", school_id=str(school), on="2026-09-01"))
    assert len(due["concerns"]) == 1


def test_a_specialist_is_asked_chased_and_answers(
    service: ReferralsService, senco: Person, mother: Person, concern: str
) -> None:
    made = body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    address = f"/specialist-requests/{made['request_id']}"
    chase = {"how": "phone", "note": "Back on Thursday", "effective_on": "2026-06-08"}
    body(senco.post(f"{address}/chases", chase, seen=1))
    report = {
        "summary": "Memory for words is weak",
        "written_on": "2026-06-10",
        "effective_on": "2026-06-12",
    }
    body(senco.post(f"{address}/report", report, seen=2))
    shown = body(senco.get(address))
    assert (shown["status"], shown["report"]["summary"]) == ("reported", report["summary"])
    service.catch_up()
    [listed] = body(mother.get(f"{concern}/specialist-requests"))["requests"]
    assert listed["question"] == ASK["question"]
    assert "Back on Thursday" not in str(listed)


def test_a_confidential_report_leaves_no_gap(senco: Person, mother: Person, concern: str) -> None:
    made = body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    address = f"/specialist-requests/{made['request_id']}"
    secret = {"summary": "Said in confidence", "written_on": "2026-06-10", "confidential": True}
    body(senco.post(f"{address}/report", secret, seen=1))
    shown = body(mother.get(address))
    assert (shown["status"], shown["report"]) == ("asked", None)
    assert body(senco.get(address))["report"]["summary"] == "Said in confidence"


def test_no_specialist_is_asked_without_consent_or_for_a_struck_out_concern(
    senco: Person, concern: str
) -> None:
    without = {name: value for name, value in ASK.items() if name != "consent"}
    problem = body(senco.post(f"{concern}/specialist-requests", without), 409)
    assert problem["rule"] == "ConsentMissing"
    body(senco.post(f"{concern}/strike-out", {"reason": "Another child"}, seen=1))
    problem = body(senco.post(f"{concern}/specialist-requests", ASK), 409)
    assert problem["rule"] == "EnteredInError"


def test_a_teacher_reads_no_specialists_report(
    teacher: Person, senco: Person, concern: str
) -> None:
    made = body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    assert teacher.get(f"{concern}/specialist-requests").status_code == 403
    assert teacher.get(f"/specialist-requests/{made['request_id']}").status_code == 403


def test_what_is_not_there_is_not_found(senco: Person) -> None:
    assert senco.get(f"/referrals/{uuid4()}").status_code == 404
    assert senco.get(f"/specialist-requests/{uuid4()}").status_code == 404
    assert senco.post(f"/referrals/{uuid4()}/acknowledgement", {}, seen=0).status_code == 404
