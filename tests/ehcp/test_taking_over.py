"""A pupil comes with an EHC plan: the case begins where it stands, and its past stays silent."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.ehcp.domain.clocks.asking import FINAL_PLAN
from services.ehcp.domain.clocks.reviewing import MEET_BY, PERIOD_END
from services.ehcp.domain.commands import BeginWithPlan
from services.ehcp.domain.deadlines import Deadline, Standing, deadlines
from services.ehcp.domain.events import (
    EhcpAssessmentRequested,
    EhcpCaseTakenOver,
    EhcpPlanFinalised,
)
from services.ehcp.domain.notices import announce, is_of_imported_past
from services.ehcp.domain.rules import AlreadyRequested, BeforeTheAct
from services.ehcp.domain.stage import Stage, stage
from services.ehcp.domain.terms import NotKnown, Requester, TakenOverState
from services.ehcp.migration.missing import Fact, missing
from shared.days import DateInFuture, DatesOutOfOrder
from tests.ehcp.examples import CASE, NO_PLAN, OTHER_PUPIL, TODAY, TOMORROW, case
from tests.ehcp.examples_taking_over import ASK_SOMETIME, COME, TAKE_OVER
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]


def of(command: BeginWithPlan, rule: str) -> Deadline:
    [found] = [one for one in deadlines(come(command).state) if one.rule == rule]
    return found


def come(command: BeginWithPlan = COME) -> Story:
    return case.after(command)


def test_a_pupil_comes_with_a_plan_of_which_nobody_knows_who_asked_for_it() -> None:
    begun, stands, plan = case.when(COME)
    assert isinstance(begun, EhcpAssessmentRequested)
    assert isinstance(plan, EhcpPlanFinalised)
    assert begun.imported_on == TODAY
    assert (begun.requester, begun.not_known) == (Requester.NOT_KNOWN, (NotKnown.ASKED_ON,))
    assert isinstance(stands, EhcpCaseTakenOver)
    assert (stands.state, stands.imported_on) == (TakenOverState.FINAL, None)
    assert (stands.effective_on, plan.effective_on) == (COME.came_on, COME.issued_on)
    assert stage(come().state) is Stage.FINAL


def test_its_review_is_counted_from_the_day_on_the_plan() -> None:
    assert of(COME, PERIOD_END).due_on == date(2027, 8, 31)
    assert of(COME, MEET_BY).due_on == date(2027, 8, 3)
    assert of(COME, FINAL_PLAN).standing is Standing.OVERTAKEN


def test_what_is_not_known_of_it_is_asked_for_and_nobody_is_late() -> None:
    unknown = replace(COME, issued_on=None)
    assert len(case.when(unknown)) == 2
    assert {one.standing for one in deadlines(come(unknown).state)} <= {
        Standing.OVERTAKEN,
        Standing.NOT_KNOWN,
    }
    assert {Fact.FINAL_ISSUED_ON, Fact.LAST_REVIEW_ON, Fact.NEXT_REVIEW_ON} <= set(
        missing(come(unknown).state, TODAY)
    )
    years_ago = replace(COME, issued_on=date(2023, 9, 1))
    assert of(years_ago, PERIOD_END).standing is Standing.NOT_KNOWN


def test_what_lay_before_it_is_announced_to_nobody() -> None:
    late = replace(COME, issued_on=date(2026, 5, 20))  # to be reviewed by 19 May: after they came
    [missed] = announce(CASE, come(late).state, TODAY)
    assert (missed.rule, missed.effective_on) == (PERIOD_END, date(2027, 5, 20))
    assert is_of_imported_past(come(late).state, missed)


def test_asked_twice_it_begins_once() -> None:
    assert come().when(COME) == []
    with pytest.raises(AlreadyRequested):
        come().when(replace(COME, pupil_id=OTHER_PUPIL))


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (replace(COME, came_on=TOMORROW), DateInFuture),
        (replace(COME, issued_on=COME.came_on + timedelta(days=1)), DatesOutOfOrder),
        (replace(COME, issued_on=date(2014, 8, 31)), BeforeTheAct),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else "",
)
def test_days_that_cannot_be_true_are_refused(wrong: BeginWithPlan, rule: type[Exception]) -> None:
    with pytest.raises(rule):
        case.when(wrong)


def test_a_no_that_came_after_the_draft_of_a_list_is_what_counts() -> None:
    of_list = case.after(ASK_SOMETIME, replace(TAKE_OVER, state=TakenOverState.DRAFT))
    earlier = of_list.after(NO_PLAN)  # of before the list: a draft came all the same
    assert stage(earlier.state) is Stage.DRAFT
    since = replace(NO_PLAN, today=date(2027, 7, 1), received_on=date(2027, 6, 21), sent_on=None)
    assert stage(of_list.after(since).state) is Stage.NO_PLAN
    has_plan = case.after(ASK_SOMETIME, TAKE_OVER, since)
    assert stage(has_plan.state) is Stage.FINAL
