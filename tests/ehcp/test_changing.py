"""Another assessment, the end of a plan, and the move to another council."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.ehcp.domain.appeal_terms import ReassessmentDecision, Remedy
from services.ehcp.domain.clocks import changing as clocks
from services.ehcp.domain.clocks.appealing import APPEAL, CONTACT
from services.ehcp.domain.clocks.asking import SCHOOL_ADVICE
from services.ehcp.domain.clocks.reviewing import MEET_BY, PERIOD_END
from services.ehcp.domain.clocks.securing import PROVISION
from services.ehcp.domain.commands import RecordAmendedPlan, RecordCertificate
from services.ehcp.domain.deadlines import Deadline, Standing, deadlines
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.review_terms import ReviewOutcome
from services.ehcp.domain.rules import NotTransferred, PlanAlreadyCeased
from services.ehcp.domain.stage import Stage, stage
from services.ehcp.domain.terms import Authority, Notice
from services.ehcp.projections.cases import fold
from tests.ehcp.examples import FENSHIRE, FINALISE, WHY, an_id, asked, clock, finalised
from tests.ehcp.examples_advice import ASK_ADVICE_AGAIN
from tests.ehcp.examples_changing import (
    AGAIN,
    AGAINST,
    AGREED,
    ASK_AGAIN,
    CEASED,
    CONCEDED,
    DISMISSED,
    LATER,
    LETTER,
    MAY_CEASE,
    MOVE,
    OVER,
    TOO_EARLY,
    UPHELD,
    WILL_CEASE,
    WITHDRAWN,
    ceased,
    ceasing,
    ended_early,
    moved,
    moving,
    reassessing,
)
from tests.ehcp.examples_reviewing import (
    AMENDED,
    KEEP,
    MEET,
    NO_AMENDMENT,
    NOTICE,
    PERIOD_ENDS,
    PLAN,
    noticed,
    reported,
)
from tests.scenario import Scenario
from tests.story import Story as Recorded

Story = Scenario[Any, Any, Any]
MAY_REFUSE = clocks.MAY_REFUSE
HILL = Authority(code="875", name="Hill Council")
AT = datetime(2028, 6, 1, 9, tzinfo=UTC)


def standing_of(story: Story) -> dict[Any, Standing]:
    return {one.clock: one.standing for one in deadlines(story.state)}


def of(story: Story, rule: str) -> Deadline:
    [found] = [one for one in deadlines(story.state) if one.rule == rule]
    return found


def marks(story: Story) -> set[Mark]:
    return {one.mark for one in flags(story.state, deadlines(story.state))}


def said_too_early(story: Story) -> str:
    [one] = [
        one
        for one in flags(story.state, deadlines(story.state))
        if one.mark is Mark.CEASED_TOO_EARLY
    ]
    return one.said


def shown(story: Story) -> dict[str, Any]:
    return Recorded("ehccase-1", source="ehcp").tells(*story.past, at=AT).folded(fold)


def test_a_reassessment_is_decided_in_15_days_and_made_in_14_weeks() -> None:
    assert of(reassessing, clocks.REASSESS_DECIDE).due_on == date(2028, 1, 1)
    assert of(reassessing, clocks.REASSESS_DECIDE).days_in_hand == 1
    assert of(reassessing, clocks.REASSESS_FINAL).due_on == date(2028, 4, 7)
    assert of(reassessing, clocks.MAY_REFUSE).due_on == date(2027, 9, 30)
    assert stage(reassessing.state) is Stage.REASSESSING


def test_the_14_weeks_of_a_reassessment_that_nobody_asked_for_count_from_the_decision() -> None:
    decided = replace(AGAIN, decided_on=date(2027, 12, 20))
    by_itself = finalised.after(replace(decided, request_id=None))
    assert of(by_itself, clocks.REASSESS_FINAL).due_on == date(2028, 3, 27)
    unknown = finalised.after(replace(AGAIN, request_id=None))
    asked_for = finalised.after(ASK_AGAIN, decided)
    for told in (unknown, asked_for):
        assert of(told, clocks.REASSESS_FINAL).due_on == date(2028, 4, 7)


def test_a_refused_reassessment_can_be_appealed_against() -> None:
    told = finalised.after(ASK_AGAIN, replace(AGAIN, decision=ReassessmentDecision.REFUSED))
    [appeal] = [one for one in deadlines(told.state) if one.clock == (APPEAL, AGAIN.entry_id)]
    assert appeal.due_on == date(2028, 2, 29)
    assert clocks.REASSESS_FINAL not in {one.rule for one in deadlines(told.state)}


def test_a_refusal_to_reassess_that_was_given_up_has_no_appeal_left() -> None:
    no = replace(AGAIN, entry_id=an_id("no"), decision=ReassessmentDecision.REFUSED)
    yes = replace(AGAIN, sent_on=date(2028, 1, 20), received_on=date(2028, 1, 21))
    for letters in ((no, yes), (yes, no)):
        told = finalised.after(ASK_AGAIN, *letters)
        of_no = [one for one in deadlines(told.state) if one.about == no.entry_id]
        assert [one.rule for one in of_no] == [CONTACT, APPEAL]
        assert {one.standing for one in of_no} == {Standing.OVERTAKEN}
    earlier = replace(yes, sent_on=date(2027, 12, 20))
    told = finalised.after(ASK_AGAIN, earlier, no)
    [appeal] = [one for one in deadlines(told.state) if one.clock == (APPEAL, no.entry_id)]
    assert appeal.standing is Standing.RUNNING


def test_a_plan_goes_on_until_the_time_to_appeal_has_run_out() -> None:
    keep = of(ceasing, clocks.KEEP_PLAN)
    assert keep.due_on == date(2028, 4, 3)  # 1 April is a Saturday
    assert stage(ceasing.state) is Stage.CEASING
    last = replace(CEASED, ended_on=date(2028, 4, 3))
    assert Mark.CEASED_TOO_EARLY not in marks(ceasing.after(last))
    early = ceasing.after(replace(last, ended_on=date(2028, 4, 2)))
    assert Mark.CEASED_TOO_EARLY in marks(early)


def test_a_plan_that_ended_in_its_time_is_not_said_to_go_on() -> None:
    last = replace(CEASED, ended_on=date(2028, 4, 3))
    assert of(ceasing.after(last), clocks.KEEP_PLAN).standing is Standing.NOT_NEEDED
    early = replace(last, ended_on=date(2028, 4, 2))
    for told in (ceasing.after(early), ceasing.after(AGAINST, last)):
        assert of(told, clocks.KEEP_PLAN).running  # it is owed still


def test_a_plan_goes_on_while_an_appeal_against_its_end_is_open() -> None:
    """What the council did too early stays to be seen once the appeal is decided."""
    appealed = ceasing.after(AGAINST)
    early = appealed.after(CEASED)
    assert "it goes on until the appeal is decided (" in said_too_early(early)
    decided = early.after(UPHELD)
    assert "until the appeal is decided on Monday 1 May 2028 (" in said_too_early(decided)
    on_that_day = replace(CEASED, ended_on=DISMISSED.ordered_on)
    assert Mark.CEASED_TOO_EARLY not in marks(appealed.after(DISMISSED, on_that_day))


def test_a_plan_that_the_tribunal_keeps_is_not_ceasing_any_more() -> None:
    kept = ceasing.after(AGAINST, UPHELD)
    assert stage(kept.state) is Stage.FINAL
    assert of(kept, clocks.KEEP_PLAN).standing is Standing.NOT_NEEDED
    assert stage(ceasing.after(AGAINST, CONCEDED).state) is Stage.FINAL
    assert stage(ceasing.after(AGAINST, DISMISSED).state) is Stage.CEASING


@pytest.mark.parametrize("appealed_on", [date(2028, 3, 20), date(2028, 4, 3)])
def test_a_plan_is_not_over_while_an_appeal_against_its_end_is_open(appealed_on: date) -> None:
    appeal = replace(AGAINST, sent_on=appealed_on)
    for told in (ceasing.after(appeal, TOO_EARLY), ceasing.after(TOO_EARLY, appeal)):
        assert stage(told.state) is Stage.CEASING
        assert of(told, PERIOD_END).running
        assert of(told, PROVISION).running
        assert of(told, clocks.KEEP_PLAN).running
        assert "it goes on until the appeal is decided (" in said_too_early(told)


@pytest.mark.parametrize("how", [UPHELD, CONCEDED, AGREED], ids=lambda how: type(how).__name__)
def test_an_end_that_was_said_too_early_does_not_hold_once_the_plan_is_kept(how: Any) -> None:
    kept = ended_early.after(how)
    assert stage(kept.state) is Stage.FINAL
    assert shown(kept)["open"]
    assert of(kept, PERIOD_END).running
    assert of(kept, clocks.KEEP_PLAN).standing is Standing.NOT_NEEDED
    assert Mark.CEASED_TOO_EARLY in marks(kept)


@pytest.mark.parametrize("how", [DISMISSED, WITHDRAWN], ids=lambda how: type(how).__name__)
def test_an_end_that_was_said_too_early_holds_from_the_day_the_appeal_was_over(how: Any) -> None:
    """Up to that day the plan had to be kept, and reviewed."""
    over = ended_early.after(how)
    assert (shown(over)["stage"], shown(over)["open"]) == ("ceased", False)
    assert of(over, PERIOD_END).standing is Standing.OVERTAKEN
    assert of(over, clocks.KEEP_PLAN).standing is Standing.NOT_NEEDED
    assert Mark.CEASED_TOO_EARLY in marks(over)
    with pytest.raises(PlanAlreadyCeased):
        over.when(replace(CEASED, entry_id=an_id("once more")))


def test_an_end_without_an_appeal_holds_from_its_own_day_however_early() -> None:
    early = ceasing.after(TOO_EARLY)
    assert stage(early.state) is Stage.CEASED
    assert of(early, PERIOD_END).standing is Standing.NOT_NEEDED
    assert "until Monday 3 April 2028 (" in said_too_early(early)


def test_a_late_appeal_undoes_an_end_in_time_only_where_the_family_wins() -> None:
    """The plan had to be kept for an appeal in time (section 45(4)); a late one may be admitted."""
    late = replace(AGAINST, sent_on=date(2028, 4, 10))
    told = ceasing.after(CEASED, late)
    for story in (told, told.after(DISMISSED)):
        assert stage(story.state) is Stage.CEASED
        assert Mark.CEASED_TOO_EARLY not in marks(story)
    assert stage(told.after(UPHELD).state) is Stage.FINAL
    certified = RecordCertificate(
        **LATER,
        entry_id=an_id("certificate"),
        decision_id=WILL_CEASE.entry_id,
        issued_on=date(2028, 3, 15),
    )
    assert stage(told.after(certified).state) is Stage.CEASING  # a month from it is in time


def test_an_end_long_after_one_that_was_given_up_holds() -> None:
    later = replace(CEASED, ended_on=date(2028, 5, 2))
    assert stage(ceasing.after(AGAINST, UPHELD, later).state) is Stage.CEASED
    same_day = replace(CEASED, ended_on=UPHELD.ordered_on)
    assert stage(ceasing.after(AGAINST, UPHELD, same_day).state) is Stage.FINAL


def test_a_plan_that_was_kept_can_end_once_more() -> None:
    anew = replace(
        WILL_CEASE,
        entry_id=an_id("anew"),
        today=date(2029, 9, 1),
        sent_on=date(2029, 2, 1),
        received_on=date(2029, 2, 3),
    )
    again = replace(
        CEASED, entry_id=an_id("again"), today=date(2029, 9, 1), ended_on=date(2029, 4, 9)
    )
    ceasing_again = ended_early.after(UPHELD, anew)
    assert stage(ceasing_again.state) is Stage.CEASING
    assert "until the appeal is decided on Monday 1 May 2028 (" in said_too_early(ceasing_again)
    ended_again = ceasing_again.after(again)
    assert stage(ended_again.state) is Stage.CEASED
    about = [x.about for x in flags(ended_again.state, deadlines(ended_again.state))]
    assert about.count(TOO_EARLY.entry_id) == 1
    assert again.entry_id not in about
    with pytest.raises(PlanAlreadyCeased):
        ended_again.when(replace(again, entry_id=an_id("once more")))


def test_two_letters_of_one_end_are_given_up_together() -> None:
    """Told after the review, and once more as the council's formal letter."""
    of_review = replace(KEEP, decision=ReviewOutcome.CEASE, review_id=None, **LATER)
    of_review = replace(of_review, sent_on=date(2028, 2, 1), received_on=date(2028, 2, 3))
    kept = ceasing.after(of_review, AGAINST, UPHELD)
    assert stage(kept.state) is Stage.FINAL
    assert {x.standing for x in deadlines(kept.state) if x.rule == clocks.KEEP_PLAN} == {
        Standing.NOT_NEEDED
    }
    later = replace(WILL_CEASE, entry_id=an_id("anew"), sent_on=date(2028, 5, 20))
    anew = kept.after(replace(later, received_on=LATER["today"]))
    assert stage(anew.state) is Stage.CEASING


