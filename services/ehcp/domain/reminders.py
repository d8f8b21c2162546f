"""At which distances from a date people are told that it is near: data, and no code.

Read once, when the process starts: from the file beside this service, or from the deployment's own.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from shared.errors import WaymarkError
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Party, Rule

SETTING: Final = "WAYMARK_EHC_REMINDERS"
OURS: Final = Path(__file__).parents[1] / "reminders.toml"
FURTHEST: Final = 365


class WrongReminders(WaymarkError):
    """The file of distances cannot be read; the message names what is wrong in it."""


class Reader(StrEnum):
    """Whom a notice is for."""

    STAFF = "staff"
    FAMILY = "family"


Distances = Mapping[Reader, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """Days before, the furthest first, for each reader: by who has to act, or by the rule."""

    party: Mapping[Party, Distances]
    rules: Mapping[str, Distances]

    def of(self, rule: Rule) -> Distances:
        """The rule's own distances, else those of whoever has to act."""
        return self.rules.get(rule.id) or self.party.get(rule.responsible, {})

    def every(self, rule: Rule) -> tuple[int, ...]:
        """Each distance at which anybody is told, the furthest first."""
        return tuple(sorted({day for days in self.of(rule).values() for day in days}, reverse=True))

    def readers(self, rule: Rule, days_left: int, reached: int | None) -> tuple[Reader, ...]:
        """Whom a notice is for: whose nearest distance lies nearer than what was announced last."""
        found = []
        for reader, days in self.of(rule).items():
            nearest = min((day for day in days if days_left <= day), default=None)
            if nearest is not None and (reached is None or nearest < reached):
                found.append(reader)
        return tuple(found)


def read_reminders(path: Path) -> Reminders:
    """Raises WrongReminders."""
    try:
        tree = tomllib.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise WrongReminders(f"{path.name}: {error}") from error
    if unknown := tree.keys() - {"party", "rules"}:
        raise WrongReminders(f"{path.name}: unknown: {', '.join(sorted(unknown))}")
    party = {_party(name): _distances(name, own) for name, own in tree.get("party", {}).items()}
    rules = {_rule(name): _distances(name, own) for name, own in tree.get("rules", {}).items()}
    return Reminders(party=party, rules=rules)


def _party(name: str) -> Party:
    if name not in {one.value for one in Party}:
        raise WrongReminders(f"nobody is called {name}")
    return Party(name)


def _rule(name: str) -> str:
    if name not in BOOK.ids():
        raise WrongReminders(f"there is no rule {name}")
    return name


def _distances(name: str, own: Any) -> Distances:
    if not isinstance(own, dict) or own.keys() - {one.value for one in Reader}:
        raise WrongReminders(f"{name}: give staff and family, and nothing else")
    return {Reader(reader): _days(f"{name}.{reader}", days) for reader, days in own.items()}


def _days(name: str, days: Any) -> tuple[int, ...]:
    right = isinstance(days, list) and all(
        isinstance(day, int) and not isinstance(day, bool) and 0 < day <= FURTHEST for day in days
    )
    if not right:
        raise WrongReminders(f"{name}: a list of days before, from 1 to {FURTHEST}")
    return tuple(sorted(set(days), reverse=True))


REMINDERS: Final = read_reminders(Path(os.environ.get(SETTING) or OURS))
