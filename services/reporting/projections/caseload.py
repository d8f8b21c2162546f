"""`caseload`: the work on each pupil now, one part per service that does it."""

from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import (
    REFERRALS,
    DecisionCorrected,
    ReferralAcknowledged,
    ReferralDecided,
    ReferralEvent,
    ReferralRaised,
    ReferralStruckOut,
)


def keys(recorded: RecordedEvent[ReferralEvent]) -> tuple[UUID, ...]:
    """One document per pupil."""
    return (recorded.event.pupil_id,)


def fold(pupil: Document | None, recorded: RecordedEvent[ReferralEvent]) -> Document | None:
    """{_id: pupil, open_concerns, referrals: {referral id: {raised_on, acknowledge_by: day | None,
    decide_by: day | None, confidential, acknowledged_on, decided_on, outcome, version}}}
    """
    concerns = dict(pupil["referrals"]) if pupil else {}
    event = recorded.event
    key = str(event.referral_id)
    concern = concerns.get(key, {"acknowledged_on": None, "decided_on": None, "outcome": None})
    match event:
        case ReferralRaised():
            concerns[key] = concern | {
                "raised_on": day(event.effective_on),
                "acknowledge_by": day(event.acknowledge_by),
                "decide_by": day(event.decide_by),
                "confidential": event.confidential,
            }
        case ReferralAcknowledged():
            concerns[key] = concern | {"acknowledged_on": day(event.effective_on)}
        case ReferralDecided() | DecisionCorrected():
            concerns[key] = concern | {
                "decided_on": concern["decided_on"] or day(recorded.recorded_at.date()),
                "outcome": event.decision.outcome,
            }
        case ReferralStruckOut():
            concerns.pop(key, None)
    waiting = [one for one in concerns.values() if one["outcome"] is None]
    return {
        "referrals": concerns,
        "open_concerns": len(waiting),
        "oldest_open": min((one["raised_on"] for one in waiting), default=None),
    }


CASELOAD = View(
    name="caseload",
    keys=keys,
    fold=fold,
    reads={"referrals": REFERRALS},
    indexes=(IndexModel([("open_concerns", ASCENDING)]),),
    edition="3",
)
