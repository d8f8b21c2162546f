"""A pupil's record, the family's pages, the trust's, the register, messages."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from flask import Flask

from deploy.check.report import connected
from deploy.local.waiting import wait_until
from deploy.local.whole import Platform
from services.portal.words import days
from shared.calendar import london_date, utc_now
from shared.mongo import views_database
from shared.views import live_collection
from tests.journeys.conftest import Arrive, Watch, raised
from tests.journeys.test_concerns import NOT_SEND, SUPPORT, day, decided, triaged
from tests.journeys.visitors import Visitor

TODAY = london_date(utc_now())
VISIBLE_SECONDS = 20


def until(visitor: Visitor, address: str, said: str) -> None:
    """Look at a page until it says so: views follow within moments."""

    def says() -> bool:
        return said in visitor.goes_to(address).text or said in visitor.text

    wait_until(says, f"{address} to say {said!r}", within_seconds=VISIBLE_SECONDS)


def register(true_on: date, known_on: date, **instead: str) -> str:
    """The address of the register of these days."""
    asked = {**day("true_on", true_on), **day("known_on", known_on), **instead}
    return f"/reports/register?{urlencode(asked)}"


def record_of(visitor: Visitor, name: str) -> str:
    """The address of a pupil's record, found as people find it."""
    visitor.goes_to("/pupils")
    visitor.sends({"name": "Oyelaran"})
    return visitor.link(name)


def test_a_search_leaves_no_name_in_the_address(senco: Visitor) -> None:
    senco.goes_to("/pupils")
    senco.sends({"name": "Oyelaran"})
    assert (senco.address, senco.query) == ("/pupils", "")
    assert "Tobiloba Oyelaran" in senco.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("oy", "Enter at least 3 letters of the name"),
        ("2013614250", "Enter a UPN like V201361425001"),
        ("A201361425001", "Check the UPN: with these digits the first letter is V"),
    ],
)
def test_what_cannot_be_searched_for_is_said_at_the_box(
    senco: Visitor, typed: str, said: str
) -> None:
    senco.goes_to("/pupils")
    senco.sends({"name": typed})
    assert said in senco.text
    assert "There is a problem" in senco.text
    assert "Nobody on the roll" not in senco.text
    assert (senco.address, senco.query) == ("/pupils", "")


def test_a_record_says_why_it_is_seen_what_is_next_and_what_happened(
    senco: Visitor, concern: str
) -> None:
    record = record_of(senco, "Ayo")
    until(senco, record, "Concern raised by Miss Whitlock, teacher")
    assert "You see the whole record because you are the SENCO of Larkfield" in senco.text
    assert "Contact restriction: an order keeps an adult from this child" in senco.text
    assert concern in senco.page
    title = re.search(r"<title>(.*?)</title>", senco.page, re.S)
    assert title
    assert title[1].strip() == "Overview, A.O. - Waymark"


def test_a_record_shows_what_the_family_said_for_a_concern(senco: Visitor, concern: str) -> None:
    record = record_of(senco, "Ayo")
    until(senco, record, "See the concern of")
    assert "A parent or carer (when the concern was raised, " in senco.text
    assert "She speaks freely at home." in senco.text
    assert senco.link("See the concern of") == concern


def test_the_history_names_who_and_when_and_no_number_of_the_child(senco: Visitor) -> None:
    record = record_of(senco, "Ayo")
    senco.goes_to(f"{record}/history")
    pages = [senco.text]
    while "Older entries" in senco.text:
        pages.append(senco.follows("Older entries").text)
    whole = " ".join(pages)
    assert "Came onto the school's roll by The school's own records, imported" in whole
    assert "Name recorded" in whole
    assert "SV100001" not in whole


def test_who_opened_a_record_is_shown_to_staff_and_family(senco: Visitor, parent: Visitor) -> None:
    record = record_of(senco, "Tobiloba")
    senco.goes_to(record)
    senco.goes_to(f"{record}/opened")
    assert re.search(r"Mrs Kulkarni SENCO [^.]*the front page", senco.text)
    parent.goes_to("/family")
    parent.follows("Tobiloba")
    parent.follows("See who opened")
    assert "Mrs Kulkarni , special needs co-ordinator (SENCO)" in parent.text
    assert "the front page" in parent.text


def test_a_teacher_and_a_head_have_no_pupils_page(teacher: Visitor, arrive: Arrive) -> None:
    for visitor in (teacher, arrive("head")):
        assert visitor.goes_to("/pupils").status == 404


