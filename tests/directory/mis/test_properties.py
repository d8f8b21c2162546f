"""What holds for any file: the reader against the standard library, no exception, no leak."""

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.directory.mis.columns import FILES, Column, File
from services.directory.mis.export import Export, read_export
from services.directory.mis.reading import clean, decode, find_delimiter, records
from services.directory.mis.report import report_of
from tests.directory.mis.exports import LINK, POST, PUPIL, SCHOOL, TERM, TODAY, text_of, write

# Text that Windows-1252 has too, and without the characters that cleaning changes at the ends.
LATIN = st.text("abXY09 éÑ–“\u00a0'\"-_,;\t\n\r", max_size=8)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


# The library leaves a lone CR or LF unquoted where its own lines end otherwise, so it quotes all.
QUOTED_ENOUGH = [("\r\n", False), ("\r\n", True), ("\n", True), ("\r", True)]
ENCODINGS = [
    ("utf-8", ANY, "utf-8"),
    ("utf-8-sig", ANY, "utf-8"),
    ("cp1252", LATIN, "windows-1252"),
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(("line_end", "quote_all"), QUOTED_ENOUGH)
@pytest.mark.parametrize(("encoding", "texts", "named"), ENCODINGS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_what_the_standard_library_writes_is_read_back(
    *,
    delimiter: str,
    line_end: str,
    quote_all: bool,
    encoding: str,
    texts: st.SearchStrategy[str],
    named: str,
    data: st.DataObject,
) -> None:
    rows = data.draw(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=5))
    header = ["Größe", "b", "c", "d", "e"]  # not ASCII, so that the encoding can be told
    target = io.StringIO(newline="")
    csv.writer(
        target,
        delimiter=delimiter,
        lineterminator=line_end,
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
    ).writerows([header, *rows])
    text, found = decode(target.getvalue().encode(encoding))
    assert found == named
    assert find_delimiter(text) == delimiter
    read = [record.fields for record in records(text, delimiter)]
    assert read == [tuple(map(clean, row)) for row in [header, *rows]]


def lines_of(text: str) -> int:
    """Line ends, counted character by character."""
    return sum(
        character == "\n" or (character == "\r" and text[place + 1 : place + 2] != "\n")
        for place, character in enumerate(text)
    )


@given(st.text('a",\n\r ', max_size=40))
@settings(max_examples=1000, deadline=None)
def test_records_are_those_of_a_reader_that_goes_character_by_character(text: str) -> None:
    read = [(record.line, record.fields, record.unclosed) for record in records(text, ",")]
    assert read == list(plainly(text))


def plainly(text: str) -> list[tuple[int, tuple[str, ...], bool]]:
    """The rules of records, written as the slow machine that they describe."""
    found: list[tuple[int, tuple[str, ...], bool]] = []
    place = 0
    while place < len(text):
        start = 1 + lines_of(text[:place])
        fields, value, quoted = [], "", False
        begun = False  # whether the field has had a character
        while place < len(text):
            character = text[place]
            if quoted:
                if text[place : place + 2] == '""':
                    value, place = value + '"', place + 2
                elif character == '"':
                    quoted, place = False, place + 1
                else:
                    value, place = value + character, place + 1
            elif character == '"' and not begun:
                quoted, begun, place = True, True, place + 1
            elif character == ",":
                fields.append(clean(value))
                value, begun, place = "", False, place + 1
            elif character in "\r\n":
                place += 2 if text[place : place + 2] == "\r\n" else 1
                break
            else:
                value, begun, place = value + character, True, place + 1
        found.append((start, (*fields, clean(value)), quoted))
    return found


BYTES = st.one_of(
    st.binary(max_size=200),
    st.text('",;\t\n\r aé1', max_size=200).map(str.encode),
)
HEADERS = {file.subject: ",".join(column.name for column in file.columns) for file in FILES}


def read_bytes(contents: dict[str, bytes]) -> Export:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), contents)
        return read_export(Path(folder), today=TODAY)


