"""Which grants a person has today."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.directory.domain.commands import UnlinkGuardian
from services.directory.grants import (
    grants_of,
    in_force,
    parent_grants,
    staff_grants,
    young_person_grants,
)
from services.directory.queries import guardian_by_email, staff_by_email
from shared.access.grants import Grant, Role, Scope
from tests.directory.examples import LATER, PUPIL, SCHOOL
from tests.directory.kit import Directory, at_school, of_pupil
from tests.directory.mis.exports import LINK, OTHER_PUPIL, POST, TODAY, Row, read

TODAY_ISO = TODAY.isoformat()


def a_post(role: str, school_id: UUID | None = SCHOOL, **days: str | None) -> dict[str, Any]:
    return {
        "role": role,
        "school_id": school_id,
        "started_on": "2020-09-01",
        "ended_on": None,
    } | days


@pytest.mark.parametrize(
    ("post", "grant"),
    [
        (a_post("teacher"), at_school(Role.TEACHER, SCHOOL)),
        (a_post("teaching-assistant"), at_school(Role.TEACHER, SCHOOL)),
        (a_post("senco"), at_school(Role.SENCO, SCHOOL)),
        (a_post("headteacher"), at_school(Role.HEAD, SCHOOL)),
        (a_post("office"), at_school(Role.OFFICE, SCHOOL)),
        (a_post("office", None), Grant(role=Role.OFFICE, scope=Scope.TRUST)),
        (a_post("trust-send-lead", None), Grant(role=Role.TRUST_LEAD, scope=Scope.TRUST)),
        (a_post("trust-send-lead"), Grant(role=Role.TRUST_LEAD, scope=Scope.TRUST)),
        (a_post("teacher", None), None),
        (a_post("senco", None), None),
    ],
)
def test_a_post_gives_the_grant_of_its_role(post: dict[str, Any], grant: Grant | None) -> None:
    assert staff_grants([post], TODAY) == ([grant] if grant else [])


@pytest.mark.parametrize(
    ("started_on", "ended_on", "holds"),
    [
        ("2020-09-01", None, True),
        (TODAY_ISO, None, True),
        ("2026-11-23", None, False),
        ("2020-09-01", TODAY_ISO, True),
        ("2020-09-01", "2026-11-21", False),
    ],
)
def test_a_post_holds_from_its_first_day_to_its_last(
    started_on: str, ended_on: str | None, holds: bool
) -> None:
    assert in_force(a_post("teacher", started_on=started_on, ended_on=ended_on), TODAY) is holds


def a_link(**values: Any) -> dict[str, Any]:
    usual = {"barred": False, "parental_responsibility": False}
    return usual | {"relationship": "other", "opens": {"_id": PUPIL}} | values


@pytest.mark.parametrize(
    ("link", "sees"),
    [
        (a_link(relationship="mother"), True),
        (a_link(relationship="father"), True),
        (a_link(relationship="parent"), True),
        (a_link(parental_responsibility=True), True),
        (a_link(relationship="grandparent"), False),
        (a_link(relationship="step-parent"), False),
        (a_link(relationship="social-worker"), False),
        (a_link(relationship="mother", barred=True, parental_responsibility=True), False),
    ],
)
def test_parents_see_their_child_unless_barred(link: dict[str, Any], sees: bool) -> None:
    assert parent_grants([link]) == ([of_pupil(PUPIL)] if sees else [])


@pytest.mark.parametrize(
    ("changes", "today", "has"),
    [
        ({}, date(2026, 6, 26), False),
        ({}, date(2026, 6, 27), True),
        ({"left_on": "2026-06-30"}, date(2026, 7, 1), True),
        ({"erased": True}, date(2026, 6, 27), False),
        ({"merged_into": SCHOOL}, date(2026, 6, 27), False),
    ],
)
def test_a_young_person_has_the_right_from_the_day_after_compulsory_school_age(
    changes: dict[str, Any], today: date, has: bool
) -> None:
    pupil = {"_id": PUPIL, "erased": False, "merged_into": None}
    pupil |= {"end_of_compulsory_school_age": "2026-06-26"} | changes
    wanted = [of_pupil(PUPIL, Role.YOUNG_PERSON)] if has else []
    assert young_person_grants(pupil, today) == wanted


def taken_in(directory: Directory, tmp_path: Any, **parts: list[Row]) -> Directory:
    directory.take(read(tmp_path / "export", **parts))
    return directory


def test_grants_follow_from_what_the_import_said(directory: Directory, tmp_path: Any) -> None:
    posts = [POST, POST | {"Role": "SENCO"}, POST | {"Role": "TA"}]
    other = LINK | {"Pupil ID": "P2", "No contact": "Y"}
    taken_in(directory, tmp_path, staff=posts, contacts=[LINK, other])
    school = directory.id("school", "141207")
    staff, guardian = directory.id("staff", "S1"), directory.id("guardian", "C1")
    assert set(grants_of(directory.views, staff, TODAY)) == {
        at_school(Role.TEACHER, school),
        at_school(Role.SENCO, school),
    }
    assert grants_of(directory.views, guardian, TODAY) == (of_pupil(directory.id("pupil", "P1")),)
    assert grants_of(directory.views, UUID(int=1), TODAY) == ()
    pupil = directory.id("pupil", "P1")
    assert grants_of(directory.views, pupil, TODAY) == ()
    assert grants_of(directory.views, pupil, date(2032, 7, 1)) == (
        of_pupil(pupil, Role.YOUNG_PERSON),
    )


def test_who_leaves_or_is_barred_is_out(directory: Directory, tmp_path: Any) -> None:
    taken_in(directory, tmp_path, staff=[POST], contacts=[LINK])
    staff, guardian = directory.id("staff", "S1"), directory.id("guardian", "C1")
    taken_in(
        directory,
        tmp_path,
        staff=[POST | {"End date": "2026-11-21"}],
        contacts=[LINK | {"No contact": "Y"}],
    )
    assert grants_of(directory.views, staff, TODAY) == ()
    assert grants_of(directory.views, guardian, TODAY) == ()
    taken_in(directory, tmp_path, staff=[POST], contacts=[LINK])
    assert len(grants_of(directory.views, guardian, TODAY)) == 1
    link = directory.views["guardianships_1"].find_one({"guardian_id": guardian})
    assert link is not None
    directory.carry_out(UnlinkGuardian(guardianship_id=link["_id"], told_on=LATER))
    assert grants_of(directory.views, guardian, TODAY) == ()


def test_an_address_says_who_it_is(directory: Directory, tmp_path: Any) -> None:
    taken_in(directory, tmp_path, staff=[POST], contacts=[LINK])
    views, index = directory.views, directory.records.index
    staff, guardian = directory.id("staff", "S1"), directory.id("guardian", "C1")
    assert staff_by_email(views, index, "NELL@hexley.example", TODAY) == staff
    assert guardian_by_email(views, index, "NELL@hexley.example") is None
    assert guardian_by_email(views, index, "ines@family.example ") == guardian
    assert staff_by_email(views, index, "ines@family.example ", TODAY) is None
    assert staff_by_email(views, index, "ines@family.example", TODAY) is None
    assert guardian_by_email(views, index, "nell@hexley.example") is None
    assert guardian_by_email(views, index, "nobody@family.example") is None


def test_an_address_that_a_leaver_had_is_its_new_holders(
    directory: Directory, tmp_path: Any
) -> None:
    """One after the other: within one export an address is only the first one's."""
    taken_in(directory, tmp_path, staff=[POST])
    taken_in(directory, tmp_path, staff=[POST | {"End date": "2026-11-21"}])
    taken_in(directory, tmp_path, staff=[POST | {"Staff ID": "S2", "Forename": "Ada"}])
    views, index = directory.views, directory.records.index
    found = staff_by_email(views, index, "nell@hexley.example", TODAY)
    assert found == directory.id("staff", "S2")
    assert staff_by_email(views, index, "nell@hexley.example", date(2020, 1, 1)) is None


