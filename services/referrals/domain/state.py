"""What the past of a concern makes true, as far as a decision needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from shared.errors import NotFound
from shared.personal import Audience

from .events import (
    AuthorNoteAdded,
    DecisionCorrected,
    EntryStruckOut,
    EvidenceAdded,
    FamilyConsulted,
    ParentsTold,
    PupilObserved,
    ReferralAcknowledged,
    ReferralDecided,
    ReferralEvent,
    ReferralRaised,
    ReferralStruckOut,
    StepSetAside,
)
from .rules import AlreadyDecided, EnteredInError
from .terms import Source, Speaker, Step

SPEAKS_FOR: Final[Mapping[Speaker, frozenset[Step]]] = {
    Speaker.PARENT: frozenset({Step.PARENTS_VIEWS}),
    Speaker.PUPIL: frozenset({Step.PUPILS_VIEWS}),
    Speaker.YOUNG_PERSON: frozenset({Step.PARENTS_VIEWS, Step.PUPILS_VIEWS}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """How the concern began. confidential: that there is one is, as the author's words are."""

    pupil_id: UUID
    author_id: UUID
    source: Source
    raised_on: date
    confidential: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """raised: None before there is one. entries: those that stand -> the steps that they do.

    decision_id: of the decision that stands. told_on: the day the parents were told of it.
    """

    raised: Raised | None = None
    acknowledged: bool = False
    entries: Mapping[UUID, frozenset[Step]] = field(default_factory=lambda: MappingProxyType({}))
    struck_entries: frozenset[UUID] = frozenset()
    set_aside: frozenset[Step] = frozenset()
    decision_id: UUID | None = None
    told_on: date | None = None
    struck_out: bool = False

    def steps_done(self) -> frozenset[Step]:
        return frozenset(step for steps in self.entries.values() for step in steps)

    def has_entry(self, entry_id: UUID) -> bool:
        return entry_id in self.entries or entry_id in self.struck_entries


def evolve(referral: Referral, event: ReferralEvent) -> Referral:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case ReferralRaised():
            return replace(referral, raised=_raised(event))
        case ReferralAcknowledged():
            return replace(referral, acknowledged=True)
        case AuthorNoteAdded():
            return _with_entry(referral, event.note_id, frozenset())
        case EvidenceAdded():
            return _with_entry(referral, event.evidence_id, frozenset({Step.EVIDENCE}))
        case PupilObserved():
            return _with_entry(referral, event.observation_id, frozenset({Step.OBSERVATION}))
        case FamilyConsulted():
            return _with_entry(referral, event.consultation_id, SPEAKS_FOR[event.speaker])
        case StepSetAside():
            return replace(referral, set_aside=referral.set_aside | {event.step})
        case EntryStruckOut():
            return _without_entry(referral, event.entry_id)
        case ReferralDecided() | DecisionCorrected():
            told_on = event.decision.parents_told_on
            return replace(referral, decision_id=event.decision_id, told_on=told_on)
        case ParentsTold():
            return replace(referral, told_on=event.effective_on)
        case ReferralStruckOut():
            return replace(referral, struck_out=True)


def _raised(event: ReferralRaised) -> Raised:
    return Raised(
        pupil_id=event.pupil_id,
        author_id=event.raised_by,
        source=event.source,
        raised_on=event.effective_on,
        # By the words: the event has said it in clear only since it was needed elsewhere.
        confidential=event.noticed.audience is Audience.CONFIDENTIAL,
    )


def _with_entry(referral: Referral, entry_id: UUID, steps: frozenset[Step]) -> Referral:
    return replace(referral, entries={**referral.entries, entry_id: steps})


def _without_entry(referral: Referral, entry_id: UUID) -> Referral:
    left = {other: steps for other, steps in referral.entries.items() if other != entry_id}
    return replace(referral, entries=left, struck_entries=referral.struck_entries | {entry_id})


def standing(referral: Referral) -> Raised:
    """How a concern that stands began. Raises NotFound, EnteredInError."""
    if referral.raised is None:
        raise NotFound
    if referral.struck_out:
        raise EnteredInError
    return referral.raised


def undecided(referral: Referral) -> Raised:
    """The same for one that is still open. Raises AlreadyDecided too."""
    raised = standing(referral)
    if referral.decision_id is not None:
        raise AlreadyDecided
    return raised
