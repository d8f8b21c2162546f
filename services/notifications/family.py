"""A child as the directory's records say together, and who in the family may be told.

A child may have had two records (`pupils-merged`): their guardianships count together, and an
order in either of them bars.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from pymongo.database import Database

from shared.commits import Document
from shared.views import live_collection

from .projections.families import FAMILIES

MOST_MERGES: Final = 10
# Parents in law also without the MIS saying so; anyone else needs parental responsibility.
PARENTS: Final = frozenset({"mother", "father", "parent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """pupil_id: of the record that goes on. links: every guardianship of the child, ever.

    own_rights_after: the day after which the rights are the young person's own.
    """

    pupil_id: UUID
    enrolled: bool
    erased: bool
    own_rights_after: str | None
    links: tuple[Document, ...]

    def has_links(self) -> bool:
        return any(link["linked"] for link in self.links)

    def guardians(self) -> frozenset[UUID]:
        """Who is written to and may sign in: the same rule as for a parent's grant."""
        barred = {link["guardian_id"] for link in self.links if link["barred"]}
        told = {
            link["guardian_id"]
            for link in self.links
            if link["linked"] and link["correspondence"] and _is_parent(link)
        }
        return frozenset(told - barred)

    def young_person(self, today: date) -> UUID | None:
        """The pupil, once over compulsory school age (Education Act 1996, section 8(3))."""
        after = self.own_rights_after
        return self.pupil_id if after is not None and after < today.isoformat() else None

    def may_be_told(self, person_id: UUID, today: date) -> bool:
        if self.erased:
            return False
        return person_id in self.guardians() or person_id == self.young_person(today)


def _is_parent(link: Document) -> bool:
    return bool(link["parental_responsibility"]) or link["relationship"] in PARENTS


def family_of(views: Database[Document], pupil_id: UUID) -> Family | None:
    """A child's family as it is known now; None while the child is not known at all."""
    families = live_collection(views, FAMILIES.name)
    links: list[Document] = []
    for _ in range(MOST_MERGES):
        record = families.find_one({"_id": pupil_id})
        if record is None:
            return None
        links += record["links"].values()
        if record["merged_into"] is None:
            return Family(
                pupil_id=pupil_id,
                enrolled=record["enrolled"],
                erased=record["erased"],
                own_rights_after=record["own_rights_after"],
                links=tuple(links),
            )
        pupil_id = record["merged_into"]
    return None
