"""Section 1 of the format: how a file is read. One test or more for each numbered rule."""

from pathlib import Path

import pytest

from services.directory.mis.columns import FILES, PUPILS, Need
from services.directory.mis.lists import plain
from services.directory.mis.reading import (
    Record,
    UnreadableFile,
    clean,
    decode,
    find_delimiter,
    records,
)
from tests.directory.mis.exports import (
    LINK,
    PUPIL,
    SCHOOL,
    TERM,
    lines,
    notices,
    read,
    refusals,
    said,
    text_of,
)


def fields(text: str, delimiter: str = ",") -> list[tuple[str, ...]]:
    return [record.fields for record in records(text, delimiter)]


# Rule 1: files


@pytest.mark.parametrize("subject", ["schools", "pupils"])
def test_a_required_file_that_is_absent_is_reported(subject: str, tmp_path: Path) -> None:
    without = {subject: None}
    export = read(tmp_path, **without)
    assert said(export.refused) == [(f"{subject}.csv", 1, "", "missing-file")]
    assert not export.complete


def test_the_other_files_may_be_absent(tmp_path: Path) -> None:
    export = read(tmp_path)
    assert export.complete
    assert [
        export.files[f"{subject}.csv"].status for subject in ("staff", "contacts", "terms")
    ] == ["absent"] * 3


def test_files_of_other_names_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "Staff.CSV").write_bytes(b"\0")
    (tmp_path / "notes.txt").write_bytes(b"\0")
    assert read(tmp_path).files["staff.csv"].status == "absent"


# Rule 2: characters


def test_a_mark_makes_utf_8_and_goes() -> None:
    assert decode(b"\xef\xbb\xbfURN") == ("URN", "utf-8")


def test_only_the_first_mark_goes() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfURN") == ("\ufeffURN", "utf-8")


def test_what_decodes_as_utf_8_is_utf_8_and_so_is_plain_ascii() -> None:
    assert decode("Núñez".encode()) == ("Núñez", "utf-8")
    assert decode(b"Nunez") == ("Nunez", "utf-8")


def test_what_does_not_is_windows_1252() -> None:
    assert decode("Núñez – “ok”".encode("cp1252")) == ("Núñez – “ok”", "windows-1252")


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_a_byte_that_windows_1252_lacks_makes_a_file_unreadable(byte: int) -> None:
    with pytest.raises(UnreadableFile):
        decode(b"N\xfa\xf1ez" + bytes([byte]))


@pytest.mark.parametrize("byte", sorted(set(range(0x80, 0x100)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}))
def test_every_other_byte_is_a_character_of_windows_1252(byte: int) -> None:
    assert decode(bytes([byte, 0x2C]))[1] == "windows-1252"


def test_bad_utf_8_after_a_mark_is_not_tried_as_windows_1252() -> None:
    with pytest.raises(UnreadableFile):
        decode(b"\xef\xbb\xbfN\xfa\xf1ez")


@pytest.mark.parametrize("content", ["Pupil ID".encode("utf-16"), b"Pupil\0ID", b"\xef\xbb\xbf\0"])
def test_a_nul_byte_makes_a_file_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        decode(content)


def test_unreadable_file_is_reported_once_and_the_rest_is_imported(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=b"\0", staff=b"\0", terms=b"\0")
    assert said(export.refused) == [
        (f"{subject}.csv", 1, "", "unreadable-file") for subject in ("contacts", "staff", "terms")
    ]
    assert lines(export, "pupils") == [2, 3]


# Rule 3: the delimiter


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c,d\n", ";"),
        ("a\tb\tc;d\n", "\t"),
        ("a,b;c\td\n", ","),
        ("a;b\tc\n", ";"),
        ("a\tb\n", "\t"),
        ("alone\n", ","),
        ("", ","),
        ("\na;b;c\n", ","),  # physical line 1 is blank
        ("a;b\n,,,,,,\n", ";"),
        ("a;b\r,,,,,,", ";"),  # a lone CR ends physical line 1
        ('"a,b,c,d";e\n', ";"),
        ('"a ""x,y,z"" b";c\n', ";"),
        ('a;"b\n,,,,,,,"', ";"),  # inside quotes, and no more on physical line 1
        ("a;b\u2028,,,,", ","),  # U+2028 ends no line
    ],
)
def test_the_delimiter_is_the_most_frequent_outside_quotes_on_line_1(
    text: str, delimiter: str
) -> None:
    assert find_delimiter(text) == delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_delimiter_is_read_and_reported(delimiter: str, tmp_path: Path) -> None:
    export = read(tmp_path, schools=text_of([SCHOOL]).replace(",", delimiter))
    assert export.files["schools.csv"].delimiter == delimiter
    assert lines(export, "schools") == [2]


