"""`specialist_requests`: each request to a specialist, for the page that chases them."""

from typing import Final
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import SERVICE, SPECIALIST_REQUESTS
from ..domain.events import (
    Consent,
    SpecialistAssessmentRequested,
    SpecialistReportReceived,
    SpecialistRequestChased,
    SpecialistRequestEvent,
    SpecialistRequestWithdrawn,
)
from .parts import when


class NotAsked(Exception):
    """An event of a request came before its beginning: the feed is out of order."""


def keys(recorded: RecordedEvent[SpecialistRequestEvent]) -> tuple[UUID, ...]:
    """One document per request."""
    return (recorded.event.request_id,)


def fold(
    request: Document | None, recorded: RecordedEvent[SpecialistRequestEvent]
) -> Document | None:
    """What a request's document then is. Days are "2026-11-22", texts sealed, ids UUID.

    {_id: request_id, referral_id | None, pupil_id, school_id: at that time, specialist, question,
    consent: {giver, giver_id, how, given_on: day}, reply_wanted_by: day | None, requested_by,
    asked_on: day, asked_at: instant, status: "asked" | "reported" | "withdrawn",
    chases: [{chase_id, by, how, note, on, at, event_id}],
    report: None | {report_id, by, summary, written_on, on, at, event_id},
    withdrawn: None | {by, why, note, on, at, event_id}, version}
    """
    event = recorded.event
    if isinstance(event, SpecialistAssessmentRequested):
        return {**_asked(event, recorded), "version": recorded.version}
    if request is None:
        raise NotAsked(recorded.stream)
    return {**request, **_change(request, recorded), "version": recorded.version}


def _asked(
    event: SpecialistAssessmentRequested, recorded: RecordedEvent[SpecialistRequestEvent]
) -> Document:
    return {
        "referral_id": event.referral_id,
        "pupil_id": event.pupil_id,
        "school_id": recorded.school_id,
        "specialist": event.specialist.value,
        "question": kept(event.question),
        "consent": _consent(event.consent),
        "reply_wanted_by": day(event.reply_wanted_by),
        "requested_by": event.requested_by,
        "asked_on": day(event.effective_on),
        "asked_at": recorded.recorded_at,
        "status": "asked",
        "chases": [],
        "report": None,
        "withdrawn": None,
    }


def _consent(consent: Consent) -> Document:
    return {
        "giver": consent.giver.value,
        "giver_id": consent.giver_id,
        "how": consent.how.value,
        "given_on": day(consent.given_on),
    }


def _change(request: Document, recorded: RecordedEvent[SpecialistRequestEvent]) -> Document:
    match recorded.event:
        case SpecialistAssessmentRequested() as event:
            return _asked(event, recorded)
        case SpecialistRequestChased() as event:
            return {"chases": [*request["chases"], _chase(event, recorded)]}
        case SpecialistReportReceived() as event:
            return {"status": "reported", "report": _report(event, recorded)}
        case SpecialistRequestWithdrawn() as event:
            return {"status": "withdrawn", "withdrawn": _withdrawn(event, recorded)}


def _chase(
    event: SpecialistRequestChased, recorded: RecordedEvent[SpecialistRequestEvent]
) -> Document:
    return {
        "chase_id": event.chase_id,
        "by": event.chased_by,
        "how": event.how.value,
        "note": kept(event.note),
        **when(recorded),
    }


def _report(
    event: SpecialistReportReceived, recorded: RecordedEvent[SpecialistRequestEvent]
) -> Document:
    return {
        "report_id": event.report_id,
        "by": event.received_by,
        "summary": kept(event.summary),
        "written_on": day(event.written_on),
        **when(recorded),
    }


def _withdrawn(
    event: SpecialistRequestWithdrawn, recorded: RecordedEvent[SpecialistRequestEvent]
) -> Document:
    return {
        "by": event.withdrawn_by,
        "why": event.why.value,
        "note": kept(event.note),
        **when(recorded),
    }


NEWEST_REQUEST_FIRST: Final = (("asked_at", DESCENDING), ("_id", ASCENDING))
REQUESTS: Final = View(
    name="specialist_requests",
    keys=keys,
    fold=fold,
    reads={SERVICE: SPECIALIST_REQUESTS},
    indexes=(
        IndexModel([("referral_id", ASCENDING), *NEWEST_REQUEST_FIRST], name="referral"),
        IndexModel([("pupil_id", ASCENDING), *NEWEST_REQUEST_FIRST], name="pupil"),
    ),
)
