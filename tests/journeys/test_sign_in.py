import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from flask import Flask

from services.directory.demo_trust.personas import GRANDMOTHER, PERSONAS
from services.portal.config import Config
from shared.mongo import connect, main_database
from tests.journeys.conftest import Arrive, Watch
from tests.journeys.visitors import Visitor

HOMES = {
    "teacher": "/concerns/new",
    "senco": "/today",
    "head": "/concerns",
    "trust_lead": "/trust",
    "ops": "/imports",
}


@pytest.fixture
def visitor(app: Flask, mail: Path) -> Visitor:
    return Visitor(app, mail)


def cookie(visitor: Visitor) -> str:
    kept = visitor.client.get_cookie("waymark")
    return kept.value if kept else ""


@pytest.mark.parametrize("who", sorted(HOMES))
def test_each_person_starts_where_their_work_is(visitor: Visitor, who: str) -> None:
    visitor.signs_in(who)
    assert visitor.address == HOMES[who]
    assert "<h1" in visitor.page
    assert "Sign out" in visitor.page


def test_who_must_sign_in_first_comes_back_to_the_page_they_wanted(visitor: Visitor) -> None:
    visitor.goes_to("/reports/register")
    assert visitor.address == "/sign-in"
    visitor.signs_in("senco")
    assert visitor.address == "/reports/register"


def test_signing_in_takes_a_new_cookie(visitor: Visitor) -> None:
    visitor.goes_to("/sign-in/family")
    before = cookie(visitor)
    visitor.signs_in("teacher")
    assert before
    assert cookie(visitor) not in ("", before)
    stranger = Visitor(visitor.app, visitor.mail)
    stranger.client.set_cookie("waymark", before)
    stranger.goes_to("/concerns")
    assert stranger.address == "/sign-in"


def test_an_account_that_the_trust_does_not_know_is_told_so(visitor: Visitor) -> None:
    back = visitor.provider_says("somebody@elsewhere.example")
    reply = visitor.comes_back_from_provider(back)
    assert reply.status == 403
    assert "Waymark does not know this account" in visitor.text
    assert visitor.goes_to("/concerns").address == "/sign-in"


def test_an_answer_of_the_provider_counts_once_and_for_its_own_visitor(
    visitor: Visitor, app: Flask, mail: Path
) -> None:
    back = visitor.provider_says(PERSONAS["senco"].email)
    stranger = Visitor(app, mail)
    assert stranger.comes_back_from_provider(back).status == 400
    assert "You are not signed in" in stranger.text
    visitor.comes_back_from_provider(back)
    assert visitor.address == "/today"
    again = visitor.comes_back_from_provider(back)
    assert again.status == 400


def test_saying_no_at_the_provider_signs_nobody_in(visitor: Visitor) -> None:
    there = visitor.client.get("/sign-in/staff").location
    denied = requests.post(there, data={"action": "deny"}, allow_redirects=False, timeout=10)
    reply = visitor.comes_back_from_provider(denied.headers["Location"])
    assert reply.status == 400
    assert "Signing in was stopped" in visitor.text


def test_the_request_to_the_provider_is_bound_by_pkce_state_and_nonce(visitor: Visitor) -> None:
    there = visitor.client.get("/sign-in/staff").location
    for needed in ("code_challenge=", "code_challenge_method=S256", "state=", "nonce="):
        assert needed in there


def test_an_address_that_nobody_has_gets_the_same_page(visitor: Visitor) -> None:
    pages = []
    for email in (PERSONAS["barred_parent"].email, "nobody@nowhere.example"):
        visitor.goes_to("/sign-in/family")
        visitor.sends({"email": email})
        pages.append((visitor.address, re.sub(r'nonce="[^"]+"', "", visitor.page)))
    assert pages[0] == pages[1]
    assert "Check your email" in pages[0][1]


def test_a_link_leaves_the_address_at_once_and_only_the_button_uses_it(
    visitor: Visitor, app: Flask, mail: Path
) -> None:
    secret = visitor.emailed_link(PERSONAS["parent"].email)
    scanner = Visitor(app, mail)
    for _ in range(2):
        scanner.goes_to(f"/sign-in/link/{secret}")
    assert scanner.address == "/sign-in/link"
    assert secret not in scanner.page
    visitor.goes_to(f"/sign-in/link/{secret}")
    visitor.sends()
    assert visitor.address == "/family"
    scanner.sends()
    assert "This link is too old or was used" in scanner.text


def test_whom_an_order_bars_reads_what_everybody_reads_who_may_see_nothing(
    visitor: Visitor, config: Config
) -> None:
    pages = []
    for email in (PERSONAS["barred_parent"].email, GRANDMOTHER.email):
        secret = visitor.emailed_link(email)
        visitor.goes_to(f"/sign-in/link/{secret}")
        visitor.sends()
        pages.append((visitor.status, visitor.text))
        assert visitor.goes_to("/family").address == "/sign-in"
    said = f"We cannot show this here. Call the school office: {config.phone}"
    assert pages[0] == pages[1]
    assert pages[0][0] == 403
    assert said in pages[0][1]
    visitor.goes_to(f"/sign-in/link/{secret}")
    visitor.sends()
    assert "This link is too old or was used" in visitor.text


