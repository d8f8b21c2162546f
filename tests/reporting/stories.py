"""Recorded events for the tests of reporting, as its feeds bring them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from services.reporting.inbound import (
    Decision,
    DecisionCorrected,
    PlanClosed,
    PupilEnrolled,
    PupilLeft,
    PupilMovedSchool,
    ReferralAcknowledged,
    ReferralDecided,
    ReferralRaised,
    SenStatusRecorded,
    Support,
    YearGroupChanged,
)
from services.reporting.inbound_ehcp import (
    EhcpCaseTakenOver,
    EhcpEntryStruckOut,
    EhcpPlanFinalised,
)
from shared.codec import event_type
from shared.recorded import Actor, Origin, RecordedEvent

ALDER, BEACON = uuid4(), uuid4()
PUPIL, REFERRAL, DECISION, CORRECTION = uuid4(), uuid4(), uuid4(), uuid4()
SENCO = uuid4()


def at(day: int, month: int = 11, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


TERM_BEGINS = at(1, 9)


def on(day: int, month: int = 11, year: int = 2026) -> date:
    return date(year, month, day)


def recorded(
    event: Any,
    *,
    when: datetime,
    source: str,
    effective_on: date | None = None,
    stream: str | None = None,
) -> RecordedEvent[Any]:
    return RecordedEvent(
        event=event,
        type=event_type(type(event)),
        source=source,
        stream=stream or f"{source}-{PUPIL}",
        version=1,
        event_id=uuid4(),
        effective_on=effective_on or getattr(event, "effective_on", None) or when.date(),
        recorded_at=when,
        actor=Actor(person_id=SENCO, role="senco"),
        origin=Origin.PERSON,
        school_id=ALDER,
        correlation_id=uuid4(),
        causation_id=None,
    )


def support(need: str = "SLCN") -> Decision:
    return Decision(outcome="sen-support", sen_support=Support(primary_need=need))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened to one pupil, as each service told it, in its own order."""

    directory: tuple[RecordedEvent[Any], ...] = ()
    referrals: tuple[RecordedEvent[Any], ...] = ()


ENTERED_ON = on(1, 9, 2024)


def enrolled(when: datetime = TERM_BEGINS, *, entered_on: date = ENTERED_ON) -> RecordedEvent[Any]:
    event = PupilEnrolled(pupil_id=PUPIL, school_id=ALDER, year_group="2", effective_on=entered_on)
    return recorded(event, when=when, source="directory")


def status(code: str, since: date | None, when: datetime) -> RecordedEvent[Any]:
    event = SenStatusRecorded(pupil_id=PUPIL, status=code, since=since, needs=())
    return recorded(event, when=when, source="directory")


def taught_in(year: str, when: datetime) -> RecordedEvent[Any]:
    event = YearGroupChanged(pupil_id=PUPIL, year_group=year)
    return recorded(event, when=when, source="directory")


def moved(to: UUID, day: date, when: datetime) -> RecordedEvent[Any]:
    event = PupilMovedSchool(pupil_id=PUPIL, school_id=to, effective_on=day)
    return recorded(event, when=when, source="directory")


def left(day: date, when: datetime) -> RecordedEvent[Any]:
    return recorded(PupilLeft(pupil_id=PUPIL, effective_on=day), when=when, source="directory")


def raised(day: date, when: datetime) -> RecordedEvent[Any]:
    event = ReferralRaised(referral_id=REFERRAL, pupil_id=PUPIL, effective_on=day)
    return recorded(event, when=when, source="referrals")


def acknowledged(day: date, when: datetime) -> RecordedEvent[Any]:
    event = ReferralAcknowledged(referral_id=REFERRAL, pupil_id=PUPIL, effective_on=day)
    return recorded(event, when=when, source="referrals")


def decided(what: Decision, day: date, when: datetime) -> RecordedEvent[Any]:
    event = ReferralDecided(
        referral_id=REFERRAL,
        pupil_id=PUPIL,
        decision_id=DECISION,
        decision=what,
        effective_on=day,
    )
    return recorded(event, when=when, source="referrals")


def corrected(what: Decision, day: date, when: datetime) -> RecordedEvent[Any]:
    event = DecisionCorrected(
        referral_id=REFERRAL,
        pupil_id=PUPIL,
        decision_id=CORRECTION,
        corrects=DECISION,
        decision=what,
        effective_on=day,
    )
    return recorded(event, when=when, source="referrals")


ISSUED, CLOSING = uuid4(), uuid4()


def plan_issued(day: date, when: datetime) -> RecordedEvent[Any]:
    event = EhcpPlanFinalised(pupil_id=PUPIL, entry_id=ISSUED, corrects=None, effective_on=day)
    return recorded(event, when=when, source="ehcp")


def taken_over(state: str, day: date, when: datetime) -> RecordedEvent[Any]:
    event = EhcpCaseTakenOver(
        pupil_id=PUPIL, entry_id=uuid4(), state=state, corrects=None, effective_on=day
    )
    return recorded(event, when=when, source="ehcp")


def issue_struck_out(when: datetime) -> RecordedEvent[Any]:
    return recorded(EhcpEntryStruckOut(pupil_id=PUPIL, entry_id=ISSUED), when=when, source="ehcp")


def support_closed(day: date, when: datetime) -> RecordedEvent[Any]:
    event = PlanClosed(pupil_id=PUPIL, closing_id=CLOSING, effective_on=day)
    return recorded(event, when=when, source="plans")
