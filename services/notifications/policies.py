"""What is told when something has happened elsewhere: event -> to whom, in which words.

Staff and families are told by policies of their own: a family that is not known yet keeps nobody
waiting who can act. Who the people are is judged later, in `recipients`.
"""

from typing import Any, Final
from uuid import UUID

from shared.access.reasons import is_hidden
from shared.personal import Audience
from shared.policies import derived_id
from shared.recorded import RecordedEvent
from shared.rulebook.rule import Party

from .domain.commands import Tell, Wrong
from .domain.events import NotificationFailed
from .domain.terms import Failure, Kind, Link, Page, Whom
from .inbound import (
    DecisionCorrected,
    PlanEntryStruckOut,
    PlanEvent,
    PlanReviewed,
    PlanShared,
    RecordOpened,
    ReferralDecided,
    ReferralEvent,
    ReferralRaised,
    ReferralStruckOut,
)
from .inbound_ehcp import (
    CaseEvent,
    EhcpDeadlineApproaching,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
)

TELL_STAFF: Final = "tell-staff"
TELL_FAMILY: Final = "tell-family"
TELL_OPENED: Final = "tell-opened"
REPORT_UNDELIVERED: Final = "report-undelivered"

FROM_STAFF: Final = "staff"
FROM_FAMILY: Final = frozenset({"parent", "young-person"})
REVIEW: Final = "review"
NEAR: Final = {
    Party.SCHOOL: Kind.DATE_NEAR,
    Party.LA: Kind.DATE_NEAR_COUNCIL,
    Party.OLD_LA: Kind.DATE_NEAR_COUNCIL,
    Party.NEW_LA: Kind.DATE_NEAR_COUNCIL,
    Party.FAMILY: Kind.DATE_NEAR_FAMILY,
    Party.MEDIATION_ADVISER: Kind.DATE_NEAR_ADVISER,
}
NEAR_TO_FAMILY: Final = {
    Party.SCHOOL: Kind.SCHOOL_DATE_NEAR,
    Party.LA: Kind.COUNCIL_DATE_NEAR,
    Party.OLD_LA: Kind.COUNCIL_DATE_NEAR,
    Party.NEW_LA: Kind.COUNCIL_DATE_NEAR,
    Party.FAMILY: Kind.OWN_DATE_NEAR,
    Party.MEDIATION_ADVISER: Kind.ADVISER_DATE_NEAR,
}
TO_STAFF, TO_FAMILY = "staff", "family"
# What a notice of before there were readers told: a topic that is filled again tells nobody anew.
READERS_OF_OLD: Final = (TO_STAFF,)
COUNCILS: Final = frozenset({Party.LA, Party.OLD_LA, Party.NEW_LA})
CORRECTABLE: Final = frozenset(Kind) - {Kind.TOLD_IN_ERROR}
OF_DECISION: Final = frozenset({Kind.DECISION, Kind.CONCERN_ANSWERED})
# Whoever is no recipient any more must not be; whatever else failed, somebody must find a way.
UNREACHED: Final = frozenset(Failure) - {Failure.NO_LONGER}

AUDIENCES: Final = {
    TO_STAFF: (TELL_STAFF, Whom.SENCO, NEAR),
    TO_FAMILY: (TELL_FAMILY, Whom.FAMILY, NEAR_TO_FAMILY),
}

Told = ReferralEvent | PlanEvent | CaseEvent


def tell_staff(recorded: RecordedEvent[Told]) -> list[Tell]:
    """Whom on the staff an event concerns: the SENCO now, the author, the trust's lead."""
    event, by = recorded.event, recorded.actor.person_id
    match event:
        case ReferralRaised():
            kind = Kind.CONCERN_RAISED if event.source == FROM_STAFF else Kind.CONCERN_ARRIVED
            due_on = event.acknowledge_by
            return [_tell(TELL_STAFF, recorded, Whom.SENCO, kind, not_told=by, due_on=due_on)]
        case ReferralDecided():
            return [_tell(TELL_STAFF, recorded, Whom.AUTHOR, Kind.CONCERN_ANSWERED, not_told=by)]
        case EhcpDeadlineApproaching():
            return _near(recorded, event, TO_STAFF)
        case EhcpDeadlineMissed():
            return _late(recorded, event)
        case PlanShared() | PlanReviewed() | PlanEntryStruckOut():
            return []  # the SENCO did it
        case DecisionCorrected() | ReferralStruckOut() | EhcpDeadlineWithdrawn():
            return [_correction(TELL_STAFF, recorded, Whom.STAFF_TOLD, not_told=by)]


def _near(recorded: RecordedEvent[Told], event: EhcpDeadlineApproaching, reader: str) -> list[Tell]:
    """To each reader at the distances that ehcp has for them; a computer's own dates to nobody."""
    policy, whom, kinds = AUDIENCES[reader]
    kind = kinds.get(event.responsible)
    readers = READERS_OF_OLD if event.readers is None else event.readers
    if kind is None or reader not in readers:
        return []
    return [_tell(policy, recorded, whom, kind, due_on=event.due_on)]


def _late(recorded: RecordedEvent[Told], event: EhcpDeadlineMissed) -> list[Tell]:
    match event.responsible:
        case Party.SCHOOL:
            kind, people = Kind.LATE_OURS, [Whom.SENCO, Whom.TRUST_LEAD]
        case Party.LA | Party.OLD_LA | Party.NEW_LA:
            kind, people = Kind.LATE_COUNCIL, [Whom.SENCO]
        case Party.FAMILY:
            return []  # its own time: nobody is told that a family has let it pass
        case Party.MEDIATION_ADVISER | Party.SYSTEM:
            return []  # no council and no school is late: there is nobody to chase
    return [_tell(TELL_STAFF, recorded, one, kind, due_on=event.due_on) for one in people]


