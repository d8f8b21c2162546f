"""One thing told to one person: queued once, sent or failed once, read once."""

from dataclasses import dataclass, replace
from uuid import UUID

from shared.errors import NotFound
from shared.personal import Audience

from .commands import MarkRead, NotificationCommand, QueueNotification, RecordFailed, RecordSent
from .events import (
    NotificationEvent,
    NotificationFailed,
    NotificationQueued,
    NotificationRead,
    NotificationSent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """To whom it is, about whom; a pupil_id of None: about a school."""

    recipient_id: UUID
    audience: Audience
    pupil_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """addressed: None before it was queued. waiting: it is still to go out by e-mail."""

    addressed: Addressed | None = None
    waiting: bool = False
    read: bool = False


def evolve(notification: Notification, event: NotificationEvent) -> Notification:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case NotificationQueued():
            addressed = Addressed(
                recipient_id=event.recipient_id,
                audience=event.audience,
                pupil_id=event.pupil_id,
            )
            return replace(notification, addressed=addressed, waiting=event.by_email)
        case NotificationSent() | NotificationFailed():
            return replace(notification, waiting=False)
        case NotificationRead():
            return replace(notification, read=True)


def decide(notification: Notification, command: NotificationCommand) -> list[NotificationEvent]:
    """The events that follow from a command; [] if it is already so. Raises NotFound."""
    if isinstance(command, QueueNotification):
        return queue(notification, command)
    addressed = notification.addressed
    if addressed is None:
        raise NotFound
    match command:
        case RecordSent():
            return sent(notification, addressed, command)
        case RecordFailed():
            return failed(notification, addressed, command)
        case MarkRead():
            return read(notification, addressed, command)


def queue(notification: Notification, command: QueueNotification) -> list[NotificationEvent]:
    if notification.addressed is not None:
        return []  # the event that it tells came before
    return [
        NotificationQueued(
            notification_id=command.notification_id,
            recipient_id=command.recipient_id,
            audience=command.audience,
            kind=command.kind,
            pupil_id=command.pupil_id,
            link=command.link,
            because=command.because,
            happened_at=command.happened_at,
            due_on=command.due_on,
            told_on=command.told_on,
            by_email=command.by_email,
            numbers=command.numbers,
        )
    ]


def sent(
    notification: Notification, addressed: Addressed, command: RecordSent
) -> list[NotificationEvent]:
    if not notification.waiting:
        return []  # another copy of it, after a crash or beside another sender
    return [NotificationSent(notification_id=command.notification_id, pupil_id=addressed.pupil_id)]


def failed(
    notification: Notification, addressed: Addressed, command: RecordFailed
) -> list[NotificationEvent]:
    if not notification.waiting:
        return []
    return [
        NotificationFailed(
            notification_id=command.notification_id,
            pupil_id=addressed.pupil_id,
            recipient_id=addressed.recipient_id,
            audience=addressed.audience,
            reason=command.reason,
        )
    ]


def read(
    notification: Notification, addressed: Addressed, command: MarkRead
) -> list[NotificationEvent]:
    if command.by != addressed.recipient_id:
        raise NotFound  # another person's message is not there, for whoever asks
    if notification.read:
        return []
    return [NotificationRead(notification_id=command.notification_id, pupil_id=addressed.pupil_id)]
