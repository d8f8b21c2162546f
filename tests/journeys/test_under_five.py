"""A child under five comes with the next import: the case shows when to review the plan sooner."""

import csv
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from deploy.local.trust import Trust
from deploy.local.waiting import wait_until
from deploy.local.whole import ROOT, Platform
from services.directory.demo_trust.schools import LARKFIELD
from shared.rulebook.limits import limit
from shared.rulebook.words import in_full
from tests.journeys.test_concerns import day
from tests.journeys.test_ehc import ASKED, TODAY, card, ended, received
from tests.journeys.test_records import until
from tests.journeys.visitors import Visitor

FORENAME, SURNAME = "Wrenna", "Quillby"
BORN_ON = date(TODAY.year - 4, TODAY.month, 1)  # five next year
NOT_EARLIER = "Child under five: an interim review, not earlier"
NOT_LATER = "Child under five: an interim review, not later"


@pytest.fixture
def page(platform: Platform, trust: Trust, senco: Visitor, tmp_path: Path) -> str:
    """The EHC page of a child whom an import of today has brought."""
    export = tmp_path / "export"
    shutil.copytree(platform.environment["WAYMARK_DEMO_EXPORT"], export)
    add_child(export / "pupils.csv")
    done = subprocess.run(
        [sys.executable, "-m", "services.directory.importing", str(export)],
        cwd=ROOT,
        env={**os.environ, **trust.environment("directory", "api")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "1 pupil-enrolled" in done.stdout, done.stdout + done.stderr
    until_found(senco)
    return f"{senco.link(FORENAME)}/ehc"


def add_child(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as text:
        columns = list(csv.DictReader(text).fieldnames or ())
    row = {
        "Pupil ID": "SV199501",
        "School URN": LARKFIELD.urn,
        "Legal forename": FORENAME,
        "Legal surname": SURNAME,
        "Date of birth": f"{BORN_ON:%d/%m/%Y}",
        "Year group": "R",
        "Entry date": f"{TODAY:%d/%m/%Y}",
        "SEN status": "N",
    }
    with file.open("a", encoding="utf-8", newline="") as text:
        csv.DictWriter(text, columns, restval="").writerow(row)


def until_found(senco: Visitor) -> None:
    def found() -> bool:
        senco.goes_to("/pupils")
        senco.sends({"name": SURNAME})
        return f"{FORENAME} {SURNAME}" in senco.text

    wait_until(found, "the child to be found", within_seconds=60)


def test_the_next_import_brings_both_limits_of_a_child_under_five(
    senco: Visitor, page: str
) -> None:
    senco.goes_to(f"{page}/told/request")
    senco.sends(ASKED)
    received(senco, page)
    senco.goes_to(f"{page}/told/final-plan")
    senco.sends(day("issued_on", TODAY))
    until(senco, page, NOT_LATER)
    last = limit("under5.review_to", TODAY).due_on
    assert f"By when {in_full(last)}" in card(senco, NOT_LATER)
    assert "Should (SEND Code 9.178)" in card(senco, NOT_LATER)
    first = card(senco, NOT_EARLIER)
    assert f"Not before {in_full(limit('under5.review_from', TODAY).due_on)}" in first
    assert "Not yet" in first
    assert f"Next {NOT_EARLIER}" not in senco.text
    assert "Noted until when the child counts as under five" in history_of(senco, page)
    senco.goes_to(f"{page}/dates/under5.review_to")
    assert "the end of the month of the fifth birthday" in senco.text
    ended(senco, page)


def history_of(senco: Visitor, page: str) -> str:
    address = f"{page.removesuffix('/ehc')}/history"
    until(senco, address, "Noted until when")
    return senco.text
