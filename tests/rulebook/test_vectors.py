"""`make vectors`: files of cases in every state, through the functions that the services use."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from deploy.vectors import Exit, main
from shared.rulebook.reading import BOOK
from shared.rulebook.vectors.cases import UnreadableFile, case_file, read_cases
from shared.rulebook.vectors.checking import Check, check

# Beside the project, not in it. A missing file fails the tests: without it nothing is proven.
SHARED = Path(__file__).parents[3] / "shared" / "vectors" / "ehc_deadlines.json"
OWN = sorted((Path(__file__).parent / "vectors").glob("*.json"))
REMARK = "final_due_rule"


def listed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SHARED.read_text())
    return found


def checks(cases: list[Any], holidays: list[str] | None = None) -> list[Check]:
    days = listed()["bank_holidays_england"] if holidays is None else holidays
    return list(check(case_file({"bank_holidays_england": days, "vectors": cases})))


def one(inputs: dict[str, Any], *expected: dict[str, Any], **flags: Any) -> list[Check]:
    return checks([{"id": "X", "inputs": inputs, "expected": list(expected), "flags": flags}])


def differ(found: list[Check]) -> list[str]:
    return [check.what for check in found if not check.same]


def due(rule: str, day: str) -> dict[str, Any]:
    return {"rule": rule, "due": day}


def test_all_of_the_shared_file_is_right() -> None:
    cases = listed()["vectors"]
    dates = sum(len(case["expected"]) for case in cases)
    flags = sum(len(case.get("flags", {}).keys() - {REMARK}) for case in cases)
    found = list(check(read_cases(SHARED)))
    assert (len(cases), dates) == (67, 166)
    assert len(found) == dates + flags
    assert [str(check) for check in found if not check.same] == []


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_all_of_our_own_cases_are_right(path: Path) -> None:
    assert [str(check) for check in check(read_cases(path)) if not check.same] == []


def test_every_rule_has_cases() -> None:
    asked = {
        entry["rule"]
        for path in (SHARED, *OWN)
        for case in json.loads(path.read_text())["vectors"]
        for entry in case["expected"]
    }
    assert BOOK.ids() - asked == set()


def test_a_case_that_gives_everything_and_asks_in_any_order_gives_the_same_answers() -> None:
    """All inputs of a group's cases at once do not disturb one another."""
    cases = listed()["vectors"]
    for case in cases:
        others = {
            name: value
            for other in cases
            for name, value in other["inputs"].items()
            if name not in case["inputs"] and name not in ("mediation_certificate_issued",)
        }
        case["inputs"] = others | case["inputs"]
        case["expected"] = [*reversed(case["expected"]), case["expected"][0]]
        case["group"], case["description"] = "nothing", {"free": "text"}
    assert differ(checks(cases)) == []


Change = Callable[[dict[str, Any]], None]


def day_wrong(entry: dict[str, Any]) -> None:
    entry["due"] = "2031-01-01"


def weekday_wrong(entry: dict[str, Any]) -> None:
    entry["weekday"] = {"Mon": "Tue"}.get(entry["weekday"], "Mon")


def working_day_wrong(entry: dict[str, Any]) -> None:
    entry["working_day"] = not entry["working_day"]


def working_day_a_number(entry: dict[str, Any]) -> None:
    entry["working_day"] = int(entry["working_day"])


def last_day_wrong(entry: dict[str, Any]) -> None:
    entry["last_working_day_on_or_before"] = "2031-01-01"


def no_day(entry: dict[str, Any]) -> None:
    del entry["due"]


def another_name(entry: dict[str, Any]) -> None:
    entry["last_working_day"] = entry.pop("last_working_day_on_or_before")


def another_rule(entry: dict[str, Any]) -> None:
    entry["rule"] += "x"


@pytest.mark.parametrize(
    "change",
    [
        day_wrong,
        weekday_wrong,
        working_day_wrong,
        working_day_a_number,
        last_day_wrong,
        no_day,
        another_name,
        another_rule,
    ],
)
def test_each_part_of_each_answer_is_compared(change: Change) -> None:
    cases = listed()["vectors"]
    for case in cases:
        case.pop("flags", None)
        for entry in case["expected"]:
            change(entry)
    found = checks(cases)
    assert len(found) == 166
    assert not any(check.same for check in found)


def test_each_flag_is_compared() -> None:
    cases = listed()["vectors"]
    wrong = {True: False, False: True}
    for case in cases:
        flags = case.get("flags", {})
        for name, value in flags.items():
            flags[name] = wrong[value] if isinstance(value, bool) else "2031-01-01"
    found = [check for check in checks(cases) if check.what.startswith("flag ")]
    assert len(found) == 64
    assert not any(check.same for check in found)


