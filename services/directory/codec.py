"""The events of this service as bytes, for the store, the topic and the read models."""

from typing import get_args

from shared.codec import Codec

from .domain.events import Event

CODEC: Codec[Event] = Codec(list(get_args(Event)))
