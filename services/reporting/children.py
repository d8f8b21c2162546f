"""A child who had two records (`pupils-merged`) is one: the record that goes on tells for both.

A merger counts from when it was told: a register as it was known before has both records.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pymongo.database import Database

from shared.commits import Document
from shared.views import live_collection

from .projections.register import REGISTER
from .standing import known

MOST_MERGED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Mergers:
    """merged: the records that do not go on, by their id."""

    merged: Mapping[UUID, Document]

    def goes_on_as(self, pupil_id: UUID) -> UUID:
        """The record that goes on: the same, where it was not merged into another."""
        for _ in self.merged:
            if pupil_id not in self.merged:
                break
            pupil_id = self.merged[pupil_id]["merged"]["into"]
        return pupil_id

    def by_child(self) -> dict[UUID, list[Document]]:
        """The record that goes on -> those that were merged into it."""
        found = defaultdict[UUID, list[Document]](list)
        for pupil_id, one in self.merged.items():
            found[self.goes_on_as(pupil_id)].append(one)
        return dict(found)


def mergers(views: Database[Document], known_until: datetime) -> Mergers:
    """What was told before that moment."""
    told = {"merged.recorded_at": {"$lt": known_until}}
    found = live_collection(views, REGISTER.name).find(told).limit(MOST_MERGED)
    return Mergers({one["_id"]: one for one in found})


def joined(pupil: Document, merged: Sequence[Document], known_until: datetime) -> Document:
    """The record that goes on, with what was told of the child in the others.

    Where the child was, they tell of the time before that record begins, as far as was known.
    """
    own = known(pupil["places"], known_until)
    begins = min((place["effective_on"] for place in own), default="9999-12-31")
    before = [place for one in merged for place in one["places"] if place["effective_on"] < begins]
    provision = defaultdict[str, list[Any]](list)
    for one in (*merged, pupil):
        for service, facts in one["provision"].items():
            provision[service] += facts
    return {
        **pupil,
        "places": [*before, *pupil["places"]],
        "provision": dict(provision),
        "endings": [entry for one in (*merged, pupil) for entry in one["endings"]],
    }
