"""The five lines of a family's page: right for each state, and readable at eleven."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from services.portal.clients.directory import Sen
from services.portal.clients.referrals import ConcernRow
from services.portal.family_words import Child, Lines, lines
from tests.portal.examples import TODAY
from tests.portal.reading_age import reading_age

LEO, ME = Child("Leo"), Child("Rhys", you=True)
SENCO = "Ms Okafor, special needs co-ordinator (SENCO)"
# Names and the fixed terms of the law make any sentence harder than it is.
OLDEST_READER = 11
RAISED = ConcernRow(
    referral_id=UUID(int=1),
    pupil_id=UUID(int=2),
    source="staff",
    raised_by=UUID(int=3),
    raised_on=date(2026, 11, 20),
    raised_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    status="raised",
    acknowledge_by=date(2026, 11, 24),
    decide_by=date(2027, 1, 18),
    version=1,
)
DECIDED = replace(RAISED, status="decided", look_again_on=date(2027, 2, 1))
OUTCOMES = ("sen-support", "watch-and-review", "ehc-assessment", "signpost", "not-send")


def told(child: Child, *concerns: ConcernRow, status: str = "N") -> Lines:
    return lines(child, concerns, Sen(status=status), SENCO, TODAY)


def every(child: Child) -> list[Lines]:
    decided = [told(child, replace(DECIDED, outcome=outcome)) for outcome in OUTCOMES]
    standing = [told(child, status=status) for status in "NKE"]
    return [told(child, RAISED), *decided, *standing]


def test_an_open_concern_says_by_when_it_is_decided() -> None:
    found = told(LEO, RAISED)
    assert "worried about Leo" in found.now
    assert found.by_when == "Monday 18 January 2027."
    assert found.who == SENCO


def test_a_promise_that_was_missed_is_admitted() -> None:
    late = replace(RAISED, decide_by=date(2026, 11, 20))
    assert "This day has passed" in told(LEO, late).by_when


@pytest.mark.parametrize("outcome", ["watch-and-review", "not-send"])
def test_a_day_to_look_again_that_has_passed_is_no_promise_any_more(outcome: str) -> None:
    later = told(LEO, replace(DECIDED, outcome=outcome)).by_when
    over = told(LEO, replace(DECIDED, outcome=outcome, look_again_on=date(2026, 11, 20))).by_when
    assert (later, "This day has passed" in over) == ("Monday 1 February 2027.", True)


def test_a_new_concern_comes_before_an_older_decision() -> None:
    newer = replace(RAISED, referral_id=uuid4())
    assert "worried" in told(LEO, newer, replace(DECIDED, outcome="not-send")).now


def test_what_was_decided_comes_before_what_the_mis_says() -> None:
    support = replace(DECIDED, outcome="sen-support", since=date(2026, 11, 3))
    assert told(LEO, support).now.endswith("since Tuesday 3 November 2026.")


@pytest.mark.parametrize(("status", "said"), [("K", "SEN Support"), ("E", "EHC plan")])
def test_without_a_concern_the_schools_records_speak(status: str, said: str) -> None:
    assert said in told(LEO, status=status).now


@pytest.mark.parametrize("child", [LEO, ME], ids=["parent", "young person"])
def test_every_state_has_all_five_lines(child: Child) -> None:
    for found in every(child):
        assert [name for name, text in found.pairs() if text.strip()] == [
            "Now",
            "Next",
            "By when",
            "Who",
            "What you can do",
        ]


def test_a_young_person_is_spoken_to_and_not_about() -> None:
    for found in every(ME):
        said = " ".join(text for _, text in found.pairs())
        assert "Rhys" not in said


@pytest.mark.parametrize("outcome", ["watch-and-review", "signpost", "not-send"])
def test_an_answer_short_of_support_names_the_way_to_the_council(outcome: str) -> None:
    said = told(LEO, replace(DECIDED, outcome=outcome)).can_do
    assert "ask the council to look at any time" in said


@pytest.mark.parametrize("child", [LEO, ME], ids=["parent", "young person"])
def test_the_lines_can_be_read_at_eleven(child: Child) -> None:
    sentences = [
        sentence.strip()
        for found in every(child)
        for text in (found.now, found.then, found.can_do)
        for sentence in text.split(".")
        if sentence.strip()
    ]
    assert len(sentences) > 20
    assert reading_age(sentences) <= OLDEST_READER
    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= 20, longest
