"""One journey for each kind of person in a real Chromium, from the door to what they came for.

Each page on the way is looked at: axe finds nothing at WCAG 2.2 AA at 1280 and at 320 px, nothing
sticks out, and neither address nor title tells a name.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from deploy.local.waiting import wait_until
from services.directory.demo_trust.personas import PERSONAS
from shared.calendar import london_date, utc_now
from tests.browser import NARROWEST, PHONE, WIDE, OpenPage, axe_violations, sideways_pixels
from tests.journeys.test_concerns import triaged
from tests.journeys.test_ehc import begun, ended, received
from tests.journeys.test_putting_off import form_of
from tests.journeys.test_records import record_of
from tests.journeys.visitors import LINK, Visitor

NAMES = re.compile("Oyelaran|Ayo|Tobiloba|Whitlock|Kulkarni|Folake", re.IGNORECASE)
MAIL_SECONDS = 20
Look = Callable[[Page], None]
LOOKED_AT: set[str] = set()


def looked_at(page: Page) -> None:
    """What is asked of every page."""
    LOOKED_AT.add(urlsplit(page.url).path)
    for viewport in (WIDE, NARROWEST):
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        assert axe_violations(page) == [], page.url
        assert sideways_pixels(page) <= 0, page.url
    assert not NAMES.search(page.title() + page.url)


def staff_signs_in(page: Page, portal_url: str, who: str) -> None:
    """From the door, through the trust's provider."""
    page.goto(portal_url)
    page.get_by_role("link", name="I work at a school or the trust").click()
    page.get_by_role("button", name=PERSONAS[who].email).click()
    page.locator(".app-bar").get_by_role("link", name="Sign out").wait_for()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def raise_a_concern(page: Page, look: Look) -> None:
    """Each question of the form, up to the panel that says who replies by when."""
    page.get_by_label("Who are you worried about?").fill("Oyel")
    look(page)
    press(page, "Find")
    page.get_by_label("Ayo Oyelaran").check()
    look(page)
    press(page, "Continue")
    page.get_by_label("What have you noticed?").fill("Others speak for her.\nEvery day.")
    page.get_by_label("Talking, listening or getting on with others").check()
    look(page)
    press(page, "Continue")
    page.get_by_label("What did you try?").fill("Pictures")
    page.get_by_label("For how many weeks?").fill("5")
    page.get_by_label("What came of it?").fill("A little more")
    look(page)
    press(page, "Continue")
    page.get_by_label("Not yet").check()
    look(page)
    press(page, "Continue")
    page.get_by_label("Why has nobody talked to the family yet?").fill("We meet on Friday.")
    look(page)
    press(page, "Continue")
    look(page)
    press(page, "Send to the SENCO")
    expect(page.get_by_role("heading", name="Concern sent")).to_be_visible()
    expect(page.get_by_text("Mrs Kulkarni will reply by")).to_be_visible()
    look(page)


def test_a_teacher_raises_a_concern_and_follows_it(page: Page, portal_url: str) -> None:
    staff_signs_in(page, portal_url, "teacher")
    raise_a_concern(page, looked_at)
    page.get_by_role("link", name="See this concern").click()
    expect(page.get_by_text("The SENCO replies by")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Add to what you said").click()
    looked_at(page)
    page.get_by_label("What do you want to add?").fill("It is worse in the afternoon.")
    press(page, "Add to the concern")
    expect(page.get_by_text("It is worse in the afternoon.")).to_be_visible()
    page.get_by_role("link", name="Concerns").first.click()
    looked_at(page)


def test_a_concern_is_raised_on_a_phone_without_scripts(
    open_page: OpenPage, portal_url: str
) -> None:
    page = open_page(PHONE, scripts=False)
    staff_signs_in(page, portal_url, "teacher")
    raise_a_concern(page, lambda _: None)  # axe needs scripts


def test_a_mistake_takes_the_focus_to_the_summary(page: Page, portal_url: str) -> None:
    staff_signs_in(page, portal_url, "teacher")
    press(page, "Find")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    looked_at(page)
    page.get_by_role("link", name="Enter at least 3 letters of the name").click()
    expect(page.get_by_label("Who are you worried about?")).to_be_focused()


def test_a_senco_works_a_concern_from_today_to_the_decision(
    page: Page, portal_url: str, concern: str, senco: Visitor
) -> None:
    triaged(senco, concern)
    staff_signs_in(page, portal_url, "senco")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    looked_at(page)
    page.goto(portal_url + concern)
    looked_at(page)
    for step in ("evidence", "observation", "parents-views", "specialist", "other-cause"):
        page.goto(f"{portal_url}{concern}/steps/{step}")
        looked_at(page)
    page.goto(f"{portal_url}{concern}/error")
    looked_at(page)
    page.goto(portal_url + concern)
    press(page, "Decide what follows")
    page.get_by_label("SEN Support").check()
    looked_at(page)
    press(page, "Continue")
    press(page, "Continue")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Select the main need")
    looked_at(page)
    page.get_by_label("Main need").select_option("SLCN")
    page.get_by_label("Why?").fill("She needs help to use language.")
    press(page, "Continue")
    looked_at(page)
    press(page, "Record the decision")
    expect(page.get_by_role("heading", name="Decision recorded")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="See the concern").click()
    looked_at(page)


def test_a_senco_puts_a_thing_off_from_today(
    page: Page, portal_url: str, concern: str, senco: Visitor
) -> None:
    put_off = form_of(senco, concern)
    staff_signs_in(page, portal_url, "senco")
    page.goto(f"{portal_url}/today?show=all")
    page.locator(f'a[href="{put_off}"]').click()
    expect(page.get_by_role("heading", name="Put off")).to_be_visible()
    looked_at(page)
    press(page, "Put it off")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    looked_at(page)
    tomorrow = london_date(utc_now()) + timedelta(days=1)
    fill_day(page, "until", tomorrow)
    page.get_by_label("Why?").fill("The class teacher is away.")
    press(page, "Put it off")
    expect(page.locator(".govuk-notification-banner")).to_contain_text("Put off until")
    page.goto(f"{portal_url}/today?show=all")
    expect(page.get_by_role("heading", name="Put off", exact=True)).to_be_visible()
    looked_at(page)
    card = page.locator(".app-card", has=page.locator(f'a[href="{concern}"]'))
    card.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("It is back on the list.")).to_be_visible()
    looked_at(page)


