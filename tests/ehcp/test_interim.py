"""A child under five: a review between the yearly ones, from three to six months after the plan."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.ehcp.domain.clocks.interim import INTERIM_FROM, INTERIM_TO
from services.ehcp.domain.deadlines import Deadline, Standing, Status, deadlines, status_on
from services.ehcp.domain.events import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
    EhcpUnderFiveRecorded,
)
from services.ehcp.domain.imagining import what_if
from services.ehcp.domain.notices import is_of_imported_past, to_come
from services.ehcp.domain.terms import Cause
from services.ehcp.explaining import explained, explained_row
from services.ehcp.projections.cases import fold
from services.ehcp.queries import still_counts
from services.ehcp.what_if_api import moved
from shared.errors import NotFound
from shared.rulebook.rule import Force, Kind, Party
from tests.ehcp.examples import (
    CASE,
    FINALISE,
    PUPIL,
    STRIKE_CASE,
    TODAY,
    an_id,
    case,
    clock,
    finalised,
    notices,
    only,
    planned,
)
from tests.ehcp.examples_ages import FIRST_ON, FIVE_BY, LAST_ON, TOLD_ON, UNDER_FIVE, young
from tests.ehcp.examples_changing import CEASED
from tests.ehcp.examples_reviewing import KEEP, LATER, MEET, PLAN
from tests.ehcp.examples_taking_over import taken_over
from tests.scenario import Scenario
from tests.story import Story as Recorded

Story = Scenario[Any, Any, Any]
ONE_DAY = timedelta(days=1)
HELD_ON = date(2027, 8, 24)
DECIDED_ON = date(2027, 9, 14)
REVIEW = replace(PLAN, today=date(2027, 7, 1), meeting_on=HELD_ON)
HOLD = replace(MEET, held_on=HELD_ON)
DECIDE = replace(KEEP, sent_on=DECIDED_ON, received_on=DECIDED_ON)


def interim(story: Story) -> dict[str, list[Deadline]]:
    """rule -> its clocks, of the two rules for a child under five."""
    found = [one for one in deadlines(story.state) if one.rule in (INTERIM_FROM, INTERIM_TO)]
    return {rule: [one for one in found if one.rule == rule] for rule in {x.rule for x in found}}


def of(story: Story, rule: str) -> Deadline:
    [found] = interim(story)[rule]
    return found


def until(day: date, story: Story = finalised) -> Story:
    """The same, of a child who counts as under five to the end of a month."""
    return story.after(replace(UNDER_FIVE, under_five_until=day))


def test_a_case_that_was_told_no_age_shows_neither() -> None:
    assert interim(finalised) == {}


def test_both_are_counted_from_the_plan_and_are_a_should() -> None:
    first, last = of(young, INTERIM_FROM), of(young, INTERIM_TO)
    assert (first.due_on, last.due_on) == (FIRST_ON, LAST_ON)
    assert first.about == last.about == FINALISE.entry_id
    assert first.limit is not None
    assert last.limit is not None
    assert [one.limit.rule.kind for one in (first, last) if one.limit] == [Kind.NOT_BEFORE, Kind.BY]
    assert (last.limit.rule.force, last.limit.rule.responsible) == (Force.CODE_SHOULD, Party.LA)
    assert "9.178" in last.limit.rule.source


def test_without_a_plan_there_is_nothing_to_review() -> None:
    assert interim(planned.after(UNDER_FIVE)) == {}


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2027, 9, 30), True),  # the limit falls on the last day
        (date(2027, 8, 31), False),
        (date(2027, 7, 31), False),  # not the first day alone
        (date(2027, 3, 31), False),
    ],
)
def test_neither_is_shown_once_the_last_day_finds_no_child_under_five(
    day: date, shown: bool
) -> None:
    assert bool(interim(until(day))) is shown


def test_the_next_review_ends_them_and_begins_the_next() -> None:
    held = young.after(REVIEW, HOLD)
    [done, running] = interim(held)[INTERIM_TO]
    assert (done.done_on, done.days_in_hand) == (HELD_ON, 37)
    assert running.due_on == date(2028, 2, 24)
    [first] = interim(held)[INTERIM_FROM]  # of the next one alone
    assert (first.due_on, first.about) == (date(2027, 11, 24), REVIEW.entry_id)
    [done, running] = interim(held.after(DECIDE))[INTERIM_TO]
    assert (done.done_on, running.due_on) == (HELD_ON, date(2028, 3, 14))


def test_a_decision_of_which_no_meeting_is_known_ends_them_too() -> None:
    told = replace(DECIDE, review_id=None)
    [done, _] = interim(young.after(told))[INTERIM_TO]
    assert done.done_on == DECIDED_ON


def test_two_decisions_of_one_day_do_not_end_each_others_next_months() -> None:
    first = replace(DECIDE, review_id=None)
    told = young.after(first, replace(first, entry_id=an_id("another")))
    assert [one.running for one in interim(told)[INTERIM_TO]] == [False, True, True]


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2027, 6, 29), Status.NOT_YET, Status.LATER),
        (FIRST_ON, Status.PASSED, Status.LATER),
        (date(2027, 9, 2), Status.PASSED, Status.DUE_SOON),
        (LAST_ON, Status.PASSED, Status.DUE_TODAY),
        (LAST_ON + ONE_DAY, Status.PASSED, Status.LATE),
        (FIVE_BY, Status.PASSED, Status.LATE),
        (FIVE_BY + ONE_DAY, Status.PASSED, Status.PASSED),
    ],
)
def test_how_they_stand_on_a_day(today: date, first: Status, last: Status) -> None:
    """Nobody waits for a first day, and nobody is late once the child is five."""
    assert status_on(of(young, INTERIM_FROM), today) is first
    assert status_on(of(young, INTERIM_TO), today) is last


def test_they_end_with_the_plan() -> None:
    ended = young.after(CEASED)
    assert {of(ended, rule).standing for rule in interim(ended)} == {Standing.NOT_NEEDED}


# Announced


def test_the_last_day_is_announced_near_and_missed_and_the_first_day_never() -> None:
    near = only(EhcpDeadlineApproaching, young.when(clock(LAST_ON - timedelta(days=7))))
    assert (near.rule, near.due_on, near.distance) == (INTERIM_TO, LAST_ON, 7)
    missed = only(EhcpDeadlineMissed, young.when(clock(LAST_ON + ONE_DAY)))
    assert (missed.rule, missed.owed_until) == (INTERIM_TO, FIVE_BY)
    said = [*young.when(clock(FIRST_ON)), *young.when(clock(FIRST_ON + ONE_DAY))]
    assert INTERIM_FROM not in {one.rule for one in notices(said)}


def test_what_is_over_by_the_fifth_birthday_is_not_announced_any_more() -> None:
    late = {one.rule for one in notices(list(young.when(clock(FIVE_BY + ONE_DAY))))}
    assert late
    assert INTERIM_TO not in late
    found = deadlines(young.state)
    assert LAST_ON + ONE_DAY not in {x.on for x in to_come(young.state, found, date(2029, 1, 1))}


def test_a_review_in_time_is_told_as_met() -> None:
    met = [one for one in young.after(REVIEW).when(HOLD) if isinstance(one, EhcpDeadlineMet)]
    [of_interim] = [one for one in met if one.rule == INTERIM_TO]
    assert (of_interim.days_in_hand, of_interim.effective_on) == (37, HELD_ON)


def test_what_lay_before_the_age_was_told_reaches_nobody() -> None:
    """A record that was there before directory spoke of ages: nobody is told of a past of it."""
    told_late = until(FIVE_BY, finalised).given(
        EhcpUnderFiveRecorded(
            case_id=CASE, pupil_id=PUPIL, under_five_until=FIVE_BY, effective_on=date(2028, 1, 10)
        )
    )
    missed = only(EhcpDeadlineMissed, told_late.when(clock(date(2028, 1, 11))))
    assert is_of_imported_past(told_late.state, missed)
    assert not is_of_imported_past(young.state, missed)


# The age itself


def test_an_age_is_told_once_and_only_of_a_case_that_there_is() -> None:
    assert finalised.when(UNDER_FIVE) == [
        EhcpUnderFiveRecorded(
            case_id=CASE, pupil_id=PUPIL, under_five_until=FIVE_BY, effective_on=TOLD_ON
        )
    ]
    assert young.when(replace(UNDER_FIVE, today=TODAY)) == []
    assert finalised.after(STRIKE_CASE).when(UNDER_FIVE) == []
    assert finalised.when(replace(UNDER_FIVE, under_five_until=None)) == []
    with pytest.raises(NotFound):
        case.when(UNDER_FIVE)


def test_a_corrected_birth_date_takes_back_what_was_announced() -> None:
    missed = young.after(clock(LAST_ON + ONE_DAY))
    told = only(EhcpDeadlineMissed, list(missed.past))
    older = replace(UNDER_FIVE, today=date(2027, 11, 1), under_five_until=None)
    back = only(EhcpDeadlineWithdrawn, missed.when(older))
    assert (back.withdraws, back.cause) == (told.notice_id, Cause.ENTERED_IN_ERROR)
    assert interim(missed.after(older)) == {}


def test_a_list_of_running_cases_says_nothing_of_reviews_between_the_yearly_ones() -> None:
    """Nobody is late by one that lay before the list; the next one counts."""
    of_list = taken_over.after(replace(FINALISE, issued_on=date(2026, 10, 30)))
    before = of(until(FIVE_BY, of_list), INTERIM_TO)
    assert (before.due_on, before.standing) == (date(2027, 4, 30), Standing.OVERTAKEN)
    of_list = taken_over.after(FINALISE)
    assert of(until(FIVE_BY, of_list), INTERIM_TO).standing is Standing.RUNNING


# As it is shown


def shown(story: Story, today: date) -> dict[str, dict[str, Any]]:
    """rule -> the date as the page shows it."""
    document = Recorded(f"ehccase-{CASE}", source="ehcp").tells(
        *story.past, at=datetime(2027, 4, 6, 9, tzinfo=UTC)
    )
    page = explained(document.folded(fold), today)["deadlines"]
    return {one["rule"]: one for one in page if one["rule"] in (INTERIM_FROM, INTERIM_TO)}


def test_the_explanation_says_that_it_rests_on_the_month() -> None:
    for rule, one in shown(young, TODAY).items():
        counted = one["explanation"]["counted"]
        assert "until Wednesday 31 May 2028, the end of the month of the fifth birthday" in counted
        assert "months end on" in counted
        [rehearsed] = [x for x in what_if(young.state, []) if x.either.rule == rule]
        assert moved(rehearsed, TODAY)["would_be"]["explanation"].counted == counted
        assert moved(rehearsed, TODAY)["would_be"]["status"] == one["status"]


def test_a_list_of_dates_has_the_last_day_while_it_is_owed_and_never_the_first() -> None:
    document = Recorded(f"ehccase-{CASE}", source="ehcp").tells(
        *young.past, at=datetime(2027, 4, 6, 9, tzinfo=UTC)
    )
    case = document.folded(fold)
    rows = {one["rule"]: one for one in case["deadlines"]}
    assert still_counts(rows[INTERIM_TO], TODAY)
    assert still_counts(rows[INTERIM_TO], FIVE_BY)
    assert not still_counts(rows[INTERIM_TO], FIVE_BY + ONE_DAY)
    assert not still_counts(rows[INTERIM_FROM], TODAY)
    row = rows[INTERIM_TO] | {"case_id": CASE, "pupil_id": PUPIL, "authority": {}, "entries": []}
    assert explained_row(row, FIVE_BY)["status"] == "late"
    assert explained_row(row, FIVE_BY + ONE_DAY)["status"] == "passed"


def test_a_rehearsal_of_a_review_moves_both() -> None:
    imagined = [replace(REVIEW, entry_id=an_id("imagined"), today=LATER["today"])]
    held = replace(HOLD, review_id=an_id("imagined"))
    changes = {
        (one.either.rule, one.either.about == FINALISE.entry_id): one
        for one in what_if(young.state, [*imagined, held])
        if one.either.rule in (INTERIM_FROM, INTERIM_TO)
    }
    done = changes[INTERIM_TO, True].would_be
    assert done is not None
    assert done.done_on == HELD_ON
    assert changes[INTERIM_FROM, True].would_be is None
    assert changes[INTERIM_FROM, False].was is None
