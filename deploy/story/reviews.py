"""Chapter 8, second part: the first annual review, then the one before the change of school."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from deploy.local.history.school_days import weekday
from deploy.story.assessment import EXACT, promise
from deploy.story.case_file import CaseFile, letter
from deploy.story.plan_days import PlanDays, Review
from shared.rulebook.words import in_full

INVITED = (
    "family",
    "head-or-provider",
    "council-sen-officer",
    "health-professional",
    "council-social-care-officer",
    "senco",
)
ADVISERS = {"health-professional": "the health professional", "senco": "the SENCO"}
NEW_SCHOOL = "Wenfield High School"


def review_plan(file: CaseFile, days: PlanDays) -> None:
    """The first annual review; the council's letter comes late, and is recorded as it came."""
    on = days.annual
    file.explain("review.period_end")
    file.explain("review.meeting_latest")
    refused_without_notice(file)
    review_id = prepare(file, on, {"kind": "annual", "year_group": days.first_year})
    hold(file, review_id, on, recommends="keep")
    body = {
        "review_id": review_id,
        "decision": "keep",
        **letter(decided=on.decided, received=on.decided),
        "rights": ["appeal", "time-limit", "mediation", "disagreement-resolution", "sendiass"],
    }
    said = "says that the plan stays as it is"
    file.record("review-decisions", body, on=on.decided, who="council", said=said)
    file.late("review.decision", review_id)


def refused_without_notice(file: CaseFile) -> None:
    """The school's own unlawful act is refused, with the rule that it would break."""
    body = {"meeting_on": file.stage.in_days(5)}
    path, seen = f"{file.path}/reviews", file.now()["version"]
    refused = file.stage.do("senco", "ehcp", path, body, seen=seen, status=409)
    file.stage.require(refused["rule"] == "NoticeTooShort", "a meeting without notice is planned")
    file.stage.tell("SENCO", f"tries to meet in five days: {refused['detail']}")


def change_school(file: CaseFile, days: PlanDays) -> None:
    """The review before a secondary school, and the plan amended for it before 15 February."""
    on = days.transfer
    transfer = {"to": "school", "year": days.september}
    kind = {
        "kind": "phase-transfer",
        "transfer": transfer,
        "year_group": days.second_year,
    }
    review_id = prepare(file, on, kind)
    file.explain("phase.school.strict", review_id)
    file.explain("phase.meeting_latest", review_id)
    hold(file, review_id, on, recommends="amend")
    file.kept("phase.meeting_latest", review_id)
    decided = {
        "review_id": review_id,
        "decision": "amend",
        "changes_set_out": True,
        **letter(decided=on.decided, received=on.decided),
    }
    said = "says that it will amend the plan, and sets out the changes"
    file.record("review-decisions", decided, on=on.decided, who="council", said=said)
    file.kept("review.decision", review_id)
    amend(file, review_id, days)
    file.kept("phase.school.strict", review_id)


def amend(file: CaseFile, review_id: str, days: PlanDays) -> None:
    """Notice, the family's 15 days, the amended plan that names the new school."""
    sent, served = days.transfer.decided, days.notice_served
    notice = {
        "review_id": review_id,
        "sent_on": sent.isoformat(),
        "served_on": served.isoformat(),
        "received_on": served.isoformat(),
    }
    said = "the notice of the changes reaches the family"
    notice_id = file.record("amendment-notices", notice, on=served, who="council", said=said)
    file.explain("amend.representations_end", notice_id)
    file.explain("review.final_due", review_id)
    views = {
        "about": notice_id,
        "sent_on": days.family_answered.isoformat(),
        "asks_for": NEW_SCHOOL,
        "said": "We have seen it twice. Two friends will be there.",
    }
    said = f"asks for {NEW_SCHOOL}"
    file.record("representations", views, on=days.family_answered, who="family", said=said)
    plan = {
        "review_id": review_id,
        "issued_on": days.amended.isoformat(),
        "sent_on": days.amended.isoformat(),
    }
    said = f"sends the amended plan: from September {days.september} it names {NEW_SCHOOL}"
    plan_id = file.record("amended-plans", plan, on=days.amended, who="council", said=said)
    promise(file, plan_id, EXACT, placement={"kind": "named", "name": NEW_SCHOOL})
    file.kept("review.final_due", review_id)


def prepare(file: CaseFile, on: Review, kind: dict[str, Any]) -> str:
    """Planned backwards from the meeting: invitations, advice, papers."""
    planned = {
        **kind,
        "meeting_on": on.meeting.isoformat(),
        "notice_given_on": on.invited.isoformat(),
    }
    said = f"plans the review meeting for {in_full(on.meeting)}"
    review_id = file.record("reviews", planned, on=on.invited, who="school", said=said)
    for rule in ("review.ask", "review.invite"):
        file.explain(rule, review_id)
    invite(file, review_id, on)
    papers = {"review_id": review_id, "sent_on": on.circulated.isoformat()}
    said = "sends the advice to everyone who is invited"
    file.record("review-papers", papers, on=on.circulated, who="school", said=said)
    file.kept("review.circulate", review_id)
    return review_id


def invite(file: CaseFile, review_id: str, on: Review) -> None:
    """Everyone whom the regulations name, and the advice of those who are asked for it."""
    people = [
        {"person_id": str(uuid4()), "who": who, "advice_asked": who in ADVISERS} for who in INVITED
    ]
    invited = {"review_id": review_id, "sent_on": on.invited.isoformat(), "people": people}
    said = f"invites {len(people)} people, and asks {len(ADVISERS)} of them for advice"
    file.record("review-invitations", invited, on=on.invited, who="school", said=said)
    file.kept("review.invite", review_id)
    for person in people:
        if person["advice_asked"]:
            came = {
                "review_id": review_id,
                "person_id": person["person_id"],
                "received_on": on.advice_back.isoformat(),
            }
            said = f"has the advice of {ADVISERS[str(person['who'])]}"
            file.record("review-advice", came, on=on.advice_back, who="school", said=said)


def hold(file: CaseFile, review_id: str, on: Review, *, recommends: str) -> None:
    """The views of child and family, the meeting, the report."""
    hear(file, review_id, weekday(on.meeting - timedelta(days=3)))
    meeting = {
        "review_id": review_id,
        "held_on": on.meeting.isoformat(),
        "attended": ["family", "head-or-provider", "council-sen-officer", "senco"],
    }
    said = "holds the meeting, with the family and the council"
    file.record("review-meetings", meeting, on=on.meeting, who="school", said=said)
    for rule in ("review.report", "review.decision"):
        file.explain(rule, review_id)
    report = {
        "review_id": review_id,
        "sent_on": on.reported.isoformat(),
        "recommends": recommends,
        "said": "Sentences have five words now. The therapy helps, and is still needed.",
    }
    said = f"sends its report: it recommends to {recommends} the plan"
    file.record("review-reports", report, on=on.reported, who="school", said=said)
    file.kept("review.report", review_id)


def hear(file: CaseFile, review_id: str, on: date) -> None:
    """What child and family say, in their own words."""
    for whose, words in (
        ("child", "I like the pictures. I want to say more in class."),
        ("family", "We hear about the school day now."),
    ):
        views = {"review_id": review_id, "whose": whose, "said": words, "said_on": on.isoformat()}
        file.record("review-views", views, on=on, who=whose, said=f"says: {words}")
