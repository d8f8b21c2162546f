"""An EHC case in the portal: a SENCO records what was told, and each sees the dates they may."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import unescape

import pytest

from deploy.local.waiting import wait_until
from shared.calendar import london_date, utc_now
from shared.rulebook.words import in_full
from tests.journeys.conftest import Arrive, versions_told
from tests.journeys.test_concerns import day
from tests.journeys.test_records import VISIBLE_SECONDS, record_of, until
from tests.journeys.visitors import Visitor

TODAY = london_date(utc_now())
RECEIVED_ON = TODAY - timedelta(days=10)
ASKED = {
    "requester": "school",
    "name": "Fenshire Council",
    "code": "873",
    **day("asked_on", RECEIVED_ON - timedelta(days=3)),
    **day("family_consulted_on", RECEIVED_ON - timedelta(days=5)),
    "reasons": "She needs more than the school can give.",
}
AS_TOLD = {"confirmed": "as-told"}
CARD = re.compile(r'<li class="app-card">(.*?)</li>', re.S)


def begun(senco: Visitor, name: str) -> str:
    """Record that the council was asked about a pupil; the address of the EHC page."""
    page = f"{record_of(senco, name)}/ehc"
    senco.goes_to(f"{page}/told/request")
    senco.sends(ASKED)
    assert senco.address == page, senco.text
    return page


def received(senco: Visitor, page: str, on: date = RECEIVED_ON) -> None:
    senco.goes_to(f"{page}/told/receipt")
    senco.sends(AS_TOLD | day("received_on", on))
    assert senco.address == page, senco.text


def ended(senco: Visitor, page: str) -> None:
    """Strike the case out, so that the next test finds none."""
    senco.goes_to(page)
    senco.follows("This whole case was entered in error")
    senco.sends({"reason": "Only a test."})
    until(senco, page, "No request yet.")


@pytest.fixture
def case(senco: Visitor) -> Iterator[str]:
    """The EHC page of a pupil about whom the council was just asked."""
    page = begun(senco, "Tobiloba")
    yield page
    ended(senco, page)


def card(visitor: Visitor, title: str) -> str:
    """The text of the date with this title."""
    for one in CARD.findall(visitor.page):
        text = " ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split())
        if text.startswith(title):
            return text
    raise AssertionError(f"no date {title!r}: {visitor.text}")


def test_a_senco_records_the_receipt_and_sees_three_dates_with_their_sources(
    senco: Visitor, case: str
) -> None:
    senco.goes_to(case)
    assert "We do not know when the council received the request" in senco.text
    assert "By when Not known" in card(senco, "Send the final EHC plan")
    received(senco, case)
    assert "Where we are The council is deciding whether to assess." in senco.text
    assert "not confirmed by the council" in senco.text
    for title, weeks, source in (
        ("Tell the family whether an EHC needs assessment will be made", 6, "regulation 5(1)"),
        ("Tell the family if no EHC plan will be made", 16, "regulation 10(1)"),
        ("Send the final EHC plan", 20, "regulation 13(2)"),
    ):
        shown, due = card(senco, title), RECEIVED_ON + timedelta(weeks=weeks)
        assert in_full(due) in shown
        assert "Who acts Fenshire Council" in shown
        assert f"Must (SEND Regulations 2014, {source})." in shown
        assert "As told by the school" in shown


def test_a_day_that_was_told_is_confirmed_by_the_councils_letter(senco: Visitor, case: str) -> None:
    received(senco, case)
    senco.follows("Confirm this by the council's letter")
    assert f'value="{RECEIVED_ON.day}"' in senco.page
    senco.sends({"confirmed": "council-letter", **day("received_on", RECEIVED_ON)})
    assert "Enter the date of the council's letter" in senco.text
    letter_of = RECEIVED_ON + timedelta(days=2)
    letter = {"confirmed": "council-letter", **day("letter_dated_on", letter_of)}
    senco.sends(letter | day("received_on", RECEIVED_ON))
    assert senco.address == case, senco.text
    assert "confirmed by the council's letter of" in senco.text
    assert "Confirm this" not in senco.text


def test_a_wrong_day_is_corrected_and_every_date_moves(senco: Visitor, case: str) -> None:
    received(senco, case)
    right = RECEIVED_ON + timedelta(days=2)
    senco.follows("Correct this")
    assert "What was recorded" in senco.text
    senco.sends(AS_TOLD | day("received_on", right))
    assert "Enter what was wrong" in senco.text
    senco.sends(AS_TOLD | day("received_on", right) | {"reason": "The post came later."})
    assert senco.address == case, senco.text
    assert "The post came later." in senco.text
    assert "Replaced:" in senco.text
    assert in_full(right + timedelta(weeks=20)) in card(senco, "Send the final EHC plan")


def test_the_whole_way_to_the_final_plan(senco: Visitor, case: str) -> None:
    received(senco, case)
    told_on = day("received_on", RECEIVED_ON + timedelta(days=5))
    for what, values, then in (
        ("decision", {"decision": "assess", **told_on}, "The council is assessing."),
        ("advice-request", told_on, "Send the school's advice for the assessment"),
        (
            "advice",
            day("sent_on", TODAY) | {"needs": "Listening is hard.", "papers": "Report A\nReport B"},
            "Needs Listening is hard. Papers Report A; Report B",
        ),
        ("plan-decision", {"decision": "plan", **told_on}, "it will make a plan"),
        ("final-plan", day("issued_on", TODAY), "The final plan was issued."),
    ):
        senco.goes_to(f"{case}/told/{what}")
        senco.sends(values)
        assert senco.address == case, senco.text
        assert then in senco.text
    assert "Done" in card(senco, "Send the final EHC plan")
    assert "early" in card(senco, "Send the school's advice")
    assert "Record the final plan" not in senco.text
    assert "Next Hold the review meeting, so that the council has its four weeks" in senco.text


def test_an_entry_that_never_happened_is_struck_out_and_stays(senco: Visitor, case: str) -> None:
    received(senco, case)
    senco.follows("It never happened")
    senco.sends({})
    assert "Enter what was wrong" in senco.text
    senco.sends({"reason": "It was another child's letter."})
    until(senco, case, "Entered in error: The council received the request")
    assert "It was another child's letter." in senco.text
    assert "We do not know when the council received the request" in senco.text


def test_a_school_that_did_not_hear_the_family_is_refused_at_the_box(senco: Visitor) -> None:
    page = f"{record_of(senco, 'Tobiloba')}/ehc"
    senco.goes_to(f"{page}/told/request")
    nobody_heard = {part: "" for part in ASKED if part.startswith("family_consulted_on")}
    senco.sends(ASKED | nobody_heard)
    assert "you must hear the parents, or the young person" in senco.text
    assert "section 36" in senco.text
    assert 'href="#family_consulted_on-day"' in senco.page
    assert "Fenshire Council" in senco.page


@pytest.mark.parametrize(
    ("what", "values", "said"),
    [
        ("receipt", AS_TOLD, "Enter the date the council received the request"),
        (
            "receipt",
            AS_TOLD | day("received_on", TODAY + timedelta(days=1)),
            "Date received must be today or in the past",
        ),
        (
            "receipt",
            AS_TOLD | day("received_on", RECEIVED_ON - timedelta(days=30)),
            "Two of the days are the wrong way round",
        ),
        ("receipt", day("received_on", RECEIVED_ON), "Select how you know"),
        ("decision", day("received_on", TODAY), "Select what the council decided"),
        ("advice", day("sent_on", TODAY), "none is recorded"),
        ("final-plan", {}, "Enter the date of the final plan"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    senco: Visitor, case: str, what: str, values: dict[str, str], said: str
) -> None:
    senco.goes_to(f"{case}/told/{what}")
    senco.sends(values)
    assert senco.address.endswith(f"/told/{what}")
    assert said in senco.text
    assert "<title>Error: " in senco.page
    for name, value in values.items():
        assert f'value="{value}"' in senco.page, name


def test_two_who_record_at_once_hear_of_one_another(
    senco: Visitor, arrive: Arrive, case: str
) -> None:
    other = arrive("senco").goes_to(f"{case}/told/advice-request")
    received(senco, case)
    other.sends(day("received_on", TODAY))
    seen, now = versions_told(other)
    assert now > seen
    other.sends(day("received_on", TODAY))
    assert other.address == case, other.text


def test_the_trust_lead_reads_it_and_records_nothing(trust_lead: Visitor, case: str) -> None:
    trust_lead.opens(case)
    assert "the SENCO records the day" in trust_lead.text
    for never in ("/told/", "Correct this", "<form"):
        assert never not in trust_lead.page.split("<main")[1]
    assert trust_lead.goes_to(f"{case}/told/receipt").status == 404


def test_nobody_else_meets_the_page(
    teacher: Visitor, arrive: Arrive, parent: Visitor, case: str
) -> None:
    for visitor in (teacher, arrive("head"), arrive("other_senco"), parent):
        for address in (case, f"{case}/told/receipt", f"{case}/told/request"):
            assert visitor.goes_to(address).status == 404, visitor.key


def test_a_case_that_is_struck_out_twice_as_an_answer_was_lost_leads_to_the_same_page(
    senco: Visitor,
) -> None:
    page = begun(senco, "Tobiloba")
    senco.goes_to(page)
    senco.follows("This whole case was entered in error")
    error, wrong = senco.address, {**senco.hidden(), "reason": "Only a test."}
    senco.sends(wrong)
    answered = (senco.status, senco.address, senco.query)
    assert answered[:2] == (200, page)
    until(senco, page, "No request yet.")
    senco.sends(wrong, to=error)
    assert (senco.status, senco.address, senco.query) == answered
    other = error.replace(page, f"{record_of(senco, 'Ayo')}/ehc")
    senco.sends(wrong, to=other)
    assert senco.status == 404
    assert senco.goes_to(error).status == 404


def test_another_pupils_case_cannot_be_reached_through_this_one(senco: Visitor, case: str) -> None:
    senco.goes_to(case)
    case_id = senco.link("This whole case").rpartition("/")[2]
    other = f"{record_of(senco, 'Ayo')}/ehc"
    for address in (f"{other}?case={case_id}", f"{other}/told/error/{case_id}"):
        assert senco.goes_to(address).status == 404


def test_what_is_told_on_the_page_of_an_older_request_is_told_of_that_one(
    senco: Visitor, case: str
) -> None:
    received(senco, case)
    senco.goes_to(f"{case}/told/request")
    senco.sends(ASKED | day("asked_on", TODAY))
    assert "We do not know when the council received the request" in senco.text
    until(senco, case, "Other requests")
    senco.goes_to(senco.link("Asked on"))
    senco.follows("Confirm this by the council's letter")
    letter = {"confirmed": "council-letter", **day("letter_dated_on", RECEIVED_ON)}
    senco.sends(letter | day("received_on", RECEIVED_ON), to=senco.action)
    assert "confirmed by the council's letter of" in senco.text
    senco.goes_to(case)
    assert "We do not know when the council received the request" in senco.text
    senco.follows("This whole case was entered in error")
    senco.sends({"reason": "Only a test."})
    until(senco, case, "confirmed by the council's letter of")


def test_without_ehcp_the_dates_are_unknown_and_not_none(
    without: Callable[..., Visitor], senco: Visitor, parent: Visitor
) -> None:
    record = record_of(senco, "Tobiloba")
    visitor = without("ehcp").signs_in("senco")
    assert "The EHC case and its dates cannot be shown" in visitor.goes_to(f"{record}/ehc").text
    assert "No request yet" not in visitor.text
    assert "EHC dates cannot be shown right now" in visitor.goes_to(record).text
    assert "No date is set" not in visitor.text
    assert "EHC dates cannot be shown right now" in visitor.goes_to("/today").text
    assert "to do first" not in visitor.text
    kept = parent.client.get_cookie("waymark")
    assert kept
    family = without("ehcp")
    family.client.set_cookie("waymark", kept.value)
    assert family.goes_to("/family").text.count("What the council is doing cannot be shown") == 2
    family.goes_to(parent.goes_to("/family").link("Tobiloba"))
    assert "What the council is doing cannot be shown right now" in family.text


def test_a_near_date_is_on_today_and_on_the_trusts_page(
    senco: Visitor, trust_lead: Visitor, case: str
) -> None:
    long_ago = TODAY - timedelta(weeks=5)
    senco.goes_to(f"{case}/told/advice-request")
    senco.sends(day("received_on", long_ago))
    to_send = "Send the school's advice for the assessment: Tobiloba Oyelaran"
    until(senco, "/today?show=all", to_send)
    assert "Must (SEND Regulations 2014, regulation 8(1))." in senco.text
    senco.follows(to_send)
    assert senco.address == case
    trust_lead.goes_to("/trust").follows("Larkfield Primary School")
    assert "Send the school's advice for the assessment" in trust_lead.text
    assert "Who acts: The school." in trust_lead.text


def test_a_family_reads_where_the_case_stands_and_its_next_date(
    senco: Visitor, parent: Visitor, case: str
) -> None:
    home = parent.goes_to("/family").link("Tobiloba")
    received(senco, case)
    due = in_full(RECEIVED_ON + timedelta(weeks=6))
    until(parent, home, f"{due}.")
    assert "This is called an EHC needs assessment." in parent.text
    assert "The council says yes or no" in parent.text
    assert "The council has not said that this is right." in parent.text
    assert "Fenshire Council" in parent.text
    assert "SEND Regulations 2014, regulation 5(1)" in parent.text


def test_today_asks_for_what_a_date_cannot_be_known_without(senco: Visitor, case: str) -> None:
    until(senco, "/today", "Missing facts")
    asked = "Tobiloba Oyelaran: On which day did the council receive the request?"
    assert asked in senco.text
    assert "Ask Fenshire Council." in senco.text
    assert senco.follows(asked).address == case
    received(senco, case)
    wait_until(
        lambda: asked not in senco.goes_to("/today").text,
        "the question to go once it is answered",
        within_seconds=VISIBLE_SECONDS,
    )


def test_the_history_leads_to_the_form_that_corrects_an_entry(senco: Visitor, case: str) -> None:
    received(senco, case)
    record = case.removesuffix("/ehc")
    until(senco, f"{record}/history", "Day recorded on which the council received the request")
    senco.follows("Day recorded on which the council received the request")
    assert "Nothing is deleted" in senco.text
    senco.follows("Correct this")
    assert senco.address.startswith(f"{case}/told/receipt/")
    assert "What was recorded" in senco.text


def test_an_entry_of_the_mis_says_where_it_is_put_right(
    senco: Visitor, trust_lead: Visitor
) -> None:
    record = record_of(senco, "Tobiloba")
    senco.goes_to(f"{record}/history")
    while "Name recorded" not in senco.text:
        senco.follows("Older entries")
    entry = senco.link("Name recorded")
    assert "the next import brings it" in senco.goes_to(entry).text
    assert "Only the SENCO of the school can correct it" in trust_lead.opens(entry).text
    unknown = f"{record}/history/{entry.rpartition('/')[2][::-1]}"
    assert senco.goes_to(unknown).status == 404


def test_who_opened_the_case_is_shown(senco: Visitor, case: str) -> None:
    senco.goes_to(f"{case.removesuffix('/ehc')}/opened")
    assert re.search(r"Mrs Kulkarni SENCO [^.]*the EHC case", senco.text)
