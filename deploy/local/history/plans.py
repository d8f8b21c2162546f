"""A support plan of the last year: agreed, shared, helped with, measured, reviewed each term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from services.directory.demo_trust.chance import Chance
from shared.policies import derived_id

from .concerns import Concern
from .told import Line, an_id, chance_of, for_family, for_staff
from .trust import Pupil
from .words import area_of, words_about, words_for_all

YEAR: Final = timedelta(days=365)
# The policy of `plans` that opens a plan gives it the same id: docs/decisions/0015.
OPEN_PLAN: Final = "open-plan"
DAYS_TO_ANSWER: Final = 10
MISSED: Final = {
    "staff-absent": 5,
    "pupil-absent": 4,
    "no-room": 1,
    "school-event": 2,
    "pupil-refused": 1,
}
STANCES: Final = {"agree": 7, "add": 3, "disagree": 1}
GIVEN: Final = 0.82
REVIEW_MISSED: Final = 0.06
OVERDUE: Final = 0.07
MOST_SESSIONS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    target_id: UUID
    baseline: int
    aim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """What was agreed on begins_on and is looked at on review_on, which may lie ahead.

    held: whether the review was; one that was not and whose day has passed is overdue.
    """

    number: int
    begins_on: date
    review_on: date
    held: bool


@dataclass(slots=True, kw_only=True)
class _Writing:
    pupil: Pupil
    line: Line
    chance: Chance
    today: date

    def senco(self, day: date) -> UUID:
        return self.pupil.school.senco(day)

    def about_need(self, name: str) -> Any:
        return self.chance.one_of(words_about(self.pupil.needs[0])[name])

    def about_all(self, name: str) -> Any:
        return self.chance.one_of(words_for_all()[name])

    def id(self, *what: object) -> UUID:
        return an_id(self.pupil, "plan", *what)


def of_support(pupil: Pupil, concern: Concern, since: date, today: date) -> Line:
    """The plan that a decision for SEN Support opened."""
    plan_id = derived_id(concern.referral_id, OPEN_PLAN)
    line = Line(pupil=pupil, common={"plan_id": plan_id})
    writing = _Writing(pupil=pupil, line=line, chance=chance_of(pupil, "plan"), today=today)
    line.tell(
        "follow-decision",
        pupil_id=pupil.pupil_id,
        referral_id=concern.referral_id,
        decision_id=concern.decision_id,
        primary_need=pupil.needs[0],
        secondary_need=pupil.second_need,
        effective_on=since,
    )
    begins_on = _begins_on(writing, max(concern.decided_on or since, since))
    if begins_on is None:
        return line  # decided days ago: the plan is still to be written
    _note_needs(writing, begins_on)
    for term in terms_of(writing, begins_on):
        _live_through(writing, term)
    return line


def _begins_on(writing: _Writing, decided_on: date) -> date | None:
    """When the plan's last year begins, some school days after the decision; None: not yet."""
    days, wait = writing.pupil.school.days, writing.chance.between(4, 9)
    first = max(decided_on, writing.today - YEAR)
    begins_on = days.on_or_after(days.after(first, wait))
    return begins_on if begins_on <= writing.today else None


def terms_of(writing: _Writing, begins_on: date) -> list[_Term]:
    """The year in parts, each up to a review in the last weeks of a term.

    Some review is missed: its part goes on to the next one.
    """
    days, chance = writing.pupil.school.days, writing.chance
    ends = days.ends_of_term(begins_on + timedelta(days=35), writing.today + YEAR)
    reviews: list[date] = []
    for end in ends:
        day = days.on_or_before(end - timedelta(days=chance.between(1, 18)))
        passed = bool(reviews) and reviews[-1] > writing.today
        if not passed and not (day <= writing.today and chance.happens(REVIEW_MISSED)):
            reviews.append(day)
    if reviews and chance.happens(OVERDUE):
        reviews[-1] = _overdue(
            writing, begins_on if len(reviews) == 1 else reviews[-2], reviews[-1]
        )
    starts = [begins_on, *(days.after(day, chance.between(1, 4)) for day in reviews)]
    return [
        _Term(
            number=number,
            begins_on=start,
            review_on=review,
            held=review <= writing.today and number < len(reviews) - 1,
        )
        for number, (start, review) in enumerate(zip(starts, reviews, strict=False))
        if start <= writing.today
    ]


