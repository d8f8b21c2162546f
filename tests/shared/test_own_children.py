"""Nobody opens their own child's record in a staff role, whatever the token lets them do else."""

import time
from uuid import UUID, uuid4

import pytest
from joserfc.jwk import ECKey, KeySet

from shared.access.grants import (
    FAMILY,
    NO_RECORD,
    POLICY,
    TRUST,
    Caller,
    Grant,
    Role,
    Scope,
    Target,
    check,
)
from shared.access.tokens import Verifier, issue
from shared.errors import NotFound

PERSON, SCHOOL = uuid4(), uuid4()
RECORD, MERGED, ANOTHER = uuid4(), uuid4(), uuid4()
ON_TRUST = (Role.TRUST_LEAD, Role.OPS)


def post(role: Role) -> Grant:
    if role in ON_TRUST:
        return Grant(role=role, scope=Scope.TRUST)
    return Grant(role=role, scope=Scope.SCHOOL, id=SCHOOL)


def caller(*grants: Grant) -> Caller:
    """Somebody with a child who has two records."""
    children = frozenset({RECORD, MERGED})
    return Caller(person_id=PERSON, subject=str(PERSON), grants=grants, children=children)


def of_child(record: UUID = RECORD, goes_on_as: UUID | None = RECORD) -> Target:
    """What they wrote themselves about the child, at the school where they work."""
    return Target(school_id=SCHOOL, pupil_id=record, goes_on_as=goes_on_as, author_id=PERSON)


STAFF_MAY = [
    (permission, role)
    for permission, roles in POLICY.items()
    for role in roles
    if role not in FAMILY and role is not Role.OFFICE
]


@pytest.mark.parametrize(("permission", "role"), STAFF_MAY)
def test_a_post_opens_every_record_but_that_of_ones_own_child(permission: str, role: Role) -> None:
    person = caller(post(role))
    other = Target(school_id=SCHOOL, pupil_id=ANOTHER, goes_on_as=ANOTHER, author_id=PERSON)
    assert check(permission, person, other) == post(role)
    if permission in NO_RECORD:
        assert check(permission, person, of_child()) == post(role)
    else:
        with pytest.raises(NotFound):
            check(permission, person, of_child())


@pytest.mark.parametrize(
    ("record", "goes_on_as"),
    [(MERGED, RECORD), (MERGED, ANOTHER), (RECORD, None)],
    ids=["merged", "merged since the token was issued", "not merged"],
)
def test_neither_record_of_the_child_is_opened(record: UUID, goes_on_as: UUID | None) -> None:
    with pytest.raises(NotFound):
        check("pupil.read", caller(post(Role.SENCO)), of_child(record, goes_on_as))


def test_the_same_person_opens_it_as_a_parent() -> None:
    parent = Grant(role=Role.PARENT, scope=Scope.PUPIL, id=RECORD)
    person = caller(post(Role.SENCO), parent)
    assert check("pupil.read", person, of_child()) == parent
    with pytest.raises(NotFound):
        check("plan.work", person, of_child())


def test_lists_are_the_same_for_everybody_in_the_post() -> None:
    person = caller(post(Role.SENCO), post(Role.TRUST_LEAD))
    assert check("plan.list", person, Target(school_id=SCHOOL)) == post(Role.SENCO)
    assert check("caseload.trust", person, TRUST) == post(Role.TRUST_LEAD)


@pytest.mark.parametrize("children", [frozenset(), frozenset({RECORD, MERGED})])
def test_a_token_says_who_the_callers_children_are(children: frozenset[UUID]) -> None:
    key = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)
    asks = Caller(
        person_id=PERSON, subject=str(PERSON), grants=(post(Role.SENCO),), children=children
    )
    token = issue(key, asks, issuer="directory", audience="waymark", now=time.time())
    verifier = Verifier(lambda **_: KeySet([key]), issuer="directory", audience="waymark")
    assert verifier.caller(token) == asks