def test_a_part_that_is_down_takes_itself_and_not_the_page(
    without: Callable[..., Visitor], senco: Visitor
) -> None:
    record = record_of(senco, "Ayo")
    visitor = without("referrals", "reporting").signs_in("senco")
    reply = visitor.goes_to(record)
    assert reply.status == 200
    assert "Ayo Oyelaran" in visitor.text
    for part in (
        "The register",
        "The concerns",
        "The history",
        "The dates of concerns",
        "What was said for a concern",
    ):
        assert f"{part} cannot be shown right now" in visitor.text
    for never in (
        "Not on the register",
        "Nobody has raised",
        "Nothing recorded",
        "No date is",
        "Nothing is recorded",
    ):
        assert never not in visitor.text
    visitor = without("plans").signs_in("senco").goes_to(record)
    for part in (
        "The review of the support plan",
        "The support plan",
        "What was said about the plan",
    ):
        assert f"{part} cannot be shown right now" in visitor.text
    for never in ("No support plan", "No targets", "No help", "Nothing is recorded"):
        assert never not in visitor.text


def test_without_names_the_rest_is_shown(without: Callable[..., Visitor], concern: str) -> None:
    whole, visitor = without().signs_in("senco"), without("directory")
    kept = whole.client.get_cookie("waymark")
    assert kept
    visitor.client.set_cookie("waymark", kept.value)
    visitor.goes_to("/today")
    assert "Reply to the concern about Name not available" in visitor.text
    assert "She speaks freely at home." in visitor.goes_to(concern).text


def test_a_family_reads_the_five_lines_the_decision_and_its_rights(
    parent: Visitor, teacher: Visitor, senco: Visitor
) -> None:
    concern = raised(teacher, "He is slow to start.", who="Tobiloba")
    parent.goes_to("/family")
    home = parent.link("Tobiloba")
    assert "/family/" in home
    until(parent, home, "Someone told the school that they are worried about Tobiloba")
    for line in ("Now", "Next", "By when", "Who", "What you can do", "Mrs Kulkarni"):
        assert line in parent.text
    triaged(senco, concern)
    decided(senco, concern, "not-send", NOT_SEND)
    until(parent, home, "The school found no special educational needs for now")
    parent.follows("Read what the school decided")
    for said in (
        "We found no special educational needs for now",
        "All teachers show pictures.",
        "A reading club.",
        "If she falls behind.",
        "You can ask the council",
        "You can ask now, even if the school has said no",
    ):
        assert said in parent.text
    for hidden in ("He is slow to start.", "22 of 45", "Looks at others first."):
        assert hidden not in parent.page


def test_a_familys_address_opens_nothing_for_others(
    parent: Visitor, senco: Visitor, app: Flask, mail: Path
) -> None:
    parent.goes_to("/family")
    home = parent.link("Ayo")
    pupil = record_of(senco, "Ayo").rpartition("/")[2]
    assert pupil not in home
    assert senco.goes_to(home).status == 404
    assert parent.goes_to(f"/family/{pupil}").status == 404
    assert parent.goes_to(f"/pupils/{pupil}").status == 404
    assert Visitor(app, mail).goes_to(home).address == "/sign-in"


def test_a_family_page_without_referrals_says_so(
    without: Callable[..., Visitor], parent: Visitor
) -> None:
    kept = parent.client.get_cookie("waymark")
    assert kept
    visitor = without("referrals")
    visitor.client.set_cookie("waymark", kept.value)
    visitor.goes_to("/family")
    assert "What the school is doing cannot be shown right now" in visitor.text
    assert "Nobody has told us" not in visitor.text


def test_the_trust_lead_goes_from_a_number_to_its_cases(trust_lead: Visitor, concern: str) -> None:
    trust_lead.goes_to("/trust")
    assert "Skylark Valley Trust: 8 schools" in trust_lead.text
    trust_lead.follows("Larkfield Primary School")
    assert "Mrs Kulkarni" in trust_lead.text
    # The last of them all, on whatever page: those that other journeys raised wait longer.
    while concern not in trust_lead.page:
        trust_lead.follows("Later days")
    assert "She speaks freely at home." in trust_lead.opens(concern).text
    assert "Reply that it has arrived" not in trust_lead.text


