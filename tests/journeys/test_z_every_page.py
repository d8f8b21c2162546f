"""After all journeys: was every page of the portal looked at, at 1280 and at 320 px, by axe?"""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.journeys.test_in_a_browser import LOOKED_AT
from tests.portal.examples import PUBLIC_PAGES

FOLDER = Path(__file__).parent
# They show no page of their own: they lead on to one, or answer a machine.
LEAD_ON = {
    "messages.opened",
    "messages.short",
    "sign_in.home",
    "sign_in.link_arrived",
    "sign_in.staff",
    "sign_in.staff_back",
}
FOR_MACHINES = {"calendar.feed", "public.alive", "public.no_icon", "public.ready", "static"}


def endpoint_of(there: MapAdapter, address: str) -> str:
    try:
        endpoint, _ = there.match(address, method="GET")
    except HTTPException:
        return ""
    return str(endpoint)


def test_every_page_was_looked_at(app: Flask, request: pytest.FixtureRequest) -> None:
    played = {item.path for item in request.session.items}
    journeys = {file for file in FOLDER.glob("test_*.py") if "looked_at(" in file.read_text()}
    if request.config.getoption("keyword") or not journeys <= played:
        pytest.skip("only where every journey was played can this say that a page was missed")
    there = app.url_map.bind("portal")
    seen = {endpoint_of(there, address) for address in LOOKED_AT | set(PUBLIC_PAGES)}
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - seen - LEAD_ON - FOR_MACHINES == set()
