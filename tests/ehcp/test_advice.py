"""The school's advice in full; the excuses of the council and of the school: none moves a date."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.ehcp.domain.claiming import judged
from services.ehcp.domain.clocks.changing import REASSESS_FINAL
from services.ehcp.domain.deadlines import (
    DECIDE,
    FINAL_PLAN,
    SCHOOL_ADVICE,
    Deadline,
    Standing,
    deadlines,
)
from services.ehcp.domain.events import EhcpAdviceSubmitted
from services.ehcp.domain.flags import Flag, Mark, flags
from services.ehcp.domain.imagining import imagine
from services.ehcp.domain.rules import (
    AdviceAlreadyRequested,
    AdviceAlreadySent,
    AdviceNotRequested,
    NotAnExcuse,
    UnknownDeadline,
)
from services.ehcp.domain.terms import TakenOverState
from shared.days import DateInFuture, DatesOutOfOrder
from shared.rulebook.exceptions import Ground
from shared.texts import WrongAudience
from tests.ehcp.examples import (
    ADVICE_BY,
    ASK,
    ASK_ADVICE,
    DECIDE_BY,
    FINALISE,
    RECEIVE,
    SEND_ADVICE,
    TO_ASSESS,
    TOMORROW,
    advice_asked,
    advised,
    an_id,
    case,
    family,
    finalised,
    only,
    received,
)
from tests.ehcp.examples_advice import (
    ASK_ADVICE_AGAIN,
    EXCUSE,
    FULL_ADVICE,
    SEND_ADVICE_AGAIN,
    advice_asked_again,
)
from tests.ehcp.examples_changing import AGAIN, ASK_AGAIN, LATER, reassessing
from tests.ehcp.examples_reviewing import AMENDED
from tests.ehcp.examples_taking_over import ASK_SOMETIME, COME, TAKE_OVER
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


def of_advice(story: Story) -> list[tuple[Standing, date | None]]:
    """How each of the school's deadlines for advice stands, and when it was sent."""
    found = [one for one in deadlines(story.state) if one.rule == SCHOOL_ADVICE]
    return [(one.standing, one.done_on) for one in found]


def test_a_reassessment_asks_for_advice_as_an_assessment_does() -> None:
    first = (Standing.DONE, SEND_ADVICE.sent_on)
    assert of_advice(advice_asked_again) == [first, (Standing.RUNNING, None)]
    asked = [one for one in deadlines(advice_asked_again.state) if one.rule == SCHOOL_ADVICE]
    assert [one.about for one in asked] == [None, ASK_ADVICE_AGAIN.entry_id]
    assert [one.due_on for one in asked] == [ADVICE_BY, date(2028, 2, 21)]
    sent = advice_asked_again.after(SEND_ADVICE_AGAIN)
    assert of_advice(sent) == [first, (Standing.DONE, SEND_ADVICE_AGAIN.sent_on)]
    planned_anew = replace(
        AMENDED, issued_on=date(2028, 2, 28), sent_on=None, received_on=None, review_id=None
    )
    over = advice_asked_again.after(planned_anew)
    assert of_advice(over) == [first, (Standing.OVERTAKEN, None)]


def test_advice_that_the_first_assessment_never_had_stays_unknown() -> None:
    unanswered = advice_asked.after(FINALISE, ASK_AGAIN, AGAIN, ASK_ADVICE_AGAIN)
    sent = unanswered.after(SEND_ADVICE_AGAIN)
    assert of_advice(sent)[0] == (Standing.OVERTAKEN, None)
    assert of_advice(sent)[1] == (Standing.DONE, SEND_ADVICE_AGAIN.sent_on)


def test_each_assessment_asks_for_advice_once() -> None:
    with pytest.raises(AdviceAlreadyRequested):
        finalised.when(ASK_ADVICE_AGAIN)  # nobody told of a re-assessment
    with pytest.raises(AdviceAlreadyRequested):
        advice_asked_again.when(replace(ASK_ADVICE_AGAIN, entry_id=an_id("a third")))
    with pytest.raises(AdviceNotRequested):
        reassessing.when(SEND_ADVICE_AGAIN)
    sent = advice_asked_again.after(SEND_ADVICE_AGAIN)
    with pytest.raises(AdviceAlreadySent):
        sent.when(replace(SEND_ADVICE_AGAIN, entry_id=an_id("a third")))


