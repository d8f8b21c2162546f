"""What may be asked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.personal import Audience

from .events import Recipient
from .terms import Failure, Kind, Link, Numbers, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Which messages a correction is about. tellings: None for all of these kinds."""

    kinds: frozenset[Kind]
    tellings: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """One event is to be told to some people, who are still to be chosen.

    about_id: the concern, plan or case. happened_at: when the event was recorded.
    author_id: whose concern it is. not_told: who did it and so knows, or is told in other words.
    corrects: what was told in error, where it is a correction.
    school_id: of what is about a whole school, and no pupil. numbers: of a digest.
    """

    telling_id: UUID
    because: UUID
    about_id: UUID
    pupil_id: UUID | None
    whom: Whom
    kind: Kind
    link: Link
    happened_at: datetime
    due_on: date | None = None
    author_id: UUID | None = None
    not_told: UUID | None = None
    corrects: Wrong | None = None
    school_id: UUID | None = None
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseRecipients:
    about_id: UUID
    pupil_id: UUID | None
    telling_id: UUID
    because: UUID
    recipients: tuple[Recipient, ...]
    chosen_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueNotification:
    notification_id: UUID
    recipient_id: UUID
    audience: Audience
    kind: Kind
    pupil_id: UUID | None
    link: Link
    because: UUID
    happened_at: datetime
    due_on: date | None
    told_on: date | None
    by_email: bool
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSent:
    notification_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFailed:
    notification_id: UUID
    reason: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead:
    """by: who opened it; only its recipient can."""

    notification_id: UUID
    by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPreferences:
    person_id: UUID
    email: bool


NotificationCommand = QueueNotification | RecordSent | RecordFailed | MarkRead
Command = NotificationCommand | ChooseRecipients | SetPreferences
