"""How this service's events are written: their types and schemas, and the upcasters, once any."""

from typing import Final, get_args

from shared.codec import Codec

from .domain.events import Event, NotificationEvent, NotificationFailed

SERVICE: Final = "notifications"
CODEC: Codec[Event] = Codec(get_args(Event))
# The inbox reads what it shows; the rest moves its checkpoint all the same.
NOTIFICATIONS: Codec[NotificationEvent] = Codec(get_args(NotificationEvent))
FAILURES: Codec[NotificationFailed] = Codec([NotificationFailed])
