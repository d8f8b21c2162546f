"""Lists of concerns: whose they hold, in which order, and as of when."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.referrals import queries
from shared.access import pupils
from shared.access.grants import Role
from shared.http.waiting import LONGEST_SECONDS
from tests.one_service import OneService, Person, on_pupil, on_school
from tests.referrals.conftest import concern_about
from tests.referrals.requests import (
    NOT_SEND,
    SEN_SUPPORT,
    body,
    look_into,
)

IN_CONFIDENCE = {"source": "health-professional", "confidential": True}


def test_lists_are_paged_newest_first_and_end(
    service: OneService, teacher: Person, senco: Person, school: UUID, pupil: UUID
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


@pytest.fixture
def one_of_three(service: OneService, senco: Person, teacher: Person, pupil: UUID) -> str:
    """The id of a confidential concern, raised after two others about the same pupil."""
    for _ in range(2):
        body(teacher.post("/referrals", concern_about(pupil)), 201)
    made = body(senco.post("/referrals", concern_about(pupil) | IN_CONFIDENCE), 201)
    service.catch_up()
    return str(made["referral_id"])


def test_a_confidential_concern_takes_no_place_in_a_schools_list(
    senco: Person, head: Person, lead: Person, school: UUID, one_of_three: str
) -> None:
    def listed(person: Person) -> list[str]:
        page = body(person.get("/referrals", school_id=str(school), limit=2))
        assert (page["next"] is None) == (person is not senco)
        return [one["referral_id"] for one in page["concerns"]]

    assert one_of_three in listed(senco)
    for person in (head, lead):
        assert len(listed(person)) == 2
        assert one_of_three not in listed(person)


def test_nor_in_a_pupils(
    senco: Person, head: Person, mother: Person, pupil: UUID, one_of_three: str
) -> None:
    def listed(person: Person) -> list[str]:
        page = body(person.get(f"/referrals/of-pupil/{pupil}"))
        return [one["referral_id"] for one in page["concerns"]]

    assert one_of_three in listed(senco)
    for person in (head, mother):
        assert len(listed(person)) == 2
        assert one_of_three not in listed(person)


def test_of_ones_own_concerns_those_are_listed_whose_pupil_is_at_ones_school_now(
    service: OneService, teacher: Person, lead: Person, school: UUID, pupil: UUID
) -> None:
    def listed(person: Person) -> set[str]:
        return {one["pupil_id"] for one in body(person.get("/referrals/mine"))["concerns"]}

    stays, new_school = uuid4(), uuid4()
    service.has_pupil(stays, school)
    for person in (teacher, lead):
        for child in (stays, pupil):
            body(person.post("/referrals", concern_about(child)), 201)
    service.catch_up()
    service.hears(pupils.PupilMovedSchool(pupil_id=pupil, school_id=new_school))
    assert listed(teacher) == {str(stays)}
    assert listed(lead) == {str(pupil), str(stays)}
    grants = [on_school(Role.TEACHER, one) for one in (school, new_school)]
    assert listed(Person(service, teacher.id, *grants)) == {str(pupil), str(stays)}
    as_parent_there = on_pupil(Role.PARENT, pupil)
    both = Person(service, teacher.id, on_school(Role.TEACHER, school), as_parent_there)
    assert listed(both) == {str(stays)}


def test_nobodys_own_concerns_are_listed_with_a_need(
    service: OneService, senco: Person, mother: Person, school: UUID, pupil: UUID
) -> None:
    made = body(senco.post("/referrals", concern_about(pupil)), 201)
    concern = f"/referrals/{made['referral_id']}"
    support = SEN_SUPPORT | {"sen_support": {"primary_need": "SLCN", "secondary_need": "SEMH"}}
    body(senco.post(f"{concern}/decision", support, seen=look_into(senco, concern, mother)))
    service.catch_up()
    [of_school] = body(senco.get("/referrals", school_id=str(school), status="all"))["concerns"]
    assert (of_school["need"], of_school["secondary_need"]) == ("SLCN", "SEMH")
    [mine] = body(senco.get("/referrals/mine"))["concerns"]
    assert (mine["outcome"], mine["need"], mine["secondary_need"]) == ("sen-support", None, None)


def test_a_list_holds_what_it_was_asked_to_have_seen_or_says_that_it_is_behind(
    service: OneService, teacher: Person, pupil: UUID
) -> None:
    made = body(teacher.post("/referrals", concern_about(pupil)), 201)
    late = teacher.get("/referrals/mine", after=made["token"])
    assert (late.status_code, late.headers.get("X-View-Behind")) == (200, "true")
    service.catch_up()
    seen = teacher.get("/referrals/mine", after=made["token"])
    assert "X-View-Behind" not in seen.headers
    assert [one["referral_id"] for one in body(seen)["concerns"]] == [made["referral_id"]]


def test_two_requests_of_a_process_wait_and_a_third_is_answered_at_once(
    service: OneService, school: UUID
) -> None:
    """Who waits for a view holds a thread: a view that stands still takes no more than two."""
    never = f"referral-{uuid4()}@1"
    people = [Person(service, uuid4(), on_school(Role.TEACHER, school)) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(one.get, "/referrals/mine", after=never) for one in people]
        at_once, _ = wait(asked, LONGEST_SECONDS / 2, return_when=FIRST_COMPLETED)
        assert len(at_once) == 1
        replies = [one.result(LONGEST_SECONDS * 3) for one in asked]
    assert {reply.status_code for reply in replies} == {200}
    assert {reply.headers.get("X-View-Behind") for reply in replies} == {"true"}


def test_open_decided_and_struck_out_concerns_are_told_apart(
    service: OneService, senco: Person, mother: Person, school: UUID, concern: str
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


def test_what_waits_is_listed_by_the_promised_day_and_the_latest_is_left_out(
    service: OneService, senco: Person, school: UUID, pupil: UUID
) -> None:
    def raised(on: str) -> str:
        made = body(senco.post("/referrals", concern_about(pupil, effective_on=on)), 201)
        return str(made["referral_id"])

    replied = {raised(on): on for on in ("2026-06-01", "2026-06-02")}
    for referral_id, on in replied.items():
        reply = {"effective_on": on}
        body(senco.post(f"/referrals/{referral_id}/acknowledgement", reply, seen=1))
    newest, before = raised("2026-06-30"), raised("2026-06-29")
    service.catch_up()
    some = body(senco.get("/referrals/waiting", school_id=str(school), limit=3))
    found = [one["referral_id"] for one in some["concerns"]]
    assert found == [before, newest, next(iter(replied))]
    assert some["more"]
    every = body(senco.get("/referrals/waiting", school_id=str(school), limit=4))
    assert (len(every["concerns"]), every["more"]) == (4, False)


def test_of_what_waits_the_head_learns_of_no_confidential_concern(
    senco: Person, head: Person, school: UUID, one_of_three: str
) -> None:
    def waiting(person: Person) -> list[str]:
        found = body(person.get("/referrals/waiting", school_id=str(school)))["concerns"]
        return [one["referral_id"] for one in found]

    assert one_of_three in waiting(senco)
    assert len(waiting(head)) == 2
    assert one_of_three not in waiting(head)


@pytest.fixture
def closed(senco: Person, mother: Person, concern: str) -> str:
    """The id of a concern that was decided "not SEND", to be looked at on 1 September 2026."""
    version = look_into(senco, concern, mother)
    body(senco.post(f"{concern}/decision", NOT_SEND, seen=version))
    return concern.removeprefix("/referrals/")


def test_what_was_to_be_looked_at_again_is_due_until_a_new_concern_takes_it_up(
    service: OneService, senco: Person, school: UUID, pupil: UUID, closed: str
) -> None:
    def due(on: str) -> int:
        service.catch_up()
        return len(body(senco.get("/referrals/due", school_id=str(school), on=on))["concerns"])

    assert (due("2026-08-31"), due("2026-09-01")) == (0, 1)
    body(senco.post("/referrals", concern_about(pupil, follows=closed)), 201)
    assert due("2026-09-01") == 0


def test_what_was_taken_up_keeps_nothing_off_the_list_of_what_is_due(
    service: OneService,
    senco: Person,
    mother: Person,
    school: UUID,
    pupil: UUID,
    closed: str,
) -> None:
    body(senco.post("/referrals", concern_about(pupil, follows=closed)), 201)
    made = body(senco.post("/referrals", concern_about(pupil)), 201)
    concern = f"/referrals/{made['referral_id']}"
    again: Any = NOT_SEND["not_send"]
    later = {**NOT_SEND, "not_send": {**again, "look_again_on": "2026-09-02"}}
    body(senco.post(f"{concern}/decision", later, seen=look_into(senco, concern, mother)))
    service.catch_up()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "MOST_DUE", 1)
        due = body(senco.get("/referrals/due", school_id=str(school), on="2026-09-30"))
    assert [one["referral_id"] for one in due["concerns"]] == [made["referral_id"]]


def test_that_a_confidential_concern_is_due_only_the_senco_sees(
    service: OneService, senco: Person, head: Person, mother: Person, school: UUID, pupil: UUID
) -> None:
    made = body(senco.post("/referrals", concern_about(pupil) | IN_CONFIDENCE), 201)
    concern = f"/referrals/{made['referral_id']}"
    body(senco.post(f"{concern}/decision", NOT_SEND, seen=look_into(senco, concern, mother)))
    service.catch_up()
    query = {"school_id": str(school), "on": "2026-09-01"}
    assert len(body(senco.get("/referrals/due", **query))["concerns"]) == 1
    assert body(head.get("/referrals/due", **query))["concerns"] == []


def test_another_childs_concern_does_not_silence_what_is_due(
    service: OneService, senco: Person, school: UUID, closed: str
) -> None:
    other = uuid4()
    service.has_pupil(other, school)
    body(senco.post("/referrals", concern_about(other, follows=closed)), 201)
    service.catch_up()
    due = body(senco.get("/referrals/due", school_id=str(school), on="2026-09-01"))
    assert len(due["concerns"]) == 1
