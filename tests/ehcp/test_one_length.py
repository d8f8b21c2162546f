"""One length edited in a copy of the rule book, and named to a deployment: everything follows."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from shared.access.grants import Role
from tests.ehcp.another_book import ROOT, asked_of_another
from tests.ehcp.bodies import RECEIPT, body
from tests.one_service import OneService, Person, on_school
from tests.rulebook.edited import five_weeks_to_decide
from tests.rulebook.test_one_length import VECTORS

DECIDE = "ehcna.decide"
A_WEEK_LATER = {"part": "receipt", "told": {"received_on": "2026-03-20"}}


def test_one_edited_length_changes_vectors_deadlines_and_what_if(
    service: OneService, senco: Person, case: str, school: UUID, tmp_path: Path
) -> None:
    """The council received it on 13 March 2026: six weeks end on 24 April, five on 17 April."""
    body(senco.post(f"{case}/receipt", RECEIPT, seen=1))
    token = service.token(senco.id, on_school(Role.SENCO, school))
    edited = five_weeks_to_decide(tmp_path)

    said, code = vectors(None)
    assert (said[-1].endswith(", 0 differ"), code) == (True, 0)
    said, code = vectors(edited)
    assert (said[-1].endswith(", 12 differ"), code) == (True, 1)
    assert {line.split()[1] for line in said[:-1]} == {f"{DECIDE}:"}

    ours, changed = (counted(service, token, case, book) for book in (None, edited))
    assert (ours["live"].pop(DECIDE), changed["live"].pop(DECIDE)) == ("2026-04-24", "2026-04-17")
    assert (ours["nothing"].pop(DECIDE), changed["nothing"].pop(DECIDE)) == (
        "2026-04-24",
        "2026-04-17",
    )
    assert (ours["a week later"].pop(DECIDE), changed["a week later"].pop(DECIDE)) == (
        "2026-05-01",
        "2026-04-24",
    )
    assert ours == changed  # every other date, live and imagined


def vectors(rule_book: Path | None) -> tuple[list[str], int]:
    """What `make vectors` says, and its exit code."""
    run = subprocess.run(
        [sys.executable, "-m", "deploy.vectors", str(VECTORS)],
        env={**os.environ, "WAYMARK_RULE_BOOK": str(rule_book or "")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return run.stdout.splitlines(), run.returncode


def counted(
    service: OneService, token: str, case: str, rule_book: Path | None
) -> Mapping[str, dict[str, Any]]:
    """rule -> last day: live, with nothing imagined, and with a receipt a week later."""
    page, nothing, later = asked_of_another(
        service,
        token,
        [
            {"path": case},
            {"path": f"{case}/what-if", "body": {"imagine": []}},
            {"path": f"{case}/what-if", "body": {"imagine": [A_WEEK_LATER]}},
        ],
        rule_book,
    )
    assert [one["status"] for one in (page, nothing, later)] == [200, 200, 200]
    return {
        "live": {one["rule"]: one["due_on"] for one in page["json"]["deadlines"]},
        "nothing": would_be(nothing),
        "a week later": would_be(later),
    }


def would_be(rehearsal: dict[str, Any]) -> dict[str, Any]:
    return {one["rule"]: one["would_be"]["due_on"] for one in rehearsal["json"]["deadlines"]}
