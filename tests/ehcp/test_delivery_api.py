"""Section F as it was delivered, over HTTP: promised here, given in `plans`."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.ehcp.inbound import (
    ProvisionArranged,
    SessionDelivered,
    SessionMissed,
    Term,
    TermDatesSet,
)
from services.ehcp.projections.delivery import DELIVERY, TERMS
from shared.access.pupils import PupilsMerged
from shared.views import View, collection_name
from tests.ehcp.bodies import FINAL_PLAN, PLAN_DECISION, RECEIPT, body
from tests.ehcp.test_drafting_api import PROVISION, VAGUE, Told
from tests.one_service import OneService, Person
from tests.story import recorded_now

# The plan was made in July 2026; the school opened on Thursday 3 September.
AUTUMN = Term(
    name="Autumn 1",
    first_day=date(2026, 9, 3),
    last_day=date(2026, 10, 23),
    closed_on=(),
)
SEPTEMBER = {"from_on": "2026-09-01", "to_on": "2026-09-18"}


def hears(service: OneService, view: View, event: Any) -> None:
    """Fold an event of another service into a view, as its consumer does."""
    [source] = view.reads
    recorded = recorded_now(f"{source}-stream", source, event)
    documents = service.views[collection_name(view.name, 1)]
    for key in view.keys(recorded):
        after = view.fold(documents.find_one({"_id": key}), recorded)
        if after is not None:
            documents.replace_one({"_id": key}, after, upsert=True)


@pytest.fixture
def promised(senco: Person, case: str) -> tuple[UUID, UUID]:
    """The ids of three half-hours a week, and of a vague provision, in the final plan."""
    told = Told(senco, case)
    told.tell("receipt", RECEIPT)
    told.tell("plan-decision", PLAN_DECISION)
    plan = told.tell("final-plan", FINAL_PLAN)
    sections = [one | {"section": "F"} for one in (PROVISION, VAGUE)]
    told.tell("plan-content", {"of": plan, "provisions": sections})
    entry = body(senco.get(case))["entries"][-1]
    first, second = entry["details"]["provisions"]
    return UUID(first["provision_id"]), UUID(second["provision_id"])


@pytest.fixture
def given(service: OneService, school: UUID, pupil: UUID, promised: tuple[UUID, UUID]) -> None:
    """One session took place, one did not; the school has said when it is open."""
    hears(service, TERMS, TermDatesSet(school_id=school, terms=(AUTUMN,)))
    help_id = uuid4()
    who: dict[str, Any] = {"pupil_id": pupil, "provision_id": help_id}
    hears(service, DELIVERY, ProvisionArranged(**who, secures=promised[0], minutes=30))
    session: dict[str, Any] = who | {"session_id": uuid4(), "effective_on": date(2026, 9, 8)}
    hears(service, DELIVERY, SessionDelivered(**session))
    missed = session | {"session_id": uuid4(), "effective_on": date(2026, 9, 9)}
    hears(service, DELIVERY, SessionMissed(**missed, reason="staff-absent"))


def lines(person: Person, case: str, **query: str) -> dict[UUID, dict[str, Any]]:
    found = body(person.get(f"{case}/delivery", **(query or SEPTEMBER)))
    return {UUID(one["provision_id"]): one for one in found["provisions"]}


@pytest.mark.usefixtures("given")
def test_school_and_family_see_what_was_owed_given_and_why_not_all(
    senco: Person, mother: Person, case: str, promised: tuple[UUID, UUID]
) -> None:
    for person in (senco, mother):
        line = lines(person, case)[promised[0]]
        # Three weeks: of the first only Thursday and Friday were open, and it counts as one.
        assert (line["owed_sessions"], line["owed_minutes"]) == (9, 270)
        assert (line["given_sessions"], line["given_minutes"]) == (1, 30)
        assert (line["balance_minutes"], line["missed"]) == (-240, {"staff-absent": 1})
        assert line["unrecorded"] == 7
        assert lines(person, case)[promised[1]]["owed_minutes"] is None


@pytest.mark.usefixtures("given")
def test_sessions_of_a_record_that_was_merged_count_too(
    service: OneService, senco: Person, case: str, pupil: UUID, promised: tuple[UUID, UUID]
) -> None:
    who: dict[str, Any] = {"pupil_id": uuid4(), "provision_id": uuid4()}
    service.has_pupil(who["pupil_id"], uuid4())
    hears(service, DELIVERY, ProvisionArranged(**who, secures=promised[0], minutes=30))
    session = SessionDelivered(**who, session_id=uuid4(), effective_on=date(2026, 9, 10))
    hears(service, DELIVERY, session)
    service.hears(PupilsMerged(pupil_id=who["pupil_id"], into_pupil_id=pupil))
    assert lines(senco, case)[promised[0]]["given_sessions"] == 2


def test_without_terms_nothing_is_said_to_be_owed(
    senco: Person, case: str, promised: tuple[UUID, UUID]
) -> None:
    found = body(senco.get(f"{case}/delivery", **SEPTEMBER))
    assert found["terms_known"] is False
    assert {one["owed_minutes"] for one in found["provisions"]} == {None}


@pytest.mark.usefixtures("given")
def test_nobody_else_sees_it(
    teacher: Person, stranger: Person, ops: Person, lead: Person, case: str
) -> None:
    assert teacher.get(f"{case}/delivery").status_code == 403
    assert ops.get(f"{case}/delivery").status_code == 403
    assert stranger.get(f"{case}/delivery").status_code == 404
    assert lead.get(f"{case}/delivery").status_code == 403  # without a reason


@pytest.mark.usefixtures("given")
def test_the_family_is_told_who_looked(
    service: OneService, senco: Person, pupil: UUID, case: str
) -> None:
    looked = {"pupil_id": pupil, "person_id": senco.id, "what": "ehc-case"}
    before = service.main["access_log"].count_documents(looked)
    lines(senco, case)
    assert service.main["access_log"].count_documents(looked) == before + 1


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from_on": "2026-09-01", "to_on": "2999-01-01"}, "to_on"),
        ({"from_on": "2026-09-18", "to_on": "2026-09-01"}, "to_on"),
        ({"from_on": "2024-09-01", "to_on": "2026-09-01"}, "from_on"),
        ({"from_on": "soon"}, "from_on"),
    ],
)
def test_wrong_days_are_named(senco: Person, case: str, query: dict[str, str], field: str) -> None:
    reply = senco.get(f"{case}/delivery", **query)
    assert reply.status_code == 422
    assert reply.json is not None
    assert field in reply.json["errors"]


def test_of_themselves_the_days_are_this_school_year_up_to_today(senco: Person, case: str) -> None:
    found = body(senco.get(f"{case}/delivery"))
    assert found["from_on"][5:] == "09-01"
    assert found["from_on"] <= found["to_on"]
    assert found["provisions"] == []
