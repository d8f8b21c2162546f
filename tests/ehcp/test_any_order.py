"""Whatever is told in whatever order: what was allowed always folds and agrees with itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.ehcp.domain.commands import Command
from services.ehcp.domain.consequences import consequences
from services.ehcp.domain.deadlines import Standing, deadlines
from services.ehcp.domain.keeping import entries
from services.ehcp.domain.terms import Notice
from services.ehcp.projections.cases import fold, state_of, whole
from shared.errors import NotFound, Refused
from tests.ehcp.examples import (
    ASK,
    ASK_ADVICE,
    CASE,
    CONFIRM,
    CORRECT_RECEIPT,
    DECIDE_BY,
    FINALISE,
    NO_PLAN,
    RECEIVE,
    REFUSE,
    SEND_ADVICE,
    STRIKE_CASE,
    STRIKE_DECISION,
    TO_ASSESS,
    TODAY,
    WHY,
    WILL_PLAN,
    an_id,
    asked,
    case,
    clock,
)
from tests.ehcp.examples_advice import (
    ASK_ADVICE_AGAIN,
    EXCUSE,
    FULL_ADVICE,
    SEND_ADVICE_AGAIN,
)
from tests.ehcp.examples_ages import UNDER_FIVE
from tests.ehcp.examples_appealing import OF_APPEALING
from tests.ehcp.examples_changing import OF_CHANGING
from tests.ehcp.examples_drafting import OF_DRAFTING
from tests.ehcp.examples_reviewing import OF_REVIEWING
from tests.ehcp.examples_taking_over import COME, TAKE_OVER
from tests.scenario import Scenario
from tests.story import Story

NOW = datetime(2027, 6, 1, 9, tzinfo=UTC)
days = st.dates(date(2026, 11, 11), TODAY)
few_ids = st.sampled_from([an_id(f"any {n}") for n in range(4)])
TOLD: tuple[Any, ...] = (
    *(RECEIVE, CONFIRM, TO_ASSESS, REFUSE, WILL_PLAN, NO_PLAN, ASK_ADVICE, SEND_ADVICE, FINALISE),
    *(FULL_ADVICE, EXCUSE, ASK_ADVICE_AGAIN, SEND_ADVICE_AGAIN),
    *OF_DRAFTING,
    *OF_REVIEWING,
    *OF_APPEALING,
    *OF_CHANGING,
    TAKE_OVER,
    UNDER_FIVE,
)

commands: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from((*TOLD, CORRECT_RECEIPT, STRIKE_DECISION)),
    st.builds(clock, days),
    st.builds(lambda one, day: replace(RECEIVE, entry_id=one, received_on=day), few_ids, days),
    st.builds(
        lambda one, wrong, day: replace(
            CORRECT_RECEIPT, entry_id=one, corrects=wrong, received_on=day
        ),
        few_ids,
        few_ids | st.just(RECEIVE.entry_id),
        days,
    ),
    st.builds(
        lambda one, told, day: replace(
            told, entry_id=one, decided_on=None, sent_on=day, received_on=TODAY
        ),
        few_ids,
        st.sampled_from((TO_ASSESS, REFUSE, WILL_PLAN, NO_PLAN)),
        days,
    ),
    st.builds(
        lambda one, wrong, day: replace(
            TO_ASSESS,
            entry_id=one,
            corrects=wrong,
            reason=WHY,
            decided_on=None,
            sent_on=day,
            received_on=TODAY,
        ),
        few_ids,
        few_ids | st.just(TO_ASSESS.entry_id),
        days,
    ),
    st.builds(
        lambda one, day: replace(
            FINALISE, entry_id=one, issued_on=day, sent_on=None, received_on=None
        ),
        few_ids,
        days,
    ),
    st.builds(lambda one: replace(STRIKE_DECISION, entry_id=one), few_ids),
)


def played(story: Scenario[Any, Any, Any], asked_for: list[Any]) -> Scenario[Any, Any, Any]:
    """What is left when refused commands leave nothing."""
    for command in asked_for:
        try:
            story = story.after(command)
        except (Refused, NotFound):
            continue
    return story


@settings(deadline=None)
@given(st.lists(commands, max_size=14), st.booleans())
@example(
    [RECEIVE, *(clock(DECIDE_BY - timedelta(days=n)) for n in (14, 7)), CORRECT_RECEIPT], False
)
def test_a_case_folds_to_what_its_state_says(asked_for: list[Command], struck: bool) -> None:
    told = played(asked, [*asked_for, *([STRIKE_CASE] if struck else [])])
    story = Story("ehccase-1", source="ehcp").tells(*told.past, at=NOW)
    shown = story.folded(fold)
    assert whole(story.events) == shown
    assert state_of(shown) == told.state
    assert shown["version"] == len(told.past)
    standing = {one["entry_id"] for one in shown["entries"] if one["stands"]}
    assert standing == {entry.entry_id for _, entry in entries(told.state)}
    not_withdrawn = {one["notice_id"] for one in shown["notices"] if one["withdrawn"] is None}
    assert not_withdrawn == {x.notice_id for x in (*told.state.announced, *told.state.replaced)}
    runs = {one["rule"] for one in shown["deadlines"] if one["standing"] == "running"}
    assert shown["open"] or shown["to_announce"] == [] or runs


@settings(deadline=None)
@given(st.lists(commands, max_size=14))
@example([RECEIVE, clock(DECIDE_BY + timedelta(days=1)), FINALISE])
def test_whatever_stands_announced_is_true_of_the_case(asked_for: list[Command]) -> None:
    """After every commit nothing is left to withdraw and nothing done is left unsaid."""
    story: Scenario[Any, Any, Any] = asked
    for command in asked_for:
        story = played(story, [command])
        assert consequences(CASE, story.state, TODAY) == []
        now = {one.clock: one for one in deadlines(story.state)}
        for notice in story.state.announced:
            deadline, stopped = now[notice.clock], notice.notice_id in story.state.stopped
            assert deadline.standing is Standing.DONE or deadline.running is not stopped
            if notice.what is not Notice.APPROACHING:
                assert deadline.due_on == notice.due_on
            if notice.what is Notice.MET:
                assert deadline.standing is Standing.DONE


@settings(deadline=None)
@given(st.lists(commands, max_size=10))
def test_asking_the_same_again_never_adds_anything(asked_for: list[Command]) -> None:
    story: Scenario[Any, Any, Any] = asked
    for command in asked_for:
        try:
            story = story.after(command)
        except (Refused, NotFound):
            continue
        assert story.when(command) == []


def test_every_command_is_tried() -> None:
    beginnings, ends = (ASK, COME), (STRIKE_DECISION, STRIKE_CASE, clock(TODAY))
    examples = {type(one) for one in (*beginnings, *TOLD, *ends)}
    assert examples == set(get_args(Command))
    assert case.state.opened is None
