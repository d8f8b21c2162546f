"""The servers of `make run`, and the note about them that other commands read."""

import json
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from deploy.local.child import Child
from deploy.local.kafka import start_kafka
from deploy.local.keeper import Keeper
from deploy.local.mongod import start_mongod
from deploy.local.places import LOCAL

NOTE = LOCAL / "stack.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Where the servers are. mongodb_uri signs in as root: for provisioning and outside checks."""

    mongodb_uri: str
    kafka_bootstrap_servers: str
    ports: Mapping[str, int]


def start_servers(ports: Mapping[str, int], keeper: Keeper) -> tuple[Stack, list[Child]]:
    """MongoDB and Kafka, both at once; those that the environment names are used instead.

    Returns the processes that were started, to be watched.
    """
    with ThreadPoolExecutor(2) as pool:
        mongod, kafka = pool.submit(_mongodb, ports, keeper), pool.submit(_kafka, ports, keeper)
    mongodb_uri, mongod_process = mongod.result()
    bootstrap_servers, kafka_process = kafka.result()
    stack = Stack(
        mongodb_uri=mongodb_uri, kafka_bootstrap_servers=bootstrap_servers, ports=dict(ports)
    )
    return stack, [*mongod_process, *kafka_process]


def _mongodb(ports: Mapping[str, int], keeper: Keeper) -> tuple[str, list[Child]]:
    if uri := os.environ.get("MONGODB_URI"):
        return uri, []
    mongod = start_mongod(LOCAL / "mongod", port=ports["mongodb"], keeper=keeper)
    return mongod.uri, [mongod.process]


def _kafka(ports: Mapping[str, int], keeper: Keeper) -> tuple[str, list[Child]]:
    if servers := os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        return servers, []
    kafka = start_kafka(
        LOCAL / "kafka",
        port=ports["kafka"],
        controller_port=ports["kafka_controller"],
        keeper=keeper,
    )
    return kafka.bootstrap_servers, [kafka.process]


def write_note(stack: Stack) -> None:
    """Leave word for the commands that look at a running platform: read_note()."""
    part = NOTE.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(asdict(stack), indent=2))
    part.replace(NOTE)


def read_note() -> Stack:
    """The platform that runs, or ran last. Raises FileNotFoundError if none ever did."""
    return Stack(**json.loads(NOTE.read_text()))
