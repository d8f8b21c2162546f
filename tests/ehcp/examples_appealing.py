"""A refusal to assess that the family mediates about and appeals against."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.ehcp.domain.appeal_terms import MediationEnd, Remedy
from services.ehcp.domain.commands import (
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
from tests.ehcp.examples import REFUSE, WHO, an_id, received

LATER: dict[str, Any] = {**WHO, "today": date(2027, 12, 1)}
SENT_ON = date(2026, 12, 17)
REFUSED = replace(REFUSE, sent_on=SENT_ON)
ABOUT: dict[str, Any] = {**LATER, "decision_id": REFUSED.entry_id}

WANT_MEDIATION = RecordMediation(**ABOUT, entry_id=an_id("mediation"), told_on=date(2027, 1, 11))
MEDIATED = RecordMediationEnd(
    **ABOUT,
    entry_id=an_id("mediated"),
    how=MediationEnd.ENDED,
    ended_on=date(2027, 2, 4),
)
CERTIFIED = RecordCertificate(**ABOUT, entry_id=an_id("certificate"), issued_on=date(2027, 2, 8))
AGREED = RecordAgreement(
    **ABOUT,
    entry_id=an_id("agreement"),
    remedy=Remedy.ASSESS,
    agreed_on=date(2027, 2, 4),
)
AGREED_OTHERWISE = replace(AGREED, entry_id=an_id("other agreement"), remedy=Remedy.OTHER)
DONE_AS_AGREED = RecordAgreementKept(
    **LATER,
    entry_id=an_id("kept"),
    agreement_id=AGREED_OTHERWISE.entry_id,
    done_on=date(2027, 2, 12),
)
APPEAL = RecordAppeal(**ABOUT, entry_id=an_id("appeal"), sent_on=date(2027, 2, 22))
OF_APPEAL: dict[str, Any] = {**LATER, "appeal_id": APPEAL.entry_id}
CONCEDE = RecordConcession(**OF_APPEAL, entry_id=an_id("concession"), told_on=date(2027, 5, 20))
ORDER = RecordOrder(
    **OF_APPEAL,
    entry_id=an_id("order"),
    remedy=Remedy.ASSESS,
    ordered_on=date(2027, 6, 14),
)
WITHDRAW = RecordWithdrawal(
    **OF_APPEAL, entry_id=an_id("withdrawal"), withdrawn_on=date(2027, 6, 1)
)
OF_APPEALING = (
    *(WANT_MEDIATION, MEDIATED, CERTIFIED, AGREED, AGREED_OTHERWISE, DONE_AS_AGREED),
    *(APPEAL, CONCEDE, ORDER, WITHDRAW),
)

refused = received.after(REFUSED)
mediated = refused.after(WANT_MEDIATION, MEDIATED)
appealed = mediated.after(AGREED, CERTIFIED, APPEAL)
