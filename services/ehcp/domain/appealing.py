"""Mediation and appeals, as told. The family's rights are shown; nothing here is the school's."""

from datetime import date
from typing import Final
from uuid import UUID

from shared.days import in_order

from .appeal_terms import Remedy
from .appealable import appealable
from .commands import (
    RecordAgreement,
    RecordAgreementKept,
    RecordAppeal,
    RecordCertificate,
    RecordConcession,
    RecordMediation,
    RecordMediationEnd,
    RecordOrder,
    RecordWithdrawal,
)
from .dates import happened
from .events import (
    EhcpAgreementKept,
    EhcpAppealConceded,
    EhcpAppealMade,
    EhcpAppealWithdrawn,
    EhcpCertificateIssued,
    EhcpMediationAgreed,
    EhcpMediationAsked,
    EhcpMediationEnded,
    EhcpTribunalOrdered,
    Event,
)
from .facts import Appeal, EhcCase, Entry
from .naming import named
from .told import Decides, is_known, tell


def _decision(case: EhcCase, entry_id: UUID) -> Entry:
    """A decision against which there is an appeal. Raises NotOfThisCase."""
    return named([one.entry for one in appealable(case)], entry_id)


def record_mediation(case: EhcCase, command: RecordMediation) -> list[Event]:
    if is_known(case, command):
        return []
    key = _decision(case, command.decision_id).key
    on = happened(command.told_on, today=command.today, what="the council was told")
    return tell(case, command, EhcpMediationAsked, effective_on=on, decision_id=key)


def record_mediation_end(case: EhcCase, command: RecordMediationEnd) -> list[Event]:
    if is_known(case, command):
        return []
    key = _decision(case, command.decision_id).key
    on = happened(command.ended_on, today=command.today, what="mediation ended")
    return tell(case, command, EhcpMediationEnded, effective_on=on, decision_id=key)


def record_certificate(case: EhcCase, command: RecordCertificate) -> list[Event]:
    if is_known(case, command):
        return []
    key = _decision(case, command.decision_id).key
    on = happened(command.issued_on, today=command.today, what="the certificate was issued")
    return tell(case, command, EhcpCertificateIssued, effective_on=on, decision_id=key)


def record_agreement(case: EhcCase, command: RecordAgreement) -> list[Event]:
    if is_known(case, command):
        return []
    key = _decision(case, command.decision_id).key
    on = happened(command.agreed_on, today=command.today, what="the agreement was made")
    in_order(on, command.says_by, what="What is agreed is to be done after the agreement.")
    return tell(case, command, EhcpMediationAgreed, effective_on=on, decision_id=key)


def record_agreement_kept(case: EhcCase, command: RecordAgreementKept) -> list[Event]:
    """Of an agreement on what the regulations name, the entry of the act itself tells."""
    if is_known(case, command):
        return []
    open_ended = [one for one in case.agreements if one.remedy is Remedy.OTHER]
    agreement = named(open_ended, command.agreement_id)
    on = happened(command.done_on, today=command.today, what="it was done")
    in_order(agreement.on, on, what="That cannot have been done before it was agreed.")
    return tell(case, command, EhcpAgreementKept, effective_on=on, agreement_id=agreement.key)


def record_appeal(case: EhcCase, command: RecordAppeal) -> list[Event]:
    """In time or late: the Tribunal can admit a late one."""
    if is_known(case, command):
        return []
    key = _decision(case, command.decision_id).key
    on = happened(command.sent_on, today=command.today, what="the appeal was sent")
    return tell(case, command, EhcpAppealMade, effective_on=on, decision_id=key)


def record_concession(case: EhcCase, command: RecordConcession) -> list[Event]:
    if is_known(case, command):
        return []
    appeal = named(case.appeals, command.appeal_id)
    on = _after(appeal, command.told_on, command.today, "the council told the Tribunal")
    return tell(case, command, EhcpAppealConceded, effective_on=on, appeal_id=appeal.key)


def record_order(case: EhcCase, command: RecordOrder) -> list[Event]:
    if is_known(case, command):
        return []
    appeal = named(case.appeals, command.appeal_id)
    on = _after(appeal, command.ordered_on, command.today, "the order was made")
    in_order(on, command.directs_by, what="What is ordered is to be done after the order.")
    return tell(case, command, EhcpTribunalOrdered, effective_on=on, appeal_id=appeal.key)


def record_withdrawal(case: EhcCase, command: RecordWithdrawal) -> list[Event]:
    if is_known(case, command):
        return []
    appeal = named(case.appeals, command.appeal_id)
    on = _after(appeal, command.withdrawn_on, command.today, "the appeal was withdrawn")
    return tell(case, command, EhcpAppealWithdrawn, effective_on=on, appeal_id=appeal.key)


def _after(appeal: Appeal, day: date, today: date, what: str) -> date:
    """Raises DateInFuture, DatesOutOfOrder."""
    on = happened(day, today=today, what=what)
    in_order(appeal.on, on, what="That cannot have been before the appeal was made.")
    return on


DECIDES: Final[Decides] = {
    RecordMediation: record_mediation,
    RecordMediationEnd: record_mediation_end,
    RecordCertificate: record_certificate,
    RecordAgreement: record_agreement,
    RecordAgreementKept: record_agreement_kept,
    RecordAppeal: record_appeal,
    RecordConcession: record_concession,
    RecordOrder: record_order,
    RecordWithdrawal: record_withdrawal,
}
