"""Where a message goes: one of the two places of Waymark that open a sealed text."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import structlog
from pymongo.database import Database

from shared.commits import Document
from shared.documents import sealed
from shared.personal import Audience
from shared.policies import NotYet
from shared.sealing import ERASED, SealBroken, Sealer
from shared.views import live_collection

from .domain.terms import Failure
from .family import family_of
from .projections.contacts import CONTACTS
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
        pupil_id: UUID | None = message["pupil_id"]
        school_id: UUID | None = message["school_id"]
        if not self._recipients.may_be_written_to(person_id, audience, pupil_id, school_id):
            return Nowhere(Failure.NO_LONGER)
        if audience is Audience.STAFF:
            return self._in(STAFF.name, person_id)
        if pupil_id is not None and person_id == pupil_id:
            return self._own(pupil_id)
        return self._in(GUARDIANS.name, person_id)

    def _own(self, pupil_id: UUID) -> str | Nowhere:
        """A young person's, unless it is an adult's too: what goes there, the adult reads.

        The directory lets nobody in by such an address as the young person either. Any adult who
        was ever linked counts: most of all one whom an order keeps away.
        """
        found = self._in(CONTACTS.name, pupil_id)
        if isinstance(found, str) and _compared(found) in self._of_adults(pupil_id):
            return Nowhere(Failure.NO_ADDRESS)
        return found

    def _of_adults(self, pupil_id: UUID) -> frozenset[str]:
        """Raises NotYet: an adult whose address is not known yet might have this one."""
        family = family_of(self._views, pupil_id)
        adults = {link["guardian_id"] for link in family.links} if family else set()
        known = self._each(GUARDIANS.name, adults)
        if len(known) != len(adults):
            raise NotYet("guardian-unknown")
        return frozenset(_compared(one) for one in known if isinstance(one, str))

    def _in(self, view: str, person_id: UUID) -> str | Nowhere:
        [found] = self._each(view, [person_id]) or [Nowhere(Failure.NO_ADDRESS)]
        return found

    def _each(self, view: str, people: Iterable[UUID]) -> list[str | Nowhere]:
        """The addresses of those of the people whom a view knows."""
        known = live_collection(self._views, view).find({"_id": {"$in": list(people)}})
        return [self._opened(person) for person in known]

    def _opened(self, person: Document) -> str | Nowhere:
        if person["email"] is None:
            return Nowhere(Failure.NO_ADDRESS)
        try:
            [address] = self._sealer.open([sealed(person["email"])])
        except SealBroken:
            log.error("address_does_not_open", person_id=str(person["_id"]))
            return Nowhere(Failure.NO_ADDRESS)
        return Nowhere(Failure.ADDRESS_ERASED) if address == ERASED else address


def _compared(address: str) -> str:
    """As the directory compares addresses at sign-in."""
    return unicodedata.normalize("NFKC", address).strip().casefold()
