"""An EHC case in words: its dates for staff, its lines for families, what comes first on Today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.ehcp.domain.deadlines import Status
from services.portal import ehc_words
from services.portal.clients.ehcp import Case, Entry, current
from services.portal.clients.ehcp_dates import Council, Deadline, DeadlineRow, Explanation, Sure
from services.portal.clients.reporting import By, HistoryEvent
from services.portal.correcting import ways, why_none
from services.portal.ehc_entry_words import facts_of
from services.portal.family_ehc_words import (
    ehc_lines,
    rules_behind,
    still_told,
    with_council,
)
from services.portal.family_words import Child, lines
from services.portal.pages.ehc import receipt_missing, steps_of
from services.portal.pages.ehc_forms import concerns_for
from services.portal.pages.family_dates import is_ahead
from services.portal.pages.pupils import ehc_dates
from services.portal.things_to_do import group, in_order, of_concern, of_date, summary
from services.portal.words.ehc import DECISIONS, STAGES, TAGS, early_or_late
from services.portal.words.tags import tag_class
from tests.portal.examples import TODAY
from tests.portal.reading_age import reading_age
from tests.portal.test_family_words import DECIDED, OLDEST_READER, RAISED, SENCO

COUNCIL = Council(code="873", name="Fenshire Council")
CHRISTMAS = date(2026, 12, 25)
DECIDE = Deadline(
    rule="ehcna.decide",
    title="Tell the family whether an EHC needs assessment will be made",
    source="SEND Regulations 2014, regulation 5(1)",
    force="statutory",
    responsible="LA",
    status="later",
    sure=Sure(said="As told by the school.", basis="as-told"),
    start_on=date(2026, 11, 13),
    due_on=CHRISTMAS,
    last_working_day_on=date(2026, 12, 24),
    closed_because="Christmas Day",
    days_left=32,
    authority="SEND Regulations 2014, regulation 5(1). Must.",
    explanation=Explanation(start="From then.", counted="Day 42.", stays="It stays.", aim="24."),
)
RECEIPT = Entry(
    entry_id=UUID(int=7),
    type="ehcp-receipt-recorded",
    stands=True,
    on=date(2026, 11, 13),
    at=datetime(2026, 11, 16, 9, tzinfo=UTC),
    basis="as-told",
)
CASE = Case(
    case_id=UUID(int=1),
    pupil_id=UUID(int=2),
    requester="parent",
    authority=COUNCIL,
    asked_on=date(2026, 11, 12),
    asked_at=datetime(2026, 11, 12, 9, tzinfo=UTC),
    stage="deciding-whether-to-assess",
    open=True,
    version=2,
    entries=[RECEIPT],
    deadlines=[DECIDE],
)
ROW = DeadlineRow(
    case_id=CASE.case_id,
    pupil_id=CASE.pupil_id,
    authority=COUNCIL,
    **{
        name: getattr(DECIDE, name)
        for name in ("rule", "title", "source", "force", "responsible", "status", "sure", "due_on")
    },
)
EVERY_STAGE = [stage for stage in STAGES if stage != "struck-out"]


def at(stage: str, *deadlines: Deadline, entries: Sequence[Entry] = (RECEIPT,)) -> Case:
    return replace(CASE, stage=stage, deadlines=list(deadlines), entries=list(entries))


def test_a_day_off_is_named_and_does_not_move_the_date() -> None:
    said = "Friday 25 December 2026 (Christmas Day: the date does not move)"
    assert ehc_words.due(DECIDE) == said
    sunday = replace(DECIDE, due_on=date(2027, 1, 3), closed_because="a Sunday")
    assert ehc_words.due(sunday) == "Sunday 3 January 2027 (the date does not move)"
    assert "(provisional)" in ehc_words.due(replace(DECIDE, provisional=True))


def test_a_date_that_is_not_known_is_said_so() -> None:
    unknown = replace(DECIDE, due_on=None, status="not-known")
    assert ehc_words.due(unknown) == "Not known"
    assert ehc_words.tag(unknown) == "Not known"
    assert not unknown.running


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"status": "later"}, "Waiting"),
        ({"status": "later", "responsible": "school"}, "Not started"),
        ({"status": "due-soon", "days_left": 2}, "Due soon"),
        ({"status": "due-soon", "days_left": 1}, "Due tomorrow"),
        ({"status": "late"}, "Late"),
        ({"status": "a-newer-one"}, "Not known"),
    ],
)
def test_a_date_has_a_tag(changed: dict[str, Any], word: str) -> None:
    assert ehc_words.tag(replace(DECIDE, **changed)) == word


def test_we_plan_is_said_of_the_school_alone() -> None:
    draft = replace(DECIDE, rule="ehcna.draft_plan", force="derived_planning")
    assert ehc_words.binds(draft) == "No last day in law"
    assert ehc_words.binds(replace(draft, responsible="school")) == "We plan to"
    assert ehc_words.binds(DECIDE) == "Must"


def test_every_status_has_a_tag_of_its_own() -> None:
    assert {one.value for one in Status} <= TAGS.keys()


def test_nobody_waits_for_a_first_day_and_it_is_not_over() -> None:
    first = replace(DECIDE, kind="not-before", status="not-yet")
    assert not first.running
    assert is_ahead(first)
    assert is_ahead(DECIDE)
    assert not is_ahead(replace(first, status="passed"))


def test_every_tag_has_a_colour() -> None:
    assert all(tag_class(word) for word in TAGS.values())


def test_what_took_the_place_of_a_date_is_said() -> None:
    gone = replace(DECIDE, status="not-counted", rule="review.period_end")
    assert "went over to another council" in (ehc_words.outcome(gone) or "")
    again = replace(gone, rule="ehcna.final_plan")
    assert "decided again after a refusal" in (ehc_words.outcome(again) or "")


def test_one_asks_for_news_a_fortnight_before_the_last_working_day() -> None:
    assert ehc_words.can_do(DECIDE, TODAY) == "Ask for news from Thursday 10 December 2026."
    assert ehc_words.can_do(DECIDE, date(2026, 12, 10)) == "Ask for news now."
    late = replace(DECIDE, status="late")
    assert "2 days late" in (ehc_words.can_do(late, CHRISTMAS + timedelta(days=2)) or "")
    assert ehc_words.can_do(replace(DECIDE, status="done"), TODAY) is None


@pytest.mark.parametrize(
    ("days", "said"),
    [(7, "7 days early"), (1, "1 day early"), (0, "on the last day"), (-3, "3 days late")],
)
def test_what_was_done_says_how_early_or_late(days: int, said: str) -> None:
    assert early_or_late(days) == said
    done = replace(DECIDE, status="done", done_on=TODAY, days_in_hand=days)
    assert said in (ehc_words.outcome(done) or "")


def test_how_sure_the_receipt_is() -> None:
    assert ehc_words.how_sure(RECEIPT).endswith("16 November 2026; not confirmed by the council")
    letter = replace(RECEIPT, basis="council-letter", letter_dated_on=date(2026, 11, 17))
    assert ehc_words.how_sure(letter) == "confirmed by the council's letter of 17 November 2026"


def test_every_day_of_an_entry_is_shown_once() -> None:
    [receipt] = facts_of(RECEIPT)
    assert receipt == {"key": "Date received", "value": "Friday 13 November 2026"}
    answer = replace(
        RECEIPT, type="ehcp-decision-recorded", decision="assess", decided_on=TODAY, sent_on=TODAY
    )
    assert [row["key"] for row in facts_of(answer)] == [
        "Date of the decision",
        "Date sent",
    ]
    assert ehc_words.told(answer) == DECISIONS["assess"]


def test_the_case_that_goes_on_comes_before_a_newer_one_that_is_over() -> None:
    over = replace(CASE, case_id=UUID(int=9), open=False)
    assert current([over, CASE]) is CASE
    assert current([over]) is over
    assert current([]) is None


def test_the_steps_before_the_stage_are_done() -> None:
    states = [state for _, state in steps_of(at("assessing"))]
    assert states == ["Done", "Done", "In progress", "Not started", "Not started"]
    assert {state for _, state in steps_of(at("final-plan"))} == {"Done"}
    assert steps_of(at("refused-to-assess")) == []


def test_a_time_in_which_the_council_may_refuse_is_not_what_comes_next() -> None:
    may = replace(DECIDE, rule="reassess.may_refuse_until", kind="window", due_on=date(2026, 12, 1))
    assert at("final-plan", may, DECIDE).next == DECIDE
    assert at("final-plan", may).next is None
    assert [due.what for due in ehc_dates(at("final-plan", may, DECIDE))] == [DECIDE.title]
    [told] = {ehc_lines("Leo", at("final-plan", *more), TODAY).then for more in ([], [may])}
    assert told == "The plan is checked with you at least once a year."


def test_no_date_waits_for_the_receipt_once_there_is_a_plan() -> None:
    assert receipt_missing(at("requested", entries=[]))
    assert not receipt_missing(at("requested"))
    assert not receipt_missing(replace(at("refused-to-assess", entries=[]), open=False))
    assert not receipt_missing(at("final-plan", DECIDE, entries=[]))


def test_a_concern_that_led_to_the_council_is_offered_until_a_case_tells_of_it() -> None:
    asked = replace(DECIDED, outcome="ehc-assessment")
    assert concerns_for([], [asked, RAISED]) == [asked]
    assert concerns_for([replace(CASE, referral_id=asked.referral_id)], [asked]) == []


# On Today


def test_what_the_council_owes_waits_until_it_is_time_to_ask() -> None:
    action = of_date(ROW)
    assert action.verb == "Ask for news about"
    assert "Fenshire Council: tell the family whether" in action.what
    assert group(action, CHRISTMAS - timedelta(days=15)) == "Coming up"
    assert group(action, CHRISTMAS - timedelta(days=14)) == "Waiting for others"
    assert group(action, CHRISTMAS + timedelta(days=1)) == "Waiting for others"


def test_what_the_school_owes_by_law_comes_before_a_promise() -> None:
    ours = of_date(replace(ROW, responsible="school", title="Send the advice", due_on=TODAY))
    promise = of_concern(replace(RAISED, acknowledge_by=TODAY - timedelta(days=1)))
    assert ours.verb == "Send the advice:"
    assert ours.why == "Must (SEND Regulations 2014, regulation 5(1))."
    assert in_order([promise, ours], TODAY) == [ours, promise]


def test_what_is_far_off_or_others_is_not_counted_as_ours() -> None:
    far = of_date(replace(ROW, due_on=TODAY + timedelta(days=29)))
    others = of_date(replace(ROW, due_on=TODAY))
    assert in_order([far, others], TODAY) == [others]
    assert summary([others], TODAY) == "Nothing to do first, nothing this week"
    ours = of_date(replace(ROW, responsible="school", due_on=TODAY))
    assert summary([ours], TODAY) == "1 thing to do first, 1 this week"
    later = of_date(replace(ROW, responsible="school", due_on=TODAY + timedelta(days=7)))
    assert summary([ours, later], TODAY) == "1 thing to do first, 2 this week"


# For families


@pytest.mark.parametrize("who", ["Leo", "you"])
def test_every_stage_has_all_five_lines_that_can_be_read_at_eleven(who: str) -> None:
    sentences = []
    for stage in EVERY_STAGE:
        for found in (at(stage, DECIDE), at(stage, entries=[])):
            told = ehc_lines(who, found, TODAY)
            assert all(text.strip() for _, text in told.pairs()), stage
            sentences += [told.now, told.then, told.can_do]
    parts = [part.strip() for text in sentences for part in text.split(".") if part.strip()]
    assert reading_age(parts) <= OLDEST_READER
    assert max(len(part.split()) for part in parts) <= 20
    if who == "you":
        assert "Leo" not in " ".join(sentences)


def test_a_family_reads_the_next_date_and_how_sure_it_is() -> None:
    told = ehc_lines("Leo", CASE, TODAY)
    assert told.by_when.startswith("Friday 25 December 2026 (Christmas Day: the date does not")
    assert "as we were told on Monday 16 November 2026" in told.by_when
    assert "The council has not said that this is right." in told.by_when
    assert told.who == "Fenshire Council"
    letter = replace(RECEIPT, letter_dated_on=date(2026, 11, 17))
    confirmed = ehc_lines("Leo", replace(CASE, entries=[letter]), TODAY)
    assert "The council told us that day." in confirmed.by_when
    assert "This day has passed." in ehc_lines("Leo", CASE, date(2026, 12, 26)).by_when


def test_a_time_that_has_to_be_left_has_no_last_day() -> None:
    views = replace(DECIDE, rule="draft.representations_end", kind="minimum-period")
    told = ehc_lines("Leo", at("draft-plan", views), TODAY)
    assert told.by_when.startswith("At least until Friday 25 December 2026")
    assert "passed" not in ehc_lines("Leo", at("draft-plan", views), date(2026, 12, 26)).by_when


def test_an_unknown_receipt_is_said_and_no_date_made_up() -> None:
    told = ehc_lines("Leo", at("requested", entries=[]), TODAY)
    assert told.by_when == "We do not know the day. Ask the council."
    assert "when it got the letter" in told.can_do


def test_a_plan_without_a_day_waits_for_no_letter() -> None:
    for entries in ([], [RECEIPT]):
        told = ehc_lines("Leo", at("reviewing", entries=entries), TODAY)
        assert told.then == "The council works on it."
        assert told.can_do == "You can write to the council too, and ask how far it is."


def test_of_a_plan_that_has_ended_nobody_waits_for_anything() -> None:
    told = ehc_lines("Leo", at("ceased", entries=[]), TODAY)
    assert told.then == "The council has no more to do about this plan."
    assert told.by_when == "No day is set."
    assert "when it got the letter" not in told.can_do
    still = ehc_lines("Leo", at("ceased", replace(DECIDE, rule="appeal.due")), TODAY)
    assert "independent court" in still.then


def test_a_refusal_names_the_court_and_no_end() -> None:
    for stage in ("refused-to-assess", "no-plan"):
        told = ehc_lines("Leo", at(stage), TODAY)
        assert "independent court" in told.then
        assert "You do not have to agree." in told.can_do


def test_a_refusal_says_until_when_to_ask_the_court_as_it_is_counted() -> None:
    appeal = replace(DECIDE, rule="appeal.due", responsible="parent_or_young_person")
    counted = ehc_lines("Leo", at("refused-to-assess", appeal), TODAY)
    assert counted.by_when.startswith("Friday 25 December 2026")
    unknown = replace(appeal, due_on=None, status="not-known")
    assert "The council's letter says" in ehc_lines("Leo", at("no-plan", unknown), TODAY).by_when
    over = replace(appeal, status="ask-for-advice")
    assert "Ask SENDIASS now" in ehc_lines("Leo", at("no-plan", over), TODAY).by_when


def test_a_rule_that_is_newer_is_said_by_its_title() -> None:
    newer = replace(DECIDE, rule="x.new", title="Name a school")
    assert ehc_lines("Leo", at("plan-coming", newer), TODAY).then == "Name a school."


def test_the_schools_promise_stands_beside_the_councils() -> None:
    own = lines(Child("Leo"), [RAISED], None, SENCO, TODAY)
    both = with_council(own, ehc_lines("Leo", CASE, TODAY), day=True, told=True)
    for said in ("worried about Leo", "EHC needs assessment"):
        assert said in both.now
    assert "18 January 2027" in both.by_when
    assert "25 December 2026" in both.by_when
    alone = with_council(own, ehc_lines("Leo", CASE, TODAY), day=False, told=False)
    assert "worried" not in alone.now


def test_what_the_school_does_is_still_told_unless_it_was_to_ask_the_council() -> None:
    assert still_told([replace(DECIDED, outcome="sen-support")], None)
    assert still_told([replace(DECIDED, outcome="not-send")], None)
    assert not still_told([replace(DECIDED, outcome="ehc-assessment")], None)
    assert not still_told([], None)


def test_the_rule_behind_a_date_is_there_for_whoever_asks() -> None:
    [rule] = rules_behind(CASE)
    assert "regulation 5(1)" in rule.said
    assert rule.by == ehc_words.due(DECIDE)


# Correcting an entry of the history

EVENT = HistoryEvent(
    event_id=UUID(int=3),
    service="ehcp",
    type="ehcp-receipt-recorded",
    stream=f"ehccase-{CASE.case_id}",
    version=2,
    effective_on=TODAY,
    recorded_at=datetime(2026, 11, 16, 9, tzinfo=UTC),
    by=By(role="senco"),
    origin="person",
    data={"entry_id": str(RECEIPT.entry_id)},
)


@pytest.mark.parametrize(
    ("service", "type_", "ending"),
    [
        ("ehcp", "ehcp-receipt-recorded", f"/ehc/told/receipt/{RECEIPT.entry_id}"),
        ("ehcp", "ehcp-assessment-requested", f"/ehc/told/error/{CASE.case_id}"),
        ("referrals", "evidence-added", f"/entries/{RECEIPT.entry_id}/error"),
        ("referrals", "referral-decided", "/decision"),
        ("referrals", "referral-raised", "/error"),
        ("plans", "target-set", "/plan"),
    ],
)
def test_an_entry_leads_to_where_it_is_put_right(service: str, type_: str, ending: str) -> None:
    found = ways(replace(EVENT, service=service, type=type_), CASE.pupil_id)
    assert found[0].address.endswith(ending)


def test_what_is_not_corrected_by_itself_says_why() -> None:
    imported = replace(EVENT, service="directory", type="pupil-named")
    assert ways(imported, CASE.pupil_id) == []
    assert "the next import" in why_none(imported)
    assert ways(replace(EVENT, type="ehcp-deadline-met"), CASE.pupil_id) == []
