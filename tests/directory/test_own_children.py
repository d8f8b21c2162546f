"""Whoever is a parent of a pupil and has a post too opens the child's record as a parent alone."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from joserfc import jwt

from services.directory.domain.commands import MergePupils, RecordGuardianship, UnlinkGuardian
from services.directory.domain.terms import Relationship
from services.directory.grants import children_of
from services.directory.signin import SignIn
from shared.calendar import utc_now
from tests.directory.kit import SIGNING_KEY, Directory
from tests.directory.mis.exports import LINK, OTHER_PUPIL, POST, PUPIL, SCHOOL, TODAY, read


@pytest.fixture
def senco(directory: Directory, tmp_path: Path) -> UUID:
    """The SENCO of two pupils, who is nobody's parent yet."""
    posts = [POST | {"Role": "SENCO"}]
    contacts = [LINK, LINK | {"Pupil ID": "P2"}]
    pupils = [PUPIL, OTHER_PUPIL]
    directory.take(read(tmp_path / "export", pupils=pupils, staff=posts, contacts=contacts))
    return directory.id("staff", "S1")


@pytest.fixture
def child(directory: Directory) -> UUID:
    return directory.id("pupil", "P1")


@pytest.fixture
def other(directory: Directory) -> UUID:
    return directory.id("pupil", "P2")


def linked(
    directory: Directory,
    person: UUID,
    pupil: UUID,
    *,
    relationship: Relationship = Relationship.MOTHER,
    barred: bool = False,
) -> UUID:
    """Tell what somebody is to a pupil."""
    link_id = uuid4()
    directory.carry_out(
        RecordGuardianship(
            guardianship_id=link_id,
            pupil_id=pupil,
            guardian_id=person,
            relationship=relationship,
            parental_responsibility=False,
            correspondence=True,
            priority=1,
            barred=barred,
            told_on=TODAY,
        )
    )
    return link_id


class Asks:
    """Somebody with the token that a renewal gives them now, for all their roles or for one."""

    def __init__(self, directory: Directory, person: UUID, **role: str) -> None:
        self._client = directory.client
        signing: SignIn = self._client.application.extensions["sign_in"]
        refresh = signing.store.new_refresh_token(person, "oidc", utc_now())
        reply = self._client.post("/tokens/renew", json={"refresh_token": refresh, **role})
        assert reply.status_code == 200, reply.json
        self.tokens: dict[str, Any] = reply.json or {}
        self._headers = {"Authorization": f"Bearer {self.tokens['access_token']}"}

    def get(self, address: str) -> int:
        return self._client.get(address, headers=self._headers).status_code

    def post(self, address: str, body: dict[str, Any]) -> Any:
        headers = {**self._headers, "Idempotency-Key": uuid4().hex}
        return self._client.post(address, json=body, headers=headers)

    def children(self) -> set[UUID]:
        return {UUID(one) for one in self.tokens["children"]}


def test_a_senco_opens_every_record_but_their_own_childs(
    directory: Directory, senco: UUID, child: UUID, other: UUID
) -> None:
    before = Asks(directory, senco)
    assert (before.get(f"/pupils/{child}"), before.children()) == (200, set())
    linked(directory, senco, child)
    for_senco = Asks(directory, senco, role="senco")
    assert (for_senco.get(f"/pupils/{child}"), for_senco.get(f"/pupils/{other}")) == (404, 200)
    assert for_senco.get(f"/pupils/{child}/family") == 404
    contact = for_senco.post(f"/pupils/{child}/contact", {"email": "mine@family.example"})
    assert contact.status_code == 404


def test_as_a_parent_they_open_it(directory: Directory, senco: UUID, child: UUID) -> None:
    linked(directory, senco, child)
    both, parent = Asks(directory, senco), Asks(directory, senco, role="parent")
    assert (both.children(), parent.children()) == ({child}, set())
    assert [one.get(f"/pupils/{child}") for one in (both, parent)] == [200, 200]
    opened = directory.main["access_log"].find({"person_id": senco})
    assert {one["role"] for one in opened} == {"parent"}
    assert both.post(f"/pupils/{child}/contact", {"email": None}).status_code == 404


def test_neither_of_two_records_of_the_child_opens(
    directory: Directory, senco: UUID, child: UUID, other: UUID
) -> None:
    linked(directory, senco, child)
    directory.carry_out(MergePupils(pupil_id=child, into_pupil_id=other, told_on=TODAY))
    both, for_senco = Asks(directory, senco), Asks(directory, senco, role="senco")
    assert both.children() == for_senco.children() == {child, other}
    assert [for_senco.get(f"/pupils/{one}") for one in (child, other)] == [404, 404]
    assert [both.get(f"/pupils/{one}") for one in (child, other)] == [200, 200]


@pytest.mark.parametrize("ended", [False, True])
def test_an_order_keeps_a_parent_from_the_child_in_a_staff_role_too(
    directory: Directory, senco: UUID, child: UUID, *, ended: bool
) -> None:
    link_id = linked(directory, senco, child, barred=True)
    if ended:
        directory.carry_out(UnlinkGuardian(guardianship_id=link_id, told_on=TODAY))
    asks = Asks(directory, senco)
    assert (asks.children(), asks.get(f"/pupils/{child}")) == ({child}, 404)


def test_a_link_that_makes_nobody_a_parent_or_that_was_wrong_takes_nothing_away(
    directory: Directory, senco: UUID, child: UUID, other: UUID
) -> None:
    linked(directory, senco, child, relationship=Relationship.OTHER)
    wrong = linked(directory, senco, other)
    directory.carry_out(UnlinkGuardian(guardianship_id=wrong, told_on=TODAY))
    assert children_of(directory.views, senco) == frozenset()
    asks = Asks(directory, senco)
    assert [asks.get(f"/pupils/{one}") for one in (child, other)] == [200, 200]


def test_a_list_of_the_school_still_has_the_child(
    directory: Directory, senco: UUID, child: UUID
) -> None:
    linked(directory, senco, child)
    for_senco = Asks(directory, senco, role="senco")
    named = for_senco.post("/names", {"ids": [str(child)]}).json["names"]
    assert [one["name"] for one in named] == ["Petra Núñez"]
    school_id = str(directory.id("school", SCHOOL["School URN"]))
    found = for_senco.post("/pupils/find", {"school_id": school_id, "text": "Petra"}).json
    assert [one["id"] for one in found["pupils"]] == [str(child)]


def test_a_calendar_still_has_the_child_and_opens_no_more(
    directory: Directory, senco: UUID, child: UUID
) -> None:
    linked(directory, senco, child)
    of = {"role": "senco", "school_id": str(directory.id("school", SCHOOL["School URN"]))}
    secret = Asks(directory, senco).post("/calendar-addresses", of).json["secret"]
    held = directory.client.post("/tokens/calendar", json={"secret": secret}).json
    assert held is not None
    claims = jwt.decode(held["access_token"], SIGNING_KEY, algorithms=["ES256"]).claims
    assert claims["children"] == [str(child)]
    headers = {"Authorization": f"Bearer {held['access_token']}", "Idempotency-Key": uuid4().hex}
    body = {"ids": [str(child)]}
    reply = directory.client.post("/pupils/initials", json=body, headers=headers)
    assert reply.json is not None
    assert [one["initials"] for one in reply.json["pupils"]] == ["P.N."]
