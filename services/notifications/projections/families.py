"""`families`: for each pupil, which adults there are, who of them is barred, and what became of
the record. Who may be told is judged in `recipients`; nothing here names anybody."""

from typing import Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import FAMILIES as EVENTS
from ..inbound import (
    FamilyEvent,
    GuardianBarred,
    GuardianLinked,
    GuardianUnbarred,
    GuardianUnlinked,
    LinkEvent,
    PupilEnrolled,
    PupilErased,
    PupilsMerged,
)

UNKNOWN: Final[Document] = {
    "enrolled": False,
    "own_rights_after": None,
    "merged_into": None,
    "erased": False,
    "links": {},
}
NO_LINK: Final[Document] = {
    "linked": False,
    "barred": False,
    "relationship": None,
    "parental_responsibility": False,
    "correspondence": False,
}


def keys(recorded: RecordedEvent[FamilyEvent]) -> tuple[UUID, ...]:
    """One document per pupil."""
    return (recorded.event.pupil_id,)


def fold(family: Document | None, recorded: RecordedEvent[FamilyEvent]) -> Document | None:
    """{_id: pupil, enrolled: bool, own_rights_after: day | None, merged_into: UUID | None, erased,
    links: {guardianship: {guardian_id, linked, barred, relationship, parental_responsibility,
    correspondence}}}

    A guardianship may come before its pupil: each stream writes its own part.
    own_rights_after: the day after which the rights are the young person's own.
    """
    known = family or UNKNOWN
    match recorded.event:
        case PupilEnrolled() as event:
            after = day(event.end_of_compulsory_school_age)
            return {**known, "enrolled": True, "own_rights_after": after}
        case PupilsMerged() as event:
            return {**known, "merged_into": event.into_pupil_id}
        case PupilErased():
            return {**known, "erased": True}
        case _ as event:
            key = str(event.guardianship_id)
            link = {**NO_LINK, **known["links"].get(key, {}), **_change(event)}
            return {**known, "links": {**known["links"], key: link}}


def _change(event: LinkEvent) -> Document:
    who: Document = {"guardian_id": event.guardian_id}
    match event:
        case GuardianLinked():
            return {
                **who,
                "linked": True,
                "relationship": event.relationship,
                "parental_responsibility": event.parental_responsibility,
                "correspondence": event.correspondence,
            }
        case GuardianBarred():
            return {**who, "barred": True}
        case GuardianUnbarred():
            return {**who, "barred": False}
        case GuardianUnlinked():
            return {**who, "linked": False}


FAMILIES: Final = View(
    name="families",
    keys=keys,
    fold=fold,
    reads={"directory": EVENTS},
    indexes=(IndexModel([("merged_into", ASCENDING)]),),
    edition="2",
)