@given(st.fixed_dictionaries({file.subject: BYTES for file in FILES}), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_the_reader_fail(contents: dict[str, bytes], with_headers: bool) -> None:
    if with_headers:
        contents = {
            subject: HEADERS[subject].encode() + b"\n" + content
            for subject, content in contents.items()
        }
    export = read_bytes(contents)
    json.dumps(report_of(export))


SAMPLES_OF_VALUES = [
    *("", "N", "Y", "K", "E", "S", "A", "1", "01", "NSA", "BESD", "SLD", "Teacher", "Office"),
    *("141207", "141208", "P1", "P2", "C1", "S1", "1/9/2020", "2016-02-03", "2030-01-01"),
    *("V201361425001", "M80120000500A", "a@b.cd", "A@B.cd", "07700900123", "B1 3JP", "x"),
    *("Primary", "508", "5082813", "Mother", "2026-09-03;2026-09-04", "Autumn 1", "?"),
]


def any_row(file: File) -> st.SearchStrategy[dict[str, str]]:
    """Rows of which most values are right, so that they meet the later rules too."""
    good = {"schools": SCHOOL, "staff": POST, "pupils": PUPIL, "contacts": LINK, "terms": TERM}

    def values(column: Column) -> st.SearchStrategy[str]:
        usual = good[file.subject].get(column.name, "")
        return st.one_of(st.just(usual), st.just(usual), st.sampled_from(SAMPLES_OF_VALUES), ANY)

    return st.fixed_dictionaries({column.name: values(column) for column in file.columns})


ROWS = st.fixed_dictionaries(
    {file.subject: st.lists(any_row(file), min_size=1, max_size=4) for file in FILES}
)


@given(ROWS)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_row_is_accepted_refused_or_ignored_and_said_so_once(
    rows: dict[str, list[dict[str, str]]],
) -> None:
    export = read_bytes({subject: text_of(some).encode() for subject, some in rows.items()})
    said = [(e.file, e.line, e.column, e.code) for e in (*export.refused, *export.notices)]
    assert len(said) == len(set(said))
    for file in FILES:
        refused = {entry.line for entry in export.refused if entry.file == file.name}
        noticed = {entry.line for entry in export.notices if entry.file == file.name}
        ignored = {
            entry.line
            for entry in export.notices
            if (entry.file, entry.code) == (file.name, "duplicate-row")
        }
        accepted = {row.line for row in export.accepted[file.subject]}
        assert not refused & noticed
        assert not accepted & (refused | ignored)
        assert len(accepted | refused | ignored) == export.files[file.name].rows


# Values that no message may repeat, each wrong or right in its column.
SECRETS = st.text("qzxjkw0123456789", min_size=5, max_size=12)


@given(ROWS, st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_value_of_a_row_appears_in_a_report(
    rows: dict[str, list[dict[str, str]]], data: st.DataObject
) -> None:
    planted = set()
    for some in rows.values():
        for row in some:
            for column in row:
                if data.draw(st.booleans()):
                    row[column] = data.draw(SECRETS)
                    planted.add(row[column])
    export = read_bytes({subject: text_of(some).encode() for subject, some in rows.items()})
    report = json.dumps(report_of(export)).lower()
    assert not [value for value in planted if value in report]


@pytest.mark.parametrize("column", [*PUPIL])
def test_a_pupils_own_values_appear_in_no_report(column: str, tmp_path: Path) -> None:
    pupil = PUPIL | {column: "Zaphod12"}
    write(tmp_path, {"schools": [SCHOOL], "pupils": [pupil, pupil | {"Sex": "?"}]})
    report = json.dumps(report_of(read_export(tmp_path, today=TODAY)), ensure_ascii=False)
    assert not [
        value for value in ("Zaphod12", "Petra", "Núñez", "V2013", "2016") if value in report
    ]
