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

from .domain.terms import PostRole
from .grants import in_force
from .projections import GUARDIANS, GUARDIANSHIPS, PEOPLE_STAFF, PUPILS, SCHOOLS
from .search import GUARDIAN, STAFF, BlindIndex

MOST_SCHOOLS: Final = 500
MOST_OF_A_FAMILY: Final = 50
MOST_SHARING: Final = 20
MOST_LINKS: Final = 2_000
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
    where = {"posts.role": PostRole.SENCO.value}
    for staff in live_collection(views, PEOPLE_STAFF.name).find(where, {"posts": 1}):
        for post in staff["posts"]:
            if post["role"] == PostRole.SENCO.value and in_force(post, today):
                found.setdefault(post["school_id"], []).append(staff["_id"])
    return found


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


def links_of_pupil(views: Views, pupil_id: UUID) -> list[Document]:
    """A pupil's guardianships, those to be asked first first, barred ones too."""
    found = live_collection(views, GUARDIANSHIPS.name).find({"pupil_id": pupil_id, "linked": True})
    return sorted(found.limit(MOST_OF_A_FAMILY), key=_first_asked)


def links_of_guardians(views: Views, guardian_ids: Sequence[UUID]) -> list[Document]:
    """The guardianships of some guardians, barred ones too."""
    where = {"guardian_id": {"$in": list(guardian_ids)}, "linked": True}
    return list(live_collection(views, GUARDIANSHIPS.name).find(where).limit(MOST_LINKS))


def family(views: Views, pupil_id: UUID) -> list[tuple[Document, Document]]:
    """(guardianship, guardian) of a pupil, those to be asked first first."""
    links = links_of_pupil(views, pupil_id)
    ids = [link["guardian_id"] for link in links]
    guardians = {one["_id"]: one for one in people(views, GUARDIANS.name, ids)}
    return [
        (link, guardians[link["guardian_id"]]) for link in links if link["guardian_id"] in guardians
    ]


def family_links(views: Views, person_id: UUID) -> list[Document]:
    """{guardianship_id, pupil_id, school_id, relationship} of a guardian's pupils, without those
    whom an order keeps them from; for a pupil, of themselves."""
    links = [link for link in links_of_guardians(views, [person_id]) if not link["barred"]]
    ids = [person_id, *(link["pupil_id"] for link in links)]
    schools = {one["_id"]: one["school_id"] for one in people(views, PUPILS.name, ids)}
    told = [(link["_id"], link["pupil_id"], link["relationship"]) for link in links]
    return [
        {
            "guardianship_id": link_id,
            "pupil_id": pupil_id,
            "school_id": schools[pupil_id],
            "relationship": relationship,
        }
        for link_id, pupil_id, relationship in [*told, (person_id, person_id, "self")]
        if pupil_id in schools
    ]


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
    return bool(links_of_guardians(views, ids))


def guardian_by_email(views: Views, index: BlindIndex, email: str) -> UUID | None:
    """The guardian who is reached at this address.

    Guardians may share one: it is then the one to be asked first. Where a guardian who is barred
    from any pupil shares it, it is nobody: what is sent there, the barred one reads too.
    """
    ids = index.with_email(email, GUARDIAN, most=MOST_SHARING)
    links = links_of_guardians(views, ids)
    if len(ids) > 1 and any(link["barred"] for link in links):
        return None
    links.sort(key=_first_asked)
    return links[0]["guardian_id"] if links else None
