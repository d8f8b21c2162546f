"""What is said of a form that could not be taken, and where it leads."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from flask import g
from flask.testing import FlaskClient
from pymongo.collection import Collection
from pymongo.errors import ServerSelectionTimeoutError

from services.portal.app import create_app
from services.portal.config import Config
from services.portal.kept import typed_before
from shared.mongo import connect, main_database
from tests.portal.examples import NOW
from tests.portal.signing_in import SOMEBODY, signed_in

CONCERN = f"/concerns/{UUID(int=9)}"
TOLD = f"/pupils/{UUID(int=6)}/ehc/told/receipt"
BUTTON = {"idempotency_key": str(uuid4()), "seen": "3", "back": "today"}
NOTE = {"idempotency_key": str(uuid4()), "seen": "3", "text": "Worse in the afternoon."}


class Watch:
    """A clock that stands until it is put forward."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def visitor(config: Config, watch: Watch) -> Iterator[FlaskClient]:
    """A SENCO with a session, of whom nothing is kept."""
    yield signed_in(create_app(config, now=watch).test_client())
    with connect(config.mongodb_uri, timeout_ms=5_000, app="tests") as client:
        drafts = client[main_database(config.trust, "portal")]["drafts"]
        drafts.delete_many({"person_id": SOMEBODY})


def main(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


def kept_at(visitor: FlaskClient, address: str) -> str | None:
    """What is kept for the visitor of a form's text, as the page at an address has it."""
    with visitor.application.test_request_context(address):
        g.person = SimpleNamespace(person_id=SOMEBODY)
        before = typed_before()
        return before["text"] if before else None


def test_a_button_pressed_after_the_session_ended_kept_nothing(
    visitor: FlaskClient, watch: Watch
) -> None:
    watch.now = NOW + timedelta(minutes=61)
    reply = visitor.post(f"{CONCERN}/reply", data=BUTTON)
    assert reply.status_code == 400
    assert "nothing was sent" in reply.text
    assert "what you typed" not in reply.text


def test_a_button_from_before_the_last_sign_in_leads_home(visitor: FlaskClient) -> None:
    reply = visitor.post(f"{CONCERN}/reply", data=BUTTON)
    assert "Nothing was sent" in reply.text
    assert 'href="/today"' in main(reply.text)
    assert "/reply" not in main(reply.text)


def test_what_no_form_would_show_again_is_not_kept(visitor: FlaskClient) -> None:
    reply = visitor.post(f"{CONCERN}/reply", data={**BUTTON, "more": "words"})
    assert "We kept what you typed" not in reply.text
    assert "/reply" not in main(reply.text)


def test_a_form_in_which_nothing_was_typed_is_not_said_to_be_kept(visitor: FlaskClient) -> None:
    reply = visitor.post(f"{CONCERN}/decision/check", data=BUTTON)
    assert "what you typed" not in reply.text


def test_what_was_typed_is_kept_and_led_back_to(visitor: FlaskClient, watch: Watch) -> None:
    here = visitor.post(f"{CONCERN}/note", data=NOTE)
    assert f'<a class="govuk-link" href="{CONCERN}/note">Check it and save</a>' in here.text
    watch.now = NOW + timedelta(minutes=61)
    gone = visitor.post(f"{CONCERN}/note", data=NOTE)
    assert "We kept what you typed for 24 hours" in gone.text


def test_what_was_typed_of_an_older_case_is_led_back_to_that_case(
    visitor: FlaskClient,
) -> None:
    case = f"{TOLD}?case={UUID(int=8)}"
    there = visitor.post(case, data=NOTE)
    assert f'href="{case}">Check it and save</a>' in there.text
    assert kept_at(visitor, case) == NOTE["text"]
    assert kept_at(visitor, f"{TOLD}?case={UUID(int=7)}") is None
    assert kept_at(visitor, TOLD) is None


@pytest.fixture
def parent(visitor: FlaskClient) -> FlaskClient:
    """The same SENCO, here as the parent of a child."""
    with visitor.session_transaction() as known:
        known["grants"] = [*known["grants"], ["parent", "pupil", str(UUID(int=5))]]
        known["place"] = "parent:"
    return visitor


def token(visitor: FlaskClient) -> str:
    """What makes a form one of this session's."""
    return visitor.get("/account/role").text.split('name="csrf_token"')[1].split('"')[3]


def test_what_is_sent_after_the_role_was_changed_is_kept_for_the_other_role(
    parent: FlaskClient,
) -> None:
    case = f"{TOLD}?case={UUID(int=8)}"
    reply = parent.post(case, data={**NOTE, "csrf_token": token(parent)})
    assert reply.status_code == 403
    assert "Nothing was sent. We kept what you typed" in reply.text
    assert f'href="/account/role?{urlencode({"then": case})}"' in reply.text
    assert kept_at(parent, case) == NOTE["text"]


def test_a_page_of_another_role_is_come_back_to_as_it_was_asked_for(parent: FlaskClient) -> None:
    reply = parent.get("/deadlines?when=late")
    assert f'href="/account/role?{urlencode({"then": "/deadlines?when=late"})}"' in reply.text
    assert "Nothing was sent" not in reply.text


@pytest.fixture
def without_database(monkeypatch: pytest.MonkeyPatch, visitor: FlaskClient) -> FlaskClient:
    """The same visitor while the portal's database does not answer."""

    def away(*_: object, **__: object) -> None:
        raise ServerSelectionTimeoutError

    monkeypatch.setattr(Collection, "find_one", away)
    return visitor


def test_nobody_is_signed_out_while_the_session_cannot_be_ended(
    without_database: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = without_database.get("/sign-out")
    assert reply.status_code == 503
    assert "You are signed out" not in reply.text
    monkeypatch.undo()
    assert without_database.get("/account").status_code == 200
    assert "You are signed out" in without_database.get("/sign-out").text
    assert without_database.get("/account").status_code == 303


def test_no_link_is_called_too_old_while_nobody_knows_which_it_was(
    without_database: FlaskClient,
) -> None:
    reply = without_database.get("/sign-in/link")
    assert reply.status_code == 503
    assert "too old" not in main(reply.text)


def test_a_form_is_not_said_to_be_of_a_session_that_ended(without_database: FlaskClient) -> None:
    reply = without_database.post(f"{CONCERN}/note", data=NOTE)
    assert reply.status_code == 503
    assert "signed out" not in main(reply.text)
