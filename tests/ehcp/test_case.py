"""What may be recorded of a case, and what of it is refused by which rule."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.ehcp.domain.commands import Command, Told
from services.ehcp.domain.events import (
    EhcpAdviceRequested,
    EhcpAdviceSubmitted,
    EhcpAssessmentRequested,
    EhcpCaseStruckOut,
    EhcpDecisionRecorded,
    EhcpPlanDecisionRecorded,
    EhcpPlanFinalised,
    EhcpReceiptRecorded,
)
from services.ehcp.domain.rules import (
    AdviceAlreadyRequested,
    AdviceAlreadySent,
    AdviceNotRequested,
    AlreadyRequested,
    BeforeTheAct,
    EnteredInError,
    FamilyNotConsulted,
    LetterDayMissing,
    PlanAlreadyFinal,
    ReceiptAlreadyRecorded,
    TooManyEntries,
)
from services.ehcp.domain.stage import Stage, stage
from services.ehcp.domain.terms import AssessmentDecision, Basis, PlanDecision, Requester
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound, Refused
from shared.personal import Audience, Typed
from shared.texts import AboutAnotherPupil, NothingWritten, WrongAudience
from tests.ehcp.examples import (
    ASK,
    ASK_ADVICE,
    ASKED_ON,
    CASE,
    CONFIRM,
    FENSHIRE,
    FINALISE,
    NO_PLAN,
    OTHER_CASE,
    OTHER_PUPIL,
    PUPIL,
    RECEIVE,
    RECEIVED_ON,
    REFUSE,
    SENCO,
    SEND_ADVICE,
    STRIKE_CASE,
    STRIKE_DECISION,
    TO_ASSESS,
    TOMORROW,
    WILL_PLAN,
    advice_asked,
    advised,
    all_of,
    asked,
    assessing,
    case,
    clock,
    family,
    finalised,
    only,
    planned,
    received,
    staff,
)

LATER: tuple[Command, ...] = (
    RECEIVE,
    TO_ASSESS,
    WILL_PLAN,
    ASK_ADVICE,
    SEND_ADVICE,
    FINALISE,
    STRIKE_DECISION,
    STRIKE_CASE,
    clock(ASKED_ON),
)


def test_a_case_begins_with_a_request() -> None:
    assert case.when(ASK) == [
        EhcpAssessmentRequested(
            case_id=CASE,
            pupil_id=PUPIL,
            requester=Requester.SCHOOL,
            authority=FENSHIRE,
            family_consulted_on=date(2026, 11, 9),
            reasons=ASK.reasons,
            referral_id=ASK.referral_id,
            recorded_by=SENCO,
            imported_on=None,
            effective_on=ASKED_ON,
        )
    ]


@pytest.mark.parametrize("requester", list(Requester), ids=lambda one: one.value)
def test_anybody_may_ask_the_council(requester: Requester) -> None:
    assert only(EhcpAssessmentRequested, case.when(replace(ASK, requester=requester)))


def test_a_school_does_not_ask_before_it_has_consulted_the_family() -> None:
    with pytest.raises(FamilyNotConsulted):
        case.when(replace(ASK, family_consulted_on=None))
    with pytest.raises(DatesOutOfOrder):
        case.when(replace(ASK, family_consulted_on=date(2026, 11, 12)))


def test_a_parent_needs_nobodys_consultation() -> None:
    by_parent = replace(ASK, requester=Requester.PARENT, family_consulted_on=None)
    assert len(case.when(by_parent)) == 1


def test_a_case_is_of_one_pupil() -> None:
    with pytest.raises(AlreadyRequested):
        asked.when(replace(ASK, pupil_id=OTHER_PUPIL))


@pytest.mark.parametrize("command", LATER, ids=lambda one: type(one).__name__)
def test_nothing_is_recorded_of_a_case_that_is_not_there(command: Command) -> None:
    with pytest.raises(NotFound):
        case.when(command)


def test_the_day_of_receipt_is_as_told_until_a_letter_confirms_it() -> None:
    told = only(EhcpReceiptRecorded, asked.when(RECEIVE))
    assert (told.basis, told.letter_dated_on) == (Basis.AS_TOLD, None)
    assert told.effective_on == RECEIVED_ON
    confirmed = only(EhcpReceiptRecorded, received.when(CONFIRM))
    assert confirmed.letter_dated_on == date(2026, 11, 16)
    after = received.after(CONFIRM).state.receipt
    assert after is not None
    assert after.basis is Basis.COUNCIL_LETTER


def test_another_day_of_receipt_is_a_correction() -> None:
    another = date(2026, 11, 20)
    for again in (replace(RECEIVE, entry_id=uuid4()), CONFIRM):
        with pytest.raises(ReceiptAlreadyRecorded):
            received.when(replace(again, received_on=another, letter_dated_on=another))


def test_the_same_day_of_receipt_told_again_says_nothing_new() -> None:
    again = replace(RECEIVE, entry_id=uuid4())
    assert received.when(again) == []
    assert received.after(CONFIRM).when(again) == []
    assert received.after(CONFIRM).when(replace(CONFIRM, entry_id=uuid4())) == []


def test_a_letter_that_confirms_has_a_day() -> None:
    with pytest.raises(LetterDayMissing):
        asked.when(replace(CONFIRM, letter_dated_on=None))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(RECEIVE, received_on=date(2026, 11, 10)),  # before it was asked
        replace(CONFIRM, letter_dated_on=date(2026, 11, 12)),  # before it was received
        replace(TO_ASSESS, decided_on=date(2026, 12, 18)),  # sent before it was decided
        replace(TO_ASSESS, received_on=date(2026, 12, 16)),  # received before it was sent
        replace(TO_ASSESS, sent_on=None, received_on=date(2026, 12, 15)),
        replace(WILL_PLAN, received_on=date(2027, 2, 26)),
        replace(FINALISE, sent_on=date(2027, 3, 29)),
        replace(FINALISE, received_on=date(2027, 3, 30)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_days_that_cannot_be_true_together_are_refused(wrong: Command) -> None:
    with pytest.raises(DatesOutOfOrder):
        asked.when(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(ASK, effective_on=TOMORROW, family_consulted_on=ASKED_ON),
        replace(RECEIVE, received_on=TOMORROW),
        replace(CONFIRM, letter_dated_on=TOMORROW),
        replace(TO_ASSESS, received_on=TOMORROW),
        replace(TO_ASSESS, sent_on=TOMORROW, received_on=TOMORROW),
        replace(WILL_PLAN, received_on=TOMORROW),
        replace(ASK_ADVICE, received_on=TOMORROW),
        replace(FINALISE, issued_on=TOMORROW, sent_on=None, received_on=None),
        replace(FINALISE, received_on=TOMORROW),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_has_happened_lies_in_the_past(wrong: Command) -> None:
    with pytest.raises(DateInFuture):
        (case if type(wrong) is type(ASK) else asked).when(wrong)


def test_advice_is_not_sent_tomorrow() -> None:
    with pytest.raises(DateInFuture):
        advice_asked.when(replace(SEND_ADVICE, sent_on=TOMORROW))


def test_no_case_is_older_than_the_act() -> None:
    with pytest.raises(BeforeTheAct):
        case.when(
            replace(ASK, effective_on=date(2014, 8, 31), family_consulted_on=date(2014, 8, 1))
        )


def test_a_decision_keeps_the_days_decided_sent_and_received_apart() -> None:
    told = only(EhcpDecisionRecorded, received.when(TO_ASSESS))
    assert told.decision is AssessmentDecision.ASSESS
    assert (told.decided_on, told.sent_on, told.received_on, told.effective_on) == (
        date(2026, 12, 16),
        date(2026, 12, 17),
        date(2026, 12, 21),
        date(2026, 12, 16),
    )


def test_of_a_decision_only_the_day_we_heard_of_it_may_be_known() -> None:
    heard = replace(TO_ASSESS, decided_on=None, sent_on=None)
    told = only(EhcpDecisionRecorded, received.when(heard))
    assert told.effective_on == heard.received_on


@pytest.mark.parametrize(
    "late",
    [
        replace(TO_ASSESS, decided_on=None, sent_on=date(2027, 5, 28), received_on=TOMORROW),
        replace(NO_PLAN, sent_on=date(2027, 5, 28), received_on=TOMORROW),
        replace(FINALISE, issued_on=date(2027, 5, 28), sent_on=None, received_on=None),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_late_act_of_the_council_is_recorded_as_told(late: Told) -> None:
    assert received.when(replace(late, today=TOMORROW))


def test_what_comes_in_a_strange_order_is_recorded_as_told() -> None:
    for strange in (TO_ASSESS, WILL_PLAN, FINALISE, ASK_ADVICE):
        assert asked.when(strange), strange
    early = replace(TO_ASSESS, decided_on=None, sent_on=None, received_on=date(2026, 11, 12))
    assert received.when(early)
    assert received.after(REFUSE).when(FINALISE)


def test_a_council_may_change_its_mind() -> None:
    refused = received.after(REFUSE)
    changed = refused.after(
        replace(TO_ASSESS, sent_on=date(2027, 2, 1), received_on=date(2027, 2, 2))
    )
    assert [one.decision for one in changed.state.decisions] == [
        AssessmentDecision.REFUSED,
        AssessmentDecision.ASSESS,
    ]
    assert stage(changed.state) is Stage.ASSESSING


def test_a_letter_that_is_found_later_stands_where_its_day_puts_it() -> None:
    yes = replace(TO_ASSESS, sent_on=date(2027, 1, 20), received_on=date(2027, 1, 21))
    found = received.after(yes, REFUSE)
    assert found.state.decisions == received.after(REFUSE, yes).state.decisions
    assert stage(found.state) is Stage.ASSESSING
    assert found.when(replace(yes, entry_id=uuid4())) == []
    assert found.when(replace(REFUSE, entry_id=uuid4())) == []


def test_the_same_letter_recorded_by_two_people_is_one_entry() -> None:
    assert assessing.when(replace(TO_ASSESS, entry_id=uuid4())) == []
    assert planned.when(replace(WILL_PLAN, entry_id=uuid4())) == []


def test_the_school_sends_the_advice_it_was_asked_for() -> None:
    assert only(EhcpAdviceRequested, assessing.when(ASK_ADVICE)).effective_on == date(2027, 1, 4)
    sent = only(EhcpAdviceSubmitted, advice_asked.when(SEND_ADVICE))
    assert (sent.effective_on, sent.note) == (date(2027, 2, 9), SEND_ADVICE.note)


def test_advice_that_nobody_asked_for_has_no_clock() -> None:
    with pytest.raises(AdviceNotRequested):
        assessing.when(SEND_ADVICE)
    with pytest.raises(DatesOutOfOrder):
        advice_asked.when(replace(SEND_ADVICE, sent_on=date(2027, 1, 3)))


def test_advice_is_asked_for_and_sent_once() -> None:
    with pytest.raises(AdviceAlreadyRequested):
        advice_asked.when(replace(ASK_ADVICE, entry_id=uuid4()))
    with pytest.raises(AdviceAlreadySent):
        advised.when(replace(SEND_ADVICE, entry_id=uuid4()))


def test_the_plan_is_decided_and_finalised() -> None:
    assert only(EhcpPlanDecisionRecorded, advised.when(WILL_PLAN)).decision is PlanDecision.PLAN
    final = only(EhcpPlanFinalised, planned.when(FINALISE))
    assert final.effective_on == date(2027, 3, 30)  # E from the day it was issued
    assert (final.sent_on, final.received_on) == (date(2027, 3, 31), date(2027, 4, 6))


def test_a_final_plan_is_recorded_once() -> None:
    with pytest.raises(PlanAlreadyFinal):
        finalised.when(replace(FINALISE, entry_id=uuid4()))


@pytest.mark.parametrize(
    ("past", "where"),
    [
        ((ASK,), Stage.REQUESTED),
        ((ASK, RECEIVE), Stage.DECIDING),
        ((ASK, RECEIVE, REFUSE), Stage.REFUSED),
        ((ASK, RECEIVE, TO_ASSESS), Stage.ASSESSING),
        ((ASK, TO_ASSESS), Stage.ASSESSING),
        ((ASK, RECEIVE, TO_ASSESS, NO_PLAN), Stage.NO_PLAN),
        ((ASK, RECEIVE, TO_ASSESS, WILL_PLAN), Stage.PLAN_COMING),
        ((ASK, RECEIVE, TO_ASSESS, WILL_PLAN, FINALISE), Stage.FINAL),
        ((ASK, RECEIVE, STRIKE_CASE), Stage.STRUCK_OUT),
    ],
    ids=lambda one: one.value if isinstance(one, Stage) else "",
)
def test_a_case_says_where_it_is(past: tuple[Command, ...], where: Stage) -> None:
    assert stage(case.after(*past).state) is where


def test_a_case_for_the_wrong_pupil_is_struck_out_and_names_the_right_one() -> None:
    struck = only(EhcpCaseStruckOut, received.when(STRIKE_CASE))
    assert struck.replaced_by == OTHER_CASE
    assert received.after(STRIKE_CASE).when(STRIKE_CASE) == []


@pytest.mark.parametrize("command", [CONFIRM, REFUSE, FINALISE, STRIKE_DECISION])
def test_nothing_is_added_to_what_was_entered_in_error(command: Command) -> None:
    with pytest.raises(EnteredInError):
        assessing.after(STRIKE_CASE).when(command)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (Typed(subject=OTHER_PUPIL, audience=Audience.FAMILY, text="Help"), AboutAnotherPupil),
        (staff("Help"), WrongAudience),
        (family("  "), NothingWritten),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else "",
)
def test_a_text_is_about_this_pupil_for_its_readers_and_not_blank(
    text: Typed, rule: type[Refused]
) -> None:
    with pytest.raises(rule):
        case.when(replace(ASK, reasons=text))
    with pytest.raises(rule):
        received.when(replace(REFUSE, reasons=text))


def test_a_case_holds_so_many_entries_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 50  # of the 500, which take long to tell one by one
    monkeypatch.setattr("services.ehcp.domain.told.MOST_ENTRIES", most)
    full: Any = assessing
    letter = replace(TO_ASSESS, today=date(2028, 12, 1))
    days = [date(2026, 12, 22) + timedelta(days=n) for n in range(most)]
    told = [replace(letter, entry_id=uuid4(), received_on=day) for day in days]
    for one in told:
        if len(full.state.entry_ids) == most:
            break
        full = full.given(*all_of(EhcpDecisionRecorded, full.when(one)))
    assert len(full.state.entry_ids) == most
    with pytest.raises(TooManyEntries):
        full.when(replace(REFUSE, entry_id=uuid4()))
