"""A message of the inbox as an e-mail: the same notification gives the same Message-ID."""

from datetime import date

from shared.commits import Document
from shared.mail import Mail
from shared.references import reference

from .config import Sending
from .domain.terms import Kind, Numbers
from .texts import Facts, footer, words


def letter(message: Document, *, to: str, school: str, sending: Sending, today: date) -> Mail:
    """The e-mail of a document of `inbox`. school: its name; today: in London."""
    facts = Facts(
        school=school,
        link=f"{sending.portal_url}/messages/{message['_id']}",
        today=today,
        happened_at=message["happened_at"],
        reference=reference(message["link"]["id"]),
        due_on=_day(message["due_on"]),
        told_on=_day(message["told_on"]),
        numbers=_numbers(message),
    )
    said = words(Kind(message["kind"]), facts)
    end = footer(school=school, portal_url=sending.portal_url, phone=sending.phone)
    return Mail(
        message_id=f"{message['_id']}@{sending.trust}",
        to=to,
        subject=said.subject,
        text=f"{said.text}\n\n{end}\n",
    )


def _numbers(message: Document) -> Numbers | None:
    """A message of before there were digests has none."""
    counted = message.get("numbers")
    return Numbers(**counted) if counted else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
