"""A request that is sent again under its key is answered as it was, and does nothing twice."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from shared.access.grants import Role
from tests.http.conftest import Api
from tests.http.test_problems import assert_problem, note

Headers = Callable[..., dict[str, str]]


@pytest.fixture
def made(api: Api, school: UUID, senco: Headers) -> str:
    reply = api.client.post("/notes", json=note(school), headers=senco())
    assert reply.json is not None
    return str(reply.json["note_id"])


def test_a_lost_reply_is_asked_for_again(api: Api, school: UUID, senco: Headers) -> None:
    headers = senco()
    first = api.client.post("/notes", json=note(school), headers=headers)
    again = api.client.post("/notes", json=note(school), headers=headers)
    assert (first.status_code, first.json, first.headers["ETag"]) == (
        again.status_code,
        again.json,
        again.headers["ETag"],
    )
    assert api.commits() == 1


def test_it_is_answered_as_it_was_also_after_other_changes(
    api: Api, made: str, senco: Headers
) -> None:
    address = f"/notes/{made}/numbers"
    headers = senco(If_Match='"1"')
    first = api.client.post(address, json={"number": 1}, headers=headers)
    api.client.post(address, json={"number": 2}, headers=senco(If_Match='"2"'))
    again = api.client.post(address, json={"number": 1}, headers=headers)
    assert (again.status_code, again.json, again.headers["ETag"]) == (200, first.json, '"2"')
    assert api.commits() == 3


def test_a_creation_is_answered_as_it_was_after_other_changes(
    api: Api, school: UUID, senco: Headers
) -> None:
    headers = senco()
    first: Any = api.client.post("/notes", json=note(school), headers=headers)
    api.client.post(
        f"/notes/{first.json['note_id']}/numbers", json={"number": 2}, headers=senco(If_Match='"1"')
    )
    again = api.client.post("/notes", json=note(school), headers=headers)
    assert (again.status_code, again.json, again.headers["ETag"]) == (201, first.json, '"1"')


@pytest.mark.parametrize("changed", ["body", "if-match"])
def test_the_same_key_for_another_request_is_422(
    api: Api, made: str, senco: Headers, changed: str
) -> None:
    address = f"/notes/{made}/numbers"
    headers = senco(If_Match='"1"')
    api.client.post(address, json={"number": 1}, headers=headers)
    body = {"number": 9 if changed == "body" else 1}
    again = headers | {"If-Match": '"2"' if changed == "if-match" else '"1"'}
    problem = assert_problem(api.client.post(address, json=body, headers=again), 422)
    assert list(problem["errors"]) == ["Idempotency-Key"]
    assert api.commits() == 2


def test_the_same_key_for_another_creation_is_422(api: Api, school: UUID, senco: Headers) -> None:
    headers = senco()
    api.client.post("/notes", json=note(school), headers=headers)
    other = note(school, said="something else")
    assert_problem(api.client.post("/notes", json=other, headers=headers), 422)
    assert api.commits() == 1


def test_a_key_belongs_to_its_subject(api: Api, school: UUID, senco: Headers) -> None:
    """Two people who happen to send the same key do not get each other's answers."""
    headers = senco()
    api.client.post("/notes", json=note(school), headers=headers)
    other = api.token(Role.SENCO, school, subject="another person")
    api.client.post(
        "/notes", json=note(school), headers=headers | {"Authorization": f"Bearer {other}"}
    )
    assert api.commits() == 2
