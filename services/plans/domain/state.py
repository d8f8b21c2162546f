"""What the past of a plan makes true, as far as a decision needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from shared.errors import NotFound

from .events import (
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
    Session,
    SessionDelivered,
    SessionMissed,
    TargetMeasured,
    TargetReviewed,
    TargetSet,
    ViewsRecorded,
)
from .rules import BeforeItBegan, PlanEnded, SupportNotDecided
from .terms import EntryKind, Gathered


def _none() -> Mapping[UUID, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """ended_on: its last day, where it ended before it was planned to or afterwards; by ending_id.

    sessions: each with its day.
    """

    starts_on: date
    ended_on: date | None = None
    ending_id: UUID | None = None
    sessions: Mapping[UUID, date] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDate:
    """A day for the next review. by: the share or review that agreed on it, on agreed_on."""

    by: UUID
    agreed_on: date
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPlan:
    """pupil_id: None before there is a plan. version: how many events there were.

    grounds: concern -> from when its decision for SEN Support holds. concerns, decisions: all that
    were followed, whether they still stand or not. entries: all, the struck ones too. targets:
    target -> the day of its starting point. own_views: those that the family wrote themselves.
    shares: share -> its day, in the order in which they came.
    review_dates: as they were recorded. noticed: days noticed by the clock.
    """

    pupil_id: UUID | None = None
    version: int = 0
    grounds: Mapping[UUID, date] = field(default_factory=_none)
    concerns: frozenset[UUID] = frozenset()
    decisions: frozenset[UUID] = frozenset()
    entries: Mapping[UUID, EntryKind] = field(default_factory=_none)
    struck: frozenset[UUID] = frozenset()
    targets: Mapping[UUID, date] = field(default_factory=_none)
    provisions: Mapping[UUID, Provision] = field(default_factory=_none)
    own_views: frozenset[UUID] = frozenset()
    shares: Mapping[UUID, date] = field(default_factory=_none)
    reads: frozenset[tuple[UUID, UUID]] = frozenset()
    review_dates: tuple[ReviewDate, ...] = ()
    noticed: frozenset[date] = frozenset()
    closings: tuple[tuple[UUID, date], ...] = ()

    def knows(self, entry_id: UUID) -> bool:
        """Whether anything was entered under this id: what is asked again is not done again."""
        return entry_id in self.entries or entry_id in self.shares

    def standing(self, kind: EntryKind) -> tuple[UUID, ...]:
        """The entries of a kind that were not struck out, in the order in which they came."""
        return tuple(
            one for one, its in self.entries.items() if its is kind and one not in self.struck
        )

    @property
    def review_on(self) -> date | None:
        """The day that was agreed last for the next review, however late anything was told.

        Of several agreed on one day, the one that was recorded last.
        """
        standing = (one for one in reversed(self.review_dates) if one.by not in self.struck)
        latest = max(standing, key=lambda one: one.agreed_on, default=None)
        return latest.review_on if latest else None

    @property
    def closed_on(self) -> date | None:
        """The first day without SEN Support, once the plan is closed."""
        return next((day for by, day in reversed(self.closings) if by not in self.struck), None)


def evolve(plan: SupportPlan, event: Event) -> SupportPlan:
    """Fold one event into the state. Never fails: the past has been decided."""
    return replace(_evolved(plan, event), version=plan.version + 1)


def _evolved(plan: SupportPlan, event: Event) -> SupportPlan:  # noqa: PLR0912 (one for each)
    match event:
        case PlanOpened() | PlanGroundsChanged():
            return replace(
                plan,
                pupil_id=event.pupil_id,
                grounds={**plan.grounds, event.referral_id: event.effective_on},
                concerns=plan.concerns | {event.referral_id},
                decisions=plan.decisions | {event.decision_id},
            )
        case PlanGroundsWithdrawn():
            return _without_ground(plan, event)
        case NeedsNoted():
            return _with_entry(plan, event.note_id, EntryKind.NOTE)
        case TargetSet():
            targets = {**plan.targets, event.target_id: event.baseline_on}
            return replace(_with_entry(plan, event.target_id, EntryKind.TARGET), targets=targets)
        case TargetMeasured():
            return _with_entry(plan, event.measure_id, EntryKind.MEASURE)
        case ProvisionArranged() | ProvisionEnded():
            return _with_provision(plan, event)
        case SessionDelivered() | SessionMissed():
            return _with_session(plan, event)
        case ViewsRecorded():
            own = {event.views_id} if event.gathered is Gathered.PORTAL else set()
            return replace(
                _with_entry(plan, event.views_id, EntryKind.VIEWS), own_views=plan.own_views | own
            )
        case PlanShared():
            shares = {**plan.shares, event.share_id: event.effective_on}
            shared = replace(plan, shares=shares)
            if event.review_on == plan.review_on:  # kept, not agreed on anew
                return shared
            return _with_review_date(shared, event, event.share_id, event.review_on)
        case PlanRead():
            return replace(plan, reads=plan.reads | {(event.share_id, event.read_by)})
        case PlanReviewDue():
            return replace(plan, noticed=plan.noticed | {event.review_on})
        case PlanReviewDueWithdrawn():
            return replace(plan, noticed=plan.noticed - {event.review_on})
        case PlanReviewed():
            reviewed = _with_entry(plan, event.review_id, EntryKind.REVIEW)
            return _with_review_date(reviewed, event, event.review_id, event.next_review_on)
        case TargetReviewed():
            return plan
        case PlanClosed():
            closings = (*plan.closings, (event.closing_id, event.effective_on))
            return replace(
                _with_entry(plan, event.closing_id, EntryKind.CLOSING), closings=closings
            )
        case PlanEntryStruckOut():
            return replace(plan, struck=plan.struck | {event.entry_id})


def _without_ground(plan: SupportPlan, event: PlanGroundsWithdrawn) -> SupportPlan:
    left = {one: since for one, since in plan.grounds.items() if one != event.referral_id}
    corrected = {event.decision_id} if event.decision_id else set()
    return replace(plan, grounds=left, decisions=plan.decisions | corrected)


def _with_entry(plan: SupportPlan, entry_id: UUID, kind: EntryKind) -> SupportPlan:
    return replace(plan, entries={**plan.entries, entry_id: kind})


def _with_provision(plan: SupportPlan, event: ProvisionArranged | ProvisionEnded) -> SupportPlan:
    if isinstance(event, ProvisionArranged):
        arranged = {**plan.provisions, event.provision_id: Provision(starts_on=event.starts_on)}
        return replace(
            _with_entry(plan, event.provision_id, EntryKind.PROVISION), provisions=arranged
        )
    ended = replace(
        plan.provisions[event.provision_id],
        ended_on=event.effective_on,
        ending_id=event.ending_id,
    )
    if event.ending_id:
        plan = _with_entry(plan, event.ending_id, EntryKind.ENDING)
    return replace(plan, provisions={**plan.provisions, event.provision_id: ended})


def _with_session(plan: SupportPlan, event: Session) -> SupportPlan:
    provision = plan.provisions[event.provision_id]
    days = {**provision.sessions, event.session_id: event.effective_on}
    return replace(
        _with_entry(plan, event.session_id, EntryKind.SESSION),
        provisions={**plan.provisions, event.provision_id: replace(provision, sessions=days)},
    )


def _with_review_date(
    plan: SupportPlan, event: PlanShared | PlanReviewed, by: UUID, review_on: date
) -> SupportPlan:
    agreed = ReviewDate(by=by, agreed_on=event.effective_on, review_on=review_on)
    return replace(plan, review_dates=(*plan.review_dates, agreed))


def standing(plan: SupportPlan) -> UUID:
    """The pupil of a plan that stands, open or closed. Raises NotFound, SupportNotDecided."""
    if plan.pupil_id is None:
        raise NotFound
    if not plan.grounds:
        raise SupportNotDecided
    return plan.pupil_id


def open_on(plan: SupportPlan, day: date) -> UUID:
    """The same for one that was open on a day; what is told late may be. Raises PlanEnded too."""
    pupil_id = standing(plan)
    if plan.closed_on is not None and day >= plan.closed_on:
        raise PlanEnded
    return pupil_id


def begun_by(plan: SupportPlan, day: date, *, what: str) -> None:
    """SEN Support held by a day. what: the sentence that is said. Raises BeforeItBegan."""
    if day < min(plan.grounds.values()):
        raise BeforeItBegan(what)


def still_open(plan: SupportPlan) -> UUID:
    """The same for one that is not closed at all."""
    pupil_id = standing(plan)
    if plan.closed_on is not None:
        raise PlanEnded
    return pupil_id
