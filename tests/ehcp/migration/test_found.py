"""What directory writes of a list is what this service reads: the file between the two."""

import json
from uuid import UUID

import pytest

from services.directory.finding.lists import LIST, read_list
from services.directory.finding.pupils import Found, NotFound, as_json
from services.ehcp.migration.columns import COLUMNS, FILE
from services.ehcp.migration.found import BadFinding, match, read_finding
from tests.ehcp.migration.lists import BARE, WHO_ELSE, bytes_of, read

CODES = (
    "pupil-not-found",
    "pupil-not-unique",
    "pupil-ids-differ",
    "pupil-erased",
    "pupil-at-another-school",
)
PUPIL = UUID(int=77)


@pytest.mark.parametrize("code", CODES)
def test_directorys_answer_is_read(code: str) -> None:
    file = read(BARE, BARE | WHO_ELSE)
    told = as_json(
        file.digest,
        [Found(line=2, pupil_id=PUPIL), NotFound(line=3, column="UPN", code=code)],
    )
    matched = match(file, read_finding(json.dumps(told).encode()))
    assert dict(matched.pupils) == {2: PUPIL}
    assert [(one.line, one.column, one.code) for one in matched.refused] == [(3, "UPN", code)]


def test_both_services_read_the_same_columns_on_the_same_lines() -> None:
    headings = {one.name: set(one.other_headings) for one in COLUMNS}
    assert LIST.name == FILE
    assert {one.name: set(one.other_headings) for one in LIST.columns} == {
        one.name: headings[one.name] for one in LIST.columns
    }
    rows = (BARE | {"Note": "two\r\nlines"}, BARE | WHO_ELSE)
    lines = [row.line for row in read(*rows).rows]
    assert [one.line for one in read_list(bytes_of(*rows))] == lines == [2, 4]


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b'{"file": "x"}', b'{"file": "x", "found": [{"line": 2}], "refused": []}'],
)
def test_what_directory_did_not_write_is_not_used(content: bytes) -> None:
    with pytest.raises(BadFinding):
        read_finding(content)


def test_a_finding_that_leaves_rows_out_is_not_used() -> None:
    file = read(BARE, BARE | WHO_ELSE)
    told = as_json(file.digest, [Found(line=2, pupil_id=PUPIL)])
    with pytest.raises(BadFinding):
        match(file, read_finding(told))
