"""What a mail server says about a message, and what then is to be done. It is a real one."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from deploy.local.ports import HOST, free_port
from shared.errors import Unavailable
from shared.mail import Mail, MailPutOff, MailRefused, MailSettings, send
from tests.post_office import PostOffice

MAIL = Mail(message_id="one@trust", to="a@family.example", subject="News", text="Please read.")


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    made = PostOffice()
    yield made
    made.close()


@pytest.fixture
def settings(post_office: PostOffice) -> MailSettings:
    return MailSettings(
        host=HOST,
        port=post_office.port,
        sender_name="A trust",
        sender_address="send@trust.example",
    )


def test_a_message_arrives_once_as_it_was_written(
    post_office: PostOffice, settings: MailSettings
) -> None:
    send(settings, MAIL)
    [letter] = post_office.letters
    assert (letter["Message-ID"], letter["To"]) == ("<one@trust>", MAIL.to)
    assert letter.get_content().strip() == MAIL.text


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        ("450 Mailbox busy", MailPutOff),
        ("451 Come back later", MailPutOff),
        ("452 Mailbox full", MailPutOff),
        ("550 No such mailbox", MailRefused),
        ("554 Not here", MailRefused),
    ],
)
@pytest.mark.parametrize("about", ["its address", "its content"])
def test_four_hundreds_are_for_now_and_five_hundreds_for_good(
    post_office: PostOffice,
    settings: MailSettings,
    reply: str,
    error: type[Exception],
    about: str,
) -> None:
    counter = post_office.counter
    (counter.refuses if about == "its address" else counter.sends_back)[MAIL.to] = reply
    with pytest.raises(error, match=reply[:3]) as raised:
        send(settings, MAIL)
    assert type(raised.value) is error
    assert MAIL.to not in str(raised.value)
    counter.opens_anew()
    send(settings, MAIL)
    assert len(post_office.letters) == 1


@pytest.mark.parametrize("reply", ["550 You may not send", "450 Not now", "421 Closing"])
def test_a_server_that_takes_nothing_of_ours_says_nothing_about_the_message(
    post_office: PostOffice, settings: MailSettings, reply: str
) -> None:
    post_office.counter.to_senders = reply
    with pytest.raises(Unavailable) as raised:
        send(settings, MAIL)
    assert type(raised.value) is Unavailable
    assert reply[:3] in str(raised.value)


@pytest.mark.parametrize("about", ["refuses", "sends_back"])
def test_a_server_that_closes_takes_nobodys(
    post_office: PostOffice, settings: MailSettings, about: str
) -> None:
    getattr(post_office.counter, about)[MAIL.to] = "421 Closing"
    with pytest.raises(Unavailable) as raised:
        send(settings, MAIL)
    assert type(raised.value) is Unavailable


@pytest.mark.parametrize("goodbye", ["421 Closing", "500 What?"])
def test_what_was_taken_is_sent_however_the_server_ends_the_connection(
    post_office: PostOffice, settings: MailSettings, goodbye: str
) -> None:
    post_office.counter.goodbye = goodbye
    send(settings, MAIL)
    assert len(post_office.letters) == 1


def test_a_server_that_is_away_or_cannot_do_what_the_settings_ask_is_unavailable(
    settings: MailSettings,
) -> None:
    for wrong in (
        replace(settings, port=free_port()),
        replace(settings, starttls=True),
        replace(settings, username="somebody"),
    ):
        with pytest.raises(Unavailable) as raised:
            send(wrong, MAIL)
        assert type(raised.value) is Unavailable


@pytest.mark.parametrize(
    "address", ["nobody", "two words@x.example", "@", "a@b@c", "x@y.example\nBcc: z", ""]
)
def test_an_address_that_is_none_is_refused_before_any_server_sees_it(
    post_office: PostOffice, settings: MailSettings, address: str
) -> None:
    post_office.close()
    with pytest.raises(MailRefused):
        send(settings, replace(MAIL, to=address))


def test_an_address_that_the_server_has_no_letters_for_is_refused(
    post_office: PostOffice, settings: MailSettings
) -> None:
    with pytest.raises(MailRefused):
        send(settings, replace(MAIL, to="zoë@family.example"))
    assert post_office.letters == []
