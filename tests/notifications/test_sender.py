"""E-mail that really arrives: at least once, under one Message-ID, without a word about the child.

The mail server is a real one, opened and closed by the tests.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from prometheus_client import REGISTRY

from services.notifications.attempts import MOST_ATTEMPTS, PAUSES
from services.notifications.domain.commands import SetPreferences
from services.notifications.handlers import handle
from services.referrals.domain.terms import Source
from shared.calendar import utc_now
from shared.recorded import Actor, Origin, Request
from tests.notifications.stories import Concern
from tests.notifications.test_texts import FORBIDDEN
from tests.notifications.trust import CANARY, PHONE, PORTAL, Guardian, School, Trust

KILL_SECONDS = 60
LATER = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def nothing_left(trust: Trust) -> None:
    """Whatever an earlier test left to be sent is sent before this one begins."""
    trust.post_office.counter.opens_anew()
    trust.settle()
    while trust.send(timedelta(days=9)):
        pass
    trust.post_office.letters.clear()


@pytest.fixture
def pupil(trust: Trust, school: School) -> UUID:
    return trust.pupil(school)


@pytest.fixture
def mother(trust: Trust, pupil: UUID) -> Guardian:
    return trust.guardian(pupil)


def told(trust: Trust, pupil: UUID, school: School) -> Concern:
    concern = Concern(trust, pupil, school.teacher).is_raised()
    trust.settle()
    return concern


def metric(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def states(trust: Trust, person_id: UUID) -> list[tuple[str, str | None]]:
    return [(one["email"], one["reason"]) for one in trust.inbox(person_id)]


def test_staff_and_family_are_told_by_email_in_the_words_meant_for_them(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    told(trust, pupil, school)
    assert trust.send() == 2
    [letter] = trust.post_office.to(mother.address)
    [message] = trust.inbox(mother.id)
    assert letter["Message-ID"] == f"<{message['_id']}@{trust.code}>"
    assert letter["From"] == "A trust <send@trust.example>"
    assert letter["Subject"] == "Alder Lane has something to tell you"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_content().replace("\r\n", "\n")
    assert f"{PORTAL}/messages/{message['_id']}" in text
    assert text.rstrip().endswith(
        f"Alder Lane\nChange how we tell you: {PORTAL}/account/notices\nPhone: {PHONE}"
    )
    [to_senco] = trust.post_office.to(f"{school.senco}@staff.example")
    assert to_senco["Subject"] == "A new concern to read"
    assert states(trust, mother.id) == states(trust, school.senco) == [("sent", None)]


def test_what_was_sent_is_not_sent_again(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    told(trust, pupil, school)
    trust.send()
    assert trust.send() == 0
    trust.redeliver()
    assert trust.send(LATER) == 0
    assert len(trust.post_office.letters) == 2


def test_a_sender_whose_view_is_late_asks_the_stream(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    told(trust, pupil, school)
    sender, other = trust.sender(), trust.sender()
    assert sender.step(utc_now()) == 2
    assert other.step(utc_now()) == 0  # the inbox has not seen yet that they are sent
    assert len(trust.post_office.letters) == 2
    trust.settle()


def test_no_name_number_or_word_about_the_child_is_in_any_mail(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    concern = told(trust, pupil, school).is_decided(school.senco)
    concern.is_corrected(school.senco)
    trust.guardian(pupil, email=False)
    Concern(trust, pupil, mother.id, source=Source.PARENT).is_raised()
    trust.settle()
    trust.send()
    trust.send()
    assert len(trust.post_office.letters) >= 8
    whole = trust.post_office.everything()
    for planted in (*CANARY, "SLCN", "2019-04-09", str(pupil), str(concern.id)):
        assert planted.casefold() not in whole.casefold(), planted
    for letter in trust.post_office.letters:
        assert FORBIDDEN.findall(f"{letter['Subject']}\n{letter.get_content()}") == []


def test_killed_between_sending_and_recording_a_second_copy_has_the_same_id_and_is_counted(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    trust.settle()
    wishes = Request(
        actor=Actor(person_id=school.senco, role="senco"),
        origin=Origin.PERSON,
        at=utc_now(),
        correlation_id=school.senco,
    )
    quiet = SetPreferences(person_id=school.senco, email=False)
    handle(trust.store, quiet, by=wishes, if_match=None)
    told(trust, pupil, school)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.notifications.sending_process"],
        env={**os.environ, **trust.environment()},
    )
    # The server has the whole message; its sender is killed before it hears so.
    trust.post_office.counter.on_taken = lambda: os.kill(process.pid, signal.SIGKILL)
    assert process.wait(KILL_SECONDS) == -signal.SIGKILL
    trust.post_office.counter.on_taken = lambda: None
    trust.settle()
    assert len(trust.post_office.letters) == 1
    assert states(trust, mother.id) == [("waiting", None)]

    copies = metric("waymark_mail_second_copies_total")
    assert trust.send() == 1
    first, second = trust.post_office.to(mother.address)
    assert first["Message-ID"] == second["Message-ID"]
    assert metric("waymark_mail_second_copies_total") == copies + 1
    assert states(trust, mother.id) == [("sent", None)]


def test_a_mail_server_that_is_away_loses_nothing(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    told(trust, pupil, school)
    trust.post_office.close()
    assert trust.send() == 0
    assert states(trust, mother.id) == [("waiting", None)]
    trust.post_office.open()
    copies = metric("waymark_mail_second_copies_total")
    assert trust.send(LATER) == 2
    assert len(trust.post_office.to(mother.address)) == 1
    assert metric("waymark_mail_second_copies_total") == copies
    assert states(trust, mother.id) == [("sent", None)]


def test_a_server_that_is_away_is_asked_once_and_not_for_every_message(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    for _ in range(3):
        told(trust, pupil, school)
    trust.post_office.close()
    put_off = metric("waymark_mails_total", outcome="put-off")
    trust.send()
    assert metric("waymark_mails_total", outcome="put-off") == put_off + 1
    trust.post_office.open()
    assert trust.send(LATER) == 6


def test_an_address_that_is_refused_for_good_is_a_missing_fact(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    trust.post_office.counter.refuses[mother.address] = "550 No such mailbox"
    told(trust, pupil, school)
    assert trust.send() == 2
    assert states(trust, mother.id) == [("failed", "refused")]
    assert trust.kinds(school.senco) == ["concern-raised", "undelivered"]
    trust.send(LATER)
    [_, undelivered] = trust.post_office.to(f"{school.senco}@staff.example")
    assert undelivered["Subject"] == "A message did not reach a family"


def test_an_address_that_is_refused_for_now_is_tried_again_later(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    trust.post_office.counter.refuses[mother.address] = "451 Come back later"
    told(trust, pupil, school)
    assert trust.send() == 1  # the SENCO's
    assert trust.send() == 0  # not yet
    assert states(trust, mother.id) == [("waiting", None)]
    trust.post_office.counter.refuses.clear()
    assert trust.send(LATER) == 1
    assert states(trust, mother.id) == [("sent", None)]


def test_content_that_is_sent_back_holds_no_other_mail_up(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    father = trust.guardian(pupil)
    trust.post_office.counter.sends_back[mother.address] = "554 We take no such thing"
    trust.post_office.counter.sends_back[father.address] = "451 Come back later"
    told(trust, pupil, school)
    assert trust.send() == 2  # the SENCO's is sent, the mother's given up
    assert states(trust, mother.id) == [("failed", "refused")]
    assert states(trust, father.id) == [("waiting", None)]
    assert states(trust, school.senco)[0] == ("sent", None)
    assert "undelivered" in trust.kinds(school.senco)
    trust.post_office.counter.opens_anew()
    trust.send(LATER)
    assert states(trust, father.id) == [("sent", None)]
    assert trust.post_office.to(mother.address) == []


@pytest.mark.parametrize("reply", ["550 You may not send", "421 Closing"])
def test_a_server_that_takes_nothing_of_ours_makes_no_message_fail(
    trust: Trust, school: School, pupil: UUID, mother: Guardian, reply: str
) -> None:
    trust.post_office.counter.to_senders = reply
    told(trust, pupil, school)
    assert trust.send() == 0
    assert states(trust, mother.id) == states(trust, school.senco) == [("waiting", None)]
    trust.post_office.counter.opens_anew()
    assert trust.send(LATER) == 2
    assert states(trust, mother.id) == [("sent", None)]


def test_a_server_that_ends_badly_what_it_took_well_is_sent_no_second_copy(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    trust.post_office.counter.goodbye = "421 Closing"
    told(trust, pupil, school)
    assert trust.send() == 2
    assert trust.send(LATER) == 0
    assert len(trust.post_office.to(mother.address)) == 1


def test_after_two_days_in_vain_a_message_is_a_missing_fact(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    trust.post_office.counter.refuses[mother.address] = "451 Come back later"
    told(trust, pupil, school)
    trust.send()
    waited = timedelta(0)
    for pause in PAUSES:
        waited += pause + timedelta(seconds=30)
        assert states(trust, mother.id) == [("waiting", None)]
        trust.sender().step(utc_now() + waited)
    assert waited < timedelta(days=3)
    trust.send(waited + PAUSES[-1] + timedelta(minutes=1))
    assert states(trust, mother.id) == [("failed", "not-delivered")]
    assert trust.kinds(school.senco) == ["concern-raised", "undelivered"]
    assert len(PAUSES) + 1 == MOST_ATTEMPTS


def test_a_family_without_an_address_is_a_missing_fact(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother = trust.guardian(pupil, email=False)
    told(trust, pupil, school)
    trust.send()
    assert states(trust, mother.id) == [("failed", "no-address")]
    assert trust.kinds(school.senco) == ["concern-raised", "undelivered"]


@pytest.mark.parametrize(
    "bad", ["nobody", "two words@x.example", "@", "a@b@c", "x@y.example\nBcc: z"]
)
def test_an_address_that_is_none_stops_no_other_mail(
    trust: Trust, school: School, pupil: UUID, bad: str
) -> None:
    mother = trust.guardian(pupil, address=bad)
    told(trust, pupil, school)
    assert trust.send() == 2
    assert states(trust, mother.id) == [("failed", "refused")]
    assert states(trust, school.senco)[0] == ("sent", None)
    assert [letter["To"] for letter in trust.post_office.letters] == [
        f"{school.senco}@staff.example"
    ]


def barred(mother: Guardian) -> None:
    mother.barred()


def unlinked(mother: Guardian) -> None:
    mother.unlinked()


@pytest.mark.parametrize("happens", [barred, unlinked])
def test_who_may_not_be_told_any_more_is_not_while_it_waits(
    trust: Trust, school: School, pupil: UUID, mother: Guardian, happens: Callable[[Guardian], None]
) -> None:
    told(trust, pupil, school)
    happens(mother)
    trust.settle()
    trust.send()
    assert trust.post_office.to(mother.address) == []
    assert states(trust, mother.id) == [("failed", "no-longer-a-recipient")]
    assert trust.kinds(school.senco) == ["concern-raised"]


def test_an_erased_address_is_not_written_to(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    told(trust, pupil, school)
    trust.keys.destroy(mother.id)
    trust.send()
    assert states(trust, mother.id) == [("failed", "address-erased")]
    assert len(trust.post_office.letters) == 1


def test_mail_goes_to_the_address_as_it_is_now(trust: Trust, school: School, pupil: UUID) -> None:
    mother = trust.guardian(pupil, email=False)
    told(trust, pupil, school)
    mother.recorded(changed=True)
    trust.settle()
    trust.send()
    assert len(trust.post_office.to(mother.address)) == 1


def test_rebuilding_the_inbox_sends_nothing(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    told(trust, pupil, school)
    trust.send()
    before = trust.inbox(mother.id)
    again = trust.rebuilt_inbox()
    assert [one for one in again if one["recipient_id"] == mother.id] == before
    assert trust.send(LATER) == 0
    assert len(trust.post_office.letters) == 2


def test_a_sender_that_is_to_stop_stops_between_two_messages(
    trust: Trust, school: School, pupil: UUID, mother: Guardian
) -> None:
    told(trust, pupil, school)
    answers = iter([True, False])
    assert trust.sender().step(utc_now(), go_on=lambda: next(answers)) == 1
    assert len(trust.post_office.letters) == 1
    trust.settle()
    assert trust.send() == 1
