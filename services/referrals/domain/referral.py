"""One concern: raised, acknowledged, looked into step by step, decided once, corrected in the open.

This module holds the state and `evolve`, and `decide` with the beginning and the end of a concern;
`triage` decides what lies between, `deciding` the decision itself.
"""

from shared.days import happened, not_before
from shared.personal import Audience
from shared.texts import meant, meant_if_any

from .commands import (
    AcknowledgeReferral,
    AddAuthorNote,
    AddEvidence,
    CorrectDecision,
    DecideReferral,
    RaiseReferral,
    RecordObservation,
    RecordParentsTold,
    RecordView,
    ReferralCommand,
    SetStepAside,
    StrikeOutEntry,
    StrikeOutReferral,
)
from .deciding import correct_decision, decide_referral, record_parents_told
from .events import ReferralAcknowledged, ReferralEvent, ReferralRaised, ReferralStruckOut, Tried
from .rules import AlreadyRaised, FamilyTalkMissing, LawfulBasisMissing
from .state import Referral, evolve, standing
from .terms import Source
from .triage import (
    add_author_note,
    add_evidence,
    readers_of_author,
    record_observation,
    record_view,
    set_step_aside,
    strike_out_entry,
)

__all__ = ["Referral", "decide", "evolve"]


def decide(referral: Referral, command: ReferralCommand) -> list[ReferralEvent]:
    """The events that follow from a command, which brings each id and day; [] if already so.

    Raises NotFound, or the Refused subclass that names the broken rule.
    """
    match command:
        case RaiseReferral():
            return raise_referral(referral, command)
        case AcknowledgeReferral():
            return acknowledge(referral, command)
        case AddAuthorNote():
            return add_author_note(referral, command)
        case AddEvidence():
            return add_evidence(referral, command)
        case RecordObservation():
            return record_observation(referral, command)
        case RecordView():
            return record_view(referral, command)
        case SetStepAside():
            return set_step_aside(referral, command)
        case StrikeOutEntry():
            return strike_out_entry(referral, command)
        case DecideReferral():
            return decide_referral(referral, command)
        case CorrectDecision():
            return correct_decision(referral, command)
        case RecordParentsTold():
            return record_parents_told(referral, command)
        case StrikeOutReferral():
            return strike_out_referral(referral, command)


def raise_referral(referral: Referral, command: RaiseReferral) -> list[ReferralEvent]:
    if referral.raised is not None:
        if referral.raised.pupil_id != command.pupil_id:
            raise AlreadyRaised
        return []
    _check_source(command)
    about, readers = command.pupil_id, readers_of_author(command.source)
    return [
        ReferralRaised(
            referral_id=command.referral_id,
            pupil_id=about,
            raised_by=command.author_id,
            source=command.source,
            areas=command.areas,
            noticed=meant(command.noticed, about, *readers),
            tried=tuple(
                Tried(
                    what=meant(tried.what, about, *readers),
                    weeks=tried.weeks,
                    effect=meant(tried.effect, about, *readers),
                )
                for tried in command.tried
            ),
            family_said=meant_if_any(command.family_said, about, Audience.FAMILY),
            not_talked_because=meant_if_any(command.not_talked_because, about, Audience.STAFF),
            lawful_basis=command.lawful_basis,
            follows=command.follows,
            corrects=command.corrects,
            effective_on=happened(
                command.effective_on, today=command.today, what="the concern was raised"
            ),
            acknowledge_by=command.acknowledge_by,
            decide_by=command.decide_by,
            confidential=command.noticed.audience is Audience.CONFIDENTIAL,
        )
    ]


def _check_source(command: RaiseReferral) -> None:
    talked = (command.family_said is not None) != (command.not_talked_because is not None)
    if command.source is Source.STAFF and not talked:
        raise FamilyTalkMissing
    if command.source is Source.LOCAL_AUTHORITY and command.lawful_basis is None:
        raise LawfulBasisMissing


def acknowledge(referral: Referral, command: AcknowledgeReferral) -> list[ReferralEvent]:
    raised = standing(referral)
    if referral.acknowledged:
        return []
    happened(command.effective_on, today=command.today, what="the concern was acknowledged")
    not_before(
        raised.raised_on,
        command.effective_on,
        what="A concern cannot be acknowledged before the day on which it was raised.",
    )
    return [
        ReferralAcknowledged(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            acknowledged_by=command.by,
            effective_on=command.effective_on,
        )
    ]


def strike_out_referral(referral: Referral, command: StrikeOutReferral) -> list[ReferralEvent]:
    if referral.struck_out:
        return []
    raised = standing(referral)
    return [
        ReferralStruckOut(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            reason=meant(command.reason, raised.pupil_id, Audience.STAFF),
            replaced_by=command.replaced_by,
            struck_out_by=command.by,
        )
    ]
