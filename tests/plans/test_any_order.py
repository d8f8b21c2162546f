"""Whatever is asked in whatever order: what was allowed folds, and never contradicts itself."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from services.plans.domain.commands import Command
from services.plans.domain.terms import EntryKind
from services.plans.projections.parts import KINDS
from services.plans.projections.plans import fold
from shared.errors import NotFound, Refused
from tests.plans.examples import (
    ALSO,
    ARRANGE,
    BY_PERSON,
    CLOSE,
    CORRECTED,
    DELIVER,
    DUE,
    END,
    MEASURE,
    OPEN,
    REVIEW,
    SHARE,
    SINCE,
    TODAY,
    WITHDRAW,
    Story,
    an_id,
    plan,
    strike,
)
from tests.story import Story as Recorded

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
days = st.dates(date(2026, 9, 1), date(2027, 4, 1))
past = st.dates(SINCE, TODAY)
few_ids = st.sampled_from([an_id(f"any {n}") for n in range(3)])
entries = [
    *(an_id(name) for name in ("note", "target", "provision", "session", "review", "closing")),
    an_id("ending"),
    *(an_id(name) for name in ("measure", "pupil's views", "mother's views", "any 0", "any 1")),
]

commands: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from((OPEN, CORRECTED, ALSO, WITHDRAW, *BY_PERSON)),
    st.builds(strike, st.sampled_from(entries)),
    st.builds(lambda day: replace(DUE, review_on=day, today=date(2027, 4, 1)), days),
    st.just(DUE),
    st.builds(lambda one, day: replace(MEASURE, measure_id=one, effective_on=day), few_ids, days),
    st.builds(lambda one, day: replace(DELIVER, session_id=one, effective_on=day), few_ids, days),
    st.builds(lambda one: replace(ARRANGE, provision_id=one), few_ids),
    st.builds(lambda one, day: replace(END, ending_id=one, effective_on=day), few_ids, days),
    st.builds(
        lambda one, on, day: replace(SHARE, share_id=one, effective_on=on, review_on=day),
        *(few_ids, past, days),
    ),
    st.builds(
        lambda one, on, day: replace(REVIEW, review_id=one, effective_on=on, next_review_on=day),
        *(few_ids, past, days),
    ),
    st.builds(lambda one, day: replace(CLOSE, closing_id=one, effective_on=day), few_ids, days),
)


def played(story: Story, asked: list[Command]) -> Story:
    """What is left when refused commands leave nothing."""
    for command in asked:
        try:
            story = story.after(command)
        except (Refused, NotFound):
            continue
    return story


@given(st.lists(commands, max_size=16), st.booleans())
def test_a_plan_folds_to_what_its_state_says(asked: list[Command], prepared: bool) -> None:
    told = played(plan.after(OPEN, *BY_PERSON[:2]) if prepared else plan.after(OPEN), asked)
    shown = Recorded("plan-1", "plans").tells(*told.past, at=NOW).folded(fold)
    state = told.state
    assert shown["version"] == state.version == len(told.past)
    closed_on = state.closed_on.isoformat() if state.closed_on else None
    assert shown["closed_on"] == closed_on
    assert shown["review_on"] == (state.review_on.isoformat() if state.review_on else None)
    assert set(shown["referral_ids"]) == set(state.grounds)
    assert shown["status"] == (
        "withdrawn" if not state.grounds else "closed" if closed_on else "open"
    )
    for kind, (name, its_id) in KINDS.items():
        standing = {one[its_id] for one in shown[name] if one["struck_out"] is None}
        assert standing == set(state.standing(kind)), kind


@given(st.lists(commands, max_size=16))
def test_the_clock_is_sent_to_what_it_then_tells_of(asked: list[Command]) -> None:
    told = played(plan.after(OPEN, *BY_PERSON[:2]), asked)
    shown = Recorded("plan-1", "plans").tells(*told.past, at=NOW).folded(fold)
    if told.state.review_on is None:
        assert shown["notice_on"] is None
        return
    ask = replace(DUE, review_on=told.state.review_on, today=date(2030, 1, 1))
    assert (shown["notice_on"] is not None) == bool(told.when(ask))


@given(st.lists(commands, max_size=12))
def test_asking_the_same_again_never_adds_anything(asked: list[Command]) -> None:
    story = plan.after(OPEN, *BY_PERSON[:2])
    for command in asked:
        try:
            story = story.after(command)
        except (Refused, NotFound):
            continue
        assert story.when(command) == []


def test_every_command_and_every_kind_of_entry_is_tried() -> None:
    tried = {type(one) for one in (OPEN, WITHDRAW, DUE, *BY_PERSON, strike(an_id("note")))}
    assert tried == set(get_args(Command))
    assert set(KINDS) == set(EntryKind)
