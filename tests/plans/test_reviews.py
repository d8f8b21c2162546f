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
from services.plans.domain.rules import BeforeItBegan, PlanEnded
from services.plans.domain.terms import Result
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound
from shared.texts import NothingWritten, WrongAudience
from tests.plans.examples import (
    CLOSE,
    CORRECTED,
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
    TODAY,
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

TOLD_LATE = date(2027, 1, 20)
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
            shared=True,
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


def test_a_review_says_that_no_family_could_read_the_plan_yet() -> None:
    [told] = [one for one in agreed.when(REVIEW) if isinstance(one, PlanReviewed)]
    assert told.shared is False


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
        running.when(replace(REVIEW, next_review_on=REVIEW.effective_on))
    with pytest.raises(DateInFuture):
        running.when(replace(REVIEW, effective_on=TOMORROW))


def test_nothing_is_reviewed_before_sen_support_began() -> None:
    """A slip of a year would be a review that is late at once."""
    slip = replace(
        REVIEW, results=(), effective_on=date(2025, 11, 20), next_review_on=date(2025, 12, 18)
    )
    with pytest.raises(BeforeItBegan, match="SEN Support"):
        running.when(slip)
    assert running.when(replace(slip, effective_on=SINCE, next_review_on=REVIEW_ON))
    assert opened.after(CORRECTED).when(
        replace(slip, effective_on=CORRECTED.effective_on, next_review_on=REVIEW_ON)
    )


def test_of_a_target_that_had_not_begun_a_review_says_only_that_it_was_not_measured() -> None:
    assert SET_TARGET.baseline_on
    early = replace(REVIEW, effective_on=SET_TARGET.baseline_on - timedelta(days=1))
    with pytest.raises(BeforeItBegan, match="target"):
        running.when(early)
    unmeasured = TargetResult(target_id=SET_TARGET.target_id, result=Result.NOT_MEASURED)
    assert running.when(replace(early, results=(unmeasured,)))
    assert running.when(replace(early, effective_on=SET_TARGET.baseline_on))


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


def test_the_day_agreed_last_counts_and_not_the_one_recorded_last() -> None:
    held = replace(REVIEW, effective_on=REVIEW_ON, today=TOLD_LATE)
    earlier = replace(
        held,
        review_id=uuid4(),
        effective_on=SHARE.effective_on + timedelta(days=2),
        next_review_on=REVIEW_ON,
    )
    told = due.after(held, earlier)
    assert told.state.review_on == REVIEW.next_review_on
    assert told.after(strike(REVIEW.review_id)).state.review_on == REVIEW_ON


def test_of_two_reviews_of_one_day_the_one_recorded_last_counts() -> None:
    again = replace(REVIEW, review_id=uuid4(), next_review_on=date(2027, 3, 26))
    assert reviewed.after(again).state.review_on == again.next_review_on


def test_a_review_held_before_the_day_was_agreed_leaves_the_day_and_its_notice() -> None:
    before = replace(REVIEW, effective_on=SHARE.effective_on - timedelta(days=1), today=REVIEW_ON)
    told = due.after(before)
    assert NOTICE_BACK not in told.past
    assert told.state.review_on == REVIEW_ON
    assert told.when(DUE) == []


def test_a_share_that_keeps_the_day_does_not_agree_on_it_anew() -> None:
    """Else a review held before it and told after it would not move the day."""
    held = replace(REVIEW, effective_on=SHARE.effective_on + timedelta(days=1))
    for kept in (REVIEW_ON, None):
        again = replace(SHARE, share_id=uuid4(), review_on=kept, effective_on=TODAY)
        assert shared.after(again, held).state.review_on == REVIEW.next_review_on


def test_a_review_that_names_the_day_agreed_before_leaves_its_notice() -> None:
    late = replace(REVIEW, next_review_on=REVIEW_ON, today=REVIEW_ON)
    assert NOTICE_BACK not in due.when(late)


def test_a_struck_out_review_brings_the_day_before_it_back() -> None:
    again = reviewed.after(strike(REVIEW.review_id))
    assert again.state.review_on == REVIEW_ON
    assert again.when(DUE)
    noticed = due.after(replace(REVIEW, effective_on=REVIEW_ON, today=REVIEW_ON))
    assert noticed.after(strike(REVIEW.review_id)).when(DUE) == []


def test_a_review_in_error_takes_the_notice_of_its_day_with_it() -> None:
    """Else nobody would be told, were that day agreed on after all."""
    its_day = date(2026, 12, 15)
    wrong = replace(REVIEW, next_review_on=its_day, today=REVIEW_ON)
    ask = replace(DUE, review_on=its_day)
    noticed = shared.after(wrong, ask)
    [_, back] = noticed.when(strike(REVIEW.review_id))
    assert back == replace(NOTICE_BACK, review_on=its_day)
    again = noticed.after(strike(REVIEW.review_id), replace(wrong, review_id=uuid4()))
    assert again.when(ask)


def test_a_review_in_error_leaves_the_notice_of_a_day_that_it_does_not_change() -> None:
    same_day = replace(REVIEW, next_review_on=REVIEW_ON)
    assert len(shared.after(same_day, DUE).when(strike(REVIEW.review_id))) == 1
    replaced = replace(REVIEW, review_id=uuid4(), effective_on=REVIEW_ON, today=REVIEW_ON)
    told = shared.after(same_day, DUE, replaced)
    assert len(told.when(strike(REVIEW.review_id))) == 1


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


def test_a_closing_before_the_day_was_even_agreed_takes_the_notice_back_too() -> None:
    before = SHARE.effective_on - timedelta(days=1)
    assert due.when(replace(CLOSE, effective_on=before, today=REVIEW_ON))[-1] == NOTICE_BACK


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
