"""What the pupil will do is agreed so that it can be measured."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from services.plans.domain.advice import vague_words
from services.plans.domain.commands import Command
from services.plans.domain.events import NeedsNoted, TargetMeasured, TargetSet
from services.plans.domain.room import MOST_ENTRIES
from services.plans.domain.rules import NeedMissing, NotMeasurable, PlanEnded, TooManyEntries
from services.plans.domain.terms import Area, Who
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound
from shared.texts import AboutAnotherPupil, NothingWritten, WrongAudience
from tests.plans.examples import (
    CLOSE,
    IMPROVE_READING,
    MEASURE,
    NOTE,
    OTHER_PUPIL,
    PLAN,
    PUPIL,
    SENCO,
    SET_TARGET,
    TEACHER,
    TOMORROW,
    agreed,
    closed,
    family,
    opened,
    staff,
    strike,
)


def test_needs_and_strengths_are_noted_for_the_family() -> None:
    assert opened.when(NOTE) == [
        NeedsNoted(
            plan_id=PLAN,
            pupil_id=PUPIL,
            note_id=NOTE.note_id,
            strengths=NOTE.strengths,
            needs=NOTE.needs,
            at_home=NOTE.at_home,
            noted_by=SENCO,
            effective_on=NOTE.effective_on,
        )
    ]
    assert opened.after(NOTE).when(NOTE) == []


def test_a_target_says_what_can_be_counted_from_where_to_where_by_when_and_who_counts() -> None:
    assert opened.when(SET_TARGET) == [
        TargetSet(
            plan_id=PLAN,
            pupil_id=PUPIL,
            target_id=SET_TARGET.target_id,
            will_do=SET_TARGET.will_do,
            measure=family("Graphemes read aloud from cards"),
            baseline=Decimal(22),
            baseline_on=NOTE.effective_on + timedelta(days=1),
            aim=Decimal(40),
            by_when=CLOSE.effective_on + timedelta(days=28),
            measured_by=Who.CLASS_TEACHER,
            measurer_id=TEACHER,
            area=Area.COGNITION,
            set_by=SENCO,
            effective_on=SET_TARGET.effective_on,
        )
    ]
    assert opened.after(SET_TARGET).when(SET_TARGET) == []


def test_improve_reading_is_refused_with_the_missing_parts_named() -> None:
    with pytest.raises(NotMeasurable) as refused:
        opened.when(IMPROVE_READING)
    assert "has no measure, no starting point and no date" in refused.value.detail
    assert "read 40 of the 45 Phase 3 graphemes" in refused.value.detail
    assert "Improve" not in refused.value.detail


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ({"measure": None}, "no measure"),
        ({"measure": family("  ")}, "no measure"),
        ({"baseline": None}, "no starting point"),
        ({"baseline_on": None}, "no starting point"),
        ({"aim": None}, "no number to reach"),
        ({"by_when": None}, "no date"),
        ({"measured_by": None}, "nobody who checks it"),
        ({"will_do": family(" ")}, "nothing that the pupil will do"),
        ({"aim": None, "measured_by": None}, "no number to reach and nobody who checks it"),
    ],
)
def test_each_part_that_is_left_out_is_named(left_out: Mapping[str, Any], named: str) -> None:
    with pytest.raises(NotMeasurable, match=f"This target has {named}\\."):
        opened.when(replace(SET_TARGET, **left_out))


def test_a_starting_point_and_an_aim_may_be_nought() -> None:
    assert opened.when(replace(SET_TARGET, baseline=Decimal(0)))
    assert opened.when(replace(SET_TARGET, aim=Decimal(0)))


def test_a_target_is_for_a_need() -> None:
    with pytest.raises(NeedMissing):
        opened.when(replace(SET_TARGET, area=None))


def test_a_target_ends_after_it_was_set_and_its_start_was_measured() -> None:
    for day in (SET_TARGET.effective_on, SET_TARGET.baseline_on):
        assert day is not None
        early = min(SET_TARGET.effective_on, day) - timedelta(days=1)
        with pytest.raises(DatesOutOfOrder):
            opened.when(replace(SET_TARGET, by_when=early))
    late = replace(SET_TARGET, baseline_on=MEASURE.effective_on)
    with pytest.raises(DatesOutOfOrder):
        opened.when(replace(late, by_when=MEASURE.effective_on - timedelta(days=1)))


@pytest.mark.parametrize(
    "command",
    [
        replace(SET_TARGET, baseline_on=TOMORROW),
        replace(SET_TARGET, effective_on=TOMORROW),
        replace(NOTE, effective_on=TOMORROW),
    ],
    ids=["starting point", "target", "note"],
)
def test_nothing_is_set_started_or_noted_in_the_future(command: Command) -> None:
    with pytest.raises(DateInFuture):
        opened.when(command)


def test_a_target_is_measured() -> None:
    assert agreed.when(MEASURE) == [
        TargetMeasured(
            plan_id=PLAN,
            pupil_id=PUPIL,
            measure_id=MEASURE.measure_id,
            target_id=SET_TARGET.target_id,
            value=Decimal(31),
            measured_by=TEACHER,
            effective_on=MEASURE.effective_on,
        )
    ]
    assert agreed.after(MEASURE).when(MEASURE) == []


def test_a_measure_comes_after_the_starting_point_and_not_in_the_future() -> None:
    assert SET_TARGET.baseline_on is not None
    with pytest.raises(DatesOutOfOrder):
        agreed.when(replace(MEASURE, effective_on=SET_TARGET.baseline_on - timedelta(days=1)))
    with pytest.raises(DateInFuture):
        agreed.when(replace(MEASURE, effective_on=TOMORROW))


def test_what_is_no_target_or_one_in_error_is_not_measured() -> None:
    with pytest.raises(NotFound):
        agreed.when(replace(MEASURE, target_id=uuid4()))
    with pytest.raises(NotFound):
        agreed.after(strike(SET_TARGET.target_id)).when(MEASURE)


def test_what_was_measured_before_the_plan_closed_can_be_told_afterwards() -> None:
    again = replace(MEASURE, measure_id=uuid4())
    before = CLOSE.effective_on - timedelta(days=1)
    assert closed.when(replace(again, effective_on=before))
    with pytest.raises(PlanEnded):
        closed.when(replace(again, effective_on=CLOSE.effective_on))


def test_a_closed_plan_gets_no_new_target_or_note() -> None:
    with pytest.raises(PlanEnded):
        closed.when(replace(SET_TARGET, target_id=uuid4()))
    with pytest.raises(PlanEnded):
        closed.when(replace(NOTE, note_id=uuid4()))


def test_a_plan_holds_five_hundred_entries_struck_out_ones_too() -> None:
    notes = [
        event
        for _ in range(MOST_ENTRIES - 1)
        for event in opened.when(replace(NOTE, note_id=uuid4()))
    ]
    first = notes[0]
    assert isinstance(first, NeedsNoted)
    [struck] = opened.given(first).when(strike(first.note_id))
    full = opened.given(*notes, struck).after(SET_TARGET)
    with pytest.raises(TooManyEntries):
        full.when(MEASURE)


def test_every_text_is_about_the_plans_pupil_for_the_family_and_not_blank() -> None:
    with pytest.raises(AboutAnotherPupil):
        opened.when(replace(SET_TARGET, will_do=family("Read", OTHER_PUPIL)))
    with pytest.raises(WrongAudience):
        opened.when(replace(SET_TARGET, measure=staff("Cards")))
    with pytest.raises(NothingWritten):
        opened.when(replace(NOTE, strengths=family(" \n")))


def test_vague_words_are_pointed_out_and_never_refused() -> None:
    vague = replace(SET_TARGET, will_do=family("Improve reading, regularly"))
    assert opened.when(vague)
    assert [str(one) for one in vague_words("Improve reading, regularly; IMPROVE it")] == [
        "'improve': say from what to what",
        "'regularly': say how often",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Read 40 of the 45 Phase 3 graphemes",
        "Ask for help in words, 3 times in a lesson",
        "",
        "Unaware, disengaged, knowledge",
    ],
)
def test_words_that_say_what_is_counted_are_left_alone(text: str) -> None:
    assert vague_words(text) == ()
