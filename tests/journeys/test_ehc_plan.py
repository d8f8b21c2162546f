"""From the draft plan to what the plan says, part by part: for the SENCO and for the family."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from shared.rulebook.words import in_full
from tests.journeys.test_concerns import day
from tests.journeys.test_ehc import RECEIVED_ON, TODAY, begun, card, ended, received
from tests.journeys.test_records import until
from tests.journeys.visitors import Visitor

SERVED_ON = RECEIVED_ON + timedelta(days=4)
DRAFT = {
    **day("served_on", SERVED_ON),
    **day("sent_on", SERVED_ON),
    **day("received_on", SERVED_ON),
    "names_placement": "no",
}


@pytest.fixture(scope="module")
def case(senco: Visitor) -> Iterator[str]:
    """The EHC page of a pupil for whom the council sent a draft plan."""
    page = begun(senco, "Tobiloba")
    received(senco, page)
    tells(senco, page, "draft-plan", DRAFT)
    yield page
    ended(senco, page)


def tells(senco: Visitor, page: str, what: str, values: Mapping[str, str | list[str]]) -> None:
    senco.goes_to(f"{page}/told/{what}")
    senco.sends(values)
    assert senco.address == page, senco.text


def saves(senco: Visitor, page: str, part: str, values: Mapping[str, str | list[str]]) -> None:
    """Fill in one part of the plan."""
    senco.goes_to(f"{page}/plan").goes_to(senco.link(part))
    senco.sends(values)
    assert senco.address == f"{page}/plan", senco.text


def test_a_draft_gives_the_family_at_least_fifteen_days(senco: Visitor, case: str) -> None:
    shown = card(senco.goes_to(case), "Last day of the least time for views on a draft plan")
    assert f"At least until {in_full(SERVED_ON + timedelta(days=14))}" in shown
    assert "Who acts The family" in shown
    assert f"Date the family got it {in_full(SERVED_ON)}" in senco.text


def test_the_familys_comments_and_the_schools_answer_are_recorded(
    senco: Visitor, case: str
) -> None:
    senco.goes_to(f"{case}/told/representations")
    senco.sends({"about": "", "wants_meeting": "yes"})
    assert "Enter the day the family sent its comments" in senco.text
    said = {"wants_meeting": "yes", "asks_for": "Beacon Hill", "said": "Too few hours."}
    about = senco.page.partition('name="about"')[2].partition('value="')[2][:36]
    senco.sends({"about": about, **day("sent_on", TODAY), **said})
    assert senco.address == case, senco.text
    assert "Asks for Beacon Hill" in senco.text
    tells(senco, case, "consultation", day("received_on", TODAY))
    senco.follows("Record the school's answer to the council")
    about = senco.page.partition('name="about"')[2].partition('value="')[2][:36]
    answer = {"about": about, **day("sent_on", TODAY), "answer": "cannot-meet"}
    senco.sends(answer)
    assert "on one of three grounds, and no other" in senco.text
    assert 'href="#grounds' in senco.page
    senco.sends(answer | {"grounds": ["incompatible-with-use-of-resources"]})
    assert senco.address == case, senco.text
    assert "Answer It cannot meet the needs" in senco.text
    assert "Record the school's answer to the council" not in senco.text


def test_a_draft_that_names_a_school_is_recorded_and_marked(senco: Visitor, case: str) -> None:
    senco.goes_to(case)
    address = next(part for part in senco.page.split('href="') if "/told/draft-plan/" in part)
    senco.goes_to(address.partition('"')[0])
    senco.sends({**DRAFT, "names_placement": "yes", "reason": "Section I says Alder Lane."})
    assert senco.address == case, senco.text
    assert "section 38(5)" in senco.text


def test_what_the_plan_says_is_copied_part_by_part(
    senco: Visitor, parent: Visitor, case: str
) -> None:
    saves(senco, case, "Copy it section B", {"text": "She finds listening hard."})
    saves(senco, case, "Add an outcome", {"text": "She follows three steps."})
    senco.goes_to(f"{case}/plan").follows("Add help to section F")
    given = {"section": "F", "text": "Regular access to a therapist", "minutes": "20"}
    senco.sends(given | {"sessions": "4"})
    assert "Select in which time, or leave out how many times" in senco.text
    senco.sends(given | {"sessions": "4", "per": "week", "who": "a therapist"})
    assert senco.address == f"{case}/plan", senco.text
    assert "20 minutes, 4 times a week. By: a therapist." in senco.text
    assert "Look again:" in senco.text
    home = parent.goes_to("/family").link("Tobiloba")
    parent.goes_to(f"{home}/ehc")
    for said in (
        "The first version of the plan",
        f"You have at least until {in_full(SERVED_ON + timedelta(days=14))}.",
        "She finds listening hard.",
        "She follows three steps.",
        "20 minutes, 4 times a week. By: a therapist.",
        "These words leave it open",
    ):
        assert said in parent.text, said
    senco.goes_to(f"{case}/plan").follows("Change this help")
    senco.sends({**given, "sessions": "4", "per": "week", "take_out": "yes"})
    assert "Regular access" not in senco.text


def test_nobody_else_copies_a_plan(
    trust_lead: Visitor, teacher: Visitor, parent: Visitor, case: str
) -> None:
    for visitor in (trust_lead, teacher, parent):
        assert visitor.goes_to(f"{case}/plan").status == 404, visitor.key


def test_a_family_without_a_case_reads_that_there_is_none(parent: Visitor) -> None:
    home = parent.goes_to("/family").link("Ayo")
    until(parent, f"{home}/ehc", "There is no EHC plan here.")
    assert "You can ask the council yourself" in parent.text
