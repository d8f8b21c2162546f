"""What a SENCO does from the list of today itself: put a thing off, and settle one by one press."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from deploy.local.waiting import wait_until
from services.portal.app import create_app
from services.portal.boxes import Box
from services.portal.config import Config
from services.portal.put_offs import NAME, PutOffs
from shared.mongo import connect, main_database
from shared.rulebook.words import in_full
from tests.journeys.conftest import Arrive, Watch
from tests.journeys.test_concerns import TODAY, day
from tests.journeys.test_ehc import CARD, begun, ended
from tests.journeys.test_records import VISIBLE_SECONDS
from tests.journeys.visitors import Visitor

ALL = "/today?show=all"
INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
PUT_OFF = re.compile(r'href="(/today/put-off/[0-9a-f-]{36})"')
TOMORROW = TODAY + timedelta(days=1)


def card(visitor: Visitor, address: str) -> str:
    """The first card of the open list that leads there; "" where there is none."""
    return next((one for one in CARD.findall(visitor.page) if f'href="{address}"' in one), "")


def listed(visitor: Visitor, address: str) -> str:
    """Open the list and wait until it has the card."""
    wait_until(
        lambda: bool(card(visitor.goes_to(ALL), address)),
        "the thing to stand on the list",
        within_seconds=VISIBLE_SECONDS,
    )
    return card(visitor, address)


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def presses(visitor: Visitor, address: str, button: str) -> Visitor:
    """Press a button of the card that leads there."""
    for form in card(visitor, address).split("<form ")[1:]:
        if button in text(f"<form {form}"):
            action = form.split('action="')[1].split('"')[0]
            return visitor.sends(dict(INPUT.findall(form)), to=action)
    raise AssertionError(f"no button {button!r}: {card(visitor, address)}")


def form_of(visitor: Visitor, address: str) -> str:
    """Where the card that leads there can be put off, once it stands on the list."""
    wait_until(
        lambda: bool(PUT_OFF.search(card(visitor.goes_to(ALL), address))),
        "a thing on the list that may wait",
        within_seconds=VISIBLE_SECONDS,
    )
    return str(PUT_OFF.findall(card(visitor, address))[0])


def puts_off(senco: Visitor, address: str, until: date, reason: str) -> str:
    """Put the card that leads there off; the address of its form."""
    form = form_of(senco, address)
    senco.goes_to(form)
    senco.sends({"reason": reason, **day("until", until)})
    assert senco.address == "/today", senco.text
    return form


def put_off_part(visitor: Visitor) -> str:
    """The list's last group."""
    return visitor.page.partition(">Put off</h2>")[2].partition("</ul>")[0]


@pytest.fixture
def reason() -> str:
    return f"The class teacher is away. {uuid4().hex}"


def test_a_promise_is_put_off_and_taken_back(senco: Visitor, concern: str, reason: str) -> None:
    puts_off(senco, concern, TOMORROW, reason)
    assert f"Put off until {in_full(TOMORROW)}." in senco.text
    senco.goes_to(ALL)
    assert concern in put_off_part(senco)
    said = text(card(senco, concern))
    assert f"Until {in_full(TOMORROW)}: {reason} (Mrs Kulkarni)" in said
    assert "By " in said
    presses(senco, concern, "Take it back")
    assert senco.address == "/today"
    assert "Saved. It is back on the list." in senco.text
    senco.goes_to(ALL)
    assert concern in senco.page
    assert concern not in put_off_part(senco)
    assert reason not in senco.page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Enter the day until which you put it off"),
        (day("until", TODAY), "The day must be after today"),
        (day("until", TODAY - timedelta(days=1)), "The day must be after today"),
        (day("until", TODAY + timedelta(days=29)), "28 days from today, at the latest."),
        ({**day("until", TOMORROW), "reason": " "}, "Enter why you put it off"),
        (
            {**day("until", TOMORROW), "reason": "x" * 201},
            "The reason must be 200 characters or less",
        ),
    ],
)
def test_a_day_or_reason_that_will_not_do_is_said_and_nothing_is_put_off(
    senco: Visitor, concern: str, typed: dict[str, str], message: str
) -> None:
    form = form_of(senco, concern)
    senco.goes_to(form)
    senco.sends({"reason": "She is away", **typed})
    assert senco.address == form
    assert message in senco.page.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    assert concern not in put_off_part(senco.goes_to(ALL))


