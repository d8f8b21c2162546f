"""What a school is told of an import: once for each thing that a list told, whatever repeats."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from services.ehcp.domain.events import EhcpCasesImported
from services.ehcp.migration.digest import TakenOver, decide

TODAY = date(2026, 11, 23)
SCHOOL, FIRST, SECOND = uuid4(), uuid4(), uuid4()
ONE = TakenOver(school_id=SCHOOL, entry_id=uuid4(), missing_facts=3)
OTHER = replace(ONE, entry_id=uuid4(), missing_facts=0)


def told(
    *cases: TakenOver, past: list[EhcpCasesImported] | None = None, by: UUID = FIRST
) -> list[EhcpCasesImported]:
    return decide(past or [], cases, import_id=by, school_id=SCHOOL, today=TODAY)


def test_a_school_is_told_how_many_cases_and_how_many_facts_are_missing() -> None:
    [digest] = told(ONE, OTHER)
    assert (digest.import_id, digest.school_id, digest.effective_on) == (FIRST, SCHOOL, TODAY)
    assert (digest.cases, digest.missing_facts) == (2, 3)
    assert set(digest.entries) == {ONE.entry_id, OTHER.entry_id}


def test_the_order_of_the_rows_changes_nothing() -> None:
    assert told(ONE, OTHER) == told(OTHER, ONE)


def test_what_was_told_is_not_told_again() -> None:
    past = told(ONE, OTHER)
    assert told(ONE, OTHER, past=past, by=SECOND) == []
    assert told(OTHER, past=past, by=SECOND) == []
    assert told() == []


def test_the_next_import_tells_what_is_new_alone() -> None:
    past = told(ONE)
    [digest] = told(ONE, OTHER, past=past, by=SECOND)
    assert (digest.cases, digest.missing_facts, digest.entries) == (1, 0, (OTHER.entry_id,))
