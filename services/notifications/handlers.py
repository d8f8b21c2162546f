"""Commands in: read the stream, decide, append. One aggregate, one stream, one commit."""

from collections.abc import Sequence
from functools import reduce
from uuid import UUID

from shared.commits import Head
from shared.eventstore import EventStore
from shared.recorded import Request

from .domain import notification, preferences, telling
from .domain.commands import ChooseRecipients, Command, SetPreferences
from .domain.events import Event, NotificationEvent, PreferencesSet, RecipientsChosen
from .domain.notification import Notification
from .domain.preferences import Preferences
from .domain.telling import Telling

Store = EventStore[Event]


def notification_stream(notification_id: UUID) -> str:
    return f"notification-{notification_id}"


def telling_stream(about_id: UUID) -> str:
    return f"telling-{about_id}"


def preferences_stream(person_id: UUID) -> str:
    return f"preferences-{person_id}"


def handle(store: Store, command: Command, *, by: Request, if_match: int | None) -> Head:
    """Carry out one command and return the stream's new head.

    by: who asked, for which school, under which idempotency key.
    if_match: the version that the caller saw; None where it saw none.
    Raises Stale if the stream has moved on, and what decide raises.
    """
    stream = store.read(_stream_name(command))
    stream.check_seen(if_match)
    past = [recorded.event for recorded in stream.events]
    return store.append(stream.head, _decided(past, command), by=by)


def _stream_name(command: Command) -> str:
    match command:
        case ChooseRecipients():
            return telling_stream(command.about_id)
        case SetPreferences():
            return preferences_stream(command.person_id)
        case _:
            return notification_stream(command.notification_id)


def _decided(past: Sequence[Event], command: Command) -> Sequence[Event]:
    match command:
        case ChooseRecipients():
            return telling.decide(_telling(past), command)
        case SetPreferences():
            return preferences.decide(_preferences(past), command)
        case _:
            return notification.decide(_notification(past), command)


def _notification(past: Sequence[Event]) -> Notification:
    own = (event for event in past if isinstance(event, NotificationEvent))
    return reduce(notification.evolve, own, Notification())


def _telling(past: Sequence[Event]) -> Telling:
    own = (event for event in past if isinstance(event, RecipientsChosen))
    return reduce(telling.evolve, own, Telling())


def _preferences(past: Sequence[Event]) -> Preferences:
    own = (event for event in past if isinstance(event, PreferencesSet))
    return reduce(preferences.evolve, own, Preferences())


def _past(store: Store, stream: str) -> list[Event]:
    return [recorded.event for recorded in store.read(stream).events]


def read_notification(store: Store, notification_id: UUID) -> Notification:
    """A notification as its own stream says, so never late."""
    return _notification(_past(store, notification_stream(notification_id)))


def read_telling(store: Store, about_id: UUID) -> Telling:
    """Who was told what about a concern, plan or case."""
    return _telling(_past(store, telling_stream(about_id)))


def read_preferences(store: Store, person_id: UUID) -> Preferences:
    """How somebody wants to be told."""
    return _preferences(_past(store, preferences_stream(person_id)))
