"""The dates in somebody's own calendar: the address is made, fetched without signing in, ended."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
import vobject
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.test import TestResponse

from deploy.local.waiting import wait_until
from shared.references import reference
from tests.journeys.conftest import Arrive
from tests.journeys.test_concerns import day
from tests.journeys.test_ehc import AS_TOLD, RECEIVED_ON, begun, ended, received
from tests.journeys.test_in_a_browser import looked_at, press, staff_signs_in
from tests.journeys.visitors import Visitor

ADDRESS = re.compile(r'id="address"[^>]* value="([^"]+)"')
SECONDS = 20
EVERY = 1.0  # an address may be asked 60 times an hour
NAMES = re.compile("Oyelaran|Ayo|Tobiloba|Folake|EHC|SEN|assess|plan", re.IGNORECASE)


def makes(visitor: Visitor) -> str:
    """The secret address, as it is shown once."""
    visitor.goes_to("/account/calendar")
    visitor.sends()
    assert visitor.status == 200, visitor.text
    found = ADDRESS.search(visitor.page)
    assert found, visitor.text
    return unescape(found[1])


def fetched(app: Flask, address: str) -> TestResponse:
    """As a calendar fetches it: no cookie, no sign-in."""
    return app.test_client().get(urlsplit(address).path)


def entries(app: Flask, address: str) -> dict[str, Any]:
    """What the calendar then shows, by UID."""
    reply = fetched(app, address)
    assert reply.status_code == 200, reply.text
    assert reply.mimetype == "text/calendar"
    read = vobject.readOne(reply.text)
    return {one.uid.value: one for one in getattr(read, "vevent_list", [])}


def called(senco: Visitor, page: str) -> str:
    """What entries say of the case of an EHC page, which no other case's entries say."""
    senco.goes_to(page)
    case_id = UUID(senco.link("This whole case").rpartition("/")[2])
    return f"T.O., case {reference(case_id)}:"


def about(found: dict[str, Any], case: str) -> dict[str, Any]:
    return {uid: one for uid, one in found.items() if case in one.summary.value}


def shows(app: Flask, address: str, case: str) -> dict[str, Any]:
    """Wait until there are entries about a case that hold; those."""

    def there() -> bool:
        found = about(entries(app, address), case).values()
        return any(one.status.value == "CONFIRMED" for one in found)

    wait_until(there, f"dates of {case}", within_seconds=SECONDS, every=EVERY)
    return about(entries(app, address), case)


@pytest.fixture
def case(senco: Visitor) -> Iterator[str]:
    """What entries say of a case whose dates are counted."""
    page = begun(senco, "Tobiloba")
    received(senco, page)
    yield called(senco, page)
    ended(senco, page)


def test_a_senco_and_a_parent_fetch_the_dates_by_the_address_alone(
    senco: Visitor, parent: Visitor, app: Flask, case: str
) -> None:
    ours, theirs = makes(senco), makes(parent)
    assert ours != theirs
    shown, family = shows(app, ours, case), shows(app, theirs, case)
    assert shown.keys() == family.keys()
    days = {one.dtstart.value for one in shown.values()}
    assert RECEIVED_ON + timedelta(weeks=6) in days
    assert RECEIVED_ON + timedelta(weeks=20) in days
    for one in family.values():
        assert "Larkfield Primary School" in one.description.value
        assert one.url.value.endswith("/family")
    for text in (fetched(app, ours).text, fetched(app, theirs).text):
        assert not NAMES.search(text.replace("\r\n ", ""))


def test_the_reply_is_kept_by_nobody_and_signs_nobody_in(
    senco: Visitor, parent: Visitor, app: Flask
) -> None:
    address = makes(parent)
    reply = fetched(app, address)
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in reply.headers
    # Whoever is signed in in the same browser changes nothing about whose calendar it is.
    assert senco.client.get(urlsplit(address).path).data == reply.data


