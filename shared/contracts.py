"""What a service promises about its events: a JSON Schema for each type, and what may change.

A field is added, never changed. Anything else is a new schema version with an upcaster.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from shared.codec import Codec, sealed_schema

Schema = dict[str, Any]
CONSTRAINTS = ("type", "format", "pattern", "contentEncoding", "const", "minItems", "maxItems")


def event_schemas(codec: Codec[Any]) -> dict[str, Schema]:
    """ "referral-raised/1", as `ce_dataschema` names it -> the JSON Schema of the event's data."""
    return {
        f"{name}/{codec.schemas[name]}": msgspec.json.schema(cls, schema_hook=sealed_schema)
        for name, cls in sorted(codec.types.items())
    }


def incompatible(old: Schema, new: Schema) -> list[str]:
    """Why events or readers of the old schema would not hold under the new one; [] if they do.

    A field that was removed, has another type or shape, or is newly required; a value that an
    enumeration lost. A new optional field and a new value of an enumeration are allowed.
    """
    return _differences("", _Side(old, old), _Side(new, new))


class _Side:
    """One schema within its document, where `$ref`s point."""

    def __init__(self, schema: Schema, document: Schema) -> None:
        while "$ref" in schema:
            schema = document["$defs"][schema["$ref"].rpartition("/")[2]]
        self.schema = schema
        self.document = document

    def inner(self, schema: Schema) -> "_Side":
        return _Side(schema, self.document)

    def get(self, name: str) -> Any:
        return self.schema.get(name)

    def properties(self) -> Mapping[str, Schema]:
        found: Mapping[str, Schema] = self.schema.get("properties", {})
        return found


def _differences(path: str, old: _Side, new: _Side) -> list[str]:
    if old.get("anyOf") or new.get("anyOf"):
        return [] if _same_choices(path, old, new) else [f"{path or 'the event'}: retyped"]
    changed = [name for name in CONSTRAINTS if old.get(name) != new.get(name)]
    if changed:
        return [f"{path or 'the event'}: retyped ({', '.join(changed)})"]
    return [
        *_lost_values(path, old, new),
        *_changed_fields(path, old, new),
        *_changed_items(path, old, new),
    ]


def _same_choices(path: str, old: _Side, new: _Side) -> bool:
    """Whether both offer the same alternatives, in any order: a reader knows no others."""
    before = [old.inner(one) for one in old.get("anyOf") or [old.schema]]
    after = [new.inner(one) for one in new.get("anyOf") or [new.schema]]
    return len(before) == len(after) and all(
        any(not _differences(path, one, other) for other in after) for one in before
    )


def _lost_values(path: str, old: _Side, new: _Side) -> list[str]:
    if old.get("enum") is None and new.get("enum") is None:
        return []
    if old.get("enum") is None or new.get("enum") is None:
        return [f"{path}: retyped (enum)"]
    lost = [str(value) for value in old.get("enum") if value not in new.get("enum")]
    return [f"{path}: lost {', '.join(lost)}"] if lost else []


def _changed_fields(path: str, old: _Side, new: _Side) -> list[str]:
    prefix = f"{path}." if path else ""
    before, after = old.properties(), new.properties()
    newly = set(new.get("required") or ()) - set(old.get("required") or ())
    found = [f"{prefix}{name}: removed" for name in before if name not in after]
    found += [f"{prefix}{name}: newly required" for name in sorted(newly)]
    for name in before:
        if name in after:
            found += _differences(prefix + name, old.inner(before[name]), new.inner(after[name]))
    return found


def _changed_items(path: str, old: _Side, new: _Side) -> list[str]:
    """Lists, tuples and mappings: what is in them."""
    found: list[str] = []
    for name in ("items", "additionalProperties"):
        before, after = old.get(name), new.get(name)
        if isinstance(before, dict) and isinstance(after, dict):
            found += _differences(f"{path}[]", old.inner(before), new.inner(after))
        elif before != after:
            found.append(f"{path}[]: retyped ({name})")
    before, after = old.get("prefixItems") or [], new.get("prefixItems") or []
    if len(before) != len(after):
        return [*found, f"{path}[]: retyped (prefixItems)"]
    for number, (one, other) in enumerate(zip(before, after, strict=True)):
        found += _differences(f"{path}[{number}]", old.inner(one), new.inner(other))
    return found
