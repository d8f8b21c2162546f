"""What a row must not say: each rule once, in a row that is good but for it."""

import json

import pytest

from services.ehcp.domain.terms import Requester, TakenOverState
from services.ehcp.migration import columns as c
from tests.ehcp.migration.lists import (
    ASSESSING,
    BARE,
    CAME,
    PLAN,
    WHO,
    WHO_ELSE,
    Row,
    lines,
    notices,
    read,
    refusals,
)

REFUSED: list[tuple[Row, str, str]] = [
    (BARE | {c.PUPIL_ID: "", c.UPN: ""}, c.PUPIL_ID, "no-pupil"),
    (BARE | {c.UPN: "V201361425010"}, c.UPN, "invalid-upn"),
    (BARE | {c.PUPIL_ID: "", c.UPN: "M80120000500A"}, c.UPN, "temporary-upn"),
    (BARE | {c.URN: ""}, c.URN, "missing-value"),
    (BARE | {c.URN: "14120"}, c.URN, "invalid-urn"),
    (BARE | {c.LA_CODE: "", c.LA_NAME: ""}, c.LA_CODE, "no-authority"),
    (BARE | {c.LA_CODE: "000"}, c.LA_CODE, "invalid-la-code"),
    (BARE | {c.LA_CODE: "", c.LA_NAME: "Marshland"}, c.LA_NAME, "authority-without-code"),
    (BARE | {c.LA_NAME: "F" * 101}, c.LA_NAME, "text-too-long"),
    (BARE | {c.STATE: ""}, c.STATE, "missing-value"),
    (BARE | {c.STATE: "S"}, c.STATE, "unknown-state"),
    (BARE | {c.REQUESTED_BY: "Grandmother"}, c.REQUESTED_BY, "unknown-requester"),
    (PLAN | {c.REVIEW_DECISION: "Perhaps"}, c.REVIEW_DECISION, "unknown-decision"),
    (ASSESSING | {c.RECEIVED: "09/13/2026"}, c.RECEIVED, "invalid-date"),
    (ASSESSING | {c.RECEIVED: "7/9/26"}, c.RECEIVED, "invalid-date"),
    (ASSESSING | {c.RECEIVED: "7.9.2026"}, c.RECEIVED, "invalid-date"),
    (ASSESSING | {c.RECEIVED: "September 2026"}, c.RECEIVED, "invalid-date"),
    (PLAN | {c.FINAL_ISSUED: "29/02/2023"}, c.FINAL_ISSUED, "invalid-date"),
    (ASSESSING | {c.ADVICE_ASKED: "23/11/2026"}, c.ADVICE_ASKED, "date-in-future"),
    (PLAN | {c.FINAL_ISSUED: "31/08/2014"}, c.FINAL_ISSUED, "before-the-act"),
    (PLAN | {c.NEXT_REVIEW: "10/02/2072"}, c.NEXT_REVIEW, "too-far-ahead"),
    (ASSESSING | {c.REQUESTED: "08/09/2026"}, c.RECEIVED, "out-of-order"),
    (ASSESSING | {c.CONSULTED: "04/09/2026"}, c.REQUESTED, "out-of-order"),
    (ASSESSING | {c.RECEIPT_LETTER: "06/09/2026"}, c.RECEIPT_LETTER, "out-of-order"),
    (ASSESSING | {c.DECIDED: "14/10/2026"}, c.DECISION_SENT, "out-of-order"),
    (ASSESSING | {c.ADVICE_SENT: "13/10/2026"}, c.ADVICE_SENT, "out-of-order"),
    (PLAN | {c.FINAL_SENT: "10/06/2021"}, c.FINAL_SENT, "out-of-order"),
    (PLAN | {c.REVIEW_MET: "2021-06-10"}, c.REVIEW_MET, "out-of-order"),
    (PLAN | {c.REVIEW_SENT: "2026-03-03"}, c.REVIEW_SENT, "out-of-order"),
    (PLAN | {c.NEXT_REVIEW: "2026-03-03"}, c.NEXT_REVIEW, "out-of-order"),
    (ASSESSING | {c.STATE: "Requested"}, c.RECEIVED, "beyond-state"),
    (ASSESSING | {c.STATE: "Deciding"}, c.DECISION_SENT, "beyond-state"),
    (PLAN | {c.STATE: "Draft"}, c.FINAL_ISSUED, "beyond-state"),
    (PLAN | {c.STATE: "No plan"}, c.NEXT_REVIEW, "beyond-state"),
    (ASSESSING | {c.RECEIVED: ""}, c.RECEIPT_LETTER, "letter-without-receipt"),
    (PLAN | {c.REVIEW_DECISION: ""}, c.REVIEW_SENT, "day-without-decision"),
    (CAME | {c.TRANSFERRED: "10/06/2021"}, c.TRANSFERRED, "out-of-order"),
    (CAME | {c.TRANSFER_TOLD: "30/09/2026"}, c.TRANSFER_TOLD, "out-of-order"),
    (CAME | {c.CAME_FROM: "873"}, c.CAME_FROM, "same-authority"),
    (CAME | {c.CAME_FROM: "Marshland"}, c.CAME_FROM, "invalid-la-code"),
    (ASSESSING | {c.TRANSFERRED: "01/11/2026"}, c.TRANSFERRED, "beyond-state"),
]


