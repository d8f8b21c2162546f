"""The real MongoDB and Kafka that the tests run on, started once for a run.

MONGODB_URI and KAFKA_BOOTSTRAP_SERVERS, where set, are used; with BACKING=docker both come from
containers; else from the embedded stack.
"""

import os
import secrets
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
from docker.errors import DockerException  # type: ignore[import-untyped]
from kafka import KafkaAdminClient
from pymongo import MongoClient
from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient

from deploy.local import kafka, mongod
from deploy.local.keeper import Keeper
from deploy.local.ports import HOST, free_port
from deploy.local.trouble import Trouble
from deploy.local.waiting import wait_until

NO_ENGINE = (
    "BACKING=docker was asked for, but no Docker engine answers. Start one, or run the tests"
    " without BACKING: the embedded MongoDB and Kafka need only Python."
)
MONGODB_IMAGE = "mongo:6.0.5"
KAFKA_IMAGE = "apache/kafka:4.3.0"
CONTAINER_READY_SECONDS = 120

Server = TypeVar("Server")


class MongoServer(Protocol):
    @property
    def uri(self) -> str:
        """Where the root user signs in."""


class KafkaServer(Protocol):
    @property
    def bootstrap_servers(self) -> str: ...


@dataclass(frozen=True, slots=True)
class MongoAt:
    uri: str


@dataclass(frozen=True, slots=True)
class KafkaAt:
    bootstrap_servers: str


class Servers:
    """Starts what the collected tests want, all at once, when the first of them asks."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = set(wanted)
        self._pool = ThreadPoolExecutor(2)
        self._keeper = Keeper()
        self._containers: list[DockerContainer] = []
        self._home = Path(tempfile.mkdtemp(prefix="waymark-tests-"))
        self._keeper.remove(self._home)
        self._mongod: Future[MongoServer] | None = None
        self._kafka: Future[KafkaServer] | None = None

    def mongod(self) -> MongoServer:
        self._start(self._wanted | {"mongod"})
        return _result(self._mongod)

    def kafka(self) -> KafkaServer:
        self._start(self._wanted | {"kafka"})
        return _result(self._kafka)

    def close(self) -> None:
        """Nothing of the data is worth an orderly end: the keeper kills, and removes the folder."""
        self._pool.shutdown()
        for container in self._containers:
            container.stop()
        self._keeper.close()

    def _start(self, names: set[str]) -> None:
        if "mongod" in names and self._mongod is None:
            self._mongod = self._pool.submit(self._choose_mongod())
        if "kafka" in names and self._kafka is None:
            self._kafka = self._pool.submit(self._choose_kafka())

    def _choose_mongod(self) -> Callable[[], MongoServer]:
        if uri := os.environ.get("MONGODB_URI"):
            return lambda: MongoAt(uri)
        return self._mongod_container if from_docker() else self._embedded_mongod

    def _choose_kafka(self) -> Callable[[], KafkaServer]:
        if servers := os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
            return lambda: KafkaAt(servers)
        return self._kafka_container if from_docker() else self._embedded_kafka

    def _embedded_mongod(self) -> MongoServer:
        return mongod.start_mongod(self._home / "mongod", port=free_port(), keeper=self._keeper)

    def _embedded_kafka(self) -> KafkaServer:
        return kafka.start_kafka(
            self._home / "kafka",
            port=free_port(),
            controller_port=free_port(),
            keeper=self._keeper,
        )

    def _mongod_container(self) -> MongoServer:
        port, password = free_port(), secrets.token_hex(16)
        script = (
            "head -c 300 /dev/urandom | base64 -w0 > /key && chmod 400 /key && exec mongod"
            f" --bind_ip {HOST} --port {port} --auth --keyFile /key"
            f" --replSet {mongod.REPLICA_SET} --wiredTigerCacheSizeGB {mongod.CACHE_GIGABYTES}"
            f" --setParameter transactionLifetimeLimitSeconds={mongod.TRANSACTION_SECONDS}"
        )
        self._run(DockerContainer(MONGODB_IMAGE, entrypoint=["bash", "-c", script]))
        _wait_for_container(lambda: mongod.answers(port), MONGODB_IMAGE)
        mongod.settle(port, password)
        return MongoAt(mongod.root_uri(port, password))

    def _kafka_container(self) -> KafkaServer:
        port = free_port()
        settings = kafka.properties(Path("/tmp/kafka"), port, free_port())  # noqa: S108
        variables = {
            "KAFKA_" + name.upper().replace(".", "_"): str(value)
            for name, value in settings.items()
        }
        self._run(DockerContainer(KAFKA_IMAGE).with_envs(**variables))
        _wait_for_container(lambda: kafka.answers(port), KAFKA_IMAGE)
        return KafkaAt(f"{HOST}:{port}")

    def _run(self, container: DockerContainer) -> None:
        # On the host's network the servers listen on 127.0.0.1 only, and at the address they name.
        self._containers.append(container.with_kwargs(**container._kwargs, network_mode="host"))
        container.start()


def from_docker() -> bool:
    """Whether containers were asked for; ends the run loudly where no engine can start them."""
    backing = os.environ.get("BACKING", "embedded")
    if backing not in ("embedded", "docker"):
        pytest.exit(f"BACKING={backing} is unknown: leave it out, or BACKING=docker", returncode=3)
    if backing == "docker":
        try:
            DockerClient(timeout=10).client.ping()
        except DockerException:
            pytest.exit(NO_ENGINE, returncode=3)
    return backing == "docker"


def new_trust_code() -> str:
    """A prefix for databases and topics that no other test has."""
    return f"t{secrets.token_hex(5)}"


def drop_databases(server: MongoServer, trust_code: str) -> None:
    """Drop what a test made, with its users and roles: a long run does not drown in them."""
    begins = {"$regex": f"^{trust_code}"}
    with MongoClient[dict[str, Any]](server.uri) as client:
        for database in client.list_databases(filter={"name": begins}, nameOnly=True):
            client.drop_database(database["name"])
        for kind, collection in (("user", "system.users"), ("role", "system.roles")):
            for found in client.admin[collection].find({kind: begins}):
                client[found["db"]].command(f"drop{kind.title()}", found[kind])


def delete_topics(server: KafkaServer, trust_code: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=server.bootstrap_servers)
    try:
        topics = [topic for topic in admin.list_topics() if topic.startswith(trust_code)]
        if topics:
            admin.delete_topics(topics)
    finally:
        admin.close()


def _result(future: Future[Server] | None) -> Server:
    if future is None:
        raise RuntimeError("the server has not been started")
    try:
        return future.result()
    except Trouble as trouble:
        pytest.exit(str(trouble), returncode=3)


def _wait_for_container(ready: Callable[[], bool], image: str) -> None:
    wait_until(ready, f"a container of {image}", within_seconds=CONTAINER_READY_SECONDS)
