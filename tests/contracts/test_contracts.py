"""What is published holds: for the owner's own past, and for every service that reads it."""

import importlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from deploy.contracts import CONTRACTS, PUBLISHERS, codec_of, contracts
from shared.access.pupils import PUPILS
from shared.codec import Codec
from shared.contracts import incompatible

READERS = ("referrals", "plans", "ehcp", "notifications", "reporting")


def committed() -> Iterator[tuple[str, Path]]:
    for service in PUBLISHERS:
        for file in sorted((CONTRACTS / service).glob("*.json")):
            yield service, file


def named(pair: tuple[str, Path]) -> str:
    return f"{pair[0]}/{pair[1].stem}"


@pytest.mark.parametrize("service", PUBLISHERS)
def test_every_event_of_today_is_committed(service: str) -> None:
    """`make contracts` writes what is missing; a schema that differs needs a version of its own."""
    there = {
        file.name: json.loads(file.read_text()) for owner, file in committed() if owner == service
    }
    today = contracts(service)
    assert today.keys() <= there.keys()
    assert {name: there[name]["schema"] for name in today} == {
        name: contract["schema"] for name, contract in today.items()
    }


@pytest.mark.parametrize("contract", list(committed()), ids=named)
def test_a_published_event_is_read_for_ever(contract: tuple[str, Path]) -> None:
    service, file = contract
    published = json.loads(file.read_text())
    codec = codec_of(service)
    data = msgspec.json.encode(published["example"])
    event = codec.decode_data(published["type"], published["schema_version"], data)
    if published["schema_version"] == codec.schemas[published["type"]]:
        assert msgspec.json.decode(codec.encode_data(event)) == published["example"]


def readers() -> Iterator[tuple[str, str, Codec[Any]]]:
    """(reader, owner, what the reader reads of it), from every service's inbound declarations."""
    yield "every service", "directory", PUPILS.reads["directory"]
    for reader in READERS:
        for view in importlib.import_module(f"services.{reader}.worker").VIEWS:
            for owner, codec in view.reads.items():
                if owner != reader:
                    yield f"{reader}.{view.name}", owner, codec


@pytest.mark.parametrize("reader", list(readers()), ids=lambda one: f"{one[0]} of {one[1]}")
def test_a_reader_reads_the_owners_examples(reader: tuple[str, str, Codec[Any]]) -> None:
    _, owner, codec = reader
    published = [json.loads(file.read_text()) for service, file in committed() if service == owner]
    read = [one for one in published if codec.knows(one["type"])]
    for one in read:
        data = msgspec.json.encode(one["example"])
        codec.decode_data(one["type"], one["schema_version"], data)
    missing = set(codec.types) - {one["type"] for one in published}
    assert missing == set(), "the owner publishes no such event"


def test_an_incompatible_change_is_refused() -> None:
    schema: Mapping[str, Any] = contracts("referrals")["referral-raised.1.json"]["schema"]
    changed = json.loads(json.dumps(schema))
    definition = changed["$defs"]["ReferralRaised"]
    del definition["properties"]["noticed"]
    definition["required"].remove("noticed")
    assert incompatible(dict(schema), changed) != []
    assert incompatible(dict(schema), dict(schema)) == []
