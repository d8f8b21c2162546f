"""An api that gunicorn is asked to stop answers whoever has begun a request, and then ends."""

import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from joserfc.jwk import KeySet

from deploy.local.child import Child
from deploy.local.keeper import Keeper
from deploy.local.ports import HOST, free_port
from deploy.local.services import GUNICORN, is_alive
from deploy.local.waiting import wait_until
from tests.http.conftest import SIGNING_KEY, Api
from tests.http.test_problems import note

Headers = Callable[..., dict[str, str]]
SECONDS = 20
STOPPING = "Handling signal: term"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def process(api: Api, port: int, tmp_path: Path) -> Iterator[Child]:
    """The notes API as gunicorn runs every service's."""
    key_file = tmp_path / "tokens.json"
    key_file.write_text(json.dumps(KeySet([SIGNING_KEY]).as_dict(private=True)))
    keeper = Keeper()
    server = Child(
        "notes-api",
        [
            *(sys.executable, "-m", "gunicorn", "--config", GUNICORN),
            *("--bind", f"{HOST}:{port}", "--log-level", "info"),
            "tests.http.notes_process:create_app()",
        ],
        keeper=keeper,
        log=tmp_path / "notes-api.log",
        ready=lambda: is_alive(f"http://{HOST}:{port}"),
        env={
            **os.environ,
            "WAYMARK_TRUST": api.settings.trust,
            "WAYMARK_MONGODB_URI": api.settings.mongodb_uri,
            "WAYMARK_KAFKA_BOOTSTRAP_SERVERS": api.settings.kafka.bootstrap_servers,
            "WAYMARK_TRUST_KEY_FILE": str(api.settings.trust_key_file),
            "WAYMARK_DIRECTORY_URL": api.settings.directory_url,
            "WAYMARK_TOKEN_KEY_FILE": str(key_file),
        },
    )
    server.start()
    yield server
    keeper.close()


def begun(port: int, headers: dict[str, str], length: int) -> socket.socket:
    """A POST whose headers have arrived and whose body has not: a thread of the api waits for it.

    The server says so itself: it answers `Expect: 100-continue` once a thread has the request.
    """
    told = {
        "Host": HOST,
        "Content-Type": "application/json",
        "Content-Length": str(length),
        "Expect": "100-continue",
        **headers,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    connection = socket.create_connection((HOST, port), timeout=SECONDS)
    connection.sendall(f"POST /notes HTTP/1.1\r\n{lines}\r\n".encode())
    assert connection.recv(1_000).startswith(b"HTTP/1.1 100 ")
    return connection


def test_a_request_in_flight_is_answered_and_then_the_process_ends(
    api: Api, process: Child, port: int, senco: Headers
) -> None:
    body = json.dumps(note(api.school_id)).encode()
    with closing(begun(port, senco(), len(body))) as connection:
        os.kill(process.pid, signal.SIGTERM)
        wait_until(
            lambda: STOPPING in process.log.read_text(), "the signal", within_seconds=SECONDS
        )
        assert process.running
        connection.sendall(body)
        answer = connection.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 201 "), answer
    assert api.commits() == 1
    wait_until(lambda: process.exit_code == 0, "the process to end", within_seconds=SECONDS)
