"""The annual review: planned backwards, held, decided; the phase transfer; who is left out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ehcp.domain.clocks import reviewing as clocks
from services.ehcp.domain.commands import StrikeOutEntry
from services.ehcp.domain.deadlines import Deadline, Standing, deadlines
from services.ehcp.domain.events import EhcpReviewMeetingMoved
from services.ehcp.domain.flags import Flag, Mark, flags
from services.ehcp.domain.plan_terms import Right
from services.ehcp.domain.review_terms import (
    Adulthood,
    AdulthoodPart,
    Holder,
    Invitee,
    ReviewKind,
    Transfer,
    TransferTo,
)
from services.ehcp.domain.rules import (
    AdulthoodLeftOut,
    MeetingAlreadyHeld,
    MeetingNotHeld,
    NoticeTooShort,
    NotInvited,
    NotOfThisCase,
    ReportAlreadySent,
    TransferNotSaid,
)
from services.ehcp.domain.stage import Stage, stage
from shared.days import DatesOutOfOrder
from tests.ehcp.examples import FINALISE, WHY, an_id, family, finalised, only
from tests.ehcp.examples_reviewing import (
    ADVICE,
    AMENDED,
    CHASE,
    CIRCULATE,
    DECIDE_AMEND,
    EVERYBODY,
    FAMILY_SAYS,
    INVITE,
    KEEP,
    MEET,
    MEET_BY,
    MEETING_ON,
    MOVE,
    NO_AMENDMENT,
    NOTICE,
    PERIOD_ENDS,
    PLAN,
    REPORT,
    REVIEW,
    amended,
    invited,
    met,
    noticed,
    reported,
    review_invited,
    review_planned,
)
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
A_DAY = timedelta(days=1)


def of(story: Story, rule: str, about: Any = REVIEW) -> Deadline:
    [found] = [one for one in deadlines(story.state) if one.clock == (rule, about)]
    return found


def marked(story: Story, mark: Mark) -> list[Flag]:
    return [one for one in flags(story.state, deadlines(story.state)) if one.mark is mark]


def test_the_first_review_is_due_within_12_months_of_the_plan() -> None:
    ends = of(finalised, clocks.PERIOD_END, FINALISE.entry_id)
    assert (ends.due_on, ends.standing) == (PERIOD_ENDS, Standing.RUNNING)
    assert of(finalised, clocks.MEET_BY, FINALISE.entry_id).due_on == MEET_BY


def test_everything_is_planned_backwards_from_the_meeting() -> None:
    assert {
        rule: of(review_invited, rule).due_on
        for rule in (clocks.ASK, clocks.ADVICE_BACK, clocks.GIVE_NOTICE, clocks.CIRCULATE)
    } == {
        clocks.ASK: MEETING_ON - timedelta(weeks=6),
        clocks.ADVICE_BACK: MEETING_ON - timedelta(weeks=3),
        clocks.GIVE_NOTICE: MEETING_ON - timedelta(weeks=2),
        clocks.CIRCULATE: MEETING_ON - timedelta(weeks=2),
    }


def test_without_a_day_for_the_meeting_nothing_is_made_up() -> None:
    told = finalised.after(replace(PLAN, meeting_on=None))
    assert of(told, clocks.GIVE_NOTICE).standing is Standing.NOT_KNOWN
    assert of(told, clocks.REPORT).due_on is None


def test_a_meeting_that_moves_takes_its_dates_with_it() -> None:
    assert of(finalised.after(PLAN), clocks.REPORT).due_on == date(2028, 2, 8)
    assert of(review_planned, clocks.REPORT).due_on == date(2028, 2, 15)
    assert of(review_planned, clocks.DECISION).due_on == date(2028, 2, 29)
    moved = only(EhcpReviewMeetingMoved, finalised.after(PLAN).when(MOVE))
    assert (moved.meeting_on, moved.effective_on) == (MEETING_ON, date(2027, 12, 1))


def test_the_steps_before_the_meeting_are_done_when_the_last_of_them_is() -> None:
    assert of(review_invited, clocks.ASK).days_in_hand == 1
    assert of(review_invited, clocks.GIVE_NOTICE).days_in_hand == 29
    two = review_invited.after(*ADVICE[:2])
    assert of(two, clocks.ADVICE_BACK).standing is Standing.RUNNING
    assert of(met, clocks.ADVICE_BACK).days_in_hand == 1
    assert of(met, clocks.CIRCULATE).days_in_hand == 4


def test_whoever_the_regulations_name_is_invited_or_missed() -> None:
    without = replace(INVITE, people=EVERYBODY[:3])
    story = review_planned.after(without)
    assert of(story, clocks.GIVE_NOTICE).standing is Standing.RUNNING
    said = [one.said for one in marked(story, Mark.NOT_INVITED)]
    assert len(said) == 2
    assert "a health professional" in said[0]
    assert marked(review_invited, Mark.NOT_INVITED) == []


def test_a_looked_after_child_brings_others_and_a_home_educated_one_no_head() -> None:
    carers = finalised.after(replace(PLAN, looked_after=True), INVITE)
    assert len(marked(carers, Mark.NOT_INVITED)) == 2
    no_head = replace(INVITE, people=tuple(x for x in EVERYBODY if x.who is not Invitee.HEAD))
    at_home = replace(PLAN, home_educated=True, held_by=Holder.COUNCIL)
    assert marked(finalised.after(at_home, no_head), Mark.NOT_INVITED) == []
    assert len(marked(finalised.after(PLAN, no_head), Mark.NOT_INVITED)) == 1


def test_a_young_person_is_invited_in_the_familys_place() -> None:
    people = (invited(Invitee.YOUNG_PERSON, "Kit"), *EVERYBODY[1:])
    assert marked(review_planned.after(replace(INVITE, people=people)), Mark.NOT_INVITED) == []


@pytest.mark.parametrize(("days", "allowed"), [(13, False), (14, True)])
def test_the_school_plans_no_meeting_without_two_weeks_notice(days: int, allowed: bool) -> None:
    meeting = replace(PLAN, meeting_on=PLAN.today + timedelta(days=days))
    if allowed:
        assert finalised.when(meeting)
        return
    with pytest.raises(NoticeTooShort):
        finalised.when(meeting)
    assert finalised.when(replace(meeting, notice_given_on=PLAN.today - A_DAY))
    assert finalised.when(replace(meeting, held_by=Holder.COUNCIL))


def test_a_meeting_is_not_moved_nearer_than_its_notice() -> None:
    with pytest.raises(NoticeTooShort):
        review_planned.when(replace(MOVE, entry_id=an_id("x"), meeting_on=date(2027, 12, 10)))


def test_late_papers_and_a_late_report_are_recorded_and_flagged() -> None:
    late = met.after(replace(REPORT, sent_on=date(2028, 2, 20)))
    assert [(one.rule, one.days) for one in marked(late, Mark.LATE)] == [(clocks.REPORT, 5)]
    papers = review_invited.after(replace(CIRCULATE, sent_on=date(2028, 1, 20)))
    assert [(one.rule, one.days) for one in marked(papers, Mark.LATE)] == [(clocks.CIRCULATE, 2)]


def test_what_was_not_done_before_the_meeting_is_overtaken_by_it() -> None:
    told = finalised.after(PLAN, replace(MEET, review_id=REVIEW))
    assert of(told, clocks.GIVE_NOTICE).standing is Standing.OVERTAKEN


def test_a_report_without_the_childs_views_is_flagged() -> None:
    told = review_invited.after(FAMILY_SAYS, MEET, REPORT)
    [flag] = marked(told, Mark.VIEWS_MISSING)
    assert "views of the child" in flag.said
    assert marked(reported, Mark.VIEWS_MISSING) == []


def test_a_report_follows_a_meeting_and_there_is_one_of_each() -> None:
    with pytest.raises(MeetingNotHeld):
        review_invited.when(REPORT)
    with pytest.raises(MeetingAlreadyHeld):
        met.when(replace(MEET, entry_id=an_id("again")))
    with pytest.raises(MeetingAlreadyHeld):
        met.when(replace(MOVE, entry_id=an_id("again"), meeting_on=date(2028, 5, 1)))
    with pytest.raises(ReportAlreadySent):
        reported.when(replace(REPORT, entry_id=an_id("again")))
    with pytest.raises(DatesOutOfOrder):
        met.when(replace(REPORT, sent_on=MEETING_ON - A_DAY))


def test_advice_comes_from_whoever_was_asked() -> None:
    for stranger in (
        replace(ADVICE[0], person_id=an_id("nobody")),
        replace(CHASE, person_ids=(an_id("nobody"),)),
    ):
        with pytest.raises(NotInvited):
            review_invited.when(stranger)
    with pytest.raises(DatesOutOfOrder):
        review_invited.when(replace(ADVICE[0], received_on=date(2027, 12, 19)))
    with pytest.raises(NotOfThisCase):
        finalised.when(INVITE)


def test_from_year_9_the_report_is_about_all_four_headings() -> None:
    story = finalised.after(replace(PLAN, year_group=9), INVITE, MEET)
    parts = tuple(AdulthoodPart(heading=one, said=None) for one in Adulthood)
    for left_out in ((), parts[:3]):
        with pytest.raises(AdulthoodLeftOut):
            story.when(replace(REPORT, adulthood=left_out))
    assert story.when(replace(REPORT, adulthood=parts))
    assert finalised.after(replace(PLAN, year_group=8), INVITE, MEET).when(REPORT)


def test_the_next_12_months_count_from_the_meeting_until_the_decision_is_known() -> None:
    assert of(met, clocks.PERIOD_END).due_on == date(2029, 1, 31)
    assert of(noticed, clocks.PERIOD_END).due_on == date(2029, 2, 24)
    assert of(noticed, clocks.PERIOD_END).running  # its own decision begins it and ends it not
    first = of(met, clocks.PERIOD_END, FINALISE.entry_id)
    assert first.standing is Standing.RUNNING  # without a decision the review is not complete
    assert of(met, clocks.MEET_BY, FINALISE.entry_id).done_on == MEETING_ON
    assert of(noticed, clocks.PERIOD_END, FINALISE.entry_id).days_in_hand == 33


def test_a_review_that_is_not_in_this_record_counts_too() -> None:
    told = finalised.after(replace(KEEP, review_id=None))
    assert of(told, clocks.PERIOD_END, FINALISE.entry_id).standing is Standing.DONE
    assert of(told, clocks.PERIOD_END, KEEP.entry_id).due_on == date(2029, 2, 24)


def test_a_later_meeting_is_not_the_one_of_a_year_that_was_over() -> None:
    """The council decided without a meeting that we know of; the next one is of the next year."""
    told = finalised.after(replace(KEEP, review_id=None))
    held = told.after(replace(PLAN, meeting_on=None), replace(MEET, held_on=date(2028, 7, 1)))
    assert of(held, clocks.MEET_BY, FINALISE.entry_id).standing is Standing.OVERTAKEN
    assert of(held, clocks.MEET_BY, KEEP.entry_id).done_on == date(2028, 7, 1)
    assert not marked(held, Mark.LATE)


def test_a_day_that_is_only_planned_by_breaks_no_rule() -> None:
    held = finalised.after(PLAN, replace(MEET, held_on=MEET_BY + A_DAY))
    assert of(held, clocks.MEET_BY, FINALISE.entry_id).days_in_hand == -1
    assert not marked(held, Mark.LATE)


def test_the_amended_plan_is_due_by_the_earlier_of_8_and_12_weeks() -> None:
    assert clocks.FINAL_DUE not in {one.rule for one in deadlines(reported.state)}
    assert of(noticed, clocks.FINAL_DUE).due_on == date(2028, 4, 21)
    late = reported.after(DECIDE_AMEND, replace(NOTICE, sent_on=date(2028, 2, 28)))
    assert of(late, clocks.FINAL_DUE).due_on == date(2028, 4, 24)
    later = reported.after(
        DECIDE_AMEND,
        replace(NOTICE, sent_on=date(2028, 3, 20), served_on=None, received_on=NOTICE.today),
    )
    assert of(later, clocks.FINAL_DUE).due_on == date(2028, 4, 25)
    assert of(amended, clocks.FINAL_DUE).days_in_hand == 10


def test_a_bare_we_will_amend_starts_no_time() -> None:
    bare = reported.after(
        replace(DECIDE_AMEND, changes_set_out=False), replace(NOTICE, with_changes=False)
    )
    assert of(bare, clocks.FINAL_DUE).due_on == date(2028, 4, 25)
    assert clocks.VIEWS_ON_NOTICE not in {one.rule for one in deadlines(bare.state)}
    [flag] = marked(bare, Mark.CHANGES_NOT_SET_OUT)
    assert "regulation 22(2)(a)" in flag.said


def test_the_familys_15_days_on_a_notice_begin_with_its_service() -> None:
    assert of(noticed, clocks.VIEWS_ON_NOTICE, NOTICE.entry_id).due_on == date(2028, 3, 13)
    early = replace(AMENDED, issued_on=date(2028, 3, 13), sent_on=date(2028, 3, 13))
    assert len(marked(noticed.after(early), Mark.FINAL_TOO_EARLY)) == 1
    assert marked(amended, Mark.FINAL_TOO_EARLY) == []


def test_an_amendment_without_a_review_has_8_weeks() -> None:
    alone = finalised.after(replace(NOTICE, review_id=None))
    assert of(alone, clocks.AMEND_FINAL, NOTICE.entry_id).due_on == date(2028, 4, 21)
    assert stage(alone.state) is Stage.AMENDING
    done = alone.after(replace(NO_AMENDMENT, review_id=None))
    assert of(done, clocks.AMEND_FINAL, NOTICE.entry_id).days_in_hand == 10
    assert stage(done.state) is Stage.FINAL


def test_a_refusal_to_amend_tells_the_rights() -> None:
    told = reported.after(replace(KEEP, rights=(Right.APPEAL,)))
    assert "SENDIASS" in marked(told, Mark.RIGHTS_MISSING)[0].said


def test_where_a_plan_is() -> None:
    assert stage(finalised.state) is Stage.FINAL
    assert stage(review_planned.state) is Stage.REVIEWING
    assert stage(noticed.state) is Stage.AMENDING
    assert stage(amended.state) is Stage.FINAL
    assert stage(reported.after(KEEP).state) is Stage.FINAL


@pytest.mark.parametrize(
    ("transfer", "strict", "meet_by"),
    [
        (
            Transfer(to=TransferTo.SCHOOL, year=2028),
            ("phase.school.strict", date(2028, 2, 14)),
            date(2027, 11, 22),
        ),
        (
            Transfer(to=TransferTo.POST_16, year=2028),
            ("phase.post16.strict", date(2028, 3, 30)),
            date(2028, 1, 6),
        ),
        (
            Transfer(to=TransferTo.POST_16_FROM_POST_16, on=date(2028, 7, 31)),
            ("phase.post16_to_post16", date(2028, 2, 29)),
            None,
        ),
    ],
    ids=["school", "post-16", "between two post-16"],
)
def test_the_institution_decides_by_when_a_plan_is_amended(
    transfer: Transfer, strict: tuple[str, date], meet_by: date | None
) -> None:
    review = replace(PLAN, kind=ReviewKind.PHASE_TRANSFER, transfer=transfer, year_group=9)
    told = finalised.after(review)
    rule, due_on = strict
    assert of(told, rule).due_on == due_on
    found = [one for one in deadlines(told.state) if one.rule == clocks.TRANSFER_MEET_BY]
    assert [one.due_on for one in found] == ([meet_by] if meet_by else [])
    parts = tuple(AdulthoodPart(heading=one, said=family("Discussed")) for one in Adulthood)
    ended = told.after(INVITE, MEET, replace(REPORT, adulthood=parts), DECIDE_AMEND, AMENDED)
    assert of(ended, rule).done_on == AMENDED.sent_on
    assert of(told.after(MEET, KEEP), rule).done_on == KEEP.sent_on


def test_a_transfer_says_where_to_and_when() -> None:
    for wrong in (
        None,
        Transfer(to=TransferTo.SCHOOL),
        Transfer(to=TransferTo.POST_16_FROM_POST_16),
    ):
        with pytest.raises(TransferNotSaid):
            finalised.when(replace(PLAN, kind=ReviewKind.PHASE_TRANSFER, transfer=wrong))


def test_a_meeting_after_the_last_good_day_is_flagged() -> None:
    late = finalised.after(replace(PLAN, meeting_on=MEET_BY + A_DAY))
    [flag] = marked(late, Mark.MEETING_TOO_LATE)
    assert "less than four weeks" in flag.said
    assert marked(finalised.after(replace(PLAN, meeting_on=MEET_BY)), Mark.MEETING_TOO_LATE) == []


def test_a_review_that_is_struck_out_takes_its_dates_with_it() -> None:
    strike = StrikeOutEntry(
        case_id=PLAN.case_id, by=PLAN.by, today=PLAN.today, entry_id=REVIEW, reason=WHY
    )
    assert {one.about for one in deadlines(review_planned.after(strike).state)} == {
        one.about for one in deadlines(finalised.state)
    }


@given(st.integers(0, 500))
def test_a_later_meeting_never_makes_an_earlier_date(days: int) -> None:
    later = replace(PLAN, meeting_on=MEETING_ON + timedelta(days=days))
    before = {one.clock: one.due_on for one in deadlines(review_planned.state)}
    after = {one.clock: one.due_on for one in deadlines(finalised.after(later).state)}
    assert before.keys() == after.keys()
    assert all(
        (before[key] is None) == (after[key] is None)
        and (before[key] or date.min) <= (after[key] or date.min)
        for key in before
    )
