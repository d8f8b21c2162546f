"""What is found out before a decision: evidence, observation, views, or why not."""

from typing import Final
from uuid import UUID

from shared.days import happened, not_before
from shared.errors import NotFound
from shared.personal import Audience
from shared.texts import meant

from .commands import (
    AddAuthorNote,
    AddEvidence,
    RecordObservation,
    RecordView,
    SetStepAside,
    StrikeOutEntry,
)
from .events import (
    AuthorNoteAdded,
    EntryStruckOut,
    EvidenceAdded,
    FamilyConsulted,
    PupilObserved,
    ReferralEvent,
    StepSetAside,
)
from .rules import NotTheAuthor, StepDone, TooManyEntries
from .state import Raised, Referral, standing, undecided
from .terms import Source

MOST_ENTRIES: Final = 100  # keeps a concern's document far below what a database takes
FAMILY: Final = frozenset({Source.PARENT, Source.YOUNG_PERSON})


def readers_of_author(source: Source) -> tuple[Audience, ...]:
    """Who may be meant to read what an author wrote."""
    if source in FAMILY:
        return (Audience.FAMILY,)
    if source is Source.PUPIL:
        return (Audience.FAMILY, Audience.CONFIDENTIAL)
    if source is Source.STAFF:
        return (Audience.STAFF,)
    return (Audience.STAFF, Audience.CONFIDENTIAL)


def _room_for(referral: Referral) -> Raised:
    """How an open concern began that can take one more entry."""
    raised = undecided(referral)
    if len(referral.entries) + len(referral.struck_entries) >= MOST_ENTRIES:
        raise TooManyEntries
    return raised


def add_author_note(referral: Referral, command: AddAuthorNote) -> list[ReferralEvent]:
    if referral.has_entry(command.note_id):
        return []
    raised = _room_for(referral)
    if command.by != raised.author_id:
        raise NotTheAuthor
    return [
        AuthorNoteAdded(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            note_id=command.note_id,
            text=meant(command.text, raised.pupil_id, *readers_of_author(raised.source)),
            added_by=command.by,
            effective_on=command.today,
        )
    ]


def add_evidence(referral: Referral, command: AddEvidence) -> list[ReferralEvent]:
    if referral.has_entry(command.evidence_id):
        return []
    raised = _room_for(referral)
    happened(command.covers_to, today=command.today, what="the evidence ends")
    not_before(
        command.covers_from,
        command.covers_to,
        what="The evidence must not end before it begins.",
    )
    return [
        EvidenceAdded(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            evidence_id=command.evidence_id,
            kind=command.kind,
            text=meant(command.text, raised.pupil_id, Audience.STAFF),
            covers_from=command.covers_from,
            covers_to=command.covers_to,
            added_by=command.by,
            effective_on=happened(
                command.effective_on, today=command.today, what="the evidence was looked at"
            ),
        )
    ]


def record_observation(referral: Referral, command: RecordObservation) -> list[ReferralEvent]:
    if referral.has_entry(command.observation_id):
        return []
    raised = _room_for(referral)
    return [
        PupilObserved(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            observation_id=command.observation_id,
            setting=command.setting,
            seen=meant(command.seen, raised.pupil_id, Audience.STAFF),
            observed_by=command.observed_by,
            effective_on=happened(
                command.effective_on, today=command.today, what="the pupil was observed"
            ),
        )
    ]


def record_view(referral: Referral, command: RecordView) -> list[ReferralEvent]:
    if referral.has_entry(command.consultation_id):
        return []
    raised = _room_for(referral)
    return [
        FamilyConsulted(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            consultation_id=command.consultation_id,
            speaker=command.speaker,
            person_id=command.person_id,
            gathered=command.gathered,
            said=meant(command.said, raised.pupil_id, Audience.FAMILY, Audience.CONFIDENTIAL),
            consulted_by=command.by,
            effective_on=happened(command.effective_on, today=command.today, what="they said it"),
        )
    ]


def set_step_aside(referral: Referral, command: SetStepAside) -> list[ReferralEvent]:
    raised = undecided(referral)
    if command.step in referral.steps_done():
        raise StepDone
    if command.step in referral.set_aside:
        return []
    return [
        StepSetAside(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            step=command.step,
            reason=meant(command.reason, raised.pupil_id, Audience.STAFF),
            set_aside_by=command.by,
        )
    ]


def strike_out_entry(referral: Referral, command: StrikeOutEntry) -> list[ReferralEvent]:
    """Also after the decision: that a fact was wrong must be said; the decision stays."""
    raised = standing(referral)
    if command.entry_id in referral.struck_entries:
        return []
    _entry(referral, command.entry_id)
    return [
        EntryStruckOut(
            referral_id=command.referral_id,
            pupil_id=raised.pupil_id,
            entry_id=command.entry_id,
            reason=meant(command.reason, raised.pupil_id, Audience.STAFF),
            struck_out_by=command.by,
        )
    ]


def _entry(referral: Referral, entry_id: UUID) -> None:
    if entry_id not in referral.entries:
        raise NotFound
