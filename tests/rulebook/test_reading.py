"""The rule book's files: whatever is wrong with them is named, and nothing is counted with them."""

import shutil
from pathlib import Path

import pytest

from shared.rulebook.reading import (
    BANK_HOLIDAYS,
    BOOK,
    RULES,
    WrongRuleBook,
    bank_holidays_of,
    read_book,
    read_rules,
)


def folder_with(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of the rule book with the first of such lines changed."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    return folder


VERSION = 'valid_from = 2014-09-01\n\n[[rule]]\nid = "ehcna.refusal_notice"'
SECOND = """[[rule]]
id = "consult.school_response"
title = "Answer sooner"
source = "Some later Regulations, regulation 1"
start_event = "consultation_received"
length = 10
unit = "days"
counting = "after"
responsible = "school"
force = "statutory"
kind = "by"
valid_from = 2027-01-01

"""


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("assessment.toml", "length = 6", "length = 0", "ehcna.decide: length 0"),
        ("assessment.toml", "length = 6", "length = -6", "ehcna.decide: length -6"),
        ("assessment.toml", "length = 6", 'length = "six"', "assessment.toml: ehcna.decide"),
        ("assessment.toml", "length = 6", "length = 5200", "1 to 520 weeks"),
        ("assessment.toml", "length = 6", "", "ehcna.decide: length 0"),
        ("assessment.toml", 'unit = "weeks"', 'unit = "fortnights"', "ehcna.decide"),
        ("assessment.toml", "length = 6", "lenght = 6", "ehcna.decide: nothing is called lenght"),
        ("review.toml", 'when = "council"', 'when = "LA"', "review_meeting_held_by is never LA"),
        ("review.toml", "review_meeting_held_by", "held_by", "review.ask: no event held_by"),
        ("assessment.toml", "\n[[rule]]", "\n[[rules]]", "nothing is called rules"),
        ("assessment.toml", "\n[[rule]]", "\n[[rule", r"assessment\.toml"),
        ("assessment.toml", 'counting = "on"', 'counting = "on"\nlength = 1', "that day itself"),
        (
            "assessment.toml",
            'start_event = "ehcna_request',
            'start_event = "ehcna_requested',
            "ehcna.decide: no event ehcna_requested",
        ),
        (
            "assessment.toml",
            "valid_from = 2014-09-01",
            "valid_from = 2014-09-01\nvalid_to = 2014-08-31",
            "ends before it begins",
        ),
        (
            "assessment.toml",
            "valid_from = 2014-09-01",
            "valid_from = 2014-09-01\nvalid_to = 2027-08-31",
            "ehcna.decide: it ends on 2027-08-31, and no version follows",
        ),
        (
            "assessment.toml",
            "valid_from = 2014-09-01",
            'valid_from = 2014-09-01\ntransitional = "running-clocks"',
            "first version has no clocks",
        ),
        (
            "assessment.toml",
            'id = "ehcna.no_plan"',
            'id = "ehcna.decide"',
            "ehcna.decide: two versions on 2014-09-01",
        ),
        (
            "assessment.toml",
            'from_rule = "ehcna.decide"',
            'from_rule = "ehcna.decided"',
            "no rule ehcna.decided",
        ),
        (
            "assessment.toml",
            'from_rule = "ehcna.decide"',
            'from_rule = "ehcna.refusal_notice"',
            "counts from itself",
        ),
        ("phase.toml", "month = 2, day = 15", "month = 13, day = 15", "no month 13"),
        ("phase.toml", "month = 2, day = 15", "month = 2, day = 29", "day 29 in every year"),
        ("phase.toml", "month = 2, day = 15", "month = 2", "either a day or the last weekday"),
        ("phase.toml", 'when = "post16"', 'when = "college"', "not those of transfer_to"),
        (
            "phase.toml",
            "fixed = { month = 2, day = 15 }",
            'from_rule = "phase.school.code"\nfixed = { month = 2, day = 15 }',
            "exclude one another",
        ),
        ("phase.toml", "fixed = { month = 2, day = 15 }", "", "no day to count from"),
        ("people.toml", "last_weekday = 4", "last_weekday = 7", "0, Monday, to 6"),
        ("appeal.toml", 'combine = "later"\n', "", "combine goes with two limbs"),
        ("appeal.toml", "length = 2,", "length = 0,", "limb two_months_from_notice: length 0"),
        ("appeal.toml", "length = 2,", "size = 2,", "nothing is called size"),
        ("appeal.toml", 'event = "decision_notice_sent",', "", "either an event or a rule"),
        ("appeal.toml", "one_month_from_certificate", "two_months_from_notice", "two of limb"),
        ("events.toml", 'of = ["school", "post16"]', "", "transfer_to"),
        (
            "events.toml",
            "[[event]]",
            '[[event]]\nname = "plan_made"\nclause = "x"\n[[event]]',
            "two of event",
        ),
        ("change.toml", "twelve_month_limb", "two_months_from_notice", "two of limb"),
        ("review.toml", 'id = "review.early"', 'id = "review.ask"', "two of duty review.ask"),
    ],
)
def test_a_wrong_rule_book_is_refused_and_named(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    with pytest.raises(WrongRuleBook, match=fault):
        read_rules(folder_with(tmp_path, file, old, new))


def test_a_new_version_must_say_which_clocks_it_changes(tmp_path: Path) -> None:
    old = '[[rule]]\nid = "consult.school_response"'
    folder = folder_with(tmp_path, "assessment.toml", old, SECOND + old)
    text = (folder / "assessment.toml").read_text()
    first, second = text.split('title = "Answer the council')
    ended = second.replace(
        "valid_from = 2014-09-01", "valid_from = 2014-09-01\nvalid_to = 2026-12-31", 1
    )
    whole = f'{first}title = "Answer the council{ended}'
    (folder / "assessment.toml").write_text(whole)
    with pytest.raises(WrongRuleBook, match="2027-01-01 says not which clocks it changes"):
        read_rules(folder)
    said = 'valid_from = 2027-01-01\ntransitional = "clocks-that-start"'
    (folder / "assessment.toml").write_text(whole.replace("valid_from = 2027-01-01", said))
    assert len(read_rules(folder).versions("consult.school_response")) == 2
    early = whole.replace("valid_from = 2027-01-01", said).replace("2026-12-31", "2026-12-24")
    (folder / "assessment.toml").write_text(early)
    with pytest.raises(WrongRuleBook, match="no version on 2026-12-31"):
        read_rules(folder)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongRuleBook, match="no rules"):
        read_rules(tmp_path)


