"""A plan's annual review, step by step, and what was told of mediation and an appeal."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from shared.rulebook.words import in_full
from tests.journeys.test_concerns import day
from tests.journeys.test_ehc import RECEIVED_ON, TODAY, begun, card, ended, received
from tests.journeys.test_ehc_plan import tells
from tests.journeys.test_records import until
from tests.journeys.visitors import Visitor

ISSUED_ON = RECEIVED_ON + timedelta(days=2)
MEETING_ON = TODAY + timedelta(days=30)
Values = Mapping[str, str | list[str]]


@pytest.fixture(scope="module")
def case(senco: Visitor) -> Iterator[str]:
    """The EHC page of a pupil with a final plan."""
    page = begun(senco, "Tobiloba")
    received(senco, page)
    issued: Values = {**day("issued_on", ISSUED_ON), **day("sent_on", ISSUED_ON)}
    tells(senco, page, "final-plan", issued)
    yield page
    ended(senco, page)


@pytest.fixture(scope="module")
def review(senco: Visitor, case: str) -> str:
    """The page of a review that was just planned."""
    senco.goes_to(f"{case}/reviews/new")
    senco.sends({"kind": "annual", "held_by": "school", "year_group": "9"})
    assert senco.address.startswith(f"{case}/reviews/"), senco.text
    return senco.address


def records(senco: Visitor, page: str, step: str, values: Values) -> None:
    senco.goes_to(f"{page}/{step}")
    senco.sends(values)
    assert senco.address == page, senco.text


def pressed(senco: Visitor, page: str) -> None:
    """One press on Today, and the same again, as its answer was lost: both lead back to it."""
    until(senco, "/today?show=all", "Circulate the advice and information")
    query, _, rest = senco.page.partition(f'action="{page}?')[2].partition('"')
    form, address = rest.partition("</form>")[0], f"{page}?{query}"
    values = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    for _ in range(2):
        senco.sends(values, to=address)
        assert senco.address == "/today", senco.text
        assert "Saved. The papers were sent to everyone today." in senco.text
    assert "Circulate the advice" not in senco.goes_to("/today?show=all").text


def test_a_meeting_without_two_weeks_notice_is_refused_at_the_box(
    senco: Visitor, case: str
) -> None:
    senco.goes_to(f"{case}/reviews/new")
    soon = day("meeting_on", TODAY + timedelta(days=10))
    senco.sends({"kind": "annual", "held_by": "school", **soon})
    assert "regulation 20(3)" in senco.text
    assert 'href="#meeting_on-day"' in senco.page


def test_a_move_to_the_next_school_says_where_to(senco: Visitor, case: str) -> None:
    senco.goes_to(f"{case}/reviews/new")
    senco.sends({"kind": "phase-transfer", "held_by": "school"})
    assert "<title>Error: " in senco.page
    senco.sends({"kind": "", "held_by": ""})
    assert "Select the kind" in senco.text


def test_a_review_is_planned_backwards_and_recorded_step_by_step(
    senco: Visitor, case: str, review: str
) -> None:
    assert "The meeting has no day yet" in senco.goes_to(review).text
    records(senco, review, "move", day("meeting_on", MEETING_ON))
    notice = card(senco, "Give notice of the review meeting")
    assert in_full(MEETING_ON - timedelta(days=14)) in notice
    pressed(senco, f"{review}/papers")
    told = "It never happened : The papers of the review were sent to everyone"
    assert senco.goes_to(review).text.count(told) == 1
    assert f"Done {in_full(TODAY)}" in card(senco, "Circulate the advice")
    assert "Hold the review meeting, so that the council has its four weeks" in senco.text
    people = ["family", "head-or-provider", "senco"]
    invited: Values = {"people": people, "advice_from": ["family"], **day("sent_on", TODAY)}
    records(senco, review, "invitations", invited)
    assert "Advice has not come yet." in senco.text
    senco.follows("Record advice that came")
    who = senco.page.partition('name="person_id"')[2].partition('value="')[2][:36]
    senco.sends({"person_id": who, **day("received_on", TODAY)})
    assert senco.address == review, senco.text
    assert "Advice came on" in senco.text
    views: Values = {"whose": "child", "said": "I like my cards.", **day("said_on", TODAY)}
    records(senco, review, "views", views)
    assert "I like my cards." in senco.text
    records(senco, review, "meeting", {**day("held_on", TODAY), "attended": ["family"]})
    report: Values = {"recommends": "keep", **day("sent_on", TODAY)}
    senco.goes_to(f"{review}/report").sends(report)
    assert 'href="#discussed' in senco.page
    headings = ["higher-education-or-employment", "independent-living"]
    all_four = [*headings, "participation-in-society", "healthy-adult-life"]
    records(senco, review, "report", {**report, "discussed": all_four, "work": "A job."})
    decided: Values = {"decision": "keep", "changes_set_out": "", **day("received_on", TODAY)}
    records(senco, review, "decision", {**decided, **day("sent_on", TODAY)})
    assert "Record what the council decided" not in senco.text


def test_mediation_and_an_appeal_are_recorded_with_their_dates(senco: Visitor, case: str) -> None:
    page = f"{case}/appeal"
    senco.goes_to(case).follows("Mediation and appeal")
    assert "The council issued the final plan" in senco.text
    assert "Start an appeal to the Tribunal" in senco.text
    assert senco.goes_to(f"{page}/order").status == 404
    senco.goes_to(f"{page}/certificate").sends({})
    assert "Enter the date of the certificate" in senco.text
    senco.goes_to(page)
    plan = decision(senco, page)
    records(senco, page, "certificate", {"decision_id": plan, **day("issued_on", TODAY)})
    agreed: Values = {"decision_id": plan, "remedy": "other", **day("agreed_on", TODAY)}
    records(senco, page, "agreement", agreed)
    senco.follows("Record that the council did what was agreed")
    made = senco.page.partition('name="agreement_id"')[2].partition('value="')[2][:36]
    senco.sends({"agreement_id": made, **day("done_on", TODAY)})
    assert senco.address == page, senco.text
    assert f"Done {in_full(TODAY)}" in card(senco, "Agreed at mediation: do anything else")
    assert "Record that the council did what was agreed" not in senco.text
    appeal: Values = {"decision_id": plan, "sections": ["F"], **day("sent_on", TODAY)}
    records(senco, page, "appeal", appeal)
    senco.follows("Record the Tribunal's order")
    made = senco.page.partition('name="appeal_id"')[2].partition('value="')[2][:36]
    senco.sends({"appeal_id": made, "remedy": "amend", **day("ordered_on", TODAY)})
    assert senco.address == page, senco.text
    assert "Ordered to amend the plan: send the amended plan" in senco.text
    assert "Record the Tribunal's order" not in senco.text


def decision(senco: Visitor, page: str) -> str:
    """The id by which the form names the final plan, the first decision there is."""
    senco.goes_to(f"{page}/appeal")
    return senco.page.partition('name="decision_id"')[2].partition('value="')[2][:36]


def test_nobody_else_records_a_review_or_an_appeal(
    trust_lead: Visitor, parent: Visitor, case: str, review: str
) -> None:
    for address in (review, f"{review}/move", f"{case}/appeal", f"{case}/reviews"):
        for visitor in (trust_lead, parent):
            assert visitor.goes_to(address).status == 404, visitor.key
