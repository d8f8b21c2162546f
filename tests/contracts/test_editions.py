"""Nobody forgets to raise a view's edition; a view that counts by data says by which."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.editions import (
    DATA,
    DISTANCES,
    STATUTORY,
    committed,
    depends_on,
    how_to_say,
    of_today,
    unsaid,
    views,
    write,
)
from deploy.reach import ROOT, Source
from services.ehcp.domain.reminders import OURS
from shared.rulebook.digest import digest
from shared.rulebook.reading import BANK_HOLIDAYS, BOOK, ENGLAND
from shared.views import View
from tests.rulebook.edited import five_weeks_to_decide


def test_a_view_that_depends_on_something_else_has_another_edition() -> None:
    before, today = committed(), of_today()
    assert [how_to_say(name) for name in unsaid(before, today)] == []
    assert before == today, "run make contracts: a view is new, or gone, or its edition was raised"


@pytest.mark.parametrize(
    "view", [pytest.param(view, id=f"{service}.{view.name}") for service, view in views()]
)
def test_a_view_that_counts_by_data_carries_their_digest(view: View) -> None:
    reached = depends_on(view)
    assert bool(reached & set(DATA)) == bool(view.data)
    assert ("shared.rulebook.reading", "_read") not in reached, "of a file that is in no digest"


def editions(**settings: Path) -> dict[str, str]:
    """ "ehcp.cases" -> full edition, in a process that starts with these settings."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.contracts.full_editions"],
        env={**os.environ, **{name: str(path) for name, path in settings.items()}},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found: dict[str, str] = json.loads(run.stdout)
    return found


def changed(**settings: Path) -> set[str]:
    before, after = editions(), editions(**settings)
    return {name for name in before if before[name] != after[name]}


def test_another_rule_book_is_another_edition_of_what_counts_by_it(tmp_path: Path) -> None:
    edited = five_weeks_to_decide(tmp_path)
    assert changed(WAYMARK_RULE_BOOK=edited) == {"ehcp.cases", "ehcp.calendar"}


def test_another_bank_holiday_is_too(tmp_path: Path) -> None:
    listed = tmp_path / "holidays.toml"
    added = 'added = [{ day = 2026-11-26, name = "a day of thanks" }'
    text = BANK_HOLIDAYS.read_text()
    assert text.count("added = [") == 1
    listed.write_text(text.replace("added = [", f"{added}, ", 1))
    assert changed(WAYMARK_BANK_HOLIDAYS=listed) == {"ehcp.cases", "ehcp.calendar"}


def test_other_distances_are_of_what_says_when_to_announce(tmp_path: Path) -> None:
    distances = tmp_path / "reminders.toml"
    text = OURS.read_text()
    assert "\nstaff = [28" in text
    distances.write_text(text.replace("\nstaff = [28", "\nstaff = [30, 28", 1))
    assert changed(WAYMARK_EHC_REMINDERS=distances) == {"ehcp.cases"}


def test_a_remark_in_a_rule_book_is_no_other_edition(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(BANK_HOLIDAYS.parent / "rules", rules)
    file = rules / "assessment.toml"
    file.write_text(f"# A remark.\n{file.read_text()}")
    assert changed(WAYMARK_RULE_BOOK=rules) == set()


def test_a_digest_does_not_depend_on_what_was_looked_up_before() -> None:
    before = digest(BOOK.rules, ENGLAND)
    BOOK.ids()
    assert digest(BOOK.rules, ENGLAND) == before != digest(BOOK.rules[1:], ENGLAND)


# What a view depends on is read from its source.

PROJECTION = '''
from .terms import weeks, Kind
from shared import days as spans

LENGTH = 6

def unused(): return LENGTH + 1

def fold(document, recorded):
    """What it shows."""
    return {"weeks": weeks(LENGTH), "span": spans.span(document), "kind": Kind.ONE}
'''
TERMS = """
from enum import Enum
from ..other import HOURS as hours

class Kind(Enum):
    ONE = "one"

def weeks(length: int) -> int:
    return length * hours
"""
FILES = {
    "services/own/projections.py": PROJECTION,
    "services/own/terms.py": TERMS,
    "services/other.py": "HOURS = 168\nMINUTES = 10_080\n",
    "shared/days.py": "def span(one): return one\ndef other(one): return one\n",
}
FOLD = ("services.own.projections", "fold")


def source(folder: Path, **edits: tuple[str, str]) -> str:
    """The digest of the fold. edits: name of a file -> what is there, what is put there."""
    for path, text in FILES.items():
        there, put = edits.get(Path(path).stem, ("", ""))
        assert there in text
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.replace(there, put) if there else text)
    read = Source(folder)
    return read.digest_of(read.reached(FOLD))


