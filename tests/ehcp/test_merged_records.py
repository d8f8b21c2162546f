"""Two records of one child were merged: the case of either is the pupil's."""

from uuid import UUID, uuid4

import pytest

from shared.access.grants import Role
from shared.access.pupils import PupilsMerged
from tests.ehcp.bodies import RECEIPT, REQUEST, body
from tests.ehcp.test_calendar_api import dates, receive
from tests.ehcp.test_clock import MISSED_AT
from tests.ehcp.worker import Worker, id_of
from tests.one_service import OneService, Person, on_pupil


@pytest.fixture
def case(service: OneService, before: Person, old: UUID, pupil: UUID) -> str:
    """The address of one that was opened on the record that was merged then."""
    made = body(before.post("/cases", REQUEST | {"pupil_id": str(old)}), 201)
    service.catch_up()
    service.hears(PupilsMerged(pupil_id=old, into_pupil_id=pupil))
    return f"/cases/{made['case_id']}"


def test_the_school_of_the_record_that_goes_on_finds_and_works_the_case(
    service: OneService, senco: Person, case: str, pupil: UUID, school: UUID
) -> None:
    body(senco.post(f"{case}/receipt", RECEIPT, seen=1))
    service.catch_up()
    for path, query in ((f"/pupils/{pupil}/cases", {}), ("/cases", {"school_id": school})):
        [row] = body(senco.get(path, **query))["cases"]
        assert (row["case_id"], row["version"]) == (str(id_of(case)), 2)
    assert body(senco.get("/deadlines", school_id=school))["deadlines"]


def test_the_school_of_the_merged_record_sees_nothing_more(
    before: Person, case: str, old: UUID, old_school: UUID
) -> None:
    for path in (case, f"/pupils/{old}/cases"):
        assert before.get(path).status_code == 404
    assert body(before.get("/cases", school_id=old_school))["cases"] == []


def test_its_dates_are_announced_where_the_record_that_goes_on_is(
    service: OneService, worker: Worker, senco: Person, case: str, school: UUID
) -> None:
    body(senco.post(f"{case}/receipt", RECEIPT, seen=1))
    service.catch_up()
    worker.tick(MISSED_AT)
    assert worker.announced(case) == [("missed", "ehcna.decide")]
    assert worker.events(case)[-1].school_id == school


def test_they_are_in_the_calendars_of_that_school_and_family_alone(
    service: OneService, senco: Person, before: Person, mother: Person, old: UUID, case: str
) -> None:
    receive(senco, case)
    service.catch_up()
    assert dates(senco) == dates(mother) != {}
    assert dates(before) == dates(Person(service, uuid4(), on_pupil(Role.PARENT, old))) == {}
