"""`make run`, without the services, which have tests of their own: servers, mail, sign-in."""

import base64
import email
import email.policy
import json
import os
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from pymongo import MongoClient

from deploy.local.addresses import DEFAULTS, setting_for
from deploy.local.places import PROJECT
from deploy.local.ports import HOST, free_port, is_free
from deploy.local.services import chosen_services
from deploy.local.trouble import Trouble
from deploy.local.waiting import wait_until
from services.directory.demo_trust.personas import TEACHER

READY_WITHIN_SECONDS = 60
STOPS_WITHIN_SECONDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    home: Path
    ports: dict[str, int]
    process: subprocess.Popen[bytes]
    said: Path

    def url(self, part: str) -> str:
        return f"http://{HOST}:{self.ports[part]}"


def settings(home: Path, ports: dict[str, int]) -> dict[str, str]:
    numbers = {setting_for(part): str(port) for part, port in ports.items()}
    outside = ("MONGODB_URI", "KAFKA_BOOTSTRAP_SERVERS")
    inherited = {name: value for name, value in os.environ.items() if name not in outside}
    return {**inherited, **numbers, "WAYMARK_LOCAL": str(home), "WAYMARK_SERVICES": ""}


def run(home: Path, ports: dict[str, int], said: Path) -> subprocess.Popen[bytes]:
    with said.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "deploy.local.run"],
            env=settings(home, ports),
            cwd=PROJECT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("run")
    home, said = folder / "local", folder / "said"
    home.mkdir()
    ports = {part: free_port() for part in DEFAULTS}
    running = Platform(home=home, ports=ports, process=run(home, ports, said), said=said)

    def is_up() -> bool:
        assert running.process.poll() is None, said.read_text()
        return "Waymark is at" in said.read_text()

    try:
        wait_until(is_up, "make run", within_seconds=READY_WITHIN_SECONDS)
        yield running
    finally:
        if running.process.poll() is None:
            running.process.send_signal(signal.SIGINT)
        running.process.wait(STOPS_WITHIN_SECONDS)


def test_it_leaves_the_addresses_of_what_it_started(platform: Platform) -> None:
    """Only the servers here; tests/whole sees those of every service."""
    assert json.loads((platform.home / "addresses.json").read_text()) == {}


def test_only_its_owner_may_read_its_passwords(platform: Platform) -> None:
    note = platform.home / "stack.json"
    with MongoClient[dict[str, Any]](json.loads(note.read_text())["mongodb_uri"]) as client:
        assert client.admin.command("ping")["ok"] == 1
    assert note.stat().st_mode & 0o077 == 0
    assert platform.home.stat().st_mode & 0o077 == 0


def test_an_email_arrives_as_it_was_sent(platform: Platform) -> None:
    message = EmailMessage()
    message["Message-ID"] = "<6f1c@skylark.example>"
    message["To"] = "family@example.org"
    message.set_content("Rhywbeth newydd i chi – something new.")
    with smtplib.SMTP(HOST, platform.ports["mail"], timeout=10) as server:
        server.send_message(message, "send@skylark.example", ["family@example.org"])
    (file,) = (platform.home / "mail").glob("*.eml")
    arrived = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert arrived["Message-ID"] == message["Message-ID"]
    assert arrived["X-RcptTo"] == "family@example.org"
    assert arrived.get_content().strip() == message.get_content().strip()
    assert file.stat().st_mode & 0o077 == 0


def test_a_person_signs_in(platform: Platform) -> None:
    issuer = platform.url("sign_in")
    found = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
    assert found["issuer"] == issuer
    back = f"{platform.url('portal')}/signed-in"
    asked = {
        "client_id": "waymark",
        "redirect_uri": back,
        "response_type": "code",
        "scope": "openid email",
        "nonce": "n-1",
    }
    page = requests.get(found["authorization_endpoint"], params=asked, timeout=10)
    assert f'value="{TEACHER.email}"' in page.text
    sent_back = requests.post(
        found["authorization_endpoint"],
        params=asked,
        data={"sub": TEACHER.email},
        allow_redirects=False,
        timeout=10,
    )
    code = parse_qs(urlsplit(sent_back.headers["Location"]).query)["code"][0]
    tokens = requests.post(
        found["token_endpoint"],
        data={"grant_type": "authorization_code", "code": code, "redirect_uri": back},
        auth=("waymark", "any"),
        timeout=10,
    ).json()
    payload = tokens["id_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert (claims["sub"], claims["email"]) == (TEACHER.email, TEACHER.email)


def test_a_second_start_on_the_same_data_is_refused(platform: Platform, tmp_path: Path) -> None:
    second = run(platform.home, platform.ports, tmp_path / "said")
    assert second.wait(READY_WITHIN_SECONDS) == 1
    said = (tmp_path / "said").read_text()
    assert f"Waymark runs already, as process {platform.process.pid}" in said
    assert "Traceback" not in said


def test_a_taken_port_is_one_message(tmp_path: Path, platform: Platform) -> None:
    ports = {part: free_port() for part in DEFAULTS} | {"portal": platform.ports["kafka"]}
    refused = run(tmp_path / "local", ports, tmp_path / "said")
    assert refused.wait(READY_WITHIN_SECONDS) == 1
    said = (tmp_path / "said").read_text()
    assert "WAYMARK_PORT_PORTAL=" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("what", "why"),
    [("a file", "Not a directory"), ("a full disk", "No space left on device")],
)
def test_a_place_that_cannot_be_written_is_one_message(tmp_path: Path, what: str, why: str) -> None:
    home = tmp_path / "local"
    if what == "a file":
        home.touch()
        home = home / "below"
    else:
        home.mkdir()
        (home / "people.json").symlink_to("/dev/full")
    refused = run(home, {part: free_port() for part in DEFAULTS}, tmp_path / "said")
    assert refused.wait(READY_WITHIN_SECONDS) == 1
    said = (tmp_path / "said").read_text()
    assert f"cannot be written: {why}" in said
    assert "WAYMARK_LOCAL=" in said
    assert "Traceback" not in said


def test_ctrl_c_stops_everything_and_a_new_start_finds_the_data(
    platform: Platform, tmp_path: Path
) -> None:
    uri = json.loads((platform.home / "stack.json").read_text())["mongodb_uri"]
    with MongoClient[dict[str, Any]](uri) as client:
        client.kept.facts.insert_one({"_id": "kept"})
    platform.process.send_signal(signal.SIGINT)
    assert platform.process.wait(STOPS_WITHIN_SECONDS) == 0
    assert all(map(is_free, platform.ports.values()))
    again = run(platform.home, platform.ports, tmp_path / "said")
    try:
        with MongoClient[dict[str, Any]](uri, serverSelectionTimeoutMS=30_000) as client:
            assert client.kept.facts.find_one() == {"_id": "kept"}
    finally:
        again.send_signal(signal.SIGINT)
        assert again.wait(STOPS_WITHIN_SECONDS) == 0


def test_the_services_to_start_can_be_chosen() -> None:
    assert list(chosen_services("plans directory")) == ["directory", "plans"]
    assert list(chosen_services("")) == []
    with pytest.raises(Trouble, match="no service of ours: plan"):
        chosen_services("plan")
