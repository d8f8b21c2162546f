"""The pages beside the ways that people go: what was entered in error, what is not needed, who was
told, a search that must be made again, an appeal, a plan that came with the child.
"""

from playwright.sync_api import Page, expect

from tests.journeys.test_concerns import NOT_SEND, decided, triaged
from tests.journeys.test_ehc import begun, ended, received
from tests.journeys.test_ehc_plan import DRAFT, tells
from tests.journeys.test_in_a_browser import looked_at, press, staff_signs_in
from tests.journeys.visitors import Visitor


def look_with_mistake(page: Page, address: str, button: str) -> None:
    """A form as it is first shown, and once nothing was filled in."""
    page.goto(address)
    looked_at(page)
    press(page, button)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    looked_at(page)


def test_the_two_doors(page: Page, portal_url: str) -> None:
    page.goto(f"{portal_url}/sign-in")
    expect(page.get_by_role("link", name="I work at a school or the trust")).to_be_visible()
    looked_at(page)


def test_a_teacher_searches_again(page: Page, portal_url: str) -> None:
    staff_signs_in(page, portal_url, "teacher")
    page.goto(f"{portal_url}/concerns/new")
    page.get_by_label("Who are you worried about?").fill("A201361425001")
    press(page, "Find")
    expect(page.locator(".govuk-error-summary")).to_contain_text("the first letter is V")
    assert page.title().startswith("Error: ")
    looked_at(page)
    page.get_by_label("Who are you worried about?").fill("zzyzx")
    press(page, "Find")
    expect(page.get_by_role("heading", name="Nobody has a name like that")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Search again").click()
    looked_at(page)


def test_a_senco_puts_a_concern_right(
    page: Page, portal_url: str, concern: str, senco: Visitor
) -> None:
    triaged(senco, concern)
    staff_signs_in(page, portal_url, "senco")
    not_needed = f"{portal_url}{concern}/steps/observation/not-needed"
    look_with_mistake(page, not_needed, "Set this step aside")
    page.goto(f"{portal_url}{concern}/steps/evidence")
    entry = page.locator("a[href*='/entries/']").first.get_attribute("href")
    address = f"{portal_url}{entry}"
    look_with_mistake(page, address, "Strike this out")
    decided(senco, concern, "not-send", NOT_SEND)
    look_with_mistake(page, f"{portal_url}{concern}/told", "Record that they were told")


def test_a_senco_looks_at_the_side_pages_of_a_case(
    page: Page, portal_url: str, senco: Visitor
) -> None:
    case = begun(senco, "Tobiloba")
    received(senco, case)
    staff_signs_in(page, portal_url, "senco")
    for side in ("told/receipt/confirmed", "advice", "appeal", "appeal/mediation"):
        page.goto(f"{portal_url}{case}/{side}")
        looked_at(page)
    tells(senco, case, "draft-plan", DRAFT)
    page.goto(f"{portal_url}{case}/plan")
    page.get_by_role("link", name="Copy it section A").click()
    looked_at(page)
    ended(senco, case)
    page.goto(f"{portal_url}{case}/told/arrival")
    looked_at(page)


def test_a_trust_lead_compares_the_councils(page: Page, portal_url: str) -> None:
    staff_signs_in(page, portal_url, "trust_lead")
    page.goto(f"{portal_url}/trust/councils")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    looked_at(page)