def test_a_trust_lead_says_why_once_for_each_pupil_and_the_family_sees_it(
    arrive: Arrive, senco: Visitor, parent: Visitor
) -> None:
    record = record_of(senco, "Tobiloba")
    lead = arrive("trust_lead").goes_to(record)
    assert lead.address == f"{record}/reason"
    assert "The record of Tobiloba Oyelaran" in lead.text
    lead.sends(to=f"{lead.address}?{lead.query}")
    assert "Select why you are opening this record" in lead.text
    lead.sends({"reason": "curious"}, to=f"{lead.address}?{lead.query}")
    assert "Select why you are opening this record" in lead.text
    assert lead.goes_to(record).address == f"{record}/reason"
    lead.sends({"reason": "complaint"}, to=f"{lead.address}?{lead.query}")
    assert lead.address == record
    assert "Your reason for opening it: a question or complaint from the family" in lead.text
    assert lead.goes_to(f"{record}/history").address == f"{record}/history"
    assert lead.goes_to(record_of(senco, "Ayo")).address.endswith("/reason")
    senco.goes_to(f"{record}/opened")
    assert re.search(
        r"trust SEND lead [^.]*the front page[^.]* a question or complaint from the family",
        senco.text,
    )
    parent.goes_to("/family").follows("Tobiloba")
    parent.follows("See who opened")
    # A day's reasons stand together: journeys before this one may have stated another.
    assert re.search(r"Reason given: [^.]*\ba question or complaint from the family\b", parent.text)


def test_what_safeguarding_asks_for_is_told_to_the_school_and_not_to_the_family(
    arrive: Arrive, senco: Visitor, parent: Visitor
) -> None:
    record = record_of(senco, "Tobiloba")
    arrive("trust_lead").opens(record, because="safeguarding")
    assert "to keep the child safe (safeguarding)" in senco.goes_to(f"{record}/opened").text
    parent.goes_to("/family").follows("Tobiloba")
    parent.follows("See who opened")
    assert "a check that the trust must make" in parent.text
    assert "safe" not in parent.text.replace("keep safe, then shred", "")


def test_a_reason_ends_after_8_hours_and_leads_nowhere_else(
    arrive: Arrive, senco: Visitor, concern: str, later: Visitor, watch: Watch
) -> None:
    record = record_of(senco, "Ayo")
    lead = later.signs_in("trust_lead")
    lead.goes_to(concern)
    assert lead.address == f"{record}/reason"
    lead.sends({"reason": "review"}, to=f"{lead.address}?{lead.query}")
    assert (lead.address, "She speaks freely at home." in lead.text) == (concern, True)
    for minutes in range(0, 8 * 60, 50):
        watch.forward = timedelta(minutes=minutes)
        assert lead.goes_to("/trust").address == "/trust"
    watch.forward = timedelta(hours=8, minutes=1)
    assert lead.goes_to(concern).address == f"{record}/reason"
    lead.sends({"reason": "review"}, to=f"{record}/reason?then=//elsewhere.example/")
    assert lead.address == record


def test_only_a_trust_lead_is_asked_why(senco: Visitor, teacher: Visitor, parent: Visitor) -> None:
    card = f"{record_of(senco, 'Ayo')}/reason"
    for visitor in (senco, teacher, parent):
        assert visitor.goes_to(card).status == 404


def test_nobodys_record_has_no_card(trust_lead: Visitor) -> None:
    assert trust_lead.goes_to(f"/pupils/{uuid4()}/reason").status == 404


@pytest.mark.parametrize(
    ("order", "heading"),
    [
        ("school", "School"),
        ("roll", "On roll"),
        ("support", "SEN Support"),
        ("decide", "Late to decide"),
        ("reviews", "Reviews on time"),
        ("?", "Late (ours)"),
    ],
)
def test_the_trusts_table_says_how_it_is_sorted(
    trust_lead: Visitor, order: str, heading: str
) -> None:
    trust_lead.goes_to(f"/trust?order={order}")
    sorted_by = re.findall(
        r'aria-sort="(?:ascending|descending)">\s*<a[^>]*>([^<]+)</a>', trust_lead.page
    )
    assert sorted_by == [heading]
    names = re.findall(r'href="/trust/schools/[^"]+">([^<]+)</a></th>', trust_lead.page)
    assert len(names) == 8
    if order == "school":
        assert names == sorted(names)


def test_the_trusts_table_without_reporting_says_so(without: Callable[..., Visitor]) -> None:
    visitor = without("reporting").signs_in("trust_lead")
    assert "The figures of the schools cannot be shown right now" in visitor.text
    assert "0 schools" not in visitor.text


