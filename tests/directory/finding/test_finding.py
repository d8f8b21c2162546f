"""Which pupils a list of EHC cases is about, on the real MongoDB."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from services.directory.domain.commands import ErasePupil, MergePupils
from services.directory.finding.lists import read_list
from services.directory.finding.pupils import Found, NotFound, as_json, find_pupils
from services.directory.importing.telling import Kind
from services.directory.mis.header import RefusedFile
from tests.directory.kit import Directory
from tests.directory.mis.exports import (
    OTHER_PUPIL,
    OTHER_SCHOOL,
    PUPIL,
    SCHOOL,
    TODAY,
    Row,
    read,
    text_of,
)

ROOT = Path(__file__).parents[3]
ASKED: Row = {"Pupil ID": "P1", "UPN": "V201361425001", "School URN": "141207", "State": "EHCP"}


@pytest.fixture
def told(directory: Directory, tmp_path: Path) -> Directory:
    """A trust of two schools and two pupils, both at the first."""
    directory.take(read(tmp_path / "export"))
    return directory


def answer(directory: Directory, *rows: Row) -> list[Found | NotFound]:
    return find_pupils(directory.records, list(read_list(text_of(rows).encode())))


def pupil(directory: Directory, mis_id: str) -> UUID:
    return directory.id(Kind.PUPIL, mis_id)


def code(directory: Directory, row: Row) -> tuple[str, str]:
    """(column, code) of the one row that is not found."""
    [only] = answer(directory, row)
    assert isinstance(only, NotFound), only
    return only.column, only.code


@pytest.mark.parametrize(
    "row",
    [ASKED, ASKED | {"UPN": ""}, ASKED | {"Pupil ID": ""}, ASKED | {"UPN": "v201 361425001"}],
    ids=["both", "by the id", "by the UPN", "as typed"],
)
def test_a_pupil_is_found_by_the_mis_or_the_upn(told: Directory, row: Row) -> None:
    assert answer(told, row) == [Found(line=2, pupil_id=pupil(told, "P1"))]


def test_a_pupil_whose_permanent_upn_was_not_known_yet_is_found_by_the_mis(
    directory: Directory, tmp_path: Path
) -> None:
    temporary = PUPIL | {"UPN": "M80120000500A"}
    directory.take(read(tmp_path / "export", pupils=[temporary, OTHER_PUPIL]))
    assert answer(directory, ASKED) == [Found(line=2, pupil_id=pupil(directory, "P1"))]


def test_each_row_is_answered_by_its_line(told: Directory) -> None:
    other = {"Pupil ID": OTHER_PUPIL["Pupil ID"], "School URN": "141207"}
    assert answer(told, ASKED | {"Pupil ID": "P9", "UPN": ""}, other) == [
        NotFound(line=2, column="Pupil ID", code="pupil-not-found"),
        Found(line=3, pupil_id=pupil(told, "P2")),
    ]


def test_what_could_be_another_child_is_not_found(told: Directory) -> None:
    both = ASKED | {"UPN": OTHER_PUPIL["UPN"]}
    assert code(told, both) == ("Pupil ID", "pupil-ids-differ")
    nobodys_here = ASKED | {"UPN": "K936402126117"}
    assert code(told, nobodys_here) == ("Pupil ID", "pupil-ids-differ")
    elsewhere = ASKED | {"School URN": OTHER_SCHOOL["School URN"]}
    assert code(told, elsewhere) == ("School URN", "pupil-at-another-school")
    assert code(told, ASKED | {"Pupil ID": "", "UPN": "K936402126117"}) == (
        "UPN",
        "pupil-not-found",
    )
    # The id is unknown: the UPN alone does not speak for a row that says otherwise.
    assert code(told, ASKED | {"Pupil ID": "P9"}) == ("Pupil ID", "pupil-not-found")


def test_a_pupil_whose_id_in_the_mis_changed_is_the_same(told: Directory, tmp_path: Path) -> None:
    renumbered = PUPIL | {"Pupil ID": "P100"}
    told.take(read(tmp_path / "later", pupils=[renumbered, OTHER_PUPIL]))
    assert answer(told, ASKED | {"Pupil ID": "P100"}) == [Found(line=2, pupil_id=pupil(told, "P1"))]


def test_a_record_that_was_merged_goes_on_as_the_other(told: Directory) -> None:
    merge = MergePupils(pupil_id=pupil(told, "P1"), into_pupil_id=pupil(told, "P2"), told_on=TODAY)
    told.carry_out(merge)
    assert answer(told, ASKED | {"UPN": ""}) == [Found(line=2, pupil_id=pupil(told, "P2"))]


def test_an_erased_pupil_is_named_as_that(told: Directory) -> None:
    told.carry_out(ErasePupil(pupil_id=pupil(told, "P1"), told_on=TODAY))
    assert code(told, ASKED | {"UPN": ""}) == ("Pupil ID", "pupil-erased")


def test_rows_that_say_it_wrongly_are_left_to_who_reads_them_all() -> None:
    wrong = [
        ASKED | {"UPN": "V201361425010"},
        ASKED | {"School URN": "1412"},
        ASKED | {"School URN": ""},
        ASKED | {"Pupil ID": "", "UPN": ""},
    ]
    assert [one.line for one in read_list(text_of([*wrong, ASKED]).encode())] == [6]
    with pytest.raises(RefusedFile):
        list(read_list(b"Pupil ID\r\nP1\r\n"))


def test_the_command_writes_our_ids_and_nothing_of_the_list(
    told: Directory, tmp_path: Path
) -> None:
    asked, found = tmp_path / "ehc_cases.csv", tmp_path / "found.json"
    asked.write_text(text_of([ASKED, ASKED | {"Pupil ID": "P9", "UPN": ""}]))
    done = run(told, asked, found)
    assert (done.returncode, done.stdout) == (0, "Found: 1. Not found: 1.\n"), done.stderr
    written = json.loads(found.read_text())
    assert written["found"] == [{"line": 2, "pupil_id": str(pupil(told, "P1"))}]
    assert [one["code"] for one in written["refused"]] == ["pupil-not-found"]
    values = [PUPIL["UPN"], PUPIL["Legal surname"], SCHOOL["School URN"], "P9"]
    assert not [one for one in values if one in found.read_text() + done.stdout]
    assert found.stat().st_mode & 0o077 == 0
    assert run(told, asked).returncode == 64
    assert run(told, tmp_path / "nothing.csv", found).returncode == 66
    asked.write_text("nothing that is known\n")
    assert run(told, asked, found).returncode == 2


def test_the_answer_is_bound_to_the_list() -> None:
    assert as_json("abc", [])["file"] == "abc"


def run(directory: Directory, *arguments: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services.directory.finding", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **directory.environment()},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
