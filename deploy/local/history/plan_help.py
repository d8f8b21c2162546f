"""The targets of a part of the year, the help towards them, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from .plan_terms import PlanTerm, PlanWriting
from .told import for_family, for_staff
from .words import area_of

MISSED: Final = {
    "staff-absent": 5,
    "pupil-absent": 4,
    "no-room": 1,
    "school-event": 2,
    "pupil-refused": 1,
}
GIVEN: Final = 0.82
MOST_SESSIONS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    target_id: UUID
    baseline: int
    aim: int


def set_target(writing: PlanWriting, term: PlanTerm, place: int, words: dict[str, Any]) -> Target:
    baseline = writing.chance.between(*words["from"])
    aim = baseline + writing.chance.between(*words["gain"])
    target = Target(target_id=writing.id("target", term.number, place), baseline=baseline, aim=aim)
    writing.line.tell(
        "set-target",
        by=writing.senco(term.begins_on),
        target_id=target.target_id,
        will_do=for_family(words["will_do"].format(aim=aim)),
        measure=for_family(words["measure"]),
        baseline=Decimal(baseline),
        baseline_on=term.begins_on,
        aim=Decimal(aim),
        by_when=max(term.review_on, term.begins_on),
        measured_by=writing.chance.one_of(["class-teacher", "teaching-assistant", "senco"]),
        area=area_of(writing.pupil.needs[0]),
        effective_on=term.begins_on,
    )
    return target


def arrange(writing: PlanWriting, term: PlanTerm, target: Target, words: dict[str, Any]) -> UUID:
    school, begins_on = writing.pupil.school, term.begins_on
    provision_id = writing.id("provision", target.target_id)
    starts_on = school.days.after(begins_on, writing.chance.between(1, 4))
    ends_on = max(term.review_on, starts_on)
    who = words["by"]
    role = "Teaching assistant" if who == "teaching-assistant" else "Teacher"
    people = school.staff(role, begins_on)
    writing.line.tell(
        "arrange-provision",
        by=writing.senco(begins_on),
        provision_id=provision_id,
        target_id=target.target_id,
        what=for_family(words["what"]),
        delivered_by=who,
        deliverer_id=writing.chance.one_of(people) if people else None,
        group_size=words["group"],
        minutes=words["minutes"],
        times_a_week=words["times"],
        weeks=max(1, (ends_on - starts_on).days // 7),
        starts_on=starts_on,
        ends_on=ends_on,
        yearly_cost_pence=yearly_cost_pence(words),
        effective_on=begins_on,
    )
    return provision_id


def yearly_cost_pence(words: dict[str, Any]) -> int:
    """A pupil's part of the pay: 39 weeks, at 14.50 pounds an hour, 29 for a teacher."""
    hourly = 2900 if words["by"] == "class-teacher" else 1450
    minutes: int = words["minutes"] * words["times"] * 39
    return hourly * minutes // 60 // int(words["group"])


def measure(writing: PlanWriting, target: Target, span: Sequence[date]) -> None:
    """Once or twice between the start and the review, on the way to the number agreed."""
    chance = writing.chance
    if len(span) < 10:
        return
    first, last = len(span) // 3, len(span) - 1
    places = [first, last] if chance.happens(0.55) else [last]
    reached = chance.weighted({0.2: 2, 0.6: 4, 0.9: 3, 1.05: 3})
    for number, (part, place) in enumerate(zip((0.4, 1.0)[-len(places) :], places, strict=True)):
        way = (target.aim - target.baseline) * reached * part
        writing.line.tell(
            "measure-target",
            by=writing.senco(span[place]),
            measure_id=writing.id("measure", target.target_id, number),
            target_id=target.target_id,
            value=Decimal(target.baseline + round(way)),
            effective_on=span[place],
        )


def record_sessions(
    writing: PlanWriting, term: PlanTerm, provision_id: UUID, span: Sequence[date]
) -> None:
    """Some of the sessions: all were planned, a few in each term were written down."""
    chance, school = writing.chance, writing.pupil.school
    begun = list(span[5:])
    count = min(len(begun), chance.between(*(0, 2) if term.held else (3, MOST_SESSIONS)))
    for number, place in enumerate(sorted(chance.shuffled(range(len(begun)))[:count])):
        day, given = begun[place], chance.happens(GIVEN)
        people = school.staff("Teaching assistant", day) or [writing.senco(day)]
        missed = None if given else chance.weighted(MISSED)
        note = missed is not None and chance.happens(0.4)
        writing.line.tell(
            "record-session",
            by=chance.one_of(people),
            session_id=writing.id("session", provision_id, number),
            provision_id=provision_id,
            missed=missed,
            note=for_staff(writing.says("missed_note")) if note else None,
            effective_on=day,
        )
