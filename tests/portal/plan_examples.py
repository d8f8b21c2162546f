"""A plan as the portal's tests know it, as staff read it; their today is 23 November 2026."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.portal.clients.plans import (
    Help,
    Mark,
    Measure,
    Note,
    Plan,
    PlanTarget,
    Session,
    Share,
    View,
)

PLAN, PUPIL, SENCO, MOTHER = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
TARGET, HELP, SHARED = UUID(int=5), UUID(int=6), UUID(int=7)
AT = datetime(2026, 11, 9, 10, tzinfo=UTC)
BY_SENCO: dict[str, Any] = {"by": SENCO, "on": date(2026, 11, 9), "at": AT}
STRUCK = Mark(by=SENCO, on=date(2026, 11, 20), at=AT, reason="Typed twice")
NOTE = Note(
    note_id=UUID(int=8),
    strengths="Knows every dinosaur",
    needs="Loses the thread",
    at_home="Read the card together",
    **BY_SENCO,
)
MEASURE = Measure(
    measure_id=UUID(int=9), value="31", by=SENCO, on=date(2026, 11, 12), at=AT.replace(day=12)
)
READ_40 = PlanTarget(
    target_id=TARGET,
    will_do="Read 40 of the 45 sounds in Phase 3",
    measure="Sounds read aloud from cards",
    baseline="22",
    baseline_on=date(2026, 9, 9),
    aim="40",
    by_when=date(2026, 12, 18),
    measured_by="class-teacher",
    area="cognition-and-learning",
    now="31",
    now_on=date(2026, 11, 12),
    measures=[MEASURE],
    **BY_SENCO,
)
READING = Help(
    provision_id=HELP,
    target_id=TARGET,
    what="Reading with cards",
    delivered_by="teaching-assistant",
    group_size=1,
    minutes=20,
    times_a_week=4,
    weeks=6,
    starts_on=date(2026, 11, 2),
    ends_on=date(2026, 12, 11),
    yearly_cost_pence=84_000,
    planned=24,
    given=19,
    missed={"school-event": 2, "staff-absent": 3},
    **BY_SENCO,
)


def session(number: int, missed: str | None = None, at: datetime = AT) -> Session:
    return Session(
        session_id=UUID(int=100 + number),
        provision_id=HELP,
        missed=missed,
        by=SENCO,
        on=at.date(),
        at=at,
    )


def said(stance: str | None, on: int, person: UUID | None = MOTHER, number: int = 0) -> View:
    """What the mother says on a day of November."""
    at = AT.replace(day=on)
    return View(
        views_id=UUID(int=200 + number + on),
        speaker="parent" if person else "pupil",
        person_id=person,
        gathered="portal" if person else "words",
        stance=stance,
        said=f"Said on {on} November",
        share_id=SHARED,
        by=person or SENCO,
        on=at.date(),
        at=at,
    )


SHARE = Share(share_id=SHARED, review_on=date(2026, 12, 18), by=SENCO, on=date(2026, 11, 16), at=AT)
LEOS_PLAN = Plan(
    plan_id=PLAN,
    pupil_id=PUPIL,
    status="open",
    version=7,
    since=date(2026, 11, 3),
    primary_need="SLCN",
    review_on=date(2026, 12, 18),
    shared_on=date(2026, 11, 16),
    changes_to_share=0,
    note=NOTE,
    targets=[READ_40],
    provision=[READING],
    share=SHARE,
)
