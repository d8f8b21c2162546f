"""Whatever a list holds: no value of it is in a report, and any order of rows says the same."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.ehcp.migration import columns as c
from services.ehcp.migration.cases_file import CasesFile, read_cases
from services.ehcp.migration.entries import shown
from tests.ehcp.migration.lists import ASSESSING, BARE, PLAN, TODAY, Row, bytes_of, read

GOOD = (ASSESSING, PLAN, BARE)
# Marked, so that none of them is a word of the report itself.
SECRET = st.text(st.sampled_from("abcxyz"), min_size=3, max_size=8).map(lambda one: f"§{one}§")
PLACE = st.sampled_from([column.name for column in c.COLUMNS])
UPNS = ("V201361425001", "B801200005001", "K936402126117", "L316200124003")


@st.composite
def spoilt_rows(draw: Any) -> Row:
    """A good row in which some values are something else."""
    row: Row = dict(draw(st.sampled_from(GOOD)))
    row |= {c.PUPIL_ID: draw(SECRET), c.UPN: draw(st.sampled_from(UPNS))}
    for column in draw(st.lists(PLACE, max_size=3)):
        row[column] = draw(SECRET | st.sampled_from(["", "31/12/2025", "Final", "1/1/2013"]))
    return row


LISTS = st.lists(spoilt_rows(), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(LISTS)
def test_no_value_of_a_row_is_in_the_report(rows: list[Row]) -> None:
    report = json.dumps(read(*rows).as_json(), ensure_ascii=False)
    assert "§" not in report
    assert not [one for one in (*UPNS, "141207", "Fenshire", "873") if one in report]


@settings(max_examples=150, deadline=None)
@given(LISTS, st.randoms())
def test_any_order_of_rows_gives_the_same_result(rows: list[Row], chance: Any) -> None:
    whole: Row = dict.fromkeys((column.name for column in c.COLUMNS), "")
    full = [whole | row for row in rows]
    mixed = list(full)
    chance.shuffle(mixed)
    assert _told(read(*full), full) == _told(read(*mixed), mixed)


def _told(file: CasesFile, rows: list[Row]) -> list[Any]:
    """What was taken of each row and said of it, by the row itself and without its line."""
    said: dict[int, list[tuple[str, str]]] = {}
    for one in (*file.refused, *file.notices):
        said.setdefault(one.line, []).append((one.column, one.code))
    taken = {row.line: (row.authority, dict(row.values)) for row in file.rows}
    found = [
        (sorted(rows[line - 2].items()), repr(taken.get(line)), sorted(said.get(line, [])))
        for line in range(2, len(rows) + 2)
    ]
    return sorted(found, key=repr)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    file = read_cases(bytes_of(BARE) + content, today=TODAY)
    assert file.read or [fault.line for fault in file.refused] == [1]
    assert shown(file.refused) is not None
