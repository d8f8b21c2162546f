"""A record opened from outside the school: what the family hears of it, and what it does not."""

import email
import re
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from deploy.local.waiting import wait_until
from services.directory.demo_trust.personas import PERSONAS
from tests.journeys.conftest import Arrive
from tests.journeys.test_records import record_of
from tests.journeys.visitors import Visitor

SECONDS = 20
SUBJECT = "Someone new opened a record"
BODY = "A person outside the usual staff opened a record and gave a reason: "
NEVER = ("Ayo", "Oyelaran", "Rhys", "Holroyd", "complaint", "SEN")


def mails(folder: Path, who: str) -> list[EmailMessage]:
    """What has arrived for somebody about an opened record."""
    read = (email.message_from_bytes(file.read_bytes(), policy=default) for file in eml(folder))
    return [
        one for one in read if one["Subject"] == SUBJECT and PERSONAS[who].email in str(one["To"])
    ]


def eml(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml"))


def told(visitor: Visitor, name: str) -> list[str]:
    """The addresses of the messages that this child's record was opened by somebody new."""
    pages = [visitor.goes_to("/messages").page]
    while "More messages" in visitor.text:
        pages.append(visitor.follows("More messages").page)
    cards = [card for page in pages for card in page.split('class="app-card"')[1:]]
    about = [card for card in cards if SUBJECT in card and f"About {name}." in card]
    return [card.split('href="')[1].split('"')[0] for card in about]


def is_told(visitor: Visitor, name: str, folder: Path) -> str:
    """Wait for the one message about this child, and for its e-mail; the message's address."""

    def arrived() -> bool:
        here = told(visitor, name)
        return bool(here) and any(
            here[0] in one.get_content() for one in mails(folder, visitor.key)
        )

    wait_until(arrived, f"{visitor.key} to be told of {name}", within_seconds=SECONDS)
    [message] = told(visitor, name)
    [letter] = [one for one in mails(folder, visitor.key) if message in one.get_content()]
    says_nothing_private(letter)
    return message


def says_nothing_private(letter: EmailMessage) -> None:
    text = letter.get_content()
    assert text.startswith(BODY)
    assert not [word for word in NEVER if word in text + str(letter["Subject"])]


def test_a_family_hears_once_that_somebody_new_opened_the_record(
    arrive: Arrive, senco: Visitor, parent: Visitor, mail: Path
) -> None:
    record = record_of(senco, "Ayo")
    arrive("trust_lead").opens(record, because="complaint")
    message = is_told(parent, "Ayo", mail)
    arrive("trust_lead").opens(record, because="support")
    assert parent.goes_to(message).address.endswith("/opened")
    assert "Reason given: " in parent.text
    assert told(parent, "Ayo") == [message]
    assert mails(mail, "barred_parent") == []


def test_a_young_person_hears_it_at_their_own_address(arrive: Arrive, mail: Path) -> None:
    young_person = arrive("young_person").goes_to("/family")
    # The link of a young person is their own id: the record is theirs.
    own = re.search(r"/family/([0-9a-f-]{36})", young_person.address + young_person.page)
    assert own
    arrive("trust_lead").opens(f"/pupils/{own[1]}", because="correction")
    is_told(young_person, "Rhys", mail)


def test_a_check_that_the_trust_must_make_is_no_message(
    arrive: Arrive, senco: Visitor, parent: Visitor, mail: Path
) -> None:
    """What is told comes after it, of the same pupil, and so is taken after it."""
    record = record_of(senco, "Tobiloba")
    for reason in ("safeguarding", "review", "correction"):
        arrive("trust_lead").opens(record, because=reason)
    is_told(parent, "Tobiloba", mail)


def test_without_directory_no_record_opens_and_the_reason_stays(
    without: Callable[..., Visitor], senco: Visitor
) -> None:
    record = record_of(senco, "Ayo")
    whole, visitor = without().signs_in("trust_lead"), without("directory")
    kept = whole.client.get_cookie("waymark")
    assert kept
    visitor.client.set_cookie("waymark", kept.value)
    card = f"{record}/reason?then=/trust"
    visitor.goes_to(card)
    key = visitor.hidden()["idempotency_key"]
    visitor.sends({"reason": "correction"}, to=card)
    assert visitor.address == f"{record}/reason"
    assert "Not saved yet. Try again in a minute" in visitor.text
    assert 'value="correction" checked' in " ".join(visitor.page.split())
    assert visitor.hidden()["idempotency_key"] == key
    whole.goes_to(record)
    assert whole.address == f"{record}/reason"
    whole.client.post(card, data={**visitor.hidden(), "reason": "correction"})
    assert whole.goes_to(record).address == record
