"""Whose page each one is, against a table of its own; and nobody's own child in a staff role."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from flask import Flask, g, session

from services.portal.clients.directory import tokens
from services.portal.sessions import PERSON
from services.portal.signed_in import (
    NobodySignedIn,
    NoRole,
    OtherRole,
    Person,
    Place,
    keep_tokens,
    look_again,
    me,
    not_my_own_child,
    places_of,
    require,
)
from shared.access.grants import Role

S, T, H, L = Role.SENCO, Role.TEACHER, Role.HEAD, Role.TRUST_LEAD
P, Y = Role.PARENT, Role.YOUNG_PERSON
ANYBODY = frozenset(Role)
WORKS = {S}
RAISES = {T, S, H}
READS = {S, H, L, T}
FAMILY = {P, Y}

# The specification's table (pages that exist), by the beginning of the address; the longest wins.
WHOSE: dict[str, set[Role] | frozenset[Role]] = {
    "/home": ANYBODY,
    "/account": ANYBODY,
    "/account/calendar": WORKS | FAMILY,
    "/messages": ANYBODY,
    "/m/<uuid:message_id>": ANYBODY,
    "/today": WORKS,
    "/today/put-off/<uuid:key>": WORKS,
    "/concerns": RAISES,
    "/concerns/new": RAISES,
    "/concerns/<uuid:referral_id>": READS,
    "/concerns/<uuid:referral_id>/note": READS,
    "/concerns/<uuid:referral_id>/sent": RAISES,
    "/concerns/<uuid:referral_id>/reply": WORKS,
    "/concerns/<uuid:referral_id>/told": WORKS,
    "/concerns/<uuid:referral_id>/error": WORKS,
    "/concerns/<uuid:referral_id>/entries": WORKS,
    "/concerns/<uuid:referral_id>/steps": WORKS,
    "/concerns/<uuid:referral_id>/decision": WORKS,
    "/pupils": {S, L},
    "/pupils/<uuid:pupil_id>/reason": {L},
    "/pupils/<uuid:pupil_id>/plan/needs": WORKS,
    "/pupils/<uuid:pupil_id>/plan/targets": WORKS,
    "/pupils/<uuid:pupil_id>/plan/provision": WORKS,
    "/pupils/<uuid:pupil_id>/plan/views": WORKS,
    "/pupils/<uuid:pupil_id>/plan/share": WORKS,
    "/pupils/<uuid:pupil_id>/plan/reviews": WORKS,
    "/pupils/<uuid:pupil_id>/plan/entries": WORKS,
    "/pupils/<uuid:pupil_id>/ehc/told": WORKS,
    "/pupils/<uuid:pupil_id>/ehc/plan": WORKS,
    "/pupils/<uuid:pupil_id>/ehc/delivery": WORKS,
    "/pupils/<uuid:pupil_id>/ehc/advice": WORKS,
    "/pupils/<uuid:pupil_id>/ehc/reviews": WORKS,
    "/pupils/<uuid:pupil_id>/ehc/appeal": WORKS,
    "/reports/register": {S, L},
    "/deadlines": {S, L, H},
    "/trust": {L},
    "/trust/councils": {L},
    "/imports": {L, Role.OPS},
    "/family": FAMILY,
}
WITHOUT_SIGNING_IN = {
    "/",
    "/help",
    "/help/rights",
    "/privacy",
    "/accessibility",
    "/status",
    "/favicon.ico",
    "/health/live",
    "/health/ready",
    "/static/<_version>/<name>",
    "/sign-in",
    "/sign-in/staff",
    "/sign-in/staff/back",
    "/sign-in/family",
    "/sign-in/family/sent",
    "/sign-in/link",
    "/sign-in/link/<token>",
    "/sign-out",
    "/calendar/<secret>.ics",
}
SCHOOL, CHILD = uuid4(), uuid4()


def whose(address: str) -> set[Role]:
    """By the table above."""
    above = [one for one in WHOSE if address == one or address.startswith(f"{one}/")]
    return set(WHOSE[max(above, key=len)])


def test_every_page_is_for_whom_the_table_says(app: Flask) -> None:
    found, expected = {}, {}
    for rule in app.url_map.iter_rules():
        if rule.rule in WITHOUT_SIGNING_IN or rule.rule.startswith("/gallery"):
            continue
        roles = getattr(app.view_functions[rule.endpoint], "roles", None)
        assert roles is not None, f"{rule.rule} says nobody's name"
        found[rule.rule] = set(roles or Role)
        expected[rule.rule] = whose(rule.rule)
    assert len(found) > 35
    assert found == expected


def test_nothing_else_is_open_to_everyone(app: Flask) -> None:
    opened = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "roles")
        and not rule.rule.startswith("/gallery")
    }
    assert opened == WITHOUT_SIGNING_IN


@pytest.fixture
def here(app: Flask) -> Iterator[None]:
    """Within a request of the portal; who asks is `g.person`."""
    with app.test_request_context("/"):
        g.person = None
        yield


def somebody(*roles: Role, own_records: frozenset[UUID] = frozenset()) -> Person:
    """Here in the first of these roles."""
    places = tuple(
        Place(role=role, school_id=None if role in FAMILY else SCHOOL, name="") for role in roles
    )
    return Person(
        person_id=uuid4(),
        places=places,
        place=places[0],
        children=frozenset(),
        own_records=own_records,
    )


@pytest.mark.usefixtures("here")
def test_nobody_is_sent_to_the_door() -> None:
    with pytest.raises(NobodySignedIn):
        require([S])


@pytest.mark.usefixtures("here")
def test_a_page_for_another_role_of_theirs_names_it() -> None:
    g.person = somebody(T, S)
    with pytest.raises(OtherRole) as other:
        require([S])
    assert [place.role for place in other.value.places] == [S]
    with pytest.raises(NoRole):
        require([L])
    require([T])
    require([])


@pytest.mark.usefixtures("here")
def test_nobody_opens_their_own_childs_record_as_staff() -> None:
    g.person = somebody(S, P, own_records=frozenset({CHILD}))
    with pytest.raises(OtherRole) as other:
        not_my_own_child(CHILD)
    assert [place.role for place in other.value.places] == [P]
    not_my_own_child(uuid4())
    g.person = somebody(P, S, own_records=frozenset({CHILD}))
    not_my_own_child(CHILD)


@pytest.mark.usefixtures("here")
def test_for_whom_an_order_keeps_from_the_child_there_is_no_record() -> None:
    g.person = somebody(S, own_records=frozenset({CHILD}))
    with pytest.raises(NoRole):
        not_my_own_child(CHILD)


@pytest.mark.usefixtures("here")
def test_the_record_that_was_merged_into_the_childs_is_theirs_too() -> None:
    merged = uuid4()
    held = {
        "access_token": "held",
        "expires_in": 300,
        "refresh_token": "renews",
        "person_id": str(uuid4()),
        "grants": [
            {"role": "senco", "scope": "school", "id": str(SCHOOL)},
            {"role": "parent", "scope": "pupil", "id": str(CHILD)},
        ],
        "children": [str(CHILD), str(merged)],
    }
    session[PERSON] = held["person_id"]
    keep_tokens(tokens(held))
    look_again("Skylark")
    assert me().children == {CHILD}
    for record in (CHILD, merged):
        with pytest.raises(OtherRole):
            not_my_own_child(record)


def test_the_role_with_most_to_do_comes_first_and_children_are_one() -> None:
    grants = [
        ("parent", "pupil", str(uuid4())),
        ("teacher", "school", str(SCHOOL)),
        ("parent", "pupil", str(uuid4())),
        ("senco", "school", str(SCHOOL)),
        ("trust-lead", "trust", None),
    ]
    places = places_of(grants, {str(SCHOOL): "Alder Lane"}, "Skylark")
    assert [place.said for place in places] == [
        "SENCO, Alder Lane",
        "trust SEND lead, Skylark",
        "teacher, Alder Lane",
        "parent or carer",
    ]
