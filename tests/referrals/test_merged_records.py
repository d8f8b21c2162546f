"""Two records of one child were merged: the concerns about either are about the pupil."""

from uuid import UUID, uuid4

import pytest

from shared.access.grants import Role
from shared.access.pupils import PupilsMerged
from tests.one_service import OneService, Person, on_pupil
from tests.referrals.conftest import concern_about
from tests.referrals.requests import NOT_SEND, body, look_into


@pytest.fixture
def concern(service: OneService, before: Person, mother: Person, old: UUID, pupil: UUID) -> str:
    """The id of one that was decided "not SEND" about the record that was merged then."""
    made = body(before.post("/referrals", concern_about(old)), 201)
    path = f"/referrals/{made['referral_id']}"
    body(before.post(f"{path}/decision", NOT_SEND, seen=look_into(before, path, mother)))
    service.catch_up()
    service.hears(PupilsMerged(pupil_id=old, into_pupil_id=pupil))
    return str(made["referral_id"])


def listed(person: Person, path: str, **query: object) -> list[str]:
    return [one["referral_id"] for one in body(person.get(path, **query))["concerns"]]


def test_a_concern_is_listed_at_the_school_of_the_record_that_goes_on(
    senco: Person, before: Person, school: UUID, old_school: UUID, pupil: UUID, concern: str
) -> None:
    assert listed(senco, f"/referrals/of-pupil/{pupil}") == [concern]
    assert listed(senco, "/referrals", school_id=school, status="all") == [concern]
    assert listed(before, "/referrals", school_id=old_school, status="all") == []
    assert listed(before, "/referrals/mine") == []


def test_it_is_opened_by_the_family_and_school_of_that_record_alone(
    service: OneService, senco: Person, before: Person, mother: Person, old: UUID, concern: str
) -> None:
    other = Person(service, uuid4(), on_pupil(Role.PARENT, old))
    asked = [(senco, 200), (mother, 200), (before, 404), (other, 404)]
    for person, status in asked:
        assert person.get(f"/referrals/{concern}").status_code == status
    assert other.get(f"/referrals/of-pupil/{old}").status_code == 404


def test_what_is_due_of_one_record_a_concern_about_the_other_takes_up(
    service: OneService, senco: Person, school: UUID, pupil: UUID, concern: str
) -> None:
    due = {"school_id": school, "on": "2026-09-01"}
    assert listed(senco, "/referrals/due", **due) == [concern]
    body(senco.post("/referrals", concern_about(pupil, follows=concern)), 201)
    service.catch_up()
    assert listed(senco, "/referrals/due", **due) == []
