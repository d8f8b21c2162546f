import re
from dataclasses import replace

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from services.portal.all_down import page as all_down_page
from services.portal.app import create_app
from services.portal.config import Config
from services.portal.status import look
from services.portal.words.roles import ROLE
from shared.access.grants import POLICY, Role
from tests.browser import serving
from tests.portal.examples import PUBLIC_PAGES

NOBODY_LISTENS = "http://127.0.0.1:9"
FOOTER = ["/help", "/help/rights", "/privacy", "/accessibility"]


def without_nonce(html: str) -> str:
    return re.sub(r'nonce="[^"]+"', "", html)


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_each_page_names_the_trust_and_a_phone_number(client: FlaskClient, address: str) -> None:
    text = client.get(address).text
    assert re.search(r"<title>[^<]+ - Waymark</title>", text)
    assert 'lang="en"' in text
    assert "Skylark Valley Trust" in text
    assert "01632 960 001" in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_help_stands_in_one_place_and_order(client: FlaskClient, address: str) -> None:
    footer = client.get(address).text.split("<footer")[1]
    assert re.findall(r'href="([^"]+)"', footer) == FOOTER


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_nothing_of_the_crown_is_shown(client: FlaskClient, address: str) -> None:
    text = client.get(address).text
    for never in ("Crown", "govuk-crest", "OGL", 'rel="icon"', "manifest", "GOV.UK"):
        assert never not in text


def test_rights_are_two_taps_from_the_door(client: FlaskClient) -> None:
    assert 'href="/help/rights"' in client.get("/").text


def test_privacy_names_everyone_who_may_read_a_plan(client: FlaskClient) -> None:
    seen_by = client.get("/privacy").text.split("Who sees it")[1].split("</ul>")[0].casefold()
    said = {Role.SENCO: "special needs co-ordinator", Role.TRUST_LEAD: "send lead"}
    for role in POLICY["plan.read"]:
        assert said.get(role, ROLE[role]) in seen_by


def test_not_there_and_not_yours_look_the_same(config: Config) -> None:
    twin = create_app(config)

    @twin.get("/pupils/someone-elses")
    def someone_elses() -> str:
        abort(403)

    client = twin.test_client()
    yours, there = client.get("/pupils/someone-elses"), client.get("/pupils/nobodys")
    assert (yours.status_code, there.status_code) == (404, 404)
    assert without_nonce(yours.text) == without_nonce(there.text)
    assert "Check the address" in there.text


def test_a_mistake_of_ours_is_admitted_without_its_details(config: Config) -> None:
    twin = create_app(config)

    @twin.get("/broken")
    def broken() -> str:
        raise RuntimeError("Leo Marsh")

    reply = twin.test_client().get("/broken")
    assert reply.status_code == 500
    assert "The mistake is ours" in reply.text
    assert "Leo" not in reply.text


def test_the_status_page_tells_what_answers_from_what_does_not(portal: str, config: Config) -> None:
    services = {"referrals": portal, "plans": NOBODY_LISTENS}
    assert look(services) == {"Concerns": True, "Support plans": False}
    text = create_app(replace(config, services=services)).test_client().get("/status").text
    assert "Some of Waymark is not working" in text
    assert re.search(r"Concerns</th>\s*<td[^>]*>Working<", text)
    assert re.search(r"Support plans</th>\s*<td[^>]*>No answer right now<", text)


def test_the_status_page_is_glad_when_all_answer(app: Flask, config: Config) -> None:
    with serving(app) as url:
        told = replace(config, services={"plans": url})
        text = create_app(told).test_client().get("/status").text
    assert "Waymark is working" in text
    assert "No answer" not in text


def test_the_page_for_when_all_is_down_needs_no_server(config: Config) -> None:
    text = all_down_page(config)
    assert "01632 960 001" in text
    assert "What was saved is safe" in text
    assert not re.search(r"(href|src)=", text)
