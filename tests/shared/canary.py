"""Finds a planted text wherever it may have leaked to: in any case, in base64, in hex, escaped."""

import base64
import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, quote_plus

from pymongo import MongoClient

from shared.calendar import LONDON

FEWEST_LETTERS = 4


def disguises(text: str) -> set[bytes]:
    """The text as it may look in a dump, in small letters but for base64."""
    plain = text.encode()
    forms = {
        text,
        json.dumps(text)[1:-1],
        quote(text),
        quote_plus(text),
        plain.hex(),
        repr(plain)[2:-1],
    }
    return {form.lower().encode() for form in forms if len(form) >= FEWEST_LETTERS}


def base64_cores(text: str) -> set[bytes]:
    """What base64 has of the text, wherever in the encoded bytes it begins."""
    cores = set()
    for variant in {text, text.lower(), text.upper()}:
        for before in range(3):
            bits = (before * 8, (before + len(variant.encode())) * 8)
            encoded = base64.b64encode(b"\0" * before + variant.encode())
            # The first and last characters may also depend on the neighbours.
            core = encoded[-(-bits[0] // 6) : bits[1] // 6]
            cores.add(core)
            cores.add(core.replace(b"+", b"-").replace(b"/", b"_"))
    return {core for core in cores if len(core) >= FEWEST_LETTERS}


def written(day: date) -> list[str]:
    """A day as documents have it, as the MIS writes it, and as a letter does."""
    return [day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}"]


def leaks(dump: bytes, texts: Iterable[str]) -> list[str]:
    """Those of the texts that the dump holds in any disguise."""
    small = dump.lower()
    return [
        text
        for text in texts
        if any(form in small for form in disguises(text))
        or any(core in dump for core in base64_cores(text))
    ]


def dump_of_databases(client: MongoClient[dict[str, Any]], begins: str) -> bytes:
    """Every document of every database whose name begins so: keys, values, binaries."""
    found: list[bytes] = []
    for name in client.list_database_names():
        if name.startswith(begins):
            for collection in client[name].list_collection_names():
                found += [flat(one) for one in client[name][collection].find()]
    return b"\n".join(found)


def flat(value: object) -> bytes:
    """A value's own bytes and text, and those of all that is in it."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, datetime) and value.tzinfo:
        # A day that was stored as an instant may be midnight in London, in summer 23:00 before.
        return f"{value.isoformat()} {value.astimezone(LONDON).isoformat()}".encode()
    if isinstance(value, dict):
        return b"\n".join(flat(one) for pair in value.items() for one in pair)
    if isinstance(value, list | tuple):
        return b"\n".join(flat(one) for one in value)
    return str(value).encode()


def dump_of_records(records: Iterable[Any]) -> bytes:
    """Keys, headers and values of a topic's records."""
    return b"\n".join(flat([one.key, list(one.headers), one.value]) for one in records)


def parts_of(name: str) -> list[str]:
    """A full name and each of its parts that is long enough to tell."""
    return [name, *[part for part in re.split(r"\s+", name) if len(part) >= FEWEST_LETTERS]]
