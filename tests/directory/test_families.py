"""Who is what to which child where two records of one child were merged."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.directory.domain.commands import ErasePupil, MergePupils, UnlinkGuardian
from services.directory.grants import grants_of
from services.directory.queries import family_links, guardian_by_email, guardians_with_email
from shared.access.grants import Role
from tests.directory.kit import Directory, at_school, of_pupil
from tests.directory.mis.exports import (
    LINK,
    OTHER_PUPIL,
    OTHER_SCHOOL,
    PUPIL,
    SCHOOL,
    TODAY,
    Row,
    read,
)
from tests.directory.test_api import Asking

THIRD_PUPIL = PUPIL | {"Pupil ID": "P3", "UPN": "", "Legal forename": "Zara"}
LINK_TO_OTHER = LINK | {"Pupil ID": "P2"}
BARRED = {"No contact": "Y"}
FATHER = LINK | {"Contact ID": "C2", "Forename": "Raúl", "Relationship": "Father"}
FATHER_OF_OTHER = FATHER | {"Pupil ID": "P2"}


@pytest.fixture
def told(directory: Directory, tmp_path: Path) -> Any:
    """Take an export with these contacts."""

    def take(*contacts: Row) -> None:
        pupils = [PUPIL, OTHER_PUPIL, THIRD_PUPIL]
        directory.take(read(tmp_path / "export", pupils=pupils, contacts=contacts))

    return take


@pytest.fixture
def old(directory: Directory) -> UUID:
    return directory.id("pupil", "P1")


@pytest.fixture
def new(directory: Directory) -> UUID:
    return directory.id("pupil", "P2")


def merge(directory: Directory, old: UUID, new: UUID) -> None:
    directory.carry_out(MergePupils(pupil_id=old, into_pupil_id=new, told_on=TODAY))


def sees(directory: Directory, contact: str = "C1") -> set[UUID | None]:
    """The pupils of this guardian's grants; family_links are of the same."""
    guardian = directory.id("guardian", contact)
    links = family_links(directory.views, guardian)
    found = {grant.id for grant in grants_of(directory.views, guardian, TODAY)}
    assert {link["pupil_id"] for link in links} == found
    assert len({link["guardianship_id"] for link in links}) == len(links)
    return found


@pytest.mark.parametrize("first", [True, False], ids=["merged record", "record that goes on"])
def test_an_order_in_one_record_bars_from_the_child(
    directory: Directory, told: Any, old: UUID, new: UUID, *, first: bool
) -> None:
    bars = (BARRED, {}) if first else ({}, BARRED)
    told(LINK | bars[0], LINK_TO_OTHER | bars[1])
    assert sees(directory) == {new if first else old}
    merge(directory, old, new)
    assert sees(directory) == set()


