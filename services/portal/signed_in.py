"""Who is signed in, in which of their roles, and the token that services know them by."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar
from uuid import UUID

from flask import Flask, g, session
from werkzeug.exceptions import ServiceUnavailable

from shared.access.grants import FAMILY, Role, Scope

from .clients import Down, clients, part
from .clients.directory import Tokens
from .clock import now
from .frame import Viewer
from .sessions import PERSON, current
from .words.roles import ROLE

P = ParamSpec("P")
R = TypeVar("R")

# A token lasts 5 minutes; what a page asks with it must be answered before it ends.
RENEW_BEFORE: Final = timedelta(seconds=60)
ORDER: Final = (
    Role.SENCO,
    Role.TRUST_LEAD,
    Role.HEAD,
    Role.TEACHER,
    Role.OFFICE,
    Role.OPS,
    Role.PARENT,
    Role.YOUNG_PERSON,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A role that somebody may work in. school_id: None for the trust and for families."""

    role: Role
    school_id: UUID | None
    name: str

    @property
    def code(self) -> str:
        return f"{self.role}:{self.school_id or ''}"

    @property
    def said(self) -> str:
        """ "SENCO, Alder Lane Primary"."""
        return f"{ROLE[self.role]}, {self.name}" if self.name else ROLE[self.role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """place: the role that they are here in. children: the pupils whom they may see as family.

    own_records: all records of their own children, which they see in no other role.
    """

    person_id: UUID
    places: tuple[Place, ...]
    place: Place
    children: frozenset[UUID]
    own_records: frozenset[UUID] = frozenset()

    @property
    def role(self) -> Role:
        return self.place.role

    @property
    def school_id(self) -> UUID | None:
        return self.place.school_id


class NobodySignedIn(Exception):
    """This page is for people who have signed in."""


class OtherRole(Exception):
    """This page is for another role of theirs. places: those in which they may see it."""

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.places = tuple(places)


class NoRole(Exception):
    """No role of theirs has this page: for them there is none."""


def recognise(app: Flask, trust_name: str) -> None:
    """Before each request: who is it? Nothing is asked of any service for it."""

    @app.before_request
    def look() -> None:
        g.bearer = access_token
        look_again(trust_name)


def look_again(trust_name: str) -> None:
    g.person = person_of(session, trust_name)
    g.viewer = viewer_of(g.person) if g.person else None


def learn_schools() -> None:
    """The names of the schools, for "You are here as SENCO, Alder Lane"; later if not now."""
    schools = part(clients().directory.schools)
    if not schools.down:
        session["schools"] = {str(school.school_id): school.name for school in schools.value}


def begin(tokens: Tokens, trust_name: str) -> None:
    """Signed in: a new session, in the first of their roles."""
    then = session.get("then")
    current().clear()
    current().renew()
    if then:
        session["then"] = then
    session[PERSON] = str(tokens.person_id)
    keep_tokens(tokens)
    look_again(trust_name)
    learn_schools()


def forget() -> None:
    """Signed out: nobody, for the rest of this request."""
    g.person = g.viewer = None


def keep_tokens(tokens: Tokens) -> None:
    session["tokens"] = {
        "access": tokens.access_token,
        "until": (now() + timedelta(seconds=tokens.expires_in)).isoformat(),
        "refresh": tokens.refresh_token,
    }
    session["grants"] = [
        [grant.role.value, grant.scope.value, str(grant.id) if grant.id else None]
        for grant in tokens.grants
    ]
    session["own_records"] = [str(child) for child in tokens.children]


def access_token() -> str:
    """The token of whoever is signed in, renewed before it ends. Raises SignedOut, Down."""
    if g.get("person") is None:
        raise NobodySignedIn
    left = datetime.fromisoformat(session["tokens"]["until"]) - now()
    if left <= RENEW_BEFORE:
        try:
            renew()
        except Down:
            if left <= timedelta(0):
                raise
            # It still holds: what only needs the other services goes on without directory.
    access: str = session["tokens"]["access"]
    return access


def renew() -> None:
    keep_tokens(clients().directory.renew(session["tokens"]["refresh"]))
    if not session.get("schools"):
        learn_schools()


def person_of(known: Mapping[str, Any], trust_name: str) -> Person | None:
    """Who a session is about; None where nobody has signed in."""
    if not known.get(PERSON) or not known.get("grants"):
        return None
    places = tuple(places_of(known["grants"], known.get("schools", {}), trust_name))
    chosen = known.get("place")
    return Person(
        person_id=UUID(known[PERSON]),
        places=places,
        place=next((place for place in places if place.code == chosen), places[0]),
        children=frozenset(
            UUID(i) for _, scope, i in known["grants"] if scope == Scope.PUPIL and i
        ),
        own_records=frozenset(UUID(i) for i in known.get("own_records", ())),
    )


def places_of(
    grants: Iterable[tuple[str, str, str | None]],
    school_names: Mapping[str, str],
    trust_name: str,
) -> list[Place]:
    """The roles to choose from, those with most to do first; a family's children are one."""
    found: dict[str, Place] = {}
    for role, scope, on in grants:
        school_id = UUID(on) if scope == Scope.SCHOOL and on else None
        name = school_names.get(on or "", "") if school_id else ""
        if scope == Scope.TRUST:
            name = trust_name
        place = Place(role=Role(role), school_id=school_id, name=name)
        found.setdefault(place.code, place)
    return sorted(found.values(), key=lambda place: (ORDER.index(place.role), place.name))


def viewer_of(person: Person) -> Viewer:
    place = person.place
    return Viewer(
        role=place.role,
        role_name=ROLE[place.role],
        place=place.name,
        unread=None,
        other_roles=len(person.places) > 1,
    )


def me() -> Person:
    """Whoever is signed in. Raises NobodySignedIn."""
    found: Person | None = g.get("person")
    if found is None:
        raise NobodySignedIn
    return found


def for_roles(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say whose page this is; none: everybody's who has signed in.

    Raises NobodySignedIn, OtherRole, NoRole.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            require(roles)
            return view(*args, **kwargs)

        checked.__dict__["roles"] = roles
        return checked

    return decorate


def require(roles: Iterable[Role]) -> None:
    """Raises NobodySignedIn, OtherRole, NoRole; ServiceUnavailable if nobody can be recognised."""
    if current().down:
        raise ServiceUnavailable
    person, allowed = me(), set(roles)
    if not allowed or person.role in allowed:
        return
    others = [place for place in person.places if place.role in allowed]
    raise OtherRole(others) if others else NoRole


def not_my_own_child(pupil_id: UUID) -> None:
    """Nobody opens their own child's record in a staff role. Raises OtherRole, NoRole."""
    person = me()
    if person.role not in FAMILY and pupil_id in person.children | person.own_records:
        others = [place for place in person.places if place.role in FAMILY]
        raise OtherRole(others) if others else NoRole
