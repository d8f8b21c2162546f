"""notifications: a person's own messages, and how they want to be told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.shapes import convert

from .calling import Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """page: "concern", "plan", "ehc-case", "pupil" or "today"; id: of which, of a school."""

    page: str
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Of a list that was taken over."""

    cases: int
    missing_facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing that this person is told. kind: which words say it.

    pupil_id: None for what is about the school; numbers: of a digest alone.
    """

    message_id: UUID
    kind: str
    pupil_id: UUID | None
    link: Link
    at: datetime
    due_on: date | None = None
    told_on: date | None = None
    read_at: datetime | None = None
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """A page, the unread first. following: the cursor of the next."""

    messages: list[Message]
    unread: int
    following: str | None = None


class Notifications:
    """What the portal asks of notifications. Each method raises NotAnswered."""

    def __init__(self, calling: Calling) -> None:
        self._calling = calling

    def messages(
        self, *, cursor: str | None = None, after: str | None = None, limit: int = 25
    ) -> Messages:
        found = self._calling.get("/messages", cursor=cursor, after=after, limit=limit).body
        return Messages(
            messages=convert(found["messages"], list[Message]),
            unread=found["unread"],
            following=found["next"],
        )

    def message(self, message_id: UUID) -> Message:
        return convert(self._calling.get(f"/messages/{message_id}").body, Message)

    def mark_read(self, message_id: UUID) -> str:
        """The token that the list is then to have seen."""
        # One message is read once: its id is the key, so that a second look changes nothing.
        body = self._calling.post(f"/messages/{message_id}/read", {}, key=str(message_id)).body
        return str(body["token"])

    def by_email(self) -> bool:
        """Whether this person is told by e-mail too."""
        return bool(self._calling.get("/preferences").body["email"])

    def set_by_email(self, wanted: bool, *, key: str) -> None:
        self._calling.post("/preferences", {"email": wanted}, key=key)
