"""`pupils`: each pupil's header, for names, access and search; the texts stay sealed."""

from typing import Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import CODEC
from ..domain.details import PupilDetails
from ..domain.events import (
    Event,
    PupilContactRecorded,
    PupilDetailsChanged,
    PupilEnrolled,
    PupilErased,
    PupilLeft,
    PupilMovedSchool,
    PupilNamed,
    PupilsMerged,
    SenStatusRecorded,
    YearGroupChanged,
)

PupilKinds = (
    PupilEnrolled
    | PupilNamed
    | PupilDetailsChanged
    | PupilMovedSchool
    | PupilLeft
    | YearGroupChanged
    | SenStatusRecorded
    | PupilContactRecorded
    | PupilsMerged
    | PupilErased
)
NEW: Final[Document] = {"sen": None, "email": None, "merged_into": None, "erased": False}


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    event = recorded.event
    return (event.pupil_id,) if isinstance(event, PupilKinds) else ()


def fold(pupil: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """{_id: UUID, school_id, year_group, registration_group | None, entered_on: day,
    left_on: day | None, end_of_compulsory_school_age: day, keep_until: day,
    legal_forename, legal_surname, preferred_forename, preferred_surname, upn, date_of_birth,
    email: sealed | None, sex: "F" | "M" | None, sen: {status, since: day | None, needs: [str]},
    merged_into: UUID | None, erased: bool, version: int}

    After erasure the sealed texts stay: without their key they open as "erased".
    """
    known = pupil or NEW
    match recorded.event:
        case PupilEnrolled() as event:
            changed = _enrolled(event)
        case PupilMovedSchool() as event:
            entered = {"entered_on": day(event.effective_on), "left_on": None}
            changed = {"school_id": event.school_id, **entered}
        case PupilLeft() as event:
            changed = {"left_on": day(event.effective_on)}
        case YearGroupChanged() as event:
            changed = {
                "year_group": event.year_group,
                "registration_group": event.registration_group,
            }
        case PupilNamed() | PupilDetailsChanged() as event:
            changed = _details(event.details)
        case SenStatusRecorded() as event:
            changed = {"sen": _sen(event)}
        case PupilContactRecorded() as event:
            changed = {"email": kept(event.email)}
        case PupilsMerged() as event:
            changed = {"merged_into": event.into_pupil_id}
        case PupilErased():
            changed = {"erased": True, "sex": None, "sen": None}
        case _:
            return pupil
    return {**known, **changed, "version": recorded.version}


def _enrolled(event: PupilEnrolled) -> Document:
    return {
        "school_id": event.school_id,
        "year_group": event.year_group,
        "registration_group": event.registration_group,
        "entered_on": day(event.effective_on),
        "left_on": None,
        "end_of_compulsory_school_age": day(event.end_of_compulsory_school_age),
        "keep_until": day(event.keep_until),
    }


def _details(details: PupilDetails) -> Document:
    return {
        "legal_forename": kept(details.legal_forename),
        "legal_surname": kept(details.legal_surname),
        "preferred_forename": kept(details.preferred_forename),
        "preferred_surname": kept(details.preferred_surname),
        "upn": kept(details.upn),
        "date_of_birth": kept(details.date_of_birth),
        "sex": details.sex.value if details.sex else None,
    }


def _sen(event: SenStatusRecorded) -> Document:
    return {
        "status": event.status.value,
        "since": day(event.since),
        "needs": [need.value for need in event.needs],
    }


PUPILS: Final = View(
    name="pupils",
    keys=keys,
    fold=fold,
    reads={"directory": CODEC},
    indexes=(IndexModel([("school_id", ASCENDING)]),),
)