@pytest.mark.parametrize("remedy", Remedy)
def test_a_plan_that_is_agreed_on_at_mediation_is_not_ceasing_any_more(remedy: Remedy) -> None:
    goes_on = remedy in (Remedy.KEEP_PLAN, Remedy.AMEND, Remedy.NAME_SCHOOL)
    told = ceasing.after(replace(AGREED, remedy=remedy))
    assert stage(told.state) is (Stage.FINAL if goes_on else Stage.CEASING)
    keep = of(told, clocks.KEEP_PLAN)
    assert keep.standing is (Standing.NOT_NEEDED if goes_on else Standing.RUNNING)


def test_the_six_months_count_from_the_last_assessment_not_from_the_first() -> None:
    plan = RecordAmendedPlan(**LATER, entry_id=an_id("new plan"), issued_on=date(2028, 3, 30))
    once_more = replace(ASK_AGAIN, entry_id=an_id("once more"), asked_on=date(2028, 5, 2))
    told = reassessing.after(plan, replace(once_more, received_on=date(2028, 5, 2)))
    window = {one.about: one.due_on for one in deadlines(told.state) if one.rule == MAY_REFUSE}
    assert window[ASK_AGAIN.entry_id] == date(2027, 9, 30)
    assert window[once_more.entry_id] == date(2028, 9, 30)


