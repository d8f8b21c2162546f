"""The command: what it writes, how it ends, and that it never ends in a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from services.directory.mis.check import Exit, main
from services.directory.mis.entries import MESSAGES
from services.directory.mis.export import AcceptedRow
from tests.directory.mis.exports import LINK, PUPIL, SCHOOL, TODAY, write

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    export = tmp_path / "export"
    export.mkdir()
    write(
        export, {"schools": [SCHOOL], "pupils": [PUPIL], "contacts": [LINK | {"No contact": "?"}]}
    )
    return export


def test_refused_rows_end_well_and_are_reported(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert main([str(folder), str(report)], today=TODAY) == 0
    written = json.loads(report.read_text())
    assert written["files"] == {
        "schools.csv": {"status": "read", "encoding": "utf-8", "delimiter": ",", "rows": 1},
        "staff.csv": {"status": "absent"},
        "pupils.csv": {"status": "read", "encoding": "utf-8", "delimiter": ",", "rows": 1},
        "contacts.csv": {"status": "read", "encoding": "utf-8", "delimiter": ",", "rows": 1},
        "terms.csv": {"status": "absent"},
    }
    assert written["accepted"] == {
        "schools": 1,
        "staff": 0,
        "pupils": 1,
        "contacts": 0,
        "terms": 0,
    }
    assert written["refused"] == [
        {
            "file": "contacts.csv",
            "line": 2,
            "column": "No contact",
            "code": "unknown-value",
            "message": "No contact holds a value that is not in the list for this column",
        }
    ]
    assert written["notices"] == []


def test_the_records_are_written_where_they_are_asked_for(folder: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.json"
    records.touch(mode=0o644)
    assert main([str(folder), str(tmp_path / "report"), str(records)], today=TODAY) == 0
    written = json.loads(records.read_text())
    assert list(written) == ["schools", "staff", "pupils", "contacts", "terms"]
    assert written["pupils"] == [
        {
            "line": 2,
            "Pupil ID": "P1",
            "School URN": "141207",
            "UPN": "V201361425001",
            "Legal forename": "Petra",
            "Legal surname": "Núñez",
            "Date of birth": "2016-02-03",
            "Year group": "5",
            "Entry date": "2020-09-01",
            "SEN status": "K",
        }
    ]
    assert records.stat().st_mode & 0o077 == 0  # personal data: for its owner only


def test_a_refused_file_ends_with_2_and_a_report(folder: Path, tmp_path: Path) -> None:
    (folder / "terms.csv").write_bytes(b"\0")
    report, records = tmp_path / "report.json", tmp_path / "records.json"
    assert main([str(folder), str(report), str(records)], today=TODAY) == 2
    assert json.loads(report.read_text())["files"]["terms.csv"] == {"status": "refused"}
    assert len(json.loads(records.read_text())["pupils"]) == 1


def test_an_empty_folder_ends_with_2_and_a_report(tmp_path: Path) -> None:
    report, records = tmp_path / "report.json", tmp_path / "records.json"
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / "empty"), str(report), str(records)], today=TODAY) == 2
    assert [entry["file"] for entry in json.loads(report.read_text())["refused"]] == [
        "schools.csv",
        "pupils.csv",
    ]
    assert set(map(len, json.loads(records.read_text()).values())) == {0}


@pytest.mark.parametrize("arguments", [[], ["a"], ["a", "b", "c", "d"], ["", "b"]])
def test_wrong_use_shows_how_to_use_it(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments, today=TODAY) is Exit.WRONG_USE
    assert capsys.readouterr().err.startswith("usage: python -m services.directory.mis.check DIR")


def test_a_folder_that_is_none_is_named_in_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for wrong in (tmp_path / "none", folder / "pupils.csv"):
        assert main([str(wrong), str(tmp_path / "report")], today=TODAY) is Exit.NO_INPUT
        error = capsys.readouterr().err
        assert str(wrong) in error
        assert error.count("\n") == 1
    assert not (tmp_path / "report").exists()


def test_a_file_that_is_a_folder_is_absent(folder: Path, tmp_path: Path) -> None:
    (folder / "terms.csv").mkdir()
    report = tmp_path / "report.json"
    assert main([str(folder), str(report)], today=TODAY) == 0
    assert json.loads(report.read_text())["files"]["terms.csv"] == {"status": "absent"}


def test_a_report_that_cannot_be_written_is_named_in_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "none" / "report.json"
    assert main([str(folder), str(report)], today=TODAY) is Exit.NO_OUTPUT
    assert capsys.readouterr().err == f"{report} cannot be written: No such file or directory\n"


def test_the_command_runs_as_a_module(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "services.directory.mis.check"]
    report = tmp_path / "report.json"
    good = subprocess.run(
        [*command, str(folder), str(report)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (good.returncode, good.stderr) == (0, "")
    assert "1 pupils" in good.stdout
    bad = subprocess.run(
        [*command], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert bad.returncode == 64
    assert "Traceback" not in bad.stderr


def test_every_message_says_something_of_its_own() -> None:
    assert len(set(MESSAGES.values())) == len(MESSAGES)


def test_an_accepted_row_gives_its_values_in_their_types() -> None:
    values = {"Term": "A", "First day": "2026-09-03", "Closed on": "2026-09-04;2026-09-07"}
    row = AcceptedRow(line=2, values=values | {"No contact": "N", "Correspondence": "Y"})
    assert row.text("Term") == "A"
    assert row.text("Title") is None
    assert str(row.day("First day")) == "2026-09-03"
    assert row.day("Last day") is None
    assert list(map(str, row.days("Closed on"))) == ["2026-09-04", "2026-09-07"]
    assert row.days("Other") == ()
    assert (row.yes("No contact"), row.yes("Correspondence")) == (False, True)
