"""Rules are data: what they say, versioned by the day a clock starts, and said in words."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.rulebook.book import RuleBook
from shared.rulebook.computed import Limit
from shared.rulebook.limits import compute, limit
from shared.rulebook.reading import BOOK, ENGLAND, RULES, read_rules
from shared.rulebook.rule import (
    Counting,
    Force,
    Kind,
    NotInForce,
    Party,
    Rule,
    Sort,
    Transitional,
    Unit,
    UnknownRule,
)
from shared.rulebook.told import MissingInput, WrongInput
from shared.rulebook.words import explain

# Beside the project, not in it. A missing file fails the tests: without it nothing is proven.
VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "ehc_deadlines.json"
RECEIVED = date(2026, 11, 13)
# The guide's table of limits, by its row: nothing of it is left out.
ROWS: dict[int, tuple[str, ...]] = {
    1: ("ehcna.decide",),
    2: ("ehcna.refusal_notice",),
    3: ("advice.school",),
    4: ("ehcna.no_plan",),
    5: ("ehcna.draft_plan",),
    6: ("draft.representations_end",),
    7: ("consult.school_response",),
    8: ("ehcna.final_plan",),
    9: ("plan.notice",),
    10: ("plan.admit",),
    11: ("plan.provision",),
    12: ("appeal.due",),
    13: ("mediation.contact",),
    14: ("mediation.hold",),
    15: ("mediation.certificate",),
    16: tuple(
        f"mediation.agreement.{what}"
        for what in (
            [
                "assess",
                "no_plan",
                "plan_after_assessment",
                "draft",
                "final",
                "amend",
                "name_school",
                "other",
            ]
        )
    ),
    17: ("review.pupils_due",),
    18: ("review.period_end",),
    19: ("review.invite",),
    20: ("review.circulate",),
    21: ("review.report",),
    22: ("review.decision",),
    23: ("amend.representations_end",),
    24: ("amend.final",),
    25: ("review.final_outer", "review.final_due"),
    26: ("phase.school.strict", "phase.school.code"),
    27: ("phase.post16.strict",),
    28: ("phase.post16_to_post16",),
    29: ("under5.review_from", "under5.review_to"),
    30: ("review.early",),
    31: ("reassess.decide", "reassess.may_refuse_until"),
    32: ("reassess.final",),
    33: ("amend.representations_end", "amend.final"),
    34: ("cease.consult",),
    35: ("cease.keep_plan",),
    36: ("move_la.transfer_on_move", "move_la.transfer"),
    37: ("move_la.inform",),
    38: ("move_la.review",),
    39: tuple(f"tribunal.unopposed.{what}" for what in ("assess", "no_plan", "plan")),
    40: ("tribunal.unopposed.amend",),
    41: tuple(
        f"tribunal.order.{what}"
        for what in [
            "assess",
            "no_plan",
            "plan_after_assessment",
            "draft",
            "final",
            "amend",
            "name_school",
        ]
    ),
}

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
NEW = replace(A_RULE, length=4, valid_from=date(2026, 11, 14), transitional=Transitional.STARTING)
OLD = replace(A_RULE, valid_to=date(2026, 11, 13))


def by(rule: Rule, start_on: date = RECEIVED) -> Limit:
    return limit(rule.id, start_on, book=RuleBook((rule,)))


def listed() -> dict[str, dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(VECTORS.read_text())["rules"]
    return {one["id"]: one for one in found}


def test_every_rule_of_the_shared_list_and_every_row_of_the_guide_is_in() -> None:
    assert BOOK.ids() >= set(listed())
    known = BOOK.ids() | {duty.id for duty in BOOK.duties}
    assert sorted(ROWS) == list(range(1, 42))
    assert [one for ids in ROWS.values() for one in ids if one not in known] == []


@pytest.mark.parametrize("rule_id", sorted(listed()))
def test_a_rule_is_what_the_shared_list_says_of_it(rule_id: str) -> None:
    rule, same = BOOK.latest(rule_id), listed()[rule_id]
    needs = BOOK.needs(rule_id)
    assert sorted(needs.required) == sorted(same["inputs"])
    who_acts = [rule.acts_instead.event] if rule.acts_instead else []  # the list has days alone
    assert sorted(needs.optional) == sorted([*same.get("optional_inputs", []), *who_acts])
    assert (rule.responsible, rule.force, rule.roll) == (
        same["responsible"],
        same["force"],
        same["non_working_day_roll"],
    )
    assert rule.start_event == same["start_event"].split()[0]
    if rule.others() or rule.limbs or rule.fixed:
        return  # its cases say what comes of it
    assert (rule.length, rule.unit) == (same["value"], same["unit"])
    assert (rule.counting is Counting.BEGINNING_WITH) == same["event_day_counts"]
    assert (rule.counting is Counting.BEFORE) == (same["direction"] == "before")


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_every_rule_says_what_it_is(rule: Rule) -> None:
    assert rule.title
    assert rule.source
    assert rule.starts_when
    assert rule.can_be_missed == (rule.kind is Kind.BY)
    if "unverified" in rule.force.value:
        assert rule.note, "a doubt is named"


def told_of(rule_id: str) -> dict[str, Any]:
    """Something for every event that a rule needs."""
    sorts = {
        Sort.DAY: date(2027, 3, 31),
        Sort.SEPTEMBER: date(2027, 9, 1),
        Sort.SCHOOL_YEAR: 2027,
        Sort.CHOICE: "school",
    }
    return {name: sorts[BOOK.event(name).sort] for name in BOOK.needs(rule_id).required}


@pytest.mark.parametrize("rule_id", sorted(BOOK.ids()))
def test_every_rule_counts_explains_itself_and_needs_each_of_its_events(rule_id: str) -> None:
    told = told_of(rule_id)
    found = compute(rule_id, told)
    said = explain(found)
    for sentence in (said.start, said.counted, said.stays, said.aim, said.authority, said.holder):
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
    assert f"{found.due_on:%B %Y}" in f"{said.counted} {said.stays}"
    for name in told:
        with pytest.raises(MissingInput, match=name):
            compute(rule_id, {**told, name: None})


def edited(tmp_path: Path, file: str, old: str, new: str) -> RuleBook:
    """The rule book with the first of such lines of a file changed."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    return read_rules(folder)


