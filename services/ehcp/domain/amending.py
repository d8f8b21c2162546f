"""Amendments as told: the notice, the amended plan, the decision that there will be none."""

from typing import Final

from .commands import RecordAmendedPlan, RecordAmendmentNotice, RecordNoAmendment
from .events import (
    EhcpAmendmentDropped,
    EhcpAmendmentNoticeReceived,
    EhcpPlanAmended,
    Event,
)
from .facts import EhcCase
from .naming import key_of
from .told import Decides, days_of_letter, is_known, tell


def record_notice(case: EhcCase, command: RecordAmendmentNotice) -> list[Event]:
    if is_known(case, command):
        return []
    days_of_letter(command, "the notice", "sent_on", "served_on")
    days_of_letter(command, "the notice", "sent_on", "received_on")
    on = command.served_on or command.sent_on or command.received_on
    key = key_of(case.reviews, command.review_id)
    return tell(case, command, EhcpAmendmentNoticeReceived, effective_on=on, review_id=key)


def record_amended_plan(case: EhcCase, command: RecordAmendedPlan) -> list[Event]:
    if is_known(case, command):
        return []
    days_of_letter(command, "the amended plan", "issued_on", "sent_on", "received_on")
    key = key_of(case.reviews, command.review_id)
    on = command.issued_on
    return tell(case, command, EhcpPlanAmended, effective_on=on, review_id=key)


def record_no_amendment(case: EhcCase, command: RecordNoAmendment) -> list[Event]:
    if is_known(case, command):
        return []
    days_of_letter(command, "the decision", "decided_on", "sent_on", "received_on")
    on = command.decided_on or command.sent_on or command.received_on
    key = key_of(case.reviews, command.review_id)
    return tell(case, command, EhcpAmendmentDropped, effective_on=on, review_id=key)


DECIDES: Final[Decides] = {
    RecordAmendmentNotice: record_notice,
    RecordAmendedPlan: record_amended_plan,
    RecordNoAmendment: record_no_amendment,
}
