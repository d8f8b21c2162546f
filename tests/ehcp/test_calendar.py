"""What calendars show of a case: stable names, numbers that grow with each change, withdrawals."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.ehcp.domain.calendar import CalendarDate, Mark, entry_id
from services.ehcp.domain.events import Event
from services.ehcp.projections.calendar import dates_of, fold
from services.ehcp.projections.cases import NotOpened
from tests.ehcp.examples import (
    ADVICE_BY,
    CASE,
    CONFIRM,
    CORRECT_RECEIPT,
    DECIDE_BY,
    FINAL_PLAN_BY,
    OTHER_CASE,
    PUPIL,
    REFUSE,
    STRIKE_CASE,
    STRIKE_DECISION,
    advised,
    asked,
    assessing,
    finalised,
    received,
)
from tests.scenario import Scenario
from tests.story import Story

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
STRIKE_REFUSAL = replace(STRIKE_DECISION, entry_id=REFUSE.entry_id)
DECIDE, FINAL = ("ehcna.decide", None), ("ehcna.final_plan", None)


def told(case: Scenario[Any, Event, Any]) -> dict[tuple[str, UUID | None], CalendarDate]:
    """The dates by their clocks; each event was recorded a minute after the one before."""
    story = Story(f"ehccase-{CASE}", source="ehcp")
    for minute, event in enumerate(case.past):
        story = story.tells(event, at=AT + timedelta(minutes=minute))
    return {one.clock: one for one in dates_of(story.folded(fold))}


def test_a_case_without_a_receipt_has_no_date() -> None:
    assert told(asked) == {}


def test_a_receipt_brings_its_dates_as_new_entries() -> None:
    dates = told(received)
    assert dates[DECIDE].due_on == DECIDE_BY
    assert dates[FINAL].due_on == FINAL_PLAN_BY
    assert {(one.mark, one.sequence) for one in dates.values()} == {(Mark.DUE, 0)}
    assert dates[DECIDE].changed_at == AT + timedelta(minutes=1)
    assert dates[DECIDE].inputs == {"ehcna_request_received_by_la": "2026-11-13"}


def test_what_no_law_sets_a_council_or_goes_on_stands_in_no_calendar() -> None:
    assert ("ehcna.draft_plan", None) not in told(received)
    assert "plan.provision" not in {rule for rule, _ in told(finalised)}


def test_another_day_of_receipt_changes_each_date_once() -> None:
    before, after = told(received), told(received.after(CORRECT_RECEIPT))
    assert after[DECIDE].due_on == DECIDE_BY + timedelta(days=7)
    assert [after[clock].sequence for clock in before] == [1] * len(before)
    assert all(after[clock].changed_at > before[clock].changed_at for clock in before)


def test_what_changes_no_date_changes_no_number() -> None:
    before, after = told(received), told(received.after(CONFIRM))
    assert {clock: (one.sequence, one.changed_at) for clock, one in after.items()} == {
        clock: (one.sequence, one.changed_at) for clock, one in before.items()
    }


def test_what_is_done_says_so_in_the_same_entry() -> None:
    before, after = told(received)[DECIDE], told(assessing)[DECIDE]
    assert (after.mark, after.due_on, after.sequence) == (Mark.DONE, before.due_on, 1)
    assert after.done_on is not None
    advice = told(advised)[("advice.school", None)]
    assert (advice.mark, advice.due_on) == (Mark.DONE, ADVICE_BY)


def test_a_refusal_withdraws_the_dates_that_bind_no_more_and_they_keep_their_day() -> None:
    final = told(received.after(REFUSE))[FINAL]
    assert (final.mark, final.due_on, final.sequence) == (Mark.WITHDRAWN, FINAL_PLAN_BY, 1)


def test_a_refusal_that_never_was_brings_the_dates_back_under_a_higher_number() -> None:
    final = told(received.after(REFUSE, STRIKE_REFUSAL))[FINAL]
    assert (final.mark, final.due_on, final.sequence) == (Mark.DUE, FINAL_PLAN_BY, 2)


def test_a_case_in_error_withdraws_every_date_once() -> None:
    dates = told(received.after(STRIKE_CASE))
    assert {(one.mark, one.sequence) for one in dates.values()} == {(Mark.WITHDRAWN, 1)}


def test_numbers_never_fall_along_a_whole_story() -> None:
    whole = finalised.past
    seen: dict[tuple[str, UUID | None], int] = {}
    for end in range(1, len(whole) + 1):
        dates = told(Scenario(asked.decide, asked.evolve, asked.initial, whole[:end]))
        assert all(one.sequence >= seen.get(clock, 0) for clock, one in dates.items())
        assert seen.keys() <= dates.keys()
        seen = {clock: one.sequence for clock, one in dates.items()}
    assert seen


def test_an_entry_is_named_by_its_case_rule_and_clock_alone() -> None:
    names = {
        entry_id(CASE, "ehcna.decide", None),
        entry_id(CASE, "ehcna.final_plan", None),
        entry_id(CASE, "ehcna.decide", PUPIL),
        entry_id(OTHER_CASE, "ehcna.decide", None),
    }
    assert len(names) == 4
    assert entry_id(CASE, "ehcna.decide", None) in names


def test_an_event_before_the_beginning_is_out_of_order() -> None:
    story = Story(f"ehccase-{CASE}", source="ehcp").tells(received.past[-1], at=AT)
    with pytest.raises(NotOpened):
        fold(None, story.events[0])
