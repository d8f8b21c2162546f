"""What a row adds to a case: nothing twice, nothing over a person's word, nothing made up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from services.ehcp.domain import events as told
from services.ehcp.domain.case import decide
from services.ehcp.domain.clocks.changing import INFORM, MOVED_REVIEW
from services.ehcp.domain.clocks.reviewing import PERIOD_END
from services.ehcp.domain.commands import AnnounceDeadlines, RecordReceipt, StrikeOutCase
from services.ehcp.domain.deadlines import (
    FINAL_PLAN,
    Standing,
    Status,
    deadlines,
    status_on,
)
from services.ehcp.domain.facts import EhcCase
from services.ehcp.domain.notices import is_of_imported_past
from services.ehcp.domain.stage import Stage, stage
from services.ehcp.domain.terms import (
    Authority,
    Basis,
    NotKnown,
    Requester,
    TakenOverState,
)
from services.ehcp.handlers import case_stream, folded
from services.ehcp.migration import columns as c
from services.ehcp.migration.planning import Planned, plan
from services.ehcp.migration.rows import CaseRow
from services.ehcp.migration.telling import case_id_of
from shared.codec import event_type
from shared.personal import Audience, Typed
from shared.recorded import Actor, Origin, RecordedEvent
from tests.ehcp.examples import PUPIL, SENCO, an_id, notices
from tests.ehcp.migration.lists import ASSESSING, BARE, CAME, PLAN, TODAY, WHO, Row, read
from tests.story import Story

CASE = case_id_of(PUPIL)
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = date(2026, 12, 1)
IMPORT = Actor(person_id=None, role="import")
Past = tuple[RecordedEvent[Any], ...]


def row_of(row: Row, today: date = TODAY) -> CaseRow:
    [only] = read(row, today=today).rows
    return only


def planned(row: Row, past: Past = (), today: date = TODAY) -> Planned:
    return plan(row_of(row, today), PUPIL, past, today=today)


def after(past: Past, events: Sequence[Any], origin: Origin = Origin.IMPORT) -> Past:
    """The past with these events recorded, by an import or by a person."""
    story = Story(case_stream(CASE), source="ehcp", events=past)
    new = story.tells(*events, at=AT, by=IMPORT).events[len(past) :]
    return (*past, *(replace(one, origin=origin) for one in new))


def taken_over(row: Row) -> Past:
    return after((), list(planned(row).events))


def types(found: Planned) -> list[str]:
    return [event_type(type(event)).removeprefix("ehcp-") for event in found.events]


def facts(found: Planned) -> list[str]:
    """The types without what follows for the deadlines."""
    return [one for one in types(found) if not one.startswith("deadline-")]


def by_a_person(past: Past, command: Any) -> Past:
    return after(past, decide(folded(past), command), Origin.PERSON)


def state(past: Past) -> EhcCase:
    return folded(past)


OVERDUE = PLAN | {c.REVIEW_MET: "2025-03-04", c.NEXT_REVIEW: ""}
OVERDUE |= {c.REVIEW_DECIDED: "", c.REVIEW_SENT: "2025-03-27"}
LISTED = [ASSESSING, PLAN, CAME, BARE]
IDS = ["assessing", "plan", "came", "bare"]


@pytest.mark.parametrize("row", LISTED, ids=IDS)
def test_the_same_row_again_adds_nothing(row: Row) -> None:
    past = taken_over(row)
    assert planned(row, past).steps == ()
    assert planned(row, past, LATER).steps == ()


def test_a_running_assessment_is_told_as_it_went() -> None:
    assert facts(planned(ASSESSING)) == [
        "assessment-requested",
        "case-taken-over",
        "receipt-recorded",
        "advice-requested",
        "decision-recorded",
    ]
    case = state(taken_over(ASSESSING))
    assert stage(case) is Stage.ASSESSING
    assert case.receipt is not None
    assert case.receipt.basis is Basis.COUNCIL_LETTER
    running = {one.rule: one.due_on for one in deadlines(case) if one.running}
    assert running[FINAL_PLAN] == date(2027, 1, 25)  # 20 weeks from 7 September


def test_a_plan_with_its_last_review_counts_from_that() -> None:
    past = taken_over(PLAN)
    case = state(past)
    assert facts(planned(PLAN))[-4:] == [
        "review-planned",
        "review-meeting-held",
        "review-decision-recorded",
        "review-planned",
    ]
    running = [one for one in deadlines(case) if one.running]
    ends = [one.due_on for one in running if one.rule == PERIOD_END]
    assert ends == [date(2027, 3, 19)]  # 12 months that begin with the decision of 20 March 2026


def test_a_plan_that_was_transferred_is_told_with_the_council_before() -> None:
    past = taken_over(CAME)
    assert past[0].event.authority == Authority(code="874", name="Local authority 874")
    assert facts(planned(CAME))[-2:] == ["plan-transferred", "transfer-explained"]
    case = state(past)
    assert [one.to.code for one in case.transfers] == ["873"]
    found = {one.rule: one for one in deadlines(case) if one.standing is not Standing.NOT_COUNTED}
    assert found[MOVED_REVIEW].due_on == date(2027, 3, 19)  # later than 3 months: 31 December
    assert found[INFORM].days_in_hand == 23
    assert [one for one in deadlines(case) if one.rule == PERIOD_END and one.running] == []


def test_of_an_older_transfer_what_no_list_tells_is_not_late() -> None:
    row = BARE | {c.TRANSFERRED: "2025-09-01"}
    case = state(taken_over(row))
    assert [one.to.code for one in case.transfers] == ["873"]
    assert [one for one in deadlines(case) if status_on(one, TODAY) is Status.LATE] == []
    reviewed = row | {c.FINAL_ISSUED: "11/06/2021", c.REVIEW_MET: "2025-03-04"}
    late = [
        one.rule
        for one in deadlines(state(taken_over(reviewed)))
        if status_on(one, TODAY) is Status.LATE
    ]
    assert MOVED_REVIEW in late


def test_a_later_list_tells_a_move_by_its_day_and_else_only_that_there_is_one() -> None:
    past = taken_over(PLAN)
    elsewhere = PLAN | {c.LA_CODE: "874", c.LA_NAME: "Marshland Council"}
    assert [one.code for one in planned(elsewhere, past).notices] == ["authority-is-kept"]
    gone = elsewhere | {c.TRANSFERRED: "2026-11-02"}
    found = planned(gone, past)
    assert (facts(found), found.notices) == (["case-taken-over", "plan-transferred"], ())
    past = after(past, list(found.events))
    assert state(past).transfers[-1].to == Authority(code="874", name="Marshland Council")
    assert planned(elsewhere, past).notices == ()
    right = planned(gone | {c.TRANSFERRED: "2026-11-03"}, past)
    [moved] = [one for one in right.events if isinstance(one, told.EhcpPlanTransferred)]
    assert moved.corrects is not None


def test_what_nobody_knows_is_neither_made_up_nor_late() -> None:
    past = taken_over(BARE)
    [begun, *_] = [one.event for one in past]
    assert begun.requester is Requester.NOT_KNOWN
    assert begun.not_known == (NotKnown.ASKED_ON,)
    case = state(past)
    assert (stage(case), case.final_plans) == (Stage.FINAL, ())
    assert [one for one in deadlines(case) if status_on(one, TODAY) is Status.LATE] == []


def test_years_of_reviews_that_no_list_has_are_not_missed() -> None:
    case = state(taken_over(PLAN))
    wrong = (Status.LATE, Status.DONE_LATE)
    assert [one.rule for one in deadlines(case) if status_on(one, TODAY) in wrong] == []


def test_a_review_that_is_overdue_by_the_list_is_late() -> None:
    late = [
        (one.rule, one.due_on)
        for one in deadlines(state(taken_over(OVERDUE)))
        if status_on(one, TODAY) is Status.LATE
    ]
    assert (PERIOD_END, date(2026, 3, 26)) in late
    assert all(due_on and due_on > date(2025, 3, 27) for _, due_on in late)


def test_what_the_list_says_was_late_is_late() -> None:
    """The council's own days are told: the family needs that record."""
    row = ASSESSING | {c.DECISION_SENT: "10/11/2026"}
    late = [
        one.rule
        for one in deadlines(state(taken_over(row)))
        if status_on(one, TODAY) is Status.DONE_LATE
    ]
    assert late == ["ehcna.decide"]


