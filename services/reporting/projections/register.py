"""`register`: every fact about a pupil's school and provision, with both of its times."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import (
    DIRECTORY,
    PLANS,
    REFERRALS,
    Decision,
    DecisionCorrected,
    PlaceEvent,
    PlanClosed,
    PlanEntryStruckOut,
    PlanEvent,
    PupilEnrolled,
    PupilErased,
    PupilLeft,
    PupilMovedSchool,
    PupilsMerged,
    ReferralAcknowledged,
    ReferralDecided,
    ReferralEvent,
    ReferralRaised,
    ReferralStruckOut,
    SenStatusRecorded,
    YearGroupChanged,
)
from ..inbound_ehcp import (
    EHCP,
    EhcpAppealMade,
    EhcpAppealWithdrawn,
    EhcpCaseStruckOut,
    EhcpCaseTakenOver,
    EhcpCeaseDecided,
    EhcpCertificateIssued,
    EhcpEntryStruckOut,
    EhcpEvent,
    EhcpPlanCeased,
    EhcpPlanFinalised,
    EhcpReviewDecisionRecorded,
    EhcpTribunalOrdered,
)
from .endings import with_ending, without_ending, without_endings
from .roll import in_year, placed, replaced_by

Read = PlaceEvent | SenStatusRecorded | ReferralEvent | PlanEvent | EhcpEvent
LONG_AGO = date(1900, 1, 1)
# In which states a case that is taken over has a plan in force.
IN_FORCE = frozenset({"final", "in-review", "amending", "re-assessing", "moving"})
NOTHING: Document = {
    "school_ids": [],
    "year_group": None,
    "years": [],
    "places": [],
    "provision": {},
    "endings": [],
    "merged": None,
}


def keys(recorded: RecordedEvent[Read]) -> tuple[UUID, ...]:
    """One document per pupil."""
    return (recorded.event.pupil_id,)


def fold(  # noqa: PLR0912 (one for each)
    pupil: Document | None, recorded: RecordedEvent[Read]
) -> Document | None:
    """{_id: pupil, school_ids: [every school they were at], year_group,
    years: [{year_group, recorded_at}],
    places: [{school_id | None, effective_on, recorded_at, replaced_at: instant | None}],
    provision: {service: [{fact_id, corrects, code, need, effective_on, undated: bool,
    recorded_at, replaced_at: instant | None}]},
    endings: what `with_ending` keeps,
    merged: {into: pupil, recorded_at} | None, where another record of the child goes on}
    """
    pupil = NOTHING | (pupil or {})
    if isinstance(recorded.event, EhcpEvent):
        return _of_case(pupil, recorded, recorded.event)
    match recorded.event:
        case PupilEnrolled() as event:
            pupil = placed(pupil, recorded, event.school_id, event.effective_on)
            return in_year(pupil, recorded, event.year_group)
        case PupilMovedSchool() as event:
            return placed(pupil, recorded, event.school_id, event.effective_on)
        case PupilLeft() as event:
            # The leaving date is the last day on roll.
            return placed(pupil, recorded, None, event.effective_on + timedelta(days=1))
        case YearGroupChanged() as event:
            return in_year(pupil, recorded, event.year_group)
        case SenStatusRecorded() as event:
            return _of_mis(pupil, recorded, event)
        case ReferralDecided() as event:
            return _decided(pupil, recorded, event.decision, event.decision_id, None)
        case DecisionCorrected() as event:
            return _decided(pupil, recorded, event.decision, event.decision_id, event.corrects)
        case ReferralStruckOut():
            return _struck_out(pupil, recorded)
        case PlanClosed() as event:
            return _told(
                pupil,
                recorded,
                code="N",
                need=None,
                effective_on=event.effective_on,
                fact_id=event.closing_id,
            )
        case PlanEntryStruckOut() as event:
            return _never_was(pupil, recorded, event.entry_id)
        case PupilsMerged() as event:
            merged = {"into": event.into_pupil_id, "recorded_at": recorded.recorded_at}
            return pupil | {"merged": merged}
        case ReferralRaised() | ReferralAcknowledged() | PupilErased():
            return pupil


def _of_case(pupil: Document, recorded: RecordedEvent[Read], event: EhcpEvent) -> Document:
    """E from the day of the final plan, or undated where the case was taken over with one; what was
    told of its end is kept, and no code by itself.
    """
    match event:
        case EhcpPlanFinalised():
            return _told(
                pupil,
                recorded,
                code="E",
                need=None,
                effective_on=event.effective_on,
                fact_id=event.entry_id,
                corrects=event.corrects,
            )
        case EhcpCaseTakenOver():
            if event.state not in IN_FORCE and event.corrects is None:
                return pupil
            return _told(
                pupil,
                recorded,
                code="E" if event.state in IN_FORCE else None,
                need=None,
                effective_on=event.effective_on,
                fact_id=event.entry_id,
                corrects=event.corrects,
                undated=True,
            )
        case EhcpEntryStruckOut():
            pupil = without_ending(pupil, recorded, event.entry_id)
            return _never_was(pupil, recorded, event.entry_id)
        case EhcpCaseStruckOut():
            return without_endings(_struck_out(pupil, recorded), recorded)
        case (
            EhcpPlanCeased()
            | EhcpCeaseDecided()
            | EhcpReviewDecisionRecorded()
            | EhcpCertificateIssued()
            | EhcpAppealMade()
            | EhcpTribunalOrdered()
            | EhcpAppealWithdrawn()
        ):
            return with_ending(pupil, recorded, event)


def _of_mis(pupil: Document, recorded: RecordedEvent[Read], event: SenStatusRecorded) -> Document:
    """What the MIS tells holds from its day, over what it told before.

    A status without a day: the first one always held, as far as anybody knows; the same again
    goes on; another one took its place, at the latest when it was told, and is undated.
    """
    before = pupil["provision"].get(recorded.source, ())
    last = before[-1] if before else None
    if event.since is not None:
        began, undated = event.since, False
    elif last is None:
        began, undated = LONG_AGO, False
    elif last["code"] == event.status:
        began, undated = date.fromisoformat(last["effective_on"]), last.get("undated", False)
    else:
        began, undated = recorded.effective_on, True
    need = event.needs[0] if event.needs else None
    pupil = _told(
        pupil, recorded, code=event.status, need=need, effective_on=began, undated=undated
    )
    *earlier, new = pupil["provision"][recorded.source]
    facts = [*replaced_by(new, earlier), new]
    return pupil | {"provision": pupil["provision"] | {recorded.source: facts}}


def _told(
    pupil: Document,
    recorded: RecordedEvent[Read],
    *,
    code: str | None,
    need: str | None,
    effective_on: date,
    **more: Any,
) -> Document:
    """Add a fact. A code of None says nothing itself, and may still correct another fact."""
    fact = {
        "fact_id": more.get("fact_id"),
        "corrects": more.get("corrects"),
        "stream": recorded.stream,
        "code": code,
        "need": need,
        "effective_on": day(effective_on),
        "undated": more.get("undated", False),
        "recorded_at": recorded.recorded_at,
        "replaced_at": None,
    }
    provision = pupil["provision"]
    facts = [*provision.get(recorded.source, ()), fact]
    return pupil | {"provision": provision | {recorded.source: facts}}


def _decided(
    pupil: Document,
    recorded: RecordedEvent[Read],
    decision: Decision,
    decision_id: UUID,
    corrects: UUID | None,
) -> Document:
    """SEN Support makes K from its day; another outcome leaves the provision as it is."""
    support = decision.sen_support
    if support is None and corrects is None:
        return pupil
    return _told(
        pupil,
        recorded,
        code="K" if support else None,
        need=support.primary_need if support else None,
        effective_on=recorded.effective_on,
        fact_id=decision_id,
        corrects=corrects,
    )


def _struck_out(pupil: Document, recorded: RecordedEvent[Read]) -> Document:
    """Nothing of what was entered in error holds: its facts are corrected away."""
    for fact in pupil["provision"].get(recorded.source, ()):
        if fact["stream"] == recorded.stream and fact["fact_id"]:
            pupil = _never_was(pupil, recorded, fact["fact_id"])
    return pupil


def _never_was(pupil: Document, recorded: RecordedEvent[Read], fact_id: UUID) -> Document:
    """A fact is corrected away; what is no fact of the register changes nothing."""
    facts = pupil["provision"].get(recorded.source, ())
    if fact_id not in [fact["fact_id"] for fact in facts]:
        return pupil
    return _told(
        pupil,
        recorded,
        code=None,
        need=None,
        effective_on=recorded.effective_on,
        corrects=fact_id,
    )


REGISTER = View(
    name="register",
    keys=keys,
    fold=fold,
    reads={"directory": DIRECTORY, "referrals": REFERRALS, "plans": PLANS, "ehcp": EHCP},
    indexes=(
        IndexModel([("school_ids", ASCENDING)]),
        IndexModel([("merged.recorded_at", ASCENDING)], sparse=True),
    ),
    edition="3",
)