def test_a_correction_moves_the_same_entries_and_an_error_cancels_them(
    senco: Visitor, app: Flask
) -> None:
    page = begun(senco, "Tobiloba")
    received(senco, page)
    case, address = called(senco, page), makes(senco)
    before = shows(app, address, case)
    assert {one.sequence.value for one in before.values()} == {"0"}
    senco.goes_to(page)
    senco.follows("Correct this")
    later = RECEIVED_ON + timedelta(days=2)
    senco.sends(AS_TOLD | day("received_on", later) | {"reason": "The post came later."})

    def moved() -> bool:
        found = entries(app, address)
        return all(found[uid].sequence.value == "1" for uid in before)

    wait_until(moved, "the entries to move", within_seconds=SECONDS, every=EVERY)
    after = entries(app, address)
    for uid, one in before.items():
        assert after[uid].dtstart.value == one.dtstart.value + timedelta(days=2)
    ended(senco, page)

    def cancelled() -> bool:
        found = entries(app, address)
        return all(found[uid].status.value == "CANCELLED" for uid in before)

    wait_until(cancelled, "the entries to be cancelled", within_seconds=SECONDS, every=EVERY)
    after = entries(app, address)
    assert {after[uid].sequence.value for uid in before} == {"2"}


def test_the_address_is_shown_once_and_a_new_one_empties_the_old(
    senco: Visitor, app: Flask, case: str
) -> None:
    first = makes(senco)
    assert shows(app, first, case)
    senco.goes_to("/account/calendar")
    assert "You have an address" in senco.text
    assert "A calendar last asked for the dates at" in senco.text
    assert urlsplit(first).path not in senco.page
    second = makes(senco)
    assert entries(app, first) == {}
    assert entries(app, second)


def test_an_ended_address_shows_an_empty_calendar(parent: Visitor, app: Flask, case: str) -> None:
    address = makes(parent)
    assert shows(app, address, case)
    parent.goes_to("/account/calendar")
    parent.follows("End the address")
    assert entries(app, address), "asking is not ending"
    parent.sends()
    assert parent.address == "/account/calendar"
    assert "The address shows nothing any more" in parent.text
    assert "You have an address" not in parent.text
    assert entries(app, address) == {}


def test_an_address_that_was_never_made_is_not_found(app: Flask) -> None:
    for secret in ("A" * 43, "A" * 300):
        reply = fetched(app, f"/calendar/{secret}.ics")
        assert (reply.status_code, reply.mimetype) == (404, "text/plain")


@pytest.mark.parametrize("service", ["ehcp", "directory"])
def test_a_service_that_is_away_is_no_empty_calendar(
    without: Callable[..., Visitor], parent: Visitor, service: str
) -> None:
    reply = fetched(without(service).app, makes(parent))
    assert reply.status_code == 503
    assert reply.headers["Retry-After"]
    assert "BEGIN:VCALENDAR" not in reply.text


@pytest.mark.parametrize("who", ["teacher", "head", "trust_lead", "ops"])
def test_other_roles_have_no_calendar(arrive: Arrive, who: str) -> None:
    visitor = arrive(who)
    assert visitor.goes_to("/account/calendar").status == 404
    assert "your own calendar" not in visitor.goes_to("/account").text


def test_without_directory_the_page_says_so(
    without: Callable[..., Visitor], senco: Visitor
) -> None:
    kept = senco.client.get_cookie("waymark")
    assert kept
    visitor = without("directory")
    visitor.client.set_cookie("waymark", kept.value)
    assert (
        "Whether you have an address cannot be shown" in visitor.goes_to("/account/calendar").text
    )


def test_the_pages_in_a_browser(page: Page, portal_url: str) -> None:
    staff_signs_in(page, portal_url, "senco")
    page.goto(f"{portal_url}/account")
    looked_at(page)
    page.get_by_role("link", name="in your own calendar").click()
    looked_at(page)
    press(page, page.get_by_role("main").get_by_role("button").first.inner_text())
    expect(page.get_by_label("Your secret address")).to_have_value(
        re.compile(r"/calendar/.+\.ics$")
    )
    link = page.get_by_role("link", name="Add it to the calendar of this device")
    expect(link).to_have_attribute("href", re.compile("^webcal://"))
    looked_at(page)
    page.goto(f"{portal_url}/account/calendar/end")
    looked_at(page)
    press(page, "End the address")
    expect(page.get_by_role("status")).to_contain_text("Ended.")
    looked_at(page)
