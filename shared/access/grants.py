"""Roles, grants, and the one table that says which role may do what, on which scope (design 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from shared.errors import Forbidden, NotFound
from shared.personal import Audience


class Role(StrEnum):
    """The kinds of people. A `barred` parent has no grant for that pupil at all."""

    TEACHER = "teacher"  # teachers and teaching assistants
    SENCO = "senco"
    HEAD = "head"
    OFFICE = "office"
    TRUST_LEAD = "trust-lead"
    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    OPS = "ops"


class Scope(StrEnum):
    """What a grant is about, and how far a permission reaches."""

    TRUST = "trust"
    SCHOOL = "school"
    PUPIL = "pupil"
    OWN = "own"  # within the school, only what this person wrote: for permissions alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role on the trust (id None), a school or a pupil."""

    role: Role
    scope: Scope
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, as their token says it. subject: the token's, the person's id as text.

    only: the one permission that the token is good for; None: for all that the grants give.
    children: all records of their own children, whom they may know as their family alone.
    """

    person_id: UUID
    subject: str
    grants: tuple[Grant, ...]
    only: str | None = None
    children: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a request is about. All None: the trust itself.

    school_id: the pupil's school now. author_id: who wrote it, where that decides.
    goes_on_as: the record that the pupil's was merged into; whose family's it is now.
    """

    school_id: UUID | None = None
    pupil_id: UUID | None = None
    goes_on_as: UUID | None = None
    author_id: UUID | None = None


TRUST: Final = Target()

T, S, H, L, P, Y, O = (  # noqa: E741
    Role.TEACHER,
    Role.SENCO,
    Role.HEAD,
    Role.TRUST_LEAD,
    Role.PARENT,
    Role.YOUNG_PERSON,
    Role.OPS,
)
FAMILY: Final = {P: Scope.PUPIL, Y: Scope.PUPIL}
EVERY_ROLE: Final = dict.fromkeys(Role, Scope.TRUST)

# Permission -> role -> how far. A role that is not named may not.
POLICY: Final[Mapping[str, Mapping[Role, Scope]]] = {
    # directory
    "person.self": EVERY_ROLE,
    "school.read": EVERY_ROLE,
    "pupil.find": {T: Scope.SCHOOL, S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST},
    "pupil.names": {T: Scope.SCHOOL, S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST, **FAMILY},
    "pupil.read": {S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST, **FAMILY},
    "pupil.contact": {S: Scope.SCHOOL},
    "pupil.merge": {S: Scope.SCHOOL, L: Scope.TRUST},
    "pupil.open": {L: Scope.TRUST},
    "pupil.opened": {S: Scope.SCHOOL, L: Scope.TRUST, **FAMILY},
    "staff.names": EVERY_ROLE,
    "senco.list": {L: Scope.TRUST},
    "pupil.erase": {O: Scope.TRUST},
    "calendar.own": {S: Scope.TRUST, P: Scope.TRUST, Y: Scope.TRUST},
    # directory and ehcp: what a calendar shows of the pupils whom the grants name
    "calendar.read": {S: Scope.TRUST, P: Scope.TRUST, Y: Scope.TRUST},
    "import.run": {L: Scope.TRUST, O: Scope.TRUST},
    # referrals
    "referral.raise": {
        T: Scope.SCHOOL,
        S: Scope.SCHOOL,
        H: Scope.SCHOOL,
        L: Scope.TRUST,
        **FAMILY,
    },
    "referral.read": {T: Scope.OWN, S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST, **FAMILY},
    "referral.list": {S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST},
    "referral.own": {T: Scope.TRUST, S: Scope.TRUST, H: Scope.TRUST, L: Scope.TRUST},
    "referral.note": {T: Scope.OWN, S: Scope.OWN, H: Scope.OWN, L: Scope.OWN, **FAMILY},
    "referral.work": {S: Scope.SCHOOL},
    "referral.decide": {S: Scope.SCHOOL},
    "specialist.read": {S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST, **FAMILY},
    # plans
    "plan.read": {S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST, **FAMILY},
    "plan.list": {S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST},
    "plan.work": {S: Scope.SCHOOL},
    "plan.session": {T: Scope.SCHOOL, S: Scope.SCHOOL},
    "plan.say": {**FAMILY},
    # ehcp
    "ehc.read": {S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST, **FAMILY},
    "ehc.list": {S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST},
    "ehc.work": {S: Scope.SCHOOL},
    # notifications
    "message.own": EVERY_ROLE,
    # reporting
    "caseload.read": {S: Scope.SCHOOL, H: Scope.SCHOOL, L: Scope.TRUST},
    "caseload.trust": {L: Scope.TRUST},
    "register.read": {S: Scope.SCHOOL, L: Scope.TRUST},
    "history.read": {S: Scope.SCHOOL, L: Scope.TRUST},
    # every service
    "operations": {O: Scope.TRUST},
}

