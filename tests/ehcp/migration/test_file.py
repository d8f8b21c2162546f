"""Files that are read, and files that are refused as a whole."""

import pytest

from services.ehcp.migration import columns as c
from services.ehcp.migration.cases_file import read_cases
from services.ehcp.migration.entries import MESSAGES
from tests.ehcp.migration.lists import (
    ASSESSING,
    BARE,
    PLAN,
    TODAY,
    WHO_ELSE,
    bytes_of,
    lines,
    notices,
    read,
    refusals,
    text_of,
)


def test_a_good_list_is_taken_as_it_is() -> None:
    file = read(ASSESSING, PLAN | WHO_ELSE)
    assert (file.read, lines(file), file.refused, file.notices) == (True, [2, 3], (), ())
    assert (file.encoding, file.delimiter, file.records) == ("utf-8", ",", 2)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"\xef\xbb\xbf" + bytes_of(BARE), "utf-8"),
        (bytes_of(BARE).replace(b"Fenshire", "Fenshïre".encode()), "utf-8"),
        (bytes_of(BARE).replace(b"Fenshire", "Fenshïre".encode("cp1252")), "windows-1252"),
    ],
    ids=["marked", "utf-8", "windows"],
)
def test_both_usual_encodings_are_read(content: bytes, encoding: str) -> None:
    file = read_cases(content, today=TODAY)
    assert (file.encoding, lines(file)) == (encoding, [2])
    assert file.rows[0].authority.name in ("Fenshire Council", "Fenshïre Council")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    file = read_cases(text_of([BARE], delimiter=delimiter).encode(), today=TODAY)
    assert (file.delimiter, lines(file)) == (delimiter, [2])


@pytest.mark.parametrize(
    ("content", "column", "code"),
    [
        (bytes_of(BARE).decode().encode("utf-16"), "", "unreadable-file"),
        (b"\xef\xbb\xbf\xff", "", "unreadable-file"),
        (bytes_of(BARE) + b'"P-79,', "", "unreadable-file"),
        (bytes_of(BARE) + b'"P-79"x,', "", "unreadable-file"),
        (bytes_of(BARE).replace(b"State", b"Where it is"), c.STATE, "missing-column"),
        (bytes_of(BARE).replace(b"Local authority code", b"Status"), c.STATE, "duplicate-column"),
        (b"", c.URN, "missing-column"),
    ],
    ids=["utf-16", "bad utf-8", "open quote", "after a quote", "missing", "twice", "empty"],
)
def test_a_file_that_nobody_can_read_is_refused_whole(
    content: bytes, column: str, code: str
) -> None:
    file = read_cases(content, today=TODAY)
    assert (file.read, file.rows) == (False, ())
    assert (1, column, code) in refusals(file)
    assert file.as_json()["status"] == "refused"


def test_headings_have_other_spellings_and_any_order() -> None:
    text = "next_review;STATUS;urn;LA number;UPN\r\n10/2/2027;ehcp;141207;873;V201361425001\r\n"
    [row] = read_cases(text.encode(), today=TODAY).rows
    assert (row.values[c.NEXT_REVIEW], row.values[c.LA_CODE]) == ("2027-02-10", "873")


def test_unknown_columns_are_passed_over_with_one_notice() -> None:
    file = read(BARE | {"Shoe size": "3", "Pet": "newt"})
    assert (lines(file), notices(file)) == ([2], [(1, "", "ignored-columns")])


def test_rows_of_another_width_and_blank_ones() -> None:
    content = bytes_of(BARE) + b"P-90\r\n,,,,,\r\n" + b"," * 6 + b"more\r\n"
    file = read_cases(content, today=TODAY)
    assert refusals(file) == [(3, "", "too-few-values"), (5, "", "too-many-values")]
    assert (lines(file), file.records) == ([2], 3)


def test_a_row_is_named_by_the_line_on_which_it_begins() -> None:
    broken = BARE | {"Note": "two\r\nlines"}
    file = read(broken, WHO_ELSE | {c.STATE: "unheard of"})
    assert refusals(file) == [(4, c.STATE, "unknown-state")]


def test_every_code_has_words() -> None:
    file = read(BARE | {c.STATE: "", c.RECEIVED: "31/02/2026"})
    assert {one.code for one in file.refused} <= set(MESSAGES)
    for message in MESSAGES.values():
        assert message.format(column="C", other="O")[0].isupper()
