"""A plan is shared with the family, they read it, they say what they think."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.plans.domain.advice import review_date_advice
from services.plans.domain.events import (
    PlanRead,
    PlanReviewDueWithdrawn,
    PlanShared,
    ViewsRecorded,
)
from services.plans.domain.rules import (
    BeforeItBegan,
    NoTargets,
    NotTheirOwn,
    PlanEnded,
    ReviewDateMissing,
    SharedAgain,
)
from services.plans.domain.terms import Gathered, Speaker, Stance
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound
from shared.texts import NothingWritten, WrongAudience
from tests.plans.examples import (
    ARRANGE,
    CLOSE,
    DISAGREE,
    DUE,
    FATHER,
    HEAR_PUPIL,
    MOTHER,
    NOTE,
    PLAN,
    PUPIL,
    READ,
    REVIEW_ON,
    SENCO,
    SET_TARGET,
    SHARE,
    SINCE,
    TODAY,
    TOMORROW,
    agreed,
    closed,
    confidential,
    family,
    opened,
    shared,
    staff,
    strike,
)


def test_what_stands_is_shared_with_the_day_of_the_review() -> None:
    assert agreed.when(SHARE) == [
        PlanShared(
            plan_id=PLAN,
            pupil_id=PUPIL,
            share_id=SHARE.share_id,
            plan_version=4,
            note_id=NOTE.note_id,
            target_ids=(SET_TARGET.target_id,),
            provision_ids=(ARRANGE.provision_id,),
            review_on=REVIEW_ON,
            say_by=SHARE.say_by,
            shared_by=SENCO,
            effective_on=SHARE.effective_on,
        )
    ]
    assert shared.when(SHARE) == []


def test_what_was_entered_in_error_is_not_shared() -> None:
    more = replace(SET_TARGET, target_id=uuid4())
    told = agreed.after(more, strike(SET_TARGET.target_id), strike(NOTE.note_id))
    [event] = told.after(strike(ARRANGE.provision_id)).when(SHARE)
    assert isinstance(event, PlanShared)
    assert (event.note_id, event.target_ids) == (None, (more.target_id,))
    assert event.provision_ids == ()


def test_the_latest_note_is_the_one_that_is_shared() -> None:
    later = replace(NOTE, note_id=uuid4())
    [event] = agreed.after(later).when(SHARE)
    assert isinstance(event, PlanShared)
    assert event.note_id == later.note_id


def test_a_plan_needs_a_target_that_stands_before_it_is_shared() -> None:
    with pytest.raises(NoTargets):
        opened.after(NOTE).when(SHARE)
    with pytest.raises(NoTargets):
        agreed.after(strike(SET_TARGET.target_id)).when(SHARE)


def test_the_family_is_told_the_day_of_the_review() -> None:
    undated = replace(SHARE, review_on=None)
    with pytest.raises(ReviewDateMissing):
        agreed.when(undated)
    [event] = shared.when(replace(undated, share_id=uuid4()))
    assert isinstance(event, PlanShared)
    assert event.review_on == REVIEW_ON


def test_neither_the_review_nor_the_answer_is_wanted_before_the_plan_is_shared() -> None:
    early = SHARE.effective_on - timedelta(days=1)
    with pytest.raises(DatesOutOfOrder, match="review"):
        agreed.when(replace(SHARE, review_on=early))
    with pytest.raises(DatesOutOfOrder, match="answer"):
        agreed.when(replace(SHARE, say_by=early))


def test_a_plan_is_not_shared_in_the_future_nor_once_it_is_closed() -> None:
    with pytest.raises(DateInFuture):
        agreed.when(replace(SHARE, effective_on=TOMORROW))
    with pytest.raises(PlanEnded):
        closed.when(replace(SHARE, share_id=uuid4()))


def test_a_plan_is_not_shared_before_sen_support_began() -> None:
    with pytest.raises(BeforeItBegan):
        agreed.when(replace(SHARE, effective_on=SINCE - timedelta(days=1)))
    assert agreed.when(replace(SHARE, effective_on=SINCE))


def test_a_review_more_than_four_months_away_is_warned_about() -> None:
    assert review_date_advice(SHARE.effective_on, REVIEW_ON) == ()
    [advice] = review_date_advice(SHARE.effective_on, REVIEW_ON + timedelta(days=150))
    assert "three times a year" in advice
    assert agreed.when(replace(SHARE, review_on=REVIEW_ON + timedelta(days=150)))


def test_moving_the_review_takes_back_a_notice_that_was_wrong_when_the_day_was_moved() -> None:
    moved = replace(
        SHARE, share_id=uuid4(), review_on=REVIEW_ON + timedelta(days=30), today=REVIEW_ON
    )
    noticed = shared.after(DUE)
    told = noticed.when(moved)
    assert told[1:] == [PlanReviewDueWithdrawn(plan_id=PLAN, pupil_id=PUPIL, review_on=REVIEW_ON)]
    assert len(noticed.when(replace(moved, review_on=REVIEW_ON))) == 1
    on_the_day = replace(moved, effective_on=REVIEW_ON, say_by=None)
    assert len(noticed.when(on_the_day)) == 1


def test_a_share_told_late_does_not_move_the_day_agreed_after_it() -> None:
    earlier = replace(
        SHARE,
        share_id=uuid4(),
        review_on=REVIEW_ON - timedelta(days=7),
        effective_on=SHARE.effective_on - timedelta(days=1),
        today=REVIEW_ON,
    )
    noticed = shared.after(DUE)
    assert len(noticed.when(earlier)) == 1
    assert noticed.after(earlier).state.review_on == REVIEW_ON


def test_each_of_the_family_reads_what_was_shared_once() -> None:
    [event] = shared.when(READ)
    assert event == PlanRead(
        plan_id=PLAN,
        pupil_id=PUPIL,
        share_id=SHARE.share_id,
        read_by=MOTHER,
        effective_on=TODAY,
    )
    read = shared.given(event)
    assert read.when(READ) == []
    assert read.when(replace(READ, by=FATHER))
    again = replace(SHARE, share_id=uuid4())
    assert read.after(again).when(replace(READ, share_id=again.share_id))


def test_what_was_never_shared_is_not_read() -> None:
    with pytest.raises(NotFound):
        agreed.when(READ)


def test_a_closed_plan_can_still_be_read() -> None:
    assert closed.when(replace(READ, by=FATHER))


def test_a_parent_disagrees_in_the_portal_with_what_was_shared() -> None:
    assert shared.when(DISAGREE) == [
        ViewsRecorded(
            plan_id=PLAN,
            pupil_id=PUPIL,
            views_id=DISAGREE.views_id,
            speaker=Speaker.PARENT,
            person_id=MOTHER,
            gathered=Gathered.PORTAL,
            stance=Stance.DISAGREE,
            said=DISAGREE.said,
            share_id=SHARE.share_id,
            recorded_by=MOTHER,
            effective_on=TODAY,
        )
    ]
    assert shared.after(DISAGREE).when(DISAGREE) == []


def test_an_answer_in_the_portal_is_to_the_plan_that_was_read() -> None:
    again = replace(SHARE, share_id=uuid4(), effective_on=TODAY)
    anew = shared.after(READ, replace(SET_TARGET, target_id=uuid4()), again)
    agree = replace(DISAGREE, stance=Stance.AGREE, said=None)
    with pytest.raises(SharedAgain):
        anew.when(agree)
    [event] = anew.when(replace(agree, share_id=again.share_id))
    assert isinstance(event, ViewsRecorded)
    assert event.share_id == again.share_id
    assert shared.after(agree, again).when(agree) == []


def test_nobody_answers_a_plan_that_was_never_shared() -> None:
    with pytest.raises(NotFound):
        agreed.when(DISAGREE)
    with pytest.raises(NotFound):
        shared.when(replace(DISAGREE, share_id=uuid4()))


def test_views_may_come_before_anything_was_shared() -> None:
    [event] = agreed.when(HEAR_PUPIL)
    assert isinstance(event, ViewsRecorded)
    assert (event.share_id, event.stance) == (None, None)


def test_what_staff_heard_goes_to_the_plan_as_it_was_shared_by_then() -> None:
    again = replace(SHARE, share_id=uuid4(), effective_on=TODAY)
    heard = replace(DISAGREE, by=SENCO, gathered=Gathered.PHONE, share_id=None)
    anew = shared.after(again)
    for on, share_id in (
        (SHARE.effective_on - timedelta(days=1), None),
        (SHARE.effective_on, SHARE.share_id),
        (TODAY - timedelta(days=1), SHARE.share_id),
        (TODAY, again.share_id),
    ):
        [event] = anew.when(replace(heard, effective_on=on))
        assert isinstance(event, ViewsRecorded)
        assert event.share_id == share_id


def test_who_agrees_may_leave_it_at_that_and_nobody_else() -> None:
    assert shared.when(replace(DISAGREE, stance=Stance.AGREE, said=None))
    for stance in (Stance.ADD, Stance.DISAGREE, None):
        with pytest.raises(NothingWritten):
            shared.when(replace(DISAGREE, stance=stance, said=None))


def test_nobody_writes_in_the_portal_for_somebody_else() -> None:
    with pytest.raises(NotTheirOwn):
        shared.when(replace(DISAGREE, by=SENCO))
    assert shared.when(replace(DISAGREE, by=SENCO, gathered=Gathered.PHONE))


def test_a_pupils_words_may_be_confidential_a_parents_not() -> None:
    assert shared.when(replace(HEAR_PUPIL, said=confidential("I pretend")))
    with pytest.raises(WrongAudience):
        shared.when(replace(DISAGREE, said=confidential("I pretend")))
    with pytest.raises(WrongAudience):
        shared.when(replace(HEAR_PUPIL, said=staff("I pretend")))


def test_nobody_said_anything_in_the_future_or_to_a_closed_plan() -> None:
    with pytest.raises(DateInFuture):
        shared.when(replace(HEAR_PUPIL, effective_on=TOMORROW))
    late = replace(HEAR_PUPIL, views_id=uuid4(), said=family("Late"))
    with pytest.raises(PlanEnded):
        closed.when(replace(late, effective_on=CLOSE.effective_on))
    assert closed.when(late)
