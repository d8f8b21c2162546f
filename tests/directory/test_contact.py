"""A pupil's own address: recorded by the SENCO, opening something for a young person alone."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.directory.contact import family_by_email
from services.directory.domain.commands import ErasePupil, MergePupils, RecordPupilContact
from services.directory.domain.events import PupilContactRecorded
from services.directory.domain.pupil import Pupil, PupilIsErased, PupilIsMerged, decide, evolve
from services.directory.grants import grants_of
from shared.access.grants import Grant, Role
from shared.errors import NotFound
from shared.personal import Audience
from shared.sealing import ERASED
from tests.directory.examples import OTHER_PUPIL as OTHER_ID
from tests.directory.examples import PUPIL as PUPIL_ID
from tests.directory.examples import RECORD_PUPIL, TOLD_ON, text
from tests.directory.kit import OPS, TRUST_LEAD, Directory, at_school, of_pupil
from tests.directory.mis.exports import LINK, OTHER_PUPIL, PUPIL, read
from tests.scenario import Scenario

ADDRESS = "petra.n@post.example"
# Petra was born on 3 February 2016: her last day as a child is Friday 25 June 2032.
LAST_DAY = date(2032, 6, 25)
YOUNG = LAST_DAY + timedelta(days=1)
CONTACT = RecordPupilContact(
    pupil_id=PUPIL_ID, email=text(PUPIL_ID, ADDRESS, Audience.STAFF), told_on=TOLD_ON
)
pupil = Scenario(decide, evolve, Pupil())
known = pupil.after(RECORD_PUPIL)


def test_an_address_is_recorded_once() -> None:
    assert known.when(CONTACT) == [
        PupilContactRecorded(pupil_id=PUPIL_ID, email=CONTACT.email, effective_on=TOLD_ON)
    ]
    assert known.after(CONTACT).when(CONTACT) == []


def test_an_address_that_is_not_theirs_any_more_is_taken_back() -> None:
    none = RecordPupilContact(pupil_id=PUPIL_ID, email=None, told_on=TOLD_ON)
    assert known.when(none) == []
    assert known.after(CONTACT).when(none) == [
        PupilContactRecorded(pupil_id=PUPIL_ID, email=None, effective_on=TOLD_ON)
    ]


def test_nothing_is_recorded_about_who_is_not_there() -> None:
    with pytest.raises(NotFound):
        pupil.when(CONTACT)
    with pytest.raises(PupilIsErased):
        known.after(ErasePupil(pupil_id=PUPIL_ID, told_on=TOLD_ON)).when(CONTACT)
    merge = MergePupils(pupil_id=PUPIL_ID, into_pupil_id=OTHER_ID, told_on=TOLD_ON)
    with pytest.raises(PupilIsMerged):
        known.after(merge).when(CONTACT)


@pytest.fixture
def told(directory: Directory, tmp_path: Path) -> Directory:
    directory.take(read(tmp_path / "export", contacts=[LINK]))
    return directory


def petra(directory: Directory) -> UUID:
    return directory.id("pupil", "P1")


def asks(
    directory: Directory, address: str, body: Any = None, *, grant: Grant | None = None
) -> Any:
    """What the school's SENCO, or whoever has this grant, is answered."""
    senco = at_school(Role.SENCO, directory.id("school", "141207"))
    headers = directory.headers(grant or senco)
    if body is None:
        return directory.client.get(address, headers=headers)
    reply = directory.client.post(address, json=body, headers=headers)
    directory.catch_up()
    return reply


def record(directory: Directory, email: str | None = ADDRESS, pupil_id: UUID | None = None) -> Any:
    about = pupil_id or petra(directory)
    return asks(directory, f"/pupils/{about}/contact", {"email": email})


def found(directory: Directory, email: str, today: date = YOUNG) -> UUID | None:
    return family_by_email(directory.views, directory.records, email, today)


def test_a_young_person_signs_in_by_it_and_a_child_does_not(told: Directory) -> None:
    assert found(told, ADDRESS) is None
    assert record(told).status_code == 200
    assert found(told, ADDRESS.upper()) == petra(told)
    assert found(told, ADDRESS, LAST_DAY) is None
    assert grants_of(told.views, petra(told), YOUNG) == (of_pupil(petra(told), Role.YOUNG_PERSON),)


def test_the_same_address_again_is_no_news(told: Directory) -> None:
    first, before = record(told), told.commits()
    assert record(told).json == first.json
    assert told.commits() == before


def test_another_address_takes_the_place_of_the_first(told: Directory) -> None:
    record(told)
    record(told, "p.nunez@sixthform.example")
    assert found(told, ADDRESS) is None
    assert found(told, "p.nunez@sixthform.example") == petra(told)
    record(told, None)
    assert found(told, "p.nunez@sixthform.example") is None


def test_the_next_import_leaves_it_alone(told: Directory, tmp_path: Path) -> None:
    record(told)
    moved_up = [PUPIL | {"Year group": "6"}, OTHER_PUPIL]
    told.take(read(tmp_path / "again", pupils=moved_up, contacts=[LINK]))
    assert found(told, ADDRESS) == petra(told)


def test_an_address_that_a_guardian_has_too_is_the_guardians(told: Directory) -> None:
    record(told, "ines@family.example")
    assert found(told, "ines@family.example") == told.id("guardian", "C1")


