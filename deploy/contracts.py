"""`make contracts`: writes what the services publish into docs/contracts, one file for each event.

docs/contracts/<service>/<type>.<schema>.json holds the JSON Schema and an example. A committed file
is a promise: the tests refuse a change under which its example, or a reader of it, would not hold.
Beside them views.json, of the views that are made of the events: `deploy.editions`.
"""

import importlib
import json
import sys
import types
import typing
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from deploy import editions
from shared.codec import Codec
from shared.contracts import event_schemas
from shared.personal import Audience, Personal, Sealed

CONTRACTS = Path(__file__).parents[1] / "docs" / "contracts"
PUBLISHERS = ("directory", "referrals", "plans", "ehcp", "notifications")
SOMEBODY = uuid5(NAMESPACE_OID, "somebody")


def codec_of(service: str) -> Codec[Any]:
    """The codec of a service that publishes."""
    codec: Codec[Any] = importlib.import_module(f"services.{service}.codec").CODEC
    return codec


def contracts(service: str) -> dict[str, dict[str, Any]]:
    """File name -> {schema, example} of every event that a service publishes today."""
    codec = codec_of(service)
    found = {}
    for name, schema in event_schemas(codec).items():
        event_type, _, version = name.partition("/")
        example = codec.encode_data(example_of(codec.types[event_type], event_type))
        found[f"{event_type}.{version}.json"] = {
            "type": event_type,
            "schema_version": int(version),
            # As JSON has it: a default that is a tuple is a list there.
            "schema": msgspec.json.decode(msgspec.json.encode(schema)),
            "example": msgspec.json.decode(example),
        }
    return found


def example_of(cls: Any, context: str) -> Any:
    """An event with every field filled: what is optional is there, lists have one entry."""
    hints = typing.get_type_hints(cls)
    return cls(
        **{field.name: value_of(hints[field.name], context, field.name) for field in fields(cls)}
    )


def value_of(kind: Any, context: str, name: str) -> Any:
    """A value of one type; the same for the same place."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        chosen = next(one for one in typing.get_args(kind) if one is not type(None))
        return value_of(chosen, context, name)
    if origin is tuple:
        return (value_of(typing.get_args(kind)[0], context, name),)
    if origin is typing.Literal:
        return typing.get_args(kind)[0]
    if is_dataclass(kind):
        return example_of(kind, f"{context}/{name}")
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return PLAIN[kind](context, name)


PLAIN: dict[Any, Any] = {
    UUID: lambda context, name: uuid5(NAMESPACE_OID, f"{context}/{name}"),
    str: lambda _, name: f"a-{name}".replace("_", "-"),
    int: lambda *_: 7,
    bool: lambda *_: True,
    float: lambda *_: 0.5,
    Decimal: lambda *_: Decimal("40.5"),
    date: lambda *_: date(2026, 11, 23),
    datetime: lambda *_: datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    Personal: lambda context, name: Sealed(
        subject=SOMEBODY, audience=Audience.STAFF, context=f"{context}/{name}", box=bytes(29)
    ),
}


def main(same: Sequence[str]) -> int:
    """Write the files of today's events; files of earlier schema versions stay.

    same: the views that show what they showed, though their code changed. Exit code 1 if there is
    another such view, of which nobody has said anything.
    """
    for service in PUBLISHERS:
        folder = CONTRACTS / service
        folder.mkdir(parents=True, exist_ok=True)
        for name, contract in contracts(service).items():
            text = json.dumps(contract, indent=1, sort_keys=True) + "\n"
            (folder / name).write_text(text)
    unsaid = editions.write(same)
    for view in unsaid:
        print(editions.how_to_say(view), file=sys.stderr)
    return 1 if unsaid else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
