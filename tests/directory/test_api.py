"""The api, asked as each kind of person: what is answered, what is written down first."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.directory.importing import run_import
from shared.access.grants import Grant, Role, Scope
from tests.directory.kit import OPS, TRUST_LEAD, Directory, at_school, of_pupil
from tests.directory.mis.exports import (
    LINK,
    OTHER_PUPIL,
    OTHER_SCHOOL,
    POST,
    PUPIL,
    SCHOOL,
    TERM,
    TODAY,
    read,
)
from tests.servers import MongoServer, drop_databases, new_trust_code

THIRD_PUPIL = PUPIL | {
    "Pupil ID": "P3",
    "School URN": OTHER_SCHOOL["School URN"],
    "UPN": "",
    "Legal forename": "Zara",
    "Preferred forename": "Zaz",
}
FATHER = LINK | {
    "Contact ID": "C2",
    "Forename": "Raúl",
    "Relationship": "Father",
    "No contact": "Y",
    "Email": "raul@family.example",
}
STRANGER = LINK | {"Contact ID": "C3", "Pupil ID": "P3", "Forename": "Zuri"}


@pytest.fixture(scope="module")
def told(mongod: MongoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    """Two schools; Petra and Idris at one, Zara at the other; Petra's mother, her barred father."""
    folder = tmp_path_factory.mktemp("directory")
    code = new_trust_code()
    directory = Directory(mongod, code, folder)
    posts = [POST, POST | {"Staff ID": "S2", "Role": "SENCO", "Title": "", "Work email": ""}]
    export = read(
        folder / "export",
        schools=[SCHOOL, OTHER_SCHOOL | {"Name": "Hexley School"}],
        pupils=[PUPIL, OTHER_PUPIL, THIRD_PUPIL],
        contacts=[LINK | {"Relationship": "Mother"}, FATHER, STRANGER],
        staff=posts,
        terms=[TERM],
    )
    run_import(export, directory.records, today=TODAY, progress=lambda *_: None)
    directory.catch_up()
    yield directory
    directory.close()
    drop_databases(mongod, code)


class Asking:
    """Requests by somebody with these grants."""

    def __init__(self, directory: Directory, *grants: Grant, person_id: UUID | None = None) -> None:
        self.directory = directory
        self.person_id = person_id or uuid4()
        self._grants = grants

    def get(self, address: str) -> Any:
        headers = self.directory.headers(*self._grants, person_id=self.person_id)
        return self.directory.client.get(address, headers=headers)

    def post(self, address: str, body: dict[str, Any]) -> Any:
        headers = self.directory.headers(*self._grants, person_id=self.person_id)
        return self.directory.client.post(address, json=body, headers=headers)

    def find(self, text: str, urn: str = SCHOOL["School URN"]) -> Any:
        school_id = str(self.directory.id("school", urn))
        return self.post("/pupils/find", {"school_id": school_id, "text": text})

    def names(self, *ids: UUID) -> dict[UUID, dict[str, Any]]:
        reply = self.post("/names", {"ids": [str(one) for one in ids]})
        assert reply.status_code == 200, reply.json
        return {UUID(one["id"]): one for one in reply.json["names"]}

    def opened(self) -> list[tuple[UUID, str]]:
        """What this person opened, by the access log: pupil and what."""
        found = self.directory.main["access_log"].find({"person_id": self.person_id})
        return sorted((one["pupil_id"], one["what"]) for one in found)


@pytest.fixture
def petra(told: Directory) -> UUID:
    return told.id("pupil", "P1")


@pytest.fixture
def zara(told: Directory) -> UUID:
    return told.id("pupil", "P3")


@pytest.fixture
def senco(told: Directory) -> Asking:
    return Asking(told, at_school(Role.SENCO, told.id("school", "141207")))


@pytest.fixture
def teacher(told: Directory) -> Asking:
    return Asking(told, at_school(Role.TEACHER, told.id("school", "141207")))


