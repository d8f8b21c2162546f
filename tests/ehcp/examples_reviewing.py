"""The first annual review of the plan in `examples`: issued 30 March 2027, so to 29 March 2028."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.ehcp.domain.commands import (
    ChaseReviewAdvice,
    MoveReviewMeeting,
    PlanReview,
    RecordAmendedPlan,
    RecordAmendmentNotice,
    RecordInvitations,
    RecordMeeting,
    RecordNoAmendment,
    RecordPapers,
    RecordReport,
    RecordReviewAdvice,
    RecordReviewDecision,
    RecordViews,
)
from services.ehcp.domain.review_terms import (
    Difference,
    Invited,
    Invitee,
    ReviewOutcome,
    Whose,
)
from tests.ehcp.examples import WHO, an_id, family, finalised, staff

LATER: dict[str, Any] = {**WHO, "today": date(2028, 8, 1)}
PLANNED: dict[str, Any] = {**WHO, "today": date(2027, 12, 1)}
PERIOD_ENDS = date(2028, 3, 29)
MEET_BY = date(2028, 3, 1)
MEETING_ON = date(2028, 2, 1)

PLAN = PlanReview(**PLANNED, entry_id=an_id("review"), meeting_on=date(2028, 1, 25))
REVIEW = PLAN.entry_id
MOVE = MoveReviewMeeting(
    **PLANNED,
    entry_id=an_id("move"),
    review_id=REVIEW,
    meeting_on=MEETING_ON,
    why=family("The mother works that day"),
)


def invited(who: Invitee, name: str, *, advice: bool = True) -> Invited:
    return Invited(person_id=an_id(name), who=who, name=staff(name), advice_asked=advice)


EVERYBODY = (
    invited(Invitee.FAMILY, "Mrs Hale", advice=False),
    invited(Invitee.HEAD, "Mrs Oduya", advice=False),
    invited(Invitee.COUNCIL_SEN, "Mr Fen"),
    invited(Invitee.HEALTH, "Dr Marsh"),
    invited(Invitee.COUNCIL_SOCIAL_CARE, "Ms Reed"),
)
INVITE = RecordInvitations(
    **LATER,
    entry_id=an_id("invitations"),
    review_id=REVIEW,
    sent_on=date(2027, 12, 20),
    people=EVERYBODY,
)
CHASE = ChaseReviewAdvice(
    **LATER,
    entry_id=an_id("chase"),
    review_id=REVIEW,
    sent_on=date(2028, 1, 5),
    person_ids=(an_id("Dr Marsh"),),
)


def advice_of(name: str, on: date) -> RecordReviewAdvice:
    return RecordReviewAdvice(
        **LATER,
        entry_id=an_id(f"advice of {name}"),
        review_id=REVIEW,
        person_id=an_id(name),
        received_on=on,
    )


ADVICE = tuple(
    advice_of(name, date(2028, 1, day))
    for name, day in (("Mr Fen", 4), ("Dr Marsh", 10), ("Ms Reed", 6))
)
CIRCULATE = RecordPapers(
    **LATER, entry_id=an_id("papers"), review_id=REVIEW, sent_on=date(2028, 1, 14)
)
CHILD_SAYS = RecordViews(
    **LATER,
    entry_id=an_id("child says"),
    review_id=REVIEW,
    whose=Whose.CHILD,
    said=family("I like the reading group"),
    said_on=date(2028, 1, 20),
)
FAMILY_SAYS = replace(CHILD_SAYS, entry_id=an_id("family says"), whose=Whose.FAMILY)
MEET = RecordMeeting(
    **LATER,
    entry_id=an_id("meeting"),
    review_id=REVIEW,
    held_on=MEETING_ON,
    attended=(Invitee.FAMILY, Invitee.HEAD),
    minutes=family("The hours of speech therapy were not given"),
)
REPORT = RecordReport(
    **LATER,
    entry_id=an_id("report"),
    review_id=REVIEW,
    sent_on=date(2028, 2, 11),
    recommends=ReviewOutcome.AMEND,
    said=family("More speech therapy"),
    differences=(Difference(who=Invitee.FAMILY, said=family("Two hours are too few")),),
)
DECIDE_AMEND = RecordReviewDecision(
    **LATER,
    entry_id=an_id("review decision"),
    review_id=REVIEW,
    decision=ReviewOutcome.AMEND,
    changes_set_out=True,
    sent_on=date(2028, 2, 25),
    received_on=date(2028, 2, 28),
)
KEEP = replace(DECIDE_AMEND, entry_id=an_id("keep"), decision=ReviewOutcome.KEEP)
NOTICE = RecordAmendmentNotice(
    **LATER,
    entry_id=an_id("notice"),
    review_id=REVIEW,
    sent_on=date(2028, 2, 25),
    served_on=date(2028, 2, 28),
    received_on=date(2028, 2, 28),
)
AMENDED = RecordAmendedPlan(
    **LATER,
    entry_id=an_id("amended"),
    review_id=REVIEW,
    issued_on=date(2028, 4, 10),
    sent_on=date(2028, 4, 11),
)
NO_AMENDMENT = RecordNoAmendment(
    **LATER,
    entry_id=an_id("no amendment"),
    review_id=REVIEW,
    sent_on=date(2028, 4, 11),
    received_on=date(2028, 4, 13),
)
OF_REVIEWING = (
    *(PLAN, MOVE, INVITE, CHASE, *ADVICE, CIRCULATE, CHILD_SAYS, FAMILY_SAYS, MEET, REPORT),
    *(DECIDE_AMEND, KEEP, NOTICE, AMENDED, NO_AMENDMENT),
)

review_planned = finalised.after(PLAN, MOVE)
review_invited = review_planned.after(INVITE)
met = review_invited.after(CHASE, *ADVICE, CIRCULATE, CHILD_SAYS, FAMILY_SAYS, MEET)
reported = met.after(REPORT)
noticed = reported.after(DECIDE_AMEND, NOTICE)
amended = noticed.after(AMENDED)
