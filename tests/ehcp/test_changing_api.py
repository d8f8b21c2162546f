"""Appeals, re-assessment, ceasing and moves through the API."""

from typing import Any

import pytest

from tests.ehcp.bodies import FINAL_PLAN, RECEIPT, REFUSAL, body
from tests.ehcp.test_drafting_api import Told
from tests.one_service import Person

MARSH = {"code": "874", "name": "Marshland Council"}


@pytest.fixture
def told(senco: Person, case: str) -> Told:
    told = Told(senco, case)
    told.tell("receipt", RECEIPT)
    return told


def due(shown: dict[str, Any], about: str) -> dict[str, str]:
    return {one["rule"]: one["due_on"] for one in shown["deadlines"] if one["about"] == about}


def test_a_refusal_is_mediated_about_appealed_against_and_decided(
    told: Told, senco: Person
) -> None:
    refusal = told.tell("decision", REFUSAL | {"rights": ["appeal", "mediation"]})
    of_it = {"decision_id": refusal}
    told.tell("mediations", of_it | {"told_on": "2026-05-05"})
    told.tell("mediation-ends", of_it | {"how": "declined", "ended_on": "2026-05-20"})
    told.tell("mediation-certificates", of_it | {"issued_on": "2026-05-22"})
    agreed = {"remedy": "other", "agreed_on": "2026-05-20", "says_by": "2026-06-30"}
    agreement = told.tell("mediation-agreements", of_it | agreed)
    appeal = told.tell("appeals", of_it | {"sent_on": "2026-06-10"})
    shown = body(senco.get(told.case))
    assert (shown["stage"], shown["open"], shown["appeal_open"]) == (
        "refused-to-assess",
        True,
        True,
    )
    assert due(shown, refusal)["appeal.due"] == "2026-06-22"
    assert due(shown, agreement) == {"mediation.agreement.other": "2026-06-30"}
    assert "rights-missing" in {one["mark"] for one in shown["flags"]}
    told.tell("appeal-concessions", {"appeal_id": appeal, "told_on": "2026-07-01"})
    order = {"appeal_id": appeal, "remedy": "assess", "ordered_on": "2026-08-03"}
    made = told.tell("tribunal-orders", order)
    shown = body(senco.get(told.case))
    assert due(shown, made)["tribunal.order.assess"] == "2026-08-17"
    assert shown["appeal_open"] is False
    other = told.tell("appeals", of_it | {"sent_on": "2026-06-12"})
    told.tell("appeal-withdrawals", {"appeal_id": other, "withdrawn_on": "2026-06-13"})


def test_what_was_agreed_is_late_until_it_is_told_that_it_was_done(
    told: Told, senco: Person
) -> None:
    refusal = told.tell("decision", REFUSAL)
    terms = {"decision_id": refusal, "agreed_on": "2026-05-20", "says_by": "2026-06-30"}
    agreement = told.tell("mediation-agreements", terms | {"remedy": "other"})

    def status() -> str:
        shown = body(senco.get(told.case))
        found: str = next(one["status"] for one in shown["deadlines"] if one["about"] == agreement)
        return found

    assert status() == "late"
    kept = told.tell("agreements-kept", {"agreement_id": agreement, "done_on": "2026-06-29"})
    assert status() == "done"
    done_on = {"agreement_id": agreement, "done_on": "2026-07-02"}
    correction = {"corrects": kept, "reason": "It was later.", "agreement_kept": done_on}
    told.tell("corrections", correction)
    assert status() == "done-late"


@pytest.mark.parametrize(
    ("remedy", "done_on", "status", "named"),
    [
        ("assess", "2026-06-01", 409, "NotOfThisCase"),
        ("other", "2026-05-19", 409, "DatesOutOfOrder"),
        ("other", "2099-01-01", 422, "done_on"),
    ],
)
def test_only_what_was_agreed_and_has_happened_is_told_as_kept(
    told: Told, senco: Person, remedy: str, done_on: str, status: int, named: str
) -> None:
    refusal = told.tell("decision", REFUSAL)
    terms = {"decision_id": refusal, "agreed_on": "2026-05-20", "remedy": remedy}
    agreement = told.tell("mediation-agreements", terms)
    version = body(senco.get(told.case))["version"]
    kept = {"agreement_id": agreement, "done_on": done_on}
    reply = senco.post(f"{told.case}/agreements-kept", kept, seen=version)
    assert (reply.status_code, named in reply.text) == (status, True), reply.text


def test_a_plan_is_assessed_again_goes_over_and_ends(told: Told, senco: Person) -> None:
    told.tell("final-plan", FINAL_PLAN)
    asked = {"requester": "parent", "asked_on": "2026-08-10", "received_on": "2026-08-12"}
    request = told.tell("reassessment-requests", asked)
    answer = {"request_id": request, "decision": "refused", "sent_on": "2026-08-20"}
    told.tell("reassessment-decisions", answer | {"received_on": "2026-08-22"})
    told.tell("moves", {"move_on": "2026-09-07", "to": MARSH, "known_on": "2026-07-01"})
    told.tell("transfers", {"transferred_on": "2026-09-07", "to": MARSH})
    told.tell("transfer-letters", {"received_on": "2026-10-01", "will_assess": False})
    told.tell("cease-consultations", {"received_on": "2026-10-05"})
    told.tell("cease-decisions", {"sent_on": "2026-10-20", "received_on": "2026-10-21"})
    shown = body(senco.get(told.case))
    assert (shown["stage"], shown["authority"]["code"]) == ("ceasing", "874")
    told.tell("plan-ends", {"ended_on": "2026-11-20"})
    shown = body(senco.get(told.case))
    assert (shown["stage"], shown["open"]) == ("ceased", False)
    assert [one["mark"] for one in shown["flags"]] == ["ceased-too-early"]


def test_an_exception_is_shown_beside_its_date(told: Told, senco: Person) -> None:
    claim = {"rule": "ehcna.decide", "ground": "absence", "claimed_on": "2026-05-01"}
    told.tell("exceptions", claim)
    shown = body(senco.get(told.case))
    [decide] = [one for one in shown["deadlines"] if one["rule"] == "ehcna.decide"]
    [shown_claim] = decide["exceptions"]
    assert (shown_claim["ground"], shown_claim["claimed_by"]) == ("absence", "LA")
    assert (decide["due_on"], shown["exception_claimed"]) == ("2026-04-24", True)


@pytest.mark.parametrize(
    ("step", "what", "field"),
    [
        ("mediation-agreements", {"remedy": "dismissed", "agreed_on": "2026-05-20"}, "remedy"),
        ("appeals", {"sections": ["Z"], "sent_on": "2026-05-20"}, "sections.0"),
        ("exceptions", {"rule": "ehcna.never", "ground": "absence"}, "rule"),
        ("moves", {"move_on": "2026-09-07", "to": {"code": "87", "name": "x"}}, "to.code"),
        ("cease-decisions", {"sent_on": "2026-09-07"}, "received_on"),
        ("advice", {"sections": [{"heading": "shoes", "text": "x"}]}, "sections.0.heading"),
    ],
)
def test_what_is_wrong_with_a_field_is_said_of_that_field(
    told: Told, senco: Person, step: str, what: dict[str, Any], field: str
) -> None:
    if step in ("mediation-agreements", "appeals"):
        what = {"decision_id": "4f4f4f4f-0000-4000-8000-000000000000"} | what
    assert field in body(senco.post(f"{told.case}/{step}", what, seen=told.version), 422)["errors"]
