"""What if: nothing imagined changes nothing; what is imagined moves what telling it would."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ehcp.domain.clocks.reviewing import REPORT
from services.ehcp.domain.commands import Command, RecordUnderFive
from services.ehcp.domain.deadlines import DECIDE, Standing, deadlines
from services.ehcp.domain.imagining import Moved, imagine, what_if
from services.ehcp.domain.rules import EnteredInError, NoticeTooShort
from shared.errors import NotFound, Refused
from shared.rulebook.reading import BOOK
from tests.ehcp.examples import (
    DECIDE_BY,
    FINALISE,
    RECEIVE,
    RECEIVED_ON,
    STRIKE_CASE,
    TO_ASSESS,
    TODAY,
    an_id,
    asked,
    case,
    finalised,
    received,
)
from tests.ehcp.examples_changing import CEASED, TOO_EARLY, UPHELD, ceased, ended_early
from tests.ehcp.examples_reviewing import MOVE, PLAN, review_planned
from tests.ehcp.test_any_order import TOLD, commands, played
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
AHEAD = TODAY + timedelta(days=200)
# What a person tells; that a child is under five, directory does, and nobody imagines it.
BY_A_PERSON = [one for one in TOLD if not isinstance(one, RecordUnderFive)]


def moved(story: Story, *imagined: Any) -> dict[str, Moved]:
    return {one.either.rule: one for one in what_if(story.state, imagined)}


@settings(deadline=None)
@given(st.lists(commands, max_size=10))
def test_with_nothing_imagined_every_deadline_is_the_live_one(asked_for: list[Command]) -> None:
    state = played(asked, asked_for).state
    rehearsed = what_if(state, [])
    assert tuple(one.would_be for one in rehearsed) == deadlines(state)
    assert not any(one.moves for one in rehearsed)


@settings(deadline=None)
@given(st.lists(commands, max_size=8), st.sampled_from(BY_A_PERSON))
def test_what_is_imagined_moves_what_telling_it_would(asked_for: list[Command], told: Any) -> None:
    story = played(asked, asked_for)
    try:
        after = story.after(told).state
    except (Refused, NotFound):
        return
    if told.entry_id in after.entry_ids and told.entry_id not in story.state.entry_ids:
        imagined = imagine(story.state, [told])
        same = {one.clock: one.due_on for one in deadlines(imagined)}
        assert same == {one.clock: one.due_on for one in deadlines(after)}


def test_another_day_of_receipt_moves_every_date_that_counts_from_it() -> None:
    friday = replace(RECEIVE, entry_id=an_id("friday"), received_on=date(2026, 11, 20))
    decide = moved(received, friday)[DECIDE]
    assert (decide.moves, decide.days) == (True, 7)
    assert decide.would_be is not None
    assert decide.would_be.due_on == DECIDE_BY + timedelta(days=7)
    assert moved(asked, friday)[DECIDE].days is None


def test_what_is_imagined_may_lie_ahead() -> None:
    late = replace(TO_ASSESS, entry_id=an_id("ahead"), sent_on=AHEAD, received_on=AHEAD)
    decide = moved(received, late)[DECIDE].would_be
    assert decide is not None
    assert (decide.standing, decide.done_on) == (Standing.DONE, AHEAD)


def test_a_meeting_that_would_move_takes_its_report_with_it() -> None:
    to_march = replace(MOVE, entry_id=an_id("march"), meeting_on=date(2028, 3, 4))
    assert moved(review_planned, to_march)[REPORT].days == 32
    too_soon = replace(PLAN, entry_id=an_id("soon"), meeting_on=PLAN.today + timedelta(days=3))
    with pytest.raises(NoticeTooShort):
        what_if(finalised.state, [too_soon])


def test_imagined_entries_follow_one_another() -> None:
    plan = replace(PLAN, entry_id=an_id("imagined review"))
    report = moved(finalised, plan, replace(MOVE, review_id=plan.entry_id))[REPORT]
    assert report.was is None
    assert report.would_be is not None
    assert report.would_be.due_on == date(2028, 2, 15)


def test_what_is_there_once_is_imagined_in_its_place() -> None:
    other = replace(FINALISE, entry_id=an_id("other"), issued_on=date(2027, 4, 9), sent_on=None)
    final = moved(finalised, replace(other, received_on=None))["ehcna.final_plan"]
    assert final.would_be is not None
    assert final.would_be.days_in_hand == -7


def test_another_end_is_imagined_beside_one_that_did_not_hold() -> None:
    another = replace(CEASED, entry_id=an_id("another"))
    kept = imagine(ended_early.after(UPHELD).state, [replace(another, ended_on=date(2028, 5, 20))])
    assert [one.entry_id for one in kept.ceased] == [TOO_EARLY.entry_id, another.entry_id]
    assert [one.entry_id for one in imagine(ceased.state, [another]).ceased] == [another.entry_id]


def test_nothing_is_imagined_of_a_case_that_is_not_there() -> None:
    with pytest.raises(NotFound):
        what_if(case.state, [])
    with pytest.raises(EnteredInError):
        what_if(received.after(STRIKE_CASE).state, [])


def test_a_changed_length_in_the_rule_book_is_rehearsed_too() -> None:
    changed = tuple(replace(rule, length=7) if rule.id == DECIDE else rule for rule in BOOK.rules)
    book = replace(BOOK, rules=changed)
    [decide] = [x for x in what_if(received.state, [], book=book) if x.either.rule == DECIDE]
    assert decide.either.due_on == RECEIVED_ON + timedelta(weeks=7)
