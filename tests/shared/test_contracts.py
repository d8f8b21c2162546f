"""Which changes of a published event are refused."""

from dataclasses import dataclass, make_dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import jsonschema_rs
import msgspec
import pytest

from shared.codec import Codec
from shared.contracts import event_schemas, incompatible
from shared.personal import Audience, Personal, Sealed
from tests.shared.notes import CODEC, NoteCounted, NoteTaken


class Stage(StrEnum):
    RAISED = "raised"
    CLOSED = "closed"


class Fewer(StrEnum):
    RAISED = "raised"


class More(StrEnum):
    RAISED = "raised"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Part:
    name: str
    on: date


@dataclass(frozen=True)
class PartWithWords:
    name: str
    on: str


FIELDS: dict[str, Any] = {
    "pupil_id": UUID,
    "stage": Stage,
    "said": Personal,
    "on": date | None,
    "parts": tuple[Part, ...],
    "hours": dict[str, int],
}


def schema_of(fields: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """The schema of an event `ThingHappened` with these fields, and optional ones behind them."""
    behind = [(name, kind, None) for name, kind in optional.items()]
    cls = make_dataclass("ThingHappened", [*fields.items(), *behind], frozen=True)
    return event_schemas(Codec([cls]))["thing-happened/1"]


PUBLISHED = schema_of(FIELDS)


def changed(name: str, kind: Any) -> dict[str, Any]:
    return schema_of(FIELDS | {name: kind})


def without(name: str) -> dict[str, Any]:
    return schema_of({field: kind for field, kind in FIELDS.items() if field != name})


def test_what_did_not_change_is_compatible() -> None:
    assert incompatible(PUBLISHED, schema_of(FIELDS)) == []


def test_a_new_optional_field_or_a_new_value_is_compatible() -> None:
    assert incompatible(PUBLISHED, schema_of(FIELDS, note=str | None)) == []
    assert incompatible(PUBLISHED, changed("stage", More)) == []


REFUSED = {
    "removed": (without("pupil_id"), "pupil_id: removed"),
    "newly required": (schema_of(FIELDS | {"more": int}), "more: newly required"),
    "another type": (changed("pupil_id", int), "pupil_id: retyped (type, format)"),
    "another format": (changed("pupil_id", str), "pupil_id: retyped (format)"),
    "a sealed text in clear": (
        changed("said", str),
        "said: retyped (type)",
    ),
    "null no more": (changed("on", date), "on: retyped"),
    "null since now": (changed("pupil_id", UUID | None), "pupil_id: retyped"),
    "a lost value": (changed("stage", Fewer), "stage: lost closed"),
    "values no more": (changed("stage", str), "stage: retyped (type)"),
    "within a list": (changed("parts", tuple[PartWithWords, ...]), "parts[].on: retyped (format)"),
    "a list of another length": (
        changed("parts", tuple[Part, Part]),
        "parts: retyped (minItems, maxItems)",
    ),
    "within a mapping": (changed("hours", dict[str, str]), "hours[]: retyped (type)"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_would_break_events_or_readers_is_refused(kind: str) -> None:
    new, reason = REFUSED[kind]
    found = incompatible(PUBLISHED, new)
    assert any(one.startswith(reason) for one in found), found


def test_the_schema_holds_for_what_is_written() -> None:
    event = NoteTaken(
        pupil_id=UUID(int=1),
        said=Sealed(
            subject=UUID(int=1), audience=Audience.STAFF, context="note-taken/said", box=b"box"
        ),
        effective_on=date(2026, 1, 2),
    )
    written = msgspec.json.decode(CODEC.encode_data(event))
    schemas = event_schemas(CODEC)
    assert list(schemas) == ["note-counted/1", "note-taken/1"]
    jsonschema_rs.validate(schemas["note-taken/1"], written)
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(schemas["note-taken/1"], written | {"said": "in clear"})


def test_the_key_of_a_schema_moves_with_its_upcasters() -> None:
    codec: Codec[NoteCounted] = Codec(
        [NoteCounted], upcasters={("note-counted", 1): lambda tree: tree}
    )
    assert list(event_schemas(codec)) == ["note-counted/2"]