def test_the_project_s_own_book_is_whole() -> None:
    assert len(BOOK.ids()) >= 40
    assert read_rules() == BOOK


def test_a_deployment_names_its_own_rule_book(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "assessment.toml", "length = 6", "length = 5")
    own = read_book({"WAYMARK_RULE_BOOK": str(folder)})
    assert [rule.length for rule in own.versions("ehcna.decide")] == [5]
    assert read_book({}) == read_book({"WAYMARK_RULE_BOOK": " "}) == BOOK


def test_a_rule_book_that_lacks_a_rule_of_ours_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "people.toml", 'id = "sar.response"', 'id = "sar.answer"')
    with pytest.raises(WrongRuleBook, match=r"rules: there is no rule sar\.response"):
        read_book({"WAYMARK_RULE_BOOK": str(folder)})


def test_a_rule_book_that_begins_a_rule_of_ours_later_is_refused(tmp_path: Path) -> None:
    new = "valid_from = 2020-09-01"
    folder = folder_with(tmp_path, "assessment.toml", "valid_from = 2014-09-01", new)
    with pytest.raises(WrongRuleBook, match=r"rules: ehcna\.decide: no version on 2014-09-01"):
        read_book({"WAYMARK_RULE_BOOK": str(folder)})


def test_a_deployment_names_its_own_bank_holidays(tmp_path: Path) -> None:
    named = tmp_path / "ours.toml"
    assert bank_holidays_of({}) == BANK_HOLIDAYS
    assert bank_holidays_of({"WAYMARK_BANK_HOLIDAYS": " "}) == BANK_HOLIDAYS
    assert bank_holidays_of({"WAYMARK_BANK_HOLIDAYS": str(named)}) == named
