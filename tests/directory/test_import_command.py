"""The command `python -m services.directory.importing DIR [REPORT]`, as ops type it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.directory.kit import Directory
from tests.directory.mis.exports import LINK, OTHER_PUPIL, OTHER_SCHOOL, PUPIL, SCHOOL, write

ROOT = Path(__file__).parents[2]


def run(directory: Directory, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **directory.environment(), **settings}
    return subprocess.run(
        [sys.executable, "-m", "services.directory.importing", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def export(folder: Path) -> Path:
    folder.mkdir()
    files = {"schools": [SCHOOL, OTHER_SCHOOL], "pupils": [PUPIL, OTHER_PUPIL], "contacts": [LINK]}
    write(folder, files)
    return folder


def test_it_takes_an_export_in_and_reports(directory: Directory, tmp_path: Path) -> None:
    folder, report = export(tmp_path / "export"), tmp_path / "report.json"
    done = run(directory, str(folder), str(report))
    assert done.returncode == 0, done.stderr
    assert "2 pupil-enrolled" in done.stdout
    told = json.loads(report.read_text())
    assert (told["events"]["pupil-enrolled"], told["complete"]) == (2, True)
    assert "Petra" not in done.stdout + done.stderr + report.read_text()
    again = run(directory, str(folder))
    assert again.returncode == 0, again.stderr
    assert "Events: none." in again.stdout
    assert "pupils" in again.stderr


def test_a_refused_file_is_told_by_the_exit_code(directory: Directory, tmp_path: Path) -> None:
    folder = export(tmp_path / "export")
    (folder / "contacts.csv").write_text("nothing that is known\n")
    done = run(directory, str(folder))
    assert done.returncode == 2
    assert "2 pupil-enrolled" in done.stdout
    assert "guardian-linked" not in done.stdout


def test_wrong_use_is_said_in_one_line(directory: Directory, tmp_path: Path) -> None:
    assert run(directory).returncode == 64
    nowhere = run(directory, str(tmp_path / "nowhere"))
    assert (nowhere.returncode, len(nowhere.stderr.splitlines())) == (66, 1)
    unset = run(directory, str(tmp_path), WAYMARK_TRUST="")
    assert (unset.returncode, "WAYMARK_TRUST" in unset.stderr) == (78, True)
    years = run(directory, str(tmp_path), WAYMARK_KEEP_YEARS="3")
    assert (years.returncode, "WAYMARK_KEEP_YEARS" in years.stderr) == (78, True)
