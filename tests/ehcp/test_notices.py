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
from services.ehcp.domain.clocks.reviewing import CIRCULATE, GIVE_NOTICE, MEET_BY, PERIOD_END
from services.ehcp.domain.commands import TakeOverCase
from services.ehcp.domain.deadlines import DECIDE, FINAL_PLAN, NO_PLAN, SCHOOL_ADVICE, deadlines
from services.ehcp.domain.events import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineResumed,
    EhcpDeadlineStopped,
    EhcpDeadlineWithdrawn,
    EhcpReceiptRecorded,
)
from services.ehcp.domain.notices import ToCome, is_of_imported_past, to_come
from services.ehcp.domain.review_terms import Holder
from services.ehcp.domain.terms import TakenOverState
from shared.rulebook.rule import Party
from tests.ehcp.examples import (
    ADVICE_BY,
    ASK,
    CASE,
    CONFIRM,
    CORRECT_RECEIPT,
    DECIDE_BY,
    FINAL_PLAN_BY,
    FINALISE,
    NO_PLAN_BY,
    PUPIL,
    RECEIVE,
    RECEIVED_ON,
    REFUSE,
    SENCO,
    STRIKE_CASE,
    STRIKE_DECISION,
    TO_ASSESS,
    TODAY,
    WHY,
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
from tests.ehcp.examples import NO_PLAN as REFUSE_PLAN
from tests.ehcp.examples_changing import AGAINST, CEASED, DISMISSED, UPHELD, ceasing
from tests.ehcp.examples_drafting import drafted
from tests.ehcp.examples_reviewing import INVITE, PERIOD_ENDS, PLAN
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


def near_ones(story: Story) -> list[Any]:
    return [one.notice_id for one in all_of(EhcpDeadlineApproaching, list(story.past))]


def withdrawn_by(story: Story, command: Any) -> dict[Any, tuple[Any, ...]]:
    """What a command takes back: each withdrawn notice, with those that it had replaced."""
    return {one.withdraws: one.also for one in all_of(EhcpDeadlineWithdrawn, story.when(command))}


def test_a_withdrawal_names_the_notices_that_the_last_one_replaced() -> None:
    """The council's day at 14 days is told to the family, at 7 to the staff alone."""
    story = day_by_day(received, RECEIVED_ON, before(DECIDE_BY, 5))
    *replaced, last = near_ones(story)
    assert withdrawn_by(story, CORRECT_RECEIPT) == {last: tuple(replaced)}
    assert withdrawn_by(story.after(CORRECT_RECEIPT), STRIKE_CASE) == {}


def test_a_case_of_the_wrong_pupil_takes_back_what_was_near_before_it_was_met() -> None:
    story = day_by_day(received, RECEIVED_ON, before(DECIDE_BY, 9)).after(TO_ASSESS)
    met = only(EhcpDeadlineMet, list(story.past))
    assert withdrawn_by(story, STRIKE_CASE)[met.notice_id] == tuple(near_ones(story))


def test_what_was_said_of_the_wrong_party_is_taken_back_and_said_of_the_right_one() -> None:
    councils = replace(
        PLAN,
        entry_id=uuid4(),
        corrects=PLAN.entry_id,
        reason=WHY,
        held_by=Holder.COUNCIL,
    )
    planned = finalised.after(PLAN)
    due_on = date(2028, 1, 11)
    for said, on in (("near", before(due_on, 2)), ("missed", due_on + timedelta(days=1))):
        story = planned.after(clock(on), councils)
        taken_back = {one.rule for one in all_of(EhcpDeadlineWithdrawn, list(story.past))}
        assert taken_back >= {GIVE_NOTICE, CIRCULATE}, said
        anew = [one for one in notices(story.when(clock(on))) if one.rule == GIVE_NOTICE]
        assert [one.responsible for one in anew] == [Party.LA]
    met = planned.after(INVITE)
    assert all_of(EhcpDeadlineWithdrawn, met.when(councils)) == []  # done it was, by whomever


def test_a_day_that_was_near_and_is_met_is_not_taken_back_when_it_moves() -> None:
    story = day_by_day(received, RECEIVED_ON, before(DECIDE_BY, 9)).after(TO_ASSESS)
    met = only(EhcpDeadlineMet, list(story.past))
    assert withdrawn_by(story, CORRECT_RECEIPT)[met.notice_id] == ()


def test_what_was_near_before_it_was_missed_is_taken_back_with_it() -> None:
    story = day_by_day(received, RECEIVED_ON, DECIDE_BY + timedelta(days=1))
    [missed] = all_of(EhcpDeadlineMissed, list(story.past))
    near = tuple(one.notice_id for one in of_rule(story, DECIDE))
    assert withdrawn_by(story, CORRECT_RECEIPT)[missed.notice_id] == near


def test_what_was_near_stands_where_only_the_miss_was_wrong_and_goes_with_the_case() -> None:
    """Nobody has to be told that the day was wrong: it was the right one."""
    late = received.after(clock(before(DECIDE_BY, 14)), clock(DECIDE_BY + timedelta(days=1)))
    [missed] = all_of(EhcpDeadlineMissed, list(late.past))
    assert withdrawn_by(late, TO_ASSESS) == {missed.notice_id: ()}
    done = late.after(TO_ASSESS)
    met = only(EhcpDeadlineMet, list(done.past))
    near = tuple(one.notice_id for one in of_rule(late, DECIDE))
    assert withdrawn_by(done, STRIKE_CASE)[met.notice_id] == near


def of_rule(story: Story, rule: str) -> list[Any]:
    return [one for one in all_of(EhcpDeadlineApproaching, list(story.past)) if one.rule == rule]


late = received.after(clock(DECIDE_BY + timedelta(days=1)))
overtaken = late.after(FINALISE)
ASSESS_LATE = replace(TO_ASSESS, sent_on=date(2027, 1, 8), received_on=date(2027, 1, 11))
soon = assessing.after(clock(before(FINAL_PLAN_BY, 28)))


def stopped_by(story: Story, command: Any) -> list[tuple[str, Any]]:
    return [(x.rule, x.notice_id) for x in all_of(EhcpDeadlineStopped, story.when(command))]


def resumed_by(story: Story, command: Any) -> list[tuple[str, Any]]:
    return [(x.rule, x.notice_id) for x in all_of(EhcpDeadlineResumed, story.when(command))]


def strikes(told: Any) -> Any:
    return replace(STRIKE_DECISION, entry_id=told.entry_id)


def test_a_missed_date_that_a_later_step_overtook_stops_once() -> None:
    """When the council decided nobody told; there is a plan."""
    missed = only(EhcpDeadlineMissed, list(late.past))
    stopped = only(EhcpDeadlineStopped, late.when(FINALISE))
    assert (stopped.case_id, stopped.pupil_id) == (CASE, PUPIL)
    assert (stopped.notice_id, stopped.rule) == (missed.notice_id, DECIDE)
    assert (stopped.due_on, stopped.responsible) == (DECIDE_BY, Party.LA)
    assert stopped.effective_on == TODAY
    assert withdrawn_by(late, FINALISE) == {}
    assert stopped_by(overtaken, CONFIRM) == []


def test_a_missed_date_stops_with_the_plan() -> None:
    story = finalised.after(clock(PERIOD_ENDS + timedelta(days=1)))
    assert PERIOD_END in {rule for rule, _ in stopped_by(story, CEASED)}


def test_a_missed_date_of_a_plan_that_had_to_be_kept_runs_on() -> None:
    """The council ended it before the time to appeal had run out."""
    ended = replace(CEASED, ended_on=PERIOD_ENDS + timedelta(days=1))
    appeal = replace(AGAINST, sent_on=ended.ended_on)
    missed = ceasing.after(clock(PERIOD_ENDS + timedelta(days=1)))
    assert stopped_by(missed.after(appeal), ended) == []
    stopped = [one for one in stopped_by(missed, ended) if one[0] == PERIOD_END]
    gone = missed.after(ended)
    assert resumed_by(gone, appeal) == stopped != []
    appealed = gone.after(appeal)
    assert stopped_by(appealed, DISMISSED) == stopped
    assert PERIOD_END not in dict(stopped_by(appealed, UPHELD))


def test_a_near_date_stops_once_nothing_is_to_be_done() -> None:
    [near] = of_rule(soon, FINAL_PLAN)
    assert stopped_by(soon, REFUSE_PLAN) == [(FINAL_PLAN, near.notice_id)]


def test_what_stopped_in_error_runs_again_and_can_stop_again() -> None:
    [near] = of_rule(soon, FINAL_PLAN)
    refused, again = soon.after(REFUSE_PLAN), replace(REFUSE_PLAN, entry_id=uuid4())
    assert resumed_by(refused, strikes(REFUSE_PLAN)) == [(FINAL_PLAN, near.notice_id)]
    back = refused.after(strikes(REFUSE_PLAN))
    assert resumed_by(back, CONFIRM) == []
    assert stopped_by(back, again) == [(FINAL_PLAN, near.notice_id)]
    assert near_ones(back.after(clock(before(FINAL_PLAN_BY, 27)))) == near_ones(soon)


def test_what_stopped_and_was_done_is_met_and_does_not_run_again() -> None:
    done = overtaken.after(ASSESS_LATE)
    assert DECIDE in {one.rule for one in all_of(EhcpDeadlineMet, overtaken.when(ASSESS_LATE))}
    assert resumed_by(overtaken, ASSESS_LATE) == []
    assert stopped_by(done, STRIKE_DECISION) == [], "it was said before"
    without_plan = done.after(strikes(FINALISE))
    assert [rule for rule, _ in resumed_by(without_plan, STRIKE_DECISION)] == [DECIDE]


def test_what_is_done_and_then_overtaken_stops() -> None:
    """The decision was another child's: what was missed before it stands, and runs no more."""
    missed = only(EhcpDeadlineMissed, list(late.past))
    done = late.after(ASSESS_LATE, FINALISE)
    assert stopped_by(done, STRIKE_DECISION) == [(DECIDE, missed.notice_id)]


def test_what_is_withdrawn_does_not_stop_too() -> None:
    assert stopped_by(late, CORRECT_RECEIPT) == stopped_by(late, STRIKE_CASE) == []
    no_plan = assessing.after(clock(LONG_AFTER))
    assert FINAL_PLAN in {one.rule for one in all_of(EhcpDeadlineMissed, list(no_plan.past))}
    assert FINAL_PLAN not in {rule for rule, _ in stopped_by(no_plan, REFUSE_PLAN)}


def test_a_case_of_before_says_what_stopped_with_the_next_that_is_told() -> None:
    past = [one for one in overtaken.past if not isinstance(one, EhcpDeadlineStopped)]
    assert [rule for rule, _ in stopped_by(case.given(*past), CONFIRM)] == [DECIDE]


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


def listed(story: Story, on: date) -> Story:
    """What the trust's list of a night says of a case that is known already."""
    took_over = TakeOverCase(
        case_id=CASE,
        by=SENCO,
        today=on,
        entry_id=uuid4(),
        state=TakenOverState.ASSESSING,
        imported_on=on,
    )
    return story.after(took_over)


@pytest.mark.parametrize("told_by", [imported, received], ids=["an earlier list", "people"])
def test_a_later_list_silences_no_clock_that_ran_before_it(told_by: Story) -> None:
    morning = NO_PLAN_BY + timedelta(days=1)
    ran = told_by.after(clock(before(NO_PLAN_BY, 1)), clock(before(NO_PLAN_BY, 1)))
    story = listed(listed(ran, NO_PLAN_BY), morning)
    missed = only(EhcpDeadlineMissed, story.when(clock(morning)))
    assert (missed.rule, missed.effective_on) == (NO_PLAN, morning)
    assert not is_of_imported_past(story.state, missed)


def test_a_clock_that_a_later_list_moves_is_silent_about_what_lay_before_that_list() -> None:
    morning = NO_PLAN_BY + timedelta(days=1)
    story = listed(imported.after(clock(IMPORTED_ON)), morning).after(
        replace(CORRECT_RECEIPT, today=morning, imported_on=morning)
    )
    first = notices(story.when(clock(morning)))
    assert first
    assert all(is_of_imported_past(story.state, one) for one in first)


def test_nothing_of_a_case_that_people_told_is_of_an_imported_past() -> None:
    for notice in notices(received.when(clock(LONG_AFTER))):
        assert not is_of_imported_past(received.state, notice)
    assert only(EhcpReceiptRecorded, asked.when(RECEIVE)).imported_on is None


@pytest.mark.parametrize("distance", DISTANCES)
def test_the_distances_are_those_of_the_service(distance: int) -> None:
    [near, *_] = received.when(clock(before(DECIDE_BY, distance)))
    assert isinstance(near, EhcpDeadlineApproaching)
    assert near.distance == distance
