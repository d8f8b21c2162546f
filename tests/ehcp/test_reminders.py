"""At which distances whom: data that a deployment can change, and no code."""

from datetime import date, timedelta
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from services.ehcp.can_do import ADVICE, OF_COUNCIL, can_do
from services.ehcp.domain.clocks.appealing import APPEAL
from services.ehcp.domain.clocks.reviewing import ASK, GIVE_NOTICE
from services.ehcp.domain.deadlines import DECIDE, Deadline, deadlines
from services.ehcp.domain.events import EhcpDeadlineApproaching
from services.ehcp.domain.notices import announce, next_notice
from services.ehcp.domain.reminders import (
    OURS,
    REMINDERS,
    Reader,
    Reminders,
    WrongReminders,
    read_reminders,
)
from services.ehcp.domain.state import evolve
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Party
from tests.ehcp.examples import CASE, DECIDE_BY, clock, only, received
from tests.ehcp.examples_appealing import refused
from tests.ehcp.examples_reviewing import MEETING_ON, review_planned
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
OWN = """
[party.LA]
staff = [10, 3]
family = [5]

[rules."ehcna.no_plan"]
staff = []
"""


@pytest.fixture
def own(tmp_path: Path) -> Reminders:
    file = tmp_path / "own.toml"
    file.write_text(OWN)
    return read_reminders(file)


def days(story: Story, first: date, last: date, reminders: Reminders) -> list[Any]:
    """What a clock announces that strikes every morning."""
    state, told = story.state, list[Any]()
    for n in range((last - first).days + 1):
        new = announce(CASE, state, first + timedelta(days=n), reminders)
        state = reduce(evolve, new, state)
        told += new
    return told


def of(story: Story, rule: str) -> Deadline:
    [found] = [one for one in deadlines(story.state) if one.rule == rule]
    return found


def test_everybody_who_can_have_to_act_has_distances() -> None:
    assert read_reminders(OURS) == REMINDERS
    assert set(REMINDERS.party) == set(Party) - {Party.SYSTEM}
    assert REMINDERS.every(BOOK.latest(ASK)) == (28, 14, 7, 2)


def test_a_deployments_own_distances_are_used(own: Reminders) -> None:
    told = days(received, DECIDE_BY - timedelta(days=30), DECIDE_BY, own)
    near = [one for one in told if isinstance(one, EhcpDeadlineApproaching)]
    assert [(one.rule, one.distance, one.readers) for one in near] == [
        (DECIDE, 10, (Reader.STAFF,)),
        (DECIDE, 5, (Reader.FAMILY,)),
        (DECIDE, 3, (Reader.STAFF,)),
    ]


def test_a_rule_without_distances_is_announced_only_once_it_is_missed(own: Reminders) -> None:
    no_plan = of(received, "ehcna.no_plan")
    assert no_plan.due_on is not None
    assert next_notice(received.state, no_plan, own) == no_plan.due_on + timedelta(days=1)


def test_after_a_time_without_a_clock_one_notice_is_for_all_who_missed_theirs() -> None:
    late = only(EhcpDeadlineApproaching, received.when(clock(DECIDE_BY - timedelta(days=1))))
    assert (late.distance, late.readers) == (2, (Reader.STAFF, Reader.FAMILY))
    early = only(EhcpDeadlineApproaching, received.when(clock(DECIDE_BY - timedelta(days=28))))
    assert (early.distance, early.readers) == (28, (Reader.STAFF,))


def test_the_schools_own_dates_are_its_staffs_and_come_with_each_review() -> None:
    at = MEETING_ON - timedelta(weeks=2) - timedelta(days=7)
    near = [
        one
        for one in review_planned.when(clock(at))
        if isinstance(one, EhcpDeadlineApproaching) and one.rule == GIVE_NOTICE
    ]
    assert [(one.days_left, one.readers, one.about) for one in near] == [
        (7, (Reader.STAFF,), of(review_planned, GIVE_NOTICE).about)
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[party.cat]\nstaff = [2]", "nobody is called cat"),
        ('[rules."ehcna.never"]\nstaff = [2]', "no rule ehcna.never"),
        ("[party.LA]\nstaff = [0]", "LA.staff"),
        ("[party.LA]\nstaff = 2", "LA.staff"),
        ("[party.LA]\ncouncillors = [2]", "LA"),
        ("[people]\nstaff = [2]", "unknown: people"),
        ("[party", "own.toml"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text)
    with pytest.raises(WrongReminders, match=named):
        read_reminders(file)


def test_a_missed_date_says_what_can_be_done() -> None:
    late = DECIDE_BY + timedelta(days=1)
    assert can_do(of(received, DECIDE), DECIDE_BY) == ()
    assert can_do(of(received, DECIDE), late) == OF_COUNCIL
    assert can_do(of(refused, APPEAL), date(2027, 3, 1)) == ADVICE
    assert "record" in can_do(of(review_planned, ASK), MEETING_ON)[0]
