"""While the database is away every route that needs it says 503 and when to ask again."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import KeySet

from deploy.local.ports import HOST, free_port
from shared.http import platform
from shared.http.platform import make_platform
from tests.http.conftest import SIGNING_KEY, Api
from tests.http.notes_api import make_notes_app
from tests.http.test_problems import assert_problem, note

Headers = Callable[..., dict[str, str]]


@pytest.fixture
def cut_off(api: Api, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """The same service, whose database is at an address where nobody listens."""
    monkeypatch.setattr(platform, "API_TIMEOUT_MS", 300)
    nowhere = f"mongodb://{HOST}:{free_port()}/?directConnection=true"
    made = make_platform(
        replace(api.settings, mongodb_uri=nowhere), token_keys=lambda **_: KeySet([SIGNING_KEY])
    )
    yield make_notes_app(made).test_client()
    made.client.close()


def test_a_command_is_answered_with_503_and_done_when_it_is_sent_again(
    api: Api, cut_off: FlaskClient, senco: Headers
) -> None:
    headers, body = senco(), note(api.school_id)
    reply = cut_off.post("/notes", json=body, headers=headers)
    assert_problem(reply, 503)
    assert int(reply.headers["Retry-After"]) > 0
    assert api.client.post("/notes", json=body, headers=headers).status_code == 201
    assert api.commits() == 1


def test_the_process_is_alive_and_not_ready(cut_off: FlaskClient, api: Api) -> None:
    assert cut_off.get("/health/live").status_code == 200
    assert cut_off.get("/health/ready").status_code == 503
    assert api.client.get("/health/ready").status_code == 200
