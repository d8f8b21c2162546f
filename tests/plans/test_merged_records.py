"""Two records of one child were merged: the plan of either is the pupil's."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from shared.access.grants import Role
from shared.access.pupils import PupilErased, PupilLeft, PupilsMerged, records_of
from tests.one_service import OneService, Person, on_pupil, on_school
from tests.plans.bodies import EARLY_CLOSING, NEEDS, SHARE, TARGET, body
from tests.plans.worker import Worker, decided, message_of, only_plan, plans_of


@pytest.fixture
def plan_id(worker: Worker, service: OneService, old: UUID, old_school: UUID, pupil: UUID) -> UUID:
    """A plan that was opened on the record that was merged then."""
    plan_id = worker.opens_plan(decided(old), old_school)
    service.hears(PupilsMerged(pupil_id=old, into_pupil_id=pupil))
    return plan_id


def test_the_school_of_the_record_that_goes_on_works_the_plan(
    service: OneService, senco: Person, plan_id: UUID, pupil: UUID, school: UUID, old_school: UUID
) -> None:
    assert [one["plan_id"] for one in plans_of(senco, pupil)] == [str(plan_id)]
    body(senco.post(f"/plans/{plan_id}/needs", NEEDS, seen=1))
    assert only_plan(senco, pupil)["note"]["needs"] == NEEDS["needs"]
    [row] = body(senco.get("/plans", school_id=school))["plans"]
    assert row["plan_id"] == str(plan_id)
    before = Person(service, uuid4(), on_school(Role.SENCO, old_school))
    assert before.get(f"/plans/{plan_id}").status_code == 404
    assert body(before.get("/plans", school_id=old_school))["plans"] == []


def test_the_family_of_the_record_that_goes_on_reads_the_plan_and_nobody_else(
    service: OneService, mother: Person, plan_id: UUID, old: UUID, pupil: UUID
) -> None:
    body(mother.get(f"/plans/{plan_id}"))
    assert [one["plan_id"] for one in plans_of(mother, pupil)] == [str(plan_id)]
    other = Person(service, uuid4(), on_pupil(Role.PARENT, old))
    for path in (f"/plans/{plan_id}", f"/pupils/{old}/plans", f"/pupils/{pupil}/plans"):
        assert other.get(path).status_code == 404


def test_the_family_is_told_who_opened_either_record(
    senco: Person, mother: Person, plan_id: UUID, pupil: UUID
) -> None:
    body(senco.get(f"/plans/{plan_id}"))
    [look] = body(mother.get(f"/pupils/{pupil}/opened"))["opened"]
    assert (look["person_id"], look["what"]) == (str(senco.id), "plan")


def test_a_decision_about_either_record_is_followed_by_the_plan_there_is(
    worker: Worker, senco: Person, plan_id: UUID, old: UUID, pupil: UUID, school: UUID
) -> None:
    told = [message_of(decided(one), school) for one in (pupil, old)]
    assert worker.hears(*told) == []
    shown = only_plan(senco, pupil)
    assert (shown["plan_id"], len(shown["referral_ids"])) == (str(plan_id), 3)
    body(senco.post(f"/plans/{plan_id}/closing", EARLY_CLOSING, seen=3))
    again = worker.opens_plan(decided(old), school)
    assert [one["status"] for one in plans_of(senco, pupil)] == ["open", "closed"]
    assert body(senco.get(f"/plans/{again}"))["pupil_id"] == str(pupil)


def test_a_review_is_told_of_where_the_record_that_goes_on_is(
    worker: Worker, service: OneService, senco: Person, old: UUID, plan_id: UUID, school: UUID
) -> None:
    service.hears(PupilLeft(pupil_id=old, effective_on=datetime(2026, 5, 6, tzinfo=UTC).date()))
    body(senco.post(f"/plans/{plan_id}/targets", TARGET, seen=1))
    body(senco.post(f"/plans/{plan_id}/shares", SHARE, seen=2))
    service.catch_up()
    worker.tick(datetime(2026, 7, 10, 9, tzinfo=UTC))
    told = worker.store.read(f"plan-{plan_id}").events[-1]
    assert (told.type, told.school_id) == ("plan-review-due", school)


def test_records_are_found_along_a_chain_until_the_pupil_is_erased(
    service: OneService, senco: Person, plan_id: UUID, old: UUID, pupil: UUID, school: UUID
) -> None:
    last = uuid4()
    service.has_pupil(last, school)
    service.hears(PupilsMerged(pupil_id=pupil, into_pupil_id=last))
    for one in (old, pupil, last):
        assert records_of(service.views, one) == [last, pupil, old]
        assert [row["plan_id"] for row in plans_of(senco, one)] == [str(plan_id)]
    service.hears(PupilErased(pupil_id=last))
    assert senco.get(f"/plans/{plan_id}").status_code == 404
