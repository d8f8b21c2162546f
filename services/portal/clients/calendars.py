"""What a calendar needs: its owner's secret address and the initials (directory), the dates (ehcp).

The secret opens a token that is good for calendars alone; with it the dates are asked for as their
owner, so each service judges what that person may see at this moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

from shared.access.grants import Role
from shared.shapes import convert

from .calling import Calling
from .ehcp_dates import DeadlineRow

MOST_INITIALS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAddress:
    """An address that holds, for one of a person's roles. asked_at: when it was last fetched."""

    role: Role
    school_id: UUID | None
    made_at: datetime
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate(DeadlineRow):
    """One entry. uid: its name for good. sequence: grows with each change.

    mark: due, done or withdrawn. changed_at: when it last changed.
    """

    uid: UUID
    sequence: int
    changed_at: datetime
    mark: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDates:
    """What is to be done stands first. more: there are others."""

    dates: list[CalendarDate]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilSaid:
    """What a calendar says of a pupil. initials: "L.M."; empty once erased. school: its name."""

    pupil_id: UUID
    initials: str
    school: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Whose role an address is for. access_token: None where its owner ended it or may see nothing
    now.
    """

    role: Role
    access_token: str | None = field(repr=False)


class Calendars:
    """Each method raises NotAnswered."""

    def __init__(self, directory: Calling, ehcp: Calling) -> None:
        self._directory = directory
        self._ehcp = ehcp

    def mine(self, role: Role, school_id: UUID | None) -> CalendarAddress | None:
        """The address that holds for one of this person's roles."""
        body = self._directory.get("/calendar-addresses").body["addresses"]
        found = convert(body, list[CalendarAddress])
        return next((one for one in found if (one.role, one.school_id) == (role, school_id)), None)

    def make(self, role: Role, school_id: UUID | None, *, key: str) -> str:
        """The secret of a new address; the one before is ended."""
        secret: str = self._directory.post(
            "/calendar-addresses", of(role, school_id), key=key
        ).body["secret"]
        return secret

    def end(self, role: Role, school_id: UUID | None, *, key: str) -> None:
        self._directory.post("/calendar-addresses/ending", of(role, school_id), key=key)

    def open(self, secret: str) -> Opened:
        """What an address opens now. Raises NotThere for one that there is not."""
        body = self._directory.post("/tokens/calendar", {"secret": secret}, signed_in=False).body
        return convert(body, Opened)

    def dates(self) -> CalendarDates:
        """Three months back and 18 ahead, 500 at most."""
        return convert(self._ehcp.get("/calendar").body, CalendarDates)

    def said_of(self, pupils: Iterable[UUID]) -> dict[UUID, PupilSaid]:
        """By pupil; who is not this person's to know is absent."""
        wanted = iter(dict.fromkeys(str(one) for one in pupils))
        found: list[PupilSaid] = []
        while some := list(islice(wanted, MOST_INITIALS)):
            body = self._directory.post("/pupils/initials", {"ids": some}).body
            found += convert(body["pupils"], list[PupilSaid])
        return {one.pupil_id: one for one in found}


def of(role: Role, school_id: UUID | None) -> dict[str, Any]:
    return {"role": role.value, "school_id": str(school_id) if school_id else None}