def test_a_school_whose_consultation_nobody_noted_is_taken_and_asked() -> None:
    [begun, *_] = list(planned(ASSESSING | {c.CONSULTED: ""}).events)
    assert isinstance(begun, told.EhcpAssessmentRequested)
    assert (begun.requester, begun.not_known) == (Requester.SCHOOL, (NotKnown.FAMILY_CONSULTED,))


@pytest.mark.parametrize(
    ("column", "day", "kind"),
    [
        (c.RECEIPT_LETTER, "10/09/2026", "receipt-recorded"),
        (c.DECISION_SENT, "14/10/2026", "decision-recorded"),
        (c.ADVICE_ASKED, "15/10/2026", "advice-requested"),
    ],
)
def test_a_changed_day_adds_a_correction_of_that_alone(column: str, day: str, kind: str) -> None:
    past = taken_over(ASSESSING)
    changed = planned(ASSESSING | {column: day}, past, LATER)
    assert facts(changed) == ["case-taken-over", kind]
    [correction] = [one for one in changed.events if event_type(type(one)) == f"ehcp-{kind}"]
    assert getattr(correction, "corrects", None) is not None
    assert planned(ASSESSING | {column: day}, after(past, list(changed.events)), LATER).steps == ()


def test_a_day_that_is_known_at_last_is_added() -> None:
    past = taken_over(BARE)
    row = BARE | {c.FINAL_ISSUED: "1/9/2024"}
    assert facts(planned(row, past, LATER)) == ["case-taken-over", "plan-finalised"]