def test_nothing_is_put_off_past_a_legal_date(senco: Visitor, reason: str) -> None:
    page = begun(senco, "Tobiloba")
    try:
        senco.goes_to(f"{page}/told/advice-request")
        senco.sends(day("received_on", TODAY - timedelta(weeks=5)))
        due = TODAY + timedelta(weeks=1)
        case = f"{page}?case={senco.goes_to(page).link('This whole case').rpartition('/')[2]}"
        form = form_of(senco, case)
        senco.goes_to(form)
        never = f"The law gives until {in_full(due)}. It cannot be put off past that."
        assert never in senco.text
        senco.sends({"reason": reason, **day("until", due + timedelta(days=1))})
        assert senco.address == form
        assert never in senco.page.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
        senco.sends({"reason": reason, **day("until", due)})
        assert senco.address == "/today"
        assert case in put_off_part(senco.goes_to(ALL))
        assert f"Until {in_full(due)}" in text(card(senco, case))
    finally:
        ended(senco, page)


def test_it_comes_back_by_itself_on_its_day(
    senco: Visitor, later: Visitor, watch: Watch, concern: str, reason: str
) -> None:
    puts_off(senco, concern, TOMORROW, reason)
    later.signs_in("senco")
    listed(later, concern)
    assert concern in put_off_part(later)
    watch.forward = timedelta(days=1)
    later.signs_in("senco")
    listed(later, concern)
    assert concern not in put_off_part(later)
    assert reason not in later.page


def test_no_other_school_sees_or_undoes_it(
    senco: Visitor, arrive: Arrive, concern: str, reason: str
) -> None:
    form = puts_off(senco, concern, TOMORROW, reason)
    other = arrive("other_senco")
    assert reason not in other.goes_to(ALL).page
    for address in (form, f"/today/put-off/{uuid4()}"):
        assert other.goes_to(address).status == 404
    other.goes_to("/pupils")
    other.sends({"reason": reason, **day("until", TOMORROW)}, to=form)
    assert other.status == 404
    other.goes_to("/pupils")
    other.sends(to=f"{form}/back")
    assert concern in put_off_part(senco.goes_to(ALL))
    for who in ("teacher", "head", "trust_lead", "parent"):
        assert arrive(who).goes_to(form).status == 404


def test_what_is_kept_is_sealed(senco: Visitor, concern: str, reason: str, config: Config) -> None:
    form = puts_off(senco, concern, TOMORROW, reason)
    with connect(config.mongodb_uri, timeout_ms=5_000, app="tests") as client:
        dumped = repr(list(client[main_database(config.trust, "portal")]["put_offs"].find()))
    assert "comes_back_at" in dumped
    for hidden in (reason, form.rpartition("/")[2], concern.rpartition("/")[2]):
        assert hidden not in dumped


def test_a_reply_is_given_by_one_press_and_the_thing_is_gone(
    senco: Visitor, teacher: Visitor, concern: str
) -> None:
    listed(senco, concern)
    presses(senco, concern, "Reply that it has arrived")
    assert senco.address == "/today"
    assert "Saved. You replied that the concern has arrived." in senco.text
    assert card(senco, concern) == ""
    assert "Saved." not in senco.goes_to(ALL).text
    assert card(senco, concern) == ""
    assert "Mrs Kulkarni replied on" in senco.goes_to(concern).text
    assert "Mrs Kulkarni has it since" in teacher.goes_to(concern).text


def test_the_same_press_twice_is_one_reply(senco: Visitor, concern: str) -> None:
    listed(senco, concern)
    page = senco.page
    presses(senco, concern, "Reply that it has arrived")
    senco.page = page
    presses(senco, concern, "Reply that it has arrived")
    assert senco.address == "/today"
    assert "Saved." in senco.text


def test_without_a_service_the_form_is_unknown_and_not_gone(
    senco: Visitor, without: Callable[..., Visitor], concern: str
) -> None:
    form = form_of(senco, concern)
    visitor = without("referrals").signs_in("senco")
    assert visitor.goes_to(form).status == 503


def test_where_what_is_put_off_cannot_be_read_everything_is_shown(
    senco: Visitor, config: Config, concern: str, reason: str, mail: Path
) -> None:
    puts_off(senco, concern, TOMORROW, reason)
    portal: Flask = create_app(config)
    with connect("mongodb://127.0.0.1:9", timeout_ms=50, app="tests") as nobody:
        portal.extensions[NAME] = PutOffs(nobody["none"]["put_offs"], Box(bytes(32), "put-offs"))
        visitor = Visitor(portal, mail).signs_in("senco")
        form = form_of(visitor, concern)
        assert "What your school has put off cannot be shown right now" in visitor.text
        assert concern not in put_off_part(visitor)
        visitor.goes_to(form)
        visitor.sends({"reason": reason, **day("until", TOMORROW)})
        assert "Not saved yet. Try again in a minute." in visitor.text
        assert reason in visitor.page
