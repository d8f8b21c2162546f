"""Who opens a record from outside says why: the header, the log, and for whom it is asked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.access.grants import (
    FROM_OUTSIDE,
    OPENS_A_RECORD,
    POLICY,
    Caller,
    Grant,
    Role,
    Scope,
    Target,
    check,
    needs_reason,
)
from shared.access.reasons import DUTY, Reason, told_to_family
from shared.http.stating import HEADER
from tests.http.conftest import Api
from tests.http.test_problems import assert_problem, note

Headers = Callable[..., dict[str, str]]
# What somebody from outside may do besides: each was looked at, and shows no pupil's record.
LISTS = {"referral.list", "plan.list", "ehc.list", "register.read", "caseload.read", "pupil.find"}
ONLY_NAMES = {"pupil.names", "staff.names", "school.read", "senco.list", "caseload.trust"}
OF_THEIR_OWN = {"person.self", "message.own", "referral.own", "referral.note", "referral.raise"}
ABOUT_RECORDS = {"pupil.open", "pupil.opened", "pupil.merge", "import.run"}


@pytest.fixture
def address(api: Api, school: UUID, senco: Headers) -> str:
    made = api.client.post("/notes", json=note(school), headers=senco()).json
    assert made is not None
    return f"/notes/{made['note_id']}"


@pytest.fixture
def lead(api: Api) -> Headers:
    """The headers of a request by the trust's SEND lead."""
    token = api.token(Role.TRUST_LEAD, None)

    def headers(**more: str) -> dict[str, str]:
        return api.headers(token, **more)

    return headers


def looks(api: Api, pupil_id: UUID) -> list[tuple[str, str | None]]:
    found = api.service.main().access_log.find({"pupil_id": pupil_id}).sort("at", 1)
    return [(one["role"], one["reason"]) for one in found]


def test_from_outside_a_record_opens_only_with_a_reason(
    api: Api, school: UUID, lead: Headers, address: str
) -> None:
    refused = assert_problem(api.client.get(address, headers=lead()), 403)
    assert (refused["rule"], refused["permission"]) == ("ReasonMissing", "plan.read")
    assert refused["pupil_id"] == str(school)
    assert HEADER in refused["detail"]
    assert looks(api, school) == []
    for reason in Reason:
        reply = api.client.get(address, headers=lead(Waymark_Reason=reason.value))
        assert reply.status_code == 200
    assert looks(api, school) == [("trust-lead", reason.value) for reason in Reason]


@pytest.mark.parametrize("said", ["", "curious", "Complaint", "complaint, review", "x" * 4_000])
def test_a_reason_that_is_not_of_the_list_is_422_and_named(
    api: Api, school: UUID, lead: Headers, senco: Headers, address: str, said: str
) -> None:
    for headers in (lead, senco):
        body = assert_problem(api.client.get(address, headers=headers(Waymark_Reason=said)), 422)
        [message] = body["errors"][HEADER]
        assert all(reason.value in message for reason in Reason)
    assert looks(api, school) == []


def test_the_schools_own_staff_and_the_family_need_none_and_may_give_one(
    api: Api, school: UUID, senco: Headers, address: str
) -> None:
    assert api.client.get(address, headers=senco()).status_code == 200
    assert api.client.get(address, headers=senco(Waymark_Reason="review")).status_code == 200
    assert looks(api, school) == [("senco", None), ("senco", "review")]


def test_what_is_not_there_stays_404_without_a_reason(api: Api, lead: Headers) -> None:
    assert_problem(api.client.get(f"/notes/{uuid4()}", headers=lead()), 404)


def test_the_header_is_described_where_a_record_opens_and_nowhere_else(api: Api) -> None:
    described: dict[str, Any] = api.client.get("/openapi.json").json or {}
    paths = described["paths"]
    opening = paths["/notes/{note_id}"]["get"]["parameters"]
    named = {one["name"]: one for one in opening}
    assert {"after", HEADER} <= named.keys()
    assert named[HEADER]["schema"]["enum"] == [reason.value for reason in Reason]
    assert named[HEADER]["in"] == "header"
    others = [paths["/notes"]["post"], paths["/notes/broken"]["get"]]
    assert all(
        HEADER not in [one["name"] for one in other.get("parameters", ())] for other in others
    )


def test_only_the_trusts_lead_needs_one_and_only_for_one_pupils_record() -> None:
    assert POLICY.keys() >= OPENS_A_RECORD
    asked = {role for role in Role for name in POLICY if needs_reason(name, role)}
    assert asked == {Role.TRUST_LEAD}


def test_whatever_else_is_allowed_from_outside_was_looked_at() -> None:
    """A new permission for the trust's lead is written down: as one that opens a record or not."""
    from_outside = {name for name, roles in POLICY.items() if roles.keys() & FROM_OUTSIDE}
    opens_none = LISTS | ONLY_NAMES | OF_THEIR_OWN | ABOUT_RECORDS
    assert from_outside - OPENS_A_RECORD == opens_none


def test_who_is_also_of_the_schools_staff_opens_it_as_that() -> None:
    school = uuid4()
    grants = (
        Grant(role=Role.TRUST_LEAD, scope=Scope.TRUST),
        Grant(role=Role.SENCO, scope=Scope.SCHOOL, id=school),
    )
    both = Caller(person_id=uuid4(), subject="both", grants=grants)
    own = Target(pupil_id=uuid4(), school_id=school)
    assert check("plan.read", both, own).role is Role.SENCO
    elsewhere = Target(pupil_id=uuid4(), school_id=uuid4())
    assert check("plan.read", both, elsewhere).role is Role.TRUST_LEAD


@pytest.mark.parametrize("also", [Role.HEAD, Role.TEACHER, Role.TRUST_LEAD])
def test_who_is_the_senco_too_sees_as_the_senco_whichever_post_came_first(also: Role) -> None:
    school, person = uuid4(), uuid4()
    scope = Scope.TRUST if also is Role.TRUST_LEAD else Scope.SCHOOL
    first = Grant(role=also, scope=scope, id=None if scope is Scope.TRUST else school)
    senco = Grant(role=Role.SENCO, scope=Scope.SCHOOL, id=school)
    both = Caller(person_id=person, subject="both", grants=(first, senco))
    own_concern = Target(pupil_id=uuid4(), school_id=school, author_id=person)
    assert check("referral.read", both, own_concern) == senco
    assert check("referral.list", both, Target(school_id=school)) == senco


def test_a_head_who_teaches_sees_what_they_raised_as_the_head() -> None:
    school, person = uuid4(), uuid4()
    grants = [Grant(role=one, scope=Scope.SCHOOL, id=school) for one in (Role.TEACHER, Role.HEAD)]
    both = Caller(person_id=person, subject="both", grants=tuple(grants))
    own_concern = Target(pupil_id=uuid4(), school_id=school, author_id=person)
    assert check("referral.read", both, own_concern).role is Role.HEAD


def test_a_family_cannot_tell_safeguarding_from_a_review() -> None:
    assert told_to_family(Reason.SAFEGUARDING) == told_to_family(Reason.REVIEW) == DUTY
    assert told_to_family(Reason.COMPLAINT) == "complaint"
    assert told_to_family(None) is None
