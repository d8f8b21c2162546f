"""One EHC case as its SENCO keeps it: each step as she was told of it, each date explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from deploy.story.stage import Stage
from shared.rulebook.words import in_full


@dataclass(slots=True, kw_only=True)
class CaseFile:
    """One case. version: as the SENCO saw it last, None before she has looked."""

    stage: Stage
    case_id: str
    version: int | None = None
    _read: dict[str, Any] | None = None

    @property
    def path(self) -> str:
        return f"/cases/{self.case_id}"

    def now(self) -> dict[str, Any]:
        """The case as the SENCO reads it, once after each step."""
        if self._read is None:
            self._read = self.stage.see("senco", "ehcp", self.path)
            self.version = self._read["version"]
        return self._read

    def record(self, step: str, body: Mapping[str, Any], *, on: date, who: str, said: str) -> str:
        """Enter a step under what it was, and tell it. who: whose act it was. Returns its id."""
        made_id = self.enter(step, body)
        self.stage.tell(who, f"{in_full(on)}: {said}")
        return made_id

    def enter(self, step: str, body: Mapping[str, Any]) -> str:
        """Enter a step; again, where the clock has announced something since she looked."""
        if self.version is None:
            self.now()
        path = f"{self.path}/{step}"
        done = self.stage.do(
            "senco",
            "ehcp",
            path,
            body,
            seen=self.version,
            status=(HTTPStatus.OK, HTTPStatus.PRECONDITION_FAILED),
        )
        self._read = None
        if "made_id" not in done:
            done = self.stage.do("senco", "ehcp", path, body, seen=self.now()["version"])
            self._read = None
        self.version = done["version"]
        made_id: str = done["made_id"]
        return made_id

    def deadline(self, rule: str, about: str | None = None) -> dict[str, Any]:
        """One date of the case. about: which of the rule's; the only one, where it is left out."""
        found: list[dict[str, Any]] = [
            one
            for one in self.now()["deadlines"]
            if one["rule"] == rule and about in (None, one["about"])
        ]
        self.stage.require(len(found) == 1, f"{rule} is there {len(found)} times")
        return found[0]

    def explain(self, rule: str, about: str | None = None) -> None:
        """Tell a date that was counted: who acts by when, by which law, and the arithmetic."""
        one = self.deadline(rule, about)
        words = one["explanation"]
        day = in_full(date.fromisoformat(one["due_on"]))
        self.stage.tell("date", f"{one['title']}: {day}. {words['means']} {words['holder']}")
        self.stage.tell("", f"why: {words['authority']}")
        self.stage.tell("", f"how: {words['start']} {words['counted']} {words['stays']}")

    def kept(self, rule: str, about: str | None = None) -> None:
        """Tell that it was done in time. Raises StoryBroken."""
        one = self.deadline(rule, about)
        self.stage.require(one["status"] == "done", f"{rule} is not kept: {one['status']}")
        self.stage.tell("in time", f"{one['title']}: {days(one['days_in_hand'])} in hand")

    def late(self, rule: str, about: str | None = None) -> None:
        """Tell how the lateness is flagged: it was recorded as it was. Raises StoryBroken."""
        one = self.deadline(rule, about)
        self.stage.require(one["status"] == "done-late", f"{rule} is not late: {one['status']}")
        self.flagged("late", one["about"])

    def flagged(self, mark: str, about: str | None = None) -> None:
        """Tell what is flagged of the case. Raises StoryBroken where nothing is."""
        found = [
            one
            for one in self.now()["flags"]
            if one["mark"] == mark and about in (None, one["about"])
        ]
        self.stage.require(bool(found), f"nothing is flagged as {mark}")
        for one in found:
            self.stage.tell("flagged", one["said"])


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def letter(*, decided: date, sent: date | None = None, received: date) -> dict[str, str]:
    """The three days of a letter of the council; decided and sent on one day where nothing else."""
    return {
        "decided_on": decided.isoformat(),
        "sent_on": (sent or decided).isoformat(),
        "received_on": received.isoformat(),
    }
