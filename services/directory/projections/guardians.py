"""`guardians`: who a guardian is and how they are reached, sealed under the guardian's own key."""

from typing import Final
from uuid import UUID

from shared.commits import Document
from shared.documents import kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import CODEC
from ..domain.events import Event, GuardianDetailsChanged, GuardianRecorded


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    match recorded.event:
        case GuardianRecorded() | GuardianDetailsChanged() as event:
            return (event.guardian_id,)
        case _:
            return ()


def fold(guardian: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """{_id: UUID, title, forename, surname, address, postcode, mobile, email: sealed | None,
    version: int}"""
    match recorded.event:
        case GuardianRecorded() | GuardianDetailsChanged() as event:
            return {
                "title": kept(event.details.title),
                "forename": kept(event.details.forename),
                "surname": kept(event.details.surname),
                "address": kept(event.details.address),
                "postcode": kept(event.details.postcode),
                "mobile": kept(event.details.mobile),
                "email": kept(event.details.email),
                "version": recorded.version,
            }
        case _:
            return guardian


GUARDIANS: Final = View(name="guardians", keys=keys, fold=fold, reads={"directory": CODEC})
