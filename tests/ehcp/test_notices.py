"""What the clock announces: near, and missed the day after, once each, whatever happens to it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ehcp.domain.clocks.appealing import APPEAL
from services.ehcp.domain.clocks.reviewing import MEET_BY, PERIOD_END
from services.ehcp.domain.deadlines import DECIDE, FINAL_PLAN, NO_PLAN, SCHOOL_ADVICE, deadlines
from services.ehcp.domain.events import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
    EhcpReceiptRecorded,
)
from services.ehcp.domain.notices import ToCome, is_of_imported_past, to_come
from shared.rulebook.rule import Party
from tests.ehcp.examples import (
    ADVICE_BY,
    ASK,
    CASE,
    CORRECT_RECEIPT,
    DECIDE_BY,
    FINAL_PLAN_BY,
    NO_PLAN_BY,
    PUPIL,
    RECEIVE,
    RECEIVED_ON,
    REFUSE,
    STRIKE_CASE,
    TO_ASSESS,
    advice_asked,
    all_of,
    asked,
    assessing,
    case,
    clock,
    finalised,
    notices,
    only,
    received,
)
from tests.ehcp.examples_drafting import drafted
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
DISTANCES = (28, 14, 7, 2)
LONG_AFTER = FINAL_PLAN_BY + timedelta(days=400)


def before(due_on: date, days: int) -> date:
    return due_on - timedelta(days=days)


def coming(story: Story, since: date) -> tuple[ToCome, ...]:
    return to_come(story.state, deadlines(story.state), since)


def next_on(story: Story) -> date | None:
    """The day of the next notice of a case."""
    return min((one.on for one in coming(story, RECEIVED_ON)), default=None)


def day_by_day(story: Story, first: date, last: date) -> Story:
    """A clock that strikes every morning."""
    for n in range((last - first).days + 1):
        story = story.after(clock(first + timedelta(days=n)))
    return story


def told(story: Story) -> list[tuple[str, int | None]]:
    """(rule, distance), None for missed, in the order in which they were announced."""
    return [
        (event.rule, event.distance if isinstance(event, EhcpDeadlineApproaching) else None)
        for event in story.past
        if isinstance(event, EhcpDeadlineApproaching | EhcpDeadlineMissed)
    ]


def test_a_deadline_is_near_at_28_14_7_and_2_days_and_missed_the_day_after() -> None:
    story = day_by_day(received, RECEIVED_ON, FINAL_PLAN_BY + timedelta(days=30))
    for rule in (DECIDE, NO_PLAN, FINAL_PLAN):
        announced = [distance for one, distance in told(story) if one == rule]
        assert announced == [28, 14, 7, 2, None]


def test_a_notice_says_which_deadline_when_and_who_acts() -> None:
    [near] = received.when(clock(before(DECIDE_BY, 14)))
    assert isinstance(near, EhcpDeadlineApproaching)
    assert (near.case_id, near.pupil_id) == (CASE, PUPIL)
    assert (near.rule, near.due_on, near.responsible) == (DECIDE, DECIDE_BY, Party.LA)
    assert (near.distance, near.days_left) == (14, 14)
    assert near.effective_on == before(DECIDE_BY, 14)


def test_nothing_is_announced_too_early_nor_on_the_last_day() -> None:
    assert received.when(clock(before(DECIDE_BY, 29))) == []
    near = received.after(clock(before(DECIDE_BY, 1)))
    assert all_of(EhcpDeadlineMissed, near.when(clock(DECIDE_BY))) == []


def test_missed_is_true_from_the_day_after_whenever_it_is_said() -> None:
    for on in (DECIDE_BY + timedelta(days=1), DECIDE_BY + timedelta(days=9)):
        missed = only(EhcpDeadlineMissed, received.when(clock(on)))
        assert missed.effective_on == DECIDE_BY + timedelta(days=1)


def test_asked_twice_on_a_day_the_clock_says_nothing_twice() -> None:
    story = received.after(clock(before(DECIDE_BY, 14)))
    assert story.when(clock(before(DECIDE_BY, 14))) == []
    assert story.when(clock(before(DECIDE_BY, 8))) == []


def test_after_a_week_without_a_clock_one_notice_comes_the_nearest() -> None:
    story = received.after(clock(before(DECIDE_BY, 14)))
    [near] = story.when(clock(before(DECIDE_BY, 6)))
    assert isinstance(near, EhcpDeadlineApproaching)
    assert (near.distance, near.days_left) == (7, 6)


def test_a_clock_that_was_never_there_says_each_deadline_once() -> None:
    assert told(received.after(clock(before(DECIDE_BY, 1)))) == [(DECIDE, 2)]
    assert told(received.after(clock(LONG_AFTER))) == [
        (DECIDE, None),
        (NO_PLAN, None),
        (FINAL_PLAN, None),
    ]


def test_a_jump_of_400_days_and_back_says_nothing_more() -> None:
    jumped = received.after(clock(before(DECIDE_BY, 20)), clock(LONG_AFTER))
    assert told(jumped)[0] == (DECIDE, 28)
    back = day_by_day(jumped, before(DECIDE_BY, 20), FINAL_PLAN_BY + timedelta(days=5))
    assert told(back) == told(jumped)


def test_the_schools_own_deadline_is_announced_as_its_own() -> None:
    [near] = [
        one
        for one in advice_asked.when(clock(before(ADVICE_BY, 7)))
        if isinstance(one, EhcpDeadlineApproaching) and one.rule == SCHOOL_ADVICE
    ]
    assert near.responsible is Party.SCHOOL


def test_what_is_done_not_needed_or_struck_out_is_not_announced() -> None:
    struck = received.after(STRIKE_CASE)
    assert next_on(struck) is None
    assert struck.when(clock(LONG_AFTER)) == []
    assert received.after(REFUSE).when(clock(LONG_AFTER)) == []
    after_plan = finalised.when(clock(LONG_AFTER))
    assert {one.rule for one in notices(after_plan)} <= {PERIOD_END, MEET_BY}


def test_without_a_day_of_receipt_nothing_is_announced() -> None:
    assert asked.when(clock(LONG_AFTER)) == []
    assert next_on(asked) is None


def test_met_is_said_with_the_days_in_hand_at_once() -> None:
    met = only(EhcpDeadlineMet, received.when(TO_ASSESS))
    assert (met.rule, met.due_on, met.days_in_hand) == (DECIDE, DECIDE_BY, 8)
    assert met.effective_on == TO_ASSESS.sent_on


def test_met_is_said_when_the_receipt_comes_to_light_after_the_decision() -> None:
    decided = asked.after(TO_ASSESS)
    assert all_of(EhcpDeadlineMet, asked.when(TO_ASSESS)) == []
    assert only(EhcpDeadlineMet, decided.when(RECEIVE)).days_in_hand == 8


def test_each_announcement_has_an_id_of_its_own() -> None:
    story = day_by_day(received, RECEIVED_ON, LONG_AFTER).after(TO_ASSESS)
    ids = [getattr(event, "notice_id", None) for event in story.past]
    named = [one for one in ids if one is not None]
    assert len(named) == len(set(named)) == 16


def test_what_was_withdrawn_and_is_right_after_all_is_announced_under_another_id() -> None:
    near = received.after(clock(before(DECIDE_BY, 14)))
    back = replace(
        CORRECT_RECEIPT,
        entry_id=uuid4(),
        corrects=CORRECT_RECEIPT.entry_id,
        received_on=RECEIVED_ON,
    )
    again = near.after(CORRECT_RECEIPT, back, clock(before(DECIDE_BY, 14)))
    first, second = all_of(EhcpDeadlineApproaching, list(again.past))
    assert (first.due_on, first.distance) == (second.due_on, second.distance)
    assert first.notice_id != second.notice_id


def test_of_four_notices_with_a_wrong_date_one_withdrawal_tells() -> None:
    """Each nearer notice takes the place of the one before: people get one correction."""
    story = day_by_day(received, RECEIVED_ON, before(DECIDE_BY, 1))
    assert [distance for _, distance in told(story)] == [28, 14, 7, 2]
    [wrong] = all_of(EhcpDeadlineWithdrawn, story.when(CORRECT_RECEIPT))
    [*_, last] = all_of(EhcpDeadlineApproaching, list(story.past))
    assert wrong.withdraws == last.notice_id


def test_a_notice_of_another_day_keeps_none_of_this_day_back() -> None:
    """As after an edit of the rule book, which no event tells of."""
    [near] = all_of(EhcpDeadlineApproaching, received.when(clock(before(DECIDE_BY, 2))))
    older = received.given(replace(near, due_on=near.due_on - timedelta(weeks=1)))
    assert next_on(older) == before(DECIDE_BY, 28)
    assert told(older.after(clock(before(DECIDE_BY, 14))))[-1] == (DECIDE, 14)


def test_the_next_notice_is_the_nearest_of_all() -> None:
    assert next_on(received) == before(DECIDE_BY, 28)
    reached = received.after(clock(before(DECIDE_BY, 28)))
    assert next_on(reached) == before(DECIDE_BY, 14)
    last = received.after(clock(before(DECIDE_BY, 2)))
    assert next_on(last) == DECIDE_BY + timedelta(days=1)
    missed = received.after(clock(DECIDE_BY + timedelta(days=1)))
    assert next_on(missed) == before(NO_PLAN_BY, 28)


STORIES = [received, assessing, advice_asked, received.after(REFUSE), drafted, finalised]


@settings(deadline=None)
@given(st.dates(RECEIVED_ON, LONG_AFTER), st.dates(RECEIVED_ON, LONG_AFTER), st.data())
def test_the_index_and_the_decision_agree_about_what_is_due(
    today: date, since: date, data: st.DataObject
) -> None:
    """On any day from the one on which the case was folded; of rights and of duties."""
    since, today = sorted((since, today))
    story: Story = data.draw(st.sampled_from(STORIES))
    assert bool(story.when(clock(today))) == is_due(story, since, today)
    assert not is_due(story.after(clock(today)), since, today)


def is_due(story: Story, since: date, today: date) -> bool:
    return any(
        one.on <= today and (one.until is None or today <= one.until)
        for one in coming(story, since)
    )


def test_a_right_that_is_over_is_never_due_again() -> None:
    """Told of long after, or the clock stood still: otherwise each hour would ask in vain."""
    over = LONG_AFTER + timedelta(days=1)
    assert APPEAL in {one.rule for one in deadlines(finalised.state) if one.running}
    story = finalised.after(clock(LONG_AFTER))
    assert not is_due(story, RECEIVED_ON, over)


@pytest.mark.parametrize(("days", "kept"), [(-9, True), (0, True), (1, True), (2, False)])
def test_a_right_is_kept_until_its_own_last_day(days: int, kept: bool) -> None:
    """And for a day more: before seven in the morning the clock is still at the day before."""
    [due_on] = [one.due_on for one in deadlines(finalised.state) if one.rule == APPEAL]
    assert due_on == date(2027, 6, 1)  # 31 May is a bank holiday
    found = {one.until for one in coming(finalised, due_on + timedelta(days=days))}
    assert (due_on in found) is kept


@settings(deadline=None)
@given(st.lists(st.dates(RECEIVED_ON, LONG_AFTER), max_size=12))
def test_whatever_the_clock_does_each_notice_comes_once_and_nearer(days: list[date]) -> None:
    story: Story = received
    for day in days:
        story = story.after(clock(day))
    for rule in (DECIDE, NO_PLAN, FINAL_PLAN):
        distances = [-1 if d is None else d for one, d in told(story) if one == rule]
        assert all(later < earlier for earlier, later in pairwise(distances))
        assert set(distances) <= {*DISTANCES, -1}


IMPORTED_ON = date(2027, 3, 1)
imported = case.after(
    replace(ASK, imported_on=IMPORTED_ON), replace(RECEIVE, imported_on=IMPORTED_ON)
)


def test_what_lay_before_an_import_is_announced_apart() -> None:
    """6 weeks were over and 28 days to the 16 weeks had begun: nobody is to be told of either."""
    first = notices(imported.when(clock(IMPORTED_ON)))
    assert [type(one) for one in first] == [EhcpDeadlineMissed, EhcpDeadlineApproaching]
    assert all(is_of_imported_past(imported.state, one) for one in first)
    assert imported.after(clock(IMPORTED_ON)).when(clock(IMPORTED_ON)) == []


def test_clocks_run_from_the_import_on() -> None:
    on = NO_PLAN_BY - timedelta(days=2)
    [loud] = [
        one
        for one in imported.after(clock(IMPORTED_ON)).when(clock(on))
        if isinstance(one, EhcpDeadlineApproaching) and one.rule == NO_PLAN
    ]
    assert loud.distance == 2
    assert not is_of_imported_past(imported.state, loud)


def test_a_past_and_a_present_notice_never_share_a_commit() -> None:
    later = NO_PLAN_BY + timedelta(days=1)
    first = notices(imported.when(clock(later)))
    assert [type(one) for one in first] == [EhcpDeadlineMissed]
    assert is_of_imported_past(imported.state, first[0])
    second = notices(imported.after(clock(later)).when(clock(later)))
    assert {one.rule for one in second} == {NO_PLAN, FINAL_PLAN}
    assert not any(is_of_imported_past(imported.state, one) for one in second)


def test_nothing_of_a_case_that_people_told_is_of_an_imported_past() -> None:
    for notice in notices(received.when(clock(LONG_AFTER))):
        assert not is_of_imported_past(received.state, notice)
    assert only(EhcpReceiptRecorded, asked.when(RECEIVE)).imported_on is None


@pytest.mark.parametrize("distance", DISTANCES)
def test_the_distances_are_those_of_the_service(distance: int) -> None:
    [near, *_] = received.when(clock(before(DECIDE_BY, distance)))
    assert isinstance(near, EhcpDeadlineApproaching)
    assert near.distance == distance
