"""What a page says of a concern: how far it is, what was done of each step, in words and tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from .clients.referrals import Concern, ConcernRow, Entry
from .words.concerns import STATUS
from .words.nearness import nearness

STEP_OF_TYPE: Final = {"evidence-added": "evidence", "pupil-observed": "observation"}
VIEWS: Final = {"parents-views": ("parent", "young-person"), "pupils-views": ("pupil",)}
OTHER_CAUSE: Final = "other-cause"


def tag_of(concern: ConcernRow, today: date) -> str:
    """ "Late" to reply or to decide, else how far it is."""
    if not concern.open:
        return STATUS[concern.status]
    return nearness(next_day(concern), today) or STATUS[concern.status]


def next_day(concern: ConcernRow) -> date:
    """By when the school does what it promised next: reply, then decide."""
    return concern.acknowledge_by if concern.status == "raised" else concern.decide_by


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """A step of triage. entries: what was recorded, also what was struck out.

    set_aside: why it is not needed, where somebody said so.
    """

    code: str
    entries: Sequence[Entry]
    set_aside: str | None
    set_aside_by: UUID | None = None

    @property
    def standing(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.struck_out]

    @property
    def settled(self) -> bool:
        return bool(self.standing) or self.set_aside is not None


def steps_of(concern: Concern) -> list[StepState]:
    """The four steps before a decision, and "other-cause", which needs no answer."""
    codes = ("evidence", "observation", "parents-views", "pupils-views", OTHER_CAUSE)
    return [step_of(concern, code) for code in codes]


def step_of(concern: Concern, code: str) -> StepState:
    aside = concern.set_aside.get(code)
    return StepState(
        code=code,
        entries=[entry for entry in concern.entries if belongs(entry, code)],
        set_aside=(aside.reason or "") if aside else None,
        set_aside_by=aside.by if aside else None,
    )


def belongs(entry: Entry, step: str) -> bool:
    if step in VIEWS:
        return entry.type == "family-consulted" and entry.speaker in VIEWS[step]
    if step == OTHER_CAUSE:
        return entry.kind == OTHER_CAUSE
    if STEP_OF_TYPE.get(entry.type) != step:
        return False
    return entry.kind != OTHER_CAUSE


def people_in(concern: Concern) -> list[UUID | None]:
    """Everyone whom the page of a concern names."""
    entries = [one for entry in concern.entries for one in (entry.by, entry.person_id)]
    struck = [entry.struck_out.by for entry in concern.entries if entry.struck_out]
    asides = [aside.by for aside in concern.set_aside.values()]
    decisions = [decision.by for decision in concern.history]
    watch = concern.decision.watch if concern.decision else None
    return [
        concern.pupil_id,
        concern.raised_by,
        concern.acknowledged.by if concern.acknowledged else None,
        watch.owner_id if watch else None,
        *entries,
        *struck,
        *asides,
        *decisions,
    ]
