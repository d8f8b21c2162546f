"""The dates of somebody's calendar over HTTP: whose, which, and how many."""

import time
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.ehcp.calendar_queries import AHEAD, PAST, calendar
from shared.access.grants import Caller, Role
from shared.access.pupils import PupilErased
from shared.access.tokens import issue
from shared.calendar import london_date, utc_now
from tests.ehcp.bodies import REQUEST, WHY, body
from tests.one_service import SIGNING_KEY, OneService, Person, on_pupil, on_school

TODAY = london_date(utc_now())
RECEIVED_ON = TODAY - timedelta(days=10)
DECIDE_BY, FINAL_BY = RECEIVED_ON + timedelta(weeks=6), RECEIVED_ON + timedelta(weeks=20)


def asked_about(senco: Person, pupil: UUID) -> str:
    """The address of a case in which the council was asked."""
    asked = {
        "pupil_id": str(pupil),
        "asked_on": (RECEIVED_ON - timedelta(days=2)).isoformat(),
        "family_consulted_on": (RECEIVED_ON - timedelta(days=4)).isoformat(),
    }
    return f"/cases/{body(senco.post('/cases', REQUEST | asked), 201)['case_id']}"


def receive(senco: Person, case: str, on: date = RECEIVED_ON, *, seen: int = 1) -> dict[str, Any]:
    told = {"received_on": on.isoformat()}
    return body(senco.post(f"{case}/receipt", told, seen=seen))


@pytest.fixture
def dated(service: OneService, senco: Person, pupil: UUID) -> str:
    """A case whose dates are counted."""
    case = asked_about(senco, pupil)
    receive(senco, case)
    service.catch_up()
    return case


def dates(person: Person) -> dict[str, dict[str, Any]]:
    """By rule."""
    found = body(person.get("/calendar"))
    assert found["more"] is False
    return {one["rule"]: one for one in found["dates"]}


def test_a_senco_and_a_parent_see_the_same_dates(
    senco: Person, mother: Person, dated: str, pupil: UUID
) -> None:
    shown = dates(senco)
    assert shown == dates(mother)
    decide = shown["ehcna.decide"]
    assert decide["due_on"] == DECIDE_BY.isoformat()
    assert (decide["pupil_id"], decide["mark"], decide["sequence"]) == (str(pupil), "due", 0)
    assert decide["authority"]["name"] == "Fenshire Council"
    assert decide["sure"]["basis"] == "as-told"


def test_nobody_else_sees_them(
    service: OneService, stranger: Person, teacher: Person, lead: Person, ops: Person, dated: str
) -> None:
    assert dates(stranger) == {}
    assert dates(Person(service, uuid4(), on_pupil(Role.PARENT, uuid4()))) == {}
    for person in (teacher, lead, ops):
        assert person.get("/calendar").status_code == 403


def test_a_role_without_a_calendar_adds_nothing_to_one_that_has(
    service: OneService, school: UUID, dated: str
) -> None:
    both = (on_school(Role.TEACHER, school), on_pupil(Role.PARENT, uuid4()))
    assert dates(Person(service, uuid4(), *both)) == {}


def test_the_school_that_a_pupil_has_left_sees_nothing_more(
    service: OneService, senco: Person, mother: Person, pupil: UUID, dated: str
) -> None:
    service.has_pupil(pupil, uuid4())
    assert dates(senco) == {}
    assert dates(mother)


def test_of_an_erased_pupil_nobody_sees_a_date(
    service: OneService, senco: Person, mother: Person, pupil: UUID, dated: str
) -> None:
    service.hears(PupilErased(pupil_id=pupil))
    assert dates(senco) == dates(mother) == {}