def _overdue(writing: _Writing, begun_on: date, planned_on: date) -> date:
    """A review of these weeks that has not been held, where the term began long enough ago."""
    days = writing.pupil.school.days
    due_on = days.on_or_before(writing.today - timedelta(days=writing.chance.between(2, 12)))
    return due_on if due_on >= begun_on + timedelta(days=30) else planned_on


def _note_needs(writing: _Writing, on: date) -> None:
    writing.line.tell(
        "note-needs",
        by=writing.senco(on),
        note_id=writing.id("note"),
        strengths=for_family(writing.about_need("strengths")),
        needs=for_family(writing.about_need("needs")),
        at_home=for_family(writing.about_need("family")),
        effective_on=on,
    )


def _live_through(writing: _Writing, term: _Term) -> None:
    """Everything of one term, up to its review or to today."""
    words = writing.chance.shuffled(words_about(writing.pupil.needs[0])["targets"])
    count = 2 if writing.chance.happens(0.4) else 1
    targets = [_set_target(writing, term, place, one) for place, one in enumerate(words[:count])]
    helping = words_about(writing.pupil.needs[0])["help"]
    arranged = [
        _arrange(writing, term, target, writing.chance.one_of(helping)) for target in targets
    ]
    _share(writing, term)
    _hear(writing, term)
    until = term.review_on if term.held else writing.today
    span = writing.pupil.school.days.between(term.begins_on, until)
    for target in targets:
        _measure(writing, target, span)
    for provision_id in arranged:
        _sessions(writing, term, provision_id, span)
    if term.held:
        _review(writing, term, targets)


def _set_target(writing: _Writing, term: _Term, place: int, words: dict[str, Any]) -> _Target:
    baseline = writing.chance.between(*words["from"])
    aim = baseline + writing.chance.between(*words["gain"])
    target = _Target(target_id=writing.id("target", term.number, place), baseline=baseline, aim=aim)
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


def _arrange(writing: _Writing, term: _Term, target: _Target, words: dict[str, Any]) -> UUID:
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


def _share(writing: _Writing, term: _Term) -> None:
    days = writing.pupil.school.days
    writing.line.tell(
        "share-plan",
        by=writing.senco(term.begins_on),
        share_id=writing.id("share", term.number),
        review_on=max(term.review_on, term.begins_on),
        say_by=days.after(term.begins_on, DAYS_TO_ANSWER),
        effective_on=term.begins_on,
    )


def _hear(writing: _Writing, term: _Term) -> None:
    """What a parent says about the plan, where somebody does."""
    days, chance = writing.pupil.school.days, writing.chance
    on = days.after(term.begins_on, chance.between(1, DAYS_TO_ANSWER))
    if on > min(writing.today, term.review_on) or not chance.happens(0.6):
        return
    stance = chance.weighted(STANCES)
    silent = stance == "agree" and chance.happens(0.5)
    parents = writing.pupil.parents
    said = writing.about_all(f"parent_{stance}s")
    writing.line.tell(
        "record-views",
        by=writing.senco(on),
        views_id=writing.id("views", term.number),
        speaker="parent",
        person_id=parents[0] if parents else None,
        gathered=chance.one_of(["meeting", "phone", "email"]),
        stance=stance,
        said=None if silent else for_family(said),
        effective_on=on,
    )


def _measure(writing: _Writing, target: _Target, span: Sequence[date]) -> None:
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


def _sessions(writing: _Writing, term: _Term, provision_id: UUID, span: Sequence[date]) -> None:
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
            note=for_staff(writing.about_all("missed_note")) if note else None,
            effective_on=day,
        )


def _review(writing: _Writing, term: _Term, targets: Sequence[_Target]) -> None:
    chance, on = writing.chance, term.review_on
    results = {"met": 3, "partly-met": 5, "not-met": 2}
    writing.line.tell(
        "review-plan",
        by=writing.senco(on),
        review_id=writing.id("review", term.number),
        effect=for_family(writing.about_need("effect")),
        parents_views=for_family(writing.about_all("parent_at_review")),
        pupils_views=for_family(writing.about_all("pupil_at_review")),
        led_by=writing.senco(on),
        results=[
            {"target_id": one.target_id, "result": chance.weighted(results)} for one in targets
        ],
        next_review_on=_next_review(writing, on),
        effective_on=on,
    )


def _next_review(writing: _Writing, held_on: date) -> date:
    """In the last weeks of the next term; in four months where no term is known."""
    days = writing.pupil.school.days
    ends = days.ends_of_term(held_on + timedelta(days=35), held_on + YEAR)
    return days.on_or_before(ends[0]) if ends else held_on + timedelta(days=120)
