"""What the SENCO's page of a plan says: how far it is, who disagrees, what is not shared."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from services.portal.clients.plans import Ending, Mark, Plan, Review
from services.portal.plan_words import (
    answers,
    as_shared_now,
    current,
    cycle,
    disagreements,
    entry_of,
    help_for,
    help_without_target,
    not_shared_yet,
    people_in,
    struck,
    tag_of,
    where_it_stands,
    yearly_cost,
)
from services.portal.words.plans import missed_reasons, money, number
from tests.portal.examples import TODAY
from tests.portal.plan_examples import (
    AT,
    BY_SENCO,
    HELP,
    LEOS_PLAN,
    MEASURE,
    MOTHER,
    READ_40,
    READING,
    SENCO,
    SHARE,
    STRUCK,
    TARGET,
    said,
    session,
)

ENDING_ID = UUID(int=31)
ENDING = Ending(ending_id=ENDING_ID, by=SENCO, on=date(2026, 11, 20), at=AT, reason="No staff")
REVIEW = Review(
    review_id=UUID(int=30), effect="On the way", next_review_on=date(2027, 3, 1), **BY_SENCO
)


def test_a_plan_says_when_it_was_shared_read_and_is_reviewed() -> None:
    reads = [Mark(by=uuid4(), on=date(2026, 11, day), at=AT) for day in (20, 18)]
    read = replace(SHARE, reads=reads)
    assert where_it_stands(replace(LEOS_PLAN, share=read), TODAY) == [
        "Shared on 16 November.",
        "The family read it on 18 November.",
        "Review by Friday 18 December 2026.",
    ]


def test_what_nobody_read_and_what_is_late_is_said() -> None:
    late = replace(LEOS_PLAN, review_on=date(2026, 11, 20))
    said_ = where_it_stands(late, TODAY)
    assert "Nobody of the family has read it here yet." in said_
    assert said_[-1] == "Review by Friday 20 November 2026. This day has passed."
    assert tag_of(late, TODAY) == "Late"


def test_a_plan_that_was_never_shared_says_so_and_nothing_of_reading() -> None:
    new = replace(LEOS_PLAN, share=None, review_on=None)
    assert where_it_stands(new, TODAY) == [
        "Not shared with the family yet.",
        "No day for a review is agreed yet.",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [(0, None), (1, "1 change not shared yet"), (2, "2 changes not shared yet")],
)
def test_what_the_family_does_not_see_is_counted(changes: int, words: str | None) -> None:
    assert not_shared_yet(replace(LEOS_PLAN, changes_to_share=changes)) == words


def test_the_open_plan_is_shown_before_a_newer_one_that_does_not_stand() -> None:
    withdrawn = replace(LEOS_PLAN, plan_id=uuid4(), status="withdrawn")
    closed = replace(LEOS_PLAN, plan_id=uuid4(), status="closed")
    assert current([withdrawn, closed, LEOS_PLAN]) is LEOS_PLAN
    assert current([withdrawn, closed]) is closed
    assert current([withdrawn]) is withdrawn
    nothing: list[Plan] = []
    assert current(nothing) is None


def test_each_review_that_stands_ends_a_cycle() -> None:
    held = replace(LEOS_PLAN, reviews=[REVIEW, replace(REVIEW, struck_out=STRUCK)])
    assert (cycle(LEOS_PLAN), cycle(held)) == (1, 2)


def test_each_persons_last_word_counts_and_disagreement_comes_first() -> None:
    grandmother = uuid4()
    plan = replace(
        LEOS_PLAN,
        views=[said("agree", 16), said("agree", 17, grandmother), said("disagree", 18)],
    )
    assert [view.stance for view in answers(plan)] == ["disagree", "agree"]
    assert [view.person_id for view in disagreements(plan)] == [MOTHER]


def test_who_disagreed_and_then_agreed_does_not_disagree_any_more() -> None:
    plan = replace(LEOS_PLAN, views=[said("disagree", 16), said("agree", 18)])
    assert disagreements(plan) == []


def test_an_answer_to_an_earlier_sharing_is_no_answer_to_this_one() -> None:
    again = replace(SHARE, share_id=uuid4())
    assert disagreements(replace(LEOS_PLAN, share=again, views=[said("disagree", 16)])) == []


def test_help_stays_though_its_target_was_entered_in_error() -> None:
    gone = replace(LEOS_PLAN, targets=[replace(READ_40, struck_out=STRUCK)])
    assert help_for(LEOS_PLAN, READ_40) == [READING]
    assert help_without_target(LEOS_PLAN) == []
    assert help_without_target(gone) == [READING]
    assert struck(gone)[0][0] == "Target: Read 40 of the 45 sounds in Phase 3"


def test_only_what_stands_would_be_shared() -> None:
    struck_help = replace(READING, struck_out=STRUCK)
    shown = as_shared_now(replace(LEOS_PLAN, provision=[READING, struck_help]))
    assert shown.provision == [READING]


def test_the_family_would_read_no_words_for_the_senco_alone_and_none_that_were_struck_out() -> None:
    childs = said(None, 17, None)
    alone = replace(said(None, 18, None), confidential=True)
    wrong = replace(said(None, 19, None), struck_out=STRUCK)
    shown = as_shared_now(replace(LEOS_PLAN, views=[childs, alone, wrong]))
    assert shown.views == [childs]


def test_words_for_the_senco_alone_keep_their_mark_when_they_are_struck_out() -> None:
    alone = replace(said(None, 18, None), confidential=True, struck_out=STRUCK)
    [(text, _)] = struck(replace(LEOS_PLAN, views=[alone]))
    assert text == "View for the SENCO alone: Said on 18 November"


def test_what_the_family_wrote_itself_is_never_struck_out() -> None:
    own, heard = said("disagree", 18), replace(said(None, 19), gathered="phone")
    plan = replace(LEOS_PLAN, views=[own, heard], sessions=[session(1)])
    assert entry_of(plan, own.views_id) is None
    assert entry_of(plan, heard.views_id) == "Said on 19 November"
    assert entry_of(plan, TARGET) == READ_40.will_do
    assert entry_of(plan, HELP) == READING.what
    assert "31" in (entry_of(plan, MEASURE.measure_id) or "")
    assert entry_of(plan, session(1).session_id) == "Session of Monday 9 November 2026"
    assert entry_of(plan, uuid4()) is None


def test_a_wrong_end_of_help_is_struck_out_and_stays_to_be_seen() -> None:
    plan = replace(LEOS_PLAN, provision=[replace(READING, ended=ENDING)], endings=[ENDING])
    assert entry_of(plan, ENDING_ID) == f"{READING.what}: ended on Friday 20 November 2026"
    assert struck(plan) == []
    wrong = replace(ENDING, struck_out=STRUCK)
    assert struck(replace(LEOS_PLAN, endings=[wrong])) == [("End of help: No staff", wrong)]


def test_the_cost_leaves_out_what_has_ended_and_is_unknown_without_any() -> None:
    ended = replace(READING, ended=ENDING)
    without = replace(READING, yearly_cost_pence=None)
    assert yearly_cost(LEOS_PLAN) == 84_000
    assert yearly_cost(replace(LEOS_PLAN, provision=[READING, ended])) == 84_000
    assert yearly_cost(replace(LEOS_PLAN, provision=[without])) is None


def test_everyone_whom_the_page_names_is_asked_for() -> None:
    assert set(people_in(replace(LEOS_PLAN, views=[said("agree", 17)]))) >= {SENCO, MOTHER}


def test_numbers_money_and_reasons_read_well() -> None:
    assert [number(one) for one in ("22", "22.00", "1.50", "1200", "100", "0")] == [
        "22",
        "22",
        "1.5",
        "1,200",
        "100",
        "0",
    ]
    assert [money(pence) for pence in (84_000, 1_250, 5)] == ["£840", "£12.50", "£0.05"]
    assert missed_reasons({"school-event": 2, "staff-absent": 3}) == (
        "member of staff absent (3), school trip or event (2)"
    )
