"""By which day the SENCO of each school must be qualified: for the trust SEND lead."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared.access.grants import Role
from tests.directory.kit import TRUST_LEAD, Directory, at_school
from tests.directory.mis.exports import OTHER_SCHOOL, POST, SCHOOL, Row, read
from tests.directory.test_api import Asking

SENCO = POST | {"Role": "SENCO"}


@pytest.fixture
def told(directory: Directory, tmp_path: Path) -> Any:
    """Take an export of two schools with these posts; what the trust SEND lead is answered."""

    def take(*posts: Row) -> list[dict[str, Any]]:
        schools = [SCHOOL, OTHER_SCHOOL | {"Name": "Hexley School"}]
        directory.take(read(tmp_path / "export", schools=schools, staff=posts))
        reply = Asking(directory, TRUST_LEAD).get("/sencos")
        assert reply.status_code == 200, reply.json
        found: list[dict[str, Any]] = reply.json["sencos"]
        return found

    return take


@pytest.mark.parametrize(
    ("began", "due_on", "needs_no_day"),
    [
        ({"Start date": "2024-02-29"}, "2027-02-28", False),
        ({"Start date": "2009-09-02"}, "2012-09-02", False),
        ({"Start date": "2009-09-01"}, None, True),
        ({}, None, False),
    ],
    ids=["third anniversary", "first day of the rule", "before the rule", "day not known"],
)
def test_a_designation_says_its_day_or_why_there_is_none(
    directory: Directory, told: Any, began: Row, due_on: str | None, *, needs_no_day: bool
) -> None:
    [found] = told(SENCO | began)
    assert found == {
        "school_id": str(directory.id("school", SCHOOL["School URN"])),
        "staff_id": str(directory.id("staff", "S1")),
        "qualification_due_on": due_on,
        "needs_no_day": needs_no_day,
    }


def test_a_senco_of_two_schools_has_a_day_for_each(directory: Directory, told: Any) -> None:
    there = SENCO | {"School URN": OTHER_SCHOOL["School URN"], "Start date": "2025-01-06"}
    found = told(SENCO | {"Start date": "2024-09-01"}, there, POST | {"Staff ID": "S2"})
    schools = [directory.id("school", one["School URN"]) for one in (SCHOOL, OTHER_SCHOOL)]
    days = {UUID(one["school_id"]): one["qualification_due_on"] for one in found}
    assert days == dict(zip(schools, ["2027-09-01", "2028-01-06"], strict=True))


def test_who_is_no_senco_any_more_has_none(told: Any) -> None:
    assert told(SENCO | {"Start date": "2024-09-01", "End date": "2026-11-20"}) == []


@pytest.mark.parametrize("role", [Role.SENCO, Role.HEAD, Role.TEACHER])
def test_it_is_for_the_trust_alone(directory: Directory, told: Any, role: Role) -> None:
    told(SENCO)
    school = directory.id("school", SCHOOL["School URN"])
    assert Asking(directory, at_school(role, school)).get("/sencos").status_code == 403
