"""With nothing imagined, what-if is what the pages show: of every EHC case of the demo trust.

The made-up past is decided and folded by the service's own pure functions, as the platform does
when it takes it over; no server is needed for that.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import reduce
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from deploy.local.history.writing import write_past
from services.directory.demo_trust.writing import write_export
from services.ehcp.domain.clocks.interim import INTERIM_TO
from services.ehcp.domain.commands import RecordUnderFive
from services.ehcp.domain.deadlines import Deadline, deadlines
from services.ehcp.domain.imagining import what_if
from services.ehcp.domain.stage import stage
from services.ehcp.explaining import explained
from services.ehcp.handlers import case_stream
from services.ehcp.history import PAST
from services.ehcp.projections.cases import fold, state_of
from services.ehcp.what_if_api import moved
from shared.history.stories import Story, read_stories
from tests.deploy.history.ages import under_five
from tests.story import Story as Recorded

TODAY = date(2026, 11, 22)
KEY = bytes(range(32))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
YEARS_AHEAD = date(2040, 8, 31)
LEAST = 150  # cases that the demo trust is to have
SAME = ("status", "start_on", "due_on", "last_working_day_on", "provisional", "done_on")
Document = dict[str, Any]


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[UUID, date]]:
    """The file of the cases, and which children are under five."""
    export, folder = tmp_path_factory.mktemp("export"), tmp_path_factory.mktemp("past")
    write_export(export, today=TODAY)
    file = write_past(export, KEY, folder, today=TODAY)["ehcp"]
    return file, under_five(export, KEY, TODAY)


@pytest.fixture(scope="module", params=["as they are", "all under five"])
def cases(
    request: pytest.FixtureRequest, past: tuple[Path, Mapping[UUID, date]]
) -> list[tuple[Any, Document]]:
    """(state, document) of each case: as the commands leave it, and as the view keeps it.

    Once with the ages that directory tells, and once as if every child were under five for long.
    """
    file, ages = past
    if request.param == "all under five":
        ages = {story.pupil_id: YEARS_AHEAD for story in stories(file)}
    return [decided(story, ages.get(story.pupil_id)) for story in stories(file)]


def stories(file: Path) -> Iterator[Story[Any]]:
    yield from read_stories(file, PAST.commands, today=TODAY, special=PAST.special)


def decided(story: Story[Any], under_five_until: date | None) -> tuple[Any, Document]:
    aggregate = PAST.aggregate_of(story.commands[0])
    state = aggregate.new
    told: list[Any] = []
    for command in (*story.commands, *age_of(story, under_five_until)):
        events = aggregate.decide(state, command)
        state = reduce(aggregate.evolve, events, state)
        told += events
    stream = case_stream(story.commands[0].case_id)
    document = Recorded(stream, source="ehcp").tells(*told, at=NOON).folded(fold)
    return state, document | {"_id": story.commands[0].case_id}


def age_of(story: Story[Any], until: date | None) -> Iterator[RecordUnderFive]:
    """What the worker adds of a child under five: no story tells it."""
    if until is not None:
        case_id = story.commands[0].case_id
        yield RecordUnderFive(case_id=case_id, today=TODAY, under_five_until=until)


def test_it_is_asked_of_every_case_in_whatever_state(cases: list[tuple[Any, Document]]) -> None:
    found = Counter(stage(state) for state, _ in cases)
    assert len(cases) >= LEAST
    assert len(found) >= 5, found
    rules = Counter(one.rule for state, _ in cases for one in deadlines(state))
    assert rules[INTERIM_TO] >= 3


def test_nothing_imagined_is_the_live_deadline(cases: list[tuple[Any, Document]]) -> None:
    """Of the view: its state, from which the page counts, and its own list of dates."""
    for state, document in cases:
        rehearsed = what_if(state, [])
        assert not any(one.moves or one.days for one in rehearsed)
        assert [kept(one.would_be) for one in rehearsed] == [
            {name: one[name] for name in ("rule", "about", "standing", "due_on", "done_on")}
            for one in document["deadlines"]
        ]
        assert what_if(state_of(document), []) == rehearsed


def kept(deadline: Deadline | None) -> Document:
    assert deadline is not None
    return {
        "rule": deadline.rule,
        "about": deadline.about,
        "standing": deadline.standing.value,
        "due_on": str(deadline.due_on) if deadline.due_on else None,
        "done_on": str(deadline.done_on) if deadline.done_on else None,
    }


@pytest.mark.parametrize("today", [TODAY, date(2027, 7, 5)])
def test_nothing_imagined_is_what_the_page_shows(
    cases: list[tuple[Any, Document]], today: date
) -> None:
    for state, document in cases:
        page = explained(document, today)["deadlines"]
        rehearsed = [moved(one, today) for one in what_if(state, [])]
        assert [one["rule"] for one in rehearsed] == [one["rule"] for one in page]
        for shown, one in zip(page, rehearsed, strict=True):
            assert one["was"] == one["would_be"]
            assert {name: one["would_be"][name] for name in SAME} == {
                name: shown[name] for name in SAME
            }
