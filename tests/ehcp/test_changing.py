"""Another assessment, the end of a plan, and the move to another council."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.ehcp.domain.appeal_terms import ReassessmentDecision, Remedy
from services.ehcp.domain.clocks import changing as clocks
from services.ehcp.domain.clocks.appealing import APPEAL
from services.ehcp.domain.clocks.reviewing import MEET_BY, PERIOD_END
from services.ehcp.domain.commands import (
    RecordAgreement,
    RecordAmendedPlan,
    RecordAppeal,
    RecordConcession,
    RecordOrder,
)
from services.ehcp.domain.deadlines import Deadline, Standing, deadlines
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.rules import NotTransferred, PlanAlreadyCeased
from services.ehcp.domain.stage import Stage, stage
from services.ehcp.projections.cases import fold
from tests.ehcp.examples import FINALISE, WHY, an_id, asked, finalised
from tests.ehcp.examples_changing import (
    AGAIN,
    ASK_AGAIN,
    CEASED,
    LATER,
    LETTER,
    MAY_CEASE,
    MOVE,
    OVER,
    WILL_CEASE,
    ceased,
    ceasing,
    moved,
    moving,
    reassessing,
)
from tests.ehcp.examples_reviewing import KEEP, MEET, PLAN
from tests.scenario import Scenario
from tests.story import Story as Recorded

Story = Scenario[Any, Any, Any]
MAY_REFUSE = clocks.MAY_REFUSE
AGAINST = RecordAppeal(
    **LATER,
    entry_id=an_id("against its end"),
    decision_id=WILL_CEASE.entry_id,
    sent_on=date(2028, 3, 20),
)
UPHELD = RecordOrder(
    **LATER,
    entry_id=an_id("it goes on"),
    appeal_id=AGAINST.entry_id,
    remedy=Remedy.KEEP_PLAN,
    ordered_on=date(2028, 5, 1),
)
AT = datetime(2028, 6, 1, 9, tzinfo=UTC)


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


def test_a_refused_reassessment_can_be_appealed_against() -> None:
    told = finalised.after(ASK_AGAIN, replace(AGAIN, decision=ReassessmentDecision.REFUSED))
    [appeal] = [one for one in deadlines(told.state) if one.clock == (APPEAL, AGAIN.entry_id)]
    assert appeal.due_on == date(2028, 2, 29)
    assert clocks.REASSESS_FINAL not in {one.rule for one in deadlines(told.state)}


def test_a_plan_goes_on_until_the_time_to_appeal_has_run_out() -> None:
    keep = of(ceasing, clocks.KEEP_PLAN)
    assert keep.due_on == date(2028, 4, 3)  # 1 April is a Saturday
    assert stage(ceasing.state) is Stage.CEASING
    assert Mark.CEASED_TOO_EARLY not in marks(ceased)
    early = ceasing.after(replace(CEASED, ended_on=date(2028, 4, 3)))
    assert Mark.CEASED_TOO_EARLY in marks(early)


def test_a_plan_goes_on_while_an_appeal_against_its_end_is_open() -> None:
    """What the council did too early stays to be seen once the appeal is decided."""
    appealed = ceasing.after(AGAINST)
    early = appealed.after(CEASED)
    assert "it goes on until the appeal is decided (" in said_too_early(early)
    decided = early.after(UPHELD)
    assert "until the appeal is decided on Monday 1 May 2028 (" in said_too_early(decided)
    dismissed = replace(UPHELD, remedy=Remedy.DISMISSED)
    on_that_day = replace(CEASED, ended_on=dismissed.ordered_on)
    assert Mark.CEASED_TOO_EARLY not in marks(appealed.after(dismissed, on_that_day))


def test_a_plan_that_the_tribunal_keeps_is_not_ceasing_any_more() -> None:
    kept = ceasing.after(AGAINST, UPHELD)
    assert stage(kept.state) is Stage.FINAL
    assert of(kept, clocks.KEEP_PLAN).standing is Standing.NOT_NEEDED
    conceded = RecordConcession(
        **LATER, entry_id=an_id("concede"), appeal_id=AGAINST.entry_id, told_on=date(2028, 4, 20)
    )
    assert stage(ceasing.after(AGAINST, conceded).state) is Stage.FINAL
    dismissed = ceasing.after(AGAINST, replace(UPHELD, remedy=Remedy.DISMISSED))
    assert stage(dismissed.state) is Stage.CEASING


@pytest.mark.parametrize("remedy", Remedy)
def test_a_plan_that_is_agreed_on_at_mediation_is_not_ceasing_any_more(remedy: Remedy) -> None:
    agreed = RecordAgreement(
        **LATER,
        entry_id=an_id("agreed that it goes on"),
        decision_id=WILL_CEASE.entry_id,
        remedy=remedy,
        agreed_on=date(2028, 4, 20),
    )
    goes_on = remedy in (Remedy.KEEP_PLAN, Remedy.AMEND, Remedy.NAME_SCHOOL)
    told = ceasing.after(agreed)
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


def test_a_plan_that_has_ended_has_no_review_to_come() -> None:
    assert of(ceased, PERIOD_END).standing is Standing.NOT_NEEDED
    assert (shown(ceased)["stage"], shown(ceased)["open"]) == ("ceased", False)
    with pytest.raises(PlanAlreadyCeased):
        ceased.when(replace(CEASED, entry_id=an_id("once more")))


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


def test_a_plan_that_moves_on_at_once_is_reviewed_by_the_last_council() -> None:
    again = replace(OVER, entry_id=an_id("and on"), transferred_on=date(2027, 4, 20))
    plan = replace(FINALISE, issued_on=date(2026, 5, 3), sent_on=None)
    over = asked.after(plan, replace(OVER, transferred_on=date(2027, 4, 12)), again)
    standing = {one.clock: one.standing for one in deadlines(over.state)}
    assert standing[clocks.MOVED_REVIEW, OVER.entry_id] is Standing.NOT_COUNTED
    assert standing[clocks.MOVED_MEET_BY, OVER.entry_id] is Standing.NOT_COUNTED
    assert standing[clocks.MOVED_REVIEW, again.entry_id] is Standing.RUNNING


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
    assert FINALISE.issued_on < OVER.transferred_on