def test_a_correction_keeps_the_name_and_raises_the_number(
    service: OneService, senco: Person, dated: str
) -> None:
    before = dates(senco)
    entry = body(senco.get(dated))["entries"][-1]["entry_id"]
    receipt = {"received_on": (RECEIVED_ON + timedelta(days=3)).isoformat()}
    seen = body(senco.get(dated))["version"]
    right = {"corrects": entry, "reason": WHY, "receipt": receipt}
    done = senco.post(f"{dated}/corrections", right, seen=seen)
    assert done.status_code == 200, done.text
    service.catch_up()
    after = dates(senco)
    for rule, one in before.items():
        assert after[rule]["uid"] == one["uid"]
        assert after[rule]["sequence"] == 1
        assert after[rule]["changed_at"] > one["changed_at"]
    assert after["ehcna.decide"]["due_on"] == (DECIDE_BY + timedelta(days=3)).isoformat()


def test_a_case_in_error_is_withdrawn_from_every_calendar(
    service: OneService, senco: Person, mother: Person, dated: str
) -> None:
    seen = body(senco.get(dated))["version"]
    struck = senco.post(f"{dated}/strike-out", {"reason": "The wrong child."}, seen=seen)
    assert struck.status_code == 200, struck.text
    service.catch_up()
    assert {one["mark"] for one in dates(mother).values()} == {"withdrawn"}
    assert {one["sequence"] for one in dates(mother).values()} == {1}


def test_what_was_withdrawn_is_shown_for_three_months(
    service: OneService, senco: Person, pupil: UUID, dated: str
) -> None:
    seen = body(senco.get(dated))["version"]
    senco.post(f"{dated}/strike-out", {"reason": "The wrong child."}, seen=seen)
    service.catch_up()

    def on(day: date) -> set[str]:
        rows, _ = calendar(service.views, [pupil], day)
        return {row["rule"] for row in rows}

    assert "ehcna.final_plan" in on(TODAY + PAST)
    assert on(TODAY + PAST + timedelta(days=1)) == set()


def test_the_window_is_three_months_back_and_18_ahead(
    service: OneService, pupil: UUID, dated: str
) -> None:
    def on(day: date) -> set[str]:
        rows, _ = calendar(service.views, [pupil], day)
        return {row["rule"] for row in rows}

    assert "ehcna.decide" in on(DECIDE_BY + PAST)
    assert "ehcna.decide" not in on(DECIDE_BY + PAST + timedelta(days=1))
    assert "ehcna.final_plan" in on(FINAL_BY - AHEAD)
    assert "ehcna.final_plan" not in on(FINAL_BY - AHEAD - timedelta(days=1))


def test_what_is_to_be_done_comes_first_where_there_are_too_many(
    service: OneService, senco: Person, pupil: UUID, dated: str
) -> None:
    seen = body(senco.get(dated))["version"]
    decided = {"decision": "assess", "received_on": TODAY.isoformat()}
    assert senco.post(f"{dated}/decision", decided, seen=seen).status_code == 200
    service.catch_up()
    everything, more = calendar(service.views, [pupil], TODAY)
    assert (more, everything[-1]["mark"]) == (False, "done")
    some, more = calendar(service.views, [pupil], TODAY, most=1)
    assert more is True
    assert [row["rule"] for row in some] == ["ehcna.no_plan"]


def test_no_text_and_no_record_is_opened(
    service: OneService, senco: Person, pupil: UUID, dated: str
) -> None:
    before = service.main["access_log"].count_documents({"pupil_id": pupil})
    text = senco.get("/calendar").text
    assert REQUEST["reasons"] not in text
    assert service.main["access_log"].count_documents({"pupil_id": pupil}) == before


def test_a_calendars_token_opens_no_case(service: OneService, school: UUID, dated: str) -> None:
    person = uuid4()
    caller = Caller(
        person_id=person,
        subject=str(person),
        grants=(on_school(Role.SENCO, school),),
        only="calendar.read",
    )
    token = issue(
        SIGNING_KEY,
        caller,
        issuer=service.settings.issuer,
        audience=service.settings.audience,
        now=time.time(),
    )
    client, held = service.app.test_client(), {"Authorization": f"Bearer {token}"}
    assert client.get("/calendar", headers=held).status_code == 200
    for address in (dated, f"/deadlines?school_id={school}", f"/cases?school_id={school}"):
        assert client.get(address, headers=held).status_code == 403
