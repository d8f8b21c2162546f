"""What can have happened. Every event names the pupil, so that a reader needs no other event.

`effective_on` is the day it was true in the world; where there is none, the day it was recorded.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from .outcomes import Decision
from .terms import (
    Area,
    EvidenceKind,
    Gathered,
    LawfulBasis,
    Setting,
    Source,
    Speaker,
    Specialist,
    Step,
    Withdrawal,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was done before the concern was raised. weeks: for how long."""

    what: Personal
    weeks: int
    effect: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRaised:
    """Somebody is worried about a pupil.

    raised_by: whose concern it is; for somebody who is not a person of this trust, who took it.
    noticed: the author's words. tried: empty for "nothing yet".
    follows: the decided concern that this one takes up again. corrects: the concern that was
    raised for the wrong pupil and is replaced by this one.
    effective_on: the day on which the school was told, from which its promises count.
    acknowledge_by, decide_by: what it promised then; None where nobody said.
    confidential: the author's words are, and so is that there is a concern; in the events below
    it is told again, for those who read them alone.
    """

    referral_id: UUID
    pupil_id: UUID
    raised_by: UUID
    source: Source
    areas: tuple[Area, ...]
    noticed: Personal
    tried: tuple[Tried, ...]
    family_said: Personal | None
    not_talked_because: Personal | None
    lawful_basis: LawfulBasis | None
    follows: UUID | None
    corrects: UUID | None
    effective_on: date
    acknowledge_by: date | None = None
    decide_by: date | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAcknowledged:
    """The SENCO told the author that the concern has arrived and is being looked at."""

    referral_id: UUID
    pupil_id: UUID
    acknowledged_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorNoteAdded:
    """The person whose concern it is had something to add."""

    referral_id: UUID
    pupil_id: UUID
    note_id: UUID
    text: Personal
    added_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded:
    """The school's own records were read. covers_from, covers_to: the days they are about."""

    referral_id: UUID
    pupil_id: UUID
    evidence_id: UUID
    kind: EvidenceKind
    text: Personal
    covers_from: date
    covers_to: date
    added_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilObserved:
    """The pupil was watched at school, or those who teach the pupil were asked."""

    referral_id: UUID
    pupil_id: UUID
    observation_id: UUID
    setting: Setting
    seen: Personal
    observed_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyConsulted:
    """A parent, the pupil or the young person said what they think.

    person_id: who spoke; None for somebody whom the trust has no record of.
    """

    referral_id: UUID
    pupil_id: UUID
    consultation_id: UUID
    speaker: Speaker
    person_id: UUID | None
    gathered: Gathered
    said: Personal
    consulted_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSetAside:
    """A step is not needed for this concern, and why."""

    referral_id: UUID
    pupil_id: UUID
    step: Step
    reason: Personal
    set_aside_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStruckOut:
    """A note, evidence, observation or view was entered in error; it stays in the history."""

    referral_id: UUID
    pupil_id: UUID
    entry_id: UUID
    reason: Personal
    struck_out_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDecided:
    """The SENCO decided what follows. effective_on: from when it holds, SEN Support say."""

    referral_id: UUID
    pupil_id: UUID
    decision_id: UUID
    decision: Decision
    decided_by: UUID
    effective_on: date
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCorrected:
    """The decision `corrects` was recorded wrongly: this is what it should have said, in full."""

    referral_id: UUID
    pupil_id: UUID
    decision_id: UUID
    corrects: UUID
    decision: Decision
    reason: Personal
    corrected_by: UUID
    effective_on: date
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentsTold:
    """The parents, or the young person, were told of the decision."""

    referral_id: UUID
    pupil_id: UUID
    decision_id: UUID
    how: Gathered
    told_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralStruckOut:
    """The whole concern was entered in error, for the wrong pupil say: nothing of it holds.

    replaced_by: the concern of the right pupil, whose `corrects` names this one.
    """

    referral_id: UUID
    pupil_id: UUID
    reason: Personal
    replaced_by: UUID | None
    struck_out_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who agreed to a specialist being asked. giver_id: None where the trust has no record."""

    giver: Speaker
    giver_id: UUID | None
    how: Gathered
    given_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistAssessmentRequested:
    """A specialist was asked. question: what to find out; the family can read what it agreed to.

    referral_id: the concern that it is for, if any. reply_wanted_by: what we asked for, no duty.
    """

    request_id: UUID
    referral_id: UUID | None
    pupil_id: UUID
    specialist: Specialist
    question: Personal
    consent: Consent
    reply_wanted_by: date | None
    requested_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistRequestChased:
    """No report yet: the specialist was reminded."""

    request_id: UUID
    referral_id: UUID | None
    pupil_id: UUID
    chase_id: UUID
    how: Gathered
    note: Personal | None
    chased_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistReportReceived:
    """The specialist's report came. written_on: its own date."""

    request_id: UUID
    referral_id: UUID | None
    pupil_id: UUID
    report_id: UUID
    specialist: Specialist
    summary: Personal
    written_on: date
    received_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistRequestWithdrawn:
    """The specialist is no longer asked."""

    request_id: UUID
    referral_id: UUID | None
    pupil_id: UUID
    why: Withdrawal
    note: Personal | None
    withdrawn_by: UUID
    effective_on: date


Entry = AuthorNoteAdded | EvidenceAdded | PupilObserved | FamilyConsulted
ReferralEvent = (
    ReferralRaised
    | ReferralAcknowledged
    | Entry
    | StepSetAside
    | EntryStruckOut
    | ReferralDecided
    | DecisionCorrected
    | ParentsTold
    | ReferralStruckOut
)
SpecialistRequestEvent = (
    SpecialistAssessmentRequested
    | SpecialistRequestChased
    | SpecialistReportReceived
    | SpecialistRequestWithdrawn
)
Event = ReferralEvent | SpecialistRequestEvent
