"""What pages ask of the read models. Texts come sealed: the edge opens what a viewer may read."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING
from pymongo.database import Database

from shared.commits import Document
from shared.errors import NotFound
from shared.views import live_collection

from .domain.ages import senco_qualification_due
from .domain.terms import PostRole
from .families import bars_one_of, links_of_guardians, other_records
from .grants import in_force, parent_grants
from .projections import GUARDIANS, GUARDIANSHIPS, PEOPLE_STAFF, PUPILS, SCHOOLS
from .search import GUARDIAN, STAFF, BlindIndex

MOST_SCHOOLS: Final = 500
MOST_SENCOS: Final = 2_000  # also those who were one
MOST_OF_A_FAMILY: Final = 50
MOST_SHARING: Final = 20
MOST_CANDIDATES: Final = 500
NO_PRIORITY: Final = 100  # after 99, the last that a MIS can say

Views = Database[dict[str, Any]]


def schools(views: Views) -> list[Document]:
    """Every school of the trust by name."""
    found = live_collection(views, SCHOOLS.name).find({})
    return list(found.sort([("name", ASCENDING), ("_id", ASCENDING)]).limit(MOST_SCHOOLS))


def school(views: Views, school_id: UUID) -> Document:
    """Raises NotFound."""
    return _one(views, SCHOOLS.name, school_id)


def sencos(views: Views, today: date) -> dict[UUID, list[UUID]]:
    """School -> who is its SENCO today."""
    found: dict[UUID, list[UUID]] = {}
    for post in senco_posts(views, today):
        found.setdefault(post["school_id"], []).append(post["staff_id"])
    return found


def senco_posts(views: Views, today: date) -> list[Document]:
    """{school_id, staff_id, qualification_due_on, needs_no_day} of whoever is a SENCO today.

    needs_no_day: they became it before the rule. Else, without a day, it is not known since when
    they are.
    """
    where = {"posts.role": PostRole.SENCO.value}
    staff = live_collection(views, PEOPLE_STAFF.name).find(where, {"posts": 1})
    return [
        {
            "school_id": post["school_id"],
            "staff_id": one["_id"],
            "qualification_due_on": post["qualification_due_on"],
            "needs_no_day": senco_qualification_due(date.fromisoformat(post["started_on"])) is None,
        }
        for one in staff.limit(MOST_SENCOS)
        for post in one["posts"]
        if post["role"] == PostRole.SENCO.value and in_force(post, today)
    ]


def pupil(views: Views, pupil_id: UUID) -> Document:
    """A pupil's header. Raises NotFound."""
    return _one(views, PUPILS.name, pupil_id)


def _one(views: Views, view: str, id_: UUID) -> Document:
    found = live_collection(views, view).find_one({"_id": id_})
    if found is None:
        raise NotFound
    return found


def people(views: Views, view: str, ids: Sequence[UUID]) -> list[Document]:
    """Those of these people whom a view has."""
    return list(live_collection(views, view).find({"_id": {"$in": list(ids)}}))


def find_pupils(
    views: Views, index: BlindIndex, school_id: UUID, text: str, *, most: int, today: date
) -> tuple[list[Document], bool]:
    """Pupils on a school's roll by beginnings of names or by UPN, and whether there are more.

    The index may lag or run ahead: the view says who is on the roll.
    """
    ids = index.with_upn(school_id, text, most=most) or index.named(
        school_id, text, most=MOST_CANDIDATES
    )
    on_roll = {
        "_id": {"$in": ids},
        "school_id": school_id,
        "erased": False,
        "merged_into": None,
        "$or": [{"left_on": None}, {"left_on": {"$gte": today.isoformat()}}],
    }
    found = live_collection(views, PUPILS.name).find(on_roll).sort("_id", ASCENDING)
    pupils = list(found.limit(most + 1))
    return pupils[:most], len(pupils) > most or len(ids) == MOST_CANDIDATES


def family(views: Views, pupil_id: UUID) -> list[tuple[Document, Document]]:
    """(guardianship, guardian) of a pupil, those to be asked first first.

    Also of whom only a record tells that was merged into the pupil's: each guardian once.
    """
    records = [pupil_id, *(one["_id"] for one in other_records(views, pupil_id))]
    where = {"pupil_id": {"$in": records}, "linked": True}
    found = live_collection(views, GUARDIANSHIPS.name).find(where)
    ids = {link["guardian_id"] for link in found.limit(MOST_OF_A_FAMILY)}
    links: dict[UUID, Document] = {}
    for link in sorted(links_of_guardians(views, ids), key=_first_asked):
        opens = link["opens"]
        if link["pupil_id"] == pupil_id or (opens and opens["_id"] == pupil_id):
            links.setdefault(link["guardian_id"], link)
    guardians = {one["_id"]: one for one in people(views, GUARDIANS.name, list(ids))}
    return [(link, guardians[one]) for one, link in links.items() if one in guardians]


def family_links(views: Views, person_id: UUID) -> list[Document]:
    """{guardianship_id, pupil_id, school_id, relationship} of a guardian's pupils, without those
    whom an order keeps them from; for a pupil, of themselves. A child with two records is there
    once, as the record that goes on.
    """
    told = {
        pupil["_id"]: {
            "guardianship_id": link["_id"],
            "pupil_id": pupil["_id"],
            "school_id": pupil["school_id"],
            "relationship": link["relationship"],
        }
        for link in links_of_guardians(views, [person_id])
        if (pupil := link["opens"]) and not link["barred"]
    }
    itself = {"guardianship_id": person_id, "pupil_id": person_id, "relationship": "self"}
    own = people(views, PUPILS.name, [person_id])
    return [*told.values(), *({**itself, "school_id": one["school_id"]} for one in own)]


def _first_asked(link: Document) -> tuple[int, str]:
    return (link["priority"] or NO_PRIORITY, str(link["_id"]))


def staff_by_email(views: Views, index: BlindIndex, email: str, today: date) -> UUID | None:
    """The member of staff with this work e-mail and a post today; None where it is not just one.

    An address may have been somebody's who has left: that is no reason to keep its holder out.
    """
    ids = index.with_email(email, STAFF, most=MOST_SHARING)
    found = [
        staff["_id"]
        for staff in people(views, PEOPLE_STAFF.name, ids)
        if any(in_force(post, today) for post in staff["posts"])
    ]
    return found[0] if len(found) == 1 else None


def guardians_with_email(views: Views, index: BlindIndex, email: str) -> bool:
    """Whether this address is one of an adult who has to do with a pupil, barred ones too."""
    ids = index.with_email(email, GUARDIAN, most=MOST_SHARING)
    return bool(links_of_guardians(views, ids)) or bars_one_of(views, ids)


def guardian_by_email(views: Views, index: BlindIndex, email: str) -> UUID | None:
    """The guardian who is reached at this address.

    Guardians may share one: of those who may see a pupil it is then the one to be asked first.
    Where a guardian who is barred from any pupil shares it, it is nobody: what is sent there, the
    barred one reads too.
    """
    ids = index.with_email(email, GUARDIAN, most=MOST_SHARING)
    links = links_of_guardians(views, ids)
    if len(ids) > 1 and bars_one_of(views, ids):
        return None
    links.sort(key=lambda link: (not parent_grants([link]), *_first_asked(link)))
    return links[0]["guardian_id"] if links else None
