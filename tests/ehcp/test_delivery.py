"""What section F owed and what was given, counted by hand for a school of two half-terms."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.ehcp.domain.delivery import (
    Delivered,
    Session,
    Term,
    delivered,
    owed_sessions,
    school_days,
)
from services.ehcp.domain.facts import Amended, Ceased, Promised
from services.ehcp.domain.plan_terms import Period, Section
from services.ehcp.inbound import (
    PlanEntryStruckOut,
    ProvisionArranged,
    SessionDelivered,
    SessionMissed,
    TermDatesSet,
)
from services.ehcp.inbound import Term as TermTold
from services.ehcp.projections.delivery import fold, fold_school, sessions_of, terms_of
from tests.ehcp.examples import FINALISE, PUPIL, an_id, finalised, received
from tests.ehcp.examples_changing import CEASED, DISMISSED, UPHELD, ceasing, ended_early
from tests.ehcp.examples_drafting import CONTENT, SPEECH, TEACHING
from tests.story import Story

# Monday 12 April 2027 to Friday 28 May, and Monday 7 June to Friday 23 July 2027.
FIRST = Term(
    name="Summer 1",
    first_day=date(2027, 4, 12),
    last_day=date(2027, 5, 28),
    closed_on=frozenset({date(2027, 5, 3)}),  # early May bank holiday
)
SECOND = Term(name="Summer 2", first_day=date(2027, 6, 7), last_day=date(2027, 7, 23))
TERMS = (FIRST, SECOND)
WHOLE = (date(2027, 4, 1), date(2027, 8, 31))
OF_FINAL = replace(CONTENT, entry_id=an_id("content of the plan"), of=FINALISE.entry_id)
AT = datetime(2027, 6, 1, 9, tzinfo=UTC)
HELP, OTHER_HELP = an_id("help"), an_id("other help")


def promise(per: Period, sessions: int = 1) -> Promised:
    return Promised(
        provision_id=TEACHING.provision_id,
        section=Section.F,
        minutes=30,
        sessions=sessions,
        per=per,
        vague=(),
    )


@pytest.mark.parametrize(
    ("per", "periods"),
    [
        (Period.DAY, 34 + 35),  # 7 weeks of 5 days each, one day closed
        (Period.WEEK, 14),
        (Period.FORTNIGHT, 7),
        (Period.HALF_TERM, 2),
        (Period.TERM, 1),
        (Period.YEAR, 1),
    ],
)
def test_each_period_that_passed_whole_is_owed(per: Period, periods: int) -> None:
    assert owed_sessions(promise(per), TERMS, WHOLE) == periods
    assert owed_sessions(promise(per, 3), TERMS, WHOLE) == 3 * periods


def test_a_week_is_owed_on_its_last_school_day_and_not_before() -> None:
    def owed(to: date) -> int | None:
        return owed_sessions(promise(Period.WEEK, 3), TERMS, (WHOLE[0], to))

    assert owed(date(2027, 4, 15)) == 0
    assert owed(date(2027, 4, 16)) == 3
    assert owed(date(2027, 4, 22)) == 3


def test_a_week_in_which_the_plan_was_made_is_not_owed() -> None:
    after_monday = (date(2027, 4, 13), date(2027, 4, 23))
    assert owed_sessions(promise(Period.WEEK), TERMS, after_monday) == 1


def test_a_week_with_a_closed_monday_is_a_week() -> None:
    week = (date(2027, 5, 3), date(2027, 5, 7))
    assert owed_sessions(promise(Period.WEEK), TERMS, week) == 1


def test_in_the_holidays_nothing_is_owed() -> None:
    holiday = (date(2027, 5, 29), date(2027, 6, 6))
    assert owed_sessions(promise(Period.DAY), TERMS, holiday) == 0


@pytest.mark.parametrize("unsaid", ["sessions", "per"])
def test_what_the_plan_does_not_say_cannot_be_counted(unsaid: str) -> None:
    vague: Any = {unsaid: None}
    assert owed_sessions(replace(promise(Period.WEEK), **vague), TERMS, WHOLE) is None


def test_without_the_schools_terms_nobody_can_say() -> None:
    assert owed_sessions(promise(Period.WEEK), (), WHOLE) is None


def test_school_days_are_weekdays_on_which_it_is_open() -> None:
    days = list(school_days(FIRST))
    assert len(days) == 34
    assert all(day.weekday() < 5 for day in days)


def given(on: date, missed: str | None = None, minutes: int = 30) -> Session:
    return Session(provision_id=TEACHING.provision_id, on=on, minutes=minutes, missed=missed)


def counted(*sessions: Session, span: tuple[date, date] = WHOLE) -> dict[UUID, Delivered]:
    case = finalised.after(OF_FINAL).state
    return {one.provision_id: one for one in delivered(case, sessions, TERMS, span)}


def test_owed_given_balance_and_the_reason_for_each_shortfall() -> None:
    two_weeks = (date(2027, 4, 12), date(2027, 4, 23))
    sessions = [
        given(date(2027, 4, 12)),
        given(date(2027, 4, 14), minutes=20),
        given(date(2027, 4, 16), "staff-absent"),
        given(date(2027, 4, 19), "staff-absent"),
        given(date(2027, 4, 20), "school-event"),
        given(date(2027, 4, 26)),  # after the span
    ]
    line = counted(*sessions, span=two_weeks)[TEACHING.provision_id]
    assert (line.owed_sessions, line.owed_minutes) == (6, 180)
    assert (line.given_sessions, line.given_minutes) == (2, 50)
    assert line.balance_minutes == -130
    assert line.missed == {"school-event": 1, "staff-absent": 2}
    assert line.unrecorded == 1


def test_a_case_without_a_plan_owes_nothing() -> None:
    assert delivered(received.state, [given(date(2027, 4, 12))], TERMS, WHOLE) == ()


def test_an_amended_plan_takes_the_place_of_the_one_before_from_its_day_on() -> None:
    last_of_first = date(2027, 5, 30)
    amended = Amended(
        entry_id=an_id("amended"),
        review_id=None,
        issued_on=last_of_first + timedelta(days=1),
        sent_on=None,
        rights=None,
    )
    case = finalised.after(OF_FINAL).state
    more = replace(case.contents[-1], of=amended.key, promised=(promise(Period.WEEK, 5),))
    case = replace(case, amended_plans=(amended,), contents=(*case.contents, more))
    lines = {one.provision_id: one for one in delivered(case, [], TERMS, WHOLE)}
    assert lines[TEACHING.provision_id].owed_sessions == 7 * 3 + 7 * 5
    ceased = Ceased(entry_id=an_id("ceased"), on=date(2027, 6, 11))
    [line] = [
        one
        for one in delivered(replace(case, ceased=(ceased,)), [], TERMS, WHOLE)
        if one.provision_id == TEACHING.provision_id
    ]
    assert line.owed_sessions == 7 * 3 + 5


def test_an_end_that_came_too_early_ends_what_is_owed_with_the_appeal_against_it() -> None:
    week = (date(2028, 3, 20), date(2028, 5, 12))
    term = Term(name="Summer 1", first_day=date(2028, 3, 20), last_day=date(2028, 5, 12))

    def weeks(story: Any) -> int:
        found = {x.provision_id: x for x in delivered(story.state, [], [term], week)}
        return (found[TEACHING.provision_id].owed_sessions or 0) // 3

    assert weeks(ceasing.after(OF_FINAL, replace(CEASED, ended_on=date(2028, 4, 7)))) == 3
    early = ended_early.after(OF_FINAL)
    assert weeks(early) == 8
    assert weeks(early.after(UPHELD)) == 8
    assert weeks(early.after(DISMISSED)) == 6  # Monday 1 May is its last day


def test_health_and_care_are_not_what_the_school_delivers() -> None:
    nurse = replace(TEACHING, provision_id=an_id("nurse"), section=Section.G)
    case = finalised.after(replace(OF_FINAL, provisions=(TEACHING, nurse))).state
    found = delivered(case, [], TERMS, WHOLE)
    assert [one.provision_id for one in found] == [TEACHING.provision_id]


def test_a_vague_provision_is_there_with_what_was_given() -> None:
    line = counted()[SPEECH.provision_id]
    assert (line.owed_sessions, line.owed_minutes, line.unrecorded) == (None, None, None)
    assert (line.given_minutes, line.balance_minutes) == (0, None)


def test_nothing_is_owed_before_the_plan_was_made_or_by_a_draft() -> None:
    assert counted(span=(date(2027, 1, 1), FINALISE.issued_on - timedelta(days=1))) == {}
    of_draft = finalised.state
    assert delivered(of_draft, [], TERMS, WHOLE) == ()


def arranged(help_id: UUID = HELP, secures: UUID | None = TEACHING.provision_id) -> Any:
    return ProvisionArranged(pupil_id=PUPIL, provision_id=help_id, secures=secures, minutes=30)


def took_place(name: str, help_id: UUID = HELP) -> Any:
    return SessionDelivered(
        pupil_id=PUPIL,
        session_id=an_id(name),
        provision_id=help_id,
        effective_on=date(2027, 4, 12),
    )


def kept(*events: Any) -> list[Session]:
    document: dict[str, Any] | None = None
    for recorded in Story("plan-1", source="plans").tells(*events, at=AT).events:
        document = fold(document, recorded)
    return sessions_of(document)


def test_the_sessions_of_help_that_secures_section_f_are_read() -> None:
    missed = SessionMissed(
        pupil_id=PUPIL,
        session_id=an_id("two"),
        provision_id=HELP,
        reason="no-room",
        effective_on=date(2027, 4, 13),
    )
    assert kept(arranged(), took_place("one"), missed) == [
        given(date(2027, 4, 12)),
        given(date(2027, 4, 13), "no-room"),
    ]


def test_other_sessions_are_not_kept() -> None:
    events = [arranged(OTHER_HELP, None), took_place("one", OTHER_HELP), took_place("two")]
    assert kept(*events) == []


def test_what_was_entered_in_error_counts_no_more() -> None:
    def struck(entry_id: UUID) -> PlanEntryStruckOut:
        return PlanEntryStruckOut(pupil_id=PUPIL, entry_id=entry_id)

    story = [arranged(), took_place("one"), took_place("two")]
    assert len(kept(*story, struck(an_id("one")))) == 1
    assert kept(*story, struck(HELP)) == []
    assert len(kept(*story, struck(an_id("something else")))) == 2


def test_a_schools_terms_are_read_whole() -> None:
    told = tuple(
        TermTold(
            name=one.name,
            first_day=one.first_day,
            last_day=one.last_day,
            closed_on=tuple(one.closed_on),
        )
        for one in TERMS
    )
    event = TermDatesSet(school_id=an_id("school"), terms=told)
    [recorded] = Story("school-1", source="directory").tells(event, at=AT).events
    assert terms_of(fold_school(None, recorded)) == list(TERMS)
    assert terms_of(None) == []
