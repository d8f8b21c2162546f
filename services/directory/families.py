"""Who is what to which child, from all of the child's records: two may have been merged.

An import goes on telling what adults are to a record that was merged: an order in any of them
bars, and where the record that goes on has a guardianship of its own with somebody, that one says
what they are.
"""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from shared.commits import Document
from shared.views import live_collection

from .projections import GUARDIANSHIPS, PUPILS

MOST_LINKS: Final = 2_000
MOST_MERGES: Final = 10

Views = Database[dict[str, Any]]
Child = tuple[Document, Document]  # a record, and the one that goes on: the same if not merged


def links_of_guardians(views: Views, guardian_ids: Iterable[UUID]) -> list[Document]:
    """The guardianships of some guardians, barred ones too, as the view has them, with

    barred: by an order in any record of the child.
    opens: the pupil whom it opens, by the record that goes on; None where that one was erased, or
    where it has a guardianship of its own with them, which says what they are.
    """
    where = {"guardian_id": {"$in": list(guardian_ids)}}
    found = live_collection(views, GUARDIANSHIPS.name).find(where)
    # Orders first: where there are too many links, none of these is left out.
    found = found.sort([("barred", DESCENDING), ("_id", ASCENDING)])
    links = list(found.limit(MOST_LINKS))
    children = _children(views, {link["pupil_id"] for link in links})
    barred = {_between(link, children) for link in links if link["barred"]}
    own = {(link["guardian_id"], link["pupil_id"]) for link in links}
    return [
        {
            **link,
            "barred": _between(link, children) in barred,
            "opens": _opened_by(link, children, own),
        }
        for link in links
        if link["linked"]
    ]


def bars_one_of(views: Views, guardian_ids: Iterable[UUID]) -> bool:
    """Whether an order keeps one of these guardians from any pupil, also where the link ended."""
    return bool(kept_from(views, guardian_ids))


def kept_from(views: Views, guardian_ids: Iterable[UUID]) -> set[UUID]:
    """The records from which an order keeps one of these guardians, also where the link ended."""
    where = {"guardian_id": {"$in": list(guardian_ids)}, "barred": True}
    found = live_collection(views, GUARDIANSHIPS.name).find(where, {"pupil_id": 1})
    return {one["pupil_id"] for one in found.limit(MOST_LINKS)}


def other_records(views: Views, pupil_id: UUID) -> list[Document]:
    """The other records of a pupil's child: the one that goes on, and all that were merged."""
    known = all_records(views, [pupil_id])
    return [one for one in known.values() if one["_id"] != pupil_id]


def all_records(views: Views, pupil_ids: Iterable[UUID]) -> dict[UUID, Document]:
    """These pupils' records, the ones that go on, and all that were merged into them."""
    pupils = live_collection(views, PUPILS.name)
    known: dict[UUID, Document] = {}
    about = list(pupil_ids)
    while about:
        where = {"$or": [{"_id": {"$in": about}}, {"merged_into": {"$in": about}}]}
        new = {one["_id"]: one for one in pupils.find(where) if one["_id"] not in known}
        known |= new
        about = [*new, *(one["merged_into"] for one in new.values() if one["merged_into"])]
    return known


def _between(link: Document, children: dict[UUID, Child]) -> tuple[UUID, UUID]:
    """A guardian and a child, who is the record that goes on."""
    child = children.get(link["pupil_id"])
    return link["guardian_id"], child[1]["_id"] if child else link["pupil_id"]


def _opened_by(
    link: Document, children: dict[UUID, Child], own: set[tuple[UUID, UUID]]
) -> Document | None:
    child = children.get(link["pupil_id"])
    if child is None or child[1]["erased"]:
        return None
    record, goes_on = child
    told_there = record is not goes_on and _between(link, children) in own
    return None if told_there else goes_on


def _children(views: Views, pupil_ids: Iterable[UUID]) -> dict[UUID, Child]:
    """Those of the records that are known, with the one that each goes on in."""
    pupils = live_collection(views, PUPILS.name)
    known: dict[UUID, Document] = {}
    last = {pupil_id: pupil_id for pupil_id in pupil_ids}
    for _ in range(MOST_MERGES + 1):
        unread = list(set(last.values()) - known.keys())
        known |= {one["_id"]: one for one in pupils.find({"_id": {"$in": unread}})}
        further = {
            first: known[one]["merged_into"] or one for first, one in last.items() if one in known
        }
        if further == last:
            break
        last = further
    return {
        first: (known[first], known[one])
        for first, one in last.items()
        if one in known and known[one]["merged_into"] is None
    }
