"""What the bench stands on: servers of its own, a trust on them, and its clients."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pymongo import MongoClient
from pymongo.database import Database

from deploy.local.addresses import DEFAULTS, url
from deploy.local.kafka import start_kafka
from deploy.local.keeper import Keeper
from deploy.local.mongod import start_mongod
from deploy.local.ports import free_port
from deploy.local.services import local_settings
from deploy.local.trust import SERVICES, Trust, prepare
from shared.bus import KafkaSettings
from shared.codec import Codec
from shared.commits import Document
from shared.eventstore import EventStore
from shared.mongo import (
    API_TIMEOUT_MS,
    WORKER_TIMEOUT_MS,
    connect,
    keys_database,
    main_database,
    read_models,
)
from shared.sealing import DataKeys, Sealer, read_trust_key

CODE: Final = "bench"
MEASURED: Final = ("directory", "referrals", "ehcp", "reporting")

Client = MongoClient[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """Where the servers are, and who ends what was started on them."""

    mongodb_uri: str
    kafka: str
    keeper: Keeper
    home: Path


@contextmanager
def own_servers() -> Iterator[Servers]:
    """MongoDB and Kafka on free ports and temporary data, ended and removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="waymark-bench-"))
    keeper = Keeper()
    keeper.remove(home)
    try:
        mongod = start_mongod(home / "mongod", port=free_port(), keeper=keeper)
        kafka = start_kafka(
            home / "kafka", port=free_port(), controller_port=free_port(), keeper=keeper
        )
        yield Servers(
            mongodb_uri=mongod.uri, kafka=kafka.bootstrap_servers, keeper=keeper, home=home
        )
    finally:
        keeper.close()


class Ground:
    """One trust, with connections as each service's own users have them."""

    def __init__(self, servers: Servers, code: str = CODE) -> None:
        self.servers = servers
        self.ports = {part: free_port() for part in DEFAULTS}
        self.trust: Trust = prepare(
            code=code,
            name="The bench's trust",
            folder=servers.home / code,
            mongodb_uri=servers.mongodb_uri,
            kafka=servers.kafka,
            addresses={name: url(self.ports[name]) for name in SERVICES},
            settings=local_settings(self.ports),
            services=MEASURED,
        )
        self.kafka = KafkaSettings(bootstrap_servers=servers.kafka)
        self._open = ExitStack()
        self._clients: dict[str, Client] = {}
        self.root = self._connect(servers.mongodb_uri, WORKER_TIMEOUT_MS)

    @property
    def code(self) -> str:
        return self.trust.code

    def _connect(self, uri: str, timeout_ms: int) -> Client:
        return self._open.enter_context(connect(uri, timeout_ms=timeout_ms, app="waymark-bench"))

    def client(self, service: str, capacity: str) -> Client:
        """As the service's own process connects."""
        name = f"{service}-{capacity}"
        if name not in self._clients:
            uri = self.trust.environment(service, capacity)["WAYMARK_MONGODB_URI"]
            timeout_ms = API_TIMEOUT_MS if capacity == "api" else WORKER_TIMEOUT_MS
            self._clients[name] = self._connect(uri, timeout_ms)
        return self._clients[name]

    def main(self, service: str, capacity: str) -> Database[Document]:
        return self.client(service, capacity)[main_database(self.code, service)]

    def views(self, service: str, capacity: str = "worker") -> Database[Document]:
        return read_models(self.client(service, capacity), self.code, service)

    def raw(self) -> Database[Document]:
        """A database for the baselines, by a plain client: no service knows of it."""
        if "raw" not in self._clients:
            client: Client = MongoClient(
                self.servers.mongodb_uri, w="majority", journal=True, uuidRepresentation="standard"
            )
            self._clients["raw"] = self._open.enter_context(client)
        return self._clients["raw"][f"{self.code}_raw"]

    def sealer(self, service: str = "referrals") -> Sealer:
        """One that holds no key yet."""
        keys = self.client(service, "api")[keys_database(self.code)]["keys"]
        return Sealer(DataKeys(keys, read_trust_key(self.trust.folder / "trust.key")))

    def store(self, service: str, codec: Codec[Any]) -> EventStore[Any]:
        """The service's event store, as its api has it."""
        return EventStore(self.main(service, "api"), codec, self.sealer(service), source=service)

    def close(self) -> None:
        self._open.close()