# Rule 4: records


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\nc,d", [("a", "b"), ("c", "d")]),
        ("a,b\n", [("a", "b")]),
        ("a,\n", [("a", "")]),
        ("a,", [("a", "")]),
        (",", [("", "")]),
        ('"a,b",c', [("a,b", "c")]),
        ('"a""b"', [('a"b',)]),
        ('""', [("",)]),
        ('""""', [('"',)]),
        ('"a\nb",c', [("a\nb", "c")]),
        ('"a"b,c', [("ab", "c")]),
        ('"a"b"c,d', [('ab"c', "d")]),
        ('"a" "b",c', [('a "b"', "c")]),
        ('a"b,c"d', [('a"b', 'c"d')]),
        ('a""b', [('a""b',)]),
        (' "a,b"', [('"a', 'b"')]),  # its very first character is a space
        ('a,"b,c"d\ne', [("a", "b,cd"), ("e",)]),
    ],
)
def test_records_follow_rfc_4180(text: str, expected: list[tuple[str, ...]]) -> None:
    assert fields(text) == expected


@pytest.mark.parametrize("text", ['a\n"b', 'a\n"b""', 'a\n"b\nc,d\n', 'a\n"', 'a\nx,"'])
def test_a_quote_that_never_closes_ends_the_records(text: str) -> None:
    first, last = records(text, ",")
    assert not first.unclosed
    assert last.unclosed
    assert last.line == 2


def test_a_quote_that_closes_at_the_end_of_the_file_is_closed() -> None:
    assert list(records('"b"', ",")) == [Record(1, ("b",))]


def test_unclosed_quote_is_the_one_reason_of_its_row(tmp_path: Path) -> None:
    export = read(tmp_path, terms=text_of([TERM]) + '"Flat 3,\r\nx,y\r\n')
    assert refusals(export) == [(3, "", "unclosed-quote")]
    assert lines(export, "terms") == [2]
    assert export.files["terms.csv"].rows == 2


def test_unclosed_quote_counts_also_where_it_holds_nothing(tmp_path: Path) -> None:
    export = read(tmp_path, terms=text_of([TERM]) + '"\r\n\r\n')
    assert refusals(export) == [(3, "", "unclosed-quote")]


def test_an_unclosed_quote_in_the_header_makes_the_file_unreadable(tmp_path: Path) -> None:
    export = read(tmp_path, terms='School URN,Term,First day,"Last day\n141207,A,1/9/2026,2/9/2026')
    assert refusals(export) == [(1, "", "unreadable-file")]
    assert export.files["terms.csv"].status == "refused"


# Rule 5: lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_ends_at_lf_crlf_and_a_lone_cr(end: str) -> None:
    found = list(records(f'a{end}"b{end}{end}c"{end}d', ","))
    assert [record.line for record in found] == [1, 2, 5]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\f", "\v", "\x1c", "\x1d"])
def test_a_line_ends_at_nothing_else(character: str) -> None:
    assert fields(f"a{character}b\nc") == [(f"a{character}b",), ("c",)]


def test_mixed_line_ends_inside_quotes_are_each_counted_once() -> None:
    found = list(records('"a\r\nb\rc\nd"\r\n"e\r"\nf', ","))
    assert [record.line for record in found] == [1, 5, 7]


