"""One support plan, value by value. Today is Monday 23 November 2026."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from services.plans.domain import support_plan
from services.plans.domain.commands import (
    ArrangeProvision,
    ClosePlan,
    Command,
    EndProvision,
    FollowDecision,
    MeasureTarget,
    NoteNeeds,
    NoteReviewDue,
    ReadPlan,
    RecordSession,
    RecordViews,
    ReviewPlan,
    SetTarget,
    SharePlan,
    StrikeOutPlanEntry,
    TargetResult,
    WithdrawGrounds,
)
from services.plans.domain.events import Event
from services.plans.domain.support_plan import SupportPlan
from services.plans.domain.terms import (
    Area,
    Gathered,
    Missed,
    Result,
    Speaker,
    Stance,
    Who,
)
from shared.personal import Audience, Typed
from tests.scenario import Scenario


def an_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"plans/{name}")


TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)
SINCE = date(2026, 9, 7)
REVIEW_ON = date(2026, 12, 18)

PUPIL, OTHER_PUPIL = an_id("pupil"), an_id("other pupil")
TEACHER, SENCO, MOTHER, FATHER = (
    an_id("teacher"),
    an_id("senco"),
    an_id("mother"),
    an_id("father"),
)
PLAN, REFERRAL, OTHER_REFERRAL = an_id("plan"), an_id("referral"), an_id("other referral")
DECISION, CORRECTION = an_id("decision"), an_id("correction")


def staff(text: str, about: UUID = PUPIL) -> Typed:
    return Typed(subject=about, audience=Audience.STAFF, text=text)


def family(text: str, about: UUID = PUPIL) -> Typed:
    return Typed(subject=about, audience=Audience.FAMILY, text=text)


def confidential(text: str) -> Typed:
    return Typed(subject=PUPIL, audience=Audience.CONFIDENTIAL, text=text)


OPEN = FollowDecision(
    plan_id=PLAN,
    pupil_id=PUPIL,
    referral_id=REFERRAL,
    decision_id=DECISION,
    primary_need="SLCN",
    secondary_need=None,
    effective_on=SINCE,
)
CORRECTED = replace(OPEN, decision_id=CORRECTION, effective_on=date(2026, 9, 1))
ALSO = replace(
    OPEN,
    referral_id=OTHER_REFERRAL,
    decision_id=an_id("other decision"),
    primary_need="SEMH",
    effective_on=date(2026, 10, 5),
)
WITHDRAW = WithdrawGrounds(plan_id=PLAN, referral_id=REFERRAL, decision_id=CORRECTION)
NOTE = NoteNeeds(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    note_id=an_id("note"),
    strengths=family("Knows every dinosaur"),
    needs=family("Loses the thread when told more than one thing"),
    at_home=family("Read the card together at breakfast"),
    effective_on=date(2026, 9, 8),
)
SET_TARGET = SetTarget(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    target_id=an_id("target"),
    will_do=family("Read 40 of the 45 Phase 3 graphemes"),
    measure=family("Graphemes read aloud from cards"),
    baseline=Decimal(22),
    baseline_on=date(2026, 9, 9),
    aim=Decimal(40),
    by_when=REVIEW_ON,
    measured_by=Who.CLASS_TEACHER,
    measurer_id=TEACHER,
    area=Area.COGNITION,
    effective_on=date(2026, 9, 10),
)
IMPROVE_READING = SetTarget(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    target_id=an_id("improve reading"),
    will_do=family("Improve reading"),
    effective_on=date(2026, 9, 10),
)
MEASURE = MeasureTarget(
    plan_id=PLAN,
    by=TEACHER,
    today=TODAY,
    measure_id=an_id("measure"),
    target_id=SET_TARGET.target_id,
    value=Decimal(31),
    effective_on=date(2026, 11, 16),
)
ARRANGE = ArrangeProvision(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    provision_id=an_id("provision"),
    target_id=SET_TARGET.target_id,
    what=family("Reading aloud with cards"),
    delivered_by=Who.TEACHING_ASSISTANT,
    deliverer_id=TEACHER,
    group_size=1,
    minutes=20,
    times_a_week=4,
    weeks=6,
    starts_on=date(2026, 9, 14),
    ends_on=date(2026, 12, 11),
    yearly_cost_pence=84_000,
    effective_on=date(2026, 9, 10),
)
END = EndProvision(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    ending_id=an_id("ending"),
    provision_id=ARRANGE.provision_id,
    reason=family("It has done its work"),
    effective_on=date(2026, 11, 13),
)
DELIVER = RecordSession(
    plan_id=PLAN,
    by=TEACHER,
    today=TODAY,
    session_id=an_id("session"),
    provision_id=ARRANGE.provision_id,
    note=staff("Tired, but read all"),
    effective_on=date(2026, 11, 9),
)
MISS = replace(
    DELIVER,
    session_id=an_id("missed session"),
    missed=Missed.STAFF_ABSENT,
    note=None,
    effective_on=date(2026, 11, 10),
)
SHARE = SharePlan(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    share_id=an_id("share"),
    review_on=REVIEW_ON,
    say_by=date(2026, 12, 4),
    effective_on=date(2026, 11, 16),
)
READ = ReadPlan(plan_id=PLAN, by=MOTHER, today=TODAY, share_id=SHARE.share_id)
DISAGREE = RecordViews(
    plan_id=PLAN,
    by=MOTHER,
    today=TODAY,
    views_id=an_id("mother's views"),
    speaker=Speaker.PARENT,
    person_id=MOTHER,
    gathered=Gathered.PORTAL,
    stance=Stance.DISAGREE,
    said=family("Four times a week is too much for him"),
    share_id=SHARE.share_id,
    effective_on=TODAY,
)
HEAR_PUPIL = RecordViews(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    views_id=an_id("pupil's views"),
    speaker=Speaker.PUPIL,
    person_id=PUPIL,
    gathered=Gathered.DRAWING,
    said=family("I like the cards with animals"),
    effective_on=date(2026, 11, 12),
)
REVIEW = ReviewPlan(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    review_id=an_id("review"),
    effect=family("31 of 45: on the way"),
    parents_views=family("He reads signs in the street now"),
    pupils_views=family("More animals"),
    led_by=TEACHER,
    results=(TargetResult(target_id=SET_TARGET.target_id, result=Result.PARTLY_MET),),
    next_review_on=date(2027, 3, 19),
    effective_on=date(2026, 11, 20),
)
CLOSE = ClosePlan(
    plan_id=PLAN,
    by=SENCO,
    today=TODAY,
    closing_id=an_id("closing"),
    reason=family("Reads with the class now"),
    evidence=family("43 of 45 graphemes, twice in a row"),
    parents_told_on=date(2026, 11, 19),
    effective_on=date(2026, 11, 20),
)
DUE = NoteReviewDue(plan_id=PLAN, review_on=REVIEW_ON, today=REVIEW_ON)


def strike(entry_id: UUID) -> StrikeOutPlanEntry:
    return StrikeOutPlanEntry(
        plan_id=PLAN,
        by=SENCO,
        today=TODAY,
        entry_id=entry_id,
        reason=staff("Meant for another child"),
    )


Story = Scenario[SupportPlan, Event, Command]
plan: Story = Scenario(support_plan.decide, support_plan.evolve, SupportPlan())
opened = plan.after(OPEN)
agreed = opened.after(NOTE, SET_TARGET, ARRANGE)
shared = agreed.after(SHARE)
running = shared.after(READ, DELIVER, MISS, MEASURE, HEAR_PUPIL, DISAGREE)
reviewed = running.after(REVIEW)
closed = reviewed.after(CLOSE)
due = shared.after(DUE)
withdrawn = shared.after(WITHDRAW)
BY_PERSON: tuple[Command, ...] = (
    *(NOTE, SET_TARGET, MEASURE, ARRANGE, END, DELIVER, MISS, SHARE, READ),
    *(DISAGREE, HEAR_PUPIL, REVIEW, CLOSE),
)
