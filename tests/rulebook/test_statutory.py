"""docs/statutory.md says what the rules say."""

from dataclasses import replace
from datetime import date

from deploy.statutory import PAGE, page
from shared.rulebook.book import RuleBook
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Transitional

WRITTEN = PAGE.read_text(encoding="utf-8")


def test_the_table_is_that_of_the_rules() -> None:
    assert page(WRITTEN) == WRITTEN, "run make statutory"
    rows = {line.split("`")[1] for line in WRITTEN.splitlines() if line.startswith("| `")}
    assert BOOK.ids() | {duty.id for duty in BOOK.duties} <= rows


def test_a_changed_rule_changes_the_table() -> None:
    for rule in BOOK.rules:
        changed = replace(rule, title="Something else")
        rules = tuple(changed if one is rule else one for one in BOOK.rules)
        assert page(WRITTEN, RuleBook(rules, BOOK.events, BOOK.duties)) != WRITTEN


def test_each_version_of_a_rule_has_its_line() -> None:
    old = BOOK.latest("consult.school_response")
    new = replace(
        old,
        length=10,
        valid_from=date(2027, 9, 1),
        transitional=Transitional.STARTING,
    )
    ended = replace(old, valid_to=date(2027, 8, 31))
    rules = tuple(ended if one is old else one for one in BOOK.rules)
    told = page(WRITTEN, RuleBook((*rules, new), BOOK.events, BOOK.duties))
    assert "| `consult.school_response` (2014-09-01 to 2027-08-31) |" in told
    assert "| `consult.school_response` (2027-09-01) |" in told
