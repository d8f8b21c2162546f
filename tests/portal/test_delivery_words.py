"""Section F as it was given, in words: never a nought for what nobody can count."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.portal.clients.ehcp_delivery import Delivered, Delivery
from services.portal.clients.ehcp_plan import RecordedPlan
from services.portal.delivery_words import NO_TERMS, NOT_COUNTED, finding, hours, lines
from tests.portal.test_ehc_parts import FINAL, FULL, F

SHORT = Delivered(
    provision_id=F.provision_id,
    owed_sessions=12,
    owed_minutes=240,
    given_sessions=8,
    given_minutes=160,
    balance_minutes=-80,
    missed={"staff-absent": 3},
    unrecorded=1,
)
OPEN = replace(SHORT, owed_sessions=None, owed_minutes=None, balance_minutes=None, unrecorded=None)
PLANS = [RecordedPlan(plan=FINAL, content=FULL)]


def delivery(*provisions: Delivered, **more: Any) -> Delivery:
    return Delivery(
        from_on=date(2026, 9, 1),
        to_on=date(2026, 11, 23),
        terms_known=more.get("terms_known", True),
        provisions=list(provisions),
    )


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "no time"),
        (20, "20 minutes"),
        (60, "1 hour"),
        (-160, "2 hours 40 minutes"),
        (61, "1 hour 1 minute"),
    ],
)
def test_minutes_are_said_as_hours(minutes: int, said: str) -> None:
    assert hours(minutes) == said


def test_a_shortfall_says_what_is_owed_and_why() -> None:
    [line] = lines(delivery(SHORT), PLANS)
    assert line.what == "Speech therapy"
    assert line.promised == "20 minutes, 4 times a week"
    assert line.owed == "4 hours in 12 sessions"
    assert line.given == "2 hours 40 minutes in 8 sessions"
    assert line.balance == "Still owed: 1 hour 20 minutes"
    assert line.why == "Member of staff absent (3); nothing is recorded of 1 session"
    assert line.short


def test_what_nobody_can_count_is_not_called_nothing() -> None:
    [line] = lines(delivery(OPEN), PLANS)
    assert (line.owed, line.balance, line.short) == (NOT_COUNTED, "Not known", False)
    [line] = lines(delivery(OPEN, terms_known=False), PLANS)
    assert line.owed == NO_TERMS
    assert finding(delivery(OPEN)) is None


def test_nothing_recorded_is_said_so() -> None:
    [line] = lines(delivery(replace(SHORT, given_sessions=0, given_minutes=0)), PLANS)
    assert line.given == "Nothing is recorded as given"


def test_more_than_was_owed_makes_up_for_no_other_help() -> None:
    more = replace(SHORT, given_minutes=300, balance_minutes=60)
    [line] = lines(delivery(more), PLANS)
    assert line.balance == "1 hour more than was owed"
    said = finding(delivery(SHORT, more, OPEN))
    assert said is not None
    assert "Still owed: 1 hour 20 minutes." in said
    assert said.endswith("Not counted: 1 other help.")


def test_help_that_no_plan_names_any_more_is_still_shown() -> None:
    [line] = lines(delivery(SHORT), [])
    assert line.what == "Help of an earlier plan"
