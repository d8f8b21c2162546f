"""The embedded Kafka keeps what it acknowledged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaTimeoutError

from deploy.local.kafka import Kafka, start_kafka
from deploy.local.keeper import Keeper
from deploy.local.ports import free_port
from tests.servers import KafkaServer

TOPIC = "acknowledged"
RECORDS = [f"record {number}".encode() for number in range(500)]
DEADLINE_MS = 30_000


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Kafka]:
    """A broker of this test's own, for it is going to be killed."""
    keeper = Keeper()
    try:
        yield start_kafka(
            tmp_path / "kafka", port=free_port(), controller_port=free_port(), keeper=keeper
        )
    finally:
        keeper.close()


def test_acknowledged_records_survive_kill_9(broker: Kafka) -> None:
    create_topic(broker.bootstrap_servers, TOPIC)
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap_servers, acks="all")
    sent = [producer.send(TOPIC, value) for value in RECORDS]
    acknowledged = [future.get(timeout=30).offset for future in sent]
    broker.kill()
    producer.close(timeout=0)
    broker.restart()
    assert acknowledged == list(range(len(RECORDS)))
    assert read(broker.bootstrap_servers, TOPIC, len(RECORDS)) == RECORDS


def test_an_unknown_topic_is_not_made_by_writing_to_it(kafka: KafkaServer, trust_code: str) -> None:
    """It would get one partition instead of twelve, and drop what is a week old."""
    producer = KafkaProducer(bootstrap_servers=kafka.bootstrap_servers, max_block_ms=1000)
    try:
        with pytest.raises(KafkaTimeoutError):
            producer.send(f"{trust_code}.referrals", b"lost").get(timeout=5)
    finally:
        producer.close(timeout=5)


def create_topic(bootstrap_servers: str, topic: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=bootstrap_servers)
    admin.create_topics({topic: {"num_partitions": 1, "replication_factor": 1}})
    admin.close()


def read(bootstrap_servers: str, topic: str, count: int) -> list[bytes]:
    """The first values of partition 0, as many as there are up to count."""
    consumer = KafkaConsumer(bootstrap_servers=bootstrap_servers, consumer_timeout_ms=DEADLINE_MS)
    partition = TopicPartition(topic, 0)
    consumer.assign([partition])
    consumer.seek_to_beginning(partition)
    values = []
    for record in consumer:
        values.append(record.value)
        if len(values) == count:
            break
    consumer.close()
    return values
