"""The school's advice in full; the excuses of the council and of the school: none moves a date."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.ehcp.domain.claiming import judged
from services.ehcp.domain.deadlines import (
    DECIDE,
    FINAL_PLAN,
    SCHOOL_ADVICE,
    Deadline,
    deadlines,
)
from services.ehcp.domain.events import EhcpAdviceSubmitted
from services.ehcp.domain.flags import Flag, Mark, flags
from services.ehcp.domain.rules import NotAnExcuse, UnknownDeadline
from shared.days import DateInFuture, DatesOutOfOrder
from shared.rulebook.exceptions import Ground
from shared.texts import WrongAudience
from tests.ehcp.examples import (
    ADVICE_BY,
    ASK,
    ASK_ADVICE,
    DECIDE_BY,
    RECEIVE,
    TO_ASSESS,
    TOMORROW,
    advice_asked,
    case,
    family,
    only,
    received,
)
from tests.ehcp.examples_advice import EXCUSE, FULL_ADVICE
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
CLOSED: dict[str, Any] = {
    "ground": Ground.SCHOOL_CLOSED,
    "first_closed_on": date(2026, 7, 22),
    "reopens_on": date(2026, 9, 2),
    "claimed_on": date(2026, 11, 30),
}


def of(story: Story, rule: str) -> Deadline:
    [found] = [one for one in deadlines(story.state) if one.rule == rule]
    return found


def marked(story: Story, mark: Mark) -> list[Flag]:
    return [one for one in flags(story.state, deadlines(story.state)) if one.mark is mark]


def in_summer(asked_on: date) -> Story:
    """The council asked the school for advice on a day of the summer of 2026."""
    early = date(2026, 7, 1)
    asked = case.after(
        replace(ASK, effective_on=early, family_consulted_on=early),
        replace(RECEIVE, received_on=date(2026, 7, 3)),
    )
    return asked.after(replace(ASK_ADVICE, received_on=asked_on))


def test_advice_says_what_was_written_and_what_went_with_it() -> None:
    sent = only(EhcpAdviceSubmitted, advice_asked.when(FULL_ADVICE))
    assert (sent.sections, sent.evidence) == (FULL_ADVICE.sections, FULL_ADVICE.evidence)


def test_advice_is_for_staff() -> None:
    assert FULL_ADVICE.sections is not None
    told = replace(FULL_ADVICE.sections[0], text=family("Reads at the level of Year 2"))
    with pytest.raises(WrongAudience):
        advice_asked.when(replace(FULL_ADVICE, sections=(told,)))


def test_late_advice_is_recorded_and_shown_as_late() -> None:
    late = replace(FULL_ADVICE, sent_on=date(2027, 3, 1))
    assert [one.days for one in marked(advice_asked.after(late), Mark.LATE)] == [14]


def test_an_excuse_moves_no_date_and_stands_beside_the_lateness() -> None:
    late = replace(TO_ASSESS, sent_on=date(2026, 12, 29), received_on=date(2027, 1, 5))
    before = received.after(late)
    after = before.after(EXCUSE)
    assert deadlines(after.state) == deadlines(before.state)
    assert of(after, DECIDE).due_on == DECIDE_BY
    [flag] = marked(after, Mark.LATE)
    assert (flag.days, "An exception is claimed" in flag.said) == (4, True)
    assert "The date stays." in flag.said
    assert "exception" not in marked(before, Mark.LATE)[0].said


@pytest.mark.parametrize(
    ("asked_on", "holds"),
    [
        (date(2026, 7, 14), False),
        (date(2026, 7, 15), True),
        (date(2026, 8, 26), True),
        (date(2026, 8, 27), False),
    ],
)
def test_a_closed_school_excuses_the_council_within_the_window_alone(
    asked_on: date, holds: bool
) -> None:
    story = in_summer(asked_on).after(replace(EXCUSE, rule=FINAL_PLAN, **CLOSED))
    assert judged(story.state, story.state.claims[0]).holds is holds
    assert bool(marked(story, Mark.EXCUSE_DOES_NOT_HOLD)) is not holds


def test_christmas_excuses_nothing() -> None:
    christmas = CLOSED | {
        "first_closed_on": date(2026, 12, 19),
        "reopens_on": date(2027, 1, 4),
        "claimed_on": date(2027, 2, 1),
    }
    story = advice_asked.after(replace(EXCUSE, rule=FINAL_PLAN, **christmas))
    [flag] = marked(story, Mark.EXCUSE_DOES_NOT_HOLD)
    assert "less than four weeks" in flag.said


def test_a_closure_whose_days_nobody_told_is_not_judged() -> None:
    vague = {**CLOSED, "reopens_on": None}
    story = advice_asked.after(replace(EXCUSE, rule=FINAL_PLAN, **vague))
    assert judged(story.state, story.state.claims[0]).holds is None


def test_the_schools_own_closure_never_excuses_its_late_advice() -> None:
    with pytest.raises(NotAnExcuse):
        advice_asked.when(replace(EXCUSE, rule=SCHOOL_ADVICE, **CLOSED))
    missed = replace(EXCUSE, rule=SCHOOL_ADVICE, ground=Ground.MISSED_APPOINTMENT)
    assert of(advice_asked.after(missed), SCHOOL_ADVICE).due_on == ADVICE_BY


def test_a_ground_that_the_law_has_not_is_recorded_as_told_and_flagged() -> None:
    told = replace(EXCUSE, ground=Ground.MISSED_APPOINTMENT)
    [flag] = marked(received.after(told), Mark.EXCUSE_DOES_NOT_HOLD)
    assert flag.rule == DECIDE


def test_an_excuse_is_for_a_limit_that_there_is_and_lies_in_the_past() -> None:
    with pytest.raises(UnknownDeadline):
        received.when(replace(EXCUSE, rule="ehcna.never"))
    with pytest.raises(DateInFuture):
        received.when(replace(EXCUSE, claimed_on=TOMORROW))
    backwards = CLOSED | {"first_closed_on": date(2026, 9, 3)}
    with pytest.raises(DatesOutOfOrder):
        received.when(replace(EXCUSE, **backwards))
