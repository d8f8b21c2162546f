"""Every case of the shared list for the rules that this service has, through its own functions."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.ehcp.domain.commands import RecordAdviceRequest, RecordReceipt
from services.ehcp.domain.deadlines import RULES, deadlines
from shared.rulebook.book import RuleBook
from shared.rulebook.reading import BOOK, ENGLAND
from shared.rulebook.working_days import WorkingDays
from tests.ehcp.examples import ASK, ASK_ADVICE, RECEIVE, TODAY, case

# Beside the project, not in it. A missing file fails the tests: without it nothing is proven.
VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "ehc_deadlines.json"
FAR_AHEAD = date(2060, 1, 1)


@dataclass(frozen=True, slots=True)
class Expected:
    """One date of one case of the list."""

    case_id: str
    rule: str
    inputs: Mapping[str, Any]
    answer: Mapping[str, Any]


def listed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(VECTORS.read_text())
    return found


def expected_of_our_rules() -> Iterator[Expected]:
    for one in listed()["vectors"]:
        for answer in one["expected"]:
            if answer["rule"] in RULES:
                yield Expected(one["id"], answer["rule"], one["inputs"], answer)


def computed(expected: Expected, days: WorkingDays, book: RuleBook = BOOK) -> dict[str, Any]:
    """What the service says of a case in which that day was told, in the shape of the list."""
    state = case.after(*told(expected.inputs)).state
    [deadline] = [
        one for one in deadlines(state, book=book, days=days) if one.rule == expected.rule
    ]
    assert deadline.limit is not None
    due_on = deadline.limit.due_on
    return {
        "rule": deadline.rule,
        "due": due_on.isoformat(),
        "weekday": f"{due_on:%a}",
        "working_day": deadline.limit.closed_because is None,
        "last_working_day_on_or_before": deadline.limit.last_working_day_on.isoformat(),
    }


def told(inputs: Mapping[str, Any]) -> Iterator[Any]:
    days = {name: date.fromisoformat(day) for name, day in inputs.items() if _is_day(day)}
    first = min(days.values())
    yield replace(ASK, today=FAR_AHEAD, effective_on=first, family_consulted_on=first)
    if "ehcna_request_received_by_la" in days:
        received = days["ehcna_request_received_by_la"]
        yield receipt(received)
    if "advice_request_received" in days:
        asked = days["advice_request_received"]
        yield advice_request(asked)


def receipt(on: date) -> RecordReceipt:
    return replace(RECEIVE, today=FAR_AHEAD, received_on=on)


def advice_request(on: date) -> RecordAdviceRequest:
    return replace(ASK_ADVICE, today=FAR_AHEAD, received_on=on)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == len("2026-11-23")


def days_of_the_list() -> WorkingDays:
    return WorkingDays.of(date.fromisoformat(day) for day in listed()["bank_holidays_england"])


def test_every_rule_has_cases_and_every_case_is_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    checked, differ = Counter[str](), []
    days = days_of_the_list()
    for expected in expected_of_our_rules():
        found = computed(expected, days)
        checked[expected.rule] += 1
        if found != expected.answer:
            differ.append(f"{expected.case_id} {expected.rule}: {found} not {expected.answer}")
    with capsys.disabled():
        told = ", ".join(f"{rule} {checked[rule]}" for rule in RULES)
        print(f"\n{checked.total()} dates checked ({told}), {len(differ)} differ")
    assert differ == []
    assert BOOK.ids() >= set(RULES)
    without = [rule for rule in RULES if checked[rule] == 0]
    assert without == [], "no case of the list proves these rules"


def test_our_own_list_of_bank_holidays_gives_the_same_answers() -> None:
    for expected in expected_of_our_rules():
        if date.fromisoformat(expected.answer["due"]) <= ENGLAND.listed_until:
            assert computed(expected, ENGLAND) == expected.answer


@pytest.mark.parametrize("rule", RULES)
def test_another_length_would_be_seen(rule: str) -> None:
    """The check above can fail: a rule that is a week out differs in every one of its cases."""
    wrong = RuleBook(
        tuple(replace(one, length=one.length + 1) if one.id == rule else one for one in BOOK.rules)
    )
    ours = [expected for expected in expected_of_our_rules() if expected.rule == rule]
    assert ours
    assert all(computed(one, days_of_the_list(), wrong) != one.answer for one in ours)


def test_another_bank_holiday_would_be_seen() -> None:
    days = days_of_the_list()
    more = WorkingDays(
        {**days.holidays, date(2027, 1, 4): "an extra day"}, listed_until=days.listed_until
    )
    [first, *_] = expected_of_our_rules()
    assert first.answer["due"] == "2027-01-04"
    assert computed(first, more)["last_working_day_on_or_before"] == "2026-12-31"


def test_no_case_is_left_out_because_it_lies_ahead() -> None:
    assert all(date.fromisoformat(one.answer["due"]) < FAR_AHEAD for one in expected_of_our_rules())
    assert FAR_AHEAD > TODAY
