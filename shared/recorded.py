"""An event with its envelope, and who asked for it (design 4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Generic, TypeVar
from uuid import UUID

E_co = TypeVar("E_co", covariant=True)


class Origin(StrEnum):
    """What made a commit. What an import brings in notifies nobody."""

    PERSON = "person"
    POLICY = "policy"
    CLOCK = "clock"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did it, in which role; on_behalf_of: the person for whom staff wrote something down."""

    person_id: UUID | None
    role: str
    on_behalf_of: UUID | None = None


CLOCK: Final = Actor(person_id=None, role="clock")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKey:
    """One request of one subject.

    subject: the token's subject, or the policy's name.
    fingerprint: HMAC-SHA-256 over method, path, If-Match and body, so that it gives no text away.
    """

    subject: str
    key: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a commit records about how it came to be.

    school_id: the pupil's school at that time; None for what concerns the whole trust.
    partition_key: for a new stream, the pupil's id where it is known, else None: the stream itself.
    at: now, aware UTC; the commit is never earlier than the last of its stream.
    """

    actor: Actor
    origin: Origin
    at: datetime
    correlation_id: UUID
    school_id: UUID | None = None
    partition_key: str | None = None
    causation_id: UUID | None = None
    traceparent: str | None = None
    key: IdempotencyKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent(Generic[E_co]):
    """One event as it was recorded.

    version: the stream's version once this event had happened: 1 for its first.
    source: the service that published it, "referrals".
    effective_on: the day it was true in the world; recorded_at: when we were told.
    """

    event: E_co
    type: str
    source: str
    stream: str
    version: int
    event_id: UUID
    effective_on: date
    recorded_at: datetime
    actor: Actor
    origin: Origin
    school_id: UUID | None
    correlation_id: UUID
    causation_id: UUID | None
