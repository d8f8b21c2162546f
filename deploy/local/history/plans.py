"""A support plan of the last year: agreed, shared, helped with, measured, reviewed each term."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from shared.policies import derived_id

from .concerns import Concern
from .plan_help import Target, arrange, measure, record_sessions, set_target
from .plan_terms import PlanTerm, PlanWriting, begins_on, next_review, terms_of
from .told import Line, chance_of, for_family
from .trust import Pupil
from .words import words_about

# The policy of `plans` that opens a plan gives a first one the same id: docs/decisions/0015.
OPEN_PLAN: Final = "open-plan"
DAYS_TO_ANSWER: Final = 10
STANCES: Final = {"agree": 7, "add": 3, "disagree": 1}


def of_support(pupil: Pupil, concern: Concern, since: date, today: date) -> Line:
    """The plan that a decision for SEN Support opened."""
    plan_id = derived_id(pupil.pupil_id, OPEN_PLAN, "0")
    line = Line(pupil=pupil, common={"plan_id": plan_id})
    writing = PlanWriting(pupil=pupil, line=line, chance=chance_of(pupil, "plan"), today=today)
    line.tell(
        "follow-decision",
        pupil_id=pupil.pupil_id,
        referral_id=concern.referral_id,
        decision_id=concern.decision_id,
        primary_need=pupil.needs[0],
        secondary_need=pupil.second_need,
        effective_on=since,
    )
    first_day = begins_on(writing, max(concern.decided_on or since, since))
    if first_day is None:
        return line  # decided days ago: the plan is still to be written
    _note_needs(writing, first_day)
    for term in terms_of(writing, first_day):
        _live_through(writing, term)
    return line


def _note_needs(writing: PlanWriting, on: date) -> None:
    writing.line.tell(
        "note-needs",
        by=writing.senco(on),
        note_id=writing.id("note"),
        strengths=for_family(writing.about_need("strengths")),
        needs=for_family(writing.about_need("needs")),
        at_home=for_family(writing.about_need("family")),
        effective_on=on,
    )


def _live_through(writing: PlanWriting, term: PlanTerm) -> None:
    """Everything of one term, up to its review or to today."""
    words = writing.chance.shuffled(words_about(writing.pupil.needs[0])["targets"])
    count = 2 if writing.chance.happens(0.4) else 1
    targets = [set_target(writing, term, place, one) for place, one in enumerate(words[:count])]
    helping = words_about(writing.pupil.needs[0])["help"]
    arranged = [
        arrange(writing, term, target, writing.chance.one_of(helping)) for target in targets
    ]
    _share(writing, term)
    _hear(writing, term)
    until = term.review_on if term.held else writing.today
    span = writing.pupil.school.days.between(term.begins_on, until)
    for target in targets:
        measure(writing, target, span)
    for provision_id in arranged:
        record_sessions(writing, term, provision_id, span)
    if term.held:
        _review(writing, term, targets)


def _share(writing: PlanWriting, term: PlanTerm) -> None:
    days = writing.pupil.school.days
    writing.line.tell(
        "share-plan",
        by=writing.senco(term.begins_on),
        share_id=writing.id("share", term.number),
        review_on=max(term.review_on, term.begins_on),
        say_by=days.after(term.begins_on, DAYS_TO_ANSWER),
        effective_on=term.begins_on,
    )


def _hear(writing: PlanWriting, term: PlanTerm) -> None:
    """What a parent says about the plan, where somebody does."""
    days, chance = writing.pupil.school.days, writing.chance
    on = days.after(term.begins_on, chance.between(1, DAYS_TO_ANSWER))
    if on > min(writing.today, term.review_on) or not chance.happens(0.6):
        return
    stance = chance.weighted(STANCES)
    silent = stance == "agree" and chance.happens(0.5)
    parents = writing.pupil.parents
    said = writing.says(f"parent_{stance}s")
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


def _review(writing: PlanWriting, term: PlanTerm, targets: Sequence[Target]) -> None:
    chance, on = writing.chance, term.review_on
    results = {"met": 3, "partly-met": 5, "not-met": 2}
    writing.line.tell(
        "review-plan",
        by=writing.senco(on),
        review_id=writing.id("review", term.number),
        effect=for_family(writing.about_need("effect")),
        parents_views=for_family(writing.says("parent_at_review")),
        pupils_views=for_family(writing.says("pupil_at_review")),
        led_by=writing.senco(on),
        results=[
            {"target_id": one.target_id, "result": chance.weighted(results)} for one in targets
        ],
        next_review_on=next_review(writing, on),
        effective_on=on,
    )
