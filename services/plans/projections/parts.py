"""The entries of a plan's document, each with who and when, and the mark of one in error."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent

from ..domain.events import (
    Grounds,
    NeedsNoted,
    PlanClosed,
    PlanEntryStruckOut,
    PlanRead,
    PlanReviewed,
    PlanShared,
    ProvisionArranged,
    ProvisionEnded,
    Session,
    SessionMissed,
    TargetMeasured,
    TargetReviewed,
    TargetSet,
    ViewsRecorded,
)
from ..domain.terms import EntryKind

Recorded = RecordedEvent[Any]

# Kind -> the list that its entries are in, and the field of their id.
KINDS: Final[Mapping[EntryKind, tuple[str, str]]] = {
    EntryKind.NOTE: ("notes", "note_id"),
    EntryKind.TARGET: ("targets", "target_id"),
    EntryKind.MEASURE: ("measures", "measure_id"),
    EntryKind.PROVISION: ("provision", "provision_id"),
    EntryKind.ENDING: ("endings", "ending_id"),
    EntryKind.SESSION: ("sessions", "session_id"),
    EntryKind.VIEWS: ("views", "views_id"),
    EntryKind.REVIEW: ("reviews", "review_id"),
    EntryKind.CLOSING: ("closings", "closing_id"),
}
LISTS: Final = (*(name for name, _ in KINDS.values()), "results", "shares")


def when(recorded: Recorded) -> Document:
    """{on: day it was true, at: instant it was recorded, event_id}"""
    return {
        "on": day(recorded.effective_on),
        "at": recorded.recorded_at,
        "event_id": recorded.event_id,
    }


def entry(by: UUID, recorded: Recorded) -> Document:
    """{by, struck_out: None | {by, reason, on, at, event_id}, on, at, event_id}"""
    return {"by": by, "struck_out": None, **when(recorded)}


def stands(one: Document) -> bool:
    return one["struck_out"] is None


def struck(
    entries: Sequence[Document], event: PlanEntryStruckOut, recorded: Recorded
) -> list[Document]:
    """The entries with one of them struck out: it stays, and shows why."""
    _, name = KINDS[event.kind]
    mark = {"by": event.struck_out_by, "reason": kept(event.reason), **when(recorded)}
    return [{**one, "struck_out": mark} if one[name] == event.entry_id else one for one in entries]


def ground(event: Grounds) -> Document:
    return {
        "referral_id": event.referral_id,
        "decision_id": event.decision_id,
        "primary_need": event.primary_need,
        "secondary_need": event.secondary_need,
        "since": day(event.effective_on),
    }


def note(event: NeedsNoted, recorded: Recorded) -> Document:
    return {
        "note_id": event.note_id,
        "strengths": kept(event.strengths),
        "needs": kept(event.needs),
        "at_home": kept(event.at_home),
        **entry(event.noted_by, recorded),
    }


def target(event: TargetSet, recorded: Recorded) -> Document:
    return {
        "target_id": event.target_id,
        "will_do": kept(event.will_do),
        "measure": kept(event.measure),
        "baseline": str(event.baseline),
        "baseline_on": day(event.baseline_on),
        "aim": str(event.aim),
        "by_when": day(event.by_when),
        "measured_by": event.measured_by.value,
        "measurer_id": event.measurer_id,
        "area": event.area.value,
        **entry(event.set_by, recorded),
    }


def measure(event: TargetMeasured, recorded: Recorded) -> Document:
    return {
        "measure_id": event.measure_id,
        "target_id": event.target_id,
        "value": str(event.value),
        **entry(event.measured_by, recorded),
    }


def result(event: TargetReviewed, recorded: Recorded) -> Document:
    """It stands as long as its review does."""
    return {
        "target_id": event.target_id,
        "review_id": event.review_id,
        "result": event.result.value,
        "by": event.reviewed_by,
        **when(recorded),
    }


def provision(event: ProvisionArranged, recorded: Recorded) -> Document:
    """planned: sessions."""
    return {
        "provision_id": event.provision_id,
        "target_id": event.target_id,
        "secures": event.secures,
        "what": kept(event.what),
        "delivered_by": event.delivered_by.value,
        "deliverer_id": event.deliverer_id,
        "group_size": event.group_size,
        "minutes": event.minutes,
        "times_a_week": event.times_a_week,
        "weeks": event.weeks,
        "planned": event.times_a_week * event.weeks,
        "starts_on": day(event.starts_on),
        "ends_on": day(event.ends_on),
        "yearly_cost_pence": event.yearly_cost_pence,
        **entry(event.arranged_by, recorded),
    }


def ending(event: ProvisionEnded, recorded: Recorded) -> Document:
    """on: the last day. ending_id: None for one that cannot be struck out."""
    return {
        "ending_id": event.ending_id,
        "provision_id": event.provision_id,
        "reason": kept(event.reason),
        **entry(event.ended_by, recorded),
    }


def session(event: Session, recorded: Recorded) -> Document:
    """missed: why, None where it took place."""
    return {
        "session_id": event.session_id,
        "provision_id": event.provision_id,
        "missed": event.reason.value if isinstance(event, SessionMissed) else None,
        "note": kept(event.note),
        **entry(event.recorded_by, recorded),
    }


def views(event: ViewsRecorded, recorded: Recorded) -> Document:
    return {
        "views_id": event.views_id,
        "speaker": event.speaker.value,
        "person_id": event.person_id,
        "gathered": event.gathered.value,
        "stance": event.stance.value if event.stance else None,
        "said": kept(event.said),
        "share_id": event.share_id,
        **entry(event.recorded_by, recorded),
    }


def share(event: PlanShared, recorded: Recorded) -> Document:
    """reads: [{by, on, at, event_id}], each person of the family once."""
    return {
        "share_id": event.share_id,
        "plan_version": event.plan_version,
        "note_id": event.note_id,
        "target_ids": list(event.target_ids),
        "provision_ids": list(event.provision_ids),
        "review_on": day(event.review_on),
        "say_by": day(event.say_by),
        "reads": [],
        "by": event.shared_by,
        **when(recorded),
    }


def read(shares: Sequence[Document], event: PlanRead, recorded: Recorded) -> list[Document]:
    mark = {"by": event.read_by, **when(recorded)}
    return [
        {**one, "reads": [*one["reads"], mark]} if one["share_id"] == event.share_id else one
        for one in shares
    ]


def review(event: PlanReviewed, recorded: Recorded) -> Document:
    """by: who led it; recorded_by: who wrote it down."""
    return {
        "review_id": event.review_id,
        "effect": kept(event.effect),
        "parents_views": kept(event.parents_views),
        "pupils_views": kept(event.pupils_views),
        "next_review_on": day(event.next_review_on),
        "recorded_by": event.recorded_by,
        **entry(event.led_by, recorded),
    }


def closing(event: PlanClosed, recorded: Recorded) -> Document:
    return {
        "closing_id": event.closing_id,
        "reason": kept(event.reason),
        "evidence": kept(event.evidence),
        "parents_told_on": day(event.parents_told_on),
        **entry(event.closed_by, recorded),
    }
