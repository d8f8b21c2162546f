"""How this service's events are written: their types and schemas, and the upcasters, once any."""

from typing import get_args

from shared.codec import Codec

from .domain.events import Event

SERVICE = "ehcp"
CODEC: Codec[Event] = Codec(get_args(Event))
