"""What may be asked. The ids of what a command makes come with it, so that a retry is the same.

Texts are `Typed`, about the pupil; each docstring says for whom.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Typed

from .events import Consent
from .outcomes import Finding
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
class OnReferral:
    """by: the person who asks. today: the day in Europe/London when they ask."""

    referral_id: UUID
    by: UUID
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTried:
    """What was done, for how many weeks, and what came of it."""

    what: Typed
    weeks: int
    effect: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseReferral(OnReferral):
    """Raise a concern.

    author_id: whose concern it is, `by` unless somebody else wrote it down for them.
    noticed, tried: for the family if it is theirs, else for staff; confidential where a pupil or
    an outside body asks for it. family_said: for the family; not_talked_because: for staff.
    acknowledge_by, decide_by: the last days of what the school promises.
    """

    pupil_id: UUID
    author_id: UUID
    source: Source
    areas: tuple[Area, ...]
    noticed: Typed
    tried: tuple[TypedTried, ...] = ()
    family_said: Typed | None = None
    not_talked_because: Typed | None = None
    lawful_basis: LawfulBasis | None = None
    follows: UUID | None = None
    corrects: UUID | None = None
    effective_on: date
    acknowledge_by: date | None = None
    decide_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeReferral(OnReferral):
    """Tell the author that it has arrived."""

    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAuthorNote(OnReferral):
    """Add to one's own concern. text: for the same readers as the concern itself."""

    note_id: UUID
    text: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence(OnReferral):
    """Record what the school's own records say. text: for staff."""

    evidence_id: UUID
    kind: EvidenceKind
    text: Typed
    covers_from: date
    covers_to: date
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordObservation(OnReferral):
    """Record what was seen. seen: for staff. observed_by: who watched or asked."""

    observation_id: UUID
    setting: Setting
    seen: Typed
    observed_by: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView(OnReferral):
    """Record what somebody of the family thinks. said: for the family, or confidential."""

    consultation_id: UUID
    speaker: Speaker
    person_id: UUID | None
    gathered: Gathered
    said: Typed
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStepAside(OnReferral):
    """Say why a step is not needed. reason: for staff."""

    step: Step
    reason: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOutEntry(OnReferral):
    """Mark one entry as entered in error. reason: for staff."""

    entry_id: UUID
    reason: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDecision(OnReferral):
    """A decision in full. reasons and the finding's texts: for the family.

    effective_on: from when it holds; decided_on: the day on which it was made.
    """

    decision_id: UUID
    finding: Finding
    reasons: Typed
    decided_on: date
    effective_on: date
    parents_told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideReferral(OnDecision):
    """Decide what follows from a concern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectDecision(OnDecision):
    """Say what the decision `corrects` should have said. reason: for the family."""

    corrects: UUID
    reason: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParentsTold(OnReferral):
    """Record that the parents, or the young person, were told of the decision."""

    decision_id: UUID
    how: Gathered
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOutReferral(OnReferral):
    """Mark the whole concern as entered in error. reason: for staff."""

    reason: Typed
    replaced_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRequest:
    """by: the person who asks. today: the day in Europe/London when they ask."""

    request_id: UUID
    by: UUID
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSpecialistAssessment(OnRequest):
    """Ask a specialist, with consent. question: for the family."""

    referral_id: UUID | None
    pupil_id: UUID
    specialist: Specialist
    question: Typed
    consent: Consent | None
    reply_wanted_by: date | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseSpecialist(OnRequest):
    """Remind the specialist. note: for staff."""

    chase_id: UUID
    how: Gathered
    note: Typed | None = None
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSpecialistReport(OnRequest):
    """Record the report. summary: for the family, or confidential."""

    report_id: UUID
    summary: Typed
    written_on: date
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSpecialistRequest(OnRequest):
    """Stop asking. note: for staff."""

    why: Withdrawal
    note: Typed | None = None
    effective_on: date


ReferralCommand = (
    RaiseReferral
    | AcknowledgeReferral
    | AddAuthorNote
    | AddEvidence
    | RecordObservation
    | RecordView
    | SetStepAside
    | StrikeOutEntry
    | DecideReferral
    | CorrectDecision
    | RecordParentsTold
    | StrikeOutReferral
)
SpecialistRequestCommand = (
    RequestSpecialistAssessment
    | ChaseSpecialist
    | RecordSpecialistReport
    | WithdrawSpecialistRequest
)
Command = ReferralCommand | SpecialistRequestCommand
