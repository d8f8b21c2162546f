"""A specialist is asked with consent, chased, and answers or is withdrawn."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.referrals.domain.commands import SpecialistRequestCommand
from services.referrals.domain.events import (
    Consent,
    SpecialistAssessmentRequested,
    SpecialistReportReceived,
    SpecialistRequestChased,
    SpecialistRequestWithdrawn,
)
from services.referrals.domain.rules import (
    AlreadyAsked,
    AlreadyReported,
    ConsentMissing,
    RequestWithdrawn,
    TooManyChases,
)
from services.referrals.domain.specialist_request import MOST_CHASES
from services.referrals.domain.terms import Speaker, Specialist, Withdrawal
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound
from shared.personal import Audience, Typed
from shared.texts import AboutAnotherPupil, WrongAudience
from tests.referrals.examples import (
    ASK,
    CHASE,
    CONSENT,
    OTHER_PUPIL,
    PUPIL,
    REFERRAL,
    REPORT,
    REQUEST,
    SENCO,
    TOMORROW,
    WITHDRAW,
    asked,
    confidential,
    reported,
    request,
    staff,
)

AFTER_ASKING: tuple[SpecialistRequestCommand, ...] = (CHASE, REPORT, WITHDRAW)


def test_a_specialist_is_asked_with_the_consent_that_was_given() -> None:
    assert request.when(ASK) == [
        SpecialistAssessmentRequested(
            request_id=REQUEST,
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            specialist=Specialist.EDUCATIONAL_PSYCHOLOGIST,
            question=ASK.question,
            consent=CONSENT,
            reply_wanted_by=ASK.reply_wanted_by,
            requested_by=SENCO,
            effective_on=ASK.effective_on,
        )
    ]


@pytest.mark.parametrize(
    "consent", [None, replace(CONSENT, giver=Speaker.PUPIL)], ids=["nobody", "the pupil alone"]
)
def test_nobody_is_asked_without_the_consent_of_who_can_give_it(consent: Consent | None) -> None:
    with pytest.raises(ConsentMissing):
        request.when(replace(ASK, consent=consent))


def test_a_young_person_consents_for_themselves() -> None:
    own = replace(CONSENT, giver=Speaker.YOUNG_PERSON, giver_id=PUPIL)
    assert request.when(replace(ASK, consent=own))


def test_consent_comes_first() -> None:
    late = replace(CONSENT, given_on=ASK.effective_on + timedelta(days=1))
    with pytest.raises(DatesOutOfOrder, match="agreed before"):
        request.when(replace(ASK, consent=late))


def test_asking_again_changes_nothing_unless_it_is_for_something_else() -> None:
    assert asked.when(ASK) == []
    with pytest.raises(AlreadyAsked):
        asked.when(replace(ASK, specialist=Specialist.CAMHS))


def test_no_reply_is_wanted_before_the_question() -> None:
    early = ASK.effective_on - timedelta(days=1)
    with pytest.raises(DatesOutOfOrder):
        request.when(replace(ASK, reply_wanted_by=early))


def test_a_request_is_chased() -> None:
    assert asked.when(CHASE) == [
        SpecialistRequestChased(
            request_id=REQUEST,
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            chase_id=CHASE.chase_id,
            how=CHASE.how,
            note=CHASE.note,
            chased_by=SENCO,
            effective_on=CHASE.effective_on,
        )
    ]
    assert asked.after(CHASE).when(CHASE) == []


def test_a_request_is_chased_fifty_times_at_most() -> None:
    often = [replace(CHASE, chase_id=uuid4()) for _ in range(MOST_CHASES)]
    with pytest.raises(TooManyChases):
        asked.after(*often).when(CHASE)


def test_a_report_answers_the_request() -> None:
    assert asked.after(CHASE).when(REPORT) == [
        SpecialistReportReceived(
            request_id=REQUEST,
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            report_id=REPORT.report_id,
            specialist=Specialist.EDUCATIONAL_PSYCHOLOGIST,
            summary=REPORT.summary,
            written_on=REPORT.written_on,
            received_by=SENCO,
            effective_on=REPORT.effective_on,
        )
    ]
    assert reported.when(REPORT) == []


def test_a_report_may_be_confidential_and_is_never_kept_for_staff_alone() -> None:
    assert asked.when(replace(REPORT, summary=confidential("Said in confidence")))
    with pytest.raises(WrongAudience):
        asked.when(replace(REPORT, summary=staff("Weak memory")))


def test_a_report_does_not_come_before_it_was_written() -> None:
    with pytest.raises(DatesOutOfOrder):
        asked.when(replace(REPORT, written_on=REPORT.effective_on + timedelta(days=1)))


@pytest.mark.parametrize(
    "command",
    [replace(CHASE, chase_id=uuid4()), replace(REPORT, report_id=uuid4()), WITHDRAW],
    ids=lambda one: type(one).__name__,
)
def test_an_answered_request_is_done(command: SpecialistRequestCommand) -> None:
    with pytest.raises(AlreadyReported):
        reported.when(command)


def test_a_request_is_withdrawn_once() -> None:
    [event] = asked.when(WITHDRAW)
    assert event == SpecialistRequestWithdrawn(
        request_id=REQUEST,
        referral_id=REFERRAL,
        pupil_id=PUPIL,
        why=Withdrawal.CONSENT_WITHDRAWN,
        note=None,
        withdrawn_by=SENCO,
        effective_on=WITHDRAW.effective_on,
    )
    assert asked.given(event).when(WITHDRAW) == []


def test_what_was_entered_in_error_is_withdrawn_also_after_its_report() -> None:
    error = replace(WITHDRAW, why=Withdrawal.ENTERED_IN_ERROR)
    assert reported.when(error)


@pytest.mark.parametrize("command", [CHASE, REPORT], ids=lambda one: type(one).__name__)
def test_a_withdrawn_request_takes_nothing_more(command: SpecialistRequestCommand) -> None:
    with pytest.raises(RequestWithdrawn):
        asked.after(WITHDRAW).when(command)


@pytest.mark.parametrize("command", AFTER_ASKING, ids=lambda one: type(one).__name__)
def test_nothing_can_be_done_with_what_nobody_asked(command: SpecialistRequestCommand) -> None:
    with pytest.raises(NotFound):
        request.when(command)


@pytest.mark.parametrize("command", [CHASE, REPORT, WITHDRAW], ids=lambda one: type(one).__name__)
def test_what_follows_comes_after_the_question_and_not_in_the_future(
    command: SpecialistRequestCommand,
) -> None:
    with pytest.raises(DateInFuture):
        asked.when(replace(command, effective_on=TOMORROW))
    early = ASK.effective_on - timedelta(days=1)
    with pytest.raises(DatesOutOfOrder):
        asked.when(replace(command, effective_on=early))


def test_a_specialist_is_not_asked_in_the_future() -> None:
    with pytest.raises(DateInFuture):
        request.when(replace(ASK, effective_on=TOMORROW))


def test_every_text_of_a_request_is_about_its_pupil() -> None:
    other = Typed(subject=OTHER_PUPIL, audience=Audience.FAMILY, text="How does she hear?")
    with pytest.raises(AboutAnotherPupil):
        request.when(replace(ASK, question=other))
    with pytest.raises(AboutAnotherPupil):
        asked.when(replace(REPORT, summary=other))
