"""Rules are data: read, checked, versioned by the day a clock starts, and said in words."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.rulebook.limits import Limit, limit
from shared.rulebook.reading import BOOK, ENGLAND, HERE, WrongRuleBook, read_rules
from shared.rulebook.rule import (
    Counting,
    Force,
    Kind,
    NotInForce,
    Party,
    Rule,
    RuleBook,
    Unit,
    UnknownRule,
)
from shared.rulebook.words import explain

# Beside the project, not in it. A missing file fails the tests: without it nothing is proven.
VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "ehc_deadlines.json"
WRITTEN = (HERE / "rules.toml").read_text()
RECEIVED = date(2026, 11, 13)
DIRECTIONS = {Counting.AFTER: ("after", False), Counting.BEFORE: ("before", False)}

A_RULE = Rule(
    id="a.rule",
    title="Do something",
    source="Some Regulations, regulation 1",
    start_event="something",
    starts_when="something happened",
    length=6,
    unit=Unit.WEEKS,
    counting=Counting.AFTER,
    responsible=Party.SCHOOL,
    force=Force.STATUTORY,
    kind=Kind.BY,
    valid_from=date(2014, 9, 1),
)


def by(rule: Rule, start_on: date = RECEIVED) -> Limit:
    return limit(rule.id, start_on, book=RuleBook((rule,)))


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_is_what_the_shared_list_says_of_it(rule: Rule) -> None:
    listed: list[dict[str, Any]] = json.loads(VECTORS.read_text())["rules"]
    [same] = [one for one in listed if one["id"] == rule.id]
    assert (rule.length, rule.unit) == (same["value"], same["unit"])
    assert DIRECTIONS[rule.counting] == (same["direction"], same["event_day_counts"])
    assert rule.start_event == same["start_event"]
    assert (rule.responsible, rule.force) == (same["responsible"], same["force"])
    assert same["non_working_day_roll"] == "none"


def edited(tmp_path: Path, old: str, new: str) -> Path:
    """The rule book with the first of such lines changed."""
    assert old in WRITTEN
    path = tmp_path / "rules.toml"
    path.write_text(WRITTEN.replace(old, new, 1))
    return path


def test_a_changed_length_is_an_edit_of_data(tmp_path: Path) -> None:
    book = read_rules(edited(tmp_path, "length = 6", "length = 5"))
    assert limit("ehcna.decide", RECEIVED, book=book).due_on == date(2026, 12, 18)
    assert limit("ehcna.decide", RECEIVED).due_on == date(2026, 12, 25)


def test_a_clock_keeps_the_version_under_which_it_started() -> None:
    old = replace(A_RULE, valid_to=date(2026, 11, 13))
    new = replace(A_RULE, length=4, valid_from=date(2026, 11, 14))
    book = RuleBook((old, new))
    assert limit("a.rule", date(2026, 11, 13), book=book).rule.length == 6
    assert limit("a.rule", date(2026, 11, 14), book=book).rule.length == 4
    assert book.latest("a.rule") == new


def test_no_version_of_that_day_and_no_such_rule_are_errors() -> None:
    with pytest.raises(NotInForce):
        limit("ehcna.decide", date(2014, 8, 31))
    with pytest.raises(UnknownRule):
        limit("ehcna.decided", RECEIVED)
    with pytest.raises(UnknownRule):
        BOOK.latest("ehcna.decided")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("length = 6", "length = 0"),
        ("length = 6", 'length = "six"'),
        ('unit = "weeks"', 'unit = "fortnights"'),
        ("valid_from = 2014-09-01", "valid_from = 2014-09-01\nvalid_to = 2014-08-31"),
        ('id = "ehcna.no_plan"', 'id = "ehcna.decide"'),
        ("\n[[rule]]", "\n[[rule"),
    ],
)
def test_a_wrong_rule_book_is_refused_and_named(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(WrongRuleBook, match=r"rules\.toml"):
        read_rules(edited(tmp_path, old, new))


def test_a_limit_says_where_it_falls_and_what_to_aim_at() -> None:
    found = limit("ehcna.decide", RECEIVED)
    assert (found.due_on, found.closed_because) == (date(2026, 12, 25), "Christmas Day")
    assert found.last_working_day_on == date(2026, 12, 24)
    assert not found.provisional


def test_a_date_past_the_list_of_bank_holidays_is_provisional() -> None:
    found = limit("ehcna.final_plan", date(2028, 10, 2))
    assert found.due_on > ENGLAND.listed_until
    assert found.provisional
    assert "provisional" in explain(found).aim


def test_an_explanation_is_whole_sentences() -> None:
    told = explain(limit("ehcna.decide", RECEIVED))
    assert told.start == (
        "The council received the request on Friday 13 November 2026; that day is not counted."
    )
    assert told.counted == "6 weeks are 42 days. Day 42 is Friday 25 December 2026."
    assert told.stays == (
        "That is Christmas Day. Weekends, bank holidays and school holidays do not move it."
    )
    assert told.aim == "The last working day on or before it is Thursday 24 December 2026."
    assert told.authority == (
        "SEND Regulations 2014, regulation 5(1). Must. Version in force on Friday 13 November 2026."
    )


@pytest.mark.parametrize(
    ("change", "start", "counted"),
    [
        (
            {"length": 15, "unit": Unit.DAYS, "counting": Counting.BEGINNING_WITH},
            "that day is day 1.",
            "Day 15 is Friday 27 November 2026.",
        ),
        (
            {"length": 2, "counting": Counting.BEFORE},
            "counted back from it, that day is left out.",
            "2 weeks are 14 days. Day 14 before it is Friday 30 October 2026.",
        ),
        (
            {"length": 1},
            "that day is not counted.",
            "1 week is 7 days. Day 7 is Friday 20 November 2026.",
        ),
        (
            {"length": 2, "unit": Unit.MONTHS},
            "that day is not counted.",
            "2 months end on Wednesday 13 January 2027.",
        ),
        (
            {"length": 12, "unit": Unit.MONTHS, "counting": Counting.BEGINNING_WITH},
            "that day is day 1.",
            "12 months have their last day on Friday 12 November 2027.",
        ),
    ],
)
def test_each_way_of_counting_has_its_words(
    change: dict[str, Any], start: str, counted: str
) -> None:
    told = explain(by(replace(A_RULE, **change)))
    assert told.start == f"Something happened on Friday 13 November 2026; {start}"
    assert told.counted == counted


def test_a_should_is_not_called_a_must() -> None:
    assert "Should." in explain(by(replace(A_RULE, force=Force.CODE_SHOULD))).authority