def test_back_and_forth_is_told_each_time() -> None:
    past, other = taken_over(ASSESSING), ASSESSING | {c.RECEIVED: "08/09/2026"}
    for row in (other, ASSESSING, other):
        changed = planned(row, past, LATER)
        assert facts(changed) == ["case-taken-over", "receipt-recorded"]
        past = after(past, list(changed.events))
    receipt = state(past).receipt
    assert receipt is not None
    assert receipt.received_on == date(2026, 9, 8)


def test_a_new_state_is_told_and_a_blank_says_nothing() -> None:
    past = taken_over(ASSESSING)
    row = {**WHO, c.STATE: "Draft"}
    changed = planned(row, past, LATER)
    assert facts(changed) == ["case-taken-over"]
    case = state(after(past, list(changed.events)))
    assert (stage(case), case.taken_over_as) == (Stage.DRAFT, TakenOverState.DRAFT)
    assert case.receipt is not None


def test_what_a_person_recorded_since_is_kept_and_said() -> None:
    past = taken_over(ASSESSING)
    receipt = state(past).receipts[-1]
    reason = Typed(subject=PUPIL, audience=Audience.FAMILY, text="The council's own letter")
    known = by_a_person(
        past,
        RecordReceipt(
            case_id=CASE,
            by=SENCO,
            today=LATER,
            entry_id=an_id("by hand"),
            corrects=receipt.entry_id,
            reason=reason,
            received_on=date(2026, 9, 4),
        ),
    )
    found = planned(ASSESSING, known, LATER)
    assert found.steps == ()
    assert [(one.column, one.code) for one in found.notices] == [(c.RECEIVED, "told-otherwise")]


def test_a_case_that_was_struck_out_stays_so() -> None:
    reason = Typed(subject=PUPIL, audience=Audience.STAFF, text="Another child's")
    strike = StrikeOutCase(case_id=CASE, by=SENCO, today=TODAY, reason=reason)
    found = planned(ASSESSING, by_a_person(taken_over(ASSESSING), strike))
    assert (found.steps, [one.code for one in found.notices]) == ((), ["struck-out"])


def test_how_it_began_and_at_which_council_does_not_change() -> None:
    row = ASSESSING | {c.LA_CODE: "874", c.REQUESTED_BY: "Parent", c.REQUESTED: "02/09/2026"}
    found = planned(row, taken_over(ASSESSING))
    assert found.steps == ()
    assert sorted(one.code for one in found.notices) == [
        "authority-is-kept",
        "request-is-kept",
        "request-is-kept",
    ]


