"""A service of the tests' own on the real servers, with the means to run each part by hand."""

import base64
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import UUID, uuid4

from kafka import KafkaConsumer, TopicPartition
from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.database import Database

from deploy.local.kafka import Kafka
from deploy.local.waiting import wait_until
from shared.bus import KafkaSettings, topic_name
from shared.commits import Head
from shared.consumer import Consumer
from shared.eventstore import EventStore
from shared.feeds import Feed, LogFeed
from shared.generations import Generations
from shared.mending import Action, ParkedCommand, ParkedCommands
from shared.mongo import (
    Login,
    Schema,
    connect,
    keys_database,
    main_database,
    new_password,
    provision,
    read_models,
)
from shared.relay import Relay, RelaySettings
from shared.sealing import DataKeys, Sealer
from shared.sequencer import Sequencer
from shared.topic_feed import GroupSettings, KafkaFeed
from shared.views import View
from tests.servers import KafkaServer, MongoServer
from tests.shared.notes import CODEC, TOTALS, Event, pupil_of, request

QUICK_GROUP = GroupSettings(
    session_timeout_ms=6_000,
    heartbeat_interval_ms=500,
    fetch_max_wait_ms=50,
    metadata_max_age_ms=500,
)
QUICK_RELAY = RelaySettings(
    delivery_timeout_ms=3_000, request_timeout_ms=2_000, check_topic_seconds=0.2
)

MADE_ONCE = {
    *("commits", "log", "access_log", "keys"),
    *("checkpoints", "views", "parked", "parked_streams", "parked_commands"),
    *("publishing", "leases", "ticks"),
}


def new_stream() -> str:
    return f"note-{uuid4()}"


@contextmanager
def standing_still(kafka: Kafka) -> Iterator[None]:
    """A broker that answers nothing, and does not say so."""
    pid = kafka.process.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