def test_an_address_of_a_barred_guardian_lets_no_young_person_in(
    directory: Directory, tmp_path: Path
) -> None:
    barred = LINK | {"Contact ID": "C2", "No contact": "Y"}
    directory.take(read(tmp_path / "export", contacts=[LINK, barred]))
    record(directory, "ines@family.example")
    assert found(directory, "ines@family.example") is None


def test_an_address_of_two_young_people_lets_neither_in(told: Directory) -> None:
    record(told)
    record(told, ADDRESS, told.id("pupil", "P2"))
    assert found(told, ADDRESS) is None


def test_the_record_and_not_the_index_says_whose_it_is(told: Directory) -> None:
    """As after a crash between the two: what was never recorded opens nothing."""
    record(told)
    told.records.index.put_address(petra(told), "somebody@else.example")
    assert found(told, "somebody@else.example") is None
    record(told)  # asked again, it puts the index right
    assert found(told, ADDRESS) == petra(told)


def test_an_erasure_removes_it_and_lets_nobody_in(told: Directory) -> None:
    record(told)
    asks(told, f"/pupils/{petra(told)}/erasure", {}, grant=OPS)
    assert found(told, ADDRESS) is None
    digest = told.records.index.email(ADDRESS)
    assert [one for one in told.blind_index() if one.get("email") == digest] == []
    fresh = told.new_records()
    kept = told.views["pupils_1"].find_one({"_id": petra(told)})
    assert kept is not None
    assert fresh.index.with_email(ADDRESS, "pupil", most=5) == []
    assert asks(told, f"/pupils/{petra(told)}").json["email"] == ERASED
    refused = record(told)
    assert (refused.status_code, refused.json["rule"]) == (409, "PupilIsErased")
    told.records.index.put_address(petra(told), ADDRESS)  # as a request at the same time would
    assert [one for one in told.blind_index() if one["_id"] == petra(told)] == []


def test_staff_of_the_school_read_it_and_nobody_else(told: Directory) -> None:
    record(told)
    address = f"/pupils/{petra(told)}"
    assert asks(told, address).json["email"] == ADDRESS
    for role in (Role.PARENT, Role.YOUNG_PERSON):
        shown = asks(told, address, grant=of_pupil(petra(told), role))
        assert shown.status_code == 200
        assert ADDRESS not in shown.get_data(as_text=True)
    assert ADDRESS.encode() not in told.everything_stored()


def test_only_the_schools_senco_records_it(told: Directory) -> None:
    address, body = f"/pupils/{petra(told)}/contact", {"email": ADDRESS}
    elsewhere = at_school(Role.SENCO, uuid4())
    assert asks(told, address, body, grant=elsewhere).status_code == 404
    for grant in (at_school(Role.TEACHER, told.id("school", "141207")), TRUST_LEAD, OPS):
        assert asks(told, address, body, grant=grant).status_code == 403


@pytest.mark.parametrize("wrong", ["petra", "petra@post", "a@b..example", "a@b.example\n", ""])
def test_what_is_no_address_is_named(told: Directory, wrong: str) -> None:
    reply = record(told, wrong)
    assert reply.status_code == 422
    assert "email" in reply.get_data(as_text=True)


def test_a_wrong_link_ends_and_the_adult_sees_nothing(told: Directory) -> None:
    mother = told.id("guardian", "C1")
    [link] = asks(told, f"/pupils/{petra(told)}/family").json["guardians"]
    ending = f"/family/{link['guardianship_id']}/unlinking"
    other = told.id("pupil", "P2")
    assert asks(told, f"/pupils/{other}{ending}", {}).status_code == 404
    assert grants_of(told.views, mother, TOLD_ON) != ()
    assert asks(told, f"/pupils/{petra(told)}{ending}", {}).status_code == 200
    assert grants_of(told.views, mother, TOLD_ON) == ()
    assert asks(told, f"/pupils/{petra(told)}{ending}", {}).status_code == 200  # already so
    assert asks(told, f"/pupils/{petra(told)}/family/{uuid4()}/unlinking", {}).status_code == 404


def test_two_records_of_one_child_become_one(told: Directory) -> None:
    other = told.id("pupil", "P2")
    reply = asks(told, f"/pupils/{other}/merger", {"into_pupil_id": str(petra(told))})
    assert reply.status_code == 200
    assert asks(told, f"/pupils/{other}").json["merged_into"] == str(petra(told))
    back = asks(told, f"/pupils/{petra(told)}/merger", {"into_pupil_id": str(other)})
    assert (back.status_code, back.json["rule"]) == (409, "PupilIsMerged")


def test_a_record_is_merged_by_whoever_may_see_both(told: Directory) -> None:
    address = f"/pupils/{petra(told)}/merger"
    unknown = asks(told, address, {"into_pupil_id": str(uuid4())})
    assert unknown.status_code == 404
    itself = asks(told, address, {"into_pupil_id": str(petra(told))}, grant=TRUST_LEAD)
    assert (itself.status_code, itself.json["rule"]) == (409, "MergedWithItself")
    head = at_school(Role.HEAD, told.id("school", "141207"))
    assert asks(told, address, {"into_pupil_id": str(uuid4())}, grant=head).status_code == 403
