"""One EHC case: asked for, received, decided, planned; corrected in the open; its dates announced.

This module decides how a case begins, what the clock announces, and adds to whatever was told what
follows for the deadlines; a module of each phase decides what is told in between.
"""

from datetime import date
from functools import reduce
from typing import Final

from shared.days import in_order
from shared.errors import NotFound
from shared.personal import Audience
from shared.texts import meant, meant_if_any

from . import amending, appealing, asking, changing, claiming, drafting, reviewing, taking_over
from .commands import (
    AnnounceDeadlines,
    BeginWithPlan,
    Command,
    RecordUnderFive,
    RequestAssessment,
    StrikeOutCase,
    StrikeOutEntry,
)
from .consequences import consequences
from .dates import happened, happened_if_known
from .events import EhcpAssessmentRequested, EhcpCaseStruckOut, EhcpUnderFiveRecorded, Event
from .facts import EhcCase
from .notices import announce
from .rules import AlreadyRequested, FamilyNotConsulted
from .state import evolve, standing
from .telling import strike_out_entry
from .terms import NotKnown, Requester
from .told import Decides

__all__ = ["EhcCase", "decide", "evolve"]

DECIDES: Final[Decides] = {
    **asking.DECIDES,
    **claiming.DECIDES,
    **drafting.DECIDES,
    **reviewing.DECIDES,
    **amending.DECIDES,
    **appealing.DECIDES,
    **changing.DECIDES,
    **taking_over.DECIDES,
}


def decide(case: EhcCase, command: Command) -> list[Event]:
    """The events that follow from a command, which brings each id and day; [] if already so.

    What was announced and is wrong by now is withdrawn, what is done is said to be met, with the
    same commit. Raises NotFound, or the Refused subclass that names the broken rule.
    """
    events = _acted(case, command)
    if not events or isinstance(command, AnnounceDeadlines):
        return events
    after = reduce(evolve, events, case)
    return [*events, *consequences(command.case_id, after, command.today)]


def _acted(case: EhcCase, command: Command) -> list[Event]:
    match command:
        case RequestAssessment():
            return request_assessment(case, command)
        case BeginWithPlan():
            return taking_over.begin_with_plan(case, command)
        case StrikeOutEntry():
            return strike_out_entry(case, command)
        case StrikeOutCase():
            return strike_out_case(case, command)
        case AnnounceDeadlines():
            return announce_deadlines(case, command)
        case RecordUnderFive():
            return record_under_five(case, command)
        case told:
            return DECIDES[type(told)](case, told)


def request_assessment(case: EhcCase, command: RequestAssessment) -> list[Event]:
    if case.opened is not None:
        if case.opened.pupil_id != command.pupil_id:
            raise AlreadyRequested
        return []
    return [
        EhcpAssessmentRequested(
            case_id=command.case_id,
            pupil_id=command.pupil_id,
            requester=command.requester,
            authority=command.authority,
            family_consulted_on=_check_family(command),
            reasons=meant_if_any(command.reasons, command.pupil_id, Audience.FAMILY),
            referral_id=command.referral_id,
            recorded_by=command.by,
            imported_on=command.imported_on,
            not_known=command.not_known,
            effective_on=happened(
                command.effective_on, today=command.today, what="the council was asked"
            ),
        )
    ]


def _check_family(command: RequestAssessment) -> date | None:
    """The day the family was consulted. Raises FamilyNotConsulted, DatesOutOfOrder."""
    consulted_on = command.family_consulted_on
    asked = NotKnown.FAMILY_CONSULTED not in command.not_known
    if command.requester is Requester.SCHOOL and consulted_on is None and asked:
        raise FamilyNotConsulted
    what = "The school consults the family before it asks the council, not after."
    in_order(consulted_on, command.effective_on, what=what)
    return happened_if_known(consulted_on, today=command.today, what="the family was consulted")


def strike_out_case(case: EhcCase, command: StrikeOutCase) -> list[Event]:
    if case.struck_out:
        return []
    opened = standing(case)
    return [
        EhcpCaseStruckOut(
            case_id=command.case_id,
            pupil_id=opened.pupil_id,
            reason=meant(command.reason, opened.pupil_id, Audience.STAFF),
            replaced_by=command.replaced_by,
            struck_out_by=command.by,
        )
    ]


def announce_deadlines(case: EhcCase, command: AnnounceDeadlines) -> list[Event]:
    if case.opened is None:
        raise NotFound
    return list(announce(command.case_id, case, command.today))


def record_under_five(case: EhcCase, command: RecordUnderFive) -> list[Event]:
    if case.opened is None:
        raise NotFound
    known = case.under_five.until if case.under_five else None
    if case.struck_out or known == command.under_five_until:
        return []
    return [
        EhcpUnderFiveRecorded(
            case_id=command.case_id,
            pupil_id=case.opened.pupil_id,
            under_five_until=command.under_five_until,
            effective_on=command.today,
        )
    ]
