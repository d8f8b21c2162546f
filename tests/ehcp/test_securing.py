"""What begins with a plan and goes on: section F from the day it is final, and to admit."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.ehcp.domain.clocks.securing import ADMIT, PROVISION
from services.ehcp.domain.deadlines import Deadline, Standing, Status, deadlines, status_on
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.plan_terms import Placement, PlacementKind
from tests.ehcp.examples import FINALISE, an_id, clock, family, finalised, notices, planned
from tests.ehcp.examples_changing import CEASED
from tests.ehcp.examples_drafting import CONTENT, answered
from tests.ehcp.examples_reviewing import AMENDED
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
NAMED = Placement(kind=PlacementKind.NAMED, name=family("Fenbridge Academy"))
SAID = replace(CONTENT, entry_id=an_id("final content"), of=FINALISE.entry_id, placement=NAMED)
LONG_AFTER = date(2029, 1, 1)


def of(story: Story, rule: str) -> list[Deadline]:
    return [one for one in deadlines(story.state) if one.rule == rule]


def test_section_f_is_owed_from_the_day_the_plan_is_final_and_goes_on() -> None:
    assert of(planned, PROVISION) == of(answered, PROVISION) == []
    [owed] = of(finalised, PROVISION)
    assert (owed.due_on, owed.about) == (FINALISE.issued_on, FINALISE.entry_id)
    assert status_on(owed, FINALISE.issued_on) is status_on(owed, LONG_AFTER) is Status.GOES_ON


def test_an_amended_plan_is_owed_from_its_own_day() -> None:
    [owed] = of(finalised.after(replace(AMENDED, review_id=None)), PROVISION)
    assert (owed.due_on, owed.about) == (AMENDED.issued_on, AMENDED.entry_id)


def test_the_school_that_the_plan_names_must_admit() -> None:
    assert of(finalised, ADMIT) == []
    [admit] = of(finalised.after(SAID), ADMIT)
    assert (admit.due_on, admit.started_by) == (FINALISE.issued_on, SAID.entry_id)
    assert admit.limit is not None
    assert "section 43" in admit.limit.rule.source


@pytest.mark.parametrize("kind", [PlacementKind.TYPE_ONLY, PlacementKind.OTHERWISE])
def test_nobody_must_admit_where_no_school_is_named(kind: PlacementKind) -> None:
    placed = Placement(kind=kind, name=family("A special school"))
    assert of(finalised.after(replace(SAID, placement=placed)), ADMIT) == []
    of_draft = replace(CONTENT, placement=NAMED)
    assert of(answered.after(replace(of_draft, entry_id=an_id("named"))), ADMIT) == []


def test_what_was_recorded_last_of_a_plan_counts() -> None:
    other = replace(
        SAID, entry_id=an_id("later content"), placement=Placement(kind=PlacementKind.TYPE_ONLY)
    )
    assert of(finalised.after(SAID, other), ADMIT) == []


def test_they_end_with_the_plan() -> None:
    ended = finalised.after(SAID, CEASED)
    assert {one.standing for one in (*of(ended, PROVISION), *of(ended, ADMIT))} == {
        Standing.NOT_NEEDED
    }


def test_they_are_never_near_or_missed_or_late() -> None:
    story = finalised.after(SAID)
    announced = [*story.when(clock(FINALISE.issued_on)), *story.when(clock(LONG_AFTER))]
    assert {PROVISION, ADMIT}.isdisjoint(one.rule for one in notices(announced))
    late = {one.rule for one in flags(story.state, deadlines(story.state)) if one.mark is Mark.LATE}
    assert {PROVISION, ADMIT}.isdisjoint(late)
