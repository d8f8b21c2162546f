"""What stands around a limit: excuses, whom to address, appeals, moves."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.rulebook.addressing import Addressee, addressee, school_year_of_16, switch
from shared.rulebook.appeals import (
    APPEALABLE,
    Decision,
    Section,
    Standing,
    appeal_limit,
    certificate_needed,
    standing_on,
)
from shared.rulebook.exceptions import (
    EXCUSES,
    Ground,
    NoExcuse,
    absent_long_enough,
    claim,
    closure,
    grounds_for,
)
from shared.rulebook.limits import compute, limit
from shared.rulebook.moves import CONSEQUENCES, Move, plan_goes_over
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Party
from shared.rulebook.told import AsTold
from shared.rulebook.words import explain

CLOSES, OPENS = date(2026, 7, 22), date(2026, 9, 2)


def test_an_excuse_leaves_the_date_where_it_is() -> None:
    found = limit("ehcna.decide", date(2026, 7, 17))
    claimed = claim(found, Ground.SCHOOL_CLOSED, by=Party.LA, on=date(2026, 9, 3))
    assert claimed.limit == found
    assert claimed.limit.is_missed_on(date(2026, 8, 29))


@pytest.mark.parametrize("ground", list(Ground))
@pytest.mark.parametrize(
    ("rule", "excused"),
    [
        ("ehcna.decide", set(Ground) - {Ground.MISSED_APPOINTMENT}),
        ("ehcna.no_plan", set(Ground) - {Ground.MISSED_APPOINTMENT}),
        ("ehcna.final_plan", set(Ground) - {Ground.MISSED_APPOINTMENT}),
        ("reassess.final", set(Ground) - {Ground.MISSED_APPOINTMENT}),
        (
            "advice.school",
            {Ground.EXCEPTIONAL_CIRCUMSTANCES, Ground.ABSENCE, Ground.MISSED_APPOINTMENT},
        ),
        ("review.report", set()),
        ("review.decision", set()),
    ],
)
def test_each_limit_has_its_own_excuses(rule: str, excused: set[Ground], ground: Ground) -> None:
    assert {one.ground for one in grounds_for(rule)} == excused
    found = limit(rule, date(2026, 7, 17))
    if ground in excused:
        assert claim(found, ground, by=Party.LA, on=found.due_on).ground is ground
    else:
        with pytest.raises(NoExcuse, match=rule):
            claim(found, ground, by=Party.LA, on=found.due_on)


def test_every_ground_is_written_down_and_excuses_only_rules_that_there_are() -> None:
    assert [one.ground for one in EXCUSES] == list(Ground)
    assert {rule for one in EXCUSES for rule in one.excuses} <= BOOK.ids()


@pytest.mark.parametrize(
    ("asked_on", "can_claim"),
    [
        (date(2026, 7, 14), False),
        (date(2026, 7, 15), True),
        (date(2026, 8, 26), True),
        (date(2026, 8, 27), False),
    ],
)
def test_a_closure_counts_by_when_advice_was_asked_for(asked_on: date, can_claim: bool) -> None:
    found = closure(CLOSES, OPENS)
    assert (found.days, found.long_enough) == (42, True)
    assert (found.window_first_day, found.window_last_day) == (
        date(2026, 7, 15),
        date(2026, 8, 26),
    )
    assert found.excuses(asked_on) is can_claim


def test_a_closure_of_less_than_four_weeks_never_excuses() -> None:
    assert closure(CLOSES, CLOSES + timedelta(days=28)).long_enough
    short = closure(CLOSES, CLOSES + timedelta(days=27))
    assert not short.long_enough
    assert not short.excuses(CLOSES)


@pytest.mark.parametrize(
    ("first", "last", "enough"),
    [
        (date(2027, 3, 1), date(2027, 3, 28), True),
        (date(2027, 3, 1), date(2027, 3, 27), False),
        (date(2027, 1, 1), date(2027, 3, 28), True),
        (date(2027, 1, 1), date(2027, 3, 27), False),  # only what lies in the period
        (date(2027, 4, 10), date(2027, 6, 30), False),
    ],
)
def test_an_absence_counts_within_the_period(first: date, last: date, enough: bool) -> None:
    period = {"period_from": date(2027, 3, 1), "period_to": date(2027, 4, 12)}
    assert absent_long_enough(first, last, **period) is enough


@pytest.mark.parametrize(
    ("born_on", "parent_until"),
    [
        (date(2011, 8, 31), date(2027, 6, 25)),
        (date(2011, 9, 1), date(2028, 6, 30)),
        (date(2012, 2, 29), date(2028, 6, 30)),
        (date(2011, 12, 31), date(2028, 6, 30)),
        (date(2012, 1, 1), date(2028, 6, 30)),
        (date(2013, 2, 28), date(2029, 6, 29)),
    ],
)
def test_rights_pass_after_the_last_friday_of_june(born_on: date, parent_until: date) -> None:
    found = switch(born_on)
    assert found.parent_until == parent_until
    assert found.young_person_from == parent_until + timedelta(days=1)
    assert addressee(born_on, parent_until) is Addressee.PARENT
    assert addressee(born_on, found.young_person_from) is Addressee.YOUNG_PERSON
    assert (
        addressee(born_on, found.young_person_from, lacks_capacity=True) is Addressee.REPRESENTATIVE
    )
    assert addressee(born_on, parent_until, lacks_capacity=True) is Addressee.PARENT


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2080, 12, 31)))
def test_nobody_is_a_young_person_before_15_years_or_long_after_16(born_on: date) -> None:
    found = switch(born_on).parent_until
    assert (found.weekday(), found.month) == (4, 6)
    assert (found + timedelta(days=7)).month == 7
    assert 15.7 < (found - born_on).days / 365.25 < 16.9
    assert found.year == school_year_of_16(born_on)


@pytest.mark.parametrize(
    ("decision", "sections", "needed"),
    [
        (Decision.CONTENTS, [Section.I], False),
        (Decision.CONTENTS, [Section.F, Section.I], True),
        (Decision.CONTENTS, [Section.B], True),
        (Decision.CONTENTS, [], True),
        (Decision.REFUSAL_TO_ASSESS, [], True),
        (Decision.CEASING, [Section.I], True),
    ],
)
def test_only_an_appeal_on_the_school_alone_needs_no_certificate(
    decision: Decision, sections: list[Section], needed: bool
) -> None:
    assert certificate_needed(decision, sections) is needed
    assert [one.decision for one in APPEALABLE] == list(Decision)


def test_a_late_appeal_is_never_called_impossible() -> None:
    found = appeal_limit(date(2027, 6, 15), date(2027, 7, 10))
    assert found.due_on == date(2027, 9, 1)
    assert standing_on(found, date(2027, 9, 1)) is Standing.IN_TIME
    assert standing_on(found, date(2027, 9, 2)) is Standing.ASK_FOR_ADVICE
    assert appeal_limit(date(2027, 6, 15)).due_on == date(2027, 9, 1)
    assert "admit a late appeal" in found.rule.note


def test_an_appeal_explains_both_limits_the_roll_and_what_nobody_has_confirmed() -> None:
    said = explain(appeal_limit(AsTold(date(2026, 10, 1)), date(2026, 11, 29)))
    assert said.start == (
        "The council sent its decision on Thursday 1 October 2026; that day is not counted. "
        "The mediation certificate was issued on Sunday 29 November 2026; that day is not counted."
    )
    assert said.counted == (
        "2 months end on Tuesday 1 December 2026. 1 month ends on Tuesday 29 December 2026. "
        "The later counts: Tuesday 29 December 2026."
    )
    assert said.stays == (
        "The time ends on Tuesday 29 December 2026; the Tribunal's rules move it to "
        "Monday 4 January 2027. It is in time until 5pm."
    )
    assert said.sure == "As told, and not confirmed: decision notice sent."
    assert said.holder == "The parent or young person acts."


@pytest.mark.parametrize(
    ("knew_on", "rule", "due_on"),
    [
        (date(2027, 3, 1), "move_la.transfer_on_move", date(2027, 5, 1)),
        (date(2027, 4, 12), "move_la.transfer_on_move", date(2027, 5, 1)),
        (date(2027, 4, 13), "move_la.transfer", date(2027, 5, 4)),
        (date(2027, 6, 1), "move_la.transfer", date(2027, 6, 21)),
    ],
)
def test_a_plan_goes_over_on_the_day_of_the_move_if_it_was_known_in_time(
    knew_on: date, rule: str, due_on: date
) -> None:
    found = plan_goes_over(date(2027, 5, 1), knew_on)
    assert (found.rule.id, found.due_on) == (rule, due_on)


def test_every_move_is_written_down_with_rules_that_there_are() -> None:
    assert set(CONSEQUENCES) == set(Move)
    assert {rule for one in CONSEQUENCES.values() for rule in one.rules} <= BOOK.ids()
    assert [one.move for one in CONSEQUENCES.values() if not one.plan_stands] == [
        Move.OUT_OF_ENGLAND
    ]


def test_a_plan_is_kept_at_least_until_the_time_to_appeal_has_run_out() -> None:
    told = {"decision_notice_sent": date(2027, 6, 15)}
    kept = compute("cease.keep_plan", told)
    assert kept.due_on == compute("appeal.due", told).due_on
    assert not kept.is_missed_on(date(2030, 1, 1))
