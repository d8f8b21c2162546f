"""Everything that the platform keeps or shows, place by place, as bytes in which to search."""

import email
import email.policy
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import requests
from bson import decode
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from kafka import KafkaConsumer, TopicPartition
from pymongo import MongoClient

from deploy.check.report import Place, connected
from deploy.local.whole import Platform
from tests.shared.canary import flat

TIMEOUT_SECONDS = 10
POLL_MS = 500
# An e-mail is sent to the person's own address.
OWN = ("to", "x-rcptto")

Read = Iterator[tuple[str, bytes]]
PLAIN: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True)
RAW: CodecOptions[Any] = CodecOptions(document_class=RawBSONDocument)


def everything(platform: Platform, addresses: Mapping[str, str]) -> Read:
    """addresses: of whatever has /metrics, by its name.

    Not what `make run` itself says: it presents the people of the demo to whoever started it.
    """
    yield from databases(platform.place)
    yield from topics(platform.place)
    yield from logs(platform.folder / "log")
    yield from mail(platform.folder / "mail")
    yield from metrics(addresses)


def databases(place: Place) -> Read:
    """Every document of every database of the trust."""
    with connected(place) as client:
        for name in client.list_database_names():
            if name.startswith(place.trust):
                for collection in client[name].list_collection_names():
                    yield f"the name of {name}.{collection}", f"{name}.{collection}".encode()
                    yield f"{name}.{collection}", dump(client, name, collection)


def dump(client: MongoClient[dict[str, Any]], name: str, collection: str) -> bytes:
    """The bytes that are stored, and the same as text, for a stored instant says its day so."""
    found: Any = client.get_database(name, codec_options=RAW)[collection].find()
    raw = [bytes(document.raw) for document in found]
    return b"\n".join([*raw, *(flat(decode(one, PLAIN)) for one in raw)])


def topics(place: Place) -> Read:
    """Every record of every topic of the trust, also what no consumer would take."""
    consumer = KafkaConsumer(
        bootstrap_servers=place.bootstrap.split(","),
        enable_auto_commit=False,
        allow_auto_create_topics=False,
    )
    try:
        for topic in sorted(consumer.topics()):
            if topic.startswith(place.trust):
                yield f"the name of topic {topic}", topic.encode()
                yield f"topic {topic}", b"\n".join(records(consumer, topic))
    finally:
        consumer.close(autocommit=False)


def records(consumer: KafkaConsumer, topic: str) -> Iterator[bytes]:
    partitions = [TopicPartition(topic, n) for n in consumer.partitions_for_topic(topic)]
    consumer.assign(partitions)
    ends = consumer.end_offsets(partitions)
    consumer.seek_to_beginning(*partitions)
    while any(consumer.position(one) < ends[one] for one in partitions):
        for polled in consumer.poll(timeout_ms=POLL_MS).values():
            for one in polled:
                yield flat([one.key, list(one.headers), one.value])


def logs(folder: Path) -> Read:
    for file in folder.rglob("*"):
        if file.is_file():
            yield f"log {file.name}", file.read_bytes()


def mail(folder: Path) -> Read:
    """Of each e-mail every part, and every header but the person's own address."""
    for file in folder.glob("*.eml"):
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        yield f"mail {file.name}", b"\n".join(said(message))


def said(message: EmailMessage) -> Iterator[bytes]:
    for part in message.walk():
        for name, told in part.items():
            if name.lower() not in OWN:
                yield f"{name}: {told}".encode()
        if not part.is_multipart():
            content = part.get_content()
            yield content.encode() if isinstance(content, str) else bytes(content)


def metrics(addresses: Mapping[str, str]) -> Read:
    for service, address in addresses.items():
        yield (
            f"metrics {service}",
            requests.get(f"{address}/metrics", timeout=TIMEOUT_SECONDS).content,
        )
