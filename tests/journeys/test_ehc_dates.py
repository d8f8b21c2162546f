"""Each date of an EHC case by itself, the list of all, and what the family reads of them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

import pytest

from shared.references import reference
from shared.rulebook.words import in_full
from tests.journeys.conftest import Arrive
from tests.journeys.test_concerns import day
from tests.journeys.test_ehc import AS_TOLD, RECEIVED_ON, begun, ended, received
from tests.journeys.test_records import until
from tests.journeys.visitors import Visitor

DECIDE = "Tell the family whether an EHC needs assessment will be made"
IN_6_WEEKS = RECEIVED_ON + timedelta(weeks=6)
MUST = "SEND Regulations 2014, regulation 5(1). Must. Version in force on"
CLOSED = "weekends, bank holidays and school holidays do not move it"


@pytest.fixture
def case(senco: Visitor) -> Iterator[str]:
    """The EHC page of a pupil about whom the council was asked; it received the request."""
    page = begun(senco, "Tobiloba")
    received(senco, page)
    yield page
    ended(senco, page)


def test_one_date_is_explained_from_its_start_to_its_source(senco: Visitor, case: str) -> None:
    senco.follows("How we got this date")
    assert senco.address == f"{case}/dates/ehcna.decide"
    for said in (
        DECIDE,
        f"By when {in_full(IN_6_WEEKS)}",
        "Last working day on or before",
        "Who acts Fenshire Council",
        f"The council received the request on {in_full(RECEIVED_ON)}; that day is not counted.",
        f"6 weeks are 42 days. Day 42 is {in_full(IN_6_WEEKS)}.",
        "This is the last day.",
        f"The rule: {MUST} {in_full(RECEIVED_ON)}.",
        "Not confirmed",
    ):
        assert said in senco.text, said
    assert CLOSED in senco.text.casefold()


def test_a_date_says_what_it_was_counted_from_before(senco: Visitor, case: str) -> None:
    senco.follows("Correct this")
    right = RECEIVED_ON + timedelta(days=2)
    senco.sends(AS_TOLD | day("received_on", right) | {"reason": "The post came later."})
    senco.follows("How we got this date")
    before = senco.text.partition("What it was counted from before")[2]
    assert in_full(RECEIVED_ON) in before
    assert f"By when {in_full(IN_6_WEEKS + timedelta(days=2))}" in senco.text


def test_a_date_that_is_not_there_is_not_found(senco: Visitor, case: str) -> None:
    for wrong in ("x.y", "tribunal.order.draft", f"ehcna.decide?about={case[8:44]}"):
        assert senco.goes_to(f"{case}/dates/{wrong}").status == 404, wrong


def test_the_trust_lead_reads_a_date_and_nobody_else_does(
    trust_lead: Visitor, teacher: Visitor, arrive: Arrive, parent: Visitor, case: str
) -> None:
    address = f"{case}/dates/ehcna.decide"
    assert DECIDE in trust_lead.opens(address).text
    for visitor in (teacher, arrive("head"), arrive("other_senco"), parent):
        assert visitor.goes_to(address).status == 404, visitor.key


def test_the_list_of_all_dates_is_filtered_and_leads_to_each(senco: Visitor, case: str) -> None:
    until(senco, "/deadlines", f"Tobiloba Oyelaran: {DECIDE}")
    senco.goes_to("/deadlines?whose=school")
    assert DECIDE not in senco.text
    assert "No date is like this." in senco.text
    senco.goes_to("/deadlines?whose=LA&when=late")
    assert DECIDE not in senco.text
    senco.goes_to("/deadlines?whose=LA&when=")
    senco.follows(f"Tobiloba Oyelaran: {DECIDE}")
    assert senco.address == f"{case}/dates/ehcna.decide"


def test_a_head_sees_case_numbers_and_no_names(senco: Visitor, arrive: Arrive, case: str) -> None:
    from_case = senco.goes_to(case).link("How we got this date").partition("case=")[2][:36]
    head = arrive("head")
    until(head, "/deadlines", f"Case {reference(UUID(from_case))}: {DECIDE}")
    main = head.page.split("<main")[1]
    assert "Tobiloba" not in main
    assert "Oyelaran" not in main
    assert "/pupils/" not in main


def test_the_trust_lead_sees_every_school_and_chooses_one(trust_lead: Visitor, case: str) -> None:
    until(trust_lead, "/deadlines", f"Tobiloba Oyelaran: {DECIDE}")
    assert "Larkfield Primary School." in trust_lead.text
    schools = trust_lead.goes_to("/trust").page
    larkfield = trust_lead.link("Larkfield Primary School").rpartition("/")[2]
    assert larkfield in schools
    assert DECIDE in trust_lead.goes_to(f"/deadlines?school={larkfield}").text


def test_the_trust_lead_sees_the_same_dates_by_council(
    trust_lead: Visitor, senco: Visitor, case: str
) -> None:
    until(trust_lead, "/trust/councils", "Fenshire Council")
    trust_lead.goes_to("/trust").follows("The same dates by council")
    assert "A plan belongs to a council, not a school." in trust_lead.text
    trust_lead.follows("Fenshire Council")
    assert f"Tobiloba Oyelaran: {DECIDE}" in trust_lead.text
    assert senco.goes_to("/trust/councils").status == 404


def test_what_was_imported_is_listed_in_numbers(
    trust_lead: Visitor, senco: Visitor, arrive: Arrive
) -> None:
    trust_lead.goes_to("/trust").follows("What was imported")
    for visitor in (trust_lead, arrive("ops").goes_to("/imports")):
        assert "How it ended Done" in visitor.text
        assert "Rows taken:" in visitor.text
        assert "From lists of running EHC cases None yet." in visitor.text
    assert senco.goes_to("/imports").status == 404


def test_whoever_has_no_list_of_dates_finds_none(teacher: Visitor, parent: Visitor) -> None:
    for visitor in (teacher, parent):
        assert visitor.goes_to("/deadlines").status == 404


def test_a_family_reads_each_date_by_when_who_and_why(
    senco: Visitor, parent: Visitor, case: str
) -> None:
    home = parent.goes_to("/family").link("Tobiloba")
    until(parent, f"{home}/dates", f"By when {in_full(IN_6_WEEKS)}")
    for said in ("Step by step", "The council sends you the final plan.", "Who acts"):
        assert said in parent.text
    parent.follows("The council says yes or no to a check of what help Tobiloba needs.")
    assert parent.address == f"{home}/dates/ehcna.decide"
    assert f"6 weeks are 42 days. Day 42 is {in_full(IN_6_WEEKS)}." in parent.text
    assert MUST in parent.text
    assert parent.goes_to(f"{home}/dates/x.y").status == 404
    assert senco.goes_to(f"{home}/dates").status == 404


def test_without_a_case_a_family_reads_how_to_ask_the_council(
    senco: Visitor, parent: Visitor
) -> None:
    home = parent.goes_to("/family").link("Ayo")
    parent.goes_to(f"{home}/dates")
    assert "Nobody has told us that the council was asked" in parent.text
    parent.follows("You can ask the council yourself")
    assert parent.address == f"{home}/ask-council"
    assert "You do not need the school to agree." in parent.text
    assert senco.goes_to(f"{home}/ask-council").status == 404


def test_without_ehcp_no_date_is_said_to_be_none(
    without: Callable[..., Visitor], senco: Visitor, parent: Visitor, case: str
) -> None:
    visitor = without("ehcp").signs_in("senco")
    assert "cannot be shown right now" in visitor.goes_to("/deadlines").text
    assert "No EHC date runs" not in visitor.text
    assert visitor.goes_to(f"{case}/dates/ehcna.decide").status == 503
    kept = parent.client.get_cookie("waymark")
    assert kept
    family = without("ehcp")
    family.client.set_cookie("waymark", kept.value)
    home = parent.goes_to("/family").link("Tobiloba")
    assert "The dates cannot be shown right now" in family.goes_to(f"{home}/dates").text
    assert "This date cannot be shown" in family.goes_to(f"{home}/dates/ehcna.decide").text


def test_a_rehearsal_shows_what_would_move_and_saves_nothing(
    senco: Visitor, trust_lead: Visitor, teacher: Visitor, case: str
) -> None:
    senco.goes_to(case).follows("What if a date changes?")
    assert "A rehearsal. Nothing is saved." in senco.text
    later = day("received_on", RECEIVED_ON + timedelta(days=3))
    senco.goes_to(f"{case}/what-if?{urlencode(later)}")
    as_it_is = f"{in_full(IN_6_WEEKS)} {in_full(IN_6_WEEKS + timedelta(days=3))}: 3 days later"
    assert f"{DECIDE} {as_it_is}" in senco.text
    assert in_full(IN_6_WEEKS) in senco.goes_to(f"{case}/dates/ehcna.decide").text
    senco.goes_to(f"{case}/what-if?{urlencode(day('received_on', RECEIVED_ON))}")
    assert "Nothing would move." in senco.text
    assert "These would stay" in senco.text
    assert DECIDE in trust_lead.opens(f"{case}/what-if?{urlencode(later)}").text
    assert teacher.goes_to(f"{case}/what-if").status == 404


def test_a_rehearsal_says_what_is_wrong_with_a_day(senco: Visitor, case: str) -> None:
    senco.goes_to(f"{case}/what-if?received_on-day=31&received_on-month=11&received_on-year=2026")
    assert "The day of receipt must be a real date" in senco.text
    assert "<title>Error: " in senco.page
    senco.goes_to(f"{case}/what-if?received_on-day=&received_on-month=&received_on-year=")
    assert "Enter at least one day" in senco.text
    before = day("received_on", RECEIVED_ON - timedelta(days=30))
    senco.goes_to(f"{case}/what-if?{urlencode(before)}")
    assert "Two of the days are the wrong way round" in senco.text