def tell_family(recorded: RecordedEvent[Told]) -> list[Tell]:
    """What of an event the family is told."""
    event = recorded.event
    match event:
        case ReferralRaised():
            return _raised(recorded, event)
        case ReferralDecided():
            return [_tell(TELL_FAMILY, recorded, Whom.FAMILY, Kind.DECISION)]
        case PlanShared():
            kind, due_on = Kind.PLAN_SHARED, event.say_by
            return [_tell(TELL_FAMILY, recorded, Whom.FAMILY, kind, due_on=due_on)]
        case PlanReviewed():
            return [_tell(TELL_FAMILY, recorded, Whom.FAMILY, Kind.PLAN_CHANGED)]
        case EhcpDeadlineMissed() if event.responsible in COUNCILS:
            kind, due_on = Kind.LATE_COUNCIL, event.due_on
            return [_tell(TELL_FAMILY, recorded, Whom.FAMILY, kind, due_on=due_on)]
        case EhcpDeadlineApproaching():
            return _near(recorded, event, TO_FAMILY)
        case EhcpDeadlineMissed():
            return []
        case PlanEntryStruckOut() if event.kind != REVIEW:
            return []  # the family reads it in the plan, with the reason
        case (
            DecisionCorrected()
            | ReferralStruckOut()
            | PlanEntryStruckOut()
            | EhcpDeadlineWithdrawn()
        ):
            return [_correction(TELL_FAMILY, recorded, Whom.FAMILY_TOLD)]


def _raised(recorded: RecordedEvent[Told], event: ReferralRaised) -> list[Tell]:
    """Whoever raised it has a message of theirs answered; the others hear that there is one."""
    author, received = event.raised_by, Kind.CONCERN_RECEIVED
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
    due_on = event.acknowledge_by
    theirs = _tell(
        TELL_FAMILY, recorded, Whom.FAMILY_AUTHOR, received, author_id=author, due_on=due_on
    )
    return [theirs, others]


def tell_opened(recorded: RecordedEvent[RecordOpened]) -> list[Tell]:
    """A family hears who from outside opened the record, but never of a reason hidden from it."""
    event = recorded.event
    if is_hidden(event.reason):
        return []
    return [
        Tell(
            telling_id=_telling_id(event.opening_id, TELL_OPENED, Whom.FAMILY),
            because=recorded.event_id,
            about_id=event.opening_id,
            pupil_id=event.pupil_id,
            whom=Whom.FAMILY,
            kind=Kind.RECORD_OPENED,
            link=Link(page=Page.PUPIL, id=event.pupil_id),
            happened_at=recorded.recorded_at,
            not_told=event.opened_by,
        )
    ]


def report_undelivered(recorded: RecordedEvent[NotificationFailed]) -> list[Tell]:
    """A family that could not be told is a missing fact, which the SENCO can mend."""
    event = recorded.event
    if event.audience is not Audience.FAMILY or event.reason not in UNREACHED:
        return []
    if event.pupil_id is None:
        return []  # what is told of a whole school no family is told
    return [
        Tell(
            telling_id=_telling_id(recorded.event_id, REPORT_UNDELIVERED, Whom.SENCO),
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
    policy: str, recorded: RecordedEvent[Told], whom: Whom, *, not_told: UUID | None = None
) -> Tell:
    """To whoever was told what turned out wrong, and to nobody else."""
    match recorded.event:
        case DecisionCorrected():
            wrong = Wrong(kinds=OF_DECISION)
        case PlanEntryStruckOut() as event:
            wrong = _of(event.entry_id, policy)
        case EhcpDeadlineWithdrawn() as event:
            wrong = _of(event.withdraws, policy)
        case _:
            wrong = Wrong(kinds=CORRECTABLE)
    kind = Kind.TOLD_IN_ERROR
    return _tell(policy, recorded, whom, kind, not_told=not_told, corrects=wrong)


def _of(what: UUID, policy: str) -> Wrong:
    """What a policy told of a notice or an entry, whoever of the three it was told to."""
    first = (Whom.SENCO, Whom.TRUST_LEAD, Whom.FAMILY)
    tellings = frozenset(_telling_id(what, policy, whom) for whom in first)
    return Wrong(kinds=CORRECTABLE, tellings=tellings)


def _tell(policy: str, recorded: RecordedEvent[Told], whom: Whom, kind: Kind, **more: Any) -> Tell:
    link = _link(recorded.event)
    return Tell(
        telling_id=_telling_id(_what(recorded), policy, whom),
        because=recorded.event_id,
        about_id=link.id,
        pupil_id=recorded.event.pupil_id,
        whom=whom,
        kind=kind,
        link=link,
        happened_at=recorded.recorded_at,
        **more,
    )


def _telling_id(what: UUID, policy: str, whom: Whom) -> UUID:
    return derived_id(what, policy, whom.value)


def _what(recorded: RecordedEvent[Told]) -> UUID:
    """What is told, by the id under which it may be taken back; else the event itself."""
    match recorded.event:
        case EhcpDeadlineApproaching() | EhcpDeadlineMissed() as event:
            return event.notice_id
        case PlanReviewed() as event:
            return event.review_id
        case _:
            return recorded.event_id


def _link(event: Told) -> Link:
    match event:
        case ReferralRaised() | ReferralDecided() | DecisionCorrected() | ReferralStruckOut():
            return Link(page=Page.CONCERN, id=event.referral_id)
        case PlanShared() | PlanReviewed() | PlanEntryStruckOut():
            return Link(page=Page.PLAN, id=event.plan_id)
        case EhcpDeadlineApproaching() | EhcpDeadlineMissed() | EhcpDeadlineWithdrawn():
            return Link(page=Page.CASE, id=event.case_id)