def test_a_reassessment_is_over_when_the_council_says_that_the_plan_stays_as_it_is() -> None:
    kept = replace(NO_AMENDMENT, review_id=None, sent_on=date(2028, 4, 7))
    told = reassessing.after(kept)
    assert of(told, clocks.REASSESS_FINAL).standing is Standing.NOT_NEEDED
    assert stage(told.state) is Stage.FINAL
    assert (APPEAL, kept.entry_id) in {one.clock for one in deadlines(told.state)}
    amended = told.after(RecordAmendedPlan(**LATER, entry_id=an_id("x"), issued_on=CEASED.today))
    assert of(amended, clocks.REASSESS_FINAL).standing is Standing.NOT_NEEDED
    late = reassessing.after(replace(kept, sent_on=date(2028, 4, 8)))
    assert of(late, clocks.REASSESS_FINAL).standing is Standing.OVERTAKEN
    assert stage(late.state) is Stage.FINAL
    of_a_review = reassessing.after(PLAN, NO_AMENDMENT)
    assert of(of_a_review, clocks.REASSESS_FINAL).running
    assert stage(of_a_review.state) is Stage.REASSESSING


def test_the_amended_plan_of_a_review_is_not_what_came_of_a_reassessment() -> None:
    again = replace(AGAIN, today=AMENDED.today, sent_on=date(2028, 3, 1), received_on=NOTICE.today)
    asked = replace(ASK_ADVICE_AGAIN, today=AMENDED.today, received_on=date(2028, 3, 6))
    under_way = noticed.after(replace(ASK_AGAIN, today=AMENDED.today), again, asked)
    told = under_way.after(AMENDED)
    assert of(told, clocks.REASSESS_FINAL).running
    assert standing_of(told)[SCHOOL_ADVICE, None] is Standing.DONE
    assert standing_of(told)[SCHOOL_ADVICE, asked.entry_id] is Standing.RUNNING
    assert stage(told.state) is Stage.REASSESSING
    plan = replace(AMENDED, entry_id=an_id("of it"), review_id=None, sent_on=date(2028, 5, 8))
    done = told.after(plan)
    assert of(done, clocks.REASSESS_FINAL).done_on == plan.sent_on
    assert stage(done.state) is Stage.FINAL


