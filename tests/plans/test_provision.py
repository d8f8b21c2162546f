"""What adults do for a target, and whether it happened."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.plans.domain.events import (
    ProvisionArranged,
    ProvisionEnded,
    SessionDelivered,
    SessionMissed,
)
from services.plans.domain.room import MOST_SESSIONS
from services.plans.domain.rules import (
    PlanEnded,
    ProvisionStopped,
    SessionsAfterwards,
    TooManySessions,
)
from services.plans.domain.terms import EntryKind, Missed, Who
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound
from shared.texts import WrongAudience
from tests.plans.examples import (
    ARRANGE,
    CLOSE,
    DELIVER,
    END,
    MISS,
    NOTE,
    PLAN,
    PUPIL,
    SENCO,
    SET_TARGET,
    TEACHER,
    TODAY,
    TOMORROW,
    agreed,
    closed,
    family,
    opened,
    staff,
    strike,
)


def test_provision_is_arranged_for_a_target() -> None:
    assert opened.after(SET_TARGET).when(ARRANGE) == [
        ProvisionArranged(
            plan_id=PLAN,
            pupil_id=PUPIL,
            provision_id=ARRANGE.provision_id,
            target_id=SET_TARGET.target_id,
            what=ARRANGE.what,
            delivered_by=Who.TEACHING_ASSISTANT,
            deliverer_id=TEACHER,
            group_size=1,
            minutes=20,
            times_a_week=4,
            weeks=6,
            starts_on=ARRANGE.starts_on,
            ends_on=ARRANGE.ends_on,
            yearly_cost_pence=84_000,
            arranged_by=SENCO,
            effective_on=ARRANGE.effective_on,
        )
    ]
    assert agreed.when(ARRANGE) == []


def test_provision_serves_a_target_that_stands() -> None:
    with pytest.raises(NotFound):
        opened.when(ARRANGE)
    with pytest.raises(NotFound):
        opened.after(SET_TARGET, strike(SET_TARGET.target_id)).when(ARRANGE)


def test_provision_may_lie_ahead_but_not_end_before_it_starts() -> None:
    ahead = replace(
        ARRANGE, provision_id=uuid4(), starts_on=TOMORROW, ends_on=TODAY + timedelta(days=90)
    )
    assert agreed.when(ahead)
    with pytest.raises(DatesOutOfOrder):
        agreed.when(replace(ahead, ends_on=TODAY))
    with pytest.raises(DateInFuture):
        agreed.when(replace(ahead, effective_on=TOMORROW))


def test_provision_ends_once() -> None:
    [event] = agreed.when(END)
    assert event == ProvisionEnded(
        plan_id=PLAN,
        pupil_id=PUPIL,
        provision_id=ARRANGE.provision_id,
        ending_id=END.ending_id,
        reason=END.reason,
        ended_by=SENCO,
        effective_on=END.effective_on,
    )
    ended = agreed.given(event)
    assert ended.when(END) == []
    again = replace(END, ending_id=uuid4())
    assert ended.when(again) == []
    with pytest.raises(ProvisionStopped):
        ended.when(replace(again, effective_on=END.effective_on + timedelta(days=1)))


def test_a_wrong_last_day_is_struck_out_and_told_again() -> None:
    mended = agreed.after(END, strike(END.ending_id))
    assert mended.when(END) == []
    day_after = replace(DELIVER, effective_on=END.effective_on + timedelta(days=1))
    assert mended.when(day_after)
    right = replace(END, ending_id=uuid4(), effective_on=day_after.effective_on)
    ended = mended.after(right)
    assert ended.when(day_after)
    with pytest.raises(ProvisionStopped):
        ended.when(replace(day_after, effective_on=right.effective_on + timedelta(days=1)))


def test_provision_that_was_ended_before_its_ending_had_an_id_stays_ended() -> None:
    [event] = agreed.when(END)
    assert isinstance(event, ProvisionEnded)
    ended = agreed.given(replace(event, ending_id=None))
    assert ended.when(END) == []
    assert ended.state.standing(EntryKind.ENDING) == ()


def test_provision_does_not_end_before_a_session_that_is_recorded() -> None:
    told = agreed.after(DELIVER, MISS)
    with pytest.raises(SessionsAfterwards, match="10 November 2026"):
        told.when(replace(END, effective_on=DELIVER.effective_on))
    assert told.when(replace(END, effective_on=MISS.effective_on))
    struck = told.after(strike(MISS.session_id))
    assert struck.when(replace(END, effective_on=DELIVER.effective_on))
    other = agreed.after(replace(ARRANGE, provision_id=uuid4()), DELIVER)
    another = other.state.standing(EntryKind.PROVISION)[-1]
    assert other.when(replace(END, provision_id=another, effective_on=ARRANGE.starts_on))


def test_provision_that_is_not_there_does_not_end() -> None:
    with pytest.raises(NotFound):
        opened.when(END)
    with pytest.raises(NotFound):
        agreed.after(strike(ARRANGE.provision_id)).when(END)


def test_provision_does_not_end_before_it_starts_or_in_the_future() -> None:
    with pytest.raises(DatesOutOfOrder):
        agreed.when(replace(END, effective_on=ARRANGE.starts_on - timedelta(days=1)))
    with pytest.raises(DateInFuture):
        agreed.when(replace(END, effective_on=TOMORROW))


def test_a_session_was_delivered() -> None:
    assert agreed.when(DELIVER) == [
        SessionDelivered(
            plan_id=PLAN,
            pupil_id=PUPIL,
            session_id=DELIVER.session_id,
            provision_id=ARRANGE.provision_id,
            note=DELIVER.note,
            recorded_by=TEACHER,
            effective_on=DELIVER.effective_on,
        )
    ]
    assert agreed.after(DELIVER).when(DELIVER) == []


def test_a_session_was_missed_and_why() -> None:
    assert agreed.when(MISS) == [
        SessionMissed(
            plan_id=PLAN,
            pupil_id=PUPIL,
            session_id=MISS.session_id,
            provision_id=ARRANGE.provision_id,
            reason=Missed.STAFF_ABSENT,
            note=None,
            recorded_by=TEACHER,
            effective_on=MISS.effective_on,
        )
    ]


def test_two_people_who_record_the_same_day_are_both_kept() -> None:
    assert agreed.after(DELIVER).when(replace(DELIVER, session_id=uuid4(), by=SENCO))


def test_a_session_lies_within_its_provision_and_not_in_the_future() -> None:
    with pytest.raises(DatesOutOfOrder):
        agreed.when(replace(DELIVER, effective_on=ARRANGE.starts_on - timedelta(days=1)))
    with pytest.raises(DateInFuture):
        agreed.when(replace(DELIVER, effective_on=TOMORROW))
    ended = agreed.after(END)
    assert ended.when(replace(DELIVER, effective_on=END.effective_on))
    with pytest.raises(ProvisionStopped):
        ended.when(replace(DELIVER, effective_on=END.effective_on + timedelta(days=1)))


def test_a_session_may_be_made_up_for_after_the_planned_end() -> None:
    short = replace(ARRANGE, ends_on=ARRANGE.starts_on + timedelta(days=7))
    made_up = opened.after(SET_TARGET, short)
    assert made_up.when(DELIVER)


def test_a_session_of_no_provision_is_not_recorded() -> None:
    with pytest.raises(NotFound):
        opened.when(DELIVER)
    with pytest.raises(NotFound):
        agreed.after(strike(ARRANGE.provision_id)).when(DELIVER)


def test_a_session_told_late_is_taken_up_to_the_day_the_plan_closed() -> None:
    late = replace(DELIVER, session_id=uuid4())
    assert closed.when(replace(late, effective_on=CLOSE.effective_on - timedelta(days=1)))
    with pytest.raises(PlanEnded):
        closed.when(replace(late, effective_on=CLOSE.effective_on))
    with pytest.raises(PlanEnded):
        closed.when(replace(ARRANGE, provision_id=uuid4()))


def test_a_note_about_a_session_is_for_staff_what_is_done_for_the_family() -> None:
    with pytest.raises(WrongAudience):
        agreed.when(replace(DELIVER, note=family("Tired")))
    with pytest.raises(WrongAudience):
        agreed.when(replace(ARRANGE, provision_id=uuid4(), what=staff("Cards")))


def test_a_plan_holds_two_thousand_sessions_beside_its_entries() -> None:
    sessions = [
        event
        for _ in range(MOST_SESSIONS)
        for event in agreed.when(replace(DELIVER, session_id=uuid4()))
    ]
    full = agreed.given(*sessions)
    with pytest.raises(TooManySessions):
        full.when(DELIVER)
    assert full.when(replace(NOTE, note_id=uuid4()))
