"""The rehearsal through the API: it shows what moves, and writes nothing."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.ehcp.schemas.base import today
from tests.ehcp.bodies import FINAL_PLAN, RECEIPT, body
from tests.ehcp.test_drafting_api import Told
from tests.one_service import Person


@pytest.fixture
def told(senco: Person, case: str) -> Told:
    told = Told(senco, case)
    told.tell("receipt", RECEIPT)
    return told


def rehearsed(person: Person, case: str, *imagine: dict[str, Any]) -> dict[str, Any]:
    return body(person.post(f"{case}/what-if", {"imagine": list(imagine)}))


def test_with_nothing_imagined_it_is_what_the_page_shows(told: Told, senco: Person) -> None:
    told.tell("final-plan", FINAL_PLAN)
    page = body(senco.get(told.case))
    found = rehearsed(senco, told.case)
    assert (found["stage"], found["stage_would_be"]) == (page["stage"], page["stage"])
    assert not any(one["moves"] for one in found["deadlines"])
    for live, one in zip(page["deadlines"], found["deadlines"], strict=True):
        assert (one["rule"], one["about"]) == (live["rule"], live["about"])
        assert one["would_be"]["due_on"] == live["due_on"]
        assert one["would_be"]["status"] == live["status"]


def test_another_day_of_receipt_shows_what_was_and_would_be(
    told: Told, senco: Person, mother: Person
) -> None:
    before = body(senco.get(told.case))
    if_friday = {"part": "receipt", "told": {"received_on": "2026-03-20"}}
    for person in (senco, mother):
        decide = rehearsed(person, told.case, if_friday)["deadlines"][0]
        assert (decide["moves"], decide["days"]) == (True, 7)
        assert (decide["was"]["due_on"], decide["would_be"]["due_on"]) == (
            "2026-04-24",
            "2026-05-01",
        )
        assert "Friday 1 May 2026" in decide["would_be"]["explanation"]["counted"]
    assert body(senco.get(told.case)) == before  # never written


def test_a_review_and_its_meeting_are_imagined_ahead(told: Told, senco: Person) -> None:
    told.tell("final-plan", FINAL_PLAN)
    review, meeting_on = str(uuid4()), (today() + timedelta(days=300)).isoformat()
    plan = {"part": "review", "entry_id": review, "told": {"meeting_on": meeting_on}}
    held = {"part": "review_meeting", "told": {"review_id": review, "held_on": meeting_on}}
    found = rehearsed(senco, told.case, plan, held)
    ours = {one["rule"]: one for one in found["deadlines"] if one["about"] == review}
    assert ours["review.report"]["was"] is None
    assert ours["review.report"]["would_be"]["start_on"] == meeting_on
    assert found["stage_would_be"] == "reviewing"


@pytest.mark.parametrize(
    ("imagined", "field"),
    [
        ({"part": "weather", "told": {}}, "imagine.0.part"),
        ({"part": "receipt", "told": {}}, "imagine.0.told.received_on"),
        (
            {"part": "receipt", "told": {"received_on": "2199-01-01"}},
            "imagine.0.told.received_on",
        ),
        (
            {"part": "receipt", "told": {"received_on": "2026-03-13", "shoe": 1}},
            "imagine.0.told.shoe",
        ),
    ],
)
def test_what_cannot_be_imagined_is_named(
    told: Told, senco: Person, imagined: dict[str, Any], field: str
) -> None:
    problem = body(senco.post(f"{told.case}/what-if", {"imagine": [imagined]}), 422)
    assert list(problem["errors"]) == [field]


@pytest.mark.parametrize(
    ("imagined", "rule"),
    [
        ({"part": "receipt", "told": {"received_on": "2026-03-01"}}, "DatesOutOfOrder"),
        ({"part": "receipt", "told": {"received_on": "2006-03-01"}}, "BeforeTheAct"),
        ({"part": "review", "told": {"meeting_on": "2006-03-01"}}, "BeforeTheAct"),
    ],
)
def test_what_is_refused_is_refused_in_a_rehearsal_too(
    told: Told, senco: Person, imagined: dict[str, Any], rule: str
) -> None:
    problem = body(senco.post(f"{told.case}/what-if", {"imagine": [imagined]}), 409)
    assert problem["rule"] == rule


def test_it_is_for_whoever_may_read_the_case(told: Told, stranger: Person) -> None:
    assert stranger.post(f"{told.case}/what-if", {"imagine": []}).status_code == 404
