"""One length edited in a copy of the rule book: whatever counts with it is seen to change."""

from datetime import date
from pathlib import Path

import pytest

from services.ehcp.domain.deadlines import deadlines
from shared.rulebook.book import RuleBook
from shared.rulebook.limits import limit
from shared.rulebook.reading import read_rules
from shared.rulebook.vectors.cases import read_cases
from shared.rulebook.vectors.checking import check
from tests.ehcp.examples import ASK, RECEIVE, case
from tests.rulebook.edited import five_weeks_to_decide

# Beside the project, not in it. A missing file fails the tests: without it nothing is proven.
VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "ehc_deadlines.json"
RECEIVED = date(2026, 11, 13)


@pytest.fixture
def edited(tmp_path: Path) -> RuleBook:
    """The rule book with five weeks to decide, not six."""
    return read_rules(five_weeks_to_decide(tmp_path))


def test_a_limit_changes(edited: RuleBook) -> None:
    assert limit("ehcna.decide", RECEIVED, book=edited).due_on == date(2026, 12, 18)
    assert limit("ehcna.refusal_notice", RECEIVED, book=edited).due_on == date(2026, 12, 18)
    assert limit("ehcna.decide", RECEIVED).due_on == date(2026, 12, 25)


def test_its_cases_differ_and_no_other(edited: RuleBook) -> None:
    differ = [one for one in check(read_cases(VECTORS), book=edited) if not one.same]
    assert {one.what for one in differ} == {"ehcna.decide"}
    assert len(differ) == 12


def test_the_deadlines_of_a_case_change_with_it(edited: RuleBook) -> None:
    state = case.after(ASK, RECEIVE).state
    ours = {one.rule: one.due_on for one in deadlines(state)}
    changed = {one.rule: one.due_on for one in deadlines(state, book=edited)}
    decide, sooner = ours.pop("ehcna.decide"), changed.pop("ehcna.decide")
    assert decide is not None
    assert sooner is not None
    assert (decide - sooner).days == 7
    assert ours == changed
