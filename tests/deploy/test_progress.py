"""What is still behind: what nobody can tell the end of is, and stops no look at the rest."""

from collections.abc import Iterator
from typing import Any

import pytest
from kafka import KafkaProducer
from pymongo import MongoClient

from deploy.check import progress
from deploy.check.progress import asking_ends, check_progress
from shared.bus import KafkaSettings, admin_client, ensure_topic
from shared.mongo import connect
from tests.servers import KafkaServer, MongoServer, drop_databases, new_trust_code

Client = MongoClient[dict[str, Any]]


@pytest.fixture
def client(mongod: MongoServer) -> Iterator[Client]:
    with connect(mongod.uri, timeout_ms=20_000, app="tests") as made:
        yield made


@pytest.fixture
def trust(mongod: MongoServer) -> Iterator[str]:
    code = new_trust_code()
    yield code
    drop_databases(mongod, code)


def behind(client: Client, kafka: KafkaServer, trust: str, **at: Any) -> list[str]:
    """What is still behind of a consumer with one checkpoint."""
    client[f"{trust}_reporting_views"]["checkpoints"].insert_one(at)
    with asking_ends(kafka.bootstrap_servers) as ends:
        return list(check_progress(client, ends, trust, ["reporting"]))


def test_the_end_of_a_topic_that_is_gone_is_not_reached(
    client: Client, kafka: KafkaServer, trust: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "END_TOLD_WITHIN_MS", 500)
    at = f"register/{trust}.plans/0"
    found = behind(client, kafka, trust, _id=at, offset=3)
    assert found == [f"reporting: {at} is at 3, and nobody tells of which end"]


def test_a_partition_of_which_nothing_was_read_yet_is_behind(
    client: Client, kafka: KafkaServer, trust: str
) -> None:
    topic = f"{trust}.plans"
    admin = admin_client(KafkaSettings(bootstrap_servers=kafka.bootstrap_servers))
    ensure_topic(admin, topic)
    admin.close()
    producer = KafkaProducer(bootstrap_servers=kafka.bootstrap_servers.split(","), acks="all")
    for partition in (0, 5):
        producer.send(topic, value=b"{}", partition=partition).get(timeout=10)
    producer.close(timeout=5)
    found = behind(client, kafka, trust, _id=f"policies.tell-staff/{topic}/0", offset=1)
    assert found == [f"reporting: policies.tell-staff/{topic}/5 is at 0 of 1"]
