"""plans: a pupil's support plans, what is in them, what the family reads and says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from shared.shapes import convert

from .records import Recorded, Records

PAGE: Final = 100
MOST_PAGES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDone(Recorded):
    """made_id: of the entry. warnings: what to think about, in words; nothing was refused."""

    made_id: UUID | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Who did something. on: when it was true. at: when it was recorded."""

    by: UUID
    on: date
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry(Mark):
    """struck_out: it was entered in error, and stays to be seen by staff."""

    struck_out: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(PlanEntry):
    """What the pupil is good at, what is hard, how the family can help."""

    note_id: UUID
    strengths: str | None = None
    needs: str | None = None
    at_home: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(PlanEntry):
    measure_id: UUID
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetResult(Mark):
    """How a target stood at a review. result: met, partly-met, not-met or not-measured."""

    review_id: UUID
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTarget(PlanEntry):
    """Numbers are texts, "22". now: by the latest measure, None before the first."""

    target_id: UUID
    will_do: str | None = None
    measure: str | None = None
    baseline: str
    baseline_on: date
    aim: str
    by_when: date
    measured_by: str
    measurer_id: UUID | None = None
    area: str
    now: str | None = None
    now_on: date | None = None
    measures: list[Measure] = field(default_factory=list)
    results: list[TargetResult] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(PlanEntry):
    """When help stopped before its time. on: the last day. ending_id: None where it has none."""

    ending_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(PlanEntry):
    """What adults do for a target. planned, given: sessions. missed: why -> how many.

    secures: the provision of section F of an EHC plan that it gives, if it gives any.
    ended: None where it goes on, or ends as it was planned to.
    """

    provision_id: UUID
    target_id: UUID
    secures: UUID | None = None
    what: str | None = None
    delivered_by: str
    deliverer_id: UUID | None = None
    group_size: int
    minutes: int
    times_a_week: int
    weeks: int
    starts_on: date
    ends_on: date
    yearly_cost_pence: int | None = None
    planned: int
    given: int
    missed: dict[str, int] = field(default_factory=dict)
    ended: Ending | None = None

    @property
    def not_given(self) -> int:
        return sum(self.missed.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(PlanEntry):
    """missed: why it did not take place, None where it did. note: for staff."""

    session_id: UUID
    provision_id: UUID
    missed: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View(PlanEntry):
    """What somebody said. stance: agree, add or disagree with what was shared.

    confidential: for the SENCO alone.
    """

    views_id: UUID
    speaker: str
    person_id: UUID | None = None
    gathered: str
    stance: str | None = None
    said: str | None = None
    confidential: bool = False
    share_id: UUID | None = None

    @property
    def own(self) -> bool:
        """They wrote it here themselves: nobody strikes it out."""
        return self.gathered == "portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Mark):
    """reads: who of the family has read it; for a family their own alone."""

    share_id: UUID
    review_on: date
    say_by: date | None = None
    reads: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(PlanEntry):
    """by: who led it."""

    review_id: UUID
    effect: str | None = None
    parents_views: str | None = None
    pupils_views: str | None = None
    next_review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(PlanEntry):
    """on: the first day without SEN Support."""

    closing_id: UUID
    reason: str | None = None
    evidence: str | None = None
    parents_told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """That a note, target or provision was shared with the family before it was struck out."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """status: open, closed, or withdrawn where the decision behind it was corrected."""

    plan_id: UUID
    pupil_id: UUID
    status: str
    version: int
    since: date | None = None
    primary_need: str | None = None
    secondary_need: str | None = None
    review_on: date | None = None
    shared_on: date | None = None
    closed_on: date | None = None

    @property
    def open(self) -> bool:
        return self.status == "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow(PlanHead):
    """A plan in a list. targets: how many stand."""

    targets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(PlanHead):
    """A plan with all that this person may read.

    changes_to_share, endings: for staff alone. taken_out: for the family alone. views, reviews,
    measures and results: in the order of their days, however late they were told.
    """

    changes_to_share: int | None = None
    note: Note | None = None
    targets: list[PlanTarget] = field(default_factory=list)
    provision: list[Help] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    share: Share | None = None
    reviews: list[Review] = field(default_factory=list)
    closing: Closing | None = None
    taken_out: list[TakenOut] = field(default_factory=list)


class Plans(Records[PlanDone]):
    """What the portal asks of plans. Each method raises NotAnswered."""

    path = "/plans"
    done = PlanDone

    def of_pupil(self, pupil_id: UUID) -> list[PlanRow]:
        """All that a pupil ever had, the newest first."""
        found = self._calling.get(f"/pupils/{pupil_id}/plans").body["plans"]
        return convert(found, list[PlanRow])

    def plan(self, plan_id: UUID) -> Plan:
        return convert(self._calling.get(f"/plans/{plan_id}").body, Plan)

    def reviews_due(self, school_id: UUID, by: date) -> list[PlanRow]:
        """Open plans of a school whose review is agreed for this day or before, soonest first.

        Those without a day come first in the list, so that it may take several pages.
        """
        due: list[PlanRow] = []
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            body = self._calling.get(
                "/plans", school_id=str(school_id), limit=PAGE, cursor=cursor
            ).body
            rows, cursor = convert(body["plans"], list[PlanRow]), body.get("next")
            due += [row for row in rows if row.review_on and row.review_on <= by]
            later = bool(rows) and rows[-1].review_on is not None and rows[-1].review_on > by
            if later or not cursor:
                break
        return due

    def mark_read(self, plan_id: UUID, share_id: UUID) -> None:
        """The signed-in member of the family has read what was shared; once for each sharing."""
        self._calling.post(f"/plans/{plan_id}/reads", {"share_id": str(share_id)})

    def say(self, plan_id: UUID, body: Mapping[str, Any], *, key: str) -> PlanDone:
        """What the signed-in member of the family thinks of what was shared."""
        return self.change(plan_id, "own-views", body, key=key, version=None)
