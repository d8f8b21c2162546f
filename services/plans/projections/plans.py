"""`plans`: each plan with its parts, and what follows from them: its state, its review date."""

from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import CODEC, SERVICE
from ..domain.events import (
    Event,
    NeedsNoted,
    PlanClosed,
    PlanEntryStruckOut,
    PlanGroundsChanged,
    PlanGroundsWithdrawn,
    PlanOpened,
    PlanRead,
    PlanReviewDue,
    PlanReviewDueWithdrawn,
    PlanReviewed,
    PlanShared,
    ProvisionArranged,
    ProvisionEnded,
    SessionDelivered,
    SessionMissed,
    TargetMeasured,
    TargetReviewed,
    TargetSet,
    ViewsRecorded,
)
from ..domain.terms import EntryKind
from . import parts

SHARED: Final = (EntryKind.NOTE, EntryKind.TARGET, EntryKind.PROVISION, EntryKind.ENDING)


class NotOpened(Exception):
    """An event of a plan came before its beginning: the feed is out of order."""


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    """One document per plan."""
    return (recorded.event.plan_id,)


def fold(plan: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """What a plan's document then is. Days are "2026-11-22", numbers "22", texts sealed, ids UUID.

    {_id: plan_id, pupil_id, school_id: at that time, opened_at: instant,
    grounds: [{referral_id, decision_id, primary_need, secondary_need, since}], the latest last,
    and the lists `notes`, `targets`, `measures`, `results`, `provision`, `endings`, `sessions`,
    `views`, `shares`, `reviews`, `closings`, whose entries `parts` describes, each in order of
    recording, agreed: [{by: share or review, agreed_on, review_on}], noticed: [review days that
    the clock told of],
    status: "open" | "closed" | "withdrawn", since: day, primary_need, secondary_need,
    review_on: day | None, review_order: the same, "" for none, notice_on: day | None: when the
    clock has to tell of it, shared_on: day | None, closed_on: day | None,
    changes_to_share: how many there are, version}
    """
    event = recorded.event
    if isinstance(event, PlanOpened):
        plan = _begun(event, recorded)
    if plan is None:
        raise NotOpened(recorded.stream)
    after = {**plan, **_change(plan, recorded), "version": recorded.version}
    return {**after, **_following(after)}


def _begun(opened: PlanOpened, recorded: RecordedEvent[Event]) -> Document:
    empty = {name: list[Any]() for name in ("grounds", *parts.LISTS, "agreed", "noticed")}
    return {
        "pupil_id": opened.pupil_id,
        "school_id": recorded.school_id,
        "opened_at": recorded.recorded_at,
        **empty,
        "changes_to_share": 0,
    }


def _change(plan: Document, recorded: RecordedEvent[Event]) -> Document:  # noqa: PLR0912 (one for each)
    match recorded.event:
        case PlanOpened() | PlanGroundsChanged() as event:
            return {"grounds": [*_other_grounds(plan, event.referral_id), parts.ground(event)]}
        case PlanGroundsWithdrawn() as event:
            return {"grounds": _other_grounds(plan, event.referral_id)}
        case NeedsNoted() as event:
            return _new(plan, "notes", parts.note(event, recorded))
        case TargetSet() as event:
            return _new(plan, "targets", parts.target(event, recorded))
        case TargetMeasured() as event:
            return _more(plan, "measures", parts.measure(event, recorded))
        case TargetReviewed() as event:
            return _more(plan, "results", parts.result(event, recorded))
        case ProvisionArranged() as event:
            return _new(plan, "provision", parts.provision(event, recorded))
        case ProvisionEnded() as event:
            return _new(plan, "endings", parts.ending(event, recorded))
        case SessionDelivered() | SessionMissed() as event:
            return _more(plan, "sessions", parts.session(event, recorded))
        case ViewsRecorded() as event:
            return _more(plan, "views", parts.views(event, recorded))
        case PlanShared() as event:
            shared = _more(plan, "shares", parts.share(event, recorded))
            review_on = day(event.review_on)
            kept = review_on == plan["review_on"]  # and not agreed on anew
            agreed = {} if kept else _agreed(plan, event.share_id, recorded, review_on)
            return {**shared, **agreed, "changes_to_share": 0}
        case PlanRead() as event:
            return {"shares": parts.read(plan["shares"], event, recorded)}
        case PlanReviewDue() as event:
            return {"noticed": [*plan["noticed"], day(event.review_on)]}
        case PlanReviewDueWithdrawn() as event:
            wrong = day(event.review_on)
            return {"noticed": [one for one in plan["noticed"] if one != wrong]}
        case PlanReviewed() as event:
            reviewed = _more(plan, "reviews", parts.review(event, recorded))
            review_on = day(event.next_review_on)
            return {**reviewed, **_agreed(plan, event.review_id, recorded, review_on)}
        case PlanClosed() as event:
            return _more(plan, "closings", parts.closing(event, recorded))
        case PlanEntryStruckOut() as event:
            return _struck(plan, event, recorded)


def _other_grounds(plan: Document, referral_id: UUID) -> list[Document]:
    return [one for one in plan["grounds"] if one["referral_id"] != referral_id]


def _more(plan: Document, name: str, entry: Document) -> Document:
    # A document of before the last rebuild may lack a list.
    return {name: [*plan.get(name, ()), entry]}


def _to_share(plan: Document) -> Document:
    """One more thing that the family was not told of by sharing the plan again."""
    return {"changes_to_share": plan["changes_to_share"] + 1}


def _new(plan: Document, name: str, entry: Document) -> Document:
    """An entry that the family sees once the plan is shared again."""
    return {**_more(plan, name, entry), **_to_share(plan)}


def _agreed(
    plan: Document, by: UUID, recorded: RecordedEvent[Event], review_on: str | None
) -> Document:
    agreed = {"by": by, "agreed_on": day(recorded.effective_on), "review_on": review_on}
    return {"agreed": [*plan["agreed"], agreed]}


def _struck(plan: Document, event: PlanEntryStruckOut, recorded: RecordedEvent[Event]) -> Document:
    name, _ = parts.KINDS[event.kind]
    return {
        name: parts.struck(plan.get(name, []), event, recorded),
        **(_to_share(plan) if event.kind in SHARED else {}),
    }


def _following(plan: Document) -> Document:
    """What a plan's parts say together."""
    closing = next((one for one in reversed(plan["closings"]) if parts.stands(one)), None)
    review_on = _review_on(plan)
    status = "closed" if closing else "open"
    waits = plan["grounds"] and not closing and review_on not in plan["noticed"]
    return {
        "status": status if plan["grounds"] else "withdrawn",
        **_grounds(plan),
        "review_on": review_on,
        "review_order": review_on or "",
        "notice_on": review_on if waits else None,
        "shared_on": plan["shares"][-1]["on"] if plan["shares"] else None,
        "closed_on": closing["on"] if closing else None,
    }


def _grounds(plan: Document) -> Document:
    if not plan["grounds"]:
        return {"referral_ids": [], "since": None, "primary_need": None, "secondary_need": None}
    latest = plan["grounds"][-1]
    return {
        "referral_ids": [one["referral_id"] for one in plan["grounds"]],
        "since": min(one["since"] for one in plan["grounds"]),
        "primary_need": latest["primary_need"],
        "secondary_need": latest["secondary_need"],
    }


def _review_on(plan: Document) -> str | None:
    struck = {one["review_id"] for one in plan["reviews"] if not parts.stands(one)}
    standing = (one for one in reversed(plan["agreed"]) if one["by"] not in struck)
    # A document of before the last rebuild says nothing of the day: then the last recorded counts.
    latest = max(standing, key=lambda one: one.get("agreed_on") or "", default=None)
    return latest["review_on"] if latest else None


SOONEST_REVIEW_FIRST: Final = (("review_order", ASCENDING), ("_id", ASCENDING))
NEWEST_PLAN_FIRST: Final = (("opened_at", DESCENDING), ("_id", ASCENDING))
PLANS: Final = View(
    name="plans",
    keys=keys,
    fold=fold,
    reads={SERVICE: CODEC},
    indexes=(
        IndexModel([("pupil_id", ASCENDING), *NEWEST_PLAN_FIRST], name="pupil"),
        IndexModel([("status", ASCENDING), *SOONEST_REVIEW_FIRST], name="review"),
        IndexModel(
            [("notice_on", ASCENDING), ("_id", ASCENDING)],
            name="notice",
            partialFilterExpression={"notice_on": {"$type": "string"}},
        ),
    ),
    edition="3",
)