@pytest.mark.parametrize(
    ("row", "column", "code"), REFUSED, ids=[f"{code} {column}" for _, column, code in REFUSED]
)
def test_a_row_with_one_slip_is_refused_and_its_neighbour_taken(
    row: Row, column: str, code: str
) -> None:
    file = read(row, BARE | WHO_ELSE)
    assert (2, column, code) in refusals(file)
    assert {line for line, _, _ in refusals(file)} == {2}
    assert lines(file) == [3]


def test_a_row_shows_all_its_reasons_at_once() -> None:
    row = ASSESSING | {c.URN: "1", c.RECEIVED: "soon", c.STATE: "?"}
    assert [code for _, _, code in refusals(read(row))] == [
        "invalid-date",
        "invalid-urn",
        "unknown-state",
    ]


@pytest.mark.parametrize("written", ["7/9/2026", "07/09/2026", "2026-09-07", " 07/09/2026\u00a0"])
def test_a_day_is_read_in_two_forms_and_never_guessed(written: str) -> None:
    [row] = read(ASSESSING | {c.RECEIVED: written}).rows
    assert row.values[c.RECEIVED] == "2026-09-07"


def test_what_is_not_known_is_no_fault() -> None:
    file = read(BARE)
    [row] = file.rows
    assert (file.refused, file.notices) == ((), ())
    assert (row.state, row.requester) == (TakenOverState.FINAL, Requester.NOT_KNOWN)
    assert row.day(c.FINAL_ISSUED) is None


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (ASSESSING | {c.DECISION_SENT: ""}, c.DECIDED, "day-not-taken"),
        (
            ASSESSING | {c.ADVICE_ASKED: "", c.ADVICE_SENT: "1/11/2026"},
            c.ADVICE_SENT,
            "day-not-taken",
        ),
        (PLAN | {c.FINAL_ISSUED: "", c.FINAL_SENT: "14/6/2021"}, c.FINAL_SENT, "day-not-taken"),
        (PLAN | {c.REVIEW_SENT: ""}, c.REVIEW_DECIDED, "day-not-taken"),
        (CAME | {c.TRANSFERRED: ""}, c.CAME_FROM, "day-not-taken"),
        (CAME | {c.TRANSFERRED: ""}, c.TRANSFER_TOLD, "day-not-taken"),
    ],
)
def test_a_day_that_says_too_little_is_told_and_the_row_taken(
    row: Row, column: str, code: str
) -> None:
    file = read(row)
    assert (2, column, code) in notices(file)
    assert lines(file) == [2]


def test_a_case_that_has_ceased_is_left_out_and_said() -> None:
    file = read(BARE | {c.STATE: "Ceased"}, BARE | WHO_ELSE)
    assert (lines(file), refusals(file)) == ([3], [])
    assert notices(file) == [(2, c.STATE, "not-running")]


def test_the_same_row_twice_counts_once() -> None:
    file = read(PLAN, PLAN)
    assert (lines(file), notices(file)) == ([2], [(3, c.PUPIL_ID, "duplicate-row")])


@pytest.mark.parametrize("same", [c.PUPIL_ID, c.UPN])
def test_two_rows_for_one_pupil_are_both_refused(same: str) -> None:
    other = BARE | WHO_ELSE | {same: WHO[same]}
    file = read(PLAN, other)
    assert refusals(file) == [(2, same, "two-rows-for-one"), (3, same, "two-rows-for-one")]


def test_an_authority_may_be_named_by_code_or_by_a_name_that_another_row_explains() -> None:
    named = BARE | WHO_ELSE | {c.LA_CODE: "", c.LA_NAME: "fenshire council"}
    numbered = BARE | {c.PUPIL_ID: "P-79", c.UPN: "K936402126117", c.LA_NAME: ""}
    stranger = BARE | {c.PUPIL_ID: "P-80", c.UPN: "L316200124003", c.LA_CODE: "301", c.LA_NAME: ""}
    file = read(BARE, named, numbered, stranger)
    assert refusals(file) == []
    assert [(row.authority.code, row.authority.name) for row in file.rows] == [
        ("873", "Fenshire Council"),
        ("873", "Fenshire Council"),
        ("873", "Fenshire Council"),
        ("301", "Local authority 301"),
    ]


def test_a_name_with_two_codes_is_nobodys() -> None:
    file = read(BARE, BARE | WHO_ELSE | {c.LA_CODE: "874"})
    assert {code for _, _, code in refusals(file)} == {"authority-disputed"}
    assert file.rows == ()


def test_the_report_says_where_which_rule_and_what_would_be_right() -> None:
    told = read(ASSESSING | {c.RECEIVED: "soon"}).as_json()
    assert json.loads(json.dumps(told))["refused"] == [
        {
            "file": "ehc_cases.csv",
            "line": 2,
            "column": c.RECEIVED,
            "code": "invalid-date",
            "message": f"{c.RECEIVED} must be a real day, as day/month/year or year-month-day",
        }
    ]
