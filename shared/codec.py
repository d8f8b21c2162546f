"""Events to bytes and back: frozen dataclasses as JSON, through msgspec.

The promise: what was encoded decodes to an equal event for ever, also after its class has moved on
(upcasters), and a text that was not sealed cannot be encoded at all.
"""

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from shared.personal import Audience, Personal, Sealed

E = TypeVar("E")
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


class UnknownEvent(Exception):
    """A stored event has a type or version that this code does not know: never passed over."""


class StoredEvent(msgspec.Struct, frozen=True):
    """One event within a commit's bytes; `data` is the event's own JSON."""

    event_id: UUID
    type: str
    schema: int
    effective_on: date
    data: msgspec.Raw


class WrittenEvent(msgspec.Struct, frozen=True):
    """A `StoredEvent` whose id and day stay the texts they are, for who only writes them again."""

    event_id: str
    type: str
    schema: int
    effective_on: str
    data: msgspec.Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedEvent(Generic[E]):
    """An event as its class of today, with its own part of the envelope."""

    event_id: UUID
    type: str
    effective_on: date
    event: E


def event_type(cls: type) -> str:
    """The name on the wire: `ReferralRaised` is `referral-raised`, for ever."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


def _encode_extra(value: object) -> object:
    if isinstance(value, Sealed):
        return {
            "subject": str(value.subject),
            "audience": value.audience.value,
            "context": value.context,
            "box": base64.b64encode(value.box).decode(),
        }
    raise TypeError(f"{value!r} cannot be written: a typed text is sealed by the append, first")


def _decode_extra(kind: type, value: Any) -> object:
    if kind is Personal:
        return decode_sealed(value)
    raise TypeError(f"no way to read a {kind.__name__}")


def decode_sealed(value: Mapping[str, Any]) -> Sealed:
    """A sealed text from its JSON object. Raises KeyError, ValueError."""
    return Sealed(
        subject=UUID(value["subject"]),
        audience=Audience(value["audience"]),
        context=value["context"],
        box=base64.b64decode(value["box"]),
    )


def sealed_schema(kind: type) -> dict[str, Any]:
    """The JSON Schema of a sealed text, for `msgspec.json.schema_components`."""
    if kind is not Personal:
        raise TypeError(f"no schema for {kind.__name__}")
    return {
        "type": "object",
        "description": "A text about a person, sealed with that person's key.",
        "properties": {
            "subject": {"type": "string", "format": "uuid"},
            "audience": {"enum": [audience.value for audience in Audience]},
            "context": {"type": "string"},
            "box": {"type": "string", "contentEncoding": "base64"},
        },
        "required": ["subject", "audience", "context", "box"],
    }


_encoder = msgspec.json.Encoder(enc_hook=_encode_extra, order="deterministic")
_stored = msgspec.json.Decoder(list[StoredEvent])
_written = msgspec.json.Decoder(list[WrittenEvent])


def stored_events(commit_bytes: bytes) -> list[StoredEvent]:
    """The events of a commit with their data still as bytes."""
    return _stored.decode(commit_bytes)


def written_events(commit_bytes: bytes) -> list[WrittenEvent]:
    """The events of a commit for the relay: no objects are made of what it passes on."""
    return _written.decode(commit_bytes)


class Codec(Generic[E]):
    """Encodes and decodes the events of one service.

    events: the classes of its union.
    upcasters: (type, schema) -> a function from that schema's data to the next one's; the schema
        of a class today is one more than the number of its upcasters.
    """

    def __init__(
        self,
        events: Sequence[type[E]],
        *,
        upcasters: Mapping[tuple[str, int], Upcaster] | None = None,
    ) -> None:
        self.upcasters = dict(upcasters or {})
        self.types: dict[str, type[E]] = {event_type(cls): cls for cls in events}
        if len(self.types) != len(events):
            raise ValueError("two events have the same name on the wire")
        self.schemas = {name: self._schema_today(name) for name in self.types}
        if unknown := {kind for kind, _ in self.upcasters} - self.types.keys():
            raise ValueError(f"upcasters for unknown events: {', '.join(sorted(unknown))}")
        self._decoders = {
            name: msgspec.json.Decoder(cls, dec_hook=_decode_extra)
            for name, cls in self.types.items()
        }

    def _schema_today(self, name: str) -> int:
        old = sorted(schema for kind, schema in self.upcasters if kind == name)
        if old != list(range(1, len(old) + 1)):
            raise ValueError(f"{name}: upcasters begin at schema 1 and leave none out")
        return len(old) + 1

    def encode_data(self, event: E) -> bytes:
        """One event's own JSON. Raises TypeError for a text that was not sealed."""
        return _encoder.encode(event)

    def encode(self, events: Sequence[tuple[UUID, date, E]]) -> bytes:
        """A commit's bytes from (event id, effective on, event)."""
        stored = []
        for event_id, effective_on, event in events:
            name = event_type(type(event))
            if name not in self.types:
                raise UnknownEvent(f"{name} is not among this service's events")
            stored.append(
                StoredEvent(
                    event_id=event_id,
                    type=name,
                    schema=self.schemas[name],
                    effective_on=effective_on,
                    data=msgspec.Raw(self.encode_data(event)),
                )
            )
        return _encoder.encode(stored)

    def decode(self, commit_bytes: bytes) -> list[DecodedEvent[E]]:
        """Raises UnknownEvent, msgspec.DecodeError or msgspec.ValidationError."""
        return [
            DecodedEvent(
                event_id=stored.event_id,
                type=stored.type,
                effective_on=stored.effective_on,
                event=self.decode_data(stored.type, stored.schema, stored.data),
            )
            for stored in stored_events(commit_bytes)
        ]

    def knows(self, name: str) -> bool:
        return name in self.types

    def decode_data(self, name: str, schema: int, data: bytes | msgspec.Raw) -> E:
        """One event from its own JSON, brought up to today's schema.

        Raises UnknownEvent for a type, or a schema newer than this code, that it does not know.
        """
        if name not in self.types or schema > self.schemas[name]:
            raise UnknownEvent(f"{name} in schema {schema}")
        if schema == self.schemas[name]:
            return self._decoders[name].decode(data)
        tree: dict[str, Any] = msgspec.json.decode(data)
        for old in range(schema, self.schemas[name]):
            tree = self.upcasters[name, old](tree)
        return self._decoders[name].decode(msgspec.json.encode(tree))
