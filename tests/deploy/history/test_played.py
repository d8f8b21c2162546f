"""A small past on a whole platform: there once, silent, and on the register of a past day."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from pymongo import MongoClient

from deploy.check.report import wait_until_caught_up
from deploy.local.history.writing import SERVICES
from deploy.local.small_export import write_small_export
from deploy.local.waiting import wait_until
from deploy.local.whole import Platform, running_platform
from shared.calendar import london_date, utc_now
from shared.http.stating import HEADER
from shared.mongo import main_database

TRUST = "skylark"
HANDFUL = 12
SECONDS = 60
TIMEOUT_SECONDS = 10


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    export = write_small_export(tmp_path_factory.mktemp("export"), london_date(utc_now()))
    with running_platform(export, {"WAYMARK_DEMO_HISTORY": str(HANDFUL)}) as running:
        yield running


@pytest.fixture(scope="module")
def past(platform: Platform) -> Mapping[str, list[dict[str, Any]]]:
    """service -> the lines that it was given."""
    return {
        service: [json.loads(line) for line in file_of(platform, service).read_text().splitlines()]
        for service in SERVICES
    }


def file_of(platform: Platform, service: str) -> Path:
    return platform.folder / "demo-past" / f"{service}.jsonl"


def commits(platform: Platform, *services: str, **where: Any) -> int:
    with MongoClient[dict[str, Any]](platform.place.mongodb_uri) as client:
        stores = [client[main_database(TRUST, service)]["commits"] for service in services]
        return sum(store.count_documents(where) for store in stores)


def asked(
    platform: Platform, who: str, service: str, path: str, *, why: str = "review", **query: str
) -> Any:
    reply = requests.get(
        platform.addresses[service] + path,
        params=query,
        headers={"Authorization": f"Bearer {platform.token(who)}", HEADER: why},
        timeout=TIMEOUT_SECONDS,
    )
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_every_command_is_there_as_an_import(
    platform: Platform, past: Mapping[str, list[dict[str, Any]]]
) -> None:
    for service in ("referrals", "plans", "ehcp"):
        told = sum(len(line["commands"]) for line in past[service])
        assert commits(platform, service, origin="import") == told > 0


def test_played_again_it_appends_nothing(platform: Platform) -> None:
    before = commits(platform, *SERVICES)
    again = platform.command("deploy.local.history")
    assert again.returncode == 0, again.stderr
    assert again.stdout.count("Events: none.") == 3
    assert commits(platform, *SERVICES) == before


def test_the_register_of_a_past_day_has_it(
    platform: Platform, past: Mapping[str, list[dict[str, Any]]]
) -> None:
    """By what is known today: on that day nobody had told us."""
    [decided, *_] = [
        (line, line["commands"][-1])
        for line in past["referrals"]
        if line["commands"][-1].get("finding", {}).get("outcome") == "sen-support"
    ]
    line, decision = decided
    since = date.fromisoformat(decision["effective_on"])
    school = line["school_id"]

    def register(on: date, **more: str) -> dict[str, Any]:
        query = {"school_id": school, "true_on": on.isoformat(), **more}
        shown = asked(platform, "trust_lead", "reporting", "/register", **query)
        return {one["pupil_id"]: one for one in shown["pupils"]}

    def told() -> bool:
        entry = register(since).get(line["pupil_id"], {})
        return bool(entry.get("since") == since.isoformat())

    wait_until(told, "the register to have the past", within_seconds=SECONDS)
    entry = register(since)[line["pupil_id"]]
    assert (entry["code"], entry["need"]) == ("K", decision["finding"]["primary_need"])
    yesterday = london_date(utc_now()) - timedelta(days=1)
    assert line["pupil_id"] not in register(since, known_on=yesterday.isoformat())


def test_a_plan_of_the_past_opens_once(
    platform: Platform, past: Mapping[str, list[dict[str, Any]]]
) -> None:
    """By its own past, and not by the policy as well, which has read all decisions by then."""
    pupil_id = past["plans"][0]["pupil_id"]

    def shown() -> list[dict[str, Any]]:
        path = f"/pupils/{pupil_id}/plans"
        found: list[dict[str, Any]] = asked(platform, "trust_lead", "plans", path)["plans"]
        return found

    wait_until(lambda: bool(shown()), "the plan to be shown", within_seconds=SECONDS)
    assert len(shown()) == 1
    opened = {line["commands"][0]["plan_id"] for line in past["plans"]}
    streams = set()
    with MongoClient[dict[str, Any]](platform.place.mongodb_uri) as client:
        streams = set(client[main_database(TRUST, "plans")]["commits"].distinct("stream"))
    assert streams == {f"plan-{plan_id}" for plan_id in opened}


def test_nobody_was_told_anything(platform: Platform) -> None:
    """Not by a message, not by an e-mail: once everything else has come through."""
    assert wait_until_caught_up(platform.place, within_seconds=SECONDS) == []
    assert commits(platform, "notifications") == 0
    sent = [mail.read_text() for mail in (platform.folder / "mail").glob("*.eml")]
    assert all("Your link to sign in" in mail for mail in sent)


def test_the_young_person_signs_in_by_his_own_address(platform: Platform) -> None:
    links = asked(platform, "young_person", "directory", "/me")["links"]
    assert [link["relationship"] for link in links] == ["self"]
