"""What each answer of a service becomes: problem documents as `shared.http` really makes them."""

import socket
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
import requests
from flask import Flask, g

from services.portal.clients.calling import TIMEOUT_SECONDS, Calling, answer, version_of
from services.portal.clients.part import Missing, Part, part
from services.portal.clients.problems import (
    AlreadySent,
    Change,
    Down,
    Invalid,
    NotAllowed,
    NotThere,
    Refused,
    SignedOut,
    Stale,
)
from shared import errors
from shared.access.grants import Grant, Role, Scope
from shared.calendar import utc_now
from shared.http import problems


class AlreadyDecided(errors.Refused):
    """This concern was decided."""


@pytest.fixture
def asked() -> Iterator[None]:
    """Within a request of the portal."""
    with Flask("asking").test_request_context():
        g.bearer = lambda: "a token"
        yield


def answered(error: Exception) -> requests.Response:
    """A service's answer to an error of its own, as it arrives."""
    made = problems.answer(error)
    reply = requests.Response()
    reply.status_code = made.status_code
    reply._content = made.get_data()
    reply.headers.update(dict(made.headers))
    return reply


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errors.NotFound(), NotThere),
        (errors.Forbidden("referral.decide"), NotAllowed),
        (errors.Unauthenticated("expired"), SignedOut),
        (AlreadyDecided(), Refused),
        (errors.Invalid({"text": ["Enter a text."]}), Invalid),
        (errors.KeyReused(), AlreadySent),
        (errors.Stale("referral-1", seen=1, current=2), Stale),
        (errors.PreconditionRequired(), Stale),
        (errors.RaceLost(), Down),
        (errors.TooMany(), Down),
        (errors.Unavailable("mongo"), Down),
        (RuntimeError("a mistake"), Down),
    ],
)
@pytest.mark.usefixtures("asked")
def test_each_problem_becomes_its_own_exception(error: Exception, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        answer("referrals", answered(error))


@pytest.mark.usefixtures("asked")
def test_a_refusal_names_service_rule_and_detail() -> None:
    with pytest.raises(Refused) as refused:
        answer("referrals", answered(AlreadyDecided("Decided on 18 November.")))
    found = refused.value
    assert (found.service, found.rule, found.detail) == (
        "referrals",
        "AlreadyDecided",
        "Decided on 18 November.",
    )


@pytest.mark.usefixtures("asked")
def test_a_stale_form_is_told_both_versions() -> None:
    with pytest.raises(Stale) as stale:
        answer("referrals", answered(errors.Stale("referral-1", seen=3, current=5)))
    assert (stale.value.seen, stale.value.current) == (3, 5)
    assert stale.value.last == Change()


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("role", "told"), [(Role.SENCO, True), (Role.PARENT, False)])
def test_who_changed_it_is_told_to_staff_and_not_to_families(role: Role, told: bool) -> None:
    by, at = uuid4(), utc_now()
    error = errors.Stale("plan-1", seen=3, current=5, changed_by=by, changed_at=at)
    g.grant = Grant(role=role, scope=Scope.SCHOOL, id=uuid4())
    with pytest.raises(Stale) as stale:
        answer("plans", answered(error))
    assert stale.value.last == Change(changed_by=by if told else None, changed_at=at)


@pytest.mark.usefixtures("asked")
def test_wrong_fields_come_with_what_would_be_right() -> None:
    with pytest.raises(Invalid) as invalid:
        answer("referrals", answered(errors.Invalid({"tried.0.weeks": ["Must be a number."]})))
    assert invalid.value.fields == {"tried.0.weeks": ["Must be a number."]}


def test_an_answer_that_the_portal_never_asked_for_is_a_mistake_of_ours() -> None:
    reply = requests.Response()
    reply.status_code = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    reply._content = b"{}"
    with pytest.raises(RuntimeError, match="415"):
        answer("referrals", reply)


@pytest.mark.usefixtures("asked")
def test_a_service_that_nobody_started_is_down() -> None:
    with pytest.raises(Down):
        Calling("plans", "http://127.0.0.1:9").get("/plans")


@pytest.mark.usefixtures("asked")
def test_a_service_that_hangs_lets_a_page_wait_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        calling = Calling("plans", f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()
        found = [part(lambda: calling.get("/plans")) for _ in range(5)]
        waited = time.monotonic() - began
    assert all(one.down for one in found)
    assert TIMEOUT_SECONDS <= waited < 2 * TIMEOUT_SECONDS


@pytest.mark.parametrize(("etag", "version"), [('"7"', 7), ('W/"12"', 12), (None, None)])
def test_a_version_is_read_from_the_etag(etag: str | None, version: int | None) -> None:
    assert version_of(etag) == version


def test_a_part_that_is_down_has_no_value_to_be_mistaken_for_none() -> None:
    def away() -> list[Any]:
        raise Down("plans")

    found: Part[list[Any]] = part(away)
    assert found.down
    assert found.then(len).down
    assert found.or_else(["instead"]) == ["instead"]
    with pytest.raises(Missing):
        _ = found.value


def test_a_part_that_is_there_is_changed_as_it_is() -> None:
    found = part(lambda: [1, 2])
    assert (found.down, found.value, found.then(len).value) == (False, [1, 2], 2)


def test_other_problems_are_the_whole_pages() -> None:
    def hidden() -> None:
        raise NotThere

    with pytest.raises(NotThere):
        part(hidden)