def test_a_flag_of_another_name_a_number_for_a_truth_and_a_missing_day_differ() -> None:
    days = {"school_first_closed_day": "2026-07-22", "school_reopens": "2026-09-02"}
    assert differ(one(days, closure_at_least_28_days=1, closure_days=True)) == [
        "flag closure_at_least_28_days",
        "flag closure_days",
    ]
    assert differ(one(days, closure_days=42, closed_days=42)) == ["flag closed_days"]
    assert differ(one(days, closure_exception_may_be_claimed=True)) == [
        "flag closure_exception_may_be_claimed"
    ]
    assert differ(one({"review_meeting": "2027-02-01"}, final_due="2027-04-26")) == [
        "flag final_due"
    ]


def test_the_remark_is_not_compared() -> None:
    assert one({}, final_due_rule="whatever") == []


def test_before_roll_is_that_of_the_rule_that_is_asked() -> None:
    told = {"decision_notice_sent": "2026-12-31", "sar_received": "2026-11-25"}
    appeal, answer = due("appeal.due", "2027-03-01"), due("sar.response", "2026-12-29")
    assert differ(one(told, appeal, before_roll="2027-02-28")) == []
    assert differ(one(told, answer, before_roll="2026-12-25")) == []
    assert differ(one(told, appeal, before_roll="2026-12-25")) == ["flag before_roll"]
    assert differ(one(told, answer, before_roll="2027-02-28")) == ["flag before_roll"]
    both = one(told, appeal, answer, before_roll="2027-02-28")
    assert differ(both) == []
    assert differ(one(told, before_roll="2026-12-25")) == []
    assert differ(one({}, before_roll="2026-12-25")) == ["flag before_roll"]


def test_a_certificate_that_is_null_is_none() -> None:
    told = {"decision_notice_sent": "2026-12-31", "mediation_certificate_issued": None}
    appeal = due("appeal.due", "2027-03-01")
    assert differ(one(told, appeal, one_month_from_certificate=None)) == []
    assert differ(one(told, appeal, one_month_from_certificate="2027-01-31")) == [
        "flag one_month_from_certificate"
    ]
    told = {"decision_notice_sent": "2026-12-31", "mediation_certificate_issued": "31/12/26"}
    assert differ(one(told, appeal)) == ["appeal.due"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "2026-11-31",
        "20261113",
        "2026-W46-5",
        "2026-11-13T00:00:00",
        " 2026-11-13",
        "13.11.2026",
        "2026-1-3",
        20261113,
        True,
        ["2026-11-13"],
        {"date": "2026-11-13"},
        "٢٠٢٦-١١-١٣",
    ],
)
def test_a_day_that_is_missing_or_malformed_differs_and_the_rest_still_runs(value: Any) -> None:
    told = {"ehcna_request_received_by_la": value, "advice_request_received": "2026-11-13"}
    found = one(told, due("ehcna.decide", "2026-12-25"), due("advice.school", "2026-12-25"))
    assert differ(found) == ["ehcna.decide"]
    assert "ehcna_request_received_by_la" in str(found[0])
    assert "X ehcna.decide: expected due 2026-12-25, computed nothing" in str(found[0])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("transfer_september", "2027"),
        ("transfer_september", "2027-10"),
        ("transfer_september", "2027-09-01"),
        ("transfer_september", 2027),
        ("transfer_to", "post-16"),
        ("transfer_to", None),
        ("transfer_to", []),
    ],
)
def test_a_transfer_that_is_malformed_differs(name: str, value: Any) -> None:
    told = {"transfer_september": "2027-09", "transfer_to": "school", name: value}
    asked = due("phase.meeting_latest", "2026-11-22")
    assert differ(one(told, asked)) == ["phase.meeting_latest"]
    strict = one(
        {**told, "transfer_september": "2027-09"}, due("phase.school.strict", "2027-02-14")
    )
    assert differ(strict) == []


@pytest.mark.parametrize("value", ["2027", 2027.5, True, None, 0, 10000, 10**40, [2027]])
def test_a_school_year_that_is_malformed_differs(value: Any) -> None:
    told = {"turns_16_in_school_year_ending": value}
    assert differ(one(told, due("csa.ends", "2027-06-25"))) == ["csa.ends"]


def test_what_leaves_the_calendar_differs_and_the_rest_still_runs() -> None:
    told = {"review_meeting": "0001-01-01", "sar_received": "9999-12-31"}
    found = one(told, due("review.invite", "0001-01-01"), due("sar.response", "9999-12-31"))
    assert differ(found) == ["review.invite", "sar.response"]
    assert "outside the calendar" in str(found[0])


def test_days_of_any_year_are_counted() -> None:
    told = {"ehcna_request_received_by_la": "2000-01-18", "date_of_birth": "1900-02-28"}
    asked = [due("ehcna.decide", "2000-02-29"), due("retention.ehcp", "1931-02-28")]
    assert differ(one(told, *asked)) == []