def test_an_order_that_comes_after_the_merger_bars_from_both(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    told(LINK, LINK_TO_OTHER)
    merge(directory, old, new)
    assert sees(directory) == {new}
    told(LINK, LINK_TO_OTHER | BARRED)
    assert sees(directory) == set()


def test_an_order_bars_along_the_whole_chain_and_from_no_other_child(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    third = directory.id("pupil", "P3")
    told(LINK | BARRED, LINK | {"Pupil ID": "P3"})
    merge(directory, old, new)
    assert sees(directory) == {third}
    merge(directory, new, third)
    assert sees(directory) == set()


def test_an_order_bars_along_a_chain_in_which_every_record_has_the_guardian(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    third = directory.id("pupil", "P3")
    told(LINK | BARRED, LINK_TO_OTHER, LINK | {"Pupil ID": "P3"})
    merge(directory, old, new)
    merge(directory, new, third)
    assert sees(directory) == set()


def test_an_order_holds_also_where_the_link_has_ended(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    told(LINK | BARRED, LINK_TO_OTHER)
    unlink(directory, old)
    merge(directory, old, new)
    assert sees(directory) == set()


def test_an_address_that_is_shared_with_a_barred_guardian_whose_link_has_ended_opens_nothing(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    told(FATHER | BARRED, LINK_TO_OTHER)
    unlink(directory, old)
    merge(directory, old, new)
    views, index = directory.views, directory.records.index
    assert guardian_by_email(views, index, "ines@family.example") is None


def test_the_address_of_a_barred_guardian_whose_link_has_ended_is_no_young_persons(
    directory: Directory, told: Any, old: UUID
) -> None:
    views, index = directory.views, directory.records.index
    told(LINK | BARRED)
    unlink(directory, old)
    assert guardians_with_email(views, index, "ines@family.example")


def unlink(directory: Directory, pupil_id: UUID) -> None:
    link = directory.views["guardianships_1"].find_one({"pupil_id": pupil_id})
    assert link is not None
    directory.carry_out(UnlinkGuardian(guardianship_id=link["_id"], told_on=TODAY))


def test_a_guardian_of_the_merged_record_alone_opens_the_one_that_goes_on(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    told(LINK)
    merge(directory, old, new)
    guardian = directory.id("guardian", "C1")
    assert grants_of(directory.views, guardian, TODAY) == (of_pupil(new),)
    third = directory.id("pupil", "P3")
    merge(directory, new, third)
    assert sees(directory) == {third}
    [link] = Asking(directory, of_pupil(third), person_id=guardian).get("/me").json["links"]
    theirs = directory.views["guardianships_1"].find_one({"pupil_id": old})
    assert theirs is not None
    assert link["guardianship_id"] == str(theirs["_id"])


def test_the_record_that_goes_on_says_itself_what_somebody_is_to_the_child(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    told(LINK, LINK_TO_OTHER)
    merge(directory, old, new)
    unlink(directory, new)
    assert sees(directory) == set()


def test_the_record_that_goes_on_shows_whom_only_the_merged_one_tells_of(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    told(LINK, FATHER | BARRED, FATHER_OF_OTHER)
    merge(directory, old, new)
    senco = Asking(directory, at_school(Role.SENCO, directory.id("school", SCHOOL["School URN"])))
    ines, raul = directory.id("guardian", "C1"), directory.id("guardian", "C2")

    def family(person: Asking) -> dict[str, bool]:
        guardians = person.get(f"/pupils/{new}/family").json["guardians"]
        assert len(guardians) == len({one["guardian_id"] for one in guardians})
        return {one["guardian_id"]: one["barred"] for one in guardians}

    assert family(senco) == {str(ines): False, str(raul): True}
    assert family(Asking(directory, of_pupil(new), person_id=ines)) == {str(ines): False}
    [hers] = directory.views["guardianships_1"].find({"guardian_id": ines})
    assert senco.post(f"/pupils/{new}/family/{hers['_id']}/unlinking", {}).status_code == 200
    directory.catch_up()
    assert (family(senco), sees(directory)) == ({str(raul): True}, set())


def test_an_order_that_only_the_merged_record_has_is_shown_on_the_one_that_goes_on(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    told(FATHER | BARRED)
    merge(directory, old, new)
    senco = Asking(directory, at_school(Role.SENCO, directory.id("school", SCHOOL["School URN"])))
    [raul] = senco.get(f"/pupils/{new}/family").json["guardians"]
    assert (raul["guardian_id"], raul["barred"]) == (str(directory.id("guardian", "C2")), True)


def test_families_are_not_shown_who_is_barred_in_another_record(
    directory: Directory, told: Any, old: UUID, new: UUID
) -> None:
    told(LINK, LINK_TO_OTHER, FATHER | BARRED, FATHER_OF_OTHER)
    merge(directory, old, new)
    ines, raul = directory.id("guardian", "C1"), directory.id("guardian", "C2")
    mother = Asking(directory, of_pupil(new), of_pupil(old), person_id=ines)
    assert set(mother.names(ines, raul)) == {ines}
    for record in (old, new):
        [only] = mother.get(f"/pupils/{record}/family").json["guardians"]
        assert only["guardian_id"] == str(ines)


def test_a_merged_record_is_named_where_the_record_that_goes_on_is(
    directory: Directory, tmp_path: Path, old: UUID, new: UUID
) -> None:
    there = [PUPIL | {"School URN": OTHER_SCHOOL["School URN"]}, OTHER_PUPIL]
    directory.take(read(tmp_path / "export", pupils=there))
    schools = [directory.id("school", one["School URN"]) for one in (OTHER_SCHOOL, SCHOOL)]
    before, now = (Asking(directory, at_school(Role.SENCO, one)) for one in schools)
    mother = Asking(directory, of_pupil(new))
    assert [set(person.names(old)) for person in (before, now, mother)] == [{old}, set(), set()]
    merge(directory, old, new)
    assert [set(person.names(old)) for person in (before, now, mother)] == [set(), {old}, {old}]


@pytest.mark.parametrize("merged", [False, True])
def test_nobody_has_a_grant_for_an_erased_pupil(
    directory: Directory, told: Any, old: UUID, new: UUID, *, merged: bool
) -> None:
    told(LINK)
    if merged:
        merge(directory, old, new)
    directory.carry_out(ErasePupil(pupil_id=new if merged else old, told_on=TODAY))
    assert sees(directory) == set()
