"""Texts about people: how a command carries them (`Typed`) and how an event keeps them (`Sealed`).

An event's field is annotated `Personal`. The append seals what was typed, and every read gives it
back sealed: `evolve`, `fold` and `react` pass it on unopened. See design 5.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")


class Audience(StrEnum):
    """Who may have a text opened for them."""

    STAFF = "staff"
    FAMILY = "family"  # the family and staff
    CONFIDENTIAL = "confidential"  # needs a grant of its own


class Personal:
    """A text about `subject`, meant for `audience`: either `Typed` or `Sealed`."""

    __slots__ = ("audience", "subject")

    def __init__(self, *, subject: UUID, audience: Audience) -> None:
        self.subject = subject
        self.audience = audience

    def _values(self) -> tuple[object, ...]:
        return (self.subject, self.audience)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._values() == self._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        """Never the text: a repr ends in logs."""
        return f"<{type(self).__name__} about {self.subject} for {self.audience}>"


class Typed(Personal):
    """The text as a person typed it, in a command and in the event that `decide` returns."""

    __slots__ = ("text",)

    def __init__(self, *, subject: UUID, audience: Audience, text: str) -> None:
        super().__init__(subject=subject, audience=audience)
        self.text = text

    def _values(self) -> tuple[object, ...]:
        return (*super()._values(), self.text)


class Sealed(Personal):
    """The text under its subject's key.

    context: "referral-raised/noticed", the event type and field that it was sealed for.
    box: nonce (12 bytes), then AES-256-GCM ciphertext and tag over the UTF-8 text; the associated
        data is subject, audience and context: moved elsewhere, or for others, it does not open.
    """

    __slots__ = ("box", "context")

    def __init__(self, *, subject: UUID, audience: Audience, context: str, box: bytes) -> None:
        super().__init__(subject=subject, audience=audience)
        self.context = context
        self.box = box

    def _values(self) -> tuple[object, ...]:
        return (*super()._values(), self.context, self.box)


def typed_text(personal: Personal) -> str:
    """The text of a field that a command brought. Raises TypeError if it is already sealed."""
    if not isinstance(personal, Typed):
        raise TypeError(f"{personal!r} is sealed: a decision judges what was typed")
    return personal.text


def personal_fields(value: object, path: str = "") -> list[tuple[str, Personal]]:
    """Every personal text within a dataclass or a tuple, with its path ("views.said")."""
    if isinstance(value, Personal):
        return [(path, value)]
    found: list[tuple[str, Personal]] = []
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inner = f"{path}.{field.name}" if path else field.name
            found += personal_fields(getattr(value, field.name), inner)
    elif isinstance(value, tuple):
        for item in value:
            found += personal_fields(item, path)
    return found


def map_personal(value: T, change: Callable[[str, Personal], Personal]) -> T:
    """The same dataclass with every personal text within it replaced by `change(path, text)`."""
    return _mapped(value, change, "")  # type: ignore[no-any-return]


def _mapped(value: Any, change: Callable[[str, Personal], Personal], path: str) -> Any:
    if isinstance(value, Personal):
        return change(path, value)
    if isinstance(value, tuple):
        return tuple(_mapped(item, change, path) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        old = getattr(value, field.name)
        new = _mapped(old, change, f"{path}.{field.name}" if path else field.name)
        if new is not old:
            changed[field.name] = new
    return replace(value, **changed) if changed else value
