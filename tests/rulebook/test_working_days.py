"""The day to aim at: bank holidays are data, can be edited, and end somewhere."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.rulebook.reading import ENGLAND, HERE, WrongRuleBook, read_working_days

ROOT = Path(__file__).parents[2]
LISTED = (HERE / "bank_holidays.toml").read_text()


def edited(tmp_path: Path, old: str, new: str) -> Path:
    """The list with one line changed."""
    assert old in LISTED
    path = tmp_path / "bank_holidays.toml"
    path.write_text(LISTED.replace(old, new))
    return path


@pytest.mark.parametrize(
    ("day", "because"),
    [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 3, 26), "Good Friday"),
        (date(2026, 11, 28), "a Saturday"),
        (date(2026, 11, 29), "a Sunday"),
        (date(2026, 11, 30), None),
    ],
)
def test_a_closed_day_says_why(day: date, because: str | None) -> None:
    assert ENGLAND.closed_because(day) == because


def test_a_bank_holiday_that_falls_on_a_weekend_closes_the_day_after_it() -> None:
    assert not ENGLAND.is_working_day(date(2026, 12, 28))
    assert ENGLAND.last_on_or_before(date(2026, 12, 28)) == date(2026, 12, 24)


def test_an_extra_bank_holiday_is_an_edit_of_data(tmp_path: Path) -> None:
    line = 'added = [{ day = 2027-05-07, name = "the coronation" }]\n#'
    days = read_working_days(edited(tmp_path, "added = []", line))
    assert days.closed_because(date(2027, 5, 7)) == "the coronation"
    assert days.last_on_or_before(date(2027, 5, 8)) == date(2027, 5, 6)
    assert ENGLAND.last_on_or_before(date(2027, 5, 8)) == date(2027, 5, 7)


def test_a_bank_holiday_that_was_moved_is_removed(tmp_path: Path) -> None:
    days = read_working_days(edited(tmp_path, "removed = []", "removed = [2027-05-03]\n#"))
    assert days.is_working_day(date(2027, 5, 3))
    assert not ENGLAND.is_working_day(date(2027, 5, 3))


def counted_with(setting: str) -> subprocess.CompletedProcess[str]:
    """What a process says that starts with such a setting."""
    said = "from shared.rulebook.limits import limit; from datetime import date; "
    said += "print(limit('mediation.certificate', date(2027, 5, 5)).due_on)"
    return subprocess.run(
        [sys.executable, "-c", said],
        env={**os.environ, "WAYMARK_BANK_HOLIDAYS": setting},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_deployment_counts_with_its_own_bank_holidays(tmp_path: Path) -> None:
    line = 'added = [{ day = 2027-05-07, name = "the coronation" }]\n#'
    own = edited(tmp_path, "added = []", line)
    assert counted_with("").stdout == "2027-05-10\n"
    assert counted_with(str(own)).stdout == "2027-05-11\n"


def test_a_process_whose_bank_holidays_cannot_be_read_stops_and_says_why(tmp_path: Path) -> None:
    stopped = counted_with(str(tmp_path / "none.toml"))
    assert stopped.returncode != 0
    assert "WrongRuleBook: none.toml" in stopped.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("first_year = 2014", "first_year = 1900"),
        ("listed_until = 2028-12-31", "listed_until = 9999-12-31"),
        ("removed = []", "removed = [2027-05-04]\n#"),
        ("added = []", "added = [2027-05-07]\n#"),
        ("first_year = 2014", "first_yeer = 2014"),
        ("first_year = 2014", "first_year ="),
    ],
)
def test_a_wrong_list_is_refused_and_named(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(WrongRuleBook, match=r"bank_holidays\.toml"):
        read_working_days(edited(tmp_path, old, new))


def test_past_the_list_only_weekends_and_christmas_are_closed_and_it_says_so() -> None:
    assert ENGLAND.listed_until == date(2028, 12, 31)
    assert not ENGLAND.is_provisional(date(2028, 12, 31))
    assert ENGLAND.is_provisional(date(2029, 1, 1))
    assert ENGLAND.is_working_day(date(2029, 1, 1))
    assert ENGLAND.closed_because(date(2029, 12, 25)) == "Christmas Day"


@settings(deadline=None)
@given(st.dates(date(2014, 1, 1), date(2040, 12, 31)))
def test_the_last_working_day_is_one_is_not_after_and_skips_none(day: date) -> None:
    last = ENGLAND.last_on_or_before(day)
    assert last <= day
    assert ENGLAND.is_working_day(last)
    skipped = [last + timedelta(days=n) for n in range(1, (day - last).days + 1)]
    assert not any(ENGLAND.is_working_day(one) for one in skipped)
