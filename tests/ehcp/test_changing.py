"""Another assessment, the end of a plan, and the move to another council."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.ehcp.domain.appeal_terms import ReassessmentDecision
from services.ehcp.domain.clocks import changing as clocks
from services.ehcp.domain.clocks.appealing import APPEAL
from services.ehcp.domain.clocks.reviewing import PERIOD_END
from services.ehcp.domain.deadlines import Deadline, Standing, deadlines
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.rules import NotTransferred, PlanAlreadyCeased
from services.ehcp.domain.stage import Stage, stage
from services.ehcp.projections.cases import fold
from tests.ehcp.examples import FINALISE, WHY, an_id, finalised
from tests.ehcp.examples_changing import (
    AGAIN,
    ASK_AGAIN,
    CEASED,
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
from tests.ehcp.examples_reviewing import KEEP
from tests.scenario import Scenario
from tests.story import Story as Recorded

Story = Scenario[Any, Any, Any]
AT = datetime(2028, 6, 1, 9, tzinfo=UTC)


def of(story: Story, rule: str) -> Deadline:
    [found] = [one for one in deadlines(story.state) if one.rule == rule]
    return found


def marks(story: Story) -> set[Mark]:
    return {one.mark for one in flags(story.state, deadlines(story.state))}


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
