"""What a read model's documents hold: plain BSON values only, so that a fold is a pure function.

A day is "2026-11-22", which sorts; a sealed text is {subject, audience, context, box}.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.personal import Audience, Personal, Sealed


def day(value: date | None) -> str | None:
    """A day as documents keep it."""
    return value.isoformat() if value else None


def kept(text: Personal | None) -> dict[str, Any] | None:
    """A sealed text as documents keep it. Raises TypeError for one that was never sealed."""
    if text is None:
        return None
    if not isinstance(text, Sealed):
        raise TypeError(f"{text!r} must not be stored")
    return {
        "subject": text.subject,
        "audience": text.audience.value,
        "context": text.context,
        "box": text.box,
    }


def sealed(document: Mapping[str, Any]) -> Sealed:
    """The sealed text that `kept` stored."""
    return Sealed(
        subject=document["subject"],
        audience=Audience(document["audience"]),
        context=document["context"],
        box=bytes(document["box"]),
    )


def is_sealed(value: object) -> bool:
    """Whether a stored value is a sealed text."""
    return isinstance(value, Mapping) and value.keys() == {"subject", "audience", "context", "box"}
