"""What is told when something has happened elsewhere: event -> to whom, in which words.

Staff, families and the trust's lead are told by policies of their own: a family that is not known
yet, or a post that nobody holds, keeps nobody waiting who can act. Who the people are is judged
later, in `recipients`.
"""

from typing import Final

from shared.access.reasons import is_hidden
from shared.personal import Audience
from shared.recorded import Origin, RecordedEvent
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Force, Party

from .domain.commands import Tell
from .domain.events import NotificationFailed
from .domain.terms import Failure, Kind, Link, Page, Whom
from .inbound import (
    DecisionCorrected,
    PlanEntryStruckOut,
    PlanReviewed,
    PlanShared,
    RecordOpened,
    ReferralDecided,
    ReferralRaised,
    ReferralStruckOut,
)
from .inbound_ehcp import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
)
from .tellings import (
    FIRST_TOLD,
    TELL_FAMILY,
    TELL_STAFF,
    TELL_TRUST,
    Told,
    correction,
    tell,
    telling_id,
)

TELL_OPENED: Final = "tell-opened"
REPORT_UNDELIVERED: Final = "report-undelivered"

FROM_STAFF: Final = "staff"
FROM_FAMILY: Final = frozenset({"parent", "young-person"})
REVIEW: Final = "review"
SEN_SUPPORT: Final = "sen-support"
# What a council waits for; whatever else the school must do is a task of its own.
REPLIES: Final = frozenset({"advice.school", "consult.school_response"})
# Days that the school plans by and no law sets.
PLANNED: Final = frozenset(one.id for one in BOOK.rules if one.force is Force.DERIVED_PLANNING)
NEAR: Final = {
    Party.SCHOOL: Kind.TASK_NEAR,
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
# Whoever is no recipient any more must not be; whatever else failed, somebody must find a way.
UNREACHED: Final = frozenset(Failure) - {Failure.NO_LONGER}

AUDIENCES: Final = {
    TO_STAFF: (TELL_STAFF, Whom.SENCO, NEAR),
    TO_FAMILY: (TELL_FAMILY, Whom.FAMILY, NEAR_TO_FAMILY),
}


def tell_staff(recorded: RecordedEvent[Told]) -> list[Tell]:
    """Whom at the school an event concerns: the SENCO now, the author."""
    event, by = recorded.event, recorded.actor.person_id
    if _is_silent(recorded):
        return []
    match event:
        case ReferralRaised():
            kind = Kind.CONCERN_RAISED if event.source == FROM_STAFF else Kind.CONCERN_ARRIVED
            due_on = event.acknowledge_by
            return [tell(TELL_STAFF, recorded, Whom.SENCO, kind, not_told=by, due_on=due_on)]
        case ReferralDecided():
            return [tell(TELL_STAFF, recorded, Whom.AUTHOR, Kind.CONCERN_ANSWERED, not_told=by)]
        case EhcpDeadlineApproaching():
            return _near(recorded, event, TO_STAFF)
        case EhcpDeadlineMissed():
            return _late(recorded, event)
        case PlanShared() | PlanReviewed() | PlanEntryStruckOut():
            return []  # the SENCO did it
        case DecisionCorrected() | ReferralStruckOut() | EhcpDeadlineWithdrawn():
            return [correction(TELL_STAFF, recorded, Whom.STAFF_TOLD, not_told=by)]


def _is_silent(recorded: RecordedEvent[Told]) -> bool:
    """What an import brings in is told to nobody; what it takes back somebody was told."""
    taken_back = isinstance(recorded.event, EhcpDeadlineWithdrawn)
    return recorded.origin is Origin.IMPORT and not taken_back


def _near(recorded: RecordedEvent[Told], event: EhcpDeadlineApproaching, reader: str) -> list[Tell]:
    """To each reader at the distances that ehcp has for them; a computer's own dates to nobody."""
    policy, whom, kinds = AUDIENCES[reader]
    kind = kinds.get(event.responsible)
    readers = READERS_OF_OLD if event.readers is None else event.readers
    if kind is None or reader not in readers:
        return []
    if kind is Kind.TASK_NEAR and event.rule in REPLIES:
        kind = Kind.DATE_NEAR
    return [tell(policy, recorded, whom, kind, due_on=event.due_on)]


def _late(recorded: RecordedEvent[Told], event: EhcpDeadlineMissed) -> list[Tell]:
    match event.responsible:
        case Party.SCHOOL:
            kind = _late_ours(event)
        case Party.LA | Party.OLD_LA | Party.NEW_LA:
            kind = Kind.LATE_COUNCIL
        case Party.FAMILY:
            return []  # its own time: nobody is told that a family has let it pass
        case Party.MEDIATION_ADVISER | Party.SYSTEM:
            return []  # no council and no school is late: there is nobody to chase
    return [tell(TELL_STAFF, recorded, Whom.SENCO, kind, due_on=event.due_on)]


def _late_ours(event: EhcpDeadlineMissed) -> Kind:
    return Kind.LATE_OURS if event.rule in REPLIES else Kind.TASK_LATE


def tell_trust(recorded: RecordedEvent[Told]) -> list[Tell]:
    """The trust's lead hears which of the dates that bind the schools are late."""
    event, by = recorded.event, recorded.actor.person_id
    if _is_silent(recorded):
        return []
    match event:
        case EhcpDeadlineMissed(responsible=Party.SCHOOL) if event.rule not in PLANNED:
            policy, whom = FIRST_TOLD[TELL_TRUST]
            return [tell(policy, recorded, whom, _late_ours(event), due_on=event.due_on)]
        case EhcpDeadlineWithdrawn():
            return [correction(TELL_TRUST, recorded, Whom.STAFF_TOLD, not_told=by)]
        case _:
            return []


def tell_family(recorded: RecordedEvent[Told]) -> list[Tell]:
    """What of an event the family is told."""
    event = recorded.event
    if _is_silent(recorded):
        return []
    match event:
        case ReferralRaised() if event.confidential:
            return []
        case ReferralRaised():
            return _raised(recorded, event)
        case ReferralDecided() | DecisionCorrected() if event.confidential:
            return _decided_in_confidence(recorded, event)
        case ReferralDecided():
            return [tell(TELL_FAMILY, recorded, Whom.FAMILY, Kind.DECISION)]
        case PlanShared():
            kind, due_on = Kind.PLAN_SHARED, event.say_by
            return [tell(TELL_FAMILY, recorded, Whom.FAMILY, kind, due_on=due_on)]
        case EhcpDeadlineMissed() if event.responsible in COUNCILS:
            kind, due_on = Kind.LATE_COUNCIL, event.due_on
            return [tell(TELL_FAMILY, recorded, Whom.FAMILY, kind, due_on=due_on)]
        case EhcpDeadlineApproaching():
            return _near(recorded, event, TO_FAMILY)
        case EhcpDeadlineMissed() | PlanReviewed(shared=False):
            return []  # a review of a plan that they cannot read yet leads them nowhere
        case PlanReviewed():
            return [tell(TELL_FAMILY, recorded, Whom.FAMILY, Kind.PLAN_CHANGED)]
        case PlanEntryStruckOut() if event.kind != REVIEW:
            return []  # what was taken out of a share, the plan itself tells the family
        case (
            DecisionCorrected()
            | ReferralStruckOut()
            | PlanEntryStruckOut()
            | EhcpDeadlineWithdrawn()
        ):
            return [correction(TELL_FAMILY, recorded, Whom.FAMILY_TOLD)]


def _raised(recorded: RecordedEvent[Told], event: ReferralRaised) -> list[Tell]:
    """Whoever raised it has a message of theirs answered; the others hear that there is one."""
    author, received = event.raised_by, Kind.CONCERN_RECEIVED
    others = tell(
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
    theirs = tell(
        TELL_FAMILY, recorded, Whom.FAMILY_AUTHOR, received, author_id=author, due_on=due_on
    )
    return [theirs, others]


def _decided_in_confidence(
    recorded: RecordedEvent[Told], event: ReferralDecided | DecisionCorrected
) -> list[Tell]:
    """Of a confidential concern a family is told what it must be: that there is SEN Support
    (Children and Families Act 2014, section 68), which it may hear first from a correction."""
    if event.decision.outcome == SEN_SUPPORT:
        return [tell(TELL_FAMILY, recorded, Whom.FAMILY, Kind.DECISION)]
    if isinstance(event, ReferralDecided):
        return []
    return [correction(TELL_FAMILY, recorded, Whom.FAMILY_TOLD)]


def tell_opened(recorded: RecordedEvent[RecordOpened]) -> list[Tell]:
    """A family hears who from outside opened the record, but never of a reason hidden from it."""
    event = recorded.event
    if is_hidden(event.reason):
        return []
    return [
        Tell(
            telling_id=telling_id(event.opening_id, TELL_OPENED, Whom.FAMILY),
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
            telling_id=telling_id(recorded.event_id, REPORT_UNDELIVERED, Whom.SENCO),
            because=recorded.event_id,
            about_id=event.notification_id,
            pupil_id=event.pupil_id,
            whom=Whom.SENCO,
            kind=Kind.UNDELIVERED,
            link=Link(page=Page.PUPIL, id=event.pupil_id),
            happened_at=recorded.recorded_at,
        )
    ]