def test_rows_are_reported_by_the_line_on_which_they_start(tmp_path: Path) -> None:
    text = (
        'School URN,Term,"First\nday",First day,Last day\r\r\n141207,"A\rB",,x,2026-10-20\n\n1,,,,'
    )
    export = read(tmp_path, terms=text)
    assert [line for line, _, code in refusals(export) if code == "invalid-date"] == [4]
    assert [line for line, _, code in refusals(export) if code == "invalid-urn"] == [7]


# Rule 6: cleaning


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("cafe\u0301", "café"),
        ("a\u00a0b", "a b"),
        ("\u00a0a\u00a0", "a"),
        (" \t\r\n a \r\n\t", "a"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\rb", "a\n\nb"),
        ("  O'Brien  van der Holt ", "O'Brien  van der Holt"),
        ("\u00a0\t\r", ""),
        ("\fa\v", "\fa\v"),
        ("\u2003a\u200b", "\u2003a\u200b"),
        ("\u212a", "K"),  # the Kelvin sign, by NFC
    ],
)
def test_values_are_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_headings_are_cleaned_like_values(tmp_path: Path) -> None:
    text = '"\u00a0School\u00a0URN \r\n",Term,First day,Last day\n141207,A,1/9/2026,2/9/2026'
    assert lines(read(tmp_path, terms=text), "terms") == [3]


# Rule 7: plain form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Step-Parent", "stepparent"),
        ("No_SEN ", "nosen"),
        ("N O", "no"),
        ("Foster\tcarer", "foster\tcarer"),
        ("Step\u2013parent", "step\u2013parent"),
    ],
)
def test_plain_form_leaves_out_spaces_underscores_and_hyphens(text: str, form: str) -> None:
    assert plain(text) == form


# Rule 8: the header


def test_no_heading_stands_for_two_columns() -> None:
    for file in FILES:
        forms = [
            plain(heading)
            for column in file.columns
            for heading in (column.name, *column.other_headings)
        ]
        assert len(forms) == len(set(forms))


def test_every_heading_of_every_column_stands_for_it(tmp_path: Path) -> None:
    for file in FILES:
        for column in file.columns:
            for number, heading in enumerate(column.other_headings):
                names = [heading if known is column else known.name for known in file.columns]
                folder = tmp_path / f"{file.subject}-{column.name}-{number}".replace(" ", "")
                export = read(folder, **{file.subject: ",".join(names).upper() + "\n"})
                assert export.files[file.name].status == "read", heading
                assert notices(export) == [], heading


def test_the_order_of_columns_is_free(tmp_path: Path) -> None:
    export = read(tmp_path, pupils=[dict(reversed(PUPIL.items()))])
    assert export.pupils[0].values["Legal surname"] == "Núñez"


def test_duplicate_column(tmp_path: Path) -> None:
    export = read(tmp_path, terms="School URN,URN,urn,Term,Term name,First day,Last day\n1")
    assert refusals(export) == [
        (1, "School URN", "duplicate-column"),
        (1, "Term", "duplicate-column"),
    ]


def test_duplicate_column_of_an_optional_one_refuses_the_file_too(tmp_path: Path) -> None:
    export = read(tmp_path, schools=[SCHOOL | {"Postcode": "", "School postcode": ""}])
    assert refusals(export) == [(1, "Postcode", "duplicate-column")]
    assert not export.complete


def test_missing_column(tmp_path: Path) -> None:
    export = read(tmp_path, contacts="Address,Shoe size\n")
    assert refusals(export) == [
        (1, column, "missing-column")
        for column in ("Contact ID", "No contact", "Parental responsibility", "Pupil ID", "Surname")
    ]
    assert notices(export) == []  # a refused file has no notice


def test_missing_column_of_a_column_whose_value_may_be_blank(tmp_path: Path) -> None:
    without = {column: value for column, value in PUPIL.items() if column != "SEN status"}
    assert refusals(read(tmp_path, pupils=[without])) == [(1, "SEN status", "missing-column")]


@pytest.mark.parametrize("content", ["", "\n" + text_of([TERM]), ",,,\n", "\ufeff"])
def test_the_header_is_the_first_record_even_if_it_is_blank(content: str, tmp_path: Path) -> None:
    needed = sorted(name for name in TERM)
    assert refusals(read(tmp_path, terms=content)) == [
        (1, column, "missing-column") for column in needed
    ]


