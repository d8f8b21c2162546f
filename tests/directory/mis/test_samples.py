"""The three samples of the format, each with the report, the records and the exit code it needs."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.directory.mis.check import main
from tests.directory.mis.exports import TODAY

# Beside the project, not in it. A missing folder fails the tests: without it nothing is proven.
SAMPLES = Path(__file__).parents[4] / "shared" / "mis"


def comparable(report: dict[str, Any]) -> dict[str, Any]:
    """A report without what the format leaves free: messages, and the order of lists."""
    return report | {
        part: sorted(
            (entry["file"], entry["line"], entry["column"], entry["code"]) for entry in report[part]
        )
        for part in ("refused", "notices")
    }


@pytest.mark.parametrize(
    ("sample", "exit_code"), [("sample", 0), ("sample-refused", 2), ("sample-missing", 2)]
)
def test_a_sample_gives_its_report_and_exit_code(
    sample: str, exit_code: int, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    assert main([str(SAMPLES / sample), str(report)], today=TODAY) == exit_code
    expected = json.loads((SAMPLES / f"{sample}-expected.json").read_text())
    assert comparable(json.loads(report.read_text())) == comparable(expected)


def test_the_sample_gives_its_records(tmp_path: Path) -> None:
    records = tmp_path / "records.json"
    assert main([str(SAMPLES / "sample"), str(tmp_path / "r"), str(records)], today=TODAY) == 0
    assert json.loads(records.read_text()) == json.loads(
        (SAMPLES / "sample-records.json").read_text()
    )
