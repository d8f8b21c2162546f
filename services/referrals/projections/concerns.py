"""`concerns`: each referral with its words, steps, decision and history, for lists and pages."""

from typing import Final
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import REFERRALS, SERVICE
from ..domain.events import (
    AuthorNoteAdded,
    DecisionCorrected,
    EntryStruckOut,
    EvidenceAdded,
    FamilyConsulted,
    ParentsTold,
    PupilObserved,
    ReferralAcknowledged,
    ReferralDecided,
    ReferralEvent,
    ReferralRaised,
    ReferralStruckOut,
    StepSetAside,
)
from .parts import decided, entry, set_aside, struck, told, when


class NotRaised(Exception):
    """An event of a referral came before its beginning: the feed is out of order."""


def keys(recorded: RecordedEvent[ReferralEvent]) -> tuple[UUID, ...]:
    """One document per referral."""
    return (recorded.event.referral_id,)


def fold(concern: Document | None, recorded: RecordedEvent[ReferralEvent]) -> Document | None:
    """What a concern's document then is. Days are "2026-11-22", texts sealed, ids UUID.

    {_id: referral_id, pupil_id, school_id: at that time, source, raised_by, raised_on: day,
    raised_at: instant, acknowledge_by: day | None, decide_by: day | None: as was promised then,
    follows, corrects, areas, noticed, tried: [{what, weeks, effect}],
    family_said, not_talked_because, lawful_basis,
    status: "raised" | "acknowledged" | "decided" | "struck-out",
    acknowledged: None | {by, on, at, event_id},
    entries: [{entry_id, type, by, text, struck_out, on, at, event_id, and the type's own codes}],
    set_aside: {step: {by, reason, on, at, event_id}},
    outcome, need, secondary_need, since: day, look_again_on: day: of the decision that stands,
    decision: None | the one that stands, history: [every decision, the first one first],
    struck_out: None | {by, reason, replaced_by, on, at, event_id}, version}
    """
    event = recorded.event
    if isinstance(event, ReferralRaised):
        return {**_begun(event, recorded), "version": recorded.version}
    if concern is None:
        raise NotRaised(recorded.stream)
    return {**concern, **_change(concern, recorded), "version": recorded.version}


def _begun(raised: ReferralRaised, recorded: RecordedEvent[ReferralEvent]) -> Document:
    return {
        "pupil_id": raised.pupil_id,
        "school_id": recorded.school_id,
        "source": raised.source.value,
        "raised_by": raised.raised_by,
        "raised_on": day(raised.effective_on),
        "raised_at": recorded.recorded_at,
        "acknowledge_by": day(raised.acknowledge_by),
        "decide_by": day(raised.decide_by),
        "follows": raised.follows,
        "corrects": raised.corrects,
        **told(raised),
        "status": "raised",
        "acknowledged": None,
        "entries": [],
        "set_aside": {},
        "outcome": None,
        "need": None,
        "secondary_need": None,
        "since": None,
        "look_again_on": None,
        "decision": None,
        "history": [],
        "struck_out": None,
    }


def _change(concern: Document, recorded: RecordedEvent[ReferralEvent]) -> Document:
    match recorded.event:
        case ReferralRaised() as event:
            return _begun(event, recorded)
        case ReferralAcknowledged() as event:
            by = {"by": event.acknowledged_by, **when(recorded)}
            return {"status": "acknowledged", "acknowledged": by}
        case AuthorNoteAdded() | EvidenceAdded() | PupilObserved() | FamilyConsulted() as event:
            return {"entries": [*concern["entries"], entry(event, recorded)]}
        case StepSetAside() as event:
            return set_aside(concern, event, recorded)
        case EntryStruckOut() as event:
            return struck(concern, event, recorded)
        case ReferralDecided() | DecisionCorrected() as event:
            return decided(concern, event, recorded)
        case ParentsTold() as event:
            return _parents_told(concern, event, recorded)
        case ReferralStruckOut() as event:
            return _struck_out(event, recorded)


def _parents_told(
    concern: Document, event: ParentsTold, recorded: RecordedEvent[ReferralEvent]
) -> Document:
    told_of = {"by": event.told_by, "how": event.how.value, **when(recorded)}
    history = [
        {**one, "parents_told": told_of} if one["decision_id"] == event.decision_id else one
        for one in concern["history"]
    ]
    return {"history": history, "decision": history[-1]}


def _struck_out(event: ReferralStruckOut, recorded: RecordedEvent[ReferralEvent]) -> Document:
    """As if it had never been: no outcome, no need, nothing to look at again."""
    mark = {
        "by": event.struck_out_by,
        "reason": kept(event.reason),
        "replaced_by": event.replaced_by,
        **when(recorded),
    }
    cleared = dict.fromkeys(("outcome", "need", "secondary_need", "since", "look_again_on"))
    return {"status": "struck-out", "struck_out": mark, "decision": None, **cleared}


NEWEST_CONCERN_FIRST: Final = (("raised_at", DESCENDING), ("_id", ASCENDING))
CONCERNS: Final = View(
    name="concerns",
    keys=keys,
    fold=fold,
    reads={SERVICE: REFERRALS},
    indexes=(
        IndexModel([("pupil_id", ASCENDING), *NEWEST_CONCERN_FIRST], name="pupil"),
        IndexModel([("raised_by", ASCENDING), *NEWEST_CONCERN_FIRST], name="author"),
        IndexModel([("look_again_on", ASCENDING), ("_id", ASCENDING)], name="look_again"),
        IndexModel([("follows", ASCENDING)], name="follows", sparse=True),
    ),
    edition="2",
)
