"""The decision about a concern: when it may be made, and how a wrong one is put right."""

from collections.abc import Mapping
from typing import Final

from shared.days import happened, not_before
from shared.personal import Audience
from shared.texts import meant

from .commands import CorrectDecision, DecideReferral, OnDecision, RecordParentsTold
from .events import DecisionCorrected, ParentsTold, ReferralDecided, ReferralEvent
from .outcomes import Decision, EhcAssessment, decision
from .rules import (
    AlreadyTold,
    FamilyNotConsulted,
    NotAcknowledged,
    NotDecidedYet,
    NotTheStandingDecision,
    TriageIncomplete,
)
from .state import Raised, Referral, standing, undecided
from .terms import Step

STEP_NAMES: Final[Mapping[Step, str]] = {
    Step.EVIDENCE: "attainment, attendance or behaviour",
    Step.OBSERVATION: "an observation, or what the teachers say",
    Step.PARENTS_VIEWS: "the parents' views",
    Step.PUPILS_VIEWS: "the pupil's view",
}


def decide_referral(referral: Referral, command: DecideReferral) -> list[ReferralEvent]:
    standing(referral)
    if referral.decision_id == command.decision_id:
        return []
    raised = undecided(referral)
    if not referral.acknowledged:
        raise NotAcknowledged
    _check_triage(referral)
    return [
        ReferralDecided(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            decision_id=command.decision_id,
            decision=_decision(referral, raised, command),
            decided_by=command.by,
            effective_on=command.effective_on,
            confidential=raised.confidential,
        )
    ]


def _check_triage(referral: Referral) -> None:
    settled = referral.steps_done() | referral.set_aside
    missing = [STEP_NAMES[step] for step in Step if step not in settled]
    if missing:
        raise TriageIncomplete(f"Add these, or say why they are not needed: {'; '.join(missing)}.")


def _decision(referral: Referral, raised: Raised, command: OnDecision) -> Decision:
    """Raises DateInFuture, DatesOutOfOrder, FamilyNotConsulted, and what the finding breaks."""
    happened(command.decided_on, today=command.today, what="it was decided")
    happened(command.effective_on, today=command.today, what="it takes effect")
    if command.parents_told_on:
        happened(command.parents_told_on, today=command.today, what="the parents were told")
    not_before(
        raised.raised_on,
        command.decided_on,
        what="A concern cannot be decided before the day on which it was raised.",
    )
    asks_authority = isinstance(command.finding, EhcAssessment)
    if asks_authority and Step.PARENTS_VIEWS not in referral.steps_done():
        raise FamilyNotConsulted
    return decision(
        command.finding,
        about=raised.pupil_id,
        decided_on=command.decided_on,
        reasons=command.reasons,
        parents_told_on=command.parents_told_on,
    )


def correct_decision(referral: Referral, command: CorrectDecision) -> list[ReferralEvent]:
    raised = standing(referral)
    if referral.decision_id is None:
        raise NotDecidedYet
    if referral.decision_id == command.decision_id:
        return []
    if referral.decision_id != command.corrects:
        raise NotTheStandingDecision
    return [
        DecisionCorrected(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            decision_id=command.decision_id,
            corrects=command.corrects,
            decision=_decision(referral, raised, command),
            reason=meant(command.reason, raised.pupil_id, Audience.FAMILY),
            corrected_by=command.by,
            effective_on=command.effective_on,
            confidential=raised.confidential,
        )
    ]


def record_parents_told(referral: Referral, command: RecordParentsTold) -> list[ReferralEvent]:
    raised = standing(referral)
    if referral.decision_id is None:
        raise NotDecidedYet
    if referral.decision_id != command.decision_id:
        raise NotTheStandingDecision
    if referral.told_on == command.effective_on:
        return []
    if referral.told_on is not None:
        raise AlreadyTold
    return [
        ParentsTold(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            decision_id=command.decision_id,
            how=command.how,
            told_by=command.by,
            effective_on=happened(
                command.effective_on, today=command.today, what="the parents were told"
            ),
        )
    ]
