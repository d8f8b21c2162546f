"""Kafka as every service uses it: settings, topics, and a record's CloudEvents form (design 4).

On the wire: topic `<trust>.<service>`, binary mode. `position` is a record's place: the commit's
position in the log times 100 plus the event's index in its commit (a commit has at most 100), so
that it grows with every event; `after` is the `position` of the record before it in the same
partition, 0 for the first; `chain` is the log's chain at the commit, an anchor outside MongoDB.
"""

import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar
from uuid import UUID

import msgspec
from kafka import KafkaAdminClient
from kafka.admin import NewTopic
from kafka.errors import TopicAlreadyExistsError, UnknownTopicOrPartitionError
from kafka.net.compat import KafkaNetClient

from shared.codec import WrittenEvent
from shared.commits import Document
from shared.recorded import Actor, Origin

Client = TypeVar("Client")
Header = tuple[str, bytes]

PARTITIONS: Final = 12
PLACES_PER_COMMIT: Final = 100
MOST_ALIKE: Final = 1_024
ADMIN_TIMEOUT_MS: Final = 10_000
# A broker that comes back is found within a second; left alone, clients pause up to half a minute.
PATIENCE: Final = {
    "reconnect_backoff_ms": 100,
    "reconnect_backoff_max_ms": 1_000,
    "bootstrap_timeout_ms": 5_000,
}


CLOUD_EVENT: Final[Header] = ("ce_specversion", b"1.0")
JSON_CONTENT: Final[Header] = ("content-type", b"application/json")


class BadRecord(ValueError):
    """A record is not one of ours: a header is missing or cannot be read. It can never succeed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KafkaSettings:
    """How to reach the brokers. TLS and SASL are off locally, on between machines."""

    bootstrap_servers: str
    security_protocol: str = "PLAINTEXT"
    ssl_cafile: str | None = None
    sasl_mechanism: str | None = None
    sasl_plain_username: str | None = None
    sasl_plain_password: str | None = None

    def options(self) -> dict[str, Any]:
        """The keyword arguments that every kafka-python client takes."""
        given = {name: getattr(self, name) for name in self.__dataclass_fields__}
        options = {name: value for name, value in given.items() if value is not None}
        options["bootstrap_servers"] = self.bootstrap_servers.split(",")
        return options | PATIENCE


def topic_name(trust: str, service: str) -> str:
    return f"{trust}.{service}"


@lru_cache(MOST_ALIKE)
def partition_for(partition_key: str) -> int:
    """The partition of a key; never changed, since a pupil's order is within a partition."""
    return zlib.crc32(partition_key.encode()) % PARTITIONS


def kafka_client(kind: Callable[..., Client], settings: KafkaSettings, **options: Any) -> Client:
    """A kafka-python client, which the caller closes. Raises KafkaError.

    One that cannot be made leaves no thread behind: kafka-python forgets to end it, and a broker
    that is away for an hour would cost a thread for each try.
    """
    begun: list[KafkaNetClient] = []

    def begin(**config: Any) -> KafkaNetClient:
        begun.append(KafkaNetClient(**config))
        return begun[-1]

    try:
        return kind(**settings.options(), **options, kafka_client=begin)
    except BaseException:
        for client in begun:
            client.close()
        raise


def admin_client(settings: KafkaSettings) -> KafkaAdminClient:
    """An administrator's client; the caller closes it. Raises KafkaError."""
    return kafka_client(KafkaAdminClient, settings, request_timeout_ms=ADMIN_TIMEOUT_MS)


def ensure_topic(admin: KafkaAdminClient, topic: str) -> str:
    """Make the topic if it is not there, kept for ever, and return its id in hex."""
    found = topic_id(admin, topic)
    if found is None:
        _create(admin, topic)
        admin.wait_for_topics([topic], timeout_ms=ADMIN_TIMEOUT_MS)
        found = topic_id(admin, topic)
    if found is None:
        raise UnknownTopicOrPartitionError(topic)
    return found


def _create(admin: KafkaAdminClient, topic: str) -> None:
    new = NewTopic(
        name=topic,
        num_partitions=PARTITIONS,
        replication_factor=-1,
        topic_configs={"retention.ms": "-1", "retention.bytes": "-1", "cleanup.policy": "delete"},
    )
    with suppress(TopicAlreadyExistsError):  # another worker was faster
        admin.create_topics([new], timeout_ms=ADMIN_TIMEOUT_MS)


def topic_id(admin: KafkaAdminClient, topic: str) -> str | None:
    """The topic's id in hex, another one for each time that it is made; None without a topic."""
    for found in admin.describe_topics([topic]):
        if found["name"] == topic and not found["error_code"] and found.get("topic_id"):
            return UUID(str(found["topic_id"])).hex
    return None


class Place(NamedTuple):
    """Where a record stands among its service's: see the module's docstring."""

    position: int
    after: int


