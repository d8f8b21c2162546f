"""A plan stands on decisions for SEN Support, and on nothing else."""

from dataclasses import replace

import pytest

from services.plans.domain.commands import Command
from services.plans.domain.events import (
    PlanGroundsChanged,
    PlanGroundsWithdrawn,
    PlanOpened,
    PlanReviewDueWithdrawn,
)
from services.plans.domain.rules import OpenedForAnother, PlanEnded, SupportNotDecided
from shared.errors import NotFound
from tests.plans.examples import (
    ALSO,
    BY_PERSON,
    CORRECTED,
    CORRECTION,
    DECISION,
    NOTE,
    OPEN,
    OTHER_PUPIL,
    OTHER_REFERRAL,
    PLAN,
    PUPIL,
    REFERRAL,
    REVIEW_ON,
    SINCE,
    WITHDRAW,
    Story,
    an_id,
    closed,
    due,
    opened,
    plan,
    withdrawn,
)


def test_a_decision_for_sen_support_opens_a_plan_from_the_day_it_holds() -> None:
    assert plan.when(OPEN) == [
        PlanOpened(
            plan_id=PLAN,
            pupil_id=PUPIL,
            referral_id=REFERRAL,
            decision_id=DECISION,
            primary_need="SLCN",
            secondary_need=None,
            effective_on=SINCE,
        )
    ]


def test_a_decision_that_was_followed_says_nothing_new() -> None:
    assert opened.when(OPEN) == []


def test_a_corrected_decision_is_what_the_plan_then_stands_on() -> None:
    [event] = opened.when(CORRECTED)
    assert isinstance(event, PlanGroundsChanged)
    assert (event.decision_id, event.effective_on) == (CORRECTION, CORRECTED.effective_on)
    assert opened.given(event).state.grounds == {REFERRAL: CORRECTED.effective_on}


def test_a_decision_redelivered_after_its_correction_does_not_come_back() -> None:
    assert opened.after(CORRECTED).when(OPEN) == []
    assert opened.after(WITHDRAW).when(OPEN) == []


def test_a_correction_away_from_sen_support_leaves_the_plan_standing_on_nothing() -> None:
    assert opened.when(WITHDRAW) == [
        PlanGroundsWithdrawn(
            plan_id=PLAN,
            pupil_id=PUPIL,
            referral_id=REFERRAL,
            decision_id=CORRECTION,
            plan_stands=False,
        )
    ]
    assert opened.after(WITHDRAW).when(WITHDRAW) == []


def test_a_concern_entered_in_error_does_the_same_without_a_decision() -> None:
    struck = replace(WITHDRAW, decision_id=None)
    [event] = opened.when(struck)
    assert isinstance(event, PlanGroundsWithdrawn)
    assert (event.decision_id, event.plan_stands) == (None, False)
    assert opened.given(event).when(struck) == []


def test_a_second_concern_holds_the_plan_up() -> None:
    both = opened.after(ALSO)
    [event] = both.when(WITHDRAW)
    assert isinstance(event, PlanGroundsWithdrawn)
    assert event.plan_stands
    assert both.given(event).when(NOTE)
    [last] = both.given(event).when(
        replace(WITHDRAW, referral_id=OTHER_REFERRAL, decision_id=an_id("its correction"))
    )
    assert isinstance(last, PlanGroundsWithdrawn)
    assert not last.plan_stands


@pytest.mark.parametrize("before", [plan, opened], ids=["no plan", "another concern's plan"])
def test_withdrawing_what_a_plan_never_stood_on_changes_nothing(before: Story) -> None:
    assert before.when(replace(WITHDRAW, referral_id=OTHER_REFERRAL)) == []


@pytest.mark.parametrize("command", BY_PERSON, ids=lambda one: type(one).__name__)
def test_a_plan_that_stands_on_nothing_takes_nothing_more(command: Command) -> None:
    story = opened.after(WITHDRAW)
    with pytest.raises(SupportNotDecided):
        story.when(command)


def test_a_decision_corrected_back_lets_the_plan_stand_again() -> None:
    back = replace(OPEN, decision_id=an_id("corrected back"))
    again = withdrawn.after(back)
    assert again.state.grounds == {REFERRAL: SINCE}
    assert again.when(replace(NOTE, note_id=an_id("another note")))


def test_the_notice_of_a_review_goes_with_the_last_ground() -> None:
    told = due.when(WITHDRAW)
    assert told[1:] == [PlanReviewDueWithdrawn(plan_id=PLAN, pupil_id=PUPIL, review_on=REVIEW_ON)]
    assert len(due.after(ALSO).when(WITHDRAW)) == 1


def test_a_closed_plan_still_hears_that_its_decision_was_corrected() -> None:
    [event] = closed.when(CORRECTED)
    assert isinstance(event, PlanGroundsChanged)


def test_a_closed_plan_takes_no_decision_about_another_concern() -> None:
    with pytest.raises(PlanEnded):
        closed.when(ALSO)


def test_a_plan_is_about_one_pupil_for_ever() -> None:
    with pytest.raises(OpenedForAnother):
        opened.when(replace(CORRECTED, pupil_id=OTHER_PUPIL))


@pytest.mark.parametrize("command", BY_PERSON, ids=lambda one: type(one).__name__)
def test_nothing_can_be_done_with_a_plan_that_nobody_opened(command: Command) -> None:
    with pytest.raises(NotFound):
        plan.when(command)
