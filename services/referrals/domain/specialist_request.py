"""One request to a specialist: asked with consent, chased, answered or withdrawn."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from shared.days import happened, not_before
from shared.errors import NotFound
from shared.personal import Audience
from shared.texts import meant, meant_if_any

from .commands import (
    ChaseSpecialist,
    RecordSpecialistReport,
    RequestSpecialistAssessment,
    SpecialistRequestCommand,
    WithdrawSpecialistRequest,
)
from .events import (
    Consent,
    SpecialistAssessmentRequested,
    SpecialistReportReceived,
    SpecialistRequestChased,
    SpecialistRequestEvent,
    SpecialistRequestWithdrawn,
)
from .rules import (
    AlreadyAsked,
    AlreadyReported,
    ConsentMissing,
    RequestWithdrawn,
    TooManyChases,
)
from .terms import Speaker, Specialist, Withdrawal

MOST_CHASES: Final = 50
MAY_CONSENT: Final = frozenset({Speaker.PARENT, Speaker.YOUNG_PERSON})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for."""

    referral_id: UUID | None
    pupil_id: UUID
    specialist: Specialist
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistRequest:
    """asked: None before there is one. report_id: of the report that answered it."""

    asked: Asked | None = None
    chases: frozenset[UUID] = frozenset()
    report_id: UUID | None = None
    withdrawn: bool = False


def evolve(request: SpecialistRequest, event: SpecialistRequestEvent) -> SpecialistRequest:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case SpecialistAssessmentRequested():
            return replace(request, asked=_asked(event))
        case SpecialistRequestChased():
            return replace(request, chases=request.chases | {event.chase_id})
        case SpecialistReportReceived():
            return replace(request, report_id=event.report_id)
        case SpecialistRequestWithdrawn():
            return replace(request, withdrawn=True)


def _asked(event: SpecialistAssessmentRequested) -> Asked:
    return Asked(
        referral_id=event.referral_id,
        pupil_id=event.pupil_id,
        specialist=event.specialist,
        asked_on=event.effective_on,
    )


def decide(
    request: SpecialistRequest, command: SpecialistRequestCommand
) -> list[SpecialistRequestEvent]:
    """The events that follow from a command, which brings each id and day; [] if already so.

    Raises NotFound, or the Refused subclass that names the broken rule.
    """
    match command:
        case RequestSpecialistAssessment():
            return ask(request, command)
        case ChaseSpecialist():
            return chase(request, command)
        case RecordSpecialistReport():
            return record_report(request, command)
        case WithdrawSpecialistRequest():
            return withdraw(request, command)


def ask(
    request: SpecialistRequest, command: RequestSpecialistAssessment
) -> list[SpecialistRequestEvent]:
    if request.asked is not None:
        if (request.asked.pupil_id, request.asked.specialist) != (
            command.pupil_id,
            command.specialist,
        ):
            raise AlreadyAsked
        return []
    asked_on = happened(command.effective_on, today=command.today, what="the specialist was asked")
    if command.reply_wanted_by:
        what = "The day by which you want a reply must not be before the day you asked."
        not_before(asked_on, command.reply_wanted_by, what=what)
    return [
        SpecialistAssessmentRequested(
            request_id=command.request_id,
            referral_id=command.referral_id,
            pupil_id=command.pupil_id,
            specialist=command.specialist,
            question=meant(command.question, command.pupil_id, Audience.FAMILY),
            consent=_consent(command.consent, asked_on),
            reply_wanted_by=command.reply_wanted_by,
            requested_by=command.by,
            effective_on=asked_on,
        )
    ]


def _consent(consent: Consent | None, asked_on: date) -> Consent:
    """Consent of somebody who can give it, and before the specialist was asked."""
    if consent is None or consent.giver not in MAY_CONSENT:
        raise ConsentMissing
    not_before(
        consent.given_on,
        asked_on,
        what="The family must have agreed before the specialist is asked.",
    )
    return consent


def _open(request: SpecialistRequest) -> Asked:
    """What was asked, where an answer is still waited for."""
    if request.asked is None:
        raise NotFound
    if request.withdrawn:
        raise RequestWithdrawn
    if request.report_id is not None:
        raise AlreadyReported
    return request.asked


def _since(asked: Asked, day: date, *, today: date, what: str) -> date:
    happened(day, today=today, what=what)
    return not_before(
        asked.asked_on, day, what=f"The day on which {what} must not be before the request."
    )


def chase(request: SpecialistRequest, command: ChaseSpecialist) -> list[SpecialistRequestEvent]:
    if command.chase_id in request.chases:
        return []
    asked = _open(request)
    if len(request.chases) >= MOST_CHASES:
        raise TooManyChases
    day = command.effective_on
    return [
        SpecialistRequestChased(
            request_id=command.request_id,
            referral_id=asked.referral_id,
            pupil_id=asked.pupil_id,
            chase_id=command.chase_id,
            how=command.how,
            note=meant_if_any(command.note, asked.pupil_id, Audience.STAFF),
            chased_by=command.by,
            effective_on=_since(asked, day, today=command.today, what="you chased"),
        )
    ]


def record_report(
    request: SpecialistRequest, command: RecordSpecialistReport
) -> list[SpecialistRequestEvent]:
    if request.report_id == command.report_id:
        return []
    asked = _open(request)
    day = command.effective_on
    what = "A report cannot come before the day on which it was written."
    not_before(command.written_on, day, what=what)
    return [
        SpecialistReportReceived(
            request_id=command.request_id,
            referral_id=asked.referral_id,
            pupil_id=asked.pupil_id,
            report_id=command.report_id,
            specialist=asked.specialist,
            summary=meant(command.summary, asked.pupil_id, Audience.FAMILY, Audience.CONFIDENTIAL),
            written_on=command.written_on,
            received_by=command.by,
            effective_on=_since(asked, day, today=command.today, what="the report came"),
        )
    ]


def withdraw(
    request: SpecialistRequest, command: WithdrawSpecialistRequest
) -> list[SpecialistRequestEvent]:
    """What was entered in error is withdrawn also after its report."""
    if request.withdrawn:
        return []
    if request.asked is not None and command.why is Withdrawal.ENTERED_IN_ERROR:
        asked = request.asked
    else:
        asked = _open(request)
    day = command.effective_on
    return [
        SpecialistRequestWithdrawn(
            request_id=command.request_id,
            referral_id=asked.referral_id,
            pupil_id=asked.pupil_id,
            why=command.why,
            note=meant_if_any(command.note, asked.pupil_id, Audience.STAFF),
            withdrawn_by=command.by,
            effective_on=_since(asked, day, today=command.today, what="you stopped asking"),
        )
    ]
