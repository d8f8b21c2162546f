"""When each step is due, what ends a deadline, and what is never made up."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ehcp.domain.clocks.appealing import APPEAL, CONTACT
from services.ehcp.domain.deadlines import (
    DECIDE,
    DRAFT_PLAN,
    FINAL_PLAN,
    NO_PLAN,
    SCHOOL_ADVICE,
    Deadline,
    Standing,
    Status,
    deadlines,
    status_on,
)
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.terms import PlanDecision
from tests.ehcp.examples import (
    ADVICE_BY,
    ASK,
    CONFIRM,
    CORRECT_RECEIPT,
    DECIDE_BY,
    FINAL_PLAN_BY,
    FINALISE,
    NO_PLAN_BY,
    RECEIVE,
    RECEIVED_ON,
    REFUSE,
    SEND_ADVICE,
    STRIKE_CASE,
    STRIKE_DECISION,
    TO_ASSESS,
    WILL_PLAN,
    advice_asked,
    advised,
    asked,
    assessing,
    case,
    corrected,
    finalised,
    planned,
    received,
)
from tests.ehcp.examples import NO_PLAN as REFUSE_PLAN
from tests.ehcp.examples_appealing import AGREED
from tests.ehcp.examples_appealing import APPEAL as APPEALED
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]


def of(story: Story, rule: str) -> Deadline:
    [found] = [one for one in deadlines(story.state) if one.rule == rule]
    return found


def standings(story: Story) -> dict[str, Standing]:
    return {one.rule: one.standing for one in deadlines(story.state)}


def test_6_16_and_20_weeks_run_from_the_receipt() -> None:
    due = {one.rule: one.due_on for one in deadlines(received.state)}
    assert due == {
        DECIDE: DECIDE_BY,
        NO_PLAN: NO_PLAN_BY,
        DRAFT_PLAN: NO_PLAN_BY,
        FINAL_PLAN: FINAL_PLAN_BY,
    }
    assert set(standings(received).values()) == {Standing.RUNNING}


def test_a_decision_or_a_draft_starts_no_clock() -> None:
    assert of(planned, FINAL_PLAN).due_on == FINAL_PLAN_BY


def test_without_a_day_of_receipt_there_is_no_date() -> None:
    for story in (asked, asked.after(TO_ASSESS)):
        assert {one.due_on for one in deadlines(story.state)} == {None}
        assert standings(story)[FINAL_PLAN] is Standing.NOT_KNOWN


def test_a_confirmation_moves_nothing() -> None:
    before, after = received.state, received.after(CONFIRM).state
    assert deadlines(before) == deadlines(after)


def test_a_corrected_receipt_moves_every_date() -> None:
    week = timedelta(days=7)
    due = {one.rule: one.due_on for one in deadlines(corrected.state)}
    assert due == {
        DECIDE: DECIDE_BY + week,
        NO_PLAN: NO_PLAN_BY + week,
        DRAFT_PLAN: NO_PLAN_BY + week,
        FINAL_PLAN: FINAL_PLAN_BY + week,
    }


def test_the_schools_advice_has_six_weeks_from_the_day_it_was_asked() -> None:
    assert SCHOOL_ADVICE not in standings(assessing)
    assert of(advice_asked, SCHOOL_ADVICE).due_on == ADVICE_BY
    assert of(advised, SCHOOL_ADVICE).days_in_hand == 6


def test_a_decision_counts_from_the_day_it_was_sent() -> None:
    assert of(assessing, DECIDE).done_on == TO_ASSESS.sent_on
    assert of(assessing, DECIDE).days_in_hand == 8
    heard = received.after(replace(TO_ASSESS, sent_on=None))
    assert of(heard, DECIDE).done_on == TO_ASSESS.received_on


def test_a_final_plan_counts_from_the_day_it_was_sent_else_issued() -> None:
    assert of(finalised, FINAL_PLAN).done_on == FINALISE.sent_on
    unsent = planned.after(replace(FINALISE, sent_on=None))
    assert of(unsent, FINAL_PLAN).done_on == FINALISE.issued_on


def test_after_a_refusal_no_plan_is_due() -> None:
    assert standings(received.after(REFUSE)) == {
        DECIDE: Standing.DONE,
        NO_PLAN: Standing.NOT_NEEDED,
        DRAFT_PLAN: Standing.NOT_NEEDED,
        FINAL_PLAN: Standing.NOT_NEEDED,
        CONTACT: Standing.RUNNING,
        APPEAL: Standing.RUNNING,
    }


def test_after_a_refusal_that_the_council_gave_up_by_itself_the_limits_of_the_request_count() -> (
    None
):
    later = replace(TO_ASSESS, sent_on=date(2027, 3, 1), received_on=date(2027, 3, 2))
    assert standings(received.after(REFUSE, later)) == {
        DECIDE: Standing.DONE,
        NO_PLAN: Standing.RUNNING,
        DRAFT_PLAN: Standing.RUNNING,
        FINAL_PLAN: Standing.RUNNING,
        CONTACT: Standing.OVERTAKEN,
        APPEAL: Standing.OVERTAKEN,
    }
    assert of(received.after(REFUSE, later), FINAL_PLAN).due_on == FINAL_PLAN_BY
    assert of(received.after(REFUSE, later), DECIDE).done_on == REFUSE.sent_on
    assert standings(received.after(later, REFUSE)) == standings(received.after(REFUSE, later))
    assert of(received.after(later, REFUSE), DECIDE).days_in_hand == 8


@pytest.mark.parametrize("contested", [APPEALED, AGREED], ids=["appeal", "agreement"])
def test_after_a_refusal_that_was_contested_another_limit_runs_and_none_is_made_up(
    contested: Any,
) -> None:
    later = replace(TO_ASSESS, sent_on=date(2027, 3, 1), received_on=date(2027, 3, 2))
    about = replace(contested, decision_id=REFUSE.entry_id)
    for told in (received.after(REFUSE, about, later), received.after(REFUSE, later, about)):
        assert {standings(told)[one] for one in (NO_PLAN, DRAFT_PLAN, FINAL_PLAN)} == {
            Standing.NOT_COUNTED
        }
        assert of(told, DECIDE).done_on == REFUSE.sent_on
    of_no_plan = replace(contested, decision_id=REFUSE_PLAN.entry_id, today=date(2027, 12, 1))
    yes = replace(WILL_PLAN, received_on=date(2027, 5, 3))
    told = assessing.after(REFUSE_PLAN, of_no_plan, yes)
    assert standings(told)[FINAL_PLAN] is Standing.NOT_COUNTED
    # The appeal against the plan's contents leaves them as they are.
    contents = replace(contested, decision_id=FINALISE.entry_id, today=date(2027, 12, 1))
    told = received.after(REFUSE, later, FINALISE, contents)
    assert of(told, FINAL_PLAN).days_in_hand == 2


def test_no_plan_ends_the_20_weeks() -> None:
    told = assessing.after(REFUSE_PLAN)
    assert standings(told)[NO_PLAN] is Standing.DONE
    assert standings(told)[FINAL_PLAN] is Standing.NOT_NEEDED
    changed = told.after(replace(WILL_PLAN, received_on=date(2027, 5, 3)))
    assert of(changed, FINAL_PLAN).due_on == FINAL_PLAN_BY
    assert of(changed, FINAL_PLAN).running


def test_a_yes_in_time_answers_the_16_weeks() -> None:
    assert of(planned, NO_PLAN).days_in_hand == 4


def test_a_late_yes_breaks_no_limit_a_late_no_does() -> None:
    late: dict[str, Any] = {"sent_on": date(2027, 3, 12), "received_on": date(2027, 3, 15)}
    assert standings(assessing.after(replace(WILL_PLAN, **late)))[NO_PLAN] is Standing.NOT_NEEDED
    assert of(assessing.after(replace(REFUSE_PLAN, **late)), NO_PLAN).days_in_hand == -7


def test_a_yes_in_time_does_not_excuse_the_late_no_that_took_it_back() -> None:
    late = replace(REFUSE_PLAN, sent_on=date(2027, 3, 22), received_on=date(2027, 3, 23))
    assert of(planned.after(late), NO_PLAN).days_in_hand == -17


def test_a_final_plan_answers_the_16_weeks_that_nobody_told_us_of() -> None:
    early = replace(FINALISE, issued_on=date(2027, 2, 26), sent_on=None)
    assert of(assessing.after(early), NO_PLAN).days_in_hand == 7
    assert standings(assessing.after(FINALISE))[NO_PLAN] is Standing.NOT_NEEDED


def test_a_step_whose_day_nobody_told_is_overtaken_and_not_called_done() -> None:
    assert standings(received.after(FINALISE))[DECIDE] is Standing.OVERTAKEN
    assert of(received.after(WILL_PLAN), DECIDE).done_on is None


@pytest.mark.parametrize("end", [FINALISE, REFUSE_PLAN, WILL_PLAN], ids=["final", "no", "yes"])
def test_advice_is_not_wanted_any_more_once_the_plan_is_decided(end: Any) -> None:
    assert standings(advice_asked.after(end))[SCHOOL_ADVICE] is Standing.OVERTAKEN


def test_what_is_struck_out_sets_no_date() -> None:
    assert deadlines(received.after(STRIKE_CASE).state) == ()
    assert standings(assessing.after(STRIKE_DECISION))[DECIDE] is Standing.RUNNING
    assert deadlines(case.state) == ()


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (DECIDE_BY - timedelta(days=29), Status.LATER),
        (DECIDE_BY - timedelta(days=28), Status.DUE_SOON),
        (DECIDE_BY - timedelta(days=1), Status.DUE_SOON),
        (DECIDE_BY, Status.DUE_TODAY),
        (DECIDE_BY + timedelta(days=1), Status.LATE),
    ],
)
def test_the_whole_of_the_last_day_is_in_time(today: date, status: Status) -> None:
    assert status_on(of(received, DECIDE), today) is status


def test_what_is_done_is_done_in_time_or_late_on_any_day() -> None:
    on_the_day = replace(TO_ASSESS, sent_on=DECIDE_BY, received_on=date(2027, 1, 5))
    day_late = replace(on_the_day, sent_on=DECIDE_BY + timedelta(days=1))
    for today in (RECEIVED_ON, date(2030, 1, 1)):
        assert status_on(of(received.after(on_the_day), DECIDE), today) is Status.DONE
        assert status_on(of(received.after(day_late), DECIDE), today) is Status.DONE_LATE
        assert status_on(of(asked, DECIDE), today) is Status.NOT_KNOWN


def marks(story: Story) -> list[Mark]:
    return [flag.mark for flag in flags(story.state, deadlines(story.state))]


def test_a_late_act_is_flagged_with_the_rule_it_breaks() -> None:
    late = replace(TO_ASSESS, sent_on=date(2026, 12, 29), received_on=date(2027, 1, 5))
    [flag] = flags(received.after(late).state, deadlines(received.after(late).state))
    assert (flag.mark, flag.rule, flag.days) == (Mark.LATE, DECIDE, 4)
    assert "4 days late" in flag.said
    assert "regulation 5(1)" in flag.said
    assert marks(assessing) == []


def test_the_schools_own_late_advice_is_flagged_too() -> None:
    late = replace(SEND_ADVICE, sent_on=ADVICE_BY + timedelta(days=1))
    [flag] = flags(advice_asked.after(late).state, deadlines(advice_asked.after(late).state))
    assert (flag.rule, flag.days) == (SCHOOL_ADVICE, 1)
    assert "1 day late" in flag.said


def test_what_contradicts_itself_is_flagged() -> None:
    early = replace(TO_ASSESS, decided_on=None, sent_on=None, received_on=date(2026, 11, 12))
    assert Mark.BEFORE_RECEIPT in marks(received.after(early))
    assert Mark.AFTER_REFUSAL in marks(received.after(REFUSE, FINALISE))
    assert marks(finalised) == []


@settings(deadline=None)
@given(st.dates(date(2014, 9, 1), date(2027, 5, 1)), st.integers(0, 400))
def test_a_later_receipt_never_makes_an_earlier_date(received_on: date, days: int) -> None:
    later_on = min(received_on + timedelta(days=days), date(2027, 6, 1))

    def due(day: date) -> list[date | None]:
        told = replace(ASK, effective_on=day, family_consulted_on=day)
        story = case.after(told, replace(RECEIVE, received_on=day))
        return [one.due_on for one in deadlines(story.state)]

    pairs = zip(due(received_on), due(later_on), strict=True)
    assert all(early and late and early <= late for early, late in pairs)
    assert due(received_on) == [received_on + timedelta(weeks=n) for n in (6, 16, 16, 20)]


@settings(deadline=None)
@given(st.dates(RECEIVED_ON, date(2027, 6, 1)), st.sampled_from(list(PlanDecision)))
def test_days_in_hand_are_the_days_between(sent_on: date, answer: PlanDecision) -> None:
    told = replace(WILL_PLAN, decision=answer, sent_on=sent_on, received_on=date(2027, 6, 1))
    found = of(assessing.after(told), NO_PLAN)
    if found.standing is Standing.DONE:
        assert found.days_in_hand == (NO_PLAN_BY - sent_on).days
    else:
        assert (answer, sent_on > NO_PLAN_BY) == (PlanDecision.PLAN, True)


def test_a_correction_stands_where_what_it_corrects_stood() -> None:
    first = received.state.receipts
    assert len(first) == len(corrected.state.receipts) == 1
    assert corrected.state.receipts[0].entry_id == CORRECT_RECEIPT.entry_id