def test_advice_for_a_reassessment_is_not_owed_once_the_plan_stays_as_it_is() -> None:
    asked = replace(ASK_ADVICE_AGAIN, **LATER)
    kept = replace(NO_AMENDMENT, review_id=None, sent_on=date(2028, 1, 20), today=LATER["today"])
    told = reassessing.after(asked)
    assert standing_of(told)[SCHOOL_ADVICE, asked.entry_id] is Standing.RUNNING
    assert standing_of(told.after(kept))[SCHOOL_ADVICE, asked.entry_id] is Standing.OVERTAKEN


def test_an_amendment_that_is_given_up_for_a_reassessment_does_not_end_it() -> None:
    notice = replace(NOTICE, review_id=None, sent_on=date(2027, 12, 20))
    given_up = replace(NO_AMENDMENT, review_id=None, sent_on=date(2028, 1, 6))
    told = finalised.after(notice, ASK_AGAIN, AGAIN, given_up)
    assert of(told, clocks.REASSESS_FINAL).running
    assert stage(told.state) is Stage.REASSESSING
    kept = told.after(replace(given_up, entry_id=an_id("kept"), sent_on=date(2028, 3, 20)))
    assert of(kept, clocks.REASSESS_FINAL).standing is Standing.NOT_NEEDED
    assert stage(kept.state) is Stage.FINAL


