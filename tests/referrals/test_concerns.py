"""What the list and the page of a concern show, as its story is told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.referrals.domain.events import ReferralEvent
from services.referrals.projections.concerns import NotRaised, fold, keys
from services.referrals.projections.parts import when
from services.referrals.queries import known_on
from shared.documents import is_sealed
from tests.referrals.examples import (
    ACKNOWLEDGE,
    ADD_EVIDENCE,
    ADD_NOTE,
    CORRECT,
    CORRECTION,
    DECIDE,
    DECISION,
    FINDINGS,
    HEAR_PARENT,
    HEAR_PUPIL,
    LATER_REFERRAL,
    MOTHER,
    NOT_SEND,
    PUPIL,
    RAISE,
    REFERRAL,
    SENCO,
    SET_ASIDE,
    STRIKE_EVIDENCE,
    STRIKE_OUT,
    TEACHER,
    TELL_PARENTS,
    WATCH,
    acknowledged,
    concern,
    corrected,
    decided,
    looked_into,
    raised,
)
from tests.scenario import Scenario
from tests.story import SCHOOL, Story

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)  # the last second of a London day


def story(told: Scenario[Any, ReferralEvent, Any], *, at: datetime = MONDAY) -> Story:
    return Story(f"referral-{REFERRAL}").tells(*told.past, at=at)


def shown(told: Scenario[Any, ReferralEvent, Any]) -> dict[str, Any]:
    return story(told).folded(fold)


def texts(value: Any) -> list[Any]:
    """Every text anywhere in a document, and every place where one could have leaked."""
    if is_sealed(value):
        return [value["context"]]
    if isinstance(value, dict):
        return [one for inner in value.values() for one in texts(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in texts(inner)]
    return []


def test_a_raised_concern_waits_for_an_answer() -> None:
    document = shown(raised)
    assert document["pupil_id"] == PUPIL
    assert document["school_id"] == SCHOOL
    assert document["raised_by"] == TEACHER
    assert (document["raised_on"], document["raised_at"]) == ("2026-11-02", MONDAY)
    assert document["areas"] == ["communication-and-interaction"]
    assert document["tried"][0]["weeks"] == 6
    assert (document["status"], document["acknowledged"]) == ("raised", None)
    assert document["outcome"] is None
    assert document["version"] == 1


def test_texts_stay_sealed_each_for_its_own_field() -> None:
    assert texts(shown(raised)) == [
        "referral-raised/noticed",
        "referral-raised/tried.what",
        "referral-raised/tried.effect",
        "referral-raised/family_said",
    ]


def test_an_acknowledged_concern_shows_who_answered_and_when() -> None:
    document = shown(acknowledged)
    assert document["status"] == "acknowledged"
    assert document["acknowledged"]["by"] == SENCO
    assert document["acknowledged"]["on"] == "2026-11-03"


def test_entries_stand_in_the_order_in_which_they_came() -> None:
    document = shown(looked_into)
    assert [one["type"] for one in document["entries"]] == [
        "evidence-added",
        "pupil-observed",
        "family-consulted",
        "family-consulted",
    ]
    evidence, observation, parents, pupils = document["entries"]
    assert (evidence["kind"], evidence["covers_from"]) == ("attainment", "2026-09-01")
    assert observation["setting"] == "lesson"
    assert (parents["speaker"], parents["person_id"]) == ("parent", MOTHER)
    assert (parents["gathered"], parents["on"]) == ("meeting", "2026-11-11")
    assert pupils["text"]["audience"] == "confidential"


def test_a_struck_out_entry_stays_and_says_why() -> None:
    entry = shown(raised.after(ADD_NOTE, ADD_EVIDENCE, STRIKE_EVIDENCE))["entries"]
    assert entry[0]["struck_out"] is None
    assert entry[1]["struck_out"]["by"] == SENCO
    assert texts(entry[1]["struck_out"]) == ["entry-struck-out/reason"]


def test_a_step_set_aside_says_why() -> None:
    aside = shown(raised.after(SET_ASIDE))["set_aside"]
    assert list(aside) == ["observation"]
    assert aside["observation"]["by"] == SENCO


def test_a_decision_shows_the_outcome_the_need_and_since_when() -> None:
    document = shown(decided)
    assert document["status"] == "decided"
    assert (document["outcome"], document["need"]) == ("sen-support", "SLCN")
    assert document["secondary_need"] is None
    assert document["since"] == "2026-11-09"
    assert document["decision"]["decided_on"] == "2026-11-16"
    assert document["decision"]["sen_support"] == {
        "primary_need": "SLCN",
        "secondary_need": None,
    }


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda one: type(one).__name__)
def test_only_sen_support_shows_a_need(finding: Any) -> None:
    document = shown(looked_into.after(replace(DECIDE, finding=finding)))
    has_need = document["outcome"] == "sen-support"
    assert (document["need"] is not None) == has_need
    assert (document["since"] is not None) == has_need


def test_what_must_be_looked_at_again_shows_when() -> None:
    watched = shown(looked_into.after(replace(DECIDE, finding=WATCH)))
    assert watched["look_again_on"] == "2027-02-01"
    assert watched["decision"]["watch"]["owner_id"] == TEACHER
    refused = shown(looked_into.after(replace(DECIDE, finding=NOT_SEND)))
    assert refused["look_again_on"] == "2027-03-26"


def test_not_send_keeps_all_that_the_family_is_told() -> None:
    document = shown(looked_into.after(replace(DECIDE, finding=NOT_SEND)))
    assert texts(document["decision"]) == [
        "referral-decided/decision.reasons",
        "referral-decided/decision.not_send.adjustments",
        "referral-decided/decision.not_send.other_support",
        "referral-decided/decision.not_send.look_again_if",
    ]


def test_a_corrected_decision_shows_what_it_should_have_said() -> None:
    document = shown(corrected)
    assert document["since"] == "2026-11-02"
    assert document["decision"]["decision_id"] == CORRECTION
    assert document["decision"]["corrects"] == DECISION


def test_the_history_of_a_corrected_decision_shows_both_with_who_and_why() -> None:
    first, second = shown(corrected)["history"]
    assert (first["decision_id"], first["on"]) == (DECISION, "2026-11-09")
    assert (second["decision_id"], second["on"]) == (CORRECTION, "2026-11-02")
    assert second["by"] == SENCO
    assert texts(second)[0] == "decision-corrected/reason"


def test_correcting_shows_what_the_right_fact_would_have_shown_had_it_been_told() -> None:
    from_day = date(2026, 11, 16)
    put_right = shown(decided.after(replace(CORRECT, finding=NOT_SEND, effective_on=from_day)))
    told_right = shown(looked_into.after(replace(DECIDE, finding=NOT_SEND, effective_on=from_day)))
    shared_fields = ("status", "outcome", "need", "secondary_need", "since", "look_again_on")
    assert [put_right[name] for name in shared_fields] == [
        told_right[name] for name in shared_fields
    ]


def test_a_correction_is_known_from_the_end_of_the_day_it_was_recorded_and_not_before() -> None:
    told = Story(f"referral-{REFERRAL}").tells(*decided.past, at=TUESDAY)
    told = told.tells(*decided.when(CORRECT), at=FRIDAY)

    def since(on: date) -> str | None:
        known = replace(told, events=tuple(known_on(told.events, on)))
        return known.folded(fold)["since"] if known.events else None

    days = [date(2026, 11, day) for day in (16, 17, 19, 20)]
    assert [since(day) for day in days] == [None, "2026-11-09", "2026-11-09", "2026-11-02"]


def test_the_parents_were_told_of_the_decision_that_they_were_told_of() -> None:
    told = decided.after(TELL_PARENTS)
    assert shown(told)["decision"]["parents_told"]["on"] == "2026-11-17"
    then_corrected = shown(told.after(CORRECT))
    assert then_corrected["decision"]["parents_told"] is None
    assert then_corrected["history"][0]["parents_told"]["how"] == "phone"


def test_a_decision_may_say_that_the_parents_were_told() -> None:
    document = shown(looked_into.after(replace(DECIDE, parents_told_on=date(2026, 11, 18))))
    assert document["decision"]["parents_told"]["on"] == "2026-11-18"


def test_a_struck_out_concern_shows_nothing_that_holds_and_keeps_its_history() -> None:
    document = shown(decided.after(STRIKE_OUT))
    assert document["status"] == "struck-out"
    assert document["struck_out"]["replaced_by"] == LATER_REFERRAL
    assert document["decision"] is None
    assert (document["outcome"], document["need"], document["since"]) == (None, None, None)
    assert [one["decision_id"] for one in document["history"]] == [DECISION]


def test_a_concern_that_replaces_another_counts_from_the_day_it_was_first_raised() -> None:
    again = replace(RAISE, referral_id=LATER_REFERRAL, corrects=REFERRAL)
    document = shown(concern.after(again))
    assert document["corrects"] == REFERRAL
    assert document["raised_on"] == "2026-11-02"


def test_each_event_moves_the_version_by_one() -> None:
    told = story(concern.after(RAISE, ACKNOWLEDGE, HEAR_PUPIL, HEAR_PARENT))
    assert told.folded(fold)["version"] == 4


def test_every_entry_says_when_it_was_true_and_when_it_was_recorded() -> None:
    told = story(decided)
    document = told.folded(fold)
    last = told.events[-1]
    assert when(last).items() <= document["decision"].items()
    assert document["decision"]["at"] == MONDAY


def test_a_concern_is_one_document() -> None:
    assert {keys(recorded) for recorded in story(corrected).events} == {(REFERRAL,)}


def test_folding_changes_no_document_that_it_was_given() -> None:
    events = story(corrected).events
    first = fold(None, events[0])
    assert first is not None
    before = repr(first)
    document: dict[str, Any] | None = first
    for recorded in events[1:]:
        document = fold(document, recorded)
    assert repr(first) == before


def test_an_event_without_its_beginning_is_refused_loudly() -> None:
    with pytest.raises(NotRaised):
        fold(None, story(decided).events[1])
