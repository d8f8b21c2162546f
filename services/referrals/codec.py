"""How this service's events are written: their types and schemas, and the upcasters, once any."""

from typing import get_args

from shared.codec import Codec

from .domain.events import Event, ReferralEvent, SpecialistRequestEvent

SERVICE = "referrals"
CODEC: Codec[Event] = Codec(get_args(Event))
# Each read model reads only what it shows; the rest moves its checkpoint all the same.
REFERRALS: Codec[ReferralEvent] = Codec(get_args(ReferralEvent))
SPECIALIST_REQUESTS: Codec[SpecialistRequestEvent] = Codec(get_args(SpecialistRequestEvent))