def test_a_rule_that_others_count_from_moves_them_too(tmp_path: Path) -> None:
    book = edited(
        tmp_path, "review.toml", 'length = 12\nunit = "months"', 'length = 11\nunit = "months"'
    )
    told = {"plan_made_or_last_reviewed": date(2026, 2, 13)}
    assert compute("review.period_end", told, book=book).due_on == date(2027, 1, 12)
    assert compute("review.meeting_latest", told, book=book).due_on == date(2026, 12, 15)


def test_a_new_rule_is_an_edit_of_data(tmp_path: Path) -> None:
    new = """[[rule]]
id = "a.new_rule"
title = "Do something new"
source = "Some Regulations, regulation 1"
start_event = "review_meeting"
length = 5
unit = "working_days"
counting = "before"
responsible = "school"
force = "code_should"
kind = "by"
valid_from = 2026-09-01

[[rule]]
id = "review.invite\""""
    book = edited(tmp_path, "review.toml", '[[rule]]\nid = "review.invite"', new)
    found = limit("a.new_rule", date(2027, 1, 4), book=book)
    assert found.due_on == date(2026, 12, 23)
    assert "Working day 5 before it is Wednesday 23 December 2026" in explain(found).counted


def test_a_clock_keeps_the_version_under_which_it_started() -> None:
    book = RuleBook((OLD, NEW))
    assert limit("a.rule", date(2026, 11, 13), book=book).rule.length == 6
    assert limit("a.rule", date(2026, 11, 14), book=book).rule.length == 4
    assert book.latest("a.rule") == NEW


def test_a_version_can_change_the_clocks_that_still_run() -> None:
    book = RuleBook((OLD, replace(NEW, transitional=Transitional.RUNNING)))
    assert limit("a.rule", date(2026, 10, 3), book=book).due_on == date(2026, 10, 31)
    assert limit("a.rule", date(2026, 10, 2), book=book).due_on == date(2026, 11, 13)
    assert limit("a.rule", date(2026, 11, 14), book=book).due_on == date(2026, 12, 12)


