"""The draft plan and what it says, through the API."""

from typing import Any

import pytest

from tests.ehcp.bodies import PLAN_DECISION, RECEIPT, body
from tests.one_service import Person

DRAFT = {"sent_on": "2026-06-29", "served_on": "2026-07-01", "received_on": "2026-07-02"}
CONSULTATION = {"received_on": "2026-07-02"}
ANSWER = {"answer": "can-meet", "sent_on": "2026-07-10", "reasons": "With a specialist teacher"}
PROVISION = {
    "text": "Teaching of phonics, one to one",
    "minutes": 30,
    "sessions": 3,
    "per": "week",
    "who": "A specialist teacher",
}
VAGUE = {"text": "Access to therapy"}


class Told:
    """Records one thing after the other, each as soon as it was seen."""

    def __init__(self, senco: Person, case: str) -> None:
        self.senco, self.case, self.version = senco, case, 1

    def tell(self, step: str, what: dict[str, Any]) -> str:
        answer = body(self.senco.post(f"{self.case}/{step}", what, seen=self.version))
        self.version = answer["version"]
        made: str = answer["made_id"]
        return made


@pytest.fixture
def told(senco: Person, case: str) -> Told:
    told = Told(senco, case)
    told.tell("receipt", RECEIPT)
    told.tell("plan-decision", PLAN_DECISION)
    return told


def by_rule(shown: dict[str, Any]) -> dict[str, Any]:
    return {one["rule"]: one for one in shown["deadlines"]}


def test_a_draft_starts_the_familys_15_days_and_the_schools(told: Told, senco: Person) -> None:
    draft = told.tell("draft-plans", DRAFT)
    asked = told.tell("consultations", CONSULTATION)
    told.tell("representations", {"about": draft, "sent_on": "2026-07-08", "wants_meeting": True})
    told.tell("consultation-answers", ANSWER | {"about": asked})
    shown = body(senco.get(told.case))
    assert shown["stage"] == "draft-plan"
    views = by_rule(shown)["draft.representations_end"]
    assert (views["due_on"], views["kind"], views["about"]) == (
        "2026-07-15",
        "minimum-period",
        draft,
    )
    assert "that day is day 1" in views["explanation"]["start"]
    assert views["explanation"]["holder"] == "The parent or young person acts."
    answer = by_rule(shown)["consult.school_response"]
    assert (answer["due_on"], answer["days_in_hand"]) == ("2026-07-17", 7)
    [entry] = [one for one in shown["entries"] if one["type"] == "ehcp-draft-plan-received"]
    assert (entry["served_on"], entry["details"]) == ("2026-07-01", {"names_placement": False})


def test_what_a_plan_says_is_shown_with_what_is_vague(
    told: Told, senco: Person, mother: Person
) -> None:
    draft = told.tell("draft-plans", DRAFT)
    content = {
        "of": draft,
        "sections": [{"section": "B", "text": "Reading"}],
        "provisions": [PROVISION, VAGUE],
        "placement": {"kind": "blank"},
    }
    told.tell("plan-content", content)
    for person in (senco, mother):
        shown = body(person.get(told.case))
        details = shown["entries"][-1]["details"]
        assert details["sections"] == [{"section": "B", "text": "Reading"}]
        first, second = details["provisions"]
        assert (first["text"], first["who"]) == (PROVISION["text"], "A specialist teacher")
        assert (first["minutes"], first["per"], first["vague"]) == (30, "week", [])
        assert second["vague"] == ["access to"]
        assert [one["phrase"] for one in shown["flags"] if one["mark"] == "vague"] == ["access to"]


@pytest.mark.parametrize(
    ("step", "what", "field"),
    [
        ("draft-plans", DRAFT | {"served_on": "2999-01-01"}, "served_on"),
        ("draft-plans", {}, "received_on"),
        ("plan-content", {"provisions": [VAGUE | {"minutes": 0}]}, "provisions.0.minutes"),
        ("plan-content", {"provisions": [VAGUE | {"sessions": 2}]}, "provisions.0.per"),
        ("plan-content", {"provisions": [VAGUE | {"section": "B"}]}, "provisions.0.section"),
        ("plan-content", {"provisions": [VAGUE] * 61}, "provisions"),
        ("plan-content", {"sections": [{"section": "Z", "text": "x"}]}, "sections.0.section"),
        ("plan-content", {"sections": [{"section": "A", "text": "x"}] * 2}, "sections"),
        ("consultation-answers", ANSWER | {"answer": "perhaps"}, "answer"),
    ],
)
def test_what_is_wrong_with_a_field_is_said_of_that_field(
    told: Told, senco: Person, step: str, what: dict[str, Any], field: str
) -> None:
    about = {"of" if step == "plan-content" else "about": "4f4f4f4f-0000-4000-8000-000000000000"}
    what = what if step == "draft-plans" else about | what
    reply = senco.post(f"{told.case}/{step}", what, seen=told.version)
    assert reply.status_code == 422
    assert reply.json is not None
    assert field in reply.json["errors"]


def test_a_no_without_a_ground_is_refused_by_its_rule(told: Told, senco: Person) -> None:
    asked = told.tell("consultations", CONSULTATION)
    no = ANSWER | {"about": asked, "answer": "cannot-meet"}
    reply = senco.post(f"{told.case}/consultation-answers", no, seen=told.version)
    assert (reply.status_code, reply.json and reply.json["rule"]) == (409, "AnswerWithoutGround")


def test_a_draft_is_corrected_and_struck_out_like_every_entry(told: Told, senco: Person) -> None:
    draft = told.tell("draft-plans", DRAFT)
    right = {"corrects": draft, "reason": "Served later", "draft_plan": DRAFT | {"served_on": None}}
    told.tell("corrections", right)
    shown = by_rule(body(senco.get(told.case)))["draft.representations_end"]
    assert (shown["status"], shown["about"]) == ("not-known", draft)
    assert shown["sure"]["said"] == "Not known: ask on which day the draft plan was served."
