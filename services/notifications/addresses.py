"""Where a message goes: one of the two places of Waymark that open a sealed text."""

from dataclasses import dataclass

import structlog
from pymongo.database import Database

from shared.commits import Document
from shared.documents import sealed
from shared.personal import Audience
from shared.sealing import ERASED, SealBroken, Sealer
from shared.views import live_collection

from .domain.terms import Failure
from .projections.guardians import GUARDIANS
from .projections.staff import STAFF
from .recipients import Recipients

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A message that cannot go anywhere, and why."""

    reason: Failure


class Addresses:
    """Opens an address only for somebody who may still be told, at the moment of sending."""

    def __init__(self, views: Database[Document], sealer: Sealer, recipients: Recipients) -> None:
        self._views = views
        self._sealer = sealer
        self._recipients = recipients

    def of(self, message: Document) -> str | Nowhere:
        """The e-mail address of a message's recipient. Raises NotYet."""
        person_id, audience = message["recipient_id"], Audience(message["audience"])
        if not self._recipients.may_be_told(person_id, audience, message["pupil_id"]):
            return Nowhere(Failure.NO_LONGER)
        view = STAFF if audience is Audience.STAFF else GUARDIANS
        person = live_collection(self._views, view.name).find_one({"_id": person_id})
        if person is None or person["email"] is None:
            return Nowhere(Failure.NO_ADDRESS)
        return self._opened(person)

    def _opened(self, person: Document) -> str | Nowhere:
        try:
            [address] = self._sealer.open([sealed(person["email"])])
        except SealBroken:
            log.error("address_does_not_open", person_id=str(person["_id"]))
            return Nowhere(Failure.NO_ADDRESS)
        return Nowhere(Failure.ADDRESS_ERASED) if address == ERASED else address
