"""The parts of a concern's document: what was said, found and decided, each with who and when."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.commits import Document
from shared.documents import day, kept
from shared.personal import Personal
from shared.recorded import RecordedEvent

from ..domain.events import (
    AuthorNoteAdded,
    DecisionCorrected,
    Entry,
    EntryStruckOut,
    EvidenceAdded,
    FamilyConsulted,
    PupilObserved,
    ReferralDecided,
    ReferralRaised,
    StepSetAside,
)
from ..domain.outcomes import Decision
from ..domain.terms import Need


def when(recorded: RecordedEvent[Any]) -> Document:
    """{on: day it was true, at: instant it was recorded, event_id}"""
    return {
        "on": day(recorded.effective_on),
        "at": recorded.recorded_at,
        "event_id": recorded.event_id,
    }


def told(raised: ReferralRaised) -> Document:
    """What the author said when the concern was raised."""
    return {
        "areas": [area.value for area in raised.areas],
        "noticed": kept(raised.noticed),
        "tried": [
            {"what": kept(one.what), "weeks": one.weeks, "effect": kept(one.effect)}
            for one in raised.tried
        ],
        "family_said": kept(raised.family_said),
        "not_talked_because": kept(raised.not_talked_because),
        "lawful_basis": raised.lawful_basis.value if raised.lawful_basis else None,
    }


def entry(event: Entry, recorded: RecordedEvent[Any]) -> Document:
    """{entry_id, type, by, on, at, event_id, text, struck_out: None | {...}, and its own codes}"""
    entry_id, by, text, more = _own(event)
    return {
        "entry_id": entry_id,
        "type": recorded.type,
        "by": by,
        "text": kept(text),
        "struck_out": None,
        **more,
        **when(recorded),
    }


def _own(event: Entry) -> tuple[UUID, UUID, Personal, Document]:
    match event:
        case AuthorNoteAdded():
            return event.note_id, event.added_by, event.text, {}
        case EvidenceAdded():
            evidence: Document = {
                "kind": event.kind.value,
                "covers_from": day(event.covers_from),
                "covers_to": day(event.covers_to),
            }
            return event.evidence_id, event.added_by, event.text, evidence
        case PupilObserved():
            seen = {"setting": event.setting.value}
            return event.observation_id, event.observed_by, event.seen, seen
        case FamilyConsulted():
            view: Document = {
                "speaker": event.speaker.value,
                "person_id": event.person_id,
                "gathered": event.gathered.value,
            }
            return event.consultation_id, event.consulted_by, event.said, view


def struck(concern: Document, event: EntryStruckOut, recorded: RecordedEvent[Any]) -> Document:
    """The entries with one of them struck out: it stays, and shows why."""
    mark = {"by": event.struck_out_by, "reason": kept(event.reason), **when(recorded)}
    return {
        "entries": [
            {**one, "struck_out": mark} if one["entry_id"] == event.entry_id else one
            for one in concern["entries"]
        ]
    }


def set_aside(concern: Document, event: StepSetAside, recorded: RecordedEvent[Any]) -> Document:
    why = {"by": event.set_aside_by, "reason": kept(event.reason), **when(recorded)}
    return {"set_aside": {**concern["set_aside"], event.step.value: why}}


def decided(
    concern: Document,
    event: ReferralDecided | DecisionCorrected,
    recorded: RecordedEvent[Any],
) -> Document:
    """The concern as if this decision had been told in the first place; history keeps them all."""
    shown = {
        "decision_id": event.decision_id,
        **_made(event),
        **decision(event.decision),
        **when(recorded),
    }
    support = event.decision.sen_support
    return {
        "status": "decided",
        "outcome": event.decision.outcome.value,
        "need": support.primary_need.value if support else None,
        "secondary_need": _code(support.secondary_need) if support else None,
        "since": day(event.effective_on) if support else None,
        "look_again_on": day(_look_again_on(event.decision)),
        "decision": shown,
        "history": [*concern["history"], shown],
    }


def _made(event: ReferralDecided | DecisionCorrected) -> Document:
    """{by, corrects, reason}: the last two None for the first decision."""
    if isinstance(event, ReferralDecided):
        return {"by": event.decided_by, "corrects": None, "reason": None}
    return {"by": event.corrected_by, "corrects": event.corrects, "reason": kept(event.reason)}


def _code(need: Need | None) -> str | None:
    return need.value if need else None


def _look_again_on(made: Decision) -> date | None:
    if made.watch:
        return made.watch.review_on
    return made.not_send.look_again_on if made.not_send else None


def decision(made: Decision) -> Document:
    """A decision's own codes, days and texts; the parts that its outcome does not have are None."""
    return {
        "outcome": made.outcome.value,
        "decided_on": day(made.decided_on),
        "reasons": kept(made.reasons),
        "parents_told": {"on": day(made.parents_told_on)} if made.parents_told_on else None,
        "sen_support": _sen_support(made),
        "watch": _watch(made),
        "signposting": _signposting(made),
        "not_send": _not_send(made),
    }


def _sen_support(made: Decision) -> Document | None:
    if made.sen_support is None:
        return None
    return {
        "primary_need": made.sen_support.primary_need.value,
        "secondary_need": _code(made.sen_support.secondary_need),
    }


def _watch(made: Decision) -> Document | None:
    if made.watch is None:
        return None
    return {
        "owner_id": made.watch.owner_id,
        "review_on": day(made.watch.review_on),
        "looks_at": kept(made.watch.looks_at),
    }


def _signposting(made: Decision) -> Document | None:
    if made.signposting is None:
        return None
    return {
        "to": [place.value for place in made.signposting.to],
        "how": kept(made.signposting.how),
    }


def _not_send(made: Decision) -> Document | None:
    if made.not_send is None:
        return None
    return {
        "adjustments": kept(made.not_send.adjustments),
        "other_support": kept(made.not_send.other_support),
        "look_again_if": kept(made.not_send.look_again_if),
        "look_again_on": day(made.not_send.look_again_on),
    }
