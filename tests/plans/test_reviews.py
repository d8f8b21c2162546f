"""Reviews, the day when the next one is due, and the end of a plan."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.plans.domain.advice import review_advice
from services.plans.domain.commands import TargetResult
from services.plans.domain.events import (
    PlanClosed,
    PlanReviewDue,
    PlanReviewDueWithdrawn,
    PlanReviewed,
    TargetReviewed,
)
from services.plans.domain.rules import PlanEnded
from services.plans.domain.terms import Result
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound
from shared.texts import NothingWritten, WrongAudience
from tests.plans.examples import (
    CLOSE,
    DUE,
    PLAN,
    PUPIL,
    REVIEW,
    REVIEW_ON,
    SENCO,
    SET_TARGET,
    SHARE,
    SINCE,
    TEACHER,
    TOMORROW,
    agreed,
    closed,
    due,
    family,
    opened,
    reviewed,
    running,
    shared,
    staff,
    strike,
)

NOTICE_BACK = PlanReviewDueWithdrawn(plan_id=PLAN, pupil_id=PUPIL, review_on=REVIEW_ON)


def test_a_review_says_what_came_of_it_and_of_each_target_and_when_the_next_is() -> None:
    assert running.when(REVIEW) == [
        PlanReviewed(
            plan_id=PLAN,
            pupil_id=PUPIL,
            review_id=REVIEW.review_id,
            effect=REVIEW.effect,
            parents_views=REVIEW.parents_views,
            pupils_views=REVIEW.pupils_views,
            led_by=TEACHER,
            next_review_on=REVIEW.next_review_on,
            recorded_by=SENCO,
            effective_on=REVIEW.effective_on,
        ),
        TargetReviewed(
            plan_id=PLAN,
            pupil_id=PUPIL,
            target_id=SET_TARGET.target_id,
            review_id=REVIEW.review_id,
            result=Result.PARTLY_MET,
            reviewed_by=TEACHER,
            effective_on=REVIEW.effective_on,
        ),
    ]
    assert reviewed.when(REVIEW) == []
    assert reviewed.state.review_on == REVIEW.next_review_on


@pytest.mark.parametrize("result", Result)
def test_a_target_was_met_partly_not_or_not_measured(result: Result) -> None:
    said = (TargetResult(target_id=SET_TARGET.target_id, result=result),)
    [_, event] = running.when(replace(REVIEW, results=said))
    assert isinstance(event, TargetReviewed)
    assert event.result is result


def test_a_target_that_does_not_stand_has_no_result() -> None:
    with pytest.raises(NotFound):
        running.after(strike(SET_TARGET.target_id)).when(REVIEW)


def test_the_next_review_comes_after_this_one_and_this_one_not_in_the_future() -> None:
    with pytest.raises(DatesOutOfOrder):
        running.when(replace(REVIEW, next_review_on=REVIEW.effective_on - timedelta(days=1)))
    with pytest.raises(DateInFuture):
        running.when(replace(REVIEW, effective_on=TOMORROW))


def test_fewer_than_three_reviews_a_year_are_warned_about_and_not_refused() -> None:
    next_year = REVIEW.effective_on + timedelta(days=365)
    assert running.when(replace(REVIEW, next_review_on=next_year))
    [advice] = review_advice(REVIEW.effective_on, next_year, parents_heard=True, pupil_heard=True)
    assert "6.65" in advice


def test_views_that_nobody_asked_for_are_warned_about() -> None:
    held, following = REVIEW.effective_on, REVIEW.next_review_on
    assert review_advice(held, following, parents_heard=True, pupil_heard=True) == ()
    advice = review_advice(held, following, parents_heard=False, pupil_heard=False)
    assert ["parents" in advice[0], "pupil" in advice[1]] == [True, True]


def test_a_review_before_the_day_that_the_clock_told_of_takes_the_notice_back() -> None:
    late = replace(REVIEW, today=REVIEW_ON)
    assert due.when(late)[-1] == NOTICE_BACK
    on_the_day = replace(late, effective_on=REVIEW_ON)
    assert NOTICE_BACK not in due.when(on_the_day)
    assert NOTICE_BACK not in shared.when(late)


def test_the_day_of_a_review_is_told_of_once() -> None:
    [event] = shared.when(DUE)
    assert event == PlanReviewDue(
        plan_id=PLAN, pupil_id=PUPIL, review_on=REVIEW_ON, effective_on=REVIEW_ON
    )
    assert shared.given(event).when(DUE) == []


def test_a_week_or_a_year_late_the_notice_is_for_the_day_that_was_agreed() -> None:
    for days in (7, 400):
        [event] = shared.when(replace(DUE, today=REVIEW_ON + timedelta(days=days)))
        assert isinstance(event, PlanReviewDue)
        assert event.effective_on == REVIEW_ON


def test_nothing_is_due_before_its_day_without_a_plan_without_a_day_or_once_closed() -> None:
    assert shared.when(replace(DUE, today=REVIEW_ON - timedelta(days=1))) == []
    assert agreed.when(DUE) == []
    assert closed.when(replace(DUE, review_on=REVIEW.next_review_on, today=date(2027, 4, 1))) == []


def test_a_day_that_was_replaced_meanwhile_is_not_told_of() -> None:
    assert reviewed.when(DUE) == []


def test_a_struck_out_review_brings_the_day_before_it_back() -> None:
    again = reviewed.after(strike(REVIEW.review_id))
    assert again.state.review_on == REVIEW_ON
    assert again.when(DUE)
    noticed = due.after(replace(REVIEW, effective_on=REVIEW_ON, today=REVIEW_ON))
    assert noticed.after(strike(REVIEW.review_id)).when(DUE) == []


def test_sen_support_ends_with_a_reason_evidence_and_the_parents_told() -> None:
    assert reviewed.when(CLOSE) == [
        PlanClosed(
            plan_id=PLAN,
            pupil_id=PUPIL,
            closing_id=CLOSE.closing_id,
            reason=CLOSE.reason,
            evidence=CLOSE.evidence,
            parents_told_on=CLOSE.parents_told_on,
            closed_by=SENCO,
            effective_on=CLOSE.effective_on,
        )
    ]
    assert closed.when(CLOSE) == []
    with pytest.raises(PlanEnded):
        closed.when(replace(CLOSE, closing_id=uuid4()))


def test_sen_support_does_not_end_before_it_began_or_in_the_future() -> None:
    with pytest.raises(DatesOutOfOrder):
        opened.when(replace(CLOSE, effective_on=SINCE - timedelta(days=1)))
    with pytest.raises(DateInFuture):
        opened.when(replace(CLOSE, effective_on=TOMORROW))
    with pytest.raises(DateInFuture):
        opened.when(replace(CLOSE, parents_told_on=TOMORROW))


def test_a_closing_told_late_takes_back_the_notice_of_a_review_that_was_not_due() -> None:
    late = replace(CLOSE, today=REVIEW_ON)
    assert due.when(late)[-1] == NOTICE_BACK
    assert len(due.when(replace(late, effective_on=REVIEW_ON))) == 1


def test_a_closing_in_error_is_struck_out_and_the_plan_is_open_again() -> None:
    again = closed.after(strike(CLOSE.closing_id))
    assert again.state.closed_on is None
    assert again.when(replace(SHARE, share_id=uuid4()))
    assert again.when(replace(DUE, review_on=REVIEW.next_review_on, today=date(2027, 4, 1)))


def test_a_review_held_before_the_plan_closed_can_be_told_afterwards() -> None:
    late = replace(REVIEW, review_id=uuid4(), effective_on=CLOSE.effective_on - timedelta(days=1))
    assert closed.when(late)
    with pytest.raises(PlanEnded):
        closed.when(replace(late, effective_on=CLOSE.effective_on))


def test_what_a_review_and_a_closing_say_is_for_the_family_and_not_blank() -> None:
    with pytest.raises(WrongAudience):
        running.when(replace(REVIEW, effect=staff("On the way")))
    with pytest.raises(NothingWritten):
        running.when(replace(CLOSE, evidence=family("")))