def test_a_plan_that_has_ended_has_no_review_to_come() -> None:
    on_its_day = ceasing.after(replace(CEASED, ended_on=PERIOD_ENDS))
    assert of(on_its_day, PERIOD_END).standing is Standing.NOT_NEEDED
    assert (shown(ceased)["stage"], shown(ceased)["open"]) == ("ceased", False)
    with pytest.raises(PlanAlreadyCeased):
        ceased.when(replace(CEASED, entry_id=an_id("once more")))


def test_a_review_that_was_late_before_the_plan_ended_stays_missed() -> None:
    assert CEASED.ended_on > PERIOD_ENDS
    assert of(ceased, PERIOD_END).standing is Standing.OVERTAKEN
    assert of(ceased, MEET_BY).standing is Standing.NOT_NEEDED  # a day to plan with breaks no rule
    said = ceasing.given(*ceasing.when(clock(PERIOD_ENDS + timedelta(days=1)))).after(CEASED)
    assert PERIOD_END in {x.rule for x in said.state.announced if x.what is Notice.MISSED}


def test_ceasing_without_having_asked_is_flagged() -> None:
    assert Mark.NOT_CONSULTED in marks(finalised.after(WILL_CEASE))
    assert Mark.NOT_CONSULTED not in marks(finalised.after(MAY_CEASE, WILL_CEASE))


def test_the_old_council_sends_the_plan_on_the_day_of_the_move_if_it_knew_in_time() -> None:
    assert of(moving, clocks.TRANSFER_KNOWN).due_on == date(2028, 6, 5)
    late = finalised.after(replace(MOVE, known_on=date(2028, 5, 24)))
    assert of(late, clocks.TRANSFER).due_on == date(2028, 6, 14)
    unknown = finalised.after(replace(MOVE, known_on=None))
    assert of(unknown, clocks.TRANSFER).standing is Standing.NOT_KNOWN
    assert stage(moving.state) is Stage.MOVING


def test_it_is_no_matter_when_we_were_told_of_a_move_or_corrected_it() -> None:
    late = replace(MOVE, move_on=date(2028, 6, 1), known_on=date(2028, 5, 29))
    told = finalised.after(replace(late, today=date(2028, 6, 20)), OVER)
    assert of(told, clocks.TRANSFER).done_on == OVER.transferred_on
    assert stage(told.state) is Stage.FINAL
    corrected = replace(
        MOVE,
        entry_id=an_id("known earlier"),
        corrects=MOVE.entry_id,
        reason=WHY,
        today=date(2028, 6, 20),
    )
    for known_on in (date(2028, 5, 2), None):  # it went over on 1 June, and the family on the 5th
        right = moving.after(OVER, replace(corrected, known_on=known_on))
        assert stage(right.state) is Stage.FINAL
    assert of(moving.after(OVER, corrected), clocks.TRANSFER_KNOWN).done_on == OVER.transferred_on