def test_ignored_columns_are_noticed_once_for_a_file(tmp_path: Path) -> None:
    export = read(tmp_path, schools=[SCHOOL | {"Head": "x", "Roll": "1", "--": "y"}])
    assert said(export.notices) == [("schools.csv", 1, "", "ignored-columns")]


def test_a_heading_without_a_letter_is_unknown_and_a_blank_one_is_nothing(tmp_path: Path) -> None:
    assert notices(read(tmp_path / "a", schools=[SCHOOL | {"-": "x"}])) == [
        (1, "", "ignored-columns")
    ]
    assert notices(read(tmp_path / "b", schools=[SCHOOL | {" \t": "x"}])) == []


def test_an_optional_column_that_is_absent_is_blank(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK])
    assert "Relationship" not in export.contacts[0].values
    assert export.contacts[0].values["Correspondence"] == "N"


# Rule 9: width


def test_too_few_values(tmp_path: Path) -> None:
    export = read(tmp_path, terms=text_of([TERM]) + "141207,B,2026-11-02\n")
    assert refusals(export) == [(3, "", "too-few-values")]
    assert export.files["terms.csv"].rows == 2


def test_too_few_values_counts_unknown_columns_too(tmp_path: Path) -> None:
    text = "School URN,Term,First day,Last day,Colour,,\n141207,B,2026-11-02,2026-11-03\n"
    assert refusals(read(tmp_path, terms=text)) == [(2, "", "too-few-values")]


def test_blank_headings_at_the_end_do_not_count(tmp_path: Path) -> None:
    text = "School URN,Term,First day,Last day, ,,\n141207,B,2026-11-02,2026-11-03\n"
    assert lines(read(tmp_path, terms=text), "terms") == [2]


def test_a_blank_heading_in_the_middle_counts(tmp_path: Path) -> None:
    text = "School URN,,Term,First day,Last day\n141207,B,2026-11-02,2026-11-03\n"
    assert refusals(read(tmp_path, terms=text)) == [(2, "", "too-few-values")]


def test_too_many_values(tmp_path: Path) -> None:
    export = read(tmp_path, terms=text_of([TERM]) + "1,2,3,4,,x\n")
    assert refusals(export) == [(3, "", "too-many-values")]


def test_blank_values_beyond_the_width_are_nothing(tmp_path: Path) -> None:
    text = text_of([TERM]).rstrip() + ',, ,"\u00a0\r\n"\n'
    assert lines(read(tmp_path, terms=text), "terms") == [2]


def test_a_record_of_blank_values_is_passed_over(tmp_path: Path) -> None:
    text = text_of([TERM]) + '\n,\n" \t",,,,,,,,\n\u00a0\n'
    export = read(tmp_path, terms=text)
    assert refusals(export) == []
    assert export.files["terms.csv"].rows == 1


# Rule 10: refused files


def test_no_row_is_judged_if_a_required_file_is_refused(tmp_path: Path) -> None:
    export = read(
        tmp_path,
        pupils=b"\0",
        schools=[SCHOOL | {"Colour": "red", "School URN": "wrong"}],
        terms=text_of([TERM]) + "1\n" + '"open',
    )
    assert said(export.refused) == [("pupils.csv", 1, "", "unreadable-file")]
    assert said(export.notices) == [("schools.csv", 1, "", "ignored-columns")]
    assert all(not rows for rows in export.accepted.values())
    assert export.files["terms.csv"].rows == 3


def test_the_rest_is_imported_if_another_file_is_refused(tmp_path: Path) -> None:
    export = read(tmp_path, staff="Staff ID\n", contacts=[LINK])
    assert lines(export, "pupils") == [2, 3]
    assert lines(export, "contacts") == [2]
    assert not export.complete


def test_pupils_may_not_do_without_the_columns_that_the_format_needs() -> None:
    assert [column.name for column in PUPILS.columns if column.need is not Need.OPTIONAL] == [
        "Pupil ID",
        "School URN",
        "Legal forename",
        "Legal surname",
        "Date of birth",
        "Year group",
        "Entry date",
        "SEN status",
    ]
