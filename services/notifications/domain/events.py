"""What can have happened. No event holds a text or a name; each about a pupil names the pupil.

pupil_id: None for what is told of a whole school, which then is the envelope's.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.personal import Audience

from .terms import Failure, Kind, Link, Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationQueued:
    """One thing is told to one person: it is in their inbox, and goes out by e-mail.

    audience: as whom they are told, staff or family. link: where it leads, after sign-in.
    because: the event that it tells. happened_at: when that was recorded.
    due_on: by when something is to be done or was due. told_on: the day of the message that
    this one corrects. by_email: False for whoever wants none. numbers: of a digest alone.
    """

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
class NotificationSent:
    """The mail server has taken it."""

    notification_id: UUID
    pupil_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationFailed:
    """It will not go out by e-mail."""

    notification_id: UUID
    pupil_id: UUID | None
    recipient_id: UUID
    audience: Audience
    reason: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationRead:
    """Its recipient opened it."""

    notification_id: UUID
    pupil_id: UUID | None


NotificationEvent = NotificationQueued | NotificationSent | NotificationFailed | NotificationRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who is told, as whom, and in which words."""

    person_id: UUID
    audience: Audience
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientsChosen:
    """Who was judged to be told of one event, once and for all; nobody, where nobody must know.

    about_id: the concern, plan or case. telling_id: of this one telling. because: the event.
    """

    about_id: UUID
    pupil_id: UUID | None
    telling_id: UUID
    because: UUID
    recipients: tuple[Recipient, ...]
    chosen_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesSet:
    """How somebody wants to be told. The inbox has everything in any case."""

    person_id: UUID
    email: bool


Event = NotificationEvent | RecipientsChosen | PreferencesSet