@pytest.fixture
def mother(told: Directory, petra: UUID) -> Asking:
    return Asking(told, of_pupil(petra), person_id=told.id("guardian", "C1"))


def test_everyone_sees_the_schools_with_their_terms(told: Directory, mother: Asking) -> None:
    schools = mother.get("/schools").json["schools"]
    assert [school["urn"] for school in schools] == ["141207", "141208"]
    assert schools[0]["terms"][0] == {
        "name": "Autumn 1",
        "first_day": "2026-09-03",
        "last_day": "2026-10-20",
        "closed_on": [],
    }
    one = mother.get(f"/schools/{told.id('school', '141207')}").json
    assert one == schools[0]
    assert one["senco_ids"] == [str(told.id("staff", "S2"))]
    assert mother.get(f"/schools/{uuid4()}").status_code == 404


def test_a_teacher_finds_a_pupil_of_the_school_by_name(teacher: Asking, petra: UUID) -> None:
    reply = teacher.find("nún")
    assert reply.status_code == 200
    [found, idris] = reply.json["pupils"]
    assert (idris["name"], found["name"]) == ("Petra Núñez", "Idris Núñez")
    assert reply.json["more"] is False
    [only] = teacher.find("petra n").json["pupils"]
    assert UUID(only["id"]) == petra
    assert (only["year_group"], only["kind"], only["erased"]) == ("5", "pupil", False)
    assert "upn" not in only
    assert "date_of_birth" not in only


def test_a_upn_finds_its_pupil(senco: Asking, petra: UUID) -> None:
    [found] = senco.find(" v201361425001 ").json["pupils"]
    assert UUID(found["id"]) == petra
    assert senco.find("U33010552401B").json["pupils"] == []


def test_whom_a_search_shows_is_written_down(told: Directory, petra: UUID) -> None:
    asking = Asking(told, at_school(Role.TEACHER, told.id("school", "141207")))
    asking.find("petra")
    assert asking.opened() == [(petra, "name")]


def test_a_search_needs_three_letters(teacher: Asking) -> None:
    reply = teacher.find("Pe")
    assert reply.status_code == 422
    assert reply.json["errors"] == {"text": ["Enter at least 3 letters of the name"]}


@pytest.mark.parametrize(
    ("upn", "said"),
    [
        ("A201361425001", "Check the UPN: with these digits the first letter is V"),
        ("V201361425010", "Check the UPN: with these digits the first letter is U"),
        ("V2013614250011", "Enter a UPN like V201361425001"),
        ("V000361425001", "Check the UPN: no local authority has the number 000"),
        ("2013614250", "Enter a UPN like V201361425001"),
    ],
)
def test_a_upn_that_is_none_is_named_with_what_to_correct(
    told: Directory, senco: Asking, upn: str, said: str
) -> None:
    before = told.commits()
    reply = senco.find(upn)
    assert reply.status_code == 422
    assert reply.json["errors"] == {"text": [said]}
    assert told.commits() == before


def test_a_right_upn_that_nobody_has_finds_nobody(senco: Asking) -> None:
    assert senco.find("M201361425004").json["pupils"] == []


def test_nobody_searches_another_school(told: Directory, teacher: Asking, mother: Asking) -> None:
    assert teacher.find("zar", OTHER_SCHOOL["School URN"]).status_code == 404
    assert mother.find("petra").status_code == 403
    lead = Asking(told, TRUST_LEAD)
    [found] = lead.find("zaz", OTHER_SCHOOL["School URN"]).json["pupils"]
    assert found["name"] == "Zaz Núñez"