def test_of_guardians_who_share_an_address_it_is_the_one_to_be_asked_first(
    directory: Directory, tmp_path: Any
) -> None:
    father = LINK | {"Contact ID": "C2", "Forename": "Raúl", "Priority": "1"}
    taken_in(directory, tmp_path, contacts=[LINK | {"Priority": "2"}, father])
    found = guardian_by_email(directory.views, directory.records.index, "ines@family.example")
    assert found == directory.id("guardian", "C2")


def test_of_guardians_who_share_an_address_it_is_one_who_may_see_the_pupil(
    directory: Directory, tmp_path: Any
) -> None:
    no_parent = {"Priority": "1", "Relationship": "Step-parent", "Parental responsibility": "N"}
    asked_first = LINK | {"Contact ID": "C2", "Forename": "Raúl"} | no_parent
    taken_in(directory, tmp_path, contacts=[LINK | {"Priority": "2"}, asked_first])
    found = guardian_by_email(directory.views, directory.records.index, "ines@family.example")
    assert found == directory.id("guardian", "C1")


def test_an_address_that_a_barred_guardian_shares_opens_nothing(
    directory: Directory, tmp_path: Any
) -> None:
    barred = LINK | {"Contact ID": "C2", "Forename": "Raúl", "No contact": "Y"}
    taken_in(directory, tmp_path, contacts=[LINK, barred])
    index = directory.records.index
    assert guardian_by_email(directory.views, index, "ines@family.example") is None


def test_a_guardian_barred_from_one_still_signs_in_for_the_other(
    directory: Directory, tmp_path: Any
) -> None:
    links = [LINK, LINK | {"Pupil ID": OTHER_PUPIL["Pupil ID"], "No contact": "Y"}]
    taken_in(directory, tmp_path, contacts=links)
    found = guardian_by_email(directory.views, directory.records.index, "ines@family.example")
    assert found == directory.id("guardian", "C1")
