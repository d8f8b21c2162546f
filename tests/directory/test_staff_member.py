"""What is decided about a member of staff."""

from dataclasses import replace
from datetime import date

from services.directory.domain.events import (
    PostEnded,
    PostTaken,
    SencoDesignated,
    StaffDetailsChanged,
    StaffJoined,
)
from services.directory.domain.staff_member import StaffMember, decide, evolve
from services.directory.domain.terms import PostRole
from tests.directory.examples import (
    OTHER_SCHOOL,
    POST,
    RECORD_STAFF,
    SCHOOL,
    STAFF,
    TOLD_ON,
    text,
)
from tests.scenario import Scenario

staff = Scenario(decide, evolve, StaffMember())
known = staff.after(RECORD_STAFF)
LAST_DAY = date(2026, 12, 31)


def test_a_senco_joins_takes_the_post_and_is_designated() -> None:
    joined, taken, designated = staff.when(RECORD_STAFF)
    assert isinstance(joined, StaffJoined)
    assert isinstance(taken, PostTaken)
    assert (taken.school_id, taken.role) == (SCHOOL, PostRole.SENCO)
    assert isinstance(designated, SencoDesignated)
    assert designated.effective_on == date(2025, 9, 1)
    assert designated.qualification_due_on == date(2028, 9, 1)


def test_told_again_nothing_happens() -> None:
    assert known.when(RECORD_STAFF) == []


def test_a_day_that_nobody_said_becomes_no_legal_deadline() -> None:
    unsaid = replace(RECORD_STAFF, posts=(replace(POST, started_on=None),))
    _, taken, designated = staff.when(unsaid)
    assert isinstance(designated, SencoDesignated)
    assert (taken.effective_on, designated.qualification_due_on) == (TOLD_ON, None)
    assert staff.after(unsaid).when(unsaid) == []


def test_a_post_that_was_over_before_it_was_told_designates_nobody() -> None:
    over = replace(POST, started_on=None, ended_on=date(2010, 7, 1))
    events = staff.when(replace(RECORD_STAFF, posts=(over,)))
    assert [type(one) for one in events] == [StaffJoined, PostTaken, PostEnded]


def test_each_school_has_its_own_designation() -> None:
    both = replace(RECORD_STAFF, posts=(POST, replace(POST, school_id=OTHER_SCHOOL)))
    taken, designated = known.when(both)
    assert isinstance(taken, PostTaken)
    assert isinstance(designated, SencoDesignated)
    assert (taken.school_id, designated.school_id) == (OTHER_SCHOOL, OTHER_SCHOOL)


def test_a_teacher_is_not_designated() -> None:
    teacher = replace(RECORD_STAFF, posts=(replace(POST, role=PostRole.TEACHER),))
    assert [type(event) for event in staff.when(teacher)] == [StaffJoined, PostTaken]


def test_a_post_ends_on_its_last_day() -> None:
    leaving = replace(RECORD_STAFF, posts=(replace(POST, ended_on=LAST_DAY),))
    [ended] = known.when(leaving)
    assert ended == PostEnded(
        staff_id=STAFF, school_id=SCHOOL, role=PostRole.SENCO, effective_on=LAST_DAY
    )
    assert known.after(leaving).when(leaving) == []


def test_an_end_that_is_taken_back_leaves_the_post_open() -> None:
    leaving = known.after(replace(RECORD_STAFF, posts=(replace(POST, ended_on=LAST_DAY),)))
    assert [type(event) for event in leaving.when(RECORD_STAFF)] == [PostTaken, SencoDesignated]
    assert leaving.after(RECORD_STAFF).when(RECORD_STAFF) == []


def test_a_post_that_is_not_told_any_more_does_not_end() -> None:
    assert known.when(replace(RECORD_STAFF, posts=())) == []


def test_another_surname_changes_the_details_alone() -> None:
    married = replace(RECORD_STAFF.details, surname=text(STAFF, "Inchbald"))
    [changed] = known.when(replace(RECORD_STAFF, details=married))
    assert isinstance(changed, StaffDetailsChanged)
    assert changed.details == married
