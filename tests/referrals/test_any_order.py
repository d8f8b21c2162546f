"""Whatever is asked in whatever order: what was allowed folds, and never contradicts itself."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from services.referrals.codec import CODEC
from services.referrals.domain.commands import (
    ReferralCommand,
    SpecialistRequestCommand,
)
from services.referrals.domain.events import Event, ReferralDecided
from services.referrals.projections.concerns import fold
from services.referrals.projections.specialist_requests import fold as fold_request
from shared.errors import NotFound, Refused
from tests.referrals.examples import (
    ACKNOWLEDGE,
    ADD_EVIDENCE,
    ADD_NOTE,
    ASK,
    CHASE,
    CORRECT,
    DECIDE,
    FINDINGS,
    HEAR_PARENT,
    HEAR_PUPIL,
    OBSERVE,
    RAISE,
    REPORT,
    SET_ASIDE,
    STEPS,
    STRIKE_EVIDENCE,
    STRIKE_OUT,
    TELL_PARENTS,
    WITHDRAW,
    an_id,
    concern,
    request,
)
from tests.scenario import Scenario
from tests.story import Story

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
days = st.dates(date(2026, 10, 1), date(2026, 12, 15))
few_ids = st.sampled_from([an_id(f"any {n}") for n in range(3)])
findings = st.sampled_from(FINDINGS)

referral_commands: st.SearchStrategy[ReferralCommand] = st.one_of(
    st.sampled_from((RAISE, ACKNOWLEDGE, *STEPS, ADD_NOTE, SET_ASIDE, STRIKE_EVIDENCE)),
    st.builds(lambda day: replace(ACKNOWLEDGE, effective_on=day), days),
    st.builds(
        lambda one, day: replace(ADD_EVIDENCE, evidence_id=one, covers_to=day), few_ids, days
    ),
    st.builds(
        lambda one, day: replace(OBSERVE, observation_id=one, effective_on=day), few_ids, days
    ),
    st.builds(lambda one: replace(HEAR_PARENT, consultation_id=one), few_ids),
    st.builds(lambda one: replace(HEAR_PUPIL, consultation_id=one), few_ids),
    st.builds(lambda one: replace(STRIKE_EVIDENCE, entry_id=one), few_ids),
    st.builds(
        lambda one, what, day: replace(DECIDE, decision_id=one, finding=what, effective_on=day),
        few_ids,
        findings,
        days,
    ),
    st.builds(
        lambda one, wrong, what: replace(CORRECT, decision_id=one, corrects=wrong, finding=what),
        few_ids,
        few_ids,
        findings,
    ),
    st.builds(
        lambda one, day: replace(TELL_PARENTS, decision_id=one, effective_on=day), few_ids, days
    ),
    st.just(STRIKE_OUT),
)
request_commands: st.SearchStrategy[SpecialistRequestCommand] = st.one_of(
    st.just(ASK),
    st.builds(lambda one, day: replace(CHASE, chase_id=one, effective_on=day), few_ids, days),
    st.builds(lambda one, day: replace(REPORT, report_id=one, effective_on=day), few_ids, days),
    st.just(WITHDRAW),
)


def played(story: Scenario[Any, Any, Any], commands: list[Any]) -> Scenario[Any, Any, Any]:
    """What is left when refused commands leave nothing."""
    for command in commands:
        try:
            story = story.after(command)
        except (Refused, NotFound):
            continue
    return story


@given(st.lists(referral_commands, max_size=12), st.booleans())
def test_a_concern_folds_to_what_its_state_says(
    commands: list[ReferralCommand], prepared: bool
) -> None:
    start = concern.after(RAISE, ACKNOWLEDGE, *STEPS) if prepared else concern
    told = played(start, commands)
    if not told.past:
        return
    shown = Story("referral-1").tells(*told.past, at=NOW).folded(fold)
    state = told.state
    assert shown["version"] == len(told.past)
    standing = {one["entry_id"] for one in shown["entries"] if one["struck_out"] is None}
    assert standing == set(state.entries)
    assert (shown["status"] == "struck-out") == state.struck_out
    assert sum(isinstance(event, ReferralDecided) for event in told.past) <= 1
    if shown["decision"]:
        assert shown["decision"]["decision_id"] == state.decision_id
        assert shown["decision"] == shown["history"][-1]
    else:
        assert state.decision_id is None or state.struck_out


@given(st.lists(referral_commands, max_size=8))
def test_asking_the_same_again_never_adds_anything(commands: list[ReferralCommand]) -> None:
    story = concern.after(RAISE, ACKNOWLEDGE, *STEPS)
    for command in commands:
        try:
            story = story.after(command)
        except (Refused, NotFound):
            continue
        assert story.when(command) == []


@given(st.lists(request_commands, max_size=10))
def test_a_request_folds_to_what_its_state_says(commands: list[SpecialistRequestCommand]) -> None:
    told = played(request.after(ASK), commands)
    shown = Story("specialistrequest-1").tells(*told.past, at=NOW).folded(fold_request)
    assert {one["chase_id"] for one in shown["chases"]} == set(told.state.chases)
    assert (shown["status"] == "withdrawn") == told.state.withdrawn
    assert (shown["report"] is not None) == (told.state.report_id is not None)


def test_every_event_has_a_name_on_the_wire_that_never_changes() -> None:
    assert set(CODEC.types) == {
        "referral-raised",
        "referral-acknowledged",
        "author-note-added",
        "evidence-added",
        "pupil-observed",
        "family-consulted",
        "step-set-aside",
        "entry-struck-out",
        "referral-decided",
        "decision-corrected",
        "parents-told",
        "referral-struck-out",
        "specialist-assessment-requested",
        "specialist-request-chased",
        "specialist-report-received",
        "specialist-request-withdrawn",
    }


def test_every_event_names_the_pupil() -> None:
    for event in get_args(Event):
        assert "pupil_id" in event.__dataclass_fields__, event


def test_every_command_is_tried() -> None:
    examples = {
        type(one)
        for one in (
            *(RAISE, ACKNOWLEDGE, ADD_NOTE, *STEPS, SET_ASIDE, STRIKE_EVIDENCE, DECIDE, CORRECT),
            *(TELL_PARENTS, STRIKE_OUT, ASK, CHASE, REPORT, WITHDRAW),
        )
    }
    assert examples == set(get_args(ReferralCommand)) | set(get_args(SpecialistRequestCommand))
