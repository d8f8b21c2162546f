"""A support plan in a real Chromium: made by the SENCO, read and answered by the parent.

Once at a desk, where each page is looked at; once on a phone without scripts.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import PHONE, OpenPage
from tests.journeys.plans import IN_A_MONTH, TODAY, arranges, plan_of, sets_target
from tests.journeys.test_in_a_browser import link_for, looked_at, press, staff_signs_in
from tests.journeys.visitors import Visitor

Look = Callable[[Page], None]


@pytest.fixture(scope="module")
def plan(senco: Visitor, teacher: Visitor) -> str:
    """The address of Ayo's support plan, opened by a decision."""
    return plan_of(senco, teacher)


def no_look(_: Page) -> None:
    """Axe needs scripts."""


def link_about(page: Page, text: str, words: str) -> Locator:
    """The link of this text whose hidden words say what it is about."""
    return page.get_by_role("link", name=re.compile(f"^{text}.*{re.escape(words)}"))


def fill_day(page: Page, legend: str, on: date) -> None:
    boxes = page.get_by_role("group", name=legend)
    for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        boxes.get_by_label(part, exact=True).fill(str(value))


def sets_a_target(page: Page, will_do: str, look: Look) -> None:
    """First without its parts, which are named; then whole."""
    page.get_by_label("What will they do that we can see or count?").fill(will_do)
    press(page, "Check and save")
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "has no measure, no starting point"
    )
    look(page)
    page.get_by_label("How will you measure it?").fill("Sounds read aloud from cards")
    page.get_by_label("Where are they now?").fill("22")
    page.get_by_label("What should it be?").fill("40")
    fill_day(page, "By when?", IN_A_MONTH)
    page.get_by_label("the class teacher", exact=False).check()
    page.get_by_label("Cognition and learning").check()
    press(page, "Check and save")
    expect(page.get_by_text("The target is saved.")).to_be_visible()
    look(page)


def arranges_help(page: Page, what: str, look: Look) -> None:
    look(page)
    page.get_by_label("What do adults do?").fill(what)
    page.get_by_label("a teaching assistant", exact=False).check()
    for label, value in (
        ("How many pupils are in the group?", "3"),
        ("How many minutes each time?", "20"),
        ("How many times a week?", "4"),
        ("For how many weeks?", "6"),
    ):
        page.get_by_label(label).fill(value)
    fill_day(page, "First day", TODAY - timedelta(days=7))
    fill_day(page, "Last day", IN_A_MONTH)
    press(page, "Save the help")
    expect(page.get_by_text("The help is saved.")).to_be_visible()


def records_a_session(page: Page, choice: str, look: Look) -> None:
    look(page)
    page.get_by_label(choice).check()
    press(page, "Record the session")
    expect(page.get_by_text("The session is saved.")).to_be_visible()


def makes_and_shares(page: Page, address: str, words: str, look: Look) -> None:
    """From the plan's page to the shared plan, with a target, a measure, help and sessions."""
    page.goto(address)
    look(page)
    page.goto(f"{address}/needs")
    look(page)
    page.get_by_label("What is the pupil good at?").fill("Builds, and is kind to others.")
    page.get_by_label("What is hard for them?").fill("To follow longer sentences.")
    page.get_by_label("How can the family help?").fill("Read the cards together.")
    press(page, "Save strengths and needs")
    page.goto(f"{address}/targets/new")
    look(page)
    sets_a_target(page, words, look)
    link_about(page, "Record a measure", words).click()
    page.get_by_label("Where are they now?").fill("31")
    look(page)
    press(page, "Record the measure")
    link_about(page, "Arrange help", words).click()
    arranges_help(page, f"Cards: {words}", look)
    for choice in ("It took place", "It did not take place: member of staff absent"):
        link_about(page, "Record a session", words).click()
        records_a_session(page, choice, look)
    expect(page.get_by_text("Planned 24, given 1.").last).to_be_visible()
    look(page)
    page.goto(f"{address}/share")
    look(page)
    fill_day(page, "When will you look at the plan together?", IN_A_MONTH)
    press(page, "Share with the family")
    expect(page.get_by_text("The plan is shared.")).to_be_visible()
    look(page)


def parent_reads_it(page: Page, portal_url: str, mail: Path, words: str, look: Look) -> None:
    """From the e-mailed link over the home page to the plan; the page is left open there."""
    page.goto(f"{portal_url}/sign-in/link/{link_for(page, portal_url, mail, look)}")
    press(page, "Sign in")
    page.get_by_role("link", name="Ayo", exact=True).click()
    look(page)
    page.get_by_role("link", name="Read Ayo's support plan").click()
    expect(page.get_by_role("heading", name="Ayo's support plan")).to_be_visible()
    expect(page.get_by_text(words, exact=True)).to_be_visible()
    expect(page.get_by_text("On ", exact=False).get_by_text("it was 31").last).to_be_visible()
    expect(page.get_by_text("Missed: the adult was ill or away (1).").last).to_be_visible()
    look(page)


