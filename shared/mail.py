"""E-mail: one message, over SMTP, with a Message-ID that stays the same when it is sent again."""

import smtplib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from shared.errors import Unavailable, WaymarkError
from shared.settings import required

TIMEOUT_SECONDS = 10
# RFC 5321, section 4.2.1: a reply from 500 on will not change; 421: the server takes nobody's now.
LASTING: Final = 500
CLOSING: Final = 421
# What an address that is none makes of a message, before any server has seen it.
UNUSABLE: Final = (ValueError, IndexError, MessageError)


class MailRefused(WaymarkError):
    """This message is never taken: its address is none, or the server refuses it for good."""


class MailPutOff(Unavailable):
    """The server takes this message later; others it may take now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """Where mail is handed over, and who it is from. TLS and a login between machines."""

    host: str
    port: int
    sender_name: str
    sender_address: str
    starttls: bool = False
    username: str | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """message_id: without brackets, unique to what it tells: "<id>@<trust>"."""

    message_id: str
    to: str
    subject: str
    text: str


def send(settings: MailSettings, mail: Mail) -> None:
    """Hand one message over. No error says the address: it may be logged.

    Raises MailRefused (never ask again), MailPutOff (ask again later), Unavailable (no mail of ours
    is taken now: the server is away, or takes us for nobody that may send).
    """
    message = _message(settings, mail)
    try:
        with _connected(settings) as server:
            _hand_over(server, message)
    except smtplib.SMTPResponseException as error:
        raise Unavailable(f"the mail server takes nothing: {error.smtp_code}") from None
    except OSError as error:  # smtplib's own errors are among these
        raise Unavailable(f"the mail server does not answer: {type(error).__name__}") from None


@contextmanager
def _connected(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    server = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_SECONDS)
    try:
        if settings.starttls:
            server.starttls()
        if settings.username:
            server.login(settings.username, settings.password or "")
        yield server
    finally:
        with suppress(OSError):  # how it says goodbye changes nothing about what it took
            server.quit()
        server.close()


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        [(code, _)] = error.recipients.values()
        raise _not_taken(code) from None
    except smtplib.SMTPDataError as error:
        raise _not_taken(error.smtp_code) from None
    except smtplib.SMTPNotSupportedError:
        raise MailRefused("this server takes no address with such letters") from None


def _not_taken(code: int) -> WaymarkError:
    """What a server's reply about one message means."""
    if code == CLOSING:
        return Unavailable(f"the mail server takes nothing: {code}")
    kind = MailRefused if code >= LASTING else MailPutOff
    return kind(f"the mail server says {code}")


def _message(settings: MailSettings, mail: Mail) -> EmailMessage:
    """Raises MailRefused."""
    message = EmailMessage()
    message["Message-ID"] = f"<{mail.message_id}>"
    message["From"] = Address(settings.sender_name, addr_spec=settings.sender_address)
    try:
        message["To"] = Address(addr_spec=mail.to)
    except UNUSABLE:
        raise MailRefused("the address is none") from None
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message


def read_mail_settings(values: Mapping[str, str], sender_name: str) -> MailSettings:
    """From WAYMARK_SMTP_* and WAYMARK_MAIL_FROM. Raises MissingSetting."""
    return MailSettings(
        host=required(values, "WAYMARK_SMTP_HOST"),
        port=int(required(values, "WAYMARK_SMTP_PORT")),
        sender_name=sender_name,
        sender_address=required(values, "WAYMARK_MAIL_FROM"),
        starttls=values.get("WAYMARK_SMTP_STARTTLS", "") == "1",
        username=values.get("WAYMARK_SMTP_USERNAME") or None,
        password=values.get("WAYMARK_SMTP_PASSWORD") or None,
    )
