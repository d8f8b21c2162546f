"""The baselines in MongoDB: what somebody would write who needs no store, only the insert."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import bson
from pymongo.collection import Collection

from shared.commits import Document


def filler(count: int, size: int) -> list[Document]:
    """Documents of so many bytes each as BSON, to be inserted."""
    frame = len(bson.encode({"_id": bson.ObjectId(), "content": b""}))
    content = bytes(max(0, size - frame))
    return [{"_id": bson.ObjectId(), "content": content} for _ in range(count)]


def insert_each(collection: Collection[Any], documents: Sequence[Document]) -> float:
    """Insert one by one, each journaled and acknowledged by the majority. Seconds."""
    began = time.perf_counter()
    for document in documents:
        collection.insert_one(document)
    return time.perf_counter() - began


def insert_at_once(
    collection: Collection[Any], documents: Sequence[Document], connections: int
) -> float:
    """The same from several threads, each with a connection. Seconds."""
    shares = [documents[n::connections] for n in range(connections)]
    with ThreadPoolExecutor(connections) as pool:
        began = time.perf_counter()
        list(pool.map(lambda share: insert_each(collection, share), shares))
        return time.perf_counter() - began