def test_a_meeting_moved_and_then_held_is_one_review() -> None:
    past = taken_over(PLAN)
    moved = planned(PLAN | {c.NEXT_REVIEW: "2027-02-24"}, past, LATER)
    assert facts(moved) == ["case-taken-over", "review-meeting-moved"]
    past = after(past, list(moved.events))
    held = PLAN | {c.REVIEW_MET: "2027-02-25", c.NEXT_REVIEW: "2028-02-10"}
    held |= {c.REVIEW_DECISION: "", c.REVIEW_DECIDED: "", c.REVIEW_SENT: ""}
    found = planned(held, past, date(2027, 3, 1))
    assert facts(found) == ["case-taken-over", "review-meeting-held", "review-planned"]


def test_a_meeting_too_near_for_its_notice_is_said_and_the_rest_told() -> None:
    found = planned(PLAN | {c.NEXT_REVIEW: "2026-11-25"})
    assert [(one.code, one.other) for one in found.notices] == [
        ("refused-by-rule", "NoticeTooShort")
    ]
    assert "review-meeting-held" in facts(found)
    known = PLAN | {c.NEXT_REVIEW: "2026-11-25", c.NOTICE_GIVEN: "2026-11-01"}
    assert planned(known).notices == ()


@pytest.mark.parametrize("row", [*LISTED, OVERDUE], ids=[*IDS, "overdue"])
def test_what_lies_before_the_import_is_announced_to_nobody(row: Row) -> None:
    past = taken_over(row)
    for _ in range(30):
        found = decide(state(past), AnnounceDeadlines(case_id=CASE, today=TODAY))
        assert all(is_of_imported_past(state(past), one) for one in notices(found))
        if not found:
            return
        past = after(past, found)
    pytest.fail("there is always more to announce")


def test_from_the_import_on_the_clocks_have_a_voice() -> None:
    past = taken_over(ASSESSING)
    for _ in range(30):
        past = after(past, decide(state(past), AnnounceDeadlines(case_id=CASE, today=TODAY)))
    due = date(2026, 11, 25)  # the school's advice, six weeks after 14 October
    found = decide(state(past), AnnounceDeadlines(case_id=CASE, today=due - timedelta(days=2)))
    [near] = [one for one in notices(found) if one.rule == "advice.school"]
    assert not is_of_imported_past(state(past), near)


def test_a_later_list_silences_what_lay_before_it() -> None:
    """Else a day that a list corrects would call a family for years that are gone."""
    past = taken_over(BARE)
    row = BARE | {c.REVIEW_MET: "2025-11-20", c.REVIEW_DECISION: "Keep"}
    row |= {c.REVIEW_SENT: "2025-11-28"}
    changed = planned(row, past, LATER)
    case = state(after(past, list(changed.events)))
    assert case.imported_on == LATER
    found = decide(case, AnnounceDeadlines(case_id=CASE, today=LATER))
    assert found
    assert all(is_of_imported_past(case, one) for one in notices(found))


def test_a_case_has_one_id_for_ever() -> None:
    assert case_id_of(PUPIL) == uuid5(PUPIL, "ehc-case-taken-over")
    assert case_id_of(PUPIL) != case_id_of(UUID(int=7))


@pytest.mark.parametrize(
    ("state", "not_late"),
    [
        ("Assessing", ["ehcna.decide"]),
        ("Draft", ["ehcna.decide", "ehcna.no_plan", "ehcna.draft_plan"]),
        (
            "Maintained",
            ["ehcna.decide", "ehcna.no_plan", "ehcna.draft_plan", "ehcna.final_plan"],
        ),
    ],
)
def test_a_step_that_the_state_is_beyond_is_not_late(state: str, not_late: list[str]) -> None:
    """It was taken on a day that nobody knows; what the State has not reached is late."""
    row = WHO | {c.STATE: state, c.RECEIVED: "01/12/2025"}
    past = taken_over(row)
    found = {
        one.rule: status_on(one, TODAY)
        for one in deadlines(folded(past))
        if one.rule.startswith("ehcna.")
    }
    assert {rule for rule, how in found.items() if how is Status.OVERTAKEN} == set(not_late)
    late = set(found) - set(not_late) - {"ehcna.draft_plan"}  # which no law sets
    assert {rule for rule, how in found.items() if how is Status.LATE} == late
