"""`ages`: until when a pupil counts as under five, and which of their cases were not told yet.

Of directory's topic and our own, between which there is no order: each has a part of the document.
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.calendar import london_date
from shared.codec import Codec
from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import SERVICE
from ..domain.events import EhcpAssessmentRequested, EhcpCaseStruckOut, EhcpUnderFiveRecorded
from ..inbound import AGES_OF_DIRECTORY, PupilEnrolled, PupilErased

OwnEvent = EhcpAssessmentRequested | EhcpCaseStruckOut | EhcpUnderFiveRecorded
OWN: Final[Codec[OwnEvent]] = Codec(
    [EhcpAssessmentRequested, EhcpCaseStruckOut, EhcpUnderFiveRecorded]
)
ALWAYS: Final = day(date.max)
NEW: Final[Document] = {"until": None, "erased": False, "cases": {}}


def keys(recorded: RecordedEvent[Any]) -> tuple[UUID, ...]:
    """One document per pupil."""
    return (recorded.event.pupil_id,)


def fold(pupil: Document | None, recorded: RecordedEvent[Any]) -> Document | None:
    """{_id: pupil_id, until: day | None, erased: bool, cases: {case_id: what it was told, day |
    None}, tell_until: day | None}

    tell_until: the last day on which there is something to tell; None where there is nothing.
    """
    after = {**(pupil or NEW), **_change(pupil or NEW, recorded)}
    if after["until"] is None and not after["erased"] and not after["cases"]:
        return None  # most pupils: five or older, and without a case
    return {**after, "tell_until": _tell_until(after)}


def _change(pupil: Document, recorded: RecordedEvent[Any]) -> Document:
    cases: dict[str, str | None] = pupil["cases"]
    match recorded.event:
        case PupilEnrolled() as event:
            return {"until": _until(pupil, event, london_date(recorded.recorded_at))}
        case PupilErased():
            return {"until": None, "erased": True}
        case EhcpAssessmentRequested() as event:
            return {"cases": {**cases, str(event.case_id): None}}
        case EhcpUnderFiveRecorded() as event:
            return {"cases": {**cases, str(event.case_id): day(event.under_five_until)}}
        case EhcpCaseStruckOut() as event:
            return {"cases": {id_: one for id_, one in cases.items() if id_ != str(event.case_id)}}
    return {}


def _until(pupil: Document, event: PupilEnrolled, told_on: date) -> str | None:
    """Told no day of a child whose month is over, it says nothing new: time has passed."""
    known: str | None = pupil["until"]
    over = known is not None and known < told_on.isoformat()
    return known if over and event.under_five_until is None else day(event.under_five_until)


def _tell_until(pupil: Document) -> str | None:
    until: str | None = pupil["until"]
    others = [told for told in pupil["cases"].values() if told != until]
    if pupil["erased"] or not others:
        return None
    return ALWAYS if any(told is not None for told in others) else until


def cases_to_tell(pupil: Document, today: date) -> list[UUID]:
    """The cases of a document that were told otherwise, or nothing while it still matters."""
    until: str | None = pupil["until"]
    matters = until is not None and today.isoformat() <= until
    return [
        UUID(id_)
        for id_, told in pupil["cases"].items()
        if told != until and (told is not None or matters)
    ]


AGES: Final = View(
    name="ages",
    keys=keys,
    fold=fold,
    reads={"directory": AGES_OF_DIRECTORY, SERVICE: OWN},
    indexes=(
        IndexModel(
            [("tell_until", ASCENDING)],
            name="to_tell",
            partialFilterExpression={"tell_until": {"$type": "string"}},
        ),
    ),
)