def test_a_move_is_over_once_the_plan_is_with_its_own_council() -> None:
    back = replace(MOVE, entry_id=an_id("back"), to=FENSHIRE, move_on=date(2028, 6, 19))
    both = moving.after(OVER, replace(back, known_on=date(2028, 5, 20)))
    assert stage(both.state) is Stage.MOVING
    went_back = replace(OVER, entry_id=an_id("went back"), to=FENSHIRE)
    at_home = both.after(
        replace(went_back, today=date(2028, 6, 21), transferred_on=date(2028, 6, 19))
    )
    assert stage(at_home.state) is Stage.FINAL
    once_more = replace(MOVE, entry_id=an_id("once more"), move_on=date(2028, 9, 4))
    again = at_home.after(replace(once_more, today=date(2028, 8, 1), known_on=date(2028, 7, 1)))
    assert stage(again.state) is Stage.MOVING
    elsewhere = replace(OVER, to=HILL, entry_id=an_id("elsewhere"), transferred_on=MOVE.today)
    assert stage(moving.after(elsewhere).state) is Stage.FINAL  # told of Marshland, in error


def test_the_new_council_tells_the_family_in_6_weeks_and_reviews_by_the_later_of_two() -> None:
    over = moving.after(OVER)
    assert of(over, clocks.INFORM).due_on == date(2028, 7, 13)
    assert of(moved, clocks.INFORM).days_in_hand == 42
    assert of(over, clocks.MOVED_REVIEW).due_on == date(2028, 8, 31)
    reviewed = finalised.after(replace(KEEP, review_id=None), MOVE, OVER)
    assert of(reviewed, clocks.MOVED_REVIEW).due_on == date(2029, 2, 24)
    with pytest.raises(NotTransferred):
        moving.when(LETTER)


def test_a_plan_that_moves_within_its_year_has_the_limits_of_the_move_instead() -> None:
    """H04 of the vectors: the 12 months would end on 2 May, and the 3 months on 11 July."""
    plan = replace(FINALISE, issued_on=date(2026, 5, 3), sent_on=None)
    over = asked.after(plan, replace(OVER, transferred_on=date(2027, 4, 12)))
    for rule in (PERIOD_END, MEET_BY):
        assert of(over, rule).standing is Standing.NOT_COUNTED
    assert of(over, clocks.MOVED_REVIEW).due_on == date(2027, 7, 11)
    assert of(over, clocks.MOVED_MEET_BY).due_on == date(2027, 6, 13)
    too_late = asked.after(plan, replace(OVER, transferred_on=date(2027, 5, 3)))
    assert of(too_late, PERIOD_END).running  # it was over before: the old council was late
    without_a_day = replace(PLAN, meeting_on=None)
    held = over.after(without_a_day, replace(MEET, held_on=date(2027, 6, 1)))
    assert of(held, clocks.MOVED_MEET_BY).days_in_hand == 12
    sent_on = date(2027, 6, 20)
    decided = held.after(replace(KEEP, decided_on=None, sent_on=sent_on, received_on=sent_on))
    assert of(decided, clocks.MOVED_REVIEW).days_in_hand == 21
    elsewhere = replace(KEEP, review_id=None, decided_on=None, sent_on=sent_on, received_on=sent_on)
    later = over.after(elsewhere, without_a_day, replace(MEET, held_on=date(2027, 7, 1)))
    assert of(later, clocks.MOVED_MEET_BY).standing is Standing.OVERTAKEN
    began = [one for one in deadlines(decided.state) if one.rule == PERIOD_END]
    assert [one.standing for one in began] == [Standing.NOT_COUNTED, Standing.RUNNING]


def test_a_review_without_a_decision_gives_the_new_council_no_later_date() -> None:
    over = replace(OVER, today=date(2028, 8, 1), transferred_on=date(2028, 2, 10))
    undecided = reported.after(over)
    review = of(undecided, clocks.MOVED_REVIEW)
    assert (review.due_on, review.standing) == (date(2028, 5, 9), Standing.RUNNING)
    periods = [one.standing for one in deadlines(undecided.state) if one.rule == PERIOD_END]
    assert periods == [Standing.NOT_COUNTED, Standing.NOT_COUNTED]
    before = date(2028, 2, 9)
    decided = reported.after(replace(KEEP, sent_on=before, received_on=before), over)
    assert of(decided, clocks.MOVED_REVIEW).due_on == date(2029, 2, 8)


def test_a_decision_of_the_day_of_the_move_is_the_old_councils() -> None:
    over = replace(OVER, today=date(2028, 8, 1), transferred_on=KEEP.sent_on or date.max)
    told = reported.after(KEEP, over)
    review = of(told, clocks.MOVED_REVIEW)
    assert (review.due_on, review.standing) == (date(2029, 2, 24), Standing.RUNNING)
    periods = [one.standing for one in deadlines(told.state) if one.rule == PERIOD_END]
    assert periods == [Standing.DONE, Standing.NOT_COUNTED]


