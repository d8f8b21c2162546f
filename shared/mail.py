"""E-mail: one message, over SMTP, with a Message-ID that stays the same when it is sent again."""

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage

from shared.errors import Unavailable
from shared.settings import required

TIMEOUT_SECONDS = 10


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
    """Hand one message over. Raises Unavailable (ask again), ValueError for an unusable address."""
    try:
        with smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_SECONDS) as server:
            if settings.starttls:
                server.starttls()
            if settings.username:
                server.login(settings.username, settings.password or "")
            server.send_message(_message(settings, mail))
    except smtplib.SMTPRecipientsRefused as error:
        raise ValueError("the mail server refuses this address") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable("the mail server does not answer") from error


def _message(settings: MailSettings, mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = f"<{mail.message_id}>"
    message["From"] = Address(settings.sender_name, addr_spec=settings.sender_address)
    message["To"] = Address(addr_spec=mail.to)
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