def parent_disagrees(page: Page, said: str, look: Look) -> None:
    page.get_by_role("button", name="I do not agree").click()
    expect(page.get_by_label("I do not agree")).to_be_checked()
    press(page, "Send to the school")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write what you want to tell us")
    look(page)
    page.get_by_label("Tell us in your own words").fill(said)
    press(page, "Send to the school")
    expect(page.get_by_text("You told us that you do not agree").first).to_be_visible()
    look(page)


def whole_way(senco: Page, parent: Page, where: tuple[str, str, Path], look: Look) -> None:
    """where: the portal's URL, the plan's address, the folder of the e-mails."""
    portal_url, plan, mail = where
    words = f"Read 40 of the 45 sounds, {uuid4().hex[:6]}"
    staff_signs_in(senco, portal_url, "senco")
    makes_and_shares(senco, f"{portal_url}{plan}", words, look)
    parent_reads_it(parent, portal_url, mail, words, look)
    parent_disagrees(parent, f"It is too little. {words}", look)
    senco.goto(f"{portal_url}{plan}")
    disagrees = senco.get_by_text("Folake Oyelaran does not agree with the plan").first
    expect(disagrees).to_be_visible()
    expect(senco.get_by_text(f"It is too little. {words}").first).to_be_visible()
    look(senco)
    overview_shows_it(senco, words)
    look(senco)


def overview_shows_it(page: Page, words: str) -> None:
    """From the plan: how far the pupil is, how much help was given, who said what last."""
    page.get_by_role("link", name="Overview", exact=True).click()
    target = page.locator(".app-card", has_text=words).first
    expect(target.get_by_text("31", exact=True)).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"given this week\..*member of staff absent"))
    ).to_be_visible()
    expect(page.get_by_text("Folake Oyelaran does not agree with the plan")).to_be_visible()
    expect(page.locator(".app-card", has_text=f"It is too little. {words}")).to_be_visible()
    page.get_by_role("link", name="Read all that was said about the plan").first.click()
    expect(page.get_by_role("heading", name="What Ayo and the family say")).to_be_in_viewport()
    page.go_back()


def test_a_plan_is_made_shared_and_answered(
    open_page: OpenPage, portal_url: str, mail: Path, plan: str
) -> None:
    whole_way(open_page(), open_page(PHONE), (portal_url, plan, mail), looked_at)


def test_the_same_on_a_phone_without_scripts(
    open_page: OpenPage, portal_url: str, mail: Path, plan: str
) -> None:
    senco, parent = (open_page(PHONE, scripts=False) for _ in range(2))
    whole_way(senco, parent, (portal_url, plan, mail), no_look)


def test_two_texts_for_one_question_are_looked_at(
    page: Page, portal_url: str, plan: str, senco: Visitor
) -> None:
    hard, words = "What is hard for them?", uuid4().hex[:6]
    staff_signs_in(page, portal_url, "senco")
    page.goto(f"{portal_url}{plan}/needs")
    page.get_by_label("What is the pupil good at?").fill("Kind")
    page.get_by_label(hard).fill(f"To speak in a group. {words}")
    senco.goes_to(f"{plan}/needs")
    senco.sends({"strengths": "Kind", "needs": f"To join in. {words}", "at_home": ""})
    press(page, "Save strengths and needs")
    expect(page.locator(".govuk-inset-text")).to_contain_text(f"To join in. {words}")
    looked_at(page)
    page.get_by_role("group", name=hard).get_by_label("Keep both").check()
    press(page, "Save strengths and needs")
    expect(page.get_by_text("Strengths and needs are saved.")).to_be_visible()
    expect(page.get_by_text(f"To join in. {words}")).to_be_visible()
    expect(page.get_by_text(f"To speak in a group. {words}")).to_be_visible()


def test_the_pages_around_a_review_are_looked_at(
    page: Page, portal_url: str, plan: str, senco: Visitor
) -> None:
    words = f"Ask for help {uuid4().hex[:6]}"
    arranges(senco, plan, sets_target(senco, plan, words), f"Cards: {words}")
    staff_signs_in(page, portal_url, "senco")
    address = f"{portal_url}{plan}"
    page.goto(f"{address}/reviews/new")
    looked_at(page)
    press(page, "Record the review")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter what the help has done")
    looked_at(page)
    page.goto(f"{address}/views/new")
    looked_at(page)
    for link in ("End it", "Entered in error"):
        page.goto(address)
        link_about(page, link, words).first.click()
        looked_at(page)
    record = senco.goes_to("/pupils").sends({"name": "Oyelaran"}).link("Tobiloba")
    page.goto(f"{portal_url}{record}/plan")
    expect(page.get_by_text("No support plan yet.")).to_be_visible()
    looked_at(page)
