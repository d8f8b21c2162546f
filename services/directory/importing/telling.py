"""What the rows of an export tell of one stream: a command, and the rows that it stands for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec

from shared.personal import Audience, Typed

from ..domain.commands import Command, RecordPupil
from ..handlers import stream_name
from ..records import MisIds
from ..search import Entry

NO_DAY = date(2000, 1, 1)
# What is derived from the same rows has grown since the first release: under another number every
# such stream is read and decided once more, and what is new is told without a change of the row.
DERIVED: Final[Mapping[type[Command], bytes]] = {RecordPupil: b"2"}  # under_five_until


class Kind(StrEnum):
    """What a row is about. A guardian has no row of its own: it is within those of the links."""

    SCHOOL = "school"
    TERM = "term"
    POST = "post"
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    GUARDIANSHIP = "guardianship"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """A row by the digest of its key; line: where it stands in its file."""

    kind: Kind
    key: bytes
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """All that an export says of one stream.

    subject: the person whose key seals its texts. entry: for the search; made when it is needed.
    school_id, pupil_id: what the commit is about.
    """

    command: Command
    rows: tuple[ToldRow, ...]
    file: str
    column: str
    subject: UUID | None = None
    entry: Callable[[], Entry] | None = None
    school_id: UUID | None = None
    pupil_id: UUID | None = None

    @property
    def stream(self) -> str:
        return stream_name(self.command)

    def fingerprint(self, ids: MisIds) -> bytes:
        """32 bytes over everything it says but the day on which it is said."""
        undated = replace(self.command, told_on=NO_DAY)
        return ids.fingerprint(_encoder.encode(undated) + DERIVED.get(type(undated), b""))


def _plain(value: Any) -> object:
    if isinstance(value, Typed):
        return [value.audience, value.text]
    raise TypeError(f"{type(value).__name__} is not told")


_encoder = msgspec.json.Encoder(enc_hook=_plain)


@dataclass(frozen=True, slots=True)
class TextsOf:
    """Makes the typed texts about one person."""

    subject: UUID

    def staff(self, text: str) -> Typed:
        """For staff alone."""
        return Typed(subject=self.subject, audience=Audience.STAFF, text=text)

    def all(self, text: str) -> Typed:
        """For families and staff."""
        return Typed(subject=self.subject, audience=Audience.FAMILY, text=text)

    def staff_if(self, text: str | None) -> Typed | None:
        return self.staff(text) if text else None

    def all_if(self, text: str | None) -> Typed | None:
        return self.all(text) if text else None
