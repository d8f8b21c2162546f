"""What is told when something has happened elsewhere: event -> to whom, in which words.

Staff and families are told by policies of their own: a family that is not known yet keeps nobody
waiting who can act. Who the people are is judged later, in `recipients`.
"""

from typing import Any, Final
from uuid import UUID

from shared.personal import Audience
from shared.policies import derived_id
from shared.recorded import RecordedEvent

from .domain.commands import Tell
from .domain.events import NotificationFailed
from .domain.terms import Failure, Kind, Link, Page, Whom
from .inbound import (
    CaseEvent,
    DecisionCorrected,
    EhcpDeadlineApproaching,
    EhcpDeadlineMissed,
    PlanEvent,
    PlanReviewed,
    PlanShared,
    ReferralDecided,
    ReferralEvent,
    ReferralRaised,
    ReferralStruckOut,
)

TELL_STAFF: Final = "tell-staff"
TELL_FAMILY: Final = "tell-family"
REPORT_UNDELIVERED: Final = "report-undelivered"

FROM_STAFF: Final = "staff"
FROM_FAMILY: Final = frozenset({"parent", "young-person"})
SCHOOL: Final = "school"
COUNCIL: Final = "local-authority"
ALL_BUT_CORRECTIONS: Final = frozenset(Kind) - {Kind.TOLD_IN_ERROR}
OF_DECISION: Final = frozenset({Kind.DECISION, Kind.CONCERN_ANSWERED})
NEAR: Final = {SCHOOL: Kind.DATE_NEAR, COUNCIL: Kind.DATE_NEAR_COUNCIL}
# Whoever is no recipient any more must not be; whatever else failed, somebody must find a way.
UNREACHED: Final = frozenset(Failure) - {Failure.NO_LONGER}

Told = ReferralEvent | PlanEvent | CaseEvent


def tell_staff(recorded: RecordedEvent[Told]) -> list[Tell]:
    """Whom on the staff an event concerns: the SENCO now, the author, the trust's lead."""
    event = recorded.event
    by = recorded.actor.person_id
    match event:
        case ReferralRaised():
            kind = Kind.CONCERN_RAISED if event.source == FROM_STAFF else Kind.CONCERN_ARRIVED
            due_on = event.acknowledge_by
            return [_tell(TELL_STAFF, recorded, Whom.SENCO, kind, not_told=by, due_on=due_on)]
        case ReferralDecided():
            kind = Kind.CONCERN_ANSWERED
            return [_tell(TELL_STAFF, recorded, Whom.AUTHOR, kind, not_told=by)]
        case DecisionCorrected() | ReferralStruckOut():
            return [_correction(TELL_STAFF, recorded, Whom.STAFF_TOLD, not_told=by)]
        case PlanShared() | PlanReviewed():
            return []  # the SENCO did it
        case EhcpDeadlineApproaching():
            kind = NEAR.get(event.who, Kind.DATE_NEAR_FAMILY)
            return [_tell(TELL_STAFF, recorded, Whom.SENCO, kind, due_on=event.due_on)]
        case EhcpDeadlineMissed():
            return _late(recorded, event)


def _late(recorded: RecordedEvent[Told], event: EhcpDeadlineMissed) -> list[Tell]:
    if event.who == SCHOOL:
        kind, whom = Kind.LATE_OURS, (Whom.SENCO, Whom.TRUST_LEAD)
    elif event.who == COUNCIL:
        return [_tell(TELL_STAFF, recorded, Whom.SENCO, Kind.LATE_COUNCIL, due_on=event.due_on)]
    else:
        return []  # a family's own time: nobody is told that it has let it pass
    return [_tell(TELL_STAFF, recorded, one, kind, due_on=event.due_on) for one in whom]


def tell_family(recorded: RecordedEvent[Told]) -> list[Tell]:
    """What of an event the family is told."""
    event = recorded.event
    match event:
        case ReferralRaised():
            return _raised(recorded, event)
        case ReferralDecided():
            return [_tell(TELL_FAMILY, recorded, Whom.FAMILY, Kind.DECISION)]
        case DecisionCorrected() | ReferralStruckOut():
            return [_correction(TELL_FAMILY, recorded, Whom.FAMILY_TOLD)]
        case PlanShared():
            kind, due_on = Kind.PLAN_SHARED, event.say_by
            return [_tell(TELL_FAMILY, recorded, Whom.FAMILY, kind, due_on=due_on)]
        case PlanReviewed():
            return [_tell(TELL_FAMILY, recorded, Whom.FAMILY, Kind.PLAN_CHANGED)]
        case EhcpDeadlineApproaching():
            return []
        case EhcpDeadlineMissed():
            if event.who != COUNCIL:
                return []
            kind, due_on = Kind.LATE_COUNCIL, event.due_on
            return [_tell(TELL_FAMILY, recorded, Whom.FAMILY, kind, due_on=due_on)]


def _raised(recorded: RecordedEvent[Told], event: ReferralRaised) -> list[Tell]:
    """Whoever raised it has a message of theirs answered; the others hear that there is one."""
    author = event.raised_by
    others = _tell(
        TELL_FAMILY,
        recorded,
        Whom.FAMILY,
        Kind.CONCERN_SHARED,
        not_told=author,
        due_on=event.decide_by,
    )
    if event.source not in FROM_FAMILY:
        return [others]
    received = _tell(
        TELL_FAMILY,
        recorded,
        Whom.FAMILY_AUTHOR,
        Kind.CONCERN_RECEIVED,
        author_id=author,
        due_on=event.acknowledge_by,
    )
    return [received, others]


def report_undelivered(recorded: RecordedEvent[NotificationFailed]) -> list[Tell]:
    """A family that could not be told is a missing fact, which the SENCO can mend."""
    event = recorded.event
    if event.audience is not Audience.FAMILY or event.reason not in UNREACHED:
        return []
    return [
        Tell(
            telling_id=derived_id(recorded.event_id, REPORT_UNDELIVERED),
            because=recorded.event_id,
            about_id=event.notification_id,
            pupil_id=event.pupil_id,
            whom=Whom.SENCO,
            kind=Kind.UNDELIVERED,
            link=Link(page=Page.PUPIL, id=event.pupil_id),
            happened_at=recorded.recorded_at,
        )
    ]


def _correction(
    policy: str, recorded: RecordedEvent[Told], whom: Whom, **more: UUID | None
) -> Tell:
    wrong = isinstance(recorded.event, ReferralStruckOut)
    corrects = ALL_BUT_CORRECTIONS if wrong else OF_DECISION
    return _tell(policy, recorded, whom, Kind.TOLD_IN_ERROR, corrects=corrects, **more)


def _tell(policy: str, recorded: RecordedEvent[Told], whom: Whom, kind: Kind, **more: Any) -> Tell:
    link = _link(recorded.event)
    return Tell(
        telling_id=derived_id(recorded.event_id, policy, whom.value),
        because=recorded.event_id,
        about_id=link.id,
        pupil_id=recorded.event.pupil_id,
        whom=whom,
        kind=kind,
        link=link,
        happened_at=recorded.recorded_at,
        **more,
    )


def _link(event: Told) -> Link:
    match event:
        case ReferralRaised() | ReferralDecided() | DecisionCorrected() | ReferralStruckOut():
            return Link(page=Page.CONCERN, id=event.referral_id)
        case PlanShared() | PlanReviewed():
            return Link(page=Page.PLAN, id=event.plan_id)
        case EhcpDeadlineApproaching() | EhcpDeadlineMissed():
            return Link(page=Page.CASE, id=event.case_id)