def test_a_request_is_corrected_as_far_as_its_own_advice_allows() -> None:
    sent = advice_asked_again.after(SEND_ADVICE_AGAIN)
    correct = replace(
        ASK_ADVICE_AGAIN,
        entry_id=an_id("corrected"),
        corrects=ASK_ADVICE_AGAIN.entry_id,
        reason=family("It came a week later"),
    )
    moved = sent.after(replace(correct, received_on=date(2028, 1, 17)))
    assert of_advice(moved) == of_advice(sent)
    with pytest.raises(DatesOutOfOrder):
        sent.when(replace(correct, received_on=date(2028, 2, 15)))
    with pytest.raises(AdviceAlreadyRequested):
        sent.when(replace(correct, received_on=date(2027, 1, 10)))  # of the first assessment


def test_advice_that_was_asked_for_after_the_plan_of_a_list_is_wanted() -> None:
    came = case.after(COME, replace(AGAIN, request_id=None), ASK_ADVICE_AGAIN)
    assert of_advice(came) == [(Standing.RUNNING, None)]
    issued = replace(FINALISE, issued_on=date(2026, 5, 5), sent_on=None, received_on=None)
    before = replace(ASK_ADVICE, received_on=date(2027, 5, 20))
    for state, standing in (
        (TakenOverState.REASSESSING, Standing.RUNNING),
        (TakenOverState.FINAL, Standing.OVERTAKEN),
    ):
        of_list = case.after(ASK_SOMETIME, replace(TAKE_OVER, state=state), issued, before)
        assert of_advice(of_list) == [(standing, None)]


def test_what_is_imagined_of_a_reassessment_leaves_the_first_advice_as_it_is() -> None:
    imagined = imagine(reassessing.state, [ASK_ADVICE_AGAIN, SEND_ADVICE_AGAIN])
    told = advice_asked_again.after(SEND_ADVICE_AGAIN)
    assert deadlines(imagined) == deadlines(told.state)


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


def test_a_closed_school_excuses_the_assessment_that_asked_for_advice_then() -> None:
    summer = replace(
        EXCUSE,
        today=LATER["today"],
        rule=REASSESS_FINAL,
        about=AGAIN.entry_id,
        ground=Ground.SCHOOL_CLOSED,
        first_closed_on=date(2027, 7, 22),
        reopens_on=date(2027, 9, 2),
        claimed_on=date(2028, 4, 10),
    )
    again = replace(AGAIN, request_id=None, sent_on=date(2027, 7, 19))
    agreed = advised.after(FINALISE, again)
    asked_again = agreed.after(replace(ASK_ADVICE_AGAIN, received_on=date(2027, 7, 20)))
    first = replace(summer, entry_id=an_id("of the first"), rule=FINAL_PLAN, about=None)
    told = asked_again.after(summer, first).state
    assert [judged(told, one).holds for one in told.claims] == [True, False]
    unasked = agreed.after(summer).state  # the first assessment's request says nothing of it
    assert judged(unasked, unasked.claims[0]).holds is None
    of_none = asked_again.after(replace(summer, about=None)).state
    assert judged(of_none, of_none.claims[0]).holds is None


def test_christmas_excuses_nothing() -> None:
    christmas = CLOSED | {
        "first_closed_on": date(2026, 12, 19),
        "reopens_on": date(2027, 1, 4),
        "claimed_on": date(2027, 2, 1),
    }
    for story in (received, advice_asked):  # whenever advice was asked for
        claimed = story.after(replace(EXCUSE, rule=FINAL_PLAN, **christmas))
        [flag] = marked(claimed, Mark.EXCUSE_DOES_NOT_HOLD)
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