class NotesService:
    """The service "notes" of one trust, and means to run each of its parts by hand."""

    def __init__(
        self,
        mongod: MongoServer,
        kafka: KafkaServer | None,
        trust: str,
        *,
        service: str = "notes",
        trust_key: bytes | None = None,
    ) -> None:
        """service: another name for a second one in the same trust; then with its trust_key."""
        self.trust = trust
        self.service = service
        self.mongod = mongod
        self.kafka = KafkaSettings(bootstrap_servers=kafka.bootstrap_servers if kafka else "")
        self.clients, self.open = ExitStack(), ExitStack()
        self.logins = {
            capacity: Login(service=service, capacity=capacity, password=new_password())
            for capacity in ("api", "worker")
        }
        self.root = self._connect(mongod.uri)
        schema = Schema(service=service, makes_keys=True)
        provision(self.root, trust, schema, list(self.logins.values()))
        self.api = self.client("api")
        self.worker = self.client("worker")
        self.trust_key = trust_key or os.urandom(32)
        self.keys = self.data_keys()
        self.store = self.new_store()

    def _connect(self, uri: str) -> MongoClient[dict[str, Any]]:
        return self.clients.enter_context(connect(uri, timeout_ms=20_000, app="tests"))

    def client(self, capacity: str) -> MongoClient[dict[str, Any]]:
        return self._connect(self.logins[capacity].uri(self.mongod.uri, self.trust))

    def main(self, client: MongoClient[dict[str, Any]] | None = None) -> Database[dict[str, Any]]:
        return (client or self.worker)[main_database(self.trust, self.service)]

    def views(self, client: MongoClient[dict[str, Any]] | None = None) -> Database[dict[str, Any]]:
        return read_models(client or self.worker, self.trust, self.service)

    def data_keys(self) -> DataKeys:
        return DataKeys(self.keys_collection(), self.trust_key)

    def keys_collection(
        self, client: MongoClient[dict[str, Any]] | None = None
    ) -> Collection[dict[str, Any]]:
        return (client or self.api)[keys_database(self.trust)]["keys"]

    def new_store(self) -> EventStore[Event]:
        return EventStore(self.main(self.api), CODEC, Sealer(self.keys), source=self.service)

    def append(self, stream: str, *events: Event, pupil_id: UUID | None = None) -> Head:
        """Append to whatever the stream is by now."""
        return self.store.append(
            self.store.read(stream).head, events, by=request(pupil_id or pupil_of(events[0]))
        )

    def place_all(self) -> None:
        """Run a sequencer until every commit has its position."""
        sequencer = self.sequencer()
        commits, log = self.main()["commits"], self.main()["log"]
        wait_until(
            lambda: (
                sequencer.step(wait_seconds=0.05) >= 0
                and log.count_documents({}) == commits.count_documents({})
            ),
            "every commit to be placed",
            within_seconds=20,
        )
        sequencer.close()

    def publish_all(self) -> None:
        """Place and publish every commit."""
        self.place_all()
        relay = self.relay()
        while relay.step():
            pass
        relay.close()

    def run_until(self, consumer: Consumer, reached: Callable[[], bool], what: str) -> None:
        """Step a consumer until something is so."""
        wait_until(
            lambda: consumer.step(wait_seconds=0.1) >= 0 and reached(), what, within_seconds=20
        )

    def placed(self) -> list[dict[str, Any]]:
        """The rows of the log in order."""
        return list(self.main()["log"].find().sort("_id", 1))

    def sequencer(self) -> Sequencer:
        sequencer = Sequencer(self.worker, self.main(), self.views())
        self.open.callback(sequencer.close)
        return sequencer

    def relay(self, settings: RelaySettings = QUICK_RELAY, kind: type[Relay] = Relay) -> Relay:
        relay = kind(
            self.main(),
            self.views(),
            self.kafka,
            trust=self.trust,
            service=self.service,
            settings=settings,
        )
        self.open.callback(relay.close)
        return relay

    def log_feed(self) -> LogFeed:
        def woken(seconds: float) -> None:
            threading.Event().wait(min(seconds, 0.01))

        return LogFeed(self.main(), service=self.service, woken=woken)

    def kafka_feed(self, group: str | None, services: Sequence[str] = ("notes",)) -> KafkaFeed:
        """A member of a group, or, without one, a reader of every partition."""
        return KafkaFeed(
            self.kafka,
            trust=self.trust,
            services=services,
            group=f"{self.trust}.notes.{group}" if group else None,
            settings=QUICK_GROUP,
        )

    def log_consumer(self, view: View = TOTALS, generation: int = 1) -> Consumer:
        return self.consumer(self.log_feed(), view, generation)

    def kafka_consumer(self, view: View = TOTALS, generation: int = 1) -> Consumer:
        return self.consumer(self.kafka_feed(f"{view.name}_{generation}"), view, generation)

    def consumer(self, feed: Feed, view: View = TOTALS, generation: int = 1) -> Consumer:
        """A consumer of a generation of a view; the first generation is made by the way."""
        self.make_view(view)
        consumer = Consumer(
            self.worker, self.views(), feed, self.generations(view).sink(generation)
        )
        self.open.callback(consumer.close)
        return consumer

    def generations(self, view: View = TOTALS) -> Generations:
        return Generations(self.worker, self.views(), view, service=self.service)

    def make_view(self, view: View = TOTALS) -> None:
        """The first generation, live and empty, where there is none."""
        self.views()["views"].update_one(
            {"_id": view.name},
            {"$setOnInsert": {"live": 1, "last": 1, "generations": {"1": "live"}}},
            upsert=True,
        )

    def total(self, pupil_id: UUID, view: str = "totals_1") -> int:
        document = self.views()[view].find_one({"_id": pupil_id})
        return document["total"] if document else 0

    def everything_stored(self) -> bytes:
        """Every document of every database of the trust, with binaries also in base64."""
        found: list[bytes] = []
        for name in self.root.list_database_names():
            if name.startswith(self.trust):
                for collection in self.root[name].list_collection_names():
                    found += [repr(one).encode() for one in self.root[name][collection].find()]
        return b"\n".join([*found, base64.b64encode(b"\n".join(found))])

    def order_to_discard(self, consumer: str, stream: str) -> UUID:
        """What the api writes down for somebody of ops."""
        return ParkedCommands(self.views(self.api)).ask(
            ParkedCommand(
                consumer=consumer,
                stream=stream,
                action=Action.DISCARD,
                reason="incident-4711",
                asked_by=uuid4(),
            )
        )

    @property
    def topic(self) -> str:
        return topic_name(self.trust, self.service)

    def on_topic(self) -> list[Any]:
        """Every record of the topic as it is there now, partition by partition."""
        consumer = KafkaConsumer(**self.kafka.options(), group_id=None, metrics_enabled=False)
        try:
            return read_to_the_end(consumer, self.topic)
        finally:
            consumer.close(autocommit=False)

    def empty(self) -> None:
        """End every part, and leave nothing behind but what `provision` made."""
        self.open.close()
        names = (self.main().name, self.views().name, keys_database(self.trust))
        for database in (self.root[name] for name in names):
            for collection in database.list_collection_names():
                if collection in MADE_ONCE:
                    database[collection].delete_many({})
                else:
                    database.drop_collection(collection)

    def close(self) -> None:
        self.open.close()
        self.clients.close()


def read_to_the_end(consumer: KafkaConsumer, topic: str) -> list[Any]:
    partitions = [TopicPartition(topic, n) for n in consumer.partitions_for_topic(topic) or ()]
    consumer.assign(partitions)
    consumer.seek_to_beginning(*partitions)
    ends = {one: end for one, end in consumer.end_offsets(partitions).items() if end}
    records: list[Any] = []

    def reached() -> bool:
        for found in consumer.poll(timeout_ms=100).values():
            records.extend(found)
        return all(consumer.position(one) >= end for one, end in ends.items())

    wait_until(reached, f"the end of {topic}", within_seconds=20)
    return sorted(records, key=lambda record: (record.partition, record.offset))
