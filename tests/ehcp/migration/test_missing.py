"""Which facts are asked for, and which are not."""

from datetime import UTC, date, datetime

import pytest

from services.ehcp.domain.facts import EhcCase
from services.ehcp.handlers import folded
from services.ehcp.migration import columns as c
from services.ehcp.migration.missing import QUESTIONS, Fact, missing
from services.ehcp.migration.planning import plan
from tests.ehcp.examples import PUPIL, STRIKE_CASE, TODAY, asked, finalised, received
from tests.ehcp.migration import lists
from tests.ehcp.migration.lists import ASSESSING, BARE, PLAN, WHO, Row, read
from tests.story import Story

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def taken_over(row: Row) -> EhcCase:
    [only] = read(row).rows
    events = list(plan(only, PUPIL, (), today=lists.TODAY).events)
    return folded(Story("ehccase-1", source="ehcp").tells(*events, at=AT).events)


CASES: list[tuple[Row, list[Fact]]] = [
    (ASSESSING, []),
    (ASSESSING | {c.RECEIPT_LETTER: ""}, [Fact.RECEIPT_LETTER]),
    (ASSESSING | {c.RECEIVED: "", c.RECEIPT_LETTER: ""}, [Fact.RECEIVED_ON]),
    (ASSESSING | {c.ADVICE_ASKED: ""}, [Fact.ADVICE_ASKED_ON]),
    (ASSESSING | {c.DECISION_SENT: ""}, [Fact.DECISION_SENT_ON]),
    (WHO | {c.STATE: "Requested"}, [Fact.RECEIVED_ON]),
    (WHO | {c.STATE: "Refused"}, [Fact.DECISION_SENT_ON]),
    (WHO | {c.STATE: "No plan"}, [Fact.PLAN_DECISION_SENT_ON]),
    (WHO | {c.STATE: "Draft"}, [Fact.RECEIVED_ON, Fact.DRAFT_SERVED_ON]),
    (PLAN, []),
    (BARE, [Fact.FINAL_ISSUED_ON, Fact.LAST_REVIEW_ON, Fact.NEXT_REVIEW_ON]),
    (BARE | {c.FINAL_ISSUED: "1/10/2026"}, [Fact.NEXT_REVIEW_ON, Fact.FINAL_SENT_ON]),
    (
        PLAN | {c.REVIEW_DECISION: "", c.REVIEW_DECIDED: "", c.REVIEW_SENT: ""},
        [Fact.REVIEW_DECISION],
    ),
    (PLAN | {c.NEXT_REVIEW: ""}, [Fact.NEXT_REVIEW_ON]),
]


@pytest.mark.parametrize(("row", "asked_for"), CASES)
def test_what_is_asked_about_a_case_that_was_taken_over(row: Row, asked_for: list[Fact]) -> None:
    assert list(missing(taken_over(row), lists.TODAY)) == asked_for


def test_it_is_asked_about_every_case_whoever_opened_it() -> None:
    assert Fact.RECEIVED_ON in missing(asked.state, TODAY)
    assert missing(received.state, TODAY) == (Fact.RECEIPT_LETTER,)
    assert Fact.FINAL_SENT_ON not in missing(finalised.state, TODAY)


def test_a_letter_that_can_be_appealed_no_more_is_not_asked_for() -> None:
    case = taken_over(BARE | {c.FINAL_ISSUED: "1/10/2026"})
    assert Fact.FINAL_SENT_ON in missing(case, date(2027, 1, 31))
    assert Fact.FINAL_SENT_ON not in missing(case, date(2027, 2, 1))


def test_nothing_is_asked_about_what_never_was() -> None:
    assert missing(EhcCase(), TODAY) == ()
    assert missing(asked.after(STRIKE_CASE).state, TODAY) == ()


def test_every_fact_has_a_question_and_a_reason() -> None:
    assert set(QUESTIONS) == set(Fact)
    assert all(one.said.endswith("?") and one.why.endswith(".") for one in QUESTIONS.values())