# Those by which one pupil's record is opened. Whoever has one from outside the pupil's usual staff
# states a reason first; lists, and who has opened a record, are seen without.
OPENS_A_RECORD: Final = frozenset(
    {"pupil.read", "referral.read", "specialist.read", "plan.read", "ehc.read", "history.read"}
)
FROM_OUTSIDE: Final = frozenset({L})

# Those that say of a pupil no more than the lists of a school do: in a staff role they are all
# that there is of one's own child.
NO_RECORD: Final = frozenset({"pupil.names", "calendar.read", "message.own"})

# Which texts a role may have opened. Confidential ones need the school's SENCO.
AUDIENCES: Final[Mapping[Role, frozenset[Audience]]] = {
    Role.TEACHER: frozenset({Audience.STAFF, Audience.FAMILY}),
    Role.SENCO: frozenset(Audience),
    Role.HEAD: frozenset({Audience.STAFF, Audience.FAMILY}),
    Role.OFFICE: frozenset(),
    Role.TRUST_LEAD: frozenset({Audience.STAFF, Audience.FAMILY}),
    Role.PARENT: frozenset({Audience.FAMILY}),
    Role.YOUNG_PERSON: frozenset({Audience.FAMILY}),
    Role.OPS: frozenset(),
}


def may_ever(permission: str, caller: Caller) -> None:
    """Raises Forbidden if none of the caller's roles has this permission on any scope, or their
    token is good for another one alone."""
    if caller.only not in (None, permission):
        raise Forbidden(permission)
    if not any(grant.role in POLICY[permission] for grant in caller.grants):
        raise Forbidden(permission)


def needs_reason(permission: str, role: Role) -> bool:
    """Whether somebody in this role opens a record by it only with a stated reason."""
    return permission in OPENS_A_RECORD and role in FROM_OUTSIDE


def check(permission: str, caller: Caller, target: Target) -> Grant:
    """The grant by which the caller may do this here: if possible one that needs no reason, then
    the one that shows most, so that a head who is the SENCO too sees what is for the SENCO alone.

    Raises Forbidden if no role of theirs may at all, NotFound if the target is not theirs:
    another school's pupil is not there, for them; nor, in a staff role, is their own child.
    """
    may_ever(permission, caller)
    as_family = permission not in NO_RECORD and _is_own_child(caller, target)
    for grant in sorted(caller.grants, key=lambda one: _shows_less(permission, one.role)):
        reach = POLICY[permission].get(grant.role)
        if as_family and grant.role not in FAMILY:
            continue
        if reach is not None and _covers(grant, reach, caller, target):
            return grant
    raise NotFound


def _is_own_child(caller: Caller, target: Target) -> bool:
    """By either record: two may have been merged since the token was issued."""
    return not caller.children.isdisjoint({target.pupil_id, target.goes_on_as})


def _shows_less(permission: str, role: Role) -> tuple[bool, bool, int]:
    """The greater, the later a grant of this role is tried."""
    only_own = POLICY[permission].get(role) is Scope.OWN
    return needs_reason(permission, role), only_own, -len(AUDIENCES[role])


def _covers(grant: Grant, reach: Scope, caller: Caller, target: Target) -> bool:
    if reach is Scope.OWN and target.author_id != caller.person_id:
        return False
    if reach is Scope.TRUST and target == TRUST:
        return True
    match grant.scope:
        case Scope.TRUST:
            return True
        case Scope.SCHOOL:
            return target.school_id is not None and grant.id == target.school_id
        case Scope.PUPIL:
            record = target.goes_on_as or target.pupil_id
            return record is not None and grant.id == record
        case Scope.OWN:
            return False