def test_names_come_in_one_call_within_the_callers_rights(
    told: Directory, senco: Asking, petra: UUID, zara: UUID
) -> None:
    nell, ines, zuri = told.id("staff", "S1"), told.id("guardian", "C1"), told.id("guardian", "C3")
    raul, unknown = told.id("guardian", "C2"), uuid4()
    names = senco.names(petra, zara, nell, ines, raul, zuri, unknown)
    assert {one["name"] for one in names.values()} == {
        "Petra Núñez",
        "Ms Darlow",
        "Inés Núñez",
        "Raúl Núñez",
    }
    assert set(names) == {petra, nell, ines, raul}
    assert names[petra]["kind"] == "pupil"
    assert senco.opened() == [(petra, "guardian-name"), (petra, "name")]


def test_a_teacher_is_told_no_guardians_name(told: Directory, teacher: Asking, petra: UUID) -> None:
    assert set(teacher.names(petra, told.id("guardian", "C1"))) == {petra}


def test_a_parent_is_told_their_own_childs_names_and_never_who_is_barred(
    told: Directory, mother: Asking, petra: UUID, zara: UUID
) -> None:
    idris, nell = told.id("pupil", "P2"), told.id("staff", "S1")
    raul = told.id("guardian", "C2")
    names = mother.names(petra, zara, idris, nell, mother.person_id, raul)
    assert set(names) == {petra, nell, mother.person_id}


def test_a_barred_father_is_told_nothing(told: Directory, petra: UUID) -> None:
    father = Asking(told, person_id=told.id("guardian", "C2"))
    assert father.get(f"/pupils/{petra}").status_code == 403
    other = Asking(told, of_pupil(uuid4()), person_id=told.id("guardian", "C2"))
    assert other.get(f"/pupils/{petra}").status_code == 404
    assert set(other.names(petra, told.id("guardian", "C1"), other.person_id)) == {other.person_id}


def test_a_name_without_a_title_is_said_in_full(told: Directory, teacher: Asking) -> None:
    second = told.id("staff", "S2")
    assert teacher.names(second)[second]["name"] == "Nell Darlow"


def test_a_list_of_names_is_bounded(teacher: Asking) -> None:
    too_many = [str(uuid4()) for _ in range(101)]
    assert teacher.post("/names", {"ids": too_many}).status_code == 422
    assert teacher.post("/names", {"ids": []}).status_code == 422


def test_the_senco_reads_the_header_and_that_is_written_down(senco: Asking, petra: UUID) -> None:
    reply = senco.get(f"/pupils/{petra}")
    assert reply.status_code == 200
    header = reply.json
    assert header["name"] == "Petra Núñez"
    assert (header["upn"], header["date_of_birth"]) == ("V201361425001", "2016-02-03")
    assert header["sen"] == {"status": "K", "since": None, "needs": []}
    assert header["end_of_compulsory_school_age"] == "2032-06-25"
    assert senco.opened() == [(petra, "pupil")]


def test_a_parent_reads_the_header_without_the_upn(mother: Asking, petra: UUID) -> None:
    header = mother.get(f"/pupils/{petra}").json
    assert header["name"] == "Petra Núñez"
    assert "upn" not in header


def test_another_schools_pupil_is_not_there(
    senco: Asking, mother: Asking, teacher: Asking, zara: UUID, petra: UUID
) -> None:
    for asking in (senco, mother):
        for page in ("", "/family", "/opened"):
            assert asking.get(f"/pupils/{zara}{page}").status_code == 404
    assert teacher.get(f"/pupils/{petra}").status_code == 403
    assert senco.get(f"/pupils/{uuid4()}").status_code == 404
    assert senco.opened() == []


def test_staff_see_the_family_with_the_ways_to_reach_them(senco: Asking, petra: UUID) -> None:
    guardians = senco.get(f"/pupils/{petra}/family").json["guardians"]
    by_name = {one["name"]: one for one in guardians}
    assert set(by_name) == {"Inés Núñez", "Raúl Núñez"}
    assert by_name["Raúl Núñez"]["barred"] is True
    mother = by_name["Inés Núñez"]
    assert (mother["relationship"], mother["parental_responsibility"]) == ("mother", True)
    assert (mother["email"], mother["mobile"]) == ("ines@family.example", "+447700900123")
    assert senco.opened() == [(petra, "family")]


