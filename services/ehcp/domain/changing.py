"""Re-assessment, ceasing and moves, as told."""

from typing import Final

from shared.days import in_order

from .appealable import plan_ended_on
from .commands import (
    RecordCeaseConsultation,
    RecordCeased,
    RecordCeaseDecision,
    RecordMove,
    RecordReassessment,
    RecordTransfer,
    RecordTransferLetter,
    RequestReassessment,
)
from .dates import happened, happened_if_known
from .events import (
    EhcpCeaseConsulted,
    EhcpCeaseDecided,
    EhcpMoveToldOf,
    EhcpPlanCeased,
    EhcpPlanTransferred,
    EhcpReassessmentDecided,
    EhcpReassessmentRequested,
    EhcpTransferExplained,
    Event,
)
from .facts import EhcCase
from .naming import key_of
from .rules import NotTransferred, PlanAlreadyCeased
from .told import Decides, days_of_letter, is_known, tell


def request_reassessment(case: EhcCase, command: RequestReassessment) -> list[Event]:
    if is_known(case, command):
        return []
    today = command.today
    on = happened(command.asked_on, today=today, what="it was asked for")
    received = happened_if_known(command.received_on, today=today, what="the council received it")
    in_order(on, received, what="The council cannot have received it before it was asked for.")
    return tell(case, command, EhcpReassessmentRequested, effective_on=on)


def record_reassessment(case: EhcCase, command: RecordReassessment) -> list[Event]:
    if is_known(case, command):
        return []
    days_of_letter(command, "the decision", "decided_on", "sent_on", "received_on")
    on = command.decided_on or command.sent_on or command.received_on
    key = key_of(case.reassessment_requests, command.request_id)
    return tell(case, command, EhcpReassessmentDecided, effective_on=on, request_id=key)


def record_cease_consultation(case: EhcCase, command: RecordCeaseConsultation) -> list[Event]:
    if is_known(case, command):
        return []
    days_of_letter(command, "the letter", "sent_on", "received_on")
    return tell(case, command, EhcpCeaseConsulted, effective_on=command.received_on)


def record_cease_decision(case: EhcCase, command: RecordCeaseDecision) -> list[Event]:
    if is_known(case, command):
        return []
    days_of_letter(command, "the decision", "decided_on", "sent_on", "received_on")
    on = command.decided_on or command.sent_on or command.received_on
    return tell(case, command, EhcpCeaseDecided, effective_on=on)


def record_ceased(case: EhcCase, command: RecordCeased) -> list[Event]:
    """As told, also too early: that is flagged. Another one, once it did not hold."""
    if is_known(case, command):
        return []
    if plan_ended_on(case) is not None and command.corrects is None:
        raise PlanAlreadyCeased
    on = happened(command.ended_on, today=command.today, what="the plan ended")
    return tell(case, command, EhcpPlanCeased, effective_on=on)


def record_move(case: EhcCase, command: RecordMove) -> list[Event]:
    """A move may lie ahead."""
    if is_known(case, command):
        return []
    today = command.today
    happened_if_known(command.known_on, today=today, what="the old council learned of it")
    return tell(case, command, EhcpMoveToldOf, effective_on=today)


def record_transfer(case: EhcCase, command: RecordTransfer) -> list[Event]:
    """From then on the other council is this plan's authority."""
    if is_known(case, command):
        return []
    on = happened(command.transferred_on, today=command.today, what="the plan went over")
    return tell(case, command, EhcpPlanTransferred, effective_on=on)


def record_transfer_letter(case: EhcCase, command: RecordTransferLetter) -> list[Event]:
    if is_known(case, command):
        return []
    if not case.transfers:
        raise NotTransferred
    days_of_letter(command, "the letter", "sent_on", "received_on")
    on = command.sent_on or command.received_on
    return tell(case, command, EhcpTransferExplained, effective_on=on)


DECIDES: Final[Decides] = {
    RequestReassessment: request_reassessment,
    RecordReassessment: record_reassessment,
    RecordCeaseConsultation: record_cease_consultation,
    RecordCeaseDecision: record_cease_decision,
    RecordCeased: record_ceased,
    RecordMove: record_move,
    RecordTransfer: record_transfer,
    RecordTransferLetter: record_transfer_letter,
}
