"""The stage: each person's own client, the people and pupils of the story, and the timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import requests
from rich.console import Console

from deploy.check.ledger import Client, Ledger
from shared.calendar import london_date, utc_now

VISIBLE_SECONDS = 60
# Of the surnames and forenames by which a pupil is looked for.
BEGINNINGS = (
    *("Oye", "Mar", "Ali", "Tho", "Kha", "Ben", "Jon", "Pat", "Har", "Cha", "Row", "Tha"),
    *("Pic", "Sha", "Arc", "Goo", "Luc", "Edi", "Bar", "Kra", "Ram", "The", "Ogd", "Ant"),
)


class StoryBroken(Exception):
    """Something in the story did not come out as it must; the message says what."""


@dataclass(slots=True, kw_only=True)
class Stage:
    """Who plays, and what has been said so far. sign_in: persona -> bearer token.

    wait: (condition, what, within_seconds) -> waits, or raises.
    mail: the folder in which e-mails arrive, where it is on this machine.
    """

    addresses: Mapping[str, str]
    ledger: Ledger
    console: Console
    sign_in: Callable[[str], str]
    wait: Callable[[Callable[[], bool], str, float], object]
    mail: Path | None = None
    today: date = field(default_factory=lambda: london_date(utc_now()))
    _clients: dict[str, Client] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)

    def as_(self, who: str) -> Client:
        """That person's client, signed in for the story's few minutes."""
        if who not in self._clients:
            self._clients[who] = Client(self.addresses, self.sign_in(who), self.ledger)
        return self._clients[who]

    def chapter(self, title: str) -> None:
        self.console.print(f"\n{title}", style="bold")

    def tell(self, who: str, what: str) -> None:
        """One line of the timeline."""
        self.shown.append(what)
        self.console.print(f"  {who:<11} {what}", markup=False, highlight=False, soft_wrap=True)

    def days_ago(self, days: int) -> str:
        return (self.today - timedelta(days=days)).isoformat()

    def in_days(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    def do(
        self,
        who: str,
        service: str,
        path: str,
        body: Mapping[str, Any],
        *,
        seen: int | None = None,
        status: int | tuple[int, ...] = (200, 201, 202),
    ) -> dict[str, Any]:
        """Send a command and expect this answer. Raises StoryBroken."""
        reply = self.as_(who).post(service, path, body, seen=seen)
        expected = (status,) if isinstance(status, int) else status
        if reply.status_code not in expected:
            raise StoryBroken(f"{who}: POST {service}{path} -> {reply.status_code} {reply.text}")
        found: dict[str, Any] = reply.json() if reply.content else {}
        return found

    def see(
        self, who: str, service: str, path: str, *, why: str | None = None, **params: str
    ) -> dict[str, Any]:
        """Ask something. why: a reason, who needs one. Raises StoryBroken when it is refused."""
        try:
            found: dict[str, Any] = self.as_(who).get(service, path, why=why, **params)
        except requests.HTTPError as error:
            raise StoryBroken(f"{who}: GET {service}{path} -> {error.response.text}") from error
        return found

    def until(self, what: str, condition: Callable[[], bool]) -> None:
        """Wait until the story shows it."""
        self.wait(condition, what, VISIBLE_SECONDS)

    def require(self, condition: bool, what: str) -> None:
        if not condition:
            raise StoryBroken(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The ids of those whom the story is about."""

    school_id: UUID
    child_id: UUID
    second_child_id: UUID


def find_cast(stage: Stage) -> Cast:
    """As the teacher finds them: by name, in her own school."""
    school_id = larkfield(stage.as_("teacher"))
    body = {"school_id": school_id, "text": "Oyelaran"}
    found = stage.do("teacher", "directory", "/pupils/find", body)
    of_year = {pupil["year_group"]: pupil["id"] for pupil in found["pupils"]}
    stage.require({"2", "4"} <= of_year.keys(), "the children of the story are in no school")
    return Cast(
        school_id=UUID(school_id),
        child_id=UUID(of_year["2"]),
        second_child_id=UUID(of_year["4"]),
    )


def larkfield(teacher: Client) -> str:
    """The id of her school. Raises StoryBroken."""
    schools = teacher.get("directory", "/schools")["schools"]
    named = [one["school_id"] for one in schools if "Larkfield" in one["name"]]
    if len(named) != 1:
        raise StoryBroken("there is no school called Larkfield")
    return str(named[0])


def teachers_pupils(teacher: Client) -> dict[str, str]:
    """Some pupils of the teacher's school, as she finds them by the commonest beginnings.

    id -> year group, in the order of the ids.
    """
    school_id = larkfield(teacher)
    found: dict[str, str] = {}
    for text in BEGINNINGS:
        body = {"school_id": school_id, "text": text}
        reply = teacher.post("directory", "/pupils/find", body)
        found.update({pupil["id"]: pupil["year_group"] for pupil in reply.json()["pupils"]})
    return dict(sorted(found.items()))
