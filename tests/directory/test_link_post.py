"""A sign-in link that the mail server does not take at once still comes. The server is real."""

import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
import structlog
from pymongo.errors import AutoReconnect

from deploy.local.ports import HOST
from deploy.local.waiting import wait_until
from services.directory.link_post import LinkPost
from services.directory.signin_store import LINK_LIFETIME
from shared.mail import Mail, MailSettings
from tests.post_office import PostOffice

MAIL = Mail(message_id="link@trust", to="a@family.example", subject="Your link", text="Open it.")
SECONDS = 10


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    made = PostOffice()
    yield made
    made.close()


def post(post_office: PostOffice, *pauses_seconds: float) -> LinkPost:
    settings = MailSettings(
        host=HOST,
        port=post_office.port,
        sender_name="A trust",
        sender_address="send@trust.example",
    )
    if not pauses_seconds:
        return LinkPost(settings)
    return LinkPost(settings, pauses_seconds=pauses_seconds)


@pytest.mark.parametrize("how", ["later", "closed"])
def test_a_link_that_is_put_off_comes_once_the_server_takes_it(
    post_office: PostOffice, how: str
) -> None:
    """As a server does that wants to see whether an unknown sender comes again."""
    if how == "later":
        post_office.counter.refuses[MAIL.to] = "451 Come back later"
    else:
        post_office.close()
    with structlog.testing.capture_logs() as told:
        post(post_office, *[0.05] * 100).hand_over(lambda: MAIL, uuid4())
        wait_until(lambda: bool(told), "the first attempt", within_seconds=SECONDS)
    assert told[0]["event"] == "sign_in_link_put_off"
    assert MAIL.to not in str(told)
    assert post_office.letters == []
    post_office.counter.opens_anew()
    if how == "closed":
        post_office.open()
    wait_until(lambda: len(post_office.letters) == 1, "the link", within_seconds=SECONDS)


def test_a_link_to_an_address_that_is_refused_is_told_to_operations_and_not_asked_again(
    post_office: PostOffice,
) -> None:
    post_office.counter.refuses[MAIL.to] = "550 No such mailbox"
    person_id = uuid4()
    with structlog.testing.capture_logs() as told:
        post(post_office).hand_over(lambda: MAIL, person_id)
        wait_until(lambda: bool(told), "its end in the log", within_seconds=SECONDS)
    [line] = told
    assert (line["event"], line["log_level"]) == ("sign_in_link_not_sent", "error")
    assert line["person_id"] == str(person_id)


def test_a_link_that_is_put_off_to_the_end_is_told_to_operations(post_office: PostOffice) -> None:
    post_office.counter.refuses[MAIL.to] = "451 Come back later"
    with structlog.testing.capture_logs() as told:
        post(post_office, 0.01, 0.01).hand_over(lambda: MAIL, uuid4())
        wait_until(
            lambda: [one["event"] for one in told][-1:] == ["sign_in_link_not_sent"],
            "its end in the log",
            within_seconds=SECONDS,
        )
    assert [one["event"] for one in told].count("sign_in_link_put_off") == 3


def test_the_reply_waits_for_no_mail_server_and_for_no_link(post_office: PostOffice) -> None:
    may_write, wrote = threading.Event(), threading.Event()

    def write() -> None:
        may_write.wait(SECONDS)
        wrote.set()

    post(post_office).hand_over(write, uuid4())
    assert not wrote.is_set()
    may_write.set()
    assert wrote.wait(SECONDS)


def test_a_link_that_cannot_be_written_is_told_to_operations(post_office: PostOffice) -> None:
    def write() -> None:
        raise AutoReconnect("the database is away")

    with structlog.testing.capture_logs() as told:
        post(post_office).hand_over(write, uuid4())
        wait_until(lambda: bool(told), "its end in the log", within_seconds=SECONDS)
    assert (told[0]["event"], told[0]["error"]) == ("sign_in_link_not_sent", "AutoReconnect")


def test_a_link_is_not_sent_when_it_would_hold_no_more(post_office: PostOffice) -> None:
    assert sum(post(post_office)._pauses) < LINK_LIFETIME.total_seconds() - 5 * 60
