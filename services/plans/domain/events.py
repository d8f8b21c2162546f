"""What can have happened. `effective_on` is the day it was true in the world.

Values of measures are decimal numbers; amounts of money are whole pence.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.personal import Personal

from .terms import Area, EntryKind, Gathered, Missed, Result, Speaker, Stance, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPlan:
    """Every event names the plan and the pupil, so that a reader needs no other event."""

    plan_id: UUID
    pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOpened(OfPlan):
    """A concern was decided as SEN Support: the pupil has a plan.

    primary_need, secondary_need: census codes, as the decision has them.
    effective_on: from when SEN Support holds.
    """

    referral_id: UUID
    decision_id: UUID
    primary_need: str
    secondary_need: str | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroundsChanged(OfPlan):
    """A decision for SEN Support was corrected, or another concern led to the same plan.

    In place of whatever this concern's decision said before.
    """

    referral_id: UUID
    decision_id: UUID
    primary_need: str
    secondary_need: str | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroundsWithdrawn(OfPlan):
    """A concern's decision for SEN Support turned out never to have held.

    decision_id: of the correction; None where the whole concern was entered in error.
    plan_stands: whether another concern's decision still holds the plan up.
    """

    referral_id: UUID
    decision_id: UUID | None
    plan_stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsNoted(OfPlan):
    """What the pupil is good at, what is hard, how the family can help; in place of the last."""

    note_id: UUID
    strengths: Personal
    needs: Personal
    at_home: Personal | None
    noted_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSet(OfPlan):
    """A change for the pupil that can be seen or counted; what adults do for it is provision.

    baseline on baseline_on, aim by by_when: numbers of what `measure` says is counted.
    measurer_id: who of the trust checks it, where that is known.
    """

    target_id: UUID
    will_do: Personal
    measure: Personal
    baseline: Decimal
    baseline_on: date
    aim: Decimal
    by_when: date
    measured_by: Who
    measurer_id: UUID | None
    area: Area
    set_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMeasured(OfPlan):
    """Where the pupil was on a day between the start of a target and its review."""

    measure_id: UUID
    target_id: UUID
    value: Decimal
    measured_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetReviewed(OfPlan):
    """What a review said about one target. effective_on: the day of the review."""

    target_id: UUID
    review_id: UUID
    result: Result
    reviewed_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionArranged(OfPlan):
    """What adults do for a target. times_a_week * weeks sessions of `minutes` are planned.

    deliverer_id: who of the trust delivers it, where that is known. group_size: 1 for alone.
    secures: the provision of an EHC plan's section F that its sessions deliver; the id is `ehcp`'s.
    """

    provision_id: UUID
    target_id: UUID
    secures: UUID | None = None
    what: Personal
    delivered_by: Who
    deliverer_id: UUID | None
    group_size: int
    minutes: int
    times_a_week: int
    weeks: int
    starts_on: date
    ends_on: date
    yearly_cost_pence: int | None
    arranged_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionEnded(OfPlan):
    """Provision stopped. effective_on: its last day.

    ending_id: by which it is struck out; events of before it could be have None.
    """

    provision_id: UUID
    ending_id: UUID | None = None
    reason: Personal
    ended_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDelivered(OfPlan):
    """One session of a provision took place."""

    session_id: UUID
    provision_id: UUID
    note: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMissed(OfPlan):
    """One session of a provision did not take place."""

    session_id: UUID
    provision_id: UUID
    reason: Missed
    note: Personal | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsRecorded(OfPlan):
    """What a parent, the pupil or the young person says.

    person_id: who spoke; None for somebody whom the trust has no record of.
    stance: towards the plan as it was shared, share_id; None where they were asked in general.
    """

    views_id: UUID
    speaker: Speaker
    person_id: UUID | None
    gathered: Gathered
    stance: Stance | None
    said: Personal | None
    share_id: UUID | None
    recorded_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShared(OfPlan):
    """The family can read the plan as it stands.

    plan_version: of the stream, of which it was shared. note_id, target_ids, provision_ids: what
    the family now sees. review_on: the day agreed for the review. say_by: until when the school
    waits for what they think of it.
    """

    share_id: UUID
    plan_version: int
    note_id: UUID | None
    target_ids: tuple[UUID, ...]
    provision_ids: tuple[UUID, ...]
    review_on: date
    say_by: date | None
    shared_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead(OfPlan):
    """Somebody of the family opened what was shared for the first time."""

    share_id: UUID
    read_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviewDue(OfPlan):
    """The day agreed for a review has come. Once for each such day."""

    review_on: date
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviewDueWithdrawn(OfPlan):
    """The notice for review_on was wrong: before that day it had been settled, as is known now."""

    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviewed(OfPlan):
    """School and family looked at what the help has done. effective_on: the day they met.

    effect: on the pupil's progress. led_by: who led the review. shared: whether a family could read
    the plan by then; None in old events.
    """

    review_id: UUID
    effect: Personal
    parents_views: Personal | None
    pupils_views: Personal | None
    led_by: UUID
    next_review_on: date
    recorded_by: UUID
    shared: bool | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanClosed(OfPlan):
    """The pupil needs SEN Support no more: K to N. effective_on: the first day without it."""

    closing_id: UUID
    reason: Personal
    evidence: Personal
    parents_told_on: date
    closed_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntryStruckOut(OfPlan):
    """One entry was entered in error; it stays in the history. A closing struck out reopens."""

    entry_id: UUID
    kind: EntryKind
    reason: Personal
    struck_out_by: UUID


Grounds = PlanOpened | PlanGroundsChanged
Session = SessionDelivered | SessionMissed
Event = (
    Grounds
    | PlanGroundsWithdrawn
    | NeedsNoted
    | TargetSet
    | TargetMeasured
    | TargetReviewed
    | ProvisionArranged
    | ProvisionEnded
    | Session
    | ViewsRecorded
    | PlanShared
    | PlanRead
    | PlanReviewDue
    | PlanReviewDueWithdrawn
    | PlanReviewed
    | PlanClosed
    | PlanEntryStruckOut
)
