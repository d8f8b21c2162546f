"""When a concern may be decided, what each outcome must say, how a wrong one is put right."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.events import (
    DecisionCorrected,
    ParentsTold,
    ReferralDecided,
    ReferralRaised,
)
from services.referrals.domain.outcomes import (
    Decision,
    EhcAssessment,
    Finding,
    NotSend,
    SenSupport,
)
from services.referrals.domain.rules import (
    AlreadyDecided,
    AlreadyTold,
    FamilyNotConsulted,
    NeedsNotRanked,
    NotAcknowledged,
    NotDecidedYet,
    NotSendIncomplete,
    NotTheStandingDecision,
    NsaNotAlone,
    TriageIncomplete,
)
from services.referrals.domain.terms import Need, Outcome, Source, Speaker, Step
from shared.days import DateInFuture, DatesOutOfOrder
from shared.texts import WrongAudience
from tests.referrals.examples import (
    ACKNOWLEDGE,
    ADD_EVIDENCE,
    CORRECT,
    CORRECTION,
    DECIDE,
    DECISION,
    FINDINGS,
    HEAR_PARENT,
    HEAR_PUPIL,
    NOT_SEND,
    OBSERVE,
    PUPIL,
    RAISE,
    RAISED_ON,
    REFERRAL,
    SEN_SUPPORT,
    SENCO,
    SET_ASIDE,
    SIGNPOST,
    STEPS,
    TELL_PARENTS,
    TODAY,
    TOMORROW,
    WATCH,
    acknowledged,
    concern,
    confidential,
    corrected,
    decided,
    family,
    looked_into,
    raised,
    staff,
)

DECIDED = Decision(
    outcome=Outcome.SEN_SUPPORT,
    decided_on=DECIDE.decided_on,
    reasons=DECIDE.reasons,
    parents_told_on=None,
    sen_support=SEN_SUPPORT,
)


def test_sen_support_begins_on_a_day_in_the_past() -> None:
    assert looked_into.when(DECIDE) == [
        ReferralDecided(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            decision_id=DECISION,
            decision=DECIDED,
            decided_by=SENCO,
            effective_on=DECIDE.effective_on,
        )
    ]


@pytest.mark.parametrize(
    ("finding", "outcome"),
    list(zip(FINDINGS, Outcome, strict=True)),
    ids=[outcome.value for outcome in Outcome],
)
def test_each_finding_has_its_outcome_and_keeps_what_it_says(
    finding: Finding, outcome: Outcome
) -> None:
    [event] = looked_into.when(replace(DECIDE, finding=finding))
    assert isinstance(event, ReferralDecided)
    made = event.decision
    assert made.outcome is outcome
    parts = [made.sen_support, made.watch, made.signposting, made.not_send]
    kept = [part for part in parts if part is not None]
    assert kept == ([] if isinstance(finding, EhcAssessment) else [finding])


def test_a_concern_is_acknowledged_before_it_is_decided() -> None:
    with pytest.raises(NotAcknowledged):
        raised.after(*STEPS).when(DECIDE)


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        (ADD_EVIDENCE, "attainment"),
        (OBSERVE, "an observation"),
        (HEAR_PARENT, "the parents' views"),
        (HEAR_PUPIL, "the pupil's view"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_no_step_is_left_out_without_a_reason(left_out: ReferralCommand, named: str) -> None:
    done = acknowledged.after(*(step for step in STEPS if step is not left_out))
    with pytest.raises(TriageIncomplete, match=named):
        done.when(DECIDE)


def test_a_step_set_aside_counts_as_settled() -> None:
    done = acknowledged.after(ADD_EVIDENCE, SET_ASIDE, HEAR_PARENT, HEAR_PUPIL)
    assert done.when(DECIDE)


def test_a_young_person_speaks_for_themselves_and_for_no_parent_besides() -> None:
    heard = replace(HEAR_PUPIL, speaker=Speaker.YOUNG_PERSON)
    assert acknowledged.after(ADD_EVIDENCE, OBSERVE, heard).when(DECIDE)


def test_the_family_is_heard_before_the_authority_is_asked_whatever_the_reason() -> None:
    ask = replace(DECIDE, finding=EhcAssessment())
    unheard = acknowledged.after(
        ADD_EVIDENCE, OBSERVE, HEAR_PUPIL, replace(SET_ASIDE, step=Step.PARENTS_VIEWS)
    )
    assert unheard.when(DECIDE)
    with pytest.raises(FamilyNotConsulted):
        unheard.when(ask)
    assert looked_into.when(ask)


@pytest.mark.parametrize(
    "command",
    [
        replace(DECIDE, decided_on=TOMORROW),
        replace(DECIDE, effective_on=TOMORROW),
        replace(DECIDE, parents_told_on=TOMORROW),
    ],
    ids=["decided", "effective", "told"],
)
def test_no_day_of_a_decision_is_in_the_future(command: ReferralCommand) -> None:
    with pytest.raises(DateInFuture):
        looked_into.when(command)


def test_a_concern_is_not_decided_before_it_was_raised() -> None:
    early = RAISED_ON - timedelta(days=1)
    with pytest.raises(DatesOutOfOrder):
        looked_into.when(replace(DECIDE, decided_on=early))
    assert looked_into.when(replace(DECIDE, effective_on=early))


@pytest.mark.parametrize(
    "finding",
    [
        replace(WATCH, review_on=DECIDE.decided_on - timedelta(days=1)),
        replace(NOT_SEND, look_again_on=DECIDE.decided_on - timedelta(days=1)),
    ],
    ids=["watch and review", "not SEND"],
)
def test_nobody_looks_again_before_the_decision(finding: Finding) -> None:
    with pytest.raises(DatesOutOfOrder):
        looked_into.when(replace(DECIDE, finding=finding))


@pytest.mark.parametrize("need", Need)
def test_a_need_is_not_both_main_and_second(need: Need) -> None:
    support = SenSupport(primary_need=need, secondary_need=need)
    with pytest.raises(NeedsNotRanked):
        looked_into.when(replace(DECIDE, finding=support))


@pytest.mark.parametrize(
    "support",
    [
        SenSupport(primary_need=Need.NSA, secondary_need=Need.SLCN),
        SenSupport(primary_need=Need.SLCN, secondary_need=Need.NSA),
    ],
    ids=["main", "second"],
)
def test_no_assessment_of_the_type_of_need_stands_alone(support: SenSupport) -> None:
    with pytest.raises(NsaNotAlone):
        looked_into.when(replace(DECIDE, finding=support))
    alone = SenSupport(primary_need=Need.NSA)
    assert looked_into.when(replace(DECIDE, finding=alone))


@pytest.mark.parametrize(
    ("incomplete", "named"),
    [
        (replace(NOT_SEND, adjustments=family(" ")), "what all teachers will do"),
        (replace(NOT_SEND, other_support=family("")), "what other help there is"),
        (replace(NOT_SEND, look_again_if=family("\n")), "what would make you look again"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_not_send_says_all_that_a_family_needs(incomplete: NotSend, named: str) -> None:
    with pytest.raises(NotSendIncomplete, match=named):
        looked_into.when(replace(DECIDE, finding=incomplete))


@pytest.mark.parametrize(
    "command",
    [
        replace(DECIDE, reasons=staff("Not enough")),
        replace(DECIDE, finding=replace(WATCH, looks_at=staff("Cards"))),
        replace(DECIDE, finding=replace(SIGNPOST, how=staff("Ring them"))),
        replace(DECIDE, finding=replace(NOT_SEND, adjustments=staff("One at a time"))),
        replace(DECIDE, finding=replace(NOT_SEND, other_support=staff("Tutor"))),
        replace(DECIDE, finding=replace(NOT_SEND, look_again_if=staff("No step"))),
    ],
)
def test_what_a_decision_says_is_for_the_family(command: ReferralCommand) -> None:
    with pytest.raises(WrongAudience):
        looked_into.when(command)


def test_deciding_again_under_the_same_id_changes_nothing() -> None:
    assert decided.when(DECIDE) == []


def test_a_decided_concern_keeps_its_outcome() -> None:
    with pytest.raises(AlreadyDecided):
        decided.when(replace(DECIDE, decision_id=uuid4(), finding=NOT_SEND))


def test_a_wrong_date_is_corrected_by_naming_the_decision() -> None:
    assert decided.when(CORRECT) == [
        DecisionCorrected(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            decision_id=CORRECTION,
            corrects=DECISION,
            decision=DECIDED,
            reason=CORRECT.reason,
            corrected_by=SENCO,
            effective_on=CORRECT.effective_on,
        )
    ]
    assert corrected.when(CORRECT) == []


def test_a_wrong_outcome_is_corrected_by_the_same_rules() -> None:
    assert decided.when(replace(CORRECT, finding=NOT_SEND))
    with pytest.raises(NotSendIncomplete):
        decided.when(replace(CORRECT, finding=replace(NOT_SEND, adjustments=family(""))))
    with pytest.raises(DateInFuture):
        decided.when(replace(CORRECT, effective_on=TOMORROW))


def test_only_the_decision_that_stands_is_corrected() -> None:
    with pytest.raises(NotTheStandingDecision):
        corrected.when(replace(CORRECT, decision_id=uuid4()))
    again = replace(CORRECT, decision_id=uuid4(), corrects=CORRECTION)
    assert corrected.when(again)


def test_what_was_not_decided_is_not_corrected() -> None:
    with pytest.raises(NotDecidedYet):
        looked_into.when(CORRECT)


def test_why_a_decision_was_corrected_is_for_the_family() -> None:
    with pytest.raises(WrongAudience):
        decided.when(replace(CORRECT, reason=staff("A slip")))


def test_the_parents_are_told_after_the_decision() -> None:
    assert decided.when(TELL_PARENTS) == [
        ParentsTold(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            decision_id=DECISION,
            how=TELL_PARENTS.how,
            told_by=SENCO,
            effective_on=TELL_PARENTS.effective_on,
        )
    ]


def test_the_parents_are_told_once_of_each_decision() -> None:
    told = decided.after(TELL_PARENTS)
    assert told.when(TELL_PARENTS) == []
    with pytest.raises(AlreadyTold):
        told.when(replace(TELL_PARENTS, effective_on=TODAY))
    corrected_then = told.after(CORRECT)
    assert corrected_then.when(replace(TELL_PARENTS, decision_id=CORRECTION))


def test_the_parents_are_not_told_of_a_decision_that_does_not_stand() -> None:
    with pytest.raises(NotDecidedYet):
        looked_into.when(TELL_PARENTS)
    with pytest.raises(NotTheStandingDecision):
        corrected.when(TELL_PARENTS)


def test_the_parents_are_not_told_in_the_future() -> None:
    with pytest.raises(DateInFuture):
        decided.when(replace(TELL_PARENTS, effective_on=TOMORROW))


def test_the_parents_were_told_where_the_decision_says_so() -> None:
    told = looked_into.after(replace(DECIDE, parents_told_on=TODAY))
    with pytest.raises(AlreadyTold):
        told.when(TELL_PARENTS)


FROM_A_DOCTOR = replace(
    RAISE,
    source=Source.HEALTH_PROFESSIONAL,
    noticed=confidential("She told me why"),
    tried=(),
    family_said=None,
)


def test_a_confidential_concern_is_told_as_such_to_those_who_read_no_words() -> None:
    [begun] = concern.when(FROM_A_DOCTOR)
    assert isinstance(begun, ReferralRaised)
    # One that was raised before there was the field is no less confidential.
    for first in (begun, replace(begun, confidential=False)):
        going_on = concern.given(first).after(ACKNOWLEDGE, *STEPS)
        made, fixed = going_on.when(DECIDE), going_on.after(DECIDE).when(CORRECT)
        for event in (begun, *made, *fixed):
            assert isinstance(event, ReferralRaised | ReferralDecided | DecisionCorrected)
            assert event.confidential


def test_any_other_concern_is_not() -> None:
    for event in (*concern.when(RAISE), *looked_into.when(DECIDE), *decided.when(CORRECT)):
        assert isinstance(event, ReferralRaised | ReferralDecided | DecisionCorrected)
        assert not event.confidential
