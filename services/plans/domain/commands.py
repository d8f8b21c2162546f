"""What may be asked. The ids of what a command makes come with it, so that a retry is the same.

Texts are `Typed`, about the pupil; each docstring says for whom.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.personal import Typed

from .terms import Area, Gathered, Missed, Result, Speaker, Stance, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPlan:
    """Asked by a policy or the clock, where it is not also `ByPerson`."""

    plan_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowDecision(OnPlan):
    """Open the plan for a decision for SEN Support, or let its plan stand on this decision."""

    pupil_id: UUID
    referral_id: UUID
    decision_id: UUID
    primary_need: str
    secondary_need: str | None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawGrounds(OnPlan):
    """A concern was not decided as SEN Support after all, or was entered in error (None)."""

    referral_id: UUID
    decision_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReviewDue(OnPlan):
    """Say that the day agreed for a review has come. today: in Europe/London."""

    review_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPerson(OnPlan):
    """by: the person who asks. today: the day in Europe/London when they ask."""

    by: UUID
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteNeeds(ByPerson):
    """Say what the pupil is good at and what is hard. All for the family."""

    note_id: UUID
    strengths: Typed
    needs: Typed
    at_home: Typed | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTarget(ByPerson):
    """Agree what the pupil will do. Texts for the family. Whatever is missing, the answer names."""

    target_id: UUID
    will_do: Typed
    measure: Typed | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    aim: Decimal | None = None
    by_when: date | None = None
    measured_by: Who | None = None
    measurer_id: UUID | None = None
    area: Area | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTarget(ByPerson):
    """Record where the pupil is now."""

    measure_id: UUID
    target_id: UUID
    value: Decimal
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeProvision(ByPerson):
    """Arrange what adults do for a target. what: for the family. secures: as of the event."""

    provision_id: UUID
    target_id: UUID
    secures: UUID | None = None
    what: Typed
    delivered_by: Who
    deliverer_id: UUID | None = None
    group_size: int
    minutes: int
    times_a_week: int
    weeks: int
    starts_on: date
    ends_on: date
    yearly_cost_pence: int | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndProvision(ByPerson):
    """Stop provision. reason: for the family."""

    ending_id: UUID
    provision_id: UUID
    reason: Typed
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSession(ByPerson):
    """Record one session. missed: why it did not happen; None where it did. note: for staff."""

    session_id: UUID
    provision_id: UUID
    missed: Missed | None = None
    note: Typed | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordViews(ByPerson):
    """Record what somebody of the family says. said: for the family; a pupil's may be confidential.

    gathered: `portal` only where the person who asks is the one who speaks. share_id: what they
    had read when they wrote it in the portal; None where staff heard it.
    """

    views_id: UUID
    speaker: Speaker
    person_id: UUID | None
    gathered: Gathered
    stance: Stance | None = None
    said: Typed | None = None
    share_id: UUID | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePlan(ByPerson):
    """Let the family read the plan as it stands. review_on: None keeps the day agreed before.

    say_by: until when the school waits for what they think.
    """

    share_id: UUID
    review_on: date | None = None
    say_by: date | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan(ByPerson):
    """Somebody of the family has opened what was shared."""

    share_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetResult:
    """What a review says about one target."""

    target_id: UUID
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlan(ByPerson):
    """Record a review. effect and views: for the family."""

    review_id: UUID
    effect: Typed
    parents_views: Typed | None = None
    pupils_views: Typed | None = None
    led_by: UUID
    results: tuple[TargetResult, ...] = ()
    next_review_on: date
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePlan(ByPerson):
    """End SEN Support. reason, evidence: for the family."""

    closing_id: UUID
    reason: Typed
    evidence: Typed
    parents_told_on: date
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOutPlanEntry(ByPerson):
    """Mark one entry as entered in error. reason: for staff."""

    entry_id: UUID
    reason: Typed


Command = (
    FollowDecision
    | WithdrawGrounds
    | NoteReviewDue
    | NoteNeeds
    | SetTarget
    | MeasureTarget
    | ArrangeProvision
    | EndProvision
    | RecordSession
    | RecordViews
    | SharePlan
    | ReadPlan
    | ReviewPlan
    | ClosePlan
    | StrikeOutPlanEntry
)
