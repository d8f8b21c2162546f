"""How an EHC plan ends, for the tests of reporting: as ehcp's feed brings it, in one case."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from services.reporting.inbound_ehcp import (
    EhcpAppealMade,
    EhcpAppealWithdrawn,
    EhcpCaseStruckOut,
    EhcpCeaseDecided,
    EhcpCertificateIssued,
    EhcpEntryStruckOut,
    EhcpPlanCeased,
    EhcpReviewDecisionRecorded,
    EhcpTribunalOrdered,
)
from shared.recorded import RecordedEvent
from tests.reporting.stories import PUPIL, recorded

CEASING, ENDED, APPEAL, ORDER = uuid4(), uuid4(), uuid4(), uuid4()


def told(event: Any, when: datetime) -> RecordedEvent[Any]:
    return recorded(event, when=when, source="ehcp")


def will_cease(sent_on: date | None, when: datetime, **more: Any) -> RecordedEvent[Any]:
    said = {"entry_id": CEASING, "corrects": None, **more}
    effective_on = sent_on or when.date()
    event = EhcpCeaseDecided(pupil_id=PUPIL, sent_on=sent_on, effective_on=effective_on, **said)
    return told(event, when)


def reviewed(decision: str, sent_on: date, when: datetime, **more: Any) -> RecordedEvent[Any]:
    event = EhcpReviewDecisionRecorded(
        **{
            "pupil_id": PUPIL,
            "entry_id": CEASING,
            "corrects": None,
            "decision": decision,
            "sent_on": sent_on,
            "effective_on": sent_on,
            **more,
        }
    )
    return told(event, when)


def ended(last_day: date, when: datetime, **more: Any) -> RecordedEvent[Any]:
    said = {"entry_id": ENDED, "corrects": None, **more}
    return told(EhcpPlanCeased(pupil_id=PUPIL, effective_on=last_day, **said), when)


def certified(day: date, when: datetime) -> RecordedEvent[Any]:
    event = EhcpCertificateIssued(
        pupil_id=PUPIL, entry_id=uuid4(), decision_id=CEASING, corrects=None, effective_on=day
    )
    return told(event, when)


def appealed(day: date, when: datetime, *, against: UUID = CEASING) -> RecordedEvent[Any]:
    event = EhcpAppealMade(
        pupil_id=PUPIL, entry_id=APPEAL, decision_id=against, corrects=None, effective_on=day
    )
    return told(event, when)


def ordered(remedy: str, day: date, when: datetime) -> RecordedEvent[Any]:
    event = EhcpTribunalOrdered(
        pupil_id=PUPIL,
        entry_id=ORDER,
        appeal_id=APPEAL,
        corrects=None,
        remedy=remedy,
        effective_on=day,
    )
    return told(event, when)


def withdrawn(day: date, when: datetime) -> RecordedEvent[Any]:
    event = EhcpAppealWithdrawn(
        pupil_id=PUPIL, entry_id=uuid4(), appeal_id=APPEAL, corrects=None, effective_on=day
    )
    return told(event, when)


def struck_out(entry_id: UUID, when: datetime) -> RecordedEvent[Any]:
    return told(EhcpEntryStruckOut(pupil_id=PUPIL, entry_id=entry_id), when)


def case_struck_out(when: datetime) -> RecordedEvent[Any]:
    return told(EhcpCaseStruckOut(pupil_id=PUPIL), when)