def test_a_plan_that_moves_on_at_once_is_reviewed_by_the_last_council() -> None:
    again = replace(OVER, entry_id=an_id("and on"), transferred_on=date(2027, 4, 20))
    plan = replace(FINALISE, issued_on=date(2026, 5, 3), sent_on=None)
    over = asked.after(plan, replace(OVER, transferred_on=date(2027, 4, 12)), again)
    standing = {one.clock: one.standing for one in deadlines(over.state)}
    assert standing[clocks.MOVED_REVIEW, OVER.entry_id] is Standing.NOT_COUNTED
    assert standing[clocks.MOVED_MEET_BY, OVER.entry_id] is Standing.NOT_COUNTED
    assert standing[clocks.MOVED_REVIEW, again.entry_id] is Standing.RUNNING


def test_a_move_that_another_took_the_place_of_is_over_with_that_ones_transfer() -> None:
    instead = replace(MOVE, entry_id=an_id("instead"), to=HILL, move_on=date(2028, 6, 12))
    over = replace(OVER, to=HILL, transferred_on=date(2028, 6, 12), today=date(2028, 8, 1))
    told = finalised.after(MOVE, instead)
    assert stage(told.state) is Stage.MOVING
    assert stage(told.after(over).state) is Stage.FINAL


def test_each_council_that_a_plan_goes_over_to_writes_its_own_letter() -> None:
    on = replace(OVER, entry_id=an_id("on"), to=HILL, transferred_on=date(2028, 6, 20))
    late: dict[str, Any] = {"today": date(2028, 12, 1)}
    twice = finalised.after(replace(OVER, **late), replace(on, **late))
    letter = replace(LETTER, **late, received_on=date(2028, 7, 10))

    def informed(story: Story) -> dict[Any, tuple[Standing, date | None]]:
        found = [one for one in deadlines(story.state) if one.rule == clocks.INFORM]
        return {one.about: (one.standing, one.done_on) for one in found}

    second = {on.entry_id: (Standing.DONE, letter.received_on)}
    not_counted = {OVER.entry_id: (Standing.NOT_COUNTED, None)}
    assert informed(twice) == not_counted | {on.entry_id: (Standing.RUNNING, None)}
    assert informed(twice.after(letter)) == not_counted | second
    first = replace(letter, entry_id=an_id("of marsh"), received_on=date(2028, 6, 15))
    in_time = {OVER.entry_id: (Standing.DONE, first.received_on)}
    assert informed(twice.after(first, letter)) == in_time | second
    after_its_day = replace(on, **late, transferred_on=date(2028, 8, 1))
    never = finalised.after(replace(OVER, **late), after_its_day)
    assert informed(never)[OVER.entry_id] == (Standing.OVERTAKEN, None)


def test_a_letter_of_before_the_day_on_which_the_plan_went_over_is_the_new_councils() -> None:
    early = replace(LETTER, sent_on=date(2028, 5, 30))
    told = moving.after(OVER, early)
    assert of(told, clocks.INFORM).done_on == early.sent_on
    on = replace(OVER, today=date(2028, 12, 1), entry_id=an_id("on"), to=HILL)
    twice = told.after(replace(on, transferred_on=date(2028, 7, 20)))
    standings = [one.standing for one in deadlines(twice.state) if one.rule == clocks.INFORM]
    assert standings == [Standing.DONE, Standing.RUNNING]


def test_the_plan_has_one_authority_the_one_it_went_over_to() -> None:
    assert shown(moving)["authority"]["code"] == "873"
    assert shown(moved)["authority"] == {"code": "874", "name": "Marshland Council"}
    right = replace(
        OVER,
        entry_id=an_id("right day"),
        corrects=OVER.entry_id,
        reason=WHY,
        transferred_on=OVER.transferred_on - timedelta(days=1),
    )
    assert shown(moved.after(right))["authority"]["code"] == "874"
    told_later = replace(
        OVER, entry_id=an_id("before"), to=HILL, transferred_on=right.transferred_on
    )
    assert shown(moved.after(told_later))["authority"]["code"] == "874"
    assert FINALISE.issued_on < OVER.transferred_on
