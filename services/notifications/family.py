"""A child as the directory's records say together, and who in the family may be told.

A child may have had two records (`pupils-merged`): an order in any of them bars, and where the
record that goes on has a guardianship of its own with somebody, that one says what they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from pymongo.collection import Collection
from pymongo.database import Database

from shared.commits import Document
from shared.views import live_collection

from .projections.families import FAMILIES

MOST_MERGES: Final = 10
# Parents in law also without the MIS saying so; anyone else needs parental responsibility.
PARENTS: Final = frozenset({"mother", "father", "parent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """pupil_id: of the record that goes on. links: every guardianship of any record, ever.

    own_rights_after: the day after which the rights are the young person's own.
    """

    pupil_id: UUID
    enrolled: bool
    erased: bool
    own_rights_after: str | None
    links: tuple[Document, ...]

    def has_links(self) -> bool:
        return any(link["linked"] for link in self.links)

    def parents(self) -> frozenset[UUID]:
        """Who may sign in: the same rule as for a parent's grant."""
        return self._not_barred(self._of_parents())

    def guardians(self) -> frozenset[UUID]:
        """Those of the parents who are written to."""
        return self._not_barred(link for link in self._of_parents() if link["correspondence"])

    def _of_parents(self) -> Iterator[Document]:
        return (link for link in self.links if link["linked"] and _is_parent(link))

    def _not_barred(self, links: Iterable[Document]) -> frozenset[UUID]:
        barred = {link["guardian_id"] for link in self.links if link["barred"]}
        return frozenset({link["guardian_id"] for link in links} - barred)

    def young_person(self, today: date) -> UUID | None:
        """The pupil, once over compulsory school age (Education Act 1996, section 8(3))."""
        after = self.own_rights_after
        return self.pupil_id if after is not None and after < today.isoformat() else None

    def may_read(self, person_id: UUID, today: date) -> bool:
        """Whether somebody may find a message about the child in the inbox."""
        return not self.erased and person_id in {*self.parents(), self.young_person(today)}

    def may_be_written_to(self, person_id: UUID, today: date) -> bool:
        return not self.erased and person_id in {*self.guardians(), self.young_person(today)}


def _is_parent(link: Document) -> bool:
    return bool(link["parental_responsibility"]) or link["relationship"] in PARENTS


def family_of(views: Database[Document], pupil_id: UUID) -> Family | None:
    """A child's family as it is known now; None while the child is not known at all."""
    families = live_collection(views, FAMILIES.name)
    record = _going_on(families, pupil_id)
    if record is None:
        return None
    links = [*record["links"].values()]
    own = {link["guardian_id"] for link in links}
    for link in _merged_links(families, record["_id"]):
        links.append({**link, "linked": link["linked"] and link["guardian_id"] not in own})
    return Family(
        pupil_id=record["_id"],
        enrolled=record["enrolled"],
        erased=record["erased"],
        own_rights_after=record["own_rights_after"],
        links=tuple(links),
    )


def _going_on(families: Collection[Document], pupil_id: UUID) -> Document | None:
    """The record that a child's others were merged into, in the end."""
    for _ in range(MOST_MERGES):
        record = families.find_one({"_id": pupil_id})
        if record is None or record["merged_into"] is None:
            return record
        pupil_id = record["merged_into"]
    return None


def _merged_links(families: Collection[Document], pupil_id: UUID) -> list[Document]:
    """The guardianships of every record that was merged into this one, also by way of others."""
    links: list[Document] = []
    into = [pupil_id]
    for _ in range(MOST_MERGES):
        merged = list(families.find({"merged_into": {"$in": into}}))
        if not merged:
            break
        links += [link for one in merged for link in one["links"].values()]
        into = [one["_id"] for one in merged]
    return links