@pytest.mark.parametrize(
    "case",
    [
        None,
        "A01",
        [],
        {},
        {"id": "X", "inputs": {}},
        {"id": "X", "inputs": {}, "expected": {"rule": "ehcna.decide"}},
        {"id": "X", "inputs": {}, "expected": ["ehcna.decide"]},
        {"id": "X", "inputs": None, "expected": [{"rule": "ehcna.decide", "due": "2026-12-25"}]},
        {"id": "X", "inputs": [], "expected": [{"rule": "ehcna.decide", "due": "2026-12-25"}]},
        {"id": "X", "inputs": {}, "expected": [{"due": "2026-12-25"}]},
        {"id": "X", "inputs": {}, "expected": [{"rule": ["ehcna.decide"], "due": "2026-12-25"}]},
        {"id": "X", "inputs": {}, "expected": [], "flags": ["closure_days"]},
        {"inputs": {}, "expected": [{"rule": "no.rule", "due": "2026-12-25"}]},
    ],
)
def test_a_case_in_no_known_shape_differs_once_and_the_others_still_run(case: Any) -> None:
    whole = listed()["vectors"][0]
    found = checks([case, whole])
    assert [check.same for check in found] == [False, True, True, True]
    assert "\n" not in str(found[0])


def test_the_file_s_own_bank_holidays_are_the_whole_calendar() -> None:
    appeal = {"decision_notice_sent": "2027-01-26"}

    def falls_on(holidays: list[str], day: str) -> bool:
        case = {"id": "X", "inputs": appeal, "expected": [due("appeal.due", day)]}
        return checks([case], holidays)[0].same

    whole = listed()["bank_holidays_england"]
    assert falls_on(whole, "2027-03-30")
    assert falls_on([*whole, "2027-03-30"], "2027-03-31")
    assert falls_on([*reversed(whole), *whole], "2027-03-30")
    assert falls_on([one for one in whole if one != "2027-03-26"], "2027-03-26")  # no Easter
    assert falls_on([], "2027-03-26")


def test_beyond_the_list_only_weekends_and_christmas_are_closed() -> None:
    told = {"sar_received": "2035-11-25", "review_meeting": "2036-12-12"}
    asked = [
        due("sar.response", "2035-12-26"),
        {"rule": "review.report", "due": "2036-12-26", "working_day": True},
    ]
    assert differ(one(told, *asked)) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[]", "an object is needed"),
        ("{}", "vectors is missing"),
        ('{"vectors": []}', "bank_holidays_england is missing"),
        ('{"vectors": {}, "bank_holidays_england": []}', "vectors is missing or no list"),
        ('{"vectors": [], "bank_holidays_england": {}}', "bank_holidays_england is missing"),
        ('{"vectors": [], "bank_holidays_england": ["2027-02-30"]}', "2027-02-30"),
        ('{"vectors": [], "bank_holidays_england": [20270101]}', "20270101"),
        (
            '{"schema_version": 2, "vectors": [], "bank_holidays_england": []}',
            "schema_version is 2",
        ),
        ('{"schema_version": true, "vectors": [], "bank_holidays_england": []}', "schema_version"),
        ('{"vectors": [', "not JSON"),
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_file_that_is_no_file_of_cases_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, why: str
) -> None:
    path = tmp_path / "cases.json"
    path.write_text(content)
    with pytest.raises(UnreadableFile, match=why):
        read_cases(path)
    assert main([str(path)]) is Exit.UNREADABLE
    told = capsys.readouterr()
    assert told.out == ""
    assert str(path) in told.err


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    assert main([str(tmp_path / "none.json")]) is Exit.UNREADABLE
    assert main([str(tmp_path)]) is Exit.UNREADABLE
    latin = tmp_path / "latin.json"
    latin.write_bytes('{"title": "Fälle"}'.encode("latin-1"))
    assert main([str(latin)]) is Exit.UNREADABLE
    assert main([]) is Exit.WRONG_USE


def test_the_command_prints_each_difference_and_counts_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(SHARED)]) is Exit.ALL_SAME
    assert capsys.readouterr().out == "230 checked, 0 differ\n"
    changed = deepcopy(listed())
    changed["vectors"][1]["expected"][0]["due"] = "2026-12-29"
    changed["vectors"][1]["expected"][0]["weekday"] = "Tue"
    changed["vectors"][2]["expected"][1]["rule"] = "ehcna.noplan"
    path = tmp_path / "with a space.json"
    path.write_text(json.dumps(changed), encoding="utf-8-sig")
    assert main([str(path)]) is Exit.DIFFERENT
    assert capsys.readouterr().out.splitlines() == [
        "A02 ehcna.decide: expected due 2026-12-29, weekday Tue, "
        "computed due 2026-12-25, weekday Fri",
        "A03 ehcna.noplan: expected due 2026-11-06, weekday Fri, working_day true, "
        "last_working_day_on_or_before 2026-11-06, "
        "computed nothing: no rule is called ehcna.noplan",
        "230 checked, 2 differ",
    ]
