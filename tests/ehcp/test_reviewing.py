"""The annual review: planned backwards, held, decided; the phase transfer; who is left out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

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
from shared.rulebook.rule import Party
from tests.ehcp.examples import FINALISE, WHY, an_id, family, finalised, only
from tests.ehcp.examples_drafting import VIEWS
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
    LATER,
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


def strike(entry_id: UUID) -> StrikeOutEntry:
    return StrikeOutEntry(**LATER, entry_id=entry_id, reason=WHY)


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


@pytest.mark.parametrize("rule", [clocks.GIVE_NOTICE, clocks.CIRCULATE, clocks.REPORT])
def test_what_belongs_to_a_meeting_is_done_by_whoever_holds_it(rule: str) -> None:
    councils = finalised.after(replace(PLAN, held_by=Holder.COUNCIL))
    for story, party in ((finalised.after(PLAN), Party.SCHOOL), (councils, Party.LA)):
        counted = of(story, rule).limit
        assert counted is not None
        assert counted.rule.responsible is party


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


def test_a_review_is_corrected_shortly_before_its_meeting_without_notice_of_it_anew() -> None:
    correct = replace(
        PLAN,
        entry_id=an_id("year 9"),
        corrects=PLAN.entry_id,
        reason=WHY,
        year_group=9,
        today=MEETING_ON - timedelta(days=8),
    )
    as_planned = replace(correct, today=date(2028, 1, 18))
    for story in (finalised.after(PLAN), finalised.after(PLAN, INVITE)):
        assert story.when(as_planned)
    assert review_planned.when(correct)  # it names the day from which the meeting was moved
    two_days_on = replace(correct, meeting_on=MEETING_ON + 2 * A_DAY)
    assert review_invited.when(two_days_on)
    with pytest.raises(NoticeTooShort):
        review_planned.when(two_days_on)


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


def test_a_report_of_the_council_that_leaves_a_heading_out_is_recorded_and_flagged() -> None:
    """That it was sent ends the two weeks, and the school did not write it."""
    story = finalised.after(replace(PLAN, year_group=9, held_by=Holder.COUNCIL), INVITE, MEET)
    parts = tuple(AdulthoodPart(heading=one, said=None) for one in Adulthood)
    told = story.after(replace(REPORT, adulthood=parts[1:]))
    assert of(told, clocks.REPORT).done_on == REPORT.sent_on
    [flag] = marked(told, Mark.ADULTHOOD_LEFT_OUT)
    assert "9.184" in flag.said
    whole = story.after(replace(REPORT, adulthood=parts))
    younger = finalised.after(replace(PLAN, year_group=8), INVITE, MEET, REPORT)
    for right in (whole, younger):
        assert marked(right, Mark.ADULTHOOD_LEFT_OUT) == []


def test_the_next_12_months_count_from_the_meeting_until_the_decision_is_known() -> None:
    assert of(met, clocks.PERIOD_END).due_on == date(2029, 1, 31)
    assert of(noticed, clocks.PERIOD_END).due_on == date(2029, 2, 24)
    assert of(noticed, clocks.PERIOD_END).running  # its own decision begins it and ends it not
    first = of(met, clocks.PERIOD_END, FINALISE.entry_id)
    assert first.standing is Standing.RUNNING  # without a decision the review is not complete
    assert of(met, clocks.MEET_BY, FINALISE.entry_id).done_on == MEETING_ON
    assert of(noticed, clocks.PERIOD_END, FINALISE.entry_id).days_in_hand == 33


def test_the_next_12_months_count_from_the_day_of_the_decision_not_of_its_letter() -> None:
    """What the council missed is still told by the letter: until then nobody knew of it."""
    dated = replace(KEEP, decided_on=date(2028, 2, 14))
    for decision in (dated, replace(dated, review_id=None)):
        told = met.after(decision)
        begun_by = REVIEW if decision.review_id else KEEP.entry_id
        assert of(told, clocks.PERIOD_END, begun_by).due_on == date(2029, 2, 13)
        assert of(told, clocks.PERIOD_END, begun_by).running
        assert of(told, clocks.PERIOD_END, FINALISE.entry_id).done_on == KEEP.sent_on


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


def test_the_changes_show_that_the_council_decided() -> None:
    told = reported.after(NOTICE)
    assert of(told, clocks.DECISION).done_on == NOTICE.sent_on
    assert of(told, clocks.PERIOD_END, FINALISE.entry_id).done_on == NOTICE.sent_on
    assert stage(told.state) is Stage.AMENDING
    for over in (told.after(AMENDED), reported.after(AMENDED)):
        assert of(over, clocks.DECISION).standing is Standing.DONE
        assert of(over, clocks.PERIOD_END, FINALISE.entry_id).standing is Standing.DONE
        assert stage(over.state) is Stage.FINAL


def test_of_two_notices_the_earlier_one_counts_whichever_was_recorded_first() -> None:
    on = date(2028, 3, 20)
    later = replace(NOTICE, entry_id=an_id("later"), sent_on=on, served_on=on, received_on=on)
    for notices in ((NOTICE, later), (later, NOTICE)):
        told = reported.after(*notices)
        assert of(told, clocks.DECISION).done_on == NOTICE.sent_on
        assert of(told, clocks.PERIOD_END, FINALISE.entry_id).done_on == NOTICE.sent_on
        assert of(told, clocks.FINAL_DUE).due_on == date(2028, 4, 21)


def test_papers_that_went_round_in_time_are_not_late_because_more_were_recorded_before() -> None:
    more = replace(CIRCULATE, entry_id=an_id("more"), sent_on=date(2028, 1, 24))
    for papers in ((CIRCULATE, more), (more, CIRCULATE)):
        assert of(review_invited.after(*papers), clocks.CIRCULATE).days_in_hand == 4


def test_a_bare_we_will_amend_is_no_answer_within_the_4_weeks() -> None:
    bare = reported.after(replace(DECIDE_AMEND, changes_set_out=False))
    assert of(bare, clocks.DECISION).running
    assert of(bare, clocks.PERIOD_END, FINALISE.entry_id).done_on == DECIDE_AMEND.sent_on
    assert of(bare.after(NOTICE), clocks.DECISION).done_on == NOTICE.sent_on
    on = date(2028, 3, 22)
    late = bare.after(replace(NOTICE, sent_on=on, served_on=on, received_on=on))
    assert of(late, clocks.DECISION).days_in_hand == -22
    assert of(bare.after(NO_AMENDMENT), clocks.DECISION).done_on == NO_AMENDMENT.sent_on
    for set_out in (True, None):  # nobody said that they were left out
        told = reported.after(replace(DECIDE_AMEND, changes_set_out=set_out))
        assert of(told, clocks.DECISION).done_on == DECIDE_AMEND.sent_on


def test_the_familys_15_days_on_a_notice_begin_with_its_service() -> None:
    assert of(noticed, clocks.VIEWS_ON_NOTICE, NOTICE.entry_id).due_on == date(2028, 3, 13)
    early = replace(AMENDED, issued_on=date(2028, 3, 13), sent_on=date(2028, 3, 13))
    assert len(marked(noticed.after(early), Mark.FINAL_TOO_EARLY)) == 1
    assert marked(amended, Mark.FINAL_TOO_EARLY) == []


def test_views_on_a_notice_were_sent_when_the_first_of_them_were() -> None:
    views = replace(VIEWS, today=LATER["today"], about=NOTICE.entry_id, sent_on=date(2028, 3, 6))
    more = replace(views, entry_id=an_id("more views"), sent_on=date(2028, 3, 10))
    for said in ((views, more), (more, views)):
        done_on = of(noticed.after(*said), clocks.VIEWS_ON_NOTICE, NOTICE.entry_id).done_on
        assert done_on == views.sent_on


def test_an_amendment_without_a_review_has_8_weeks() -> None:
    alone = finalised.after(replace(NOTICE, review_id=None))
    assert of(alone, clocks.AMEND_FINAL, NOTICE.entry_id).due_on == date(2028, 4, 21)
    assert stage(alone.state) is Stage.AMENDING
    done = alone.after(replace(NO_AMENDMENT, review_id=None))
    assert of(done, clocks.AMEND_FINAL, NOTICE.entry_id).days_in_hand == 10
    assert stage(done.state) is Stage.FINAL


def test_an_amendment_without_a_review_goes_on_when_a_review_changes_the_plan() -> None:
    alone = replace(NOTICE, entry_id=an_id("alone"), review_id=None)
    told = noticed.after(alone, AMENDED)
    assert of(told, clocks.AMEND_FINAL, alone.entry_id).running
    assert stage(told.state) is Stage.AMENDING
    done = told.after(replace(AMENDED, entry_id=an_id("of it"), review_id=None))
    assert of(done, clocks.AMEND_FINAL, alone.entry_id).standing is Standing.DONE
    assert stage(done.state) is Stage.FINAL


def test_the_8_weeks_of_a_notice_run_where_nobody_knows_the_day_of_the_meeting() -> None:
    told = finalised.after(replace(PLAN, held_by=Holder.COUNCIL, meeting_on=None), NOTICE)
    assert of(told, clocks.FINAL_DUE).standing is Standing.NOT_KNOWN
    final = of(told, clocks.AMEND_FINAL, NOTICE.entry_id)
    assert (final.due_on, final.standing) == (date(2028, 4, 21), Standing.RUNNING)
    assert of(told.after(AMENDED), clocks.AMEND_FINAL, NOTICE.entry_id).days_in_hand == 10
    known = told.after(MEET)
    assert of(known, clocks.FINAL_DUE).running
    assert clocks.AMEND_FINAL not in {one.rule for one in deadlines(known.state)}


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


def test_a_meeting_is_not_too_late_for_a_year_that_an_earlier_one_is_planned_for() -> None:
    later = replace(PLAN, entry_id=an_id("later"), meeting_on=MEET_BY + A_DAY)
    assert marked(review_planned.after(later), Mark.MEETING_TOO_LATE) == []
    after_that = replace(later, entry_id=an_id("after"), meeting_on=MEET_BY + 2 * A_DAY)
    [flag] = marked(finalised.after(after_that, later), Mark.MEETING_TOO_LATE)
    assert flag.about == later.entry_id
    decided = finalised.after(PLAN, KEEP)  # no meeting is known, nor will there be one
    [flag] = marked(
        decided.after(replace(later, meeting_on=date(2029, 1, 28))), Mark.MEETING_TOO_LATE
    )
    assert "27 January 2029" in flag.said


def test_a_review_that_is_struck_out_takes_its_dates_with_it() -> None:
    assert {one.about for one in deadlines(review_planned.after(strike(REVIEW)).state)} == {
        one.about for one in deadlines(finalised.state)
    }


def test_the_letters_of_a_review_that_is_struck_out_count_as_those_of_no_review() -> None:
    """What the council decided and sent stands, whatever the school planned and struck out."""
    left = noticed.after(strike(REVIEW))
    ended = of(left, clocks.PERIOD_END, FINALISE.entry_id)
    assert ended.done_on == DECIDE_AMEND.sent_on
    next_year = of(left, clocks.PERIOD_END, DECIDE_AMEND.entry_id)
    assert (next_year.due_on, next_year.standing) == (date(2029, 2, 24), Standing.RUNNING)
    assert of(left, clocks.AMEND_FINAL, NOTICE.entry_id).due_on == date(2028, 4, 21)
    assert stage(left.state) is Stage.AMENDING
    of_none = left.after(replace(AMENDED, review_id=None))
    for story in (of_none, amended.after(strike(REVIEW))):
        assert of(story, clocks.AMEND_FINAL, NOTICE.entry_id).days_in_hand == 10
        assert stage(story.state) is Stage.FINAL


def test_two_reviews_that_are_decided_on_one_day_do_not_end_each_others_next_year() -> None:
    early = replace(PLAN, entry_id=an_id("early"), kind=ReviewKind.EARLY)
    held = replace(MEET, entry_id=an_id("met early"), review_id=early.entry_id)
    kept = replace(KEEP, entry_id=an_id("keep early"), review_id=early.entry_id)
    both = reported.after(KEEP, early, held, kept)
    for review in (REVIEW, early.entry_id):
        assert of(both, clocks.PERIOD_END, review).running
        assert of(both, clocks.MEET_BY, review).running
    next_day = date(2029, 2, 1)
    later = replace(kept, entry_id=an_id("later"), review_id=None, decided_on=None)
    ended = both.after(replace(later, today=next_day, sent_on=next_day, received_on=next_day))
    assert of(ended, clocks.PERIOD_END, REVIEW).done_on == next_day


def test_a_plan_that_was_reviewed_on_the_day_it_was_made_has_one_year_and_not_two() -> None:
    on = FINALISE.issued_on
    told = finalised.after(replace(KEEP, review_id=None, sent_on=on, received_on=on))
    assert of(told, clocks.PERIOD_END, FINALISE.entry_id).done_on == on
    assert of(told, clocks.PERIOD_END, KEEP.entry_id).running


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