def test_the_register_shows_a_correction_as_known_then_and_now(
    senco: Visitor, platform: Platform, concern: str
) -> None:
    triaged(senco, concern)
    # Later than any other test's but today's, so that no other decision is the one that holds.
    wrong, right = TODAY - timedelta(days=5), TODAY - timedelta(days=3)
    decided(senco, concern, "sen-support", SUPPORT | day("from_on", wrong))
    until(senco, register(right, TODAY), stands_since(wrong))
    told_the_day_before(platform, UUID(record_of(senco, "Ayo").rpartition("/")[2]))
    correction = SUPPORT | day("from_on", right) | {"reason": "The wrong day."}
    decided(senco, concern, "sen-support", correction)
    until(senco, register(right, TODAY), stands_since(right))
    assert stands_since(wrong) not in senco.text
    senco.goes_to(register(right, TODAY - timedelta(days=1)))
    assert stands_since(wrong) in senco.text
    assert stands_since(right) not in senco.text
    told = (
        r"Ayo Oyelaran: SEN Support then, SEN Support as known today\. Recorded [^.]+, true from "
    )
    assert re.search(rf"{told}{days.day(right, today=TODAY)}\.", senco.text), senco.text


def stands_since(on: date) -> str:
    """Ayo's row of the register."""
    need = "Speech, language and communication"
    return f"Ayo Oyelaran Year 2 SEN Support {need} {days.short_day(on, today=TODAY)}"


def told_the_day_before(platform: Platform, pupil_id: UUID) -> None:
    """Let the register have known a day ago all that it has been told of a pupil.

    It is the one thing for which no test can wait: nobody chooses when something is recorded.
    """
    with connected(platform.place) as client:
        views = client[views_database(platform.place.trust, "reporting")]
        pupils = live_collection(views, "register")
        pupil = pupils.find_one({"_id": pupil_id})
        pupils.replace_one({"_id": pupil_id}, a_day_before(pupil))


def a_day_before(told: Any) -> Any:
    """The same with every instant in it a day earlier."""
    match told:
        case datetime():
            return told - timedelta(days=1)
        case dict():
            return {name: a_day_before(one) for name, one in told.items()}
        case list():
            return [a_day_before(one) for one in told]
    return told


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (day("known_on", TODAY + timedelta(days=1)), "'As known on' must be today or in the past"),
        ({"known_on-day": "31", "known_on-month": "2"}, "'As known on' must be a real date"),
        ({"true_on-year": "", "true_on-month": ""}, "'True on' must include a month and year"),
    ],
)
def test_a_register_of_a_wrong_day_is_not_shown(
    senco: Visitor, values: dict[str, str], said: str
) -> None:
    senco.goes_to(register(TODAY, TODAY, **values))
    assert said in senco.text
    assert "<title>Error: " in senco.page
    assert "Pupils on the register" not in senco.text


def test_another_schools_register_cannot_be_asked_for(senco: Visitor, trust_lead: Visitor) -> None:
    trust_lead.goes_to("/trust")
    other = trust_lead.link("Kestrel Park").rpartition("/")[2]
    senco.goes_to(f"/reports/register?school={other}")
    assert "Register of Larkfield Primary School" in senco.text


def test_a_message_names_the_child_here_and_leads_to_its_page(
    arrive: Arrive, senco: Visitor, concern: str
) -> None:
    until(senco, "/messages", "A new concern to read")
    assert "About Ayo Oyelaran" in senco.text
    senco.follows("A new concern to read")
    assert senco.address.startswith("/concerns/")


def test_somebody_elses_message_is_not_there(senco: Visitor, teacher: Visitor) -> None:
    until(senco, "/messages", "A new concern to read")
    message = senco.link("A new concern to read")
    assert teacher.goes_to(message).status == 404


def test_how_one_is_told_can_be_changed(arrive: Arrive) -> None:
    visitor = arrive("head")
    for choice in ("here", "email"):
        visitor.goes_to("/account/notices")
        visitor.sends({"how": choice})
        assert "Saved." in visitor.text
        visitor.goes_to("/account/notices")
        assert re.search(rf'value="{choice}"\s+checked', visitor.page)


def test_messages_that_cannot_be_had_are_not_none(without: Callable[..., Visitor]) -> None:
    visitor = without("notifications").signs_in("senco")
    visitor.goes_to("/messages")
    assert "Your messages cannot be shown right now" in visitor.text
    assert "No new messages" not in visitor.text
    assert re.search(r">\s*Messages\s*<", visitor.page)
