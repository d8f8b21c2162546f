"""The draft plan: the family's 15 days, the school's answer, and what a plan may not say."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ehcp.domain.clocks.drafting import SCHOOL_ANSWERS, VIEWS_ON_DRAFT
from services.ehcp.domain.deadlines import (
    DECIDE,
    DRAFT_PLAN,
    NO_PLAN,
    Deadline,
    Standing,
    Status,
    deadlines,
    status_on,
)
from services.ehcp.domain.events import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
    EhcpDraftPlanReceived,
    EhcpPlanContentRecorded,
)
from services.ehcp.domain.flags import Flag, Mark, flags
from services.ehcp.domain.plan_terms import (
    ConsultationAnswer,
    NamingGround,
    Placement,
    PlacementKind,
    Right,
)
from services.ehcp.domain.rules import (
    AnswerWithoutGround,
    ConsultationAlreadyAnswered,
    NotOfThisCase,
)
from services.ehcp.domain.stage import Stage, stage
from services.ehcp.domain.wording import VAGUE, vague_phrases
from shared.days import DateInFuture, DatesOutOfOrder
from shared.personal import Audience, Typed
from shared.texts import AboutAnotherPupil, WrongAudience
from tests.ehcp.examples import (
    FINALISE,
    NO_PLAN_BY,
    OTHER_PUPIL,
    REFUSE,
    TOMORROW,
    WHY,
    all_of,
    an_id,
    asked,
    assessing,
    clock,
    family,
    only,
    planned,
    received,
    staff,
)
from tests.ehcp.examples import NO_PLAN as REFUSE_PLAN
from tests.ehcp.examples_changing import reassessing
from tests.ehcp.examples_drafting import (
    ANSWER,
    ANSWER_BY,
    CONSULT,
    CONTENT,
    DRAFT,
    SERVED_ON,
    SPEECH,
    TEACHING,
    VIEWS,
    VIEWS_UNTIL,
    answered,
    drafted,
)
from tests.ehcp.examples_reviewing import AMENDED, LATER, noticed
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
DRAFT_ANEW = replace(
    DRAFT,
    **LATER,
    entry_id=an_id("anew"),
    sent_on=None,
    served_on=date(2028, 3, 1),
    received_on=date(2028, 3, 1),
)


def of(story: Story, rule: str) -> Deadline:
    [found] = [one for one in deadlines(story.state) if one.rule == rule]
    return found


def marked(story: Story, mark: Mark) -> list[Flag]:
    return [one for one in flags(story.state, deadlines(story.state)) if one.mark is mark]


def test_a_draft_keeps_its_three_days_apart() -> None:
    draft = only(EhcpDraftPlanReceived, planned.when(DRAFT))
    assert (draft.sent_on, draft.served_on, draft.received_on) == (
        date(2027, 3, 3),
        SERVED_ON,
        date(2027, 3, 8),
    )
    assert draft.effective_on == SERVED_ON
    assert stage(drafted.state) is Stage.DRAFT
    assert stage(drafted.after(FINALISE).state) is Stage.FINAL


def test_the_15_days_begin_with_the_day_of_service() -> None:
    views = of(drafted, VIEWS_ON_DRAFT)
    assert (views.due_on, views.about) == (VIEWS_UNTIL, DRAFT.entry_id)
    assert views.due_on == SERVED_ON + timedelta(days=14)
    unserved = planned.after(replace(DRAFT, served_on=None))
    assert of(unserved, VIEWS_ON_DRAFT).standing is Standing.NOT_KNOWN


def test_a_time_that_is_left_to_the_family_is_never_missed() -> None:
    after = VIEWS_UNTIL + timedelta(days=1)
    assert status_on(of(drafted, VIEWS_ON_DRAFT), after) is Status.PASSED
    missed = all_of(EhcpDeadlineMissed, drafted.when(clock(after)))
    assert VIEWS_ON_DRAFT not in {one.rule for one in missed}
    near = drafted.when(clock(VIEWS_UNTIL - timedelta(days=7)))
    assert VIEWS_ON_DRAFT in {getattr(one, "rule", None) for one in near}


def test_views_that_were_sent_stay_sent_once_the_plan_is_final() -> None:
    told = drafted.after(VIEWS).when(FINALISE)
    assert all_of(EhcpDeadlineWithdrawn, told) == []
    assert of(drafted.after(VIEWS, FINALISE), VIEWS_ON_DRAFT).done_on == VIEWS.sent_on


def test_a_corrected_draft_is_the_same_draft() -> None:
    later = replace(
        DRAFT,
        entry_id=an_id("corrected draft"),
        corrects=DRAFT.entry_id,
        reason=WHY,
        served_on=SERVED_ON + timedelta(days=2),
    )
    story = answered.after(later)
    views = of(story, VIEWS_ON_DRAFT)
    assert (views.about, views.standing) == (DRAFT.entry_id, Standing.DONE)
    assert views.due_on == VIEWS_UNTIL + timedelta(days=2)
    assert len(marked(story, Mark.VAGUE)) == 2


def test_a_draft_in_time_answers_the_16_weeks() -> None:
    assert of(assessing.after(DRAFT), NO_PLAN).days_in_hand == 2
    assert of(received.after(DRAFT), DECIDE).standing is Standing.OVERTAKEN


def test_the_draft_is_looked_for_in_week_16_and_nobody_is_late_by_that() -> None:
    """No law sets it a limit: it is planned with, and neither announced nor flagged."""
    assert of(planned, DRAFT_PLAN).due_on == NO_PLAN_BY
    assert of(drafted, DRAFT_PLAN).days_in_hand == 2
    assert status_on(of(planned, DRAFT_PLAN), NO_PLAN_BY) is Status.DUE_TODAY
    after = NO_PLAN_BY + timedelta(days=1)
    assert status_on(of(planned, DRAFT_PLAN), after) is Status.PASSED
    for on in (NO_PLAN_BY - timedelta(days=7), after):
        assert DRAFT_PLAN not in {getattr(one, "rule", None) for one in planned.when(clock(on))}
    late = replace(DRAFT, sent_on=after, served_on=None, received_on=after)
    assert DRAFT_PLAN not in {one.rule for one in all_of(EhcpDeadlineMet, planned.when(late))}
    assert marked(planned.after(late), Mark.LATE) == []


def test_the_draft_of_a_plan_that_came_without_one_is_overtaken() -> None:
    assert of(planned.after(FINALISE), DRAFT_PLAN).standing is Standing.OVERTAKEN
    assert of(assessing.after(REFUSE_PLAN), DRAFT_PLAN).standing is Standing.NOT_NEEDED
    assert DRAFT_PLAN not in {one.rule for one in deadlines(asked.state)}


def test_a_draft_that_names_a_school_is_recorded_and_flagged() -> None:
    naming = planned.after(replace(DRAFT, names_placement=True))
    [flag] = marked(naming, Mark.DRAFT_NAMES_SCHOOL)
    assert "section 38(5)" in flag.said
    placed = Placement(kind=PlacementKind.NAMED, name=family("Fenbridge Academy"))
    assert marked(drafted.after(replace(CONTENT, placement=placed)), Mark.DRAFT_NAMES_SCHOOL)
    assert marked(answered, Mark.DRAFT_NAMES_SCHOOL) == []


@pytest.mark.parametrize(
    ("sent_on", "early"), [(VIEWS_UNTIL, True), (VIEWS_UNTIL + timedelta(days=1), False)]
)
def test_a_final_plan_within_the_15_days_is_recorded_and_flagged(
    sent_on: date, early: bool
) -> None:
    final = replace(FINALISE, issued_on=sent_on, sent_on=sent_on)
    found = marked(answered.after(final), Mark.FINAL_TOO_EARLY)
    assert [flag.rule for flag in found] == ([VIEWS_ON_DRAFT] if early else [])
    assert all("Friday 19 March 2027" in flag.said for flag in found)


@pytest.mark.parametrize(("day", "early"), [(15, True), (16, False)])
def test_a_plan_of_a_reassessment_within_the_15_days_of_its_draft_is_flagged(
    day: int, early: bool
) -> None:
    plan = replace(AMENDED, review_id=None, issued_on=date(2028, 3, day), sent_on=None)
    told = reassessing.after(DRAFT, DRAFT_ANEW, plan)
    found = marked(told, Mark.FINAL_TOO_EARLY)
    assert [flag.about for flag in found] == ([plan.entry_id] if early else [])
    assert all("Wednesday 15 March 2028" in flag.said for flag in found)
    of_a_review = replace(AMENDED, issued_on=date(2028, 3, 15), sent_on=None)
    assert marked(noticed.after(DRAFT_ANEW, of_a_review), Mark.FINAL_TOO_EARLY) == []


def test_a_final_plan_is_held_against_no_draft_of_an_earlier_plan() -> None:
    hasty = replace(FINALISE, issued_on=SERVED_ON, sent_on=SERVED_ON)
    again = replace(AMENDED, review_id=None, issued_on=VIEWS_UNTIL, sent_on=None)
    told = answered.after(hasty, again)
    assert [flag.about for flag in marked(told, Mark.FINAL_TOO_EARLY)] == [hasty.entry_id]


def test_a_final_plan_that_names_a_school_is_not_flagged() -> None:
    placed = Placement(kind=PlacementKind.NAMED, school_id=an_id("school"))
    told = replace(CONTENT, of=FINALISE.entry_id, placement=placed)
    assert marked(drafted.after(FINALISE, told), Mark.DRAFT_NAMES_SCHOOL) == []


def test_the_school_answers_within_15_days_the_day_of_receipt_left_out() -> None:
    asked = drafted.after(CONSULT)
    assert of(asked, SCHOOL_ANSWERS).due_on == ANSWER_BY
    assert of(answered, SCHOOL_ANSWERS).days_in_hand == 8
    assert of(asked.after(FINALISE), SCHOOL_ANSWERS).standing is Standing.OVERTAKEN


def test_an_amended_plan_leaves_nothing_to_answer_as_the_first_one_does() -> None:
    """A school is asked most often before a transfer, when there is a plan already."""
    asked = noticed.after(replace(CONSULT, **LATER, sent_on=None, received_on=date(2028, 3, 1)))
    assert of(asked, SCHOOL_ANSWERS).running
    assert of(asked.after(AMENDED), SCHOOL_ANSWERS).standing is Standing.OVERTAKEN
    answered = asked.after(replace(ANSWER, **LATER, sent_on=date(2028, 3, 6)), AMENDED)
    assert of(answered, SCHOOL_ANSWERS).days_in_hand == 10


def test_a_late_answer_of_the_school_is_recorded_and_flagged() -> None:
    late = replace(ANSWER, sent_on=ANSWER_BY + timedelta(days=2))
    [flag] = marked(drafted.after(CONSULT, late), Mark.LATE)
    assert (flag.rule, flag.days, flag.about) == (SCHOOL_ANSWERS, 2, CONSULT.entry_id)


def test_the_school_says_no_on_a_ground_of_the_law_or_not_at_all() -> None:
    no = replace(ANSWER, answer=ConsultationAnswer.CANNOT)
    with pytest.raises(AnswerWithoutGround):
        drafted.after(CONSULT).when(no)
    assert drafted.after(CONSULT).when(replace(no, grounds=(NamingGround.OTHERS,)))


def test_a_consultation_is_answered_once() -> None:
    with pytest.raises(ConsultationAlreadyAnswered):
        answered.when(replace(ANSWER, entry_id=an_id("again")))
    assert answered.when(ANSWER) == []


@pytest.mark.parametrize("about", [CONTENT, VIEWS, ANSWER], ids=lambda one: type(one).__name__)
def test_nothing_is_about_what_is_not_there(about: Any) -> None:
    with pytest.raises(NotOfThisCase):
        planned.when(about)


def test_days_that_have_not_come_or_run_backwards_are_refused() -> None:
    with pytest.raises(DateInFuture):
        planned.when(replace(DRAFT, received_on=TOMORROW))
    with pytest.raises(DatesOutOfOrder):
        planned.when(replace(DRAFT, served_on=date(2027, 3, 2)))
    with pytest.raises(DatesOutOfOrder):
        drafted.after(CONSULT).when(replace(ANSWER, sent_on=date(2027, 3, 7)))


def test_texts_of_a_plan_are_about_its_pupil_and_for_the_family() -> None:
    wrong = replace(TEACHING, text=staff("Teaching of phonics"))
    with pytest.raises(WrongAudience):
        drafted.when(replace(CONTENT, provisions=(wrong,)))
    other = Typed(subject=OTHER_PUPIL, audience=Audience.FAMILY, text="Teaching of phonics")
    with pytest.raises(AboutAnotherPupil):
        drafted.when(replace(CONTENT, provisions=(replace(TEACHING, text=other),)))


def test_vague_words_in_section_f_are_warned_about_with_the_phrase() -> None:
    content = only(EhcpPlanContentRecorded, drafted.when(CONTENT))
    assert [one.vague for one in content.provisions] == [(), ("access to", "as appropriate")]
    found = marked(answered, Mark.VAGUE)
    assert [one.phrase for one in found] == ["access to", "as appropriate"]
    assert {one.about for one in found} == {SPEECH.provision_id}
    assert {one.about for one in marked(answered, Mark.NOT_QUANTIFIED)} == {SPEECH.provision_id}


@given(st.sampled_from(VAGUE), st.text("abc ,", max_size=20), st.booleans())
def test_a_vague_phrase_is_found_wherever_it_stands(phrase: str, around: str, loud: bool) -> None:
    said = phrase.upper() if loud else phrase
    assert any(phrase in found for found in vague_phrases(f"{around} {said}, {around}"))
    assert vague_phrases(around) == ()


def test_a_part_of_a_word_is_not_vague() -> None:
    assert vague_phrases("30 minutes irregularly, 10 uptodate") == ()


def test_a_letter_that_does_not_tell_the_rights_is_flagged() -> None:
    told = received.after(replace(REFUSE, rights=(Right.APPEAL, Right.MEDIATION)))
    [flag] = marked(told, Mark.RIGHTS_MISSING)
    assert "its time limit, disagreement resolution, SENDIASS" in flag.said
    assert "regulation 5(3)" in flag.said
    assert marked(received.after(replace(REFUSE, rights=tuple(Right))), Mark.RIGHTS_MISSING) == []
    assert marked(received.after(REFUSE), Mark.RIGHTS_MISSING) == []


def test_two_clocks_of_one_rule_that_end_on_one_day_are_announced_each() -> None:
    week_before = clock(ANSWER_BY - timedelta(days=7))
    story = drafted.after(CONSULT, week_before, replace(CONSULT, entry_id=an_id("second")))
    near = [
        one
        for one in story.when(week_before)
        if isinstance(one, EhcpDeadlineApproaching) and one.rule == SCHOOL_ANSWERS
    ]
    assert [one.about for one in near] == [an_id("second")]
