"""What is decided about a school."""

from dataclasses import replace
from datetime import date

from services.directory.domain.events import SchoolDetailsChanged, SchoolJoinedTrust, TermDatesSet
from services.directory.domain.school import School, decide, evolve
from tests.directory.examples import AUTUMN, RECORD_SCHOOL, SPRING, TOLD_ON
from tests.scenario import Scenario

school = Scenario(decide, evolve, School())
known = school.after(RECORD_SCHOOL)


def test_a_school_joins_on_the_day_that_the_data_say() -> None:
    joined, terms = school.when(RECORD_SCHOOL)
    assert isinstance(joined, SchoolJoinedTrust)
    assert (joined.name, joined.urn, joined.effective_on) == (
        "Gorse Hill School",
        "141207",
        date(2014, 9, 1),
    )
    assert isinstance(terms, TermDatesSet)
    assert terms.terms == (AUTUMN,)


def test_without_a_day_it_joined_when_we_were_told() -> None:
    joined, _ = school.when(replace(RECORD_SCHOOL, joined_on=None))
    assert joined.effective_on == TOLD_ON


def test_told_again_nothing_happens() -> None:
    assert known.when(RECORD_SCHOOL) == []


def test_only_the_name_changes() -> None:
    [changed] = known.when(replace(RECORD_SCHOOL, name="Gorse Hill Academy"))
    assert isinstance(changed, SchoolDetailsChanged)
    assert changed.name == "Gorse Hill Academy"


def test_a_term_that_is_not_told_any_more_stays() -> None:
    [terms] = known.when(replace(RECORD_SCHOOL, terms=(SPRING,)))
    assert isinstance(terms, TermDatesSet)
    assert terms.terms == (AUTUMN, SPRING)


def test_a_term_with_other_days_replaces_the_one_of_its_name() -> None:
    longer = replace(AUTUMN, name="autumn-1", last_day=date(2026, 10, 23))
    [terms] = known.when(replace(RECORD_SCHOOL, terms=(longer,)))
    assert isinstance(terms, TermDatesSet)
    assert terms.terms == (longer,)


def test_a_term_under_another_name_replaces_the_one_whose_days_it_covers() -> None:
    renamed = replace(AUTUMN, name="First half of autumn")
    [terms] = known.when(replace(RECORD_SCHOOL, terms=(renamed,)))
    assert isinstance(terms, TermDatesSet)
    assert terms.terms == (renamed,)
