"""A whole platform with a small trust: the portal as people meet it, and every service behind."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from deploy.check.report import connected, wait_until_caught_up
from deploy.local.addresses import DEFAULTS, setting_for
from deploy.local.services import local_settings
from deploy.local.small_export import write_small_export
from deploy.local.trust import Trust
from deploy.local.whole import Platform, running_platform
from services.portal.app import create_app
from services.portal.config import Config, read_config
from shared.calendar import london_date, utc_now
from shared.mongo import main_database
from tests.journeys.visitors import Visitor

Arrive = Callable[[str], Visitor]
HOUR_MS = 3_600_000
CAUGHT_UP_SECONDS = 60


@pytest.fixture(scope="package")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """Everything, as `make run` starts it, with about 200 pupils."""
    export = write_small_export(tmp_path_factory.mktemp("export"), london_date(utc_now()))
    with running_platform(export) as running:
        assert wait_until_caught_up(running.place, within_seconds=CAUGHT_UP_SECONDS) == []
        yield running


@pytest.fixture(autouse=True)
def links_of_another_hour(platform: Platform) -> None:
    """Nobody gets more than 5 sign-in links in an hour, and each test begins a new one."""
    with connected(platform.place) as client:
        links = client[main_database(platform.place.trust, "directory")]["sign_in_links"]
        links.update_many({}, [{"$set": {"made_at": {"$subtract": ["$made_at", HOUR_MS]}}}])


@pytest.fixture(scope="package")
def portal_url(platform: Platform) -> str:
    return platform.addresses["portal"]


@pytest.fixture(scope="package")
def mail(platform: Platform) -> Path:
    """The folder in which e-mails arrive."""
    return platform.folder / "mail"


@pytest.fixture(scope="package")
def trust(platform: Platform) -> Trust:
    """What that platform's processes are told."""
    note: dict[str, Any] = json.loads((platform.folder / "stack.json").read_text())
    ports = {part: int(platform.environment[setting_for(part)]) for part in DEFAULTS}
    folder = platform.folder / "trust"
    return Trust(
        code="skylark",
        name="Skylark Valley Trust",
        folder=folder,
        mongodb_uri=note["mongodb_uri"],
        kafka=note["kafka_bootstrap_servers"],
        addresses=platform.addresses,
        passwords=json.loads((folder / "secrets.json").read_text()),
        settings=local_settings(ports),
    )


@pytest.fixture(scope="package")
def config(trust: Trust) -> Config:
    """What its portal was told."""
    return read_config(trust.environment("portal", "api"))


@pytest.fixture(scope="package")
def app(config: Config) -> Flask:
    """The same portal in this process, on the same database and services."""
    return create_app(config)


@pytest.fixture(scope="package")
def arrive(app: Flask, mail: Path) -> Arrive:
    """Somebody comes to the portal and signs in: `arrive("senco")`. Each has a session of it."""

    def come(key: str) -> Visitor:
        return Visitor(app, mail).signs_in(key)

    return come


@pytest.fixture(scope="package")
def teacher(arrive: Arrive) -> Visitor:
    return arrive("teacher")


@pytest.fixture(scope="package")
def senco(arrive: Arrive) -> Visitor:
    return arrive("senco")


@pytest.fixture(scope="package")
def trust_lead(arrive: Arrive) -> Visitor:
    return arrive("trust_lead")


@pytest.fixture(scope="package")
def parent(arrive: Arrive) -> Visitor:
    return arrive("parent")


@pytest.fixture
def without(config: Config, mail: Path) -> Callable[..., Visitor]:
    """A visitor of a portal that some services do not answer: `without("referrals")`."""

    def come(*services: str) -> Visitor:
        left = {name: url for name, url in config.services.items() if name not in services}
        return Visitor(create_app(replace(config, services=left)), mail)

    return come


class Watch:
    """A clock that a test may put forward."""

    def __init__(self) -> None:
        self.forward = utc_now() - utc_now()

    def __call__(self) -> datetime:
        return utc_now() + self.forward


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def later(config: Config, mail: Path, watch: Watch) -> Visitor:
    """A visitor of a portal whose clock is the fixture `watch`."""
    return Visitor(create_app(config, now=watch), mail)


@pytest.fixture
def concern(teacher: Visitor, platform: Platform) -> str:
    """The address of a concern that the teacher has just raised, and of which every list knows."""
    address = raised(teacher, f"She hides when we read aloud. {uuid4().hex}")
    assert wait_until_caught_up(platform.place, within_seconds=CAUGHT_UP_SECONDS) == []
    return address


def raised(visitor: Visitor, noticed: str, who: str = "Ayo") -> str:
    """Raise a concern through every page of the form; the address of the concern."""
    visitor.goes_to("/concerns/new")
    visitor.sends({"name": "Oyelaran"})
    visitor.sends({"pupil": value_of(visitor.page, who)})
    visitor.sends({"noticed": noticed, "areas": ["communication-and-interaction"]})
    visitor.sends({"then": "nothing"})
    visitor.sends({"talked": "yes"})
    visitor.sends({"said": "She speaks freely at home."})
    visitor.sends()
    return visitor.link("See this concern")


def versions_told(visitor: Visitor) -> tuple[int, int]:
    """Which version a stale form was made from, and which there is now, as its page says."""
    told = r"while you were typing: you saw version (\d+), it is at version (\d+) now"
    found = re.search(told, visitor.text)
    assert found, visitor.text
    return int(found[1]), int(found[2])


def value_of(page: str, label: str) -> str:
    """The value of the radio or checkbox that has this label."""
    for part in page.split('class="govuk-radios__item"')[1:]:
        if label in part:
            return part.split('value="')[1].split('"')[0]
    raise AssertionError(f"no choice says {label!r}")
