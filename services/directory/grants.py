"""Which grants a person has today: from posts, guardianships, and being a young person.

A token carries them for five minutes: who is barred or leaves is out when it ends.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from pymongo.database import Database

from shared.access.grants import Grant, Role, Scope
from shared.commits import Document
from shared.views import live_collection

from .domain.terms import PostRole, Relationship
from .families import all_records, kept_from, links_of_guardians
from .projections import PEOPLE_STAFF, PUPILS

MOST_GRANTS: Final = 100

AT_SCHOOL: Final = {
    PostRole.TEACHER: Role.TEACHER,
    PostRole.TEACHING_ASSISTANT: Role.TEACHER,
    PostRole.SENCO: Role.SENCO,
    PostRole.HEADTEACHER: Role.HEAD,
    PostRole.OFFICE: Role.OFFICE,
}
FOR_TRUST: Final = {PostRole.TRUST_SEND_LEAD: Role.TRUST_LEAD, PostRole.OFFICE: Role.OFFICE}
# Parents in law also without the MIS saying so; anyone else needs parental responsibility.
PARENTS: Final = frozenset({Relationship.MOTHER, Relationship.FATHER, Relationship.PARENT})


def grants_of(views: Database[Document], person_id: UUID, today: date) -> tuple[Grant, ...]:
    """The grants of a member of staff, a guardian or a young person; () for anyone else.

    today: the date in Europe/London.
    """
    staff = live_collection(views, PEOPLE_STAFF.name).find_one({"_id": person_id})
    links = links_of_guardians(views, [person_id])
    pupil = live_collection(views, PUPILS.name).find_one({"_id": person_id})
    return tuple(
        dict.fromkeys(
            [
                *staff_grants(staff["posts"] if staff else (), today),
                *parent_grants(links)[:MOST_GRANTS],
                *young_person_grants(pupil, today),
            ]
        )
    )


def children_of(views: Database[Document], person_id: UUID) -> frozenset[UUID]:
    """All records of a person's own children, those too from whom an order keeps them."""
    seen = parent_grants(links_of_guardians(views, [person_id]))
    about = {grant.id for grant in seen if grant.id} | kept_from(views, [person_id])
    return frozenset(all_records(views, about))


def staff_grants(posts: Iterable[Document], today: date) -> list[Grant]:
    """From the posts that are in force today; the last day of one still is."""
    grants = []
    for post in posts:
        if not in_force(post, today):
            continue
        role, school_id = PostRole(post["role"]), post["school_id"]
        if role in FOR_TRUST and (school_id is None or role is PostRole.TRUST_SEND_LEAD):
            grants.append(Grant(role=FOR_TRUST[role], scope=Scope.TRUST))
        elif role in AT_SCHOOL and school_id is not None:
            grants.append(Grant(role=AT_SCHOOL[role], scope=Scope.SCHOOL, id=school_id))
    return grants


def in_force(post: Document, today: date) -> bool:
    """Whether a post is held today. A day that is stored as "2026-11-22" sorts as days do."""
    now = today.isoformat()
    started, ended = post["started_on"], post["ended_on"]
    return started is not None and started <= now and (ended is None or now <= ended)


def parent_grants(links: Iterable[Document]) -> list[Grant]:
    """From links to pupils: parents, and others with parental responsibility; never a barred one.

    They go on after compulsory school age: to end them is a decision with the young person.
    Of a child with two records, for the one that goes on: it opens what was written of the other.
    """
    return [
        Grant(role=Role.PARENT, scope=Scope.PUPIL, id=link["opens"]["_id"])
        for link in links
        if link["opens"] and not link["barred"] and _is_parent(link)
    ]


def _is_parent(link: Document) -> bool:
    return bool(link["parental_responsibility"]) or link["relationship"] in PARENTS


def young_person_grants(pupil: Document | None, today: date) -> list[Grant]:
    """Over compulsory school age the rights are the pupil's own (Education Act 1996 s8(3))."""
    if pupil is None or pupil["erased"] or pupil["merged_into"]:
        return []
    if today.isoformat() <= pupil["end_of_compulsory_school_age"]:
        return []
    return [Grant(role=Role.YOUNG_PERSON, scope=Scope.PUPIL, id=pupil["_id"])]
