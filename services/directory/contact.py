"""A pupil's own e-mail address: recorded by the school, and found again at sign-in.

The blind index may lag or run ahead of what was recorded, as after a crash: an address opens
something only where the record itself says that it is the pupil's.
"""

from datetime import date
from typing import Any
from uuid import UUID

from pymongo.database import Database

from shared.commits import Document, Head
from shared.documents import sealed
from shared.eventstore import EventStore
from shared.personal import Sealed
from shared.recorded import Request
from shared.runner import Done, run

from . import queries
from .domain.commands import RecordPupilContact
from .domain.events import Event
from .domain.pupil import Pupil, decide
from .grants import young_person_grants
from .handlers import PUPIL
from .importing.applying import with_texts
from .projections import PUPILS
from .records import Records
from .search import PUPIL as OF_PUPIL


def record_contact(records: Records, command: RecordPupilContact, *, by: Request) -> Done:
    """Record a pupil's own address; asked again, finish what was left.

    Raises NotFound, PupilIsErased, PupilIsMerged.
    """

    def handle(
        store: EventStore[Event],
        command: RecordPupilContact,
        *,
        by: Request,
        if_match: int | None,
    ) -> Head:
        stream = store.read(PUPIL.stream(command.pupil_id))
        stream.check_seen(if_match)
        # Opened, so that the same address told twice is no news.
        [known] = with_texts([PUPIL.state(stream.events)], records.sealer)
        return store.append(stream.head, decide(known, command), by=by)

    done = run(handle, records.store, command, by=by, if_match=None)
    index_contact(records, command.pupil_id)
    return done


def index_contact(records: Records, pupil_id: UUID) -> None:
    """Let a sign-in find the address that is recorded by now."""
    pupil: Pupil = PUPIL.state(records.store.read(PUPIL.stream(pupil_id)).events)
    email = pupil.email
    if pupil.erased or not isinstance(email, Sealed):
        records.index.put_address(pupil_id, None)
        return
    [address] = records.sealer.open([email])
    records.index.put_address(pupil_id, address)


def family_by_email(
    views: Database[dict[str, Any]], records: Records, email: str, today: date
) -> UUID | None:
    """The guardian or the young person whom a link to this address lets in; or None.

    today: the date in Europe/London. An address that a guardian has too is not the young person's
    own: what is sent there, the guardian reads, so it opens what that guardian may see or nothing.
    """
    if queries.guardians_with_email(views, records.index, email):
        return queries.guardian_by_email(views, records.index, email)
    return young_person_by_email(views, records, email, today)


def young_person_by_email(
    views: Database[dict[str, Any]], records: Records, email: str, today: date
) -> UUID | None:
    """The one young person in law whose recorded address this is; None where it is not just one."""
    ids = records.index.with_email(email, OF_PUPIL, most=queries.MOST_SHARING)
    having = [pupil for pupil in queries.people(views, PUPILS.name, ids) if pupil.get("email")]
    found = [pupil for pupil in having if _is_theirs(records, pupil, email)]
    if len(found) != 1 or not young_person_grants(found[0], today):
        return None
    person_id: UUID = found[0]["_id"]
    return person_id


def _is_theirs(records: Records, pupil: Document, email: str) -> bool:
    [recorded] = records.sealer.open([sealed(pupil["email"])])
    return records.index.email(recorded) == records.index.email(email)
