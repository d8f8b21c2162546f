"""A domain of two events for the tests of `shared`: notes about pupils."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from shared.codec import Codec
from shared.documents import kept
from shared.personal import Audience, Personal, Typed
from shared.recorded import Actor, IdempotencyKey, Origin, RecordedEvent, Request
from shared.views import View

SCHOOL = uuid5(NAMESPACE_OID, "a school")
TEACHER = uuid5(NAMESPACE_OID, "a teacher")
SAID = "Zebedee Quill cannot hear the high notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTaken:
    """Somebody wrote something down about a pupil."""

    pupil_id: UUID
    said: Personal
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCounted:
    """A number was added; what it adds up to shows whether an event was applied twice or never."""

    pupil_id: UUID
    number: int


Event = NoteTaken | NoteCounted
CODEC: Codec[Event] = Codec([NoteTaken, NoteCounted])


def taken(pupil_id: UUID, text: str = SAID) -> NoteTaken:
    said = Typed(subject=pupil_id, audience=Audience.STAFF, text=text)
    return NoteTaken(pupil_id=pupil_id, said=said, effective_on=date(2026, 11, 2))


def counted(pupil_id: UUID, number: int = 1) -> NoteCounted:
    return NoteCounted(pupil_id=pupil_id, number=number)


def pupil_of(event: Event) -> UUID:
    return event.pupil_id


def request(
    pupil_id: UUID | None = None, *, key: IdempotencyKey | None = None, at: datetime | None = None
) -> Request:
    return Request(
        actor=Actor(person_id=TEACHER, role="teacher"),
        origin=Origin.PERSON,
        at=at or datetime.now(UTC),
        correlation_id=uuid4(),
        school_id=SCHOOL,
        partition_key=str(pupil_id) if pupil_id else None,
        key=key,
    )


def key(name: str, body: bytes = b"body") -> IdempotencyKey:
    return IdempotencyKey(subject="teacher-1", key=name, fingerprint=body)


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    """One document per pupil."""
    return (recorded.event.pupil_id,)


def fold(pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]) -> dict[str, Any] | None:
    """{_id: pupil, numbers: in the order of each stream, total, said: sealed | None}"""
    pupil = pupil or {"numbers": {}, "total": 0, "said": None}
    match recorded.event:
        case NoteTaken() as note:
            return pupil | {"said": kept(note.said)}
        case NoteCounted() as note:
            if note.number < 0:
                raise ValueError("a number below zero")
            stream = recorded.stream
            listed = [*pupil["numbers"].get(stream, []), note.number]
            return pupil | {
                "numbers": pupil["numbers"] | {stream: listed},
                "total": pupil["total"] + note.number,
            }


TOTALS = View(name="totals", keys=keys, fold=fold, reads={"notes": CODEC})


def fold_parts(
    pupil: dict[str, Any] | None, recorded: RecordedEvent[Event]
) -> dict[str, Any] | None:
    """{_id: pupil, <service>: {stream: numbers} | None}: one part for each service (design 3.7)."""
    pupil = pupil or {"notes": None, "marks": None}
    match recorded.event:
        case NoteTaken():
            return pupil
        case NoteCounted() as note:
            part = pupil[recorded.source] or {}
            numbers = [*part.get(recorded.stream, []), note.number]
            return pupil | {recorded.source: part | {recorded.stream: numbers}}


PARTS = View(name="parts", keys=keys, fold=fold_parts, reads={"notes": CODEC, "marks": CODEC})
