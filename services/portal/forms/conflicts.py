"""Two people who change the same texts at once (portal.md 5, "Conflict").

A form that replaces recorded texts carries a mark of each as its page showed it. Where the form is
stale, the marks tell apart what the other person changed from what this one did: a text that only
the other changed is taken over, and where both did, both are shown and this person chooses.
"""

import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from wtforms import HiddenField
from wtforms.fields import Field

from .fields import tidy

MARK_DIGITS: Final = 16
MOST_MARKS: Final = 1_000


class Keep(StrEnum):
    """Of two texts: the one that is recorded by now, one's own, or the one after the other."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


KEEP_TEXTS: Final = {
    Keep.THEIRS: "Keep what is recorded",
    Keep.MINE: "Use what I typed",
    Keep.BOTH: "Keep both: what is recorded, then what I typed",
}


class MarksField(HiddenField):  # type: ignore[misc]
    """Of each text that the form replaces, a mark of how its page showed it: "needs:5f0c...,"."""

    data: str

    def process_formdata(self, values: list[str]) -> None:
        self.data = values[0][:MOST_MARKS] if values else ""

    @property
    def marks(self) -> Mapping[str, str]:
        parts = (part.partition(":") for part in (self.data or "").split(","))
        return {name: mark for name, _, mark in parts if name}


def mark(text: str) -> str:
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:MARK_DIGITS]


def marks_of(fields: Iterable[Field]) -> str:
    return ",".join(f"{field.name}:{mark(recorded(field))}" for field in fields)


def recorded(field: Field) -> str:
    """What the record says by now, with which the form was made."""
    return field.object_data or ""


def choose(field: Field, asked: Any) -> None:
    """Do what the person chose of two texts. asked: what the form said of it, of whatever kind."""
    if asked == Keep.THEIRS:
        field.data = tidy(recorded(field))
    elif asked == Keep.BOTH:
        field.data = f"{tidy(recorded(field))}\n\n{field.data}".strip()


def met(fields: Iterable[Field], marks: Mapping[str, str]) -> dict[str, str]:
    """{name: the text that is recorded by now}, of those that both have changed.

    What only the other person changed is put into the field.
    """
    both: dict[str, str] = {}
    for field in fields:
        now, seen = tidy(recorded(field)), marks.get(field.name)
        if field.data == now or mark(now) == seen:
            continue
        if mark(field.data or "") == seen:
            field.data = now
        else:
            both[field.name] = now
    return both
