"""How this service's events are written: their types and schemas, and the upcasters."""

from collections.abc import Mapping
from typing import Any, Final, get_args

from shared.codec import Codec, Upcaster, event_type

from .domain.events import Event, NotificationEvent, NotificationFailed, RecipientsChosen

SERVICE: Final = "notifications"


def _unchanged(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 may leave the pupil out; schema 1 always named one."""
    return data


def _upcasters(*kinds: type) -> Mapping[tuple[str, int], Upcaster]:
    return {(event_type(kind), 1): _unchanged for kind in kinds}


OF_NOTIFICATIONS: Final = _upcasters(*get_args(NotificationEvent))
CODEC: Codec[Event] = Codec(
    get_args(Event), upcasters={**OF_NOTIFICATIONS, **_upcasters(RecipientsChosen)}
)
# The inbox reads what it shows; the rest moves its checkpoint all the same.
NOTIFICATIONS: Codec[NotificationEvent] = Codec(
    get_args(NotificationEvent), upcasters=OF_NOTIFICATIONS
)
FAILURES: Codec[NotificationFailed] = Codec(
    [NotificationFailed], upcasters=_upcasters(NotificationFailed)
)