def test_signing_out_ends_it_here_and_at_directory(arrive: Arrive, config: Config) -> None:
    visitor = arrive("teacher")
    with visitor.client.session_transaction() as known:
        refresh = known["tokens"]["refresh"]
    before = cookie(visitor)
    visitor.goes_to("/sign-out")
    assert "You are signed out" in visitor.text
    renewed = requests.post(
        f"{config.services['directory']}/tokens/renew",
        json={"refresh_token": refresh},
        timeout=5,
    )
    assert renewed.status_code == 401
    visitor.client.set_cookie("waymark", before)
    assert visitor.goes_to("/concerns").address == "/sign-in"


def test_another_site_cannot_sign_somebody_out(arrive: Arrive) -> None:
    visitor = arrive("teacher")
    reply = visitor.client.get("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert "Another website sent you here" in reply.text
    assert visitor.goes_to("/concerns").address == "/concerns"


def test_a_person_with_two_roles_works_in_one_at_a_time(arrive: Arrive) -> None:
    visitor = arrive("senco")
    assert "You are here as SENCO, Larkfield Primary School" in visitor.page
    visitor.goes_to("/account/role")
    teaching = re.search(r'value="(teacher:[^"]+)"', visitor.page)
    assert teaching
    visitor.sends({"place": teaching[1]})
    assert "You are here as teacher, Larkfield Primary School" in visitor.page
    assert "Concerns you raised" in visitor.goes_to("/concerns").text
    reply = visitor.goes_to("/today")
    assert reply.status == 403
    assert "Change your role to see this page" in visitor.text


def test_a_role_that_somebody_does_not_have_cannot_be_chosen(teacher: Visitor) -> None:
    teacher.goes_to("/account/role")
    teacher.sends({"place": "senco:"})
    assert "Select a role" in teacher.text


def test_a_link_of_ours_leads_nowhere_else(arrive: Arrive) -> None:
    visitor = arrive("senco")
    page = visitor.client.get("/account/role?then=//elsewhere.example")
    tokens = dict(
        re.findall(r'name="(csrf_token|idempotency_key)" type="hidden" value="([^"]*)"', page.text)
    )
    place = re.search(r'value="(senco:[^"]+)"', page.text)
    assert place
    reply = visitor.client.post(
        "/account/role?then=//elsewhere.example", data={**tokens, "place": place[1]}
    )
    assert reply.location == "/home"


def test_the_token_is_renewed_before_it_ends(later: Visitor, watch: Watch) -> None:
    later.signs_in("senco")
    with later.client.session_transaction() as known:
        first = known["tokens"]["access"]
    watch.forward = timedelta(minutes=4, seconds=30)
    assert later.goes_to("/today").status == 200
    with later.client.session_transaction() as known:
        assert known["tokens"]["access"] != first


@pytest.mark.parametrize("minutes", [61, 12 * 60 + 1])
def test_a_session_ends_when_it_is_left_alone_and_after_12_hours(
    later: Visitor, watch: Watch, minutes: int
) -> None:
    later.signs_in("senco")
    for step in range(0, minutes, 50):
        if minutes > 61:
            watch.forward = timedelta(minutes=step)
            assert later.goes_to("/account").address == "/account"
    watch.forward = timedelta(minutes=minutes)
    assert later.goes_to("/account").address == "/sign-in"


def test_a_session_is_kept_sealed_under_a_hash(arrive: Arrive, config: Config) -> None:
    visitor = arrive("senco")
    visitor.goes_to("/pupils")
    visitor.sends({"name": "Oyelaran"})
    with visitor.client.session_transaction() as known:
        access = known["tokens"]["access"]
    with connect(config.mongodb_uri, timeout_ms=5_000, app="tests") as client:
        main = client[main_database(config.trust, "portal")]
        stored = repr(list(main["sessions"].find())) + repr(list(main["drafts"].find()))
    for secret in (cookie(visitor), access, "Oyelaran"):
        assert secret
        assert secret not in stored


@pytest.mark.parametrize("address", ["/today", "/concerns", "/pupils", "/trust", "/family"])
def test_nobody_sees_a_page_without_signing_in(visitor: Visitor, address: str) -> None:
    assert visitor.goes_to(address).address == "/sign-in"


def test_sign_in_says_so_when_directory_is_away(without: Callable[..., Visitor]) -> None:
    visitor = without("directory")
    reply = visitor.comes_back_from_provider(visitor.provider_says(PERSONAS["senco"].email))
    assert reply.status == 503
    assert "You cannot sign in right now" in visitor.text
