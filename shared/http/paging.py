"""Cursor paging over a view: each list is bounded, in a fixed order, and goes on where it ended."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import bson
import msgspec
from pymongo.collection import Collection

from shared.commits import Document
from shared.errors import Invalid
from shared.views import UUIDS

KINDS: Mapping[str, Any] = {"str": str, "int": int, "datetime": datetime, "UUID": UUID}
WRONG_ONES = (
    binascii.Error,
    msgspec.MsgspecError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
)
WRONG = {"cursor": ["Use the cursor that the page before gave."]}


def page(
    documents: Collection[Document],
    filter_: Mapping[str, Any],
    *,
    order: Sequence[tuple[str, int]],
    cursor: str | None,
    limit: int,
) -> tuple[list[Document], str | None]:
    """One page, and the cursor of the next; None after the last.

    order: (field, 1 or -1), to be ended by a field that is unique. Raises Invalid.
    """
    where = dict(filter_)
    if cursor:
        where = {"$and": [where, _beyond(order, _decoded(cursor, len(order)))]}
    found = list(documents.find(where).sort(list(order)).limit(limit + 1))
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    return found[:limit], _encoded([last[name] for name, _ in order])


def _beyond(order: Sequence[tuple[str, int]], values: Sequence[Any]) -> Document:
    """What comes after a row in this order."""
    either = []
    for n, (name, direction) in enumerate(order):
        same = {earlier: value for (earlier, _), value in zip(order[:n], values, strict=False)}
        either.append({**same, name: {"$gt" if direction > 0 else "$lt": values[n]}})
    return {"$or": either}


def _encoded(values: Sequence[Any]) -> str:
    from_kinds = [[_kind(value), value] for value in values]
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(from_kinds)).decode().rstrip("=")


def _kind(value: Any) -> str:
    return type(value).__name__


def _decoded(cursor: str, length: int) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        pairs = msgspec.msgpack.decode(base64.urlsafe_b64decode(padded))
        values = [msgspec.convert(value, KINDS[kind]) for kind, value in pairs]
        bson.encode({"values": values}, codec_options=UUIDS)  # a number no query could ask for
    except WRONG_ONES:
        raise Invalid(WRONG) from None
    if len(values) != length:
        raise Invalid(WRONG)
    return values
