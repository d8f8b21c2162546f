"""The command that checks a list without a server, on the list that the documentation shows."""

import json
from datetime import date
from pathlib import Path

import pytest

from services.ehcp.migration import columns as c
from services.ehcp.migration.check import Exit, main
from services.ehcp.migration.entries import MESSAGES
from services.ehcp.migration.values import STATES
from tests.ehcp.migration.lists import BARE, TODAY, bytes_of

DOCS = Path(__file__).parents[3] / "docs"
SAMPLE = DOCS / "samples" / "ehc_cases.csv"
EXPECTED = DOCS / "samples" / "ehc_cases-expected.json"


def test_the_sample_is_reported_as_it_is_documented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "out.json"
    assert main([str(SAMPLE), str(report)], today=date(2026, 11, 22)) is Exit.READ
    assert json.loads(report.read_text()) == json.loads(EXPECTED.read_text())
    assert report.stat().st_mode & 0o077 == 0
    assert capsys.readouterr().out == "Accepted: 11 of 23 rows. Refusals: 10. Notices: 4.\n"


def test_a_refused_file_is_told_by_the_exit_code(tmp_path: Path) -> None:
    listed, report = tmp_path / "list.csv", tmp_path / "out.json"
    listed.write_bytes(bytes_of(BARE).replace(b"State", b"Nothing"))
    assert main([str(listed), str(report)], today=TODAY) is Exit.FILE_REFUSED
    assert json.loads(report.read_text())["refused"][0]["code"] == "missing-column"


def test_wrong_use_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SAMPLE)], today=TODAY) is Exit.WRONG_USE
    assert main([str(tmp_path / "no.csv"), "out.json"], today=TODAY) is Exit.NO_INPUT
    nowhere = str(tmp_path / "no" / "out.json")
    assert main([str(SAMPLE), nowhere], today=TODAY) is Exit.NO_OUTPUT
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_the_documentation_names_every_column_state_and_code() -> None:
    told = (DOCS / "migrating-ehc-cases.md").read_text()
    assert [one.name for one in c.COLUMNS if one.name not in told] == []
    headings = [name for one in c.COLUMNS for name in one.other_headings]
    assert [name for name in headings if name not in told] == []
    assert [code for code in MESSAGES if f"`{code}`" not in told] == []
    plain = told.lower().replace(" ", "").replace("-", "")
    assert [state for state in STATES if state not in plain] == []
