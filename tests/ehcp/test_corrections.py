"""A correction names what it corrects and why; entries, deadlines and notices follow."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from services.ehcp.domain.commands import Told
from services.ehcp.domain.events import (
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
    EhcpEntryStruckOut,
    EhcpPlanFinalised,
    EhcpReceiptRecorded,
)
from services.ehcp.domain.keeping import entries
from services.ehcp.domain.rules import CorrectionReasonMissing, NotAStandingEntry
from services.ehcp.domain.terms import Cause, Notice
from tests.ehcp.examples import (
    ASK_ADVICE,
    CONFIRM,
    CORRECT_RECEIPT,
    DECIDE_BY,
    FINALISE,
    NO_PLAN,
    RECEIVE,
    RECEIVED_ON,
    REFUSE,
    SEND_ADVICE,
    STRIKE_CASE,
    STRIKE_DECISION,
    TO_ASSESS,
    TODAY,
    WHY,
    WILL_PLAN,
    advice_asked,
    advised,
    all_of,
    assessing,
    clock,
    corrected,
    finalised,
    only,
    planned,
    received,
)
from tests.scenario import Scenario

AGAIN: dict[str, Any] = {"entry_id": uuid4(), "reason": WHY}


def withdrawals(events: list[Any]) -> list[tuple[Notice, str, Cause]]:
    found = all_of(EhcpDeadlineWithdrawn, events)
    return [(one.what, one.rule, one.cause) for one in found]


def test_a_receipt_is_corrected_by_an_event_that_names_it() -> None:
    told = only(EhcpReceiptRecorded, received.when(CORRECT_RECEIPT))
    assert (told.corrects, told.reason) == (RECEIVE.entry_id, WHY)
    assert told.effective_on == CORRECT_RECEIPT.received_on


@pytest.mark.parametrize(
    ("story", "first", "corrected_by"),
    [
        (assessing, TO_ASSESS, replace(REFUSE, corrects=TO_ASSESS.entry_id, **AGAIN)),
        (planned, WILL_PLAN, replace(NO_PLAN, corrects=WILL_PLAN.entry_id, **AGAIN)),
        (advice_asked, ASK_ADVICE, replace(ASK_ADVICE, corrects=ASK_ADVICE.entry_id, **AGAIN)),
        (advised, SEND_ADVICE, replace(SEND_ADVICE, corrects=SEND_ADVICE.entry_id, **AGAIN)),
        (finalised, FINALISE, replace(FINALISE, corrects=FINALISE.entry_id, **AGAIN)),
    ],
    ids=["decision", "plan decision", "advice request", "advice", "final plan"],
)
def test_every_entry_can_be_corrected(
    story: Scenario[Any, Any, Any], first: Told, corrected_by: Told
) -> None:
    after = story.after(corrected_by)
    standing = {entry.entry_id for _, entry in entries(after.state)}
    assert corrected_by.entry_id in standing
    assert first.entry_id not in standing
    assert len(standing) == len(list(entries(story.state)))


def test_a_correction_says_why() -> None:
    with pytest.raises(CorrectionReasonMissing):
        received.when(replace(CORRECT_RECEIPT, reason=None))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CORRECT_RECEIPT, corrects=uuid4()),
        replace(CORRECT_RECEIPT, corrects=TO_ASSESS.entry_id),
        replace(FINALISE, corrects=RECEIVE.entry_id, reason=WHY),
    ],
    ids=["not there", "of another kind", "of another kind too"],
)
def test_only_an_entry_that_stands_is_corrected(wrong: Told) -> None:
    with pytest.raises(NotAStandingEntry):
        assessing.when(wrong)


def test_what_was_replaced_is_not_corrected_again() -> None:
    with pytest.raises(NotAStandingEntry):
        corrected.when(replace(CORRECT_RECEIPT, entry_id=uuid4()))


def test_of_a_receipt_the_confirmation_is_what_can_be_corrected() -> None:
    confirmed = received.after(CONFIRM)
    with pytest.raises(NotAStandingEntry):
        confirmed.when(CORRECT_RECEIPT)
    assert confirmed.when(replace(CORRECT_RECEIPT, corrects=CONFIRM.entry_id))


def test_what_never_happened_is_struck_out_and_stays_in_the_history() -> None:
    struck = only(EhcpEntryStruckOut, assessing.when(STRIKE_DECISION))
    assert (struck.entry_id, struck.type) == (TO_ASSESS.entry_id, "ehcp-decision-recorded")
    assert assessing.after(STRIKE_DECISION).when(STRIKE_DECISION) == []
    with pytest.raises(NotAStandingEntry):
        received.when(STRIKE_DECISION)


def test_a_confirmation_that_never_came_leaves_what_was_told() -> None:
    confirmed = received.after(CONFIRM)
    left = confirmed.after(replace(STRIKE_DECISION, entry_id=CONFIRM.entry_id))
    assert left.state.receipts == received.state.receipts


def test_a_corrected_receipt_withdraws_what_was_announced_with_the_wrong_date() -> None:
    near = received.after(clock(date(2026, 12, 20)))
    events = near.when(CORRECT_RECEIPT)
    assert withdrawals(events) == [
        (Notice.APPROACHING, "ehcna.decide", Cause.DATES_CHANGED),
    ]
    [wrong] = all_of(EhcpDeadlineWithdrawn, events)
    [announced] = near.state.announced
    assert (wrong.withdraws, wrong.due_on) == (announced.notice_id, DECIDE_BY)
    assert wrong.effective_on == TODAY


def test_a_missed_deadline_that_was_not_yet_due_is_withdrawn_and_counted_anew() -> None:
    missed = received.after(clock(date(2026, 12, 26)))
    story = missed.after(CORRECT_RECEIPT)
    assert withdrawals(missed.when(CORRECT_RECEIPT)) == [
        (Notice.MISSED, "ehcna.decide", Cause.DATES_CHANGED),
    ]
    assert story.when(clock(date(2026, 12, 26)))  # near again, by its new day
    assert all_of(EhcpDeadlineMissed, story.when(clock(date(2027, 1, 1)))) == []
    [again] = all_of(EhcpDeadlineMissed, story.when(clock(date(2027, 1, 2))))
    assert again.due_on == date(2027, 1, 1)


def test_a_receipt_that_never_happened_withdraws_all_that_was_counted_from_it() -> None:
    told = assessing.after(clock(date(2027, 3, 6)))
    events = told.when(replace(STRIKE_DECISION, entry_id=RECEIVE.entry_id))
    assert withdrawals(events) == [
        (Notice.MET, "ehcna.decide", Cause.ENTERED_IN_ERROR),
        (Notice.MISSED, "ehcna.no_plan", Cause.ENTERED_IN_ERROR),
        (Notice.APPROACHING, "ehcna.final_plan", Cause.ENTERED_IN_ERROR),
    ]


def test_a_case_for_the_wrong_pupil_withdraws_everything() -> None:
    told = assessing.after(clock(date(2027, 3, 6)))
    events = told.when(STRIKE_CASE)
    assert len(withdrawals(events)) == len(told.state.announced) == 3
    assert {cause for _, _, cause in withdrawals(events)} == {Cause.ENTERED_IN_ERROR}
    assert told.after(STRIKE_CASE).state.announced == ()


def test_a_decision_told_late_but_sent_in_time_was_not_missed() -> None:
    missed = received.after(clock(date(2026, 12, 26)))
    events = missed.when(TO_ASSESS)
    assert withdrawals(events) == [(Notice.MISSED, "ehcna.decide", Cause.DONE_IN_TIME)]
    assert only(EhcpDeadlineMet, events).days_in_hand == 8


def test_a_decision_that_was_late_stays_missed_and_is_met_so_many_days_late() -> None:
    missed = received.after(clock(date(2026, 12, 26)))
    late = replace(TO_ASSESS, sent_on=date(2026, 12, 29), received_on=date(2027, 1, 5))
    events = missed.when(late)
    assert withdrawals(events) == []
    assert only(EhcpDeadlineMet, events).days_in_hand == -4
    assert {one.what for one in missed.after(late).state.announced} == {
        Notice.MISSED,
        Notice.MET,
    }


def test_a_refusal_that_comes_to_light_withdraws_the_missed_plan() -> None:
    missed = received.after(clock(date(2027, 4, 3)))
    assert len(missed.state.announced) == 3
    late = replace(REFUSE, sent_on=date(2027, 4, 5), received_on=date(2027, 4, 6))
    assert withdrawals(missed.when(late)) == [
        (Notice.MISSED, "ehcna.no_plan", Cause.NOT_NEEDED),
        (Notice.MISSED, "ehcna.final_plan", Cause.NOT_NEEDED),
    ]


def test_a_late_yes_withdraws_the_missed_16_weeks() -> None:
    missed = assessing.after(clock(date(2027, 3, 6)))
    late = replace(WILL_PLAN, sent_on=date(2027, 3, 12), received_on=date(2027, 3, 15))
    assert withdrawals(missed.when(late)) == [(Notice.MISSED, "ehcna.no_plan", Cause.NOT_NEEDED)]


def test_what_was_near_and_then_done_was_no_error() -> None:
    near = received.after(clock(date(2026, 12, 20)))
    events = near.when(TO_ASSESS)
    assert withdrawals(events) == []
    assert only(EhcpDeadlineMet, events).days_in_hand == 8


def test_a_corrected_receipt_moves_the_days_in_hand() -> None:
    events = assessing.when(CORRECT_RECEIPT)
    assert withdrawals(events) == [(Notice.MET, "ehcna.decide", Cause.DATES_CHANGED)]
    met = only(EhcpDeadlineMet, events)
    assert (met.due_on, met.days_in_hand) == (date(2027, 1, 1), 15)


def test_a_struck_out_decision_was_never_met() -> None:
    events = assessing.when(STRIKE_DECISION)
    assert withdrawals(events) == [(Notice.MET, "ehcna.decide", Cause.ENTERED_IN_ERROR)]


def test_a_corrected_final_plan_moves_the_day_from_which_the_pupil_is_e() -> None:
    right = replace(
        FINALISE,
        corrects=FINALISE.entry_id,
        entry_id=uuid4(),
        reason=WHY,
        issued_on=date(2027, 3, 15),
        sent_on=None,
    )
    events = finalised.when(right)
    final = only(EhcpPlanFinalised, events)
    assert (final.effective_on, final.corrects) == (date(2027, 3, 15), FINALISE.entry_id)
    assert only(EhcpDeadlineMet, events).days_in_hand == 18


def test_a_confirmation_of_the_same_day_withdraws_nothing() -> None:
    near = received.after(clock(date(2026, 12, 20)))
    assert withdrawals(near.when(CONFIRM)) == []
    assert CONFIRM.received_on == RECEIVED_ON
