"""The names of a list of people in one call: those that the caller may know, the others absent.

The texts are opened by `open_record`, under the grant that lets the caller see each of them.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask import g

from shared.access import pupils as access
from shared.access.grants import AUDIENCES, FAMILY, POLICY, Caller, Grant, Target, check
from shared.commits import Document
from shared.errors import Forbidden, NotFound
from shared.http.asking import platform
from shared.http.reading import open_record

from . import queries
from .families import links_of_guardians
from .names import guardian_name, names_only, pupil_name, staff_name
from .projections import GUARDIANS, PEOPLE_STAFF, PUPILS
from .search import GUARDIAN, PUPIL, STAFF


def names_of(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """{id, kind, name, title, forename, surname, erased} of each whom the caller may know.

    Each pupil whose name is opened, or through whom a guardian's is, is in the access log first.
    """
    wanted = list(dict.fromkeys(ids))
    return [*_pupils(wanted), *_staff(wanted), *_guardians(wanted)]


def _pupils(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    named: list[dict[str, Any]] = []
    pupils = queries.people(platform().views, PUPILS.name, ids)
    granted = [(grant_for("pupil.names", pupil), pupil) for pupil in pupils]
    for grant, some in grouped(granted):
        named += opened_pupils(some, grant, why="pupil.names")
    return named


def opened_pupils(pupils: Sequence[Document], grant: Grant, *, why: str) -> list[dict[str, Any]]:
    """The names of pupils who may be seen by this grant."""
    about = [pupil["_id"] for pupil in pupils]
    opened = _opened(pupils, grant, about, what="name", why=why)
    return [{"id": one["_id"], "kind": PUPIL, **pupil_name(one)} for one in opened]


def _staff(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    staff = queries.people(platform().views, PEOPLE_STAFF.name, ids)
    opened = _opened(staff, widest_grant("staff.names"), (), what="name", why="staff.names")
    return [
        {"id": one["_id"], "kind": STAFF, **staff_name(one)} for one in opened if "surname" in one
    ]


def _guardians(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Guardians of pupils whose record the caller may read, and the caller's own name."""
    guardians = {one["_id"]: one for one in queries.people(platform().views, GUARDIANS.name, ids)}
    granted = _granted_links(list(guardians))
    own = guardians.get(g.caller.person_id)
    if own is not None:
        granted.append((widest_grant("person.self"), {"guardian_id": own["_id"]}))
    named: dict[UUID, dict[str, Any]] = {}
    for grant, links in grouped(granted):
        about = {link["pupil_id"] for link in links if "pupil_id" in link}
        some = [guardians[id_] for id_ in {link["guardian_id"] for link in links} - named.keys()]
        for one in _opened(some, grant, about, what="guardian-name", why="pupil.read"):
            named[one["_id"]] = {"id": one["_id"], "kind": GUARDIAN, **guardian_name(one)}
    return list(named.values())


def _granted_links(guardian_ids: Sequence[UUID]) -> list[tuple[Grant | None, Document]]:
    """Each link of these guardians with the grant by which the caller may see it."""
    links = links_of_guardians(platform().views, guardian_ids)
    ids = [link["pupil_id"] for link in links]
    pupils = {one["_id"]: one for one in queries.people(platform().views, PUPILS.name, ids)}
    return [
        (grant, link)
        for link in links
        if link["pupil_id"] in pupils
        and may_see_link(grant := grant_for("pupil.read", pupils[link["pupil_id"]]), link)
    ]


def may_see_link(grant: Grant | None, link: Document) -> bool:
    """Families are not shown who is barred."""
    return grant is not None and not (link["barred"] and grant.role in FAMILY)


def grant_for(permission: str, pupil: Document) -> Grant | None:
    """The grant by which the caller may do this with a pupil, who is where the view says: of a
    record that was merged, by the one that goes on."""
    try:
        return check(permission, g.caller, _target(pupil))
    except (Forbidden, NotFound):
        return None


def _target(pupil: Document) -> Target:
    if pupil["merged_into"]:
        return access.target(platform().views, pupil["_id"])
    return Target(pupil_id=pupil["_id"], school_id=pupil["school_id"])


def widest_grant(permission: str) -> Grant:
    """Of the caller's grants with this permission the one that may have most texts opened."""
    caller: Caller = g.caller
    having = [grant for grant in caller.grants if grant.role in POLICY[permission]]
    return max(having, key=lambda grant: len(AUDIENCES[grant.role]))


def grouped(
    granted: Iterable[tuple[Grant | None, Document]],
) -> list[tuple[Grant, list[Document]]]:
    """The documents by grant, without those that no grant covers."""
    groups: dict[Grant, list[Document]] = {}
    for grant, document in granted:
        if grant is not None:
            groups.setdefault(grant, []).append(document)
    return list(groups.items())


def _opened(
    people: Sequence[Document], grant: Grant, pupils: Iterable[UUID], *, what: str, why: str
) -> list[Document]:
    if not people:
        return []
    g.grant = grant  # the one by which these, and not the route as a whole, may be seen
    return open_record([names_only(one) for one in people], pupils=pupils, what=what, why=why)
