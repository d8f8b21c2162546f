"""What this service's own work stands on, in the api and in an import alike."""

import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pymongo.database import Database

from shared.eventstore import EventStore
from shared.http.platform import derived_key
from shared.sealing import Sealer

from .codec import CODEC
from .domain.events import Event
from .search import BlindIndex


class MisIds:
    """Our ids for what a MIS knows by its own: the same ones for ever, and nobody's to guess.

    An import that crashed finds the same people again, also where nothing else was kept.
    """

    def __init__(self, trust_key: bytes) -> None:
        self._key = derived_key(trust_key, "mis-ids")

    def id(self, kind: str, *mis_key: str) -> UUID:
        """The id of the school, person or link of that key."""
        return UUID(bytes=self.digest(kind, *mis_key)[:16], version=5)

    def digest(self, kind: str, *mis_key: str) -> bytes:
        """32 bytes by which a row is known again, without saying whose it is."""
        told = "\x1f".join((kind, *mis_key))  # a separator that no cleaned value has
        return hmac.digest(self._key, told.encode(), "sha256")

    def fingerprint(self, told: bytes) -> bytes:
        """32 bytes that differ where what was told differs."""
        return hmac.digest(self._key, b"told\x1f" + told, "sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """One per process. main: this service's main database, as its api user sees it.

    keep_years: how long from birth a pupil's file is kept.
    """

    main: Database[dict[str, Any]]
    store: EventStore[Event]
    sealer: Sealer
    index: BlindIndex
    ids: MisIds
    keep_years: int


def make_records(
    main: Database[dict[str, Any]], sealer: Sealer, trust_key: bytes, *, keep_years: int
) -> Records:
    return Records(
        main=main,
        store=EventStore(main, CODEC, sealer, source="directory"),
        sealer=sealer,
        index=BlindIndex(main, trust_key),
        ids=MisIds(trust_key),
        keep_years=keep_years,
    )
