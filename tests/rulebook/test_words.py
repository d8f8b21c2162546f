"""Every computed date explains itself in whole sentences."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shared.rulebook.book import RuleBook
from shared.rulebook.limits import compute, limit
from shared.rulebook.rule import (
    Combine,
    Counting,
    Event,
    Force,
    Kind,
    Limb,
    Party,
    Roll,
    Transitional,
    Unit,
)
from shared.rulebook.told import AsTold
from shared.rulebook.words import FORCES, HOLDERS, MEANINGS, authority, explain
from tests.rulebook.test_rules import A_RULE, NEW, OLD, RECEIVED, by

NEVER = "Weekends, bank holidays and school holidays do not move it."


def test_an_explanation_is_whole_sentences() -> None:
    told = explain(limit("ehcna.decide", RECEIVED))
    assert told.start == (
        "The council received the request on Friday 13 November 2026; that day is not counted."
    )
    assert told.counted == "6 weeks are 42 days. Day 42 is Friday 25 December 2026."
    assert told.stays == f"That is Christmas Day. {NEVER}"
    assert told.aim == "The last working day on or before it is Thursday 24 December 2026."
    assert told.authority == (
        "SEND Regulations 2014, regulation 5(1). Must. Version in force on Friday 13 November 2026."
    )
    assert told.holder == "The council acts."
    assert told.means == "This is the last day."
    assert told.sure == "Counted from days that are confirmed."


def test_a_version_that_changes_running_clocks_is_not_said_to_be_older_than_it_is() -> None:
    """It is in force from Saturday 14 November 2026, the day after the first of these clocks."""
    book = RuleBook((OLD, replace(NEW, transitional=Transitional.RUNNING)))
    changed, later = (
        explain(limit("a.rule", RECEIVED + timedelta(days=days), book=book)).authority
        for days in (0, 3)
    )
    assert changed.endswith(
        "Must. Version in force from Saturday 14 November 2026, which also changes clocks that "
        "were running then."
    )
    assert later.endswith("Must. Version in force on Monday 16 November 2026.")
    kept = explain(limit("a.rule", RECEIVED, book=RuleBook((OLD, NEW)))).authority
    assert kept.endswith("Must. Version in force on Friday 13 November 2026.")


def test_a_version_that_is_still_to_come_is_not_said_to_be_in_force() -> None:
    assert authority(NEW, RECEIVED).endswith("Version in force from Saturday 14 November 2026.")


@pytest.mark.parametrize(
    ("change", "start", "counted"),
    [
        (
            {"length": 15, "unit": Unit.DAYS, "counting": Counting.BEGINNING_WITH},
            "; that day is day 1.",
            "Day 15 is Friday 27 November 2026.",
        ),
        (
            {"length": 2, "counting": Counting.BEFORE},
            "; counted back from it, that day is left out.",
            "2 weeks are 14 days. Day 14 before it is Friday 30 October 2026.",
        ),
        (
            {"length": 1},
            "; that day is not counted.",
            "1 week is 7 days. Day 7 is Friday 20 November 2026.",
        ),
        (
            {"length": 2, "unit": Unit.MONTHS},
            "; that day is not counted.",
            "2 months end on Wednesday 13 January 2027.",
        ),
        (
            {"length": 1, "unit": Unit.MONTHS},
            "; that day is not counted.",
            "1 month ends on Sunday 13 December 2026.",
        ),
        (
            {"length": 5, "unit": Unit.MONTHS, "counting": Counting.BEFORE},
            "; counted back from it, that day is left out.",
            "5 months before it is Saturday 13 June 2026.",
        ),
        (
            {"length": 12, "unit": Unit.MONTHS, "counting": Counting.BEGINNING_WITH},
            "; that day is day 1.",
            "12 months have their last day on Friday 12 November 2027.",
        ),
        (
            {"length": 3, "unit": Unit.WORKING_DAYS},
            "; that day is not counted.",
            "Working day 3 is Wednesday 18 November 2026; weekends and bank holidays are left out.",
        ),
        (
            {"length": 3, "unit": Unit.WORKING_DAYS, "counting": Counting.BEGINNING_WITH},
            "; that day is day 1, or the first working day after it.",
            "Working day 3 is Tuesday 17 November 2026; weekends and bank holidays are left out.",
        ),
        (
            {"length": 0, "counting": Counting.ON},
            ".",
            "It is that day: Friday 13 November 2026.",
        ),
    ],
)
def test_each_way_of_counting_has_its_words(
    change: dict[str, Any], start: str, counted: str
) -> None:
    told = explain(by(replace(A_RULE, **change)))
    assert told.start == f"Something happened on Friday 13 November 2026{start}"
    assert told.counted == counted


def test_a_day_counted_from_another_rule_says_which_and_where_that_ended() -> None:
    told = explain(
        compute("review.meeting_latest", {"plan_made_or_last_reviewed": date(2026, 2, 13)})
    )
    assert told.start == (
        "The plan was made or last reviewed on Friday 13 February 2026; that day is day 1."
    )
    assert told.counted == (
        "12 months have their last day on Friday 12 February 2027. "
        'From the last day of "Complete the review, the decision included", '
        "Friday 12 February 2027: 4 weeks are 28 days. Day 28 before it is Friday 15 January 2027."
    )
    kept = explain(compute("cease.keep_plan", {"decision_notice_sent": date(2027, 6, 15)}))
    assert kept.counted.endswith(
        'That is the last day of "Start an appeal to the Tribunal", Wednesday 1 September 2027.'
    )
    assert kept.means == "This goes on; nothing is missed when the day passes."


def test_a_day_of_the_year_says_what_it_is_before() -> None:
    told = explain(compute("phase.school.strict", {"transfer_september": date(2027, 9, 1)}))
    assert told.start == "The transfer is in September 2027."
    assert told.counted == "1 day before 15 February 2027 is Sunday 14 February 2027."
    assert told.stays == f"That is a Sunday. {NEVER}"
    ends = explain(compute("csa.ends", {"turns_16_in_school_year_ending": 2027}))
    assert ends.start == "The pupil turns 16 in the school year that ends in 2027."
    assert ends.counted == "The day that is named is Friday 25 June 2027."
    assert ends.holder == "Nobody has to act."


def test_what_does_not_roll_and_what_need_not_is_said() -> None:
    answer = explain(limit("sar.response", date(2027, 1, 31)))
    assert answer.stays == (
        "The time ends on Sunday 28 February 2027; the guidance of the Information Commissioner "
        "moves it to Monday 1 March 2027."
    )
    in_time = explain(limit("appeal.due", date(2027, 1, 1)))
    assert in_time.stays == "That is a working day: nothing moves it. It is in time until 5pm."
    certificate = explain(limit("mediation.certificate", date(2027, 3, 25)))
    assert certificate.stays == "School holidays do not move it."


def test_a_receipt_that_nobody_confirmed_says_so() -> None:
    told = {"ehcna_request_received_by_la": AsTold(RECEIVED), "review_meeting": AsTold(RECEIVED)}
    found = compute("ehcna.decide", told)
    assert (found.as_told, found.confirmed) == (("ehcna_request_received_by_la",), False)
    assert found.due_on == limit("ehcna.decide", RECEIVED).due_on
    assert explain(found).sure == "As told, and not confirmed: ehcna request received by la."
    assert compute("ehcna.decide", {"ehcna_request_received_by_la": RECEIVED}).confirmed


def test_the_event_can_be_said_otherwise() -> None:
    told = explain(limit("ehcna.decide", RECEIVED), starts_when="the council took charge")
    assert told.start.startswith("The council took charge on Friday 13 November 2026;")


def test_a_should_is_not_called_a_must() -> None:
    assert "Should." in explain(by(replace(A_RULE, force=Force.CODE_SHOULD))).authority
    assert "Must" not in "".join(FORCES[one] for one in Force if "statutory" not in one.value)


def test_every_word_of_a_rule_has_its_sentence() -> None:
    assert (set(FORCES), set(HOLDERS), set(MEANINGS)) == (set(Force), set(Party), set(Kind))


def test_compared_limits_are_compared_before_any_roll() -> None:
    """Sunday rolls to Monday; the other ends on that Monday, and is later before the roll."""
    rolls = replace(A_RULE, id="rolls", length=2, unit=Unit.DAYS, roll=Roll.NEXT_WORKING_DAY)
    limbs = (
        Limb(name="one", rule="rolls"),
        Limb(name="other", event="something", starts_when="something happened", length=1),
    )
    compared = replace(A_RULE, id="compared", limbs=limbs, combine=Combine.LATER)
    book = RuleBook((rolls, compared), (Event(name="something", clause="something happened"),))
    found = limit("compared", RECEIVED, book=book)
    assert limit("rolls", RECEIVED, book=book).due_on == date(2026, 11, 16)
    assert found.due_on == date(2026, 11, 15)
    assert [one.end_on for one in found.counts] == [date(2026, 11, 15), date(2026, 11, 14)]
