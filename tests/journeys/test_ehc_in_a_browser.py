"""The pages of an EHC case in a real Chromium: looked at by axe, at 1280 and at 320 px."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, OpenPage
from tests.journeys.test_concerns import day
from tests.journeys.test_ehc import RECEIVED_ON, begun, ended, received
from tests.journeys.test_ehc_plan import DRAFT, saves, tells
from tests.journeys.test_in_a_browser import (
    fill_today,
    link_for,
    looked_at,
    press,
    staff_signs_in,
)
from tests.journeys.visitors import Visitor


@pytest.fixture(scope="module")
def case(senco: Visitor) -> Iterator[str]:
    """The EHC page of a pupil with a draft plan, of which some is copied, and a consultation."""
    page = begun(senco, "Tobiloba")
    received(senco, page)
    tells(senco, page, "draft-plan", DRAFT)
    tells(senco, page, "consultation", day("received_on", RECEIVED_ON))
    saves(senco, page, "Add an outcome", {"text": "They follow three steps."})
    given = {"section": "F", "text": "Regular access to a therapist", "per": ""}
    senco.goes_to(f"{page}/plan").follows("Add help to section F")
    senco.sends(given)
    yield page
    ended(senco, page)


def test_a_senco_reads_dates_records_a_draft_and_copies_a_plan(
    page: Page, portal_url: str, case: str
) -> None:
    staff_signs_in(page, portal_url, "senco")
    page.goto(portal_url + case)
    looked_at(page)
    page.get_by_role("link", name="How we got this date").first.click()
    expect(page.get_by_role("heading", name="How we got this date")).to_be_visible()
    looked_at(page)
    page.goto(f"{portal_url}/deadlines?whose=LA")
    looked_at(page)
    page.goto(f"{portal_url}{case}/what-if")
    press(page, "Show what would move")
    looked_at(page)
    fill_today(page, "received_on")
    press(page, "Show what would move")
    expect(page.get_by_role("heading", name="Try another day")).to_be_visible()
    looked_at(page)
    for what in ("draft-plan", "representations", "consultation", "consultation-answer"):
        page.goto(f"{portal_url}{case}/told/{what}")
        looked_at(page)
        press(page, "Record this")
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        looked_at(page)
    page.goto(f"{portal_url}{case}/plan")
    looked_at(page)
    parts = ("Add an outcome", "Add help to section F", "Copy it section I", "Copy it section J")
    for link in parts:
        page.goto(f"{portal_url}{case}/plan")
        page.get_by_role("link", name=link).click()
        looked_at(page)
        press(page, "Save this part")
        looked_at(page)


def test_a_senco_plans_a_review_and_looks_at_each_step(
    page: Page, portal_url: str, case: str
) -> None:
    staff_signs_in(page, portal_url, "senco")
    page.goto(f"{portal_url}{case}/reviews/new")
    looked_at(page)
    press(page, "Plan the review")
    looked_at(page)
    page.get_by_label("Early review").check()
    page.get_by_label("The school", exact=True).check()
    press(page, "Plan the review")
    expect(page.get_by_text("The meeting has no day yet")).to_be_visible()
    looked_at(page)
    review = page.url.partition("?")[0]
    for step in ("move", "invitations", "views", "meeting", "report", "decision", "notice"):
        page.goto(f"{review}/{step}")
        press(page, "Record this")
        looked_at(page)
    page.goto(f"{portal_url}{case}/reviews")
    looked_at(page)
    page.goto(f"{portal_url}{case}/delivery")
    looked_at(page)
    for what in ("exception", "reassessment-decision", "move", "transfer-letter", "plan-end"):
        page.goto(f"{portal_url}{case}/told/{what}")
        press(page, "Record this")
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        looked_at(page)


def test_a_senco_looks_at_the_appeals_and_at_a_child_who_comes_with_a_plan(
    page: Page, portal_url: str, case: str
) -> None:
    staff_signs_in(page, portal_url, "senco")
    page.goto(f"{portal_url}{case}/appeal")
    looked_at(page)
    page.goto(f"{portal_url}{case}/told/arrival")
    looked_at(page)
    press(page, "Record this")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    looked_at(page)


def test_a_trust_lead_reads_the_dates_by_council_and_what_was_imported(
    page: Page, portal_url: str, case: str
) -> None:
    staff_signs_in(page, portal_url, "trust_lead")
    page.goto(f"{portal_url}/trust")
    page.get_by_role("link", name="The same dates by council").click()
    expect(page.get_by_role("table")).to_be_visible()
    looked_at(page)
    by_council = page.get_by_role("table").get_by_role("link", name="Fenshire Council", exact=True)
    by_council.click()
    expect(page.get_by_role("heading", name="EHC dates")).to_be_visible()
    looked_at(page)
    page.goto(f"{portal_url}/imports")
    expect(page.get_by_text("Rows taken").first).to_be_visible()
    looked_at(page)


def test_a_head_reads_the_list_without_names(page: Page, portal_url: str, case: str) -> None:
    staff_signs_in(page, portal_url, "head")
    page.goto(f"{portal_url}/deadlines")
    expect(page.get_by_role("heading", name="Case ").first).to_be_visible()
    looked_at(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_parent_reads_the_dates_the_plan_and_how_to_ask(
    open_page: OpenPage, portal_url: str, mail: Path, case: str, scripts: bool
) -> None:
    page = open_page(PHONE, scripts=scripts)
    look = looked_at if scripts else lambda _: None  # axe needs scripts
    page.goto(f"{portal_url}/sign-in/link/{link_for(page, portal_url, mail, look)}")
    press(page, "Sign in")
    page.get_by_role("link", name="Tobiloba", exact=True).click()
    look(page)
    home = page.url
    page.get_by_role("link", name="See every date with the council").click()
    expect(page.get_by_role("heading", name="Step by step")).to_be_visible()
    look(page)
    page.get_by_role("link", name="The council sends you the final plan.").click()
    expect(page.get_by_role("heading", name="Why this day")).to_be_visible()
    look(page)
    page.goto(f"{home}/ehc")
    expect(page.get_by_role("heading", name="The first version of the plan")).to_be_visible()
    look(page)
    page.goto(f"{home}/ask-council")
    expect(page.get_by_role("heading", name="How to ask")).to_be_visible()
    look(page)
