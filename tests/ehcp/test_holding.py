"""The day to hold a review meeting by is the council's where the council holds the meeting."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.ehcp.domain.clocks.changing import MOVED_MEET_BY
from services.ehcp.domain.clocks.reviewing import MEET_BY, TRANSFER_MEET_BY
from services.ehcp.domain.commands import Command
from services.ehcp.domain.deadlines import Deadline, Status, deadlines, status_on
from services.ehcp.domain.events import EhcpDeadlineMissed, EhcpDeadlineWithdrawn, Event
from services.ehcp.domain.facts import EhcCase
from services.ehcp.domain.review_terms import Holder, ReviewKind, Transfer, TransferTo
from shared.rulebook.rule import Party
from tests.ehcp.examples import FINALISE, WHY, all_of, an_id, clock, finalised
from tests.ehcp.examples_changing import moved
from tests.ehcp.examples_reviewing import KEEP, MEET, PLAN
from tests.ehcp.examples_reviewing import MEET_BY as DAY
from tests.scenario import Scenario

Story = Scenario[EhcCase, Event, Command]
AFTER = DAY + timedelta(days=1)
UNDATED = replace(PLAN, meeting_on=None)
COUNCILS = replace(UNDATED, held_by=Holder.COUNCIL)
AT_HOME = replace(PLAN, held_by=Holder.COUNCIL, home_educated=True)
TO_SCHOOL: dict[str, Any] = {
    "kind": ReviewKind.PHASE_TRANSFER,
    "transfer": Transfer(to=TransferTo.SCHOOL, year=2028),
}


def of(story: Story, rule: str, about: object = None) -> Deadline:
    [found] = [
        one for one in deadlines(story.state) if one.rule == rule and about in (None, one.about)
    ]
    return found


def who(story: Story, rule: str, about: object = None) -> Party:
    found = of(story, rule, about)
    assert found.limit is not None
    return found.limit.rule.responsible


@pytest.mark.parametrize(
    ("story", "rule", "council"),
    [
        (finalised, MEET_BY, Party.LA),
        (finalised, TRANSFER_MEET_BY, Party.LA),
        (moved, MOVED_MEET_BY, Party.NEW_LA),
    ],
)
def test_whoever_holds_the_meeting_is_to_hold_it_in_time(
    story: Story, rule: str, council: Party
) -> None:
    more = TO_SCHOOL if rule == TRANSFER_MEET_BY else {}
    ours, theirs = (
        story.after(replace(UNDATED, held_by=holder, **more))
        for holder in (Holder.SCHOOL, Holder.COUNCIL)
    )
    assert (who(ours, rule), who(theirs, rule)) == (Party.SCHOOL, council)
    assert of(ours, rule).due_on == of(theirs, rule).due_on
    held = theirs.after(replace(MEET, review_id=UNDATED.entry_id, held_on=date(2028, 6, 1)))
    assert who(held, rule, of(theirs, rule).about) is council


def test_without_a_review_the_meeting_is_the_schools() -> None:
    assert who(finalised, MEET_BY) is Party.SCHOOL
    assert who(moved, MOVED_MEET_BY) is Party.SCHOOL


def test_no_school_is_told_that_it_missed_the_councils_meeting() -> None:
    for plan, missed_by in ((UNDATED, [Party.SCHOOL]), (COUNCILS, [])):
        story = finalised.after(plan)
        missed = all_of(EhcpDeadlineMissed, story.when(clock(AFTER)))
        assert [one.responsible for one in missed if one.rule == MEET_BY] == missed_by
    assert status_on(of(finalised.after(UNDATED), MEET_BY), AFTER) is Status.LATE
    assert status_on(of(finalised.after(COUNCILS), MEET_BY), AFTER) is Status.PASSED


def test_what_the_school_was_said_to_have_missed_is_taken_back() -> None:
    """Reporting counts what stands as missed, by whom it was: late (ours) is one less."""
    late = finalised.after(UNDATED, clock(AFTER))
    [missed] = [x for x in all_of(EhcpDeadlineMissed, list(late.past)) if x.rule == MEET_BY]
    right = replace(COUNCILS, entry_id=an_id("right"), corrects=UNDATED.entry_id, reason=WHY)
    taken_back = all_of(EhcpDeadlineWithdrawn, late.when(right))
    assert missed.notice_id in [one.withdraws for one in taken_back]


def test_a_child_taught_at_home_stays_so_until_a_review_says_otherwise() -> None:
    reviewed = finalised.after(AT_HOME, MEET, replace(KEEP, review_id=AT_HOME.entry_id))
    first, second = (one for one in deadlines(reviewed.state) if one.rule == MEET_BY)
    assert (first.about, second.about) == (FINALISE.entry_id, AT_HOME.entry_id)
    assert who(reviewed, MEET_BY, second.about) is Party.LA
    later: dict[str, Any] = {"entry_id": an_id("at school again"), "today": date(2028, 5, 1)}
    again = reviewed.after(replace(UNDATED, **later))
    assert who(again, MEET_BY, second.about) is Party.SCHOOL
    assert who(again, MEET_BY, first.about) is Party.LA
    councils = replace(AT_HOME, home_educated=False)
    once = finalised.after(councils, MEET, replace(KEEP, review_id=councils.entry_id))
    assert who(once, MEET_BY, councils.entry_id) is Party.SCHOOL
