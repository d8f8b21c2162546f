"""Every read model against a fresh fold of the topics, in a random order that each one allows."""

import importlib
import random
from collections.abc import Iterator, Sequence
from typing import Any

from bson import decode as from_bson
from bson import encode as to_bson
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from pymongo import MongoClient

from deploy.check.topics import Record, Topics, without_duplicates
from shared.bus import decode_headers
from shared.views import View, recorded_event

OPTIONS: CodecOptions[dict[str, Any]] = CodecOptions(
    tz_aware=True, uuid_representation=UuidRepresentation.STANDARD
)


def views_of(service: str) -> Sequence[View]:
    """The views that a service's worker keeps."""
    found: Sequence[View] = importlib.import_module(f"services.{service}.worker").VIEWS
    return found


def check_folds(
    client: MongoClient[dict[str, Any]],
    topics: Topics,
    trust: str,
    services: Sequence[str],
    *,
    seed: int,
) -> Iterator[str]:
    """Each document that differs from what its events say."""
    for service in services:
        for view in views_of(service):
            feeds = [feed for one in sorted(view.reads) for feed in partitions(topics.of(one))]
            fresh = folded(view, interleaved(feeds, random.Random(seed)))  # noqa: S311
            yield from compare(client, trust, service, view.name, fresh)


def partitions(records: list[Record]) -> list[list[Record]]:
    """What a consumer applies of each partition, in order."""
    kept, _ = without_duplicates(records)
    found: dict[int, list[Record]] = {}
    for record in kept:
        found.setdefault(record.partition, []).append(record)
    return list(found.values())


def interleaved(feeds: Sequence[Sequence[Record]], order: random.Random) -> list[Record]:
    """One merge of the partitions that keeps the order within each."""
    turns = [n for n, feed in enumerate(feeds) for _ in feed]
    order.shuffle(turns)
    rest = [iter(feed) for feed in feeds]
    return [next(rest[n]) for n in turns]


def folded(view: View, records: Sequence[Record]) -> dict[Any, dict[str, Any]]:
    """The view's documents, made anew."""
    documents: dict[Any, dict[str, Any]] = {}
    for record in records:
        headers = {name: value.encode() for name, value in record.headers.items()}
        message = decode_headers(headers, record.value, key=record.key.encode())
        codec = view.reads[message.source]
        if not codec.knows(message.type):
            continue
        recorded = recorded_event(message, codec)
        for key in view.keys(recorded):
            after = view.fold(documents.get(key), recorded)
            if after is None:
                documents.pop(key, None)
            else:
                documents[key] = {**after, "_id": key}
    return documents


def compare(
    client: MongoClient[dict[str, Any]],
    trust: str,
    service: str,
    view: str,
    fresh: dict[Any, dict[str, Any]],
) -> Iterator[str]:
    """Each difference between a view's live documents and the fresh ones."""
    views = client[f"{trust}_{service}_views"]
    pointer = views["views"].find_one({"_id": view})
    if pointer is None:
        yield f"{service}: the view {view} was never made"
        return
    live = {document["_id"]: document for document in views[f"{view}_{pointer['live']}"].find()}
    for key in live.keys() | fresh.keys():
        stored = live.get(key)
        again = (
            from_bson(to_bson(fresh[key], codec_options=OPTIONS), OPTIONS) if key in fresh else None
        )
        if stored != again:
            yield f"{service}: {view} {key} is not what its events say"
