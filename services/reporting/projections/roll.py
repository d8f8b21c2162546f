"""Where a pupil was on roll, and in which year group, each as it was told.

What is told again takes the place of what was told before, and that is kept, marked since when.
"""

from datetime import date
from typing import Any
from uuid import UUID

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent


def placed(
    pupil: Document, recorded: RecordedEvent[Any], school_id: UUID | None, on: date
) -> Document:
    """The pupil at a school from a day; None: at none of the trust's."""
    place = {
        "school_id": school_id,
        "effective_on": day(on),
        "recorded_at": recorded.recorded_at,
        "replaced_at": None,
    }
    been = pupil["school_ids"]
    known = school_id is None or school_id in been
    return pupil | {
        "places": [*_marked(pupil["places"], place), place],
        "school_ids": been if known else [*been, school_id],
    }


def in_year(pupil: Document, recorded: RecordedEvent[Any], year_group: str) -> Document:
    """The pupil in a year group, as told at that instant."""
    told = {"year_group": year_group, "recorded_at": recorded.recorded_at}
    return pupil | {"year_group": year_group, "years": [*pupil["years"], told]}


def _marked(places: list[Document], new: Document) -> list[Document]:
    """The places that were told before, each marked that the new one replaces: whatever was said
    of its day and later, and the day of entry, or of leaving, if it is told again.
    """
    told = replaced_by(new, places)
    stand = [one for one in told if one.get("replaced_at") is None]
    last = max(stand, key=lambda one: str(one["effective_on"]), default=None)
    if last is None or last["school_id"] != new["school_id"]:
        return told
    return [one | {"replaced_at": new["recorded_at"]} if one is last else one for one in told]


def replaced_by(new: Document, facts: list[Document]) -> list[Document]:
    """The facts that were told before; those of the new one's day and later are marked."""
    replaced = {"replaced_at": new["recorded_at"]}
    return [
        one | replaced
        if one.get("replaced_at") is None and one["effective_on"] >= new["effective_on"]
        else one
        for one in facts
    ]
