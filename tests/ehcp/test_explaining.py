"""Every date says where it comes from, how it was counted, how sure it is, and how it stands."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.ehcp.domain.events import Event
from services.ehcp.domain.terms import Requester
from services.ehcp.explaining import explained, explained_row
from services.ehcp.projections.cases import fold
from tests.ehcp.examples import (
    ASK,
    CASE,
    CONFIRM,
    FENSHIRE,
    PUPIL,
    RECEIVE,
    REFUSE,
    TO_ASSESS,
    advice_asked,
    asked,
    assessing,
    case,
    corrected,
    finalised,
    received,
)
from tests.ehcp.examples_changing import ASK_AGAIN, reassessing
from tests.scenario import Scenario
from tests.story import Story

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


def told(story: Scenario[Any, Event, Any], today: date = MONDAY) -> dict[str, Any]:
    past = Story(f"ehccase-{CASE}", source="ehcp").tells(*story.past, at=AT)
    return explained(past.folded(fold), today)


def first(story: Scenario[Any, Event, Any], today: date = MONDAY) -> dict[str, Any]:
    deadline: dict[str, Any] = told(story, today)["deadlines"][0]
    return deadline


def test_a_date_is_explained_in_full() -> None:
    assert first(received) == {
        "rule": "ehcna.decide",
        "about": None,
        "title": "Tell the family whether an EHC needs assessment will be made",
        "source": "SEND Regulations 2014, regulation 5(1)",
        "force": "statutory",
        "kind": "by",
        "responsible": "LA",
        "status": "later",
        "start_event": "ehcna_request_received_by_la",
        "start_on": date(2026, 11, 13),
        "due_on": date(2026, 12, 25),
        "last_working_day_on": date(2026, 12, 24),
        "closed_because": "Christmas Day",
        "provisional": False,
        "authority": "SEND Regulations 2014, regulation 5(1). Must. Version in force on"
        " Friday 13 November 2026.",
        "explanation": {
            "start": "The council received the request on Friday 13 November 2026;"
            " that day is not counted.",
            "counted": "6 weeks are 42 days. Day 42 is Friday 25 December 2026.",
            "stays": "That is Christmas Day."
            " Weekends, bank holidays and school holidays do not move it.",
            "aim": "The last working day on or before it is Thursday 24 December 2026.",
            "authority": "SEND Regulations 2014, regulation 5(1). Must. Version in force on"
            " Friday 13 November 2026.",
            "holder": "The council acts.",
            "means": "This is the last day.",
        },
        "sure": {
            "basis": "as-told",
            "said": "As told by the school on Monday 16 November 2026;"
            " not confirmed by the council.",
        },
        "can_do": [],
        "done_on": None,
        "days_in_hand": None,
        "days_left": 32,
        "exceptions": [],
    }


def test_a_confirmed_receipt_names_the_letter() -> None:
    sure = first(received.after(CONFIRM))["sure"]
    assert sure["basis"] == "council-letter"
    assert sure["said"] == "Confirmed by the council's letter of Monday 16 November 2026."


def test_a_corrected_receipt_is_as_sure_as_its_correction() -> None:
    assert first(corrected.after())["sure"]["basis"] == "as-told"
    assert first(corrected)["start_on"] == date(2026, 11, 20)


def test_without_a_day_of_receipt_it_says_whom_to_ask() -> None:
    deadline = first(asked)
    assert (deadline["status"], deadline["due_on"]) == ("not-known", None)
    assert deadline["explanation"] is None
    assert deadline["days_left"] is None
    assert deadline["sure"] == {
        "basis": None,
        "said": "Not known: ask the council on which day it received the request.",
    }
    assert deadline["title"]
    assert deadline["source"]


def test_for_a_child_who_was_brought_to_its_attention_the_council_became_responsible() -> None:
    by_doctor = replace(ASK, requester=Requester.OTHER, family_consulted_on=None)
    start = first(case.after(by_doctor, RECEIVE))["explanation"]["start"]
    assert start.startswith("The council became responsible for the child on Friday 13 November")


def test_the_schools_own_date_starts_from_the_day_it_was_asked() -> None:
    [advice] = [one for one in told(advice_asked)["deadlines"] if one["rule"] == "advice.school"]
    assert advice["responsible"] == "school"
    assert advice["explanation"]["start"].startswith("The school received the request for advice")
    assert advice["sure"]["basis"] == "recorded"


def test_the_receipt_of_a_request_to_assess_again_is_as_told() -> None:
    """The council's 15 days count from it; those for a plan count from the council's own letter."""
    sure = {one["rule"]: one["sure"] for one in told(reassessing)["deadlines"]}
    assert sure["reassess.decide"] == {
        "basis": "as-told",
        "said": "As told by the school on Monday 16 November 2026; not confirmed by the council.",
    }
    assert sure["reassess.final"]["basis"] == "recorded"
    unknown = told(finalised.after(replace(ASK_AGAIN, received_on=None)))["deadlines"]
    [decide] = [one for one in unknown if one["rule"] == "reassess.decide"]
    assert decide["sure"]["basis"] is None
    assert decide["sure"]["said"].startswith("Not known: ask on which day")


def test_what_is_done_says_when_and_with_how_many_days_in_hand() -> None:
    deadline = first(assessing)
    assert (deadline["status"], deadline["done_on"], deadline["days_in_hand"]) == (
        "done",
        TO_ASSESS.sent_on,
        8,
    )
    assert deadline["days_left"] is None


def test_what_is_late_has_days_below_zero_left() -> None:
    deadline = first(received, date(2026, 12, 27))
    assert (deadline["status"], deadline["days_left"]) == ("late", -2)


def test_what_is_not_needed_is_still_listed() -> None:
    refused = told(received.after(REFUSE))
    statuses = [one["status"] for one in refused["deadlines"]]
    assert statuses == ["done", "not-needed", "not-needed", "not-needed", "later", "later"]
    assert refused["stage"] == "refused-to-assess"
    assert refused["flags"] == []


def test_a_row_of_a_list_says_the_same_as_the_page() -> None:
    past = Story(f"ehccase-{CASE}", source="ehcp").tells(*received.past, at=AT).folded(fold)
    about = {"case_id": CASE, "pupil_id": PUPIL, "authority": past["authority"]}
    row = explained_row({**past["deadlines"][0], **about, "entries": past["entries"]}, MONDAY)
    page = first(received)
    assert row.pop("case_id") == CASE
    assert row.pop("pupil_id") == PUPIL
    assert row.pop("authority") == {"code": FENSHIRE.code, "name": FENSHIRE.name}
    assert row == {name: page[name] for name in row}
