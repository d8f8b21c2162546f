"""The pointer of a view: which generations there are, of which edition, and which one is read.

views: {_id: "caseload", live: 3, last: 4, generations: {"3": "live", "4": "building"}, asked,
editions: {"3": "1", "4": "2"}, mixed: {"3": true}, replaced: ["1"], withheld: "2",
leaving: {"2": instant}}

A generation without an edition was made before editions were written down: nobody knows of which
it is, so that it is made anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from shared.commits import Document
from shared.views import State

MOST_REPLACED: Final = 20
UNKNOWN: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A view's generations as they were read.

    live: what readers are sent to; None before the first was built. asked: for a rebuild.
    editions: of each generation, by whose fold it was built. mixed: those that a fold of another
    edition has fed since. replaced: editions that were live, and no longer are. withheld: the
    edition that readers were sent away from by hand. leaving: since when a generation is kept
    only for going back.
    """

    live: int | None
    asked: bool
    generations: Mapping[int, State]
    editions: Mapping[int, str]
    mixed: frozenset[int]
    replaced: tuple[str, ...]
    withheld: str | None
    leaving: Mapping[int, datetime]

    def edition(self, generation: int) -> str:
        return self.editions.get(generation, UNKNOWN)

    def is_of(self, generation: int, edition: str) -> bool:
        """Whether nothing but this edition's fold has made the generation what it is."""
        return self.edition(generation) == edition and generation not in self.mixed

    def followed(self) -> list[int]:
        """The generations that have been built, and are to be fed."""
        return [n for n, state in self.generations.items() if state is not State.BUILDING]


def pointer_of(document: Mapping[str, Any] | None) -> Pointer:
    """What was read of the collection `views`; None where there is no generation yet."""
    found = document or {}
    states = found.get("generations", {})
    return Pointer(
        live=found.get("live"),
        asked=bool(found.get("asked")),
        generations={int(number): State(state) for number, state in states.items()},
        editions=_by_number(found.get("editions")),
        mixed=frozenset(_by_number(found.get("mixed"))),
        replaced=tuple(found.get("replaced", ())),
        withheld=found.get("withheld"),
        leaving=_by_number(found.get("leaving")),
    )


def _by_number(found: Mapping[str, Any] | None) -> dict[int, Any]:
    return {int(number): value for number, value in (found or {}).items()}


def begun(generation: int, edition: str) -> Document:
    """The change by which a generation begins to be built."""
    return {
        "$set": {
            f"generations.{generation}": State.BUILDING.value,
            f"editions.{generation}": edition,
        }
    }


def moved(pointer: Pointer, generation: int, *, by_hand: bool, now: datetime) -> Document:
    """The change by which readers are sent from the live generation to another one.

    By hand, the edition that they are sent away from is withheld. Without a hand, whatever is
    older is kept for going back, for a while.
    """
    live = pointer.live or generation
    left, chosen = pointer.edition(live), pointer.edition(generation)
    values: Document = {
        "live": generation,
        f"generations.{live}": State.FED.value,
        f"generations.{generation}": State.LIVE.value,
        "replaced": _replaced(pointer, left, chosen),
    }
    if by_hand and left != chosen:
        values["withheld"] = left
    if not by_hand:
        older = [one for one in pointer.followed() if one < generation]
        values |= {f"leaving.{one}": now for one in older if one not in pointer.leaving}
    return {"$set": values, "$unset": {f"leaving.{generation}": ""}}


def _replaced(pointer: Pointer, left: str, chosen: str) -> list[str]:
    others = [one for one in pointer.replaced if one not in (left, chosen)]
    return [*others, *([left] if left != chosen else [])][-MOST_REPLACED:]


def dropped(generation: int) -> Document:
    """The change by which a generation is no longer there."""
    names = ("generations", "editions", "mixed", "leaving")
    return {"$unset": {f"{name}.{generation}": "" for name in names}}
