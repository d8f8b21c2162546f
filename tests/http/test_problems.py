"""Each row of design 7's table: the status, the problem document, and a store left as it was."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from joserfc.jwk import ECKey
from werkzeug.test import TestResponse

from shared.access.grants import Role
from shared.calendar import utc_now
from shared.telemetry import configure_logging
from tests.http.conftest import Api

Headers = Callable[..., dict[str, str]]


def note(school: UUID, **changed: Any) -> dict[str, Any]:
    return {"pupil_id": str(school), "said": "reads well", "on": "2026-11-02"} | changed


def assert_problem(reply: TestResponse, status: int) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    assert reply.mimetype == "application/problem+json"
    body: dict[str, Any] = json.loads(reply.data)
    assert body["status"] == status
    assert {"type", "title", "detail", "instance"} <= body.keys()
    return body


def test_malformed_json_is_400(api: Api, senco: Headers) -> None:
    reply = api.client.post(
        "/notes", data=b'{"pupil_id": ', headers=senco(), content_type="application/json"
    )
    assert_problem(reply, 400)
    assert api.commits() == 0


@pytest.mark.parametrize("key", [None, "short", "with space in it", "x" * 129, "ümläutümläut"])
def test_an_idempotency_key_that_cannot_be_read_is_400(
    api: Api, school: UUID, senco: Headers, key: str | None
) -> None:
    headers = senco()
    del headers["Idempotency-Key"]
    if key is not None:
        headers["Idempotency-Key"] = key
    body = assert_problem(api.client.post("/notes", json=note(school), headers=headers), 400)
    assert "Idempotency-Key" in body["detail"]
    assert api.commits() == 0


@pytest.mark.parametrize("value", ["7", '"seven"', "*", '"1", "2"'])
def test_an_if_match_that_cannot_be_read_is_400(
    api: Api, school: UUID, senco: Headers, value: str
) -> None:
    made = api.client.post("/notes", json=note(school), headers=senco()).json
    assert made is not None
    reply = api.client.post(
        f"/notes/{made['note_id']}/numbers", json={"number": 1}, headers=senco(If_Match=value)
    )
    assert_problem(reply, 400)
    assert api.commits() == 1


def test_no_token_is_401(api: Api, school: UUID) -> None:
    reply = api.client.post("/notes", json=note(school), headers={"Idempotency-Key": "a" * 16})
    assert_problem(reply, 401)
    assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "wrong",
    [
        {"audience": "waymark/another-trust"},
        {"issuer": "waymark/another-trust/directory"},
        {"now": 1_700_000_000.0},
        {"key": ECKey.generate_key("P-256", auto_kid=True)},
    ],
    ids=["another audience", "another issuer", "expired", "another key"],
)
def test_a_token_that_does_not_hold_is_401(api: Api, school: UUID, wrong: dict[str, Any]) -> None:
    headers = api.headers(api.token(Role.SENCO, school, **wrong))
    assert_problem(api.client.post("/notes", json=note(school), headers=headers), 401)
    assert api.commits() == 0


def test_a_role_without_the_permission_is_403_before_its_body_is_read(api: Api) -> None:
    headers = api.headers(api.token(Role.OPS, None))
    body = assert_problem(api.client.post("/notes", json={}, headers=headers), 403)
    assert body["permission"] == "referral.raise"


def test_another_schools_pupil_is_404(api: Api, school: UUID) -> None:
    headers = api.headers(api.token(Role.SENCO, uuid4()))
    assert_problem(api.client.post("/notes", json=note(school), headers=headers), 404)
    assert api.commits() == 0


def test_what_is_not_there_is_404(api: Api, senco: Headers) -> None:
    assert_problem(api.client.get("/nowhere", headers=senco()), 404)
    reply = api.client.post(
        f"/notes/{uuid4()}/numbers", json={"number": 1}, headers=senco(If_Match='"1"')
    )
    assert_problem(reply, 404)


def test_a_method_that_is_not_offered_is_405(api: Api, senco: Headers) -> None:
    assert "POST" in assert_allowed(api.client.delete("/notes", json={}, headers=senco()))


def assert_allowed(reply: TestResponse) -> str:
    assert_problem(reply, 405)
    return reply.headers["Allow"]


def test_a_rule_that_refuses_is_409_and_named(api: Api, school: UUID, senco: Headers) -> None:
    made = api.client.post("/notes", json=note(school), headers=senco()).json
    assert made is not None
    address = f"/notes/{made['note_id']}/numbers"
    for version in range(1, 10):
        reply = api.client.post(address, json={"number": 1}, headers=senco(If_Match=f'"{version}"'))
        assert reply.status_code == 200
    reply = api.client.post(address, json={"number": 1}, headers=senco(If_Match='"10"'))
    body = assert_problem(reply, 409)
    assert (body["rule"], body["detail"]) == (
        "NoteClosed",
        "A note that counts more than 9 is closed.",
    )
    assert api.commits() == 10


def test_a_stale_version_is_412_and_none_is_428(api: Api, school: UUID, senco: Headers) -> None:
    made = api.client.post("/notes", json=note(school), headers=senco()).json
    assert made is not None
    address = f"/notes/{made['note_id']}/numbers"
    api.client.post(address, json={"number": 1}, headers=senco(If_Match='"1"'))
    stale = api.client.post(address, json={"number": 2}, headers=senco(If_Match='"1"'))
    problem = assert_problem(stale, 412)
    assert (problem["seen"], problem["version"]) == (1, 2)
    assert UUID(problem["changed_by"])
    assert datetime.fromisoformat(problem["changed_at"]).date() == utc_now().date()
    assert "You saw version 1 of this; it is at version 2 now." in problem["detail"]
    assert_problem(api.client.post(address, json={"number": 2}, headers=senco()), 428)
    assert api.commits() == 2


def test_a_body_over_1_mb_is_413(api: Api, school: UUID, senco: Headers) -> None:
    reply = api.client.post("/notes", json=note(school, said="x" * 10_000_000), headers=senco())
    assert_problem(reply, 413)
    assert api.commits() == 0


def test_a_body_that_is_not_json_is_415(api: Api, senco: Headers) -> None:
    reply = api.client.post("/notes", data={"said": "a form"}, headers=senco())
    assert_problem(reply, 415)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pupil_id", "not-an-id"),
        ("said", ""),
        ("said", "   "),
        ("said", "x" * 100_000),
        ("said", "bell \x07"),
        ("said", "zero \x00"),
        ("said", 7),
        ("said", None),
        ("on", "2999-01-01"),
        ("on", "31/02/2026"),
        ("on", "1850-01-01"),
        ("surprise", "a field that nobody knows"),
    ],
)
def test_a_wrong_field_is_422_and_named(
    api: Api, school: UUID, senco: Headers, field: str, value: object
) -> None:
    reply = api.client.post("/notes", json=note(school, **{field: value}), headers=senco())
    body = assert_problem(reply, 422)
    assert list(body["errors"]) == [field]
    assert api.commits() == 0


def test_a_dependency_that_is_down_is_503_with_retry_after(api: Api, senco: Headers) -> None:
    reply = api.client.get("/notes/away", headers=senco())
    assert_problem(reply, 503)
    assert int(reply.headers["Retry-After"]) > 0


def test_a_bug_is_500_and_tells_nobody_what_was_typed(
    api: Api, senco: Headers, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging("notes", "api")  # again, to where pytest reads it
    reply = api.client.get("/notes/broken", headers=senco())
    body = assert_problem(reply, 500)
    told = capsys.readouterr()
    assert "LookupError" in told.err + told.out
    assert "Zebedee" not in json.dumps(body) + told.err + told.out