def test_of_three_versions_each_changes_what_it_says() -> None:
    last = replace(
        A_RULE, length=9, valid_from=date(2026, 12, 1), transitional=Transitional.RUNNING
    )
    book = RuleBook((last, replace(NEW, valid_to=date(2026, 11, 30)), OLD))
    assert limit("a.rule", date(2026, 10, 1), book=book).rule.length == 6
    assert limit("a.rule", date(2026, 11, 13), book=book).rule.length == 9
    assert limit("a.rule", date(2026, 11, 20), book=book).rule.length == 9


def test_no_version_of_that_day_and_no_such_rule_are_errors() -> None:
    with pytest.raises(NotInForce):
        limit("ehcna.decide", date(2014, 8, 31))
    with pytest.raises(UnknownRule):
        limit("ehcna.decided", RECEIVED)
    with pytest.raises(UnknownRule):
        BOOK.latest("ehcna.decided")
    with pytest.raises(UnknownRule):
        BOOK.duty("ehcna.decide")
    with pytest.raises(UnknownRule):
        BOOK.limb("three_months_from_notice")


def test_the_arithmetic_can_be_checked_before_the_law_was_in_force() -> None:
    whole = BOOK.from_the_beginning()
    assert limit("ehcna.decide", date(2000, 2, 29), book=whole).due_on == date(2000, 4, 11)
    assert limit("a.rule", date(2014, 8, 31), book=RuleBook((OLD, NEW)).from_the_beginning())
    book = RuleBook((OLD, NEW)).from_the_beginning()
    assert limit("a.rule", date(2026, 11, 14), book=book).rule.length == 4


@pytest.mark.parametrize(
    ("rule", "told", "wrong"),
    [
        ("ehcna.decide", {"ehcna_request_received_by_la": "2026-11-13"}, "request_received"),
        ("ehcna.decide", {"ehcna_request_received_by_la": 2026}, "request_received"),
        ("phase.school.strict", {"transfer_september": date(2027, 8, 31)}, "no September"),
        ("csa.ends", {"turns_16_in_school_year_ending": 0}, "no year"),
        ("csa.ends", {"turns_16_in_school_year_ending": True}, "no year"),
        (
            "phase.meeting_latest",
            {"transfer_september": date(2027, 9, 1), "transfer_to": "college"},
            "transfer_to",
        ),
    ],
)
def test_what_is_no_such_thing_is_named(rule: str, told: dict[str, Any], wrong: str) -> None:
    with pytest.raises(WrongInput, match=wrong):
        compute(rule, told)


def test_a_limit_says_where_it_falls_and_what_to_aim_at() -> None:
    found = limit("ehcna.decide", RECEIVED)
    assert (found.due_on, found.closed_because) == (date(2026, 12, 25), "Christmas Day")
    assert found.last_working_day_on == date(2026, 12, 24)
    assert not found.provisional


def test_a_date_past_the_list_of_bank_holidays_is_provisional() -> None:
    found = limit("ehcna.final_plan", date(2028, 10, 2))
    assert found.due_on > ENGLAND.listed_until
    assert found.provisional
    assert not found.may_move
    assert explain(found).aim.endswith(
        "This is provisional: not all bank holidays of that time are known yet."
    )


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("sar.response", {"sar_received": date(2028, 12, 1)}),
        ("mediation.certificate", {"mediation_ended_or_declined": date(2028, 12, 28)}),
        ("move_la.known_ahead", {"move_day": date(2029, 1, 3)}),
    ],
)
def test_what_bank_holidays_move_is_provisional_itself(rule: str, told: dict[str, date]) -> None:
    found = compute(rule, told)
    assert found.provisional
    assert found.may_move
    assert "provisional, and so is the date itself" in explain(found).aim


@pytest.mark.parametrize("rule_id", sorted(BOOK.ids()))
def test_only_what_is_to_be_done_by_a_day_can_be_missed(rule_id: str) -> None:
    found = compute(rule_id, told_of(rule_id))
    assert not found.is_missed_on(found.due_on)
    late = date.fromordinal(found.due_on.toordinal() + 1)
    assert found.is_missed_on(late) == (found.rule.kind is Kind.BY)