def encode_headers(
    commit: Document, event: WrittenEvent, index: int, place: Place, chain: bytes, source: str
) -> list[Header]:
    """The CloudEvents attributes of one event. source: "/<trust>/<service>".

    commit: with its ids as the 16 bytes that are stored: the relay only writes them down again.
    """
    actor = commit["actor"]
    headers = [
        CLOUD_EVENT,
        ("ce_id", event.event_id.encode()),
        _header("ce_source", source),
        _header("ce_type", event.type),
        ("ce_subject", commit["stream"].encode()),
        ("ce_time", commit["recorded_at"].isoformat().encode()),
        _schema_header(event.type, event.schema),
        JSON_CONTENT,
        ("ce_position", b"%d" % place.position),
        ("ce_after", b"%d" % place.after),
        ("ce_chain", chain.hex().encode()),
        ("ce_streamversion", b"%d" % (commit["version"] + index + 1)),
        ("ce_effectiveon", event.effective_on.encode()),
        _actor_header(actor["person_id"], actor["role"], actor["on_behalf_of"]),
        _header("ce_origin", commit["origin"]),
        ("ce_correlationid", id_text(commit["correlation_id"]).encode()),
    ]
    if commit["school_id"] is not None:
        headers.append(_school_header(bytes(commit["school_id"])))
    if commit["causation_id"] is not None:
        headers.append(("ce_causationid", id_text(commit["causation_id"]).encode()))
    if commit["traceparent"] is not None:
        headers.append(("ce_traceparent", commit["traceparent"].encode()))
    return headers


# Most records of a batch have these in common: made once, they take a third of the time.
@lru_cache(MOST_ALIKE)
def _header(name: str, text: str) -> Header:
    return (name, text.encode())


@lru_cache(MOST_ALIKE)
def _schema_header(kind: str, schema: int) -> Header:
    return ("ce_dataschema", f"{kind}/{schema}".encode())


@lru_cache(MOST_ALIKE)
def _school_header(school_id: bytes) -> Header:
    return ("ce_schoolid", id_text(school_id).encode())


@lru_cache(MOST_ALIKE)
def _actor_header(person_id: bytes | None, role: str, on_behalf_of: bytes | None) -> Header:
    acted = {
        "person_id": person_id and id_text(person_id),
        "role": role,
        "on_behalf_of": on_behalf_of and id_text(on_behalf_of),
    }
    return ("ce_actor", msgspec.json.encode(acted))


def id_text(stored: bytes) -> str:
    """A UUID as it is written, of its 16 bytes: the object between would take most of the time."""
    text = stored.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One event as a feed brings it, its data still bytes; a `Struct`, since so many are made.

    source: the service, "referrals". position, after: see the module's docstring.
    partition_key: the record's key, the pupil's id where it is known.
    """

    source: str
    stream: str
    version: int
    event_id: UUID
    type: str
    schema: int
    position: int
    after: int
    effective_on: date
    recorded_at: datetime
    actor: Actor
    origin: Origin
    school_id: UUID | None
    correlation_id: UUID
    causation_id: UUID | None
    data: bytes
    partition_key: str = ""


def decode_headers(headers: Mapping[str, bytes], value: bytes, key: bytes = b"") -> Message:
    """A record's headers, value and key back. Raises BadRecord."""
    try:
        return Message(
            source=headers["ce_source"].decode().rsplit("/", 1)[1],
            stream=headers["ce_subject"].decode(),
            version=int(headers["ce_streamversion"]),
            event_id=UUID(headers["ce_id"].decode()),
            type=headers["ce_type"].decode(),
            schema=int(headers["ce_dataschema"].rsplit(b"/", 1)[1]),
            position=int(headers["ce_position"]),
            after=int(headers["ce_after"]),
            effective_on=date.fromisoformat(headers["ce_effectiveon"].decode()),
            recorded_at=datetime.fromisoformat(headers["ce_time"].decode()),
            actor=_actor(headers["ce_actor"]),
            origin=Origin(headers["ce_origin"].decode()),
            school_id=_uuid(headers.get("ce_schoolid")),
            correlation_id=UUID(headers["ce_correlationid"].decode()),
            causation_id=_uuid(headers.get("ce_causationid")),
            data=value,
            partition_key=key.decode(),
        )
    except (LookupError, ValueError, AttributeError, TypeError, msgspec.MsgspecError) as error:
        # The error may quote the value: only its kind goes on.
        raise BadRecord(f"a header is missing or unreadable ({type(error).__name__})") from None


_actors = msgspec.json.Decoder(Actor)  # made here, before there are threads: `shared.shapes`


@lru_cache(maxsize=4096)
def _actor(text: bytes) -> Actor:
    return _actors.decode(text)


@lru_cache(maxsize=4096)
def _uuid(text: bytes | None) -> UUID | None:
    return UUID(text.decode()) if text else None