def test_a_senco_finds_a_pupil_and_sees_the_whole_record(page: Page, portal_url: str) -> None:
    staff_signs_in(page, portal_url, "senco")
    page.get_by_role("link", name="Pupils", exact=True).click()
    looked_at(page)
    page.get_by_label("Name or UPN").fill("oyelaran")
    press(page, "Find")
    looked_at(page)
    page.get_by_role("link", name="Ayo Oyelaran").click()
    expect(page.get_by_text("You see the whole record because")).to_be_visible()
    looked_at(page)
    for part in ("History", "Who opened it"):
        page.get_by_role("link", name=part, exact=True).click()
        looked_at(page)
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_role("heading", name="Register of Larkfield")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Messages").click()
    looked_at(page)
    page.get_by_role("link", name="Change", exact=False).first.click()
    looked_at(page)


def test_a_senco_records_what_the_council_did_and_sees_every_date(
    page: Page, portal_url: str, senco: Visitor
) -> None:
    ehc = f"{record_of(senco, 'Ayo')}/ehc"
    staff_signs_in(page, portal_url, "senco")
    page.goto(portal_url + ehc)
    looked_at(page)
    page.get_by_role("link", name="Record that the council was asked").click()
    looked_at(page)
    page.get_by_label("A parent").check()
    page.get_by_label("Which council?").fill("Fenshire Council")
    press(page, "Record the request")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter the three digits")
    looked_at(page)
    page.get_by_label("The council's number").fill("873")
    press(page, "Record the request")
    expect(page.get_by_text("so no date can be counted")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Record the day on which the council received").click()
    looked_at(page)
    fill_today(page, "received_on")
    page.get_by_label("We were told").check()
    press(page, "Record this")
    for source in ("regulation 5(1)", "regulation 10(1)", "regulation 13(2)"):
        expect(page.get_by_text(f"Must (SEND Regulations 2014, {source}).").last).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Correct this").first.click()
    looked_at(page)
    page.goto(f"{portal_url}{ehc}/told/decision")
    looked_at(page)
    page.goto(portal_url + ehc.removesuffix("/ehc"))
    looked_at(page)
    page.goto(portal_url + ehc)
    page.get_by_role("link", name="This whole case was entered in error").click()
    looked_at(page)
    page.get_by_label("What was wrong?").fill("Only a test.")
    press(page, "Strike out the whole case")
    expect(page.get_by_role("heading", name="EHC assessment and plan")).to_be_visible()


def fill_today(page: Page, field: str) -> None:
    fill_day(page, field, london_date(utc_now()))


def fill_day(page: Page, field: str, on: date) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"#{field}-{part}").fill(str(getattr(on, part)))


