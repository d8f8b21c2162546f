"""What the list and the page of a case show, as its story is told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.ehcp.domain.deadlines import deadlines
from services.ehcp.domain.events import Event
from services.ehcp.domain.notices import to_come
from services.ehcp.projections.cases import NotOpened, fold, keys, state_of
from shared.documents import is_sealed
from tests.ehcp.examples import (
    ASK,
    CASE,
    CORRECT_RECEIPT,
    OTHER_CASE,
    PUPIL,
    RECEIVE,
    REFUSE,
    SENCO,
    STRIKE_CASE,
    STRIKE_DECISION,
    TO_ASSESS,
    advised,
    asked,
    assessing,
    clock,
    corrected,
    finalised,
    received,
)
from tests.scenario import Scenario
from tests.story import SCHOOL, Story

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)


def story(told: Scenario[Any, Event, Any]) -> Story:
    return Story(f"ehccase-{CASE}", source="ehcp").tells(*told.past, at=AT)


def shown(told: Scenario[Any, Event, Any]) -> dict[str, Any]:
    return story(told).folded(fold)


def texts(value: Any) -> list[Any]:
    """Every text anywhere in a document, by what it was sealed for."""
    if is_sealed(value):
        return [value["context"]]
    if isinstance(value, dict):
        return [one for inner in value.values() for one in texts(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in texts(inner)]
    return []


def test_a_case_that_was_asked_for_waits_for_the_day_of_receipt() -> None:
    document = shown(asked)
    assert (document["pupil_id"], document["school_id"]) == (PUPIL, SCHOOL)
    assert document["authority"] == {"code": "873", "name": "Fenshire Council"}
    assert (document["asked_on"], document["asked_by"]) == ("2026-11-11", SENCO)
    assert document["referral_id"] == ASK.referral_id
    assert (document["stage"], document["open"]) == ("requested", True)
    assert document["to_announce"] == []
    assert {one["due_on"] for one in document["deadlines"]} == {None}
    assert document["version"] == 1


def test_a_receipt_sets_the_dates_and_the_day_of_the_next_notice() -> None:
    document = shown(received)
    assert document["deadlines"][0] == {
        "rule": "ehcna.decide",
        "about": None,
        "started_by": None,
        "inputs": {"ehcna_request_received_by_la": "2026-11-13"},
        "standing": "running",
        "missable": True,
        "first_day": False,
        "start_on": "2026-11-13",
        "due_on": "2026-12-25",
        "done_on": None,
        "owed_until": None,
    }
    assert document["to_announce"] == [{"on": "2026-11-27", "until": "9999-12-31"}]


def test_entries_stand_in_the_order_in_which_they_came() -> None:
    document = shown(finalised)
    assert [one["type"] for one in document["entries"]] == [
        "ehcp-receipt-recorded",
        "ehcp-decision-recorded",
        "ehcp-advice-requested",
        "ehcp-advice-submitted",
        "ehcp-plan-decision-recorded",
        "ehcp-plan-finalised",
    ]
    assert all(one["stands"] for one in document["entries"])
    decision = document["entries"][1]
    assert decision["decision"] == "assess"
    assert (decision["decided_on"], decision["sent_on"], decision["received_on"]) == (
        "2026-12-16",
        "2026-12-17",
        "2026-12-21",
    )
    assert (document["stage"], document["open"]) == ("final-plan", True)


def test_what_was_announced_is_shown_and_what_was_wrong_is_marked() -> None:
    document = shown(received.after(clock(date(2026, 12, 26)), TO_ASSESS))
    missed, met = document["notices"]
    assert (missed["what"], missed["rule"], missed["on"]) == (
        "missed",
        "ehcna.decide",
        "2026-12-26",
    )
    assert missed["withdrawn"]["cause"] == "done-in-time"
    assert (met["what"], met["days_in_hand"], met["withdrawn"]) == ("met", 8, None)


def test_a_notice_that_another_replaced_is_marked_with_it() -> None:
    near = received.after(clock(date(2026, 12, 11)), clock(date(2026, 12, 18)))
    document = shown(near.after(CORRECT_RECEIPT))
    assert [one["days_left"] for one in document["notices"]] == [14, 7]
    causes = [one["withdrawn"]["cause"] for one in document["notices"] if one["withdrawn"]]
    assert causes == ["dates-changed", "dates-changed"]


def test_a_corrected_entry_stays_and_does_not_stand() -> None:
    first, second = shown(corrected)["entries"]
    assert (first["stands"], second["stands"]) == (False, True)
    assert second["corrects"] == first["entry_id"] == RECEIVE.entry_id
    assert second["on"] == "2026-11-20"
    assert is_sealed(second["reason"])
    assert shown(corrected)["deadlines"][0]["due_on"] == "2027-01-01"
    assert CORRECT_RECEIPT.reason is not None


def test_a_struck_out_entry_stays_and_shows_why() -> None:
    document = shown(assessing.after(STRIKE_DECISION))
    struck = document["entries"][1]
    assert not struck["stands"]
    assert struck["struck_out"]["by"] == SENCO
    assert is_sealed(struck["struck_out"]["reason"])
    assert document["stage"] == "deciding-whether-to-assess"


def test_a_struck_out_case_has_no_date_and_no_notice_to_come() -> None:
    document = shown(received.after(STRIKE_CASE))
    assert document["struck_out"]["replaced_by"] == OTHER_CASE
    assert (document["stage"], document["open"]) == ("struck-out", False)
    assert (document["deadlines"], document["to_announce"]) == ([], [])


def test_texts_stay_sealed_each_for_its_own_field() -> None:
    assert texts(shown(advised.after())) == [
        "ehcp-assessment-requested/reasons",
        "ehcp-advice-submitted/note",
    ]
    assert "ehcp-decision-recorded/reasons" in texts(shown(received.after(REFUSE)))


def test_the_document_keeps_the_state_that_decides() -> None:
    for told in (asked, finalised, corrected, received.after(clock(date(2027, 3, 6)))):
        assert state_of(shown(told)) == told.state
        days = [(one["on"], one["until"]) for one in shown(told)["to_announce"]]
        due = to_come(told.state, deadlines(told.state), AT.date())
        assert days == [(str(one.on), str(one.until or date.max)) for one in due]


def test_a_case_has_one_document() -> None:
    assert {key for event in story(finalised).events for key in keys(event)} == {CASE}


def test_a_case_without_its_beginning_is_not_folded() -> None:
    [_, receipt] = story(received).events
    with pytest.raises(NotOpened):
        fold(None, receipt)


def test_folding_changes_no_document_it_was_given() -> None:
    before = shown(received)
    kept = dict(before), list(before["entries"]), list(before["notices"])
    for event in story(received.after(TO_ASSESS)).events[2:]:
        fold(before, event)
    assert (dict(before), before["entries"], before["notices"]) == kept
    assert replace(TO_ASSESS) == TO_ASSESS
