"""`history`: every event about a pupil, from every service, in the order that it was recorded."""

from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import EVERY_FACT, PupilFact

NO_PUPIL = UUID(int=0)


def keys(recorded: RecordedEvent[PupilFact]) -> tuple[UUID, ...]:
    """One document per event about a pupil."""
    return () if recorded.event.pupil_id == NO_PUPIL else (recorded.event_id,)


def fold(_: Document | None, recorded: RecordedEvent[PupilFact]) -> Document | None:
    """{_id: event id, pupil_id, service, type, stream, version, effective_on, recorded_at,
    by: {person_id, role, on_behalf_of}, origin, data, texts: [{field, text: sealed}]}
    """
    return {
        "pupil_id": recorded.event.pupil_id,
        "service": recorded.source,
        "type": recorded.type,
        "stream": recorded.stream,
        "version": recorded.version,
        "effective_on": day(recorded.effective_on),
        "recorded_at": recorded.recorded_at,
        "by": {
            "person_id": recorded.actor.person_id,
            "role": recorded.actor.role,
            "on_behalf_of": recorded.actor.on_behalf_of,
        },
        "origin": recorded.origin.value,
        "data": recorded.event.data,
        "texts": [{"field": field, "text": kept(text)} for field, text in recorded.event.texts],
    }


HISTORY = View(
    name="history",
    keys=keys,
    fold=fold,
    reads=dict.fromkeys(("directory", "referrals", "plans", "ehcp"), EVERY_FACT),
    indexes=(
        IndexModel([("pupil_id", ASCENDING), ("recorded_at", DESCENDING), ("_id", ASCENDING)]),
    ),
)
