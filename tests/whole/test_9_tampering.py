"""The checker from outside notices what was tampered with. The last file: it leaves scars."""

from collections.abc import Iterator
from typing import Any

import pytest
from kafka import KafkaProducer
from pymongo import MongoClient

from deploy.check.report import Place, connected, differences, wait_until_caught_up
from deploy.check.topics import Record, Topics, without_duplicates
from deploy.local.whole import Platform
from deploy.story.stage import Stage

CAUGHT_UP_SECONDS = 30
ONLY_CHECK = ("deploy.local.demo", "--only-check", "--within-seconds", "10")


@pytest.fixture(scope="module")
def place(platform: Platform) -> Place:
    assert wait_until_caught_up(platform.place, within_seconds=CAUGHT_UP_SECONDS) == []
    return platform.place


@pytest.fixture(scope="module")
def root(place: Place) -> Iterator[MongoClient[dict[str, Any]]]:
    with connected(place) as client:
        yield client


def found(place: Place, stage: Stage) -> list[str]:
    return list(differences(place, stage.ledger.all(), seed=7))


def test_a_removed_commit_is_noticed(
    platform: Platform, place: Place, stage: Stage, root: MongoClient[dict[str, Any]]
) -> None:
    commits = root[f"{place.trust}_referrals"]["commits"]
    told = next(one for one in stage.ledger.all() if one.token and one.service == "referrals")
    stream = str(told.token).split("@")[0]
    removed = commits.find_one_and_delete({"stream": stream})
    assert removed is not None
    try:
        problems = found(place, stage)
        demo = platform.command(*ONLY_CHECK)
    finally:
        commits.insert_one(removed)
    assert any(stream in problem for problem in problems)
    assert (demo.returncode, "differs" in demo.stdout) == (1, True)
    assert platform.command(*ONLY_CHECK).returncode == 0, "it is back, and all agrees"


def test_an_altered_read_model_is_noticed(
    platform: Platform, place: Place, stage: Stage, root: MongoClient[dict[str, Any]]
) -> None:
    views = root[f"{place.trust}_reporting_views"]
    pointer = views["views"].find_one({"_id": "register"})
    assert pointer is not None
    register = views[f"register_{pointer['live']}"]
    pupil = register.find_one({})
    assert pupil is not None
    register.update_one({"_id": pupil["_id"]}, {"$set": {"year_group": "altered"}})
    try:
        problems = found(place, stage)
        demo = platform.command(*ONLY_CHECK)
    finally:
        register.replace_one({"_id": pupil["_id"]}, pupil)
    assert any("register" in problem for problem in problems)
    assert (demo.returncode, "register" in demo.stdout) == (1, True)


def test_a_doubled_record_is_noticed(platform: Platform, place: Place, stage: Stage) -> None:
    """The same event under a place of its own is no duplicate that a consumer would skip."""
    topic = f"{place.trust}.referrals"
    kept, _ = without_duplicates(Topics(place.bootstrap, place.trust).of("referrals"))
    last = max(kept, key=lambda record: int(record.headers["ce_position"]))
    _send_again(place, topic, last)
    problems = found(place, stage)
    assert any(
        "referrals" in problem and "unknown, or reordered" in problem for problem in problems
    )
    assert platform.command(*ONLY_CHECK).returncode == 1


def _send_again(place: Place, topic: str, record: Record) -> None:
    position = int(record.headers["ce_position"])
    headers = record.headers | {"ce_position": str(position + 1), "ce_after": str(position)}
    producer = KafkaProducer(bootstrap_servers=place.bootstrap.split(","), acks="all")
    producer.send(
        topic,
        key=record.key.encode(),
        value=record.value,
        headers=[(name, value.encode()) for name, value in headers.items()],
        partition=record.partition,
    ).get(timeout=10)
    producer.close(timeout=5)
