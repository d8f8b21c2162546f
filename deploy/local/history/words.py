"""What people wrote, from `words.toml`: by the need that it is about."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("words.toml")
# Census code -> the part of the file that speaks of such needs.
ABOUT: Final[Mapping[str, str]] = {
    "SLCN": "SLCN",
    "ASD": "ASD",
    "SEMH": "SEMH",
    "SPLD": "SPLD",
    "MLD": "MLD",
    "SLD": "MLD",
    "PMLD": "MLD",
    "DS": "MLD",
    "PD": "PD",
    "HI": "SENSORY",
    "VI": "SENSORY",
    "MSI": "SENSORY",
    "OTH": "OTHER",
    "NSA": "OTHER",
}
SPECIALISTS: Final[Mapping[str, str]] = {
    "VI": "teacher-of-vision-impaired",
    "MSI": "teacher-of-multi-sensory-impaired",
}


@dataclass(frozen=True, slots=True)
class Words:
    """One part of the file: what is said about one need."""

    part: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.part[name]


@cache
def all_words() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def words_about(need: str | None) -> Words:
    """Of a census code; of what turned out to be no need, for None."""
    return Words(all_words()[ABOUT[need] if need else "NOT_SEND"])


def words_for_all() -> Words:
    """What is said whatever the need."""
    return Words(all_words()["ANY"])


def area_of(need: str) -> str:
    """The broad area (SEND Code 6.28-6.35) of a census code."""
    area: str = words_about(need)["area"]
    return area
