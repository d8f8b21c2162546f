"""What a trust sets for its referrals, and what it is told when a setting cannot be used."""

from datetime import date

import pytest

from services.referrals.config import WrongSetting, read_promises
from services.referrals.promises import Promises


def test_promises_have_defaults() -> None:
    assert read_promises({}) == Promises(acknowledge_school_days=2, decide_school_days=30)


def test_a_trust_sets_its_own() -> None:
    told = {
        "WAYMARK_ACKNOWLEDGE_SCHOOL_DAYS": "5",
        "WAYMARK_DECIDE_SCHOOL_DAYS": "20",
        "WAYMARK_SCHOOL_CLOSURES": "2026-12-21/2027-01-01 2027-02-15/2027-02-19",
    }
    assert read_promises(told) == Promises(
        acknowledge_school_days=5,
        decide_school_days=20,
        closures=(
            (date(2026, 12, 21), date(2027, 1, 1)),
            (date(2027, 2, 15), date(2027, 2, 19)),
        ),
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("WAYMARK_ACKNOWLEDGE_SCHOOL_DAYS", "0"),
        ("WAYMARK_ACKNOWLEDGE_SCHOOL_DAYS", "two"),
        ("WAYMARK_DECIDE_SCHOOL_DAYS", "191"),
        ("WAYMARK_SCHOOL_CLOSURES", "2027-01-01/2026-12-21"),
        ("WAYMARK_SCHOOL_CLOSURES", "Christmas"),
        ("WAYMARK_SCHOOL_CLOSURES", "2026-12-21"),
    ],
)
def test_a_wrong_setting_is_named(name: str, told: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read_promises({name: told})
