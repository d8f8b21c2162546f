"""What only a browser can tell: axe, a phone's width, scripts off, the keyboard, the weight."""

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response

from services.portal.all_down import page as all_down_page
from services.portal.config import Config
from tests.browser import NARROWEST, PHONE, WIDE, OpenPage, axe_violations, sideways_pixels
from tests.portal.examples import PUBLIC_PAGES

GALLERY = ("form", "question", "done/1", "record", "reason", "today", "trust")
PAGES = (*PUBLIC_PAGES, *(f"/gallery/{name}" for name in GALLERY))
HEAVIEST_BYTES = 150_000


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("viewport", [WIDE, NARROWEST], ids=["1280", "320"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    open_page: OpenPage, portal: str, address: str, viewport: dict[str, int]
) -> None:
    page = open_page(viewport)
    page.goto(portal + address)
    assert axe_violations(page) == []
    assert sideways_pixels(page) == 0


def test_axe_would_find_something(page: Page, portal: str) -> None:
    page.goto(portal + "/help")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=x><h4>late</h4>'")
    assert [line.split(":")[0] for line in axe_violations(page)] == ["heading-order", "image-alt"]


def test_a_page_too_wide_would_be_noticed(open_page: OpenPage, portal: str) -> None:
    page = open_page(NARROWEST)
    page.goto(portal + "/help")
    page.evaluate("document.querySelector('main').style.width = '400px'")
    assert sideways_pixels(page) > 0


@pytest.mark.parametrize("address", ["/gallery/form", "/gallery/reason"])
def test_a_form_with_mistakes_passes_axe_too(
    open_page: OpenPage, portal: str, address: str
) -> None:
    page = open_page(NARROWEST)
    page.goto(portal + address)
    page.locator("main button").click()
    page.wait_for_load_state()
    assert page.title().startswith("Error: ")
    assert axe_violations(page) == []
    assert sideways_pixels(page) == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_form_is_filled_corrected_and_sent(
    open_page: OpenPage, portal: str, scripts: bool
) -> None:
    page = open_page(PHONE, scripts=scripts)
    page.goto(portal + "/gallery/form")
    page.get_by_label("Leo Marsh").check()
    page.get_by_role("button", name="Send to the SENCO").click()
    page.get_by_role("link", name="Enter what you have noticed").click()
    page.get_by_label("What have you noticed?").fill("He hides when we read aloud.")
    page.get_by_label("Email address").fill("parent@example.com")
    page.get_by_label("Minutes").fill("20")
    received = page.get_by_role("group", name="When did the council receive the request?")
    received.get_by_label("Day").fill("20")
    received.get_by_label("Month").fill("Nov")
    received.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Send to the SENCO").click()
    page.get_by_role("heading", name="Concern sent").wait_for()


def test_the_summary_takes_the_focus_and_leads_to_the_wrong_box(page: Page, portal: str) -> None:
    page.goto(portal + "/gallery/form")
    received = page.get_by_role("group", name="When did the council receive the request?")
    received.get_by_label("Day").fill("20")
    received.get_by_label("Month").fill("11")
    page.get_by_role("button", name="Send to the SENCO").click()
    page.locator(".govuk-error-summary:focus").wait_for()
    page.get_by_role("link", name="Date received must include a year").click()
    page.locator("#received-year:focus").wait_for()
    red = page.locator("#received-day, #received-month, #received-year").evaluate_all(
        "boxes => boxes.map(box => box.classList.contains('govuk-input--error'))"
    )
    assert red == [False, False, True]


@pytest.mark.parametrize("address", PAGES)
def test_the_browser_has_nothing_to_complain_of(page: Page, portal: str, address: str) -> None:
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # A page that is not there is reported as such: that is no complaint about its content.
        if message.type in ("error", "warning") and "404" not in message.text:
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(portal + address, wait_until="networkidle")
    assert complaints == []


def test_a_first_visit_is_light_and_asks_nobody_else(page: Page, portal: str) -> None:
    replies: list[Response] = []

    def note(reply: Response) -> None:
        replies.append(reply)

    page.on("response", note)
    page.goto(portal + "/", wait_until="networkidle")
    addresses = {reply.url.removeprefix(portal).split("/")[-1] for reply in replies}
    assert addresses <= {"", "portal.css", "portal.js", "govuk-frontend.min.js", "favicon.ico"}
    sizes = [reply.request.sizes() for reply in replies]
    weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert 10_000 < weight < HEAVIEST_BYTES


def test_the_keyboard_skips_to_the_content(page: Page, portal: str) -> None:
    page.goto(portal + "/gallery/record")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.locator("#main-content:focus").wait_for()


def test_a_wide_table_scrolls_by_itself_and_takes_the_focus(
    open_page: OpenPage, portal: str
) -> None:
    page = open_page(NARROWEST)
    page.goto(portal + "/gallery/trust")
    region = page.get_by_role("region", name="Schools, worst first")
    assert region.get_attribute("tabindex") == "0"  # not every browser reaches a scroller itself
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.app-scroll').scrollLeft > 0")
    assert sideways_pixels(page) == 0


def test_on_a_phone_the_bar_wraps_and_the_heading_is_high(open_page: OpenPage, portal: str) -> None:
    page = open_page(PHONE)
    page.goto(portal + "/gallery/today")
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert heading
    assert heading["y"] < 260
    links = page.locator(".app-bar li a").all()
    assert len(links) == 7
    assert page.locator(".app-bar button").count() == 0
    boxes = [link.bounding_box() for link in links]
    assert all(box and box["height"] >= 44 for box in boxes)


def test_paper_shows_the_page_without_what_is_for_screens(page: Page, portal: str) -> None:
    page.goto(portal + "/gallery/record")
    page.emulate_media(media="print")
    for hidden in (".govuk-template__header", ".govuk-template__footer", ".govuk-breadcrumbs"):
        assert not page.locator(hidden).is_visible()
    assert page.get_by_text("Personal: keep safe, then shred.").is_visible()
    assert page.get_by_role("heading", name="Leo Marsh").is_visible()


def test_the_page_for_when_all_is_down_passes_axe(open_page: OpenPage, config: Config) -> None:
    page = open_page(NARROWEST)
    page.set_content(all_down_page(config))
    assert axe_violations(page) == []
    assert sideways_pixels(page) == 0
