"""HTTP in: the decision about a concern, its correction, and telling the parents."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from shared.http.asking import new_id, permission
from shared.personal import Audience

from .access import on_referral
from .api import Body, Reply, about, changed, common
from .domain.commands import CorrectDecision, DecideReferral, RecordParentsTold
from .domain.outcomes import (
    EhcAssessment,
    Finding,
    NotSend,
    SenSupport,
    Signposting,
    WatchAndReview,
)
from .domain.terms import Outcome
from .schemas import CorrectionSchema, DecisionSchema, ParentsToldSchema
from .shown import ReferralDoneSchema

blp = Blueprint(
    "decisions", __name__, url_prefix="/referrals", description="What is decided about a concern"
)


@blp.post("/<uuid:referral_id>/decision")
@blp.arguments(DecisionSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.decide", on=on_referral)
def decide(body: Body, referral_id: UUID) -> Reply:
    """Decide what follows from a concern."""
    command = DecideReferral(**common(referral_id), **deciding(body))
    return changed(command, command.decision_id)


@blp.post("/<uuid:referral_id>/decision/correction")
@blp.arguments(CorrectionSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.decide", on=on_referral)
def correct(body: Body, referral_id: UUID) -> Reply:
    """Say in full what a decision should have said."""
    command = CorrectDecision(
        **common(referral_id),
        **deciding(body),
        corrects=body["corrects"],
        reason=about(body["reason"], Audience.FAMILY),
    )
    return changed(command, command.decision_id)


def deciding(body: Body) -> dict[str, Any]:
    return {
        "decision_id": new_id(),
        "finding": finding(body),
        "reasons": about(body["reasons"], Audience.FAMILY),
        "decided_on": body["decided_on"],
        "effective_on": body["effective_on"],
        "parents_told_on": body["parents_told_on"],
    }


def finding(body: Body) -> Finding:
    """The part of a decision that its outcome needs; the schema has seen that it is there."""
    outcome: Outcome = body["outcome"]
    match outcome:
        case Outcome.SEN_SUPPORT:
            return SenSupport(**body["sen_support"])
        case Outcome.WATCH_AND_REVIEW:
            return WatchAndReview(**for_family(body["watch"], "looks_at"))
        case Outcome.EHC_ASSESSMENT:
            return EhcAssessment()
        case Outcome.SIGNPOST:
            part = for_family(body["signposting"], "how")
            return Signposting(to=tuple(dict.fromkeys(part["to"])), how=part["how"])
        case Outcome.NOT_SEND:
            texts = ("adjustments", "other_support", "look_again_if")
            return NotSend(**for_family(body["not_send"], *texts))


def for_family(part: Body, *texts: str) -> Body:
    return part | {name: about(part[name], Audience.FAMILY) for name in texts}


@blp.post("/<uuid:referral_id>/decision/parents-told")
@blp.arguments(ParentsToldSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.work", on=on_referral)
def record_parents_told(body: Body, referral_id: UUID) -> Reply:
    """Record that the parents, or the young person, were told of the decision."""
    return changed(RecordParentsTold(**common(referral_id), **body))