def test_a_parent_sees_names_but_no_address_and_nobody_barred(mother: Asking, petra: UUID) -> None:
    [only] = mother.get(f"/pupils/{petra}/family").json["guardians"]
    assert only["name"] == "Inés Núñez"
    assert {"address", "postcode", "mobile", "email"}.isdisjoint(only)


def test_the_family_sees_who_looked(
    told: Directory, senco: Asking, mother: Asking, petra: UUID
) -> None:
    senco.get(f"/pupils/{petra}")
    opened = mother.get(f"/pupils/{petra}/opened").json["opened"]
    assert opened[0]["person_id"] == str(senco.person_id)
    assert (opened[0]["role"], opened[0]["what"]) == ("senco", "pupil")
    assert (opened[0]["service"], opened[0]["why"]) == ("directory", "pupil.read")


def test_a_parent_is_told_whose_pages_are_theirs(
    told: Directory, mother: Asking, petra: UUID
) -> None:
    me = mother.get("/me").json
    assert (me["name"], me["kind"]) == ("Inés Núñez", "guardian")
    [link] = me["links"]
    assert (link["pupil_id"], link["relationship"]) == (str(petra), "mother")
    assert link["school_id"] == str(told.id("school", "141207"))


def test_a_barred_parent_a_teacher_and_an_operator_have_no_links(told: Directory) -> None:
    barred = Asking(told, of_pupil(uuid4()), person_id=told.id("guardian", "C2"))
    assert barred.get("/me").json["links"] == []
    without_right = Asking(told, of_pupil(uuid4()), person_id=told.id("guardian", "C1"))
    assert without_right.get("/me").json["links"] == []
    school = told.id("school", "141207")
    nell = Asking(told, at_school(Role.TEACHER, school), person_id=told.id("staff", "S1"))
    assert nell.get("/me").json | {"links": []} == nell.get("/me").json
    assert nell.get("/me").json["name"] == "Ms Darlow"
    operator = Asking(told, OPS)
    assert operator.get("/me").json == {"person_id": str(operator.person_id), "links": []}


def test_a_young_persons_link_is_their_own(told: Directory, petra: UUID) -> None:
    asking = Asking(told, of_pupil(petra, Role.YOUNG_PERSON), person_id=petra)
    me = asking.get("/me").json
    assert (me["name"], me["kind"]) == ("Petra Núñez", "pupil")
    assert [link["relationship"] for link in me["links"]] == ["self"]


def test_whoever_may_import_sees_the_journal(told: Directory, senco: Asking) -> None:
    [entry] = Asking(told, OPS).get("/imports").json["imports"]
    assert (entry["state"], entry["accepted"]["pupils"]) == ("done", 3)
    assert senco.get("/imports").status_code == 403


def test_office_staff_open_no_name(told: Directory, petra: UUID) -> None:
    office = Asking(told, at_school(Role.OFFICE, told.id("school", "141207")))
    assert office.names(petra, told.id("staff", "S1")) == {}
    both = Asking(
        told,
        Grant(role=Role.OFFICE, scope=Scope.TRUST),
        at_school(Role.TEACHER, told.id("school", "141207")),
    )
    assert set(both.names(petra, told.id("staff", "S1"))) == {petra, told.id("staff", "S1")}


def test_only_ops_may_erase(senco: Asking, mother: Asking, petra: UUID) -> None:
    for asking in (senco, mother):
        assert asking.post(f"/pupils/{petra}/erasure", {}).status_code == 403


def test_without_a_token_there_is_nothing(told: Directory, petra: UUID) -> None:
    for address in ("/schools", f"/pupils/{petra}", "/me", "/imports"):
        assert told.client.get(address).status_code == 401