def test_a_parent_and_a_trust_lead_see_the_councils_dates(
    open_page: OpenPage, portal_url: str, mail: Path, senco: Visitor
) -> None:
    ehc = begun(senco, "Ayo")
    received(senco, ehc)
    page = open_page(PHONE)
    page.goto(f"{portal_url}/sign-in/link/{link_for(page, portal_url, mail)}")
    press(page, "Sign in")
    page.get_by_role("link", name="Ayo", exact=True).click()
    expect(page.get_by_text("The council says yes or no").first).to_be_visible()
    looked_at(page)
    page.get_by_text("The rules say: where each day comes from").click()
    looked_at(page)
    lead = open_page(WIDE)
    staff_signs_in(lead, portal_url, "trust_lead")
    lead.goto(portal_url + ehc)
    says_why(lead, "The family has a question or a complaint")
    expect(lead.get_by_text("regulation 13(2)").last).to_be_visible()
    assert lead.locator("main").get_by_role("button").count() == 0
    looked_at(lead)
    lead.goto(portal_url + ehc.removesuffix("/ehc") + "/history")
    looked_at(lead)
    lead.locator(".moj-timeline__title a").first.click()
    expect(lead.get_by_role("heading", name="One entry")).to_be_visible()
    looked_at(lead)
    ended(senco, ehc)


def test_a_parent_comes_by_an_emailed_link_and_learns_where_things_stand(
    open_page: OpenPage, portal_url: str, mail: Path
) -> None:
    page = open_page(PHONE)
    secret = link_for(page, portal_url, mail)
    page.goto(f"{portal_url}/sign-in/link/{secret}")
    assert secret not in page.url
    looked_at(page)
    press(page, "Sign in")
    looked_at(page)
    page.get_by_role("link", name="Ayo", exact=True).click()
    for line in ("Now", "Next", "By when", "Who", "What you can do"):
        expect(page.get_by_text(line, exact=True)).to_be_visible()
    looked_at(page)
    home = page.url
    page.get_by_role("link", name="See who opened").click()
    looked_at(page)
    page.goto(f"{home}/decision")
    expect(page.get_by_role("heading", name="You can ask the council")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Messages").click()
    looked_at(page)
    page.get_by_role("link", name="Change how we tell you").click()
    looked_at(page)
    page.locator(".app-bar").get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    looked_at(page)


def link_for(page: Page, portal_url: str, mail: Path, look: Look = looked_at) -> str:
    """Ask for a link as the parent, and read its secret from the e-mail."""
    before = set(mail.glob("*.eml"))
    page.goto(portal_url)
    page.get_by_role("link", name="I am a parent, carer or young person").click()
    look(page)
    page.get_by_label("Your email address").fill(PERSONAS["parent"].email)
    press(page, "Email me a link")
    look(page)
    found: list[str] = []

    def arrived() -> bool:
        for file in set(mail.glob("*.eml")) - before:
            found.extend(LINK.findall(file.read_text().replace("=\n", "")))
        return bool(found)

    wait_until(arrived, "the parent's link", within_seconds=MAIL_SECONDS)
    return found[0]


def test_a_trust_lead_goes_from_the_table_to_a_case(
    page: Page, portal_url: str, concern: str
) -> None:
    staff_signs_in(page, portal_url, "trust_lead")
    expect(page.get_by_role("heading", name="Skylark Valley Trust: 8 schools")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="On roll", exact=True).click()
    looked_at(page)
    page.get_by_role("link", name="Larkfield Primary School", exact=True).first.click()
    looked_at(page)
    page.get_by_role("link", name="See the register of this school").click()
    looked_at(page)
    page.goto(portal_url + concern)
    press(page, "Open the record")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    looked_at(page)
    says_why(page, "To support the school")
    expect(page.get_by_role("heading", name="Concern about Ayo Oyelaran")).to_be_visible()
    assert page.get_by_role("button").count() == 0
    looked_at(page)
    page.get_by_role("link", name="See the whole record").click()
    looked_at(page)


def says_why(page: Page, reason: str) -> None:
    """On the card that stands before a record."""
    expect(page.get_by_role("heading", name="The record of")).to_be_visible()
    looked_at(page)
    page.get_by_label(reason).check()
    press(page, "Open the record")


def test_a_head_reads_the_concerns_of_the_school(page: Page, portal_url: str, concern: str) -> None:
    staff_signs_in(page, portal_url, "head")
    looked_at(page)
    page.goto(portal_url + concern)
    assert page.get_by_role("button").count() == 0
    looked_at(page)


def test_operations_see_the_imports_and_their_account(page: Page, portal_url: str) -> None:
    staff_signs_in(page, portal_url, "ops")
    expect(page.get_by_role("heading", name="Imports")).to_be_visible()
    looked_at(page)
    page.goto(f"{portal_url}/account")
    expect(page.get_by_role("heading", name="Account")).to_be_visible()
    looked_at(page)
