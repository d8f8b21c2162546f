"""Lists of concerns: whose they hold, in which order, and as of when."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from uuid import UUID, uuid4

import pytest

from shared.access.grants import Role
from shared.http.waiting import LONGEST_SECONDS
from tests.one_service import OneService, Person, on_school
from tests.referrals.conftest import concern_about
from tests.referrals.requests import (
    NOT_SEND,
    SEN_SUPPORT,
    body,
    look_into,
)


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


def test_another_childs_concern_does_not_silence_what_is_due(
    service: OneService, senco: Person, school: UUID, closed: str
) -> None:
    other = uuid4()
    service.has_pupil(other, school)
    body(senco.post("/referrals", concern_about(other, follows=closed)), 201)
    service.catch_up()
    due = body(senco.get("/referrals/due", school_id=str(school), on="2026-09-01"))
    assert len(due["concerns"]) == 1
