"""How this service's events are written: their types and schemas, and the upcasters, once any."""

from typing import Final, get_args

from shared.codec import Codec

from .domain.events import EhcpCasesImported, Event

SERVICE = "ehcp"
# Of the cases' own streams, which the views fold.
CASE_EVENTS: Codec[Event] = Codec(get_args(Event))
# Of what an import of a list says of itself.
IMPORT_EVENTS: Codec[EhcpCasesImported] = Codec([EhcpCasesImported])
# All that is published.
CODEC: Final[Codec[Event | EhcpCasesImported]] = Codec([*get_args(Event), EhcpCasesImported])
