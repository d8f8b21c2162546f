"""The plan as a family reads it: true, nothing missed smoothed over, readable at eleven."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from services.portal.clients.plans import Ending, Mark, Plan, PlanRow, TakenOut, TargetResult
from services.portal.family_plan_words import (
    SAID,
    TAKEN_OUT,
    WHO,
    answer_of,
    happened,
    news,
    of_help,
    own_reading,
    own_views,
    so_far,
    taken_out,
    told,
)
from services.portal.family_words import Child, lines
from services.portal.plan_words import for_family
from services.portal.words.plans import MISSED, MISSED_FOR_FAMILY, RESULTS, RESULTS_FOR_FAMILY
from tests.portal.examples import TODAY
from tests.portal.plan_examples import (
    AT,
    LEOS_PLAN,
    MEASURE,
    MOTHER,
    PUPIL,
    READ_40,
    READING,
    SENCO,
    SHARE,
    said,
    session,
)
from tests.portal.reading_age import reading_age
from tests.portal.test_family_words import DECIDED, LEO, ME, OLDEST_READER, RAISED
from tests.portal.test_family_words import SENCO as SENCO_NAME

LATER: datetime = AT.replace(day=20)
CLOSED = replace(LEOS_PLAN, status="closed", closed_on=date(2026, 11, 20))
ROW = PlanRow(plan_id=uuid4(), pupil_id=PUPIL, status="open", version=1, targets=1)


def test_a_target_says_where_the_child_started_is_and_should_be() -> None:
    assert " ".join(so_far(LEO, READ_40, TODAY)) == (
        "Leo started at 22 on 9 September. On 12 November it was 31. "
        "The aim is 40 by Friday 18 December 2026. The class teacher checks this."
    )


def test_a_young_person_is_spoken_to() -> None:
    said_ = " ".join([*so_far(ME, READ_40, TODAY), of_help(ME, READING, TODAY).how])
    assert "You started at 22" in said_
    assert "You work alone with the adult." in said_
    assert "Rhys" not in said_


def test_what_nobody_has_measured_again_is_said() -> None:
    new = replace(READ_40, now=None, now_on=None)
    assert "Nobody has checked again yet." in so_far(LEO, new, TODAY)


def test_what_a_review_said_of_a_target_is_told() -> None:
    result = TargetResult(
        review_id=uuid4(), result="not-met", by=SENCO, on=date(2026, 11, 20), at=LATER
    )
    words = so_far(LEO, replace(READ_40, results=[result]), TODAY)
    assert "When we met on 20 November, this was not done yet." in words


def test_sessions_given_and_missed_are_said_in_words() -> None:
    assert happened(LEO, READING) == (
        "It happened 19 times out of 24. Missed: the adult was ill or away (3), "
        "a school trip or event (2)."
    )


@pytest.mark.parametrize(
    ("given", "missed", "words"),
    [
        (0, {}, "No session is written down yet."),
        (1, {}, "So far it happened once. 24 times are planned."),
        (
            0,
            {"pupil-refused": 1},
            "So far it happened 0 times out of 1. 24 times are planned. "
            "Missed: Leo did not want to (1).",
        ),
    ],
)
def test_help_that_has_just_begun_or_never_happened(
    given: int, missed: dict[str, int], words: str
) -> None:
    assert happened(LEO, replace(READING, given=given, missed=missed)) == words


def test_why_help_ended_is_told() -> None:
    ended = replace(
        READING, ended=Ending(by=SENCO, on=date(2026, 11, 20), at=AT, reason="No staff")
    )
    assert of_help(LEO, ended, TODAY).ended == "This help ended on 20 November. No staff"


@pytest.mark.parametrize("who", ["pupil", "family", *WHO])
def test_everyone_who_may_help_or_check_has_words(who: str) -> None:
    for child in (LEO, ME):
        assert "does this" in of_help(child, replace(READING, delivered_by=who), TODAY).how or (
            "You do this" in of_help(child, replace(READING, delivered_by=who), TODAY).how
        )


def test_every_reason_and_result_has_words_for_families() -> None:
    assert MISSED_FOR_FAMILY.keys() == MISSED.keys()
    assert RESULTS_FOR_FAMILY.keys() == RESULTS.keys()


def test_the_plan_keeps_help_with_its_target_and_shows_the_childs_words() -> None:
    child_said = said(None, 17, None)
    letter = told(LEO, replace(LEOS_PLAN, views=[said("agree", 16), child_said]), TODAY)
    assert [target.will_do for target in letter.targets] == [READ_40.will_do]
    assert [help_.what for help_ in letter.targets[0].help] == ["Reading with cards"]
    assert letter.said == [child_said]
    alone = told(LEO, replace(LEOS_PLAN, targets=[]), TODAY)
    assert [help_.what for help_ in alone.other_help] == ["Reading with cards"]


def test_what_is_new_since_the_first_reading_is_counted() -> None:
    plan = replace(
        LEOS_PLAN,
        sessions=[
            session(1),
            session(2, at=LATER),
            session(3, "no-room", LATER),
            session(4, "staff-absent", LATER),
        ],
        targets=[replace(READ_40, measures=[MEASURE, replace(MEASURE, at=LATER)])],
    )
    assert news(plan, AT.replace(day=18)) == (
        "1 new check, 1 session that happened, 2 missed sessions"
    )
    assert news(plan, LATER) is None


def test_what_the_school_took_out_is_told_by_day_and_kind() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    gone = [
        TakenOut(kind="target", at=AT),
        TakenOut(kind="provision", at=late),
        TakenOut(kind="provision", at=LATER),
    ]
    assert taken_out(replace(LEOS_PLAN, taken_out=gone), TODAY) == [
        "The school took out 2 kinds of help on 20 November. This was there by mistake.",
        "The school took out 1 goal on 9 November. This was there by mistake.",
    ]
    assert taken_out(LEOS_PLAN, TODAY) == []


def test_when_they_read_it_is_the_first_time() -> None:
    reads = [Mark(by=MOTHER, on=LATER.date(), at=LATER), Mark(by=MOTHER, on=AT.date(), at=AT)]
    assert own_reading(replace(LEOS_PLAN, share=replace(SHARE, reads=reads))) == AT
    assert own_reading(LEOS_PLAN) is None


def test_an_answer_is_ones_own_last_one_to_what_was_shared_last() -> None:
    before = replace(said("disagree", 10), share_id=uuid4())
    views = [before, said("agree", 17), said("disagree", 18), said("add", 19, uuid4())]
    plan = replace(LEOS_PLAN, views=views)
    answer = answer_of(plan, MOTHER)
    assert answer
    assert answer.said == "Said on 18 November"
    assert [view.on.day for view in own_views(views, MOTHER)] == [18, 17, 10]
    assert answer_of(replace(LEOS_PLAN, views=[before]), MOTHER) is None
    assert answer_of(replace(plan, share=None), MOTHER) is None


def test_what_one_said_earlier_and_is_told_late_is_not_the_last_word() -> None:
    told_late = replace(said("disagree", 17), gathered="phone", at=AT.replace(day=22))
    plan = replace(LEOS_PLAN, views=[told_late, said("agree", 20)])
    answer = answer_of(plan, MOTHER)
    assert answer
    assert answer.stance == "agree"


def test_the_home_page_tells_of_the_plan_and_its_day() -> None:
    support = replace(DECIDED, outcome="sen-support")
    found = lines(LEO, [support], None, SENCO_NAME, TODAY, plan=LEOS_PLAN)
    assert "There is a plan for it." in found.now
    assert found.by_when == "Friday 18 December 2026."
    assert found.can_do.startswith("Read the plan.")
    late = replace(LEOS_PLAN, review_on=date(2026, 11, 2))
    assert (
        "This day has passed" in lines(LEO, [support], None, SENCO_NAME, TODAY, plan=late).by_when
    )


def test_a_new_concern_or_another_outcome_comes_before_the_plan() -> None:
    found = lines(LEO, [RAISED], None, SENCO_NAME, TODAY, plan=LEOS_PLAN)
    assert "worried" in found.now
    council = replace(DECIDED, outcome="ehc-assessment")
    assert "council" in lines(LEO, [council], None, SENCO_NAME, TODAY, plan=LEOS_PLAN).now


@pytest.mark.parametrize("outcome", ["not-send", "watch-and-review", "signpost"])
def test_help_goes_on_whatever_a_later_concern_came_to(outcome: str) -> None:
    concerns = [replace(DECIDED, outcome=outcome), replace(DECIDED, outcome="sen-support")]
    found = lines(LEO, concerns, None, SENCO_NAME, TODAY, plan=LEOS_PLAN)
    assert "gets extra help at school (SEN Support)" in found.now
    ended = lines(LEO, concerns, None, SENCO_NAME, TODAY, plan=CLOSED)
    assert ended == lines(LEO, concerns, None, SENCO_NAME, TODAY)


def test_help_that_ended_is_not_told_as_going_on() -> None:
    support = replace(DECIDED, outcome="sen-support", since=date(2026, 9, 7))
    found = lines(LEO, [support], None, SENCO_NAME, TODAY, plan=CLOSED)
    assert "Extra help by this plan ended on Friday 20 November 2026." in found.now
    assert "gets extra help" not in found.now
    assert "plans the help" not in found.then
    same_day = replace(support, since=CLOSED.closed_on)
    assert lines(LEO, [same_day], None, SENCO_NAME, TODAY, plan=CLOSED) == found
    anew = replace(support, since=date(2026, 11, 23))
    found = lines(LEO, [anew], None, SENCO_NAME, TODAY, plan=CLOSED)
    assert "gets extra help" in found.now
    waiting = lines(LEO, [RAISED, support], None, SENCO_NAME, TODAY, plan=CLOSED)
    assert "worried" in waiting.now


def test_the_family_reads_the_open_plan_else_the_last_that_was_shared() -> None:
    row = replace(ROW, shared_on=date(2026, 9, 10))
    closed = replace(row, plan_id=uuid4(), status="closed")
    unshared = replace(ROW, plan_id=uuid4())
    withdrawn = replace(row, plan_id=uuid4(), status="withdrawn")
    assert for_family([unshared, closed, row]) == row
    assert for_family([unshared, withdrawn, closed]) == closed
    assert for_family([unshared, withdrawn]) is None


def _without(kind: str) -> Plan:
    return replace(LEOS_PLAN, taken_out=[TakenOut(kind=kind, at=AT)])


@pytest.mark.parametrize("child", [LEO, ME], ids=["parent", "young person"])
def test_the_fixed_words_can_be_read_at_eleven(child: Child) -> None:
    home = lines(child, [], None, SENCO_NAME, TODAY, plan=LEOS_PLAN)
    support = replace(DECIDED, outcome="sen-support")
    ended = lines(child, [support], None, SENCO_NAME, TODAY, plan=CLOSED)
    helps = [of_help(child, replace(READING, delivered_by=who), TODAY) for who in WHO]
    texts = [
        *so_far(child, READ_40, TODAY),
        *(text for one in helps for text in (one.how, one.happened)),
        *(f"You told us that {text}." for text in SAID.values()),
        home.now,
        home.then,
        home.can_do,
        *(text for kind in TAKEN_OUT for text in taken_out(_without(kind), TODAY)),
        ended.now,
        ended.then,
        ended.can_do,
    ]
    sentences = [one for text in texts for one in re.split(r"(?<=[.?])\s+", text) if one]
    assert len(sentences) > 20
    assert reading_age(sentences) <= OLDEST_READER
    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= 20, longest