def test_a_view_depends_on_what_its_fold_leads_to(tmp_path: Path) -> None:
    source(tmp_path)
    assert Source(tmp_path).reached(FOLD) == {
        FOLD,
        ("services.own.projections", "LENGTH"),
        ("services.own.terms", "weeks"),
        ("services.own.terms", "Kind"),
        ("services.other", "HOURS"),
        ("shared.days", "span"),
    }


@pytest.mark.parametrize(
    "edits",
    [
        {"projections": ("LENGTH = 6", "LENGTH = 5")},
        {"terms": ('"one"', '"first"')},
        {"terms": ("length * hours", "length + hours")},
        {"other": ("168", "40")},
        {"days": ("def span(one): return one", "def span(one): return None")},
    ],
    ids=str,
)
def test_a_change_of_what_it_leads_to_is_another_digest(
    tmp_path: Path, edits: dict[str, tuple[str, str]]
) -> None:
    assert source(tmp_path) != source(tmp_path, **edits)


@pytest.mark.parametrize(
    "edits",
    [
        {"projections": ("What it shows", "What is shown")},
        {"projections": ("return LENGTH + 1", "return LENGTH + 2")},
        {"projections": ("LENGTH = 6", "LENGTH = (\n    6  # weeks\n)")},
        {"terms": ("length: int) -> int", "length: float) -> float")},
        {"other": ("10_080", "1")},
        {"days": ("def other(one): return one", "def other(one): return None")},
    ],
    ids=str,
)
def test_what_changes_no_result_is_the_same_digest(
    tmp_path: Path, edits: dict[str, tuple[str, str]]
) -> None:
    assert source(tmp_path) == source(tmp_path, **edits)


# What is written down of them.


def test_somebody_has_to_say_what_a_changed_view_shows(tmp_path: Path) -> None:
    file = tmp_path / "views.json"
    assert write([], file) == []
    assert committed(file) == of_today()
    rows = json.loads(file.read_text())
    rows["ehcp"]["cases"]["digest"] = "of before"
    rows["plans"]["plans"] = {"digest": "of before", "edition": "0"}
    rows["plans"]["gone"] = {"digest": "of before", "edition": "1"}
    file.write_text(json.dumps(rows))

    assert write([], file) == ["ehcp.cases"]
    assert write(["plans", "ehcp.calendar"], file) == ["ehcp.cases"]
    left = committed(file)
    assert left["ehcp"]["cases"]["digest"] == "of before", "or the next run would be silent"
    assert left["plans"] == of_today()["plans"], "an edition that was raised says it"

    assert write(["ehcp.cases"], file) == []
    assert committed(file) == of_today()


def test_one_word_says_it_of_a_whole_service(tmp_path: Path) -> None:
    file = tmp_path / "views.json"
    rows = json.loads(json.dumps(of_today()))
    for row in rows["ehcp"].values():
        row["digest"] = "of before"
    file.write_text(json.dumps(rows))
    assert len(write([], file)) == len(rows["ehcp"])
    assert write(["ehcp"], file) == []


def test_the_data_are_named_as_they_are_in_the_source() -> None:
    read = Source()
    assert [one for one in DATA if read.reached(one) == set()] == []
    assert DISTANCES not in STATUTORY
