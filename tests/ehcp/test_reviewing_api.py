"""A review through the API: planned, invited, held, reported, decided, the plan amended."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.ehcp.schemas.base import today
from tests.ehcp.bodies import FINAL_PLAN, RECEIPT, body
from tests.ehcp.test_drafting_api import Told
from tests.one_service import OneService, Person

PEOPLE: list[dict[str, Any]] = [
    {"who": "family", "name": "Mrs Hale", "advice_asked": False},
    {"who": "head-or-provider", "advice_asked": False},
    {"who": "council-sen-officer", "advice_asked": False},
    {
        "who": "health-professional",
        "name": "Dr Marsh",
        "person_id": "4f4f4f4f-0000-4000-8000-000000000001",
    },
    {"who": "council-social-care-officer", "advice_asked": False},
]
LONG_AGO = {"meeting_on": "2026-09-20", "notice_given_on": "2026-09-01"}


@pytest.fixture
def told(senco: Person, case: str) -> Told:
    told = Told(senco, case)
    told.tell("receipt", RECEIPT)
    told.tell("final-plan", FINAL_PLAN)
    return told


def of_review(shown: dict[str, Any], review: str) -> dict[str, Any]:
    return {one["rule"]: one for one in shown["deadlines"] if one["about"] == review}


def test_a_review_goes_from_its_plan_to_the_amended_plan(
    told: Told, senco: Person, mother: Person
) -> None:
    review = told.tell("reviews", LONG_AGO)
    own = {"review_id": review}
    told.tell("review-invitations", own | {"sent_on": "2026-08-05", "people": PEOPLE})
    dr_marsh = PEOPLE[3]["person_id"]
    told.tell("review-chases", own | {"sent_on": "2026-08-20", "person_ids": [dr_marsh]})
    came = {"person_id": dr_marsh, "received_on": "2026-08-28"}
    told.tell("review-advice", own | came)
    told.tell("review-papers", own | {"sent_on": "2026-09-04"})
    for whose in ("child", "family"):
        said = {"whose": whose, "said": "I like to read", "said_on": "2026-09-10"}
        told.tell("review-views", own | said)
    told.tell("review-meetings", own | {"held_on": "2026-09-20", "minutes": "More therapy"})
    told.tell("review-reports", own | {"sent_on": "2026-10-01", "recommends": "amend"})
    decision = {"decision": "amend", "changes_set_out": True, "received_on": "2026-10-12"}
    told.tell("review-decisions", own | decision)
    notice = told.tell(
        "amendment-notices",
        own | {"sent_on": "2026-10-12", "served_on": "2026-10-14", "received_on": "2026-10-14"},
    )
    told.tell("representations", {"about": notice, "sent_on": "2026-10-20"})
    assert body(senco.get(told.case))["stage"] == "amending"
    plan = told.tell("amended-plans", own | {"issued_on": "2026-11-18"})
    told.tell("plan-content", {"of": plan, "sections": [{"section": "B", "text": "Reading"}]})
    shown = body(senco.get(told.case))
    assert (shown["stage"], shown["open"], shown["flags"]) == ("final-plan", True, [])
    ours = of_review(shown, review)
    assert ours["review.final_due"]["due_on"] == "2026-12-07"
    assert ours["review.final_due"]["days_in_hand"] == 19
    assert "The earlier counts" in ours["review.final_due"]["explanation"]["counted"]
    assert ours["review.report"]["status"] == "done"
    assert ours["review.period_end"]["due_on"] == "2027-10-11"
    [invited] = [one for one in shown["entries"] if one["type"] == "ehcp-review-invitations-sent"]
    assert invited["details"]["people"][3]["name"] == "Dr Marsh"
    [seen] = [
        one
        for one in body(mother.get(told.case))["entries"]
        if one["type"] == "ehcp-review-invitations-sent"
    ]
    assert "name" not in seen["details"]["people"][3]


def test_parents_do_not_read_each_others_words(told: Told, senco: Person, mother: Person) -> None:
    review = told.tell("reviews", LONG_AGO)
    own = {"review_id": review}
    for whose in ("child", "family"):
        said = {"whose": whose, "said": f"So the {whose} says", "said_on": "2026-09-10"}
        told.tell("review-views", own | said)
    told.tell("review-meetings", own | {"held_on": "2026-09-20"})
    differs = {"who": "family", "said": "Two hours are too few"}
    report = {"sent_on": "2026-10-01", "recommends": "amend", "differences": [differs]}
    told.tell("review-reports", own | report)
    wanted = {"asks_for": "Fenbridge Academy", "said": "The therapy has no hours"}
    decision = {"decision": "amend", "changes_set_out": True, "received_on": "2026-10-12"}
    told.tell("review-decisions", own | decision)
    days = {"sent_on": "2026-10-12", "served_on": "2026-10-14", "received_on": "2026-10-14"}
    notice = told.tell("amendment-notices", own | days)
    told.tell("representations", {"about": notice, "sent_on": "2026-10-20"} | wanted)
    for person, shows in ((senco, True), (mother, False)):
        entries = body(person.get(told.case))["entries"]
        of = {(one["type"], one["details"].get("whose")): one["details"] for one in entries}
        views = "ehcp-review-views-recorded"
        assert of[views, "child"]["said"] == "So the child says"
        assert of[views, "family"]["said"] == ("So the family says" if shows else None)
        sent = of["ehcp-representations-sent", None]
        assert sent["wants_meeting"] is False
        assert {name: sent[name] for name in wanted} == (wanted if shows else dict.fromkeys(wanted))
        assert of["ehcp-review-report-sent", None]["differences"] == [differs]


def test_a_planned_review_stands_in_the_schools_list(
    told: Told, senco: Person, school: UUID, service: OneService
) -> None:
    meeting_on = today() + timedelta(days=60)
    review = told.tell("reviews", {"meeting_on": meeting_on.isoformat()})
    service.catch_up()
    listed = body(senco.get("/deadlines", school_id=school))["deadlines"]
    [row] = [one for one in listed if (one["rule"], one["about"]) == ("review.invite", review)]
    assert row["due_on"] == (meeting_on - timedelta(weeks=2)).isoformat()
    page = of_review(body(senco.get(told.case)), review)["review.invite"]
    same = row.keys() & page.keys() - {"authority"}  # of the list the council's, of the page a text
    assert {name: row[name] for name in same} == {name: page[name] for name in same}


def test_too_short_a_notice_is_refused_by_its_rule(told: Told, senco: Person) -> None:
    soon = {"meeting_on": (today() + timedelta(days=5)).isoformat()}
    reply = senco.post(f"{told.case}/reviews", soon, seen=told.version)
    assert (reply.status_code, reply.json and reply.json["rule"]) == (409, "NoticeTooShort")


@pytest.mark.parametrize(
    ("step", "what", "field"),
    [
        ("reviews", {"meeting_on": "2099-01-01"}, "meeting_on"),
        ("reviews", {"kind": "phase-transfer"}, "transfer"),
        ("reviews", {"transfer": {"to": "school"}}, "transfer.year"),
        ("reviews", {"transfer": {"to": "post16-from-post16"}}, "transfer.on"),
        ("reviews", {"year_group": 15}, "year_group"),
        ("review-invitations", {"people": []}, "people"),
        ("review-invitations", {"people": [{"who": "the cat"}]}, "people.0.who"),
        ("review-reports", {"recommends": "perhaps"}, "recommends"),
        ("review-meetings", {"held_on": "2999-01-01"}, "held_on"),
        ("review-decisions", {"decision": "keep"}, "received_on"),
        ("amended-plans", {}, "issued_on"),
    ],
)
def test_what_is_wrong_with_a_field_is_said_of_that_field(
    told: Told, senco: Person, step: str, what: dict[str, Any], field: str
) -> None:
    if step not in ("reviews", "review-decisions", "amended-plans"):
        what = {"review_id": "4f4f4f4f-0000-4000-8000-000000000000"} | what
    assert field in body(senco.post(f"{told.case}/{step}", what, seen=told.version), 422)["errors"]
