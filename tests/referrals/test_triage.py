"""What is found out between a concern and its decision."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.events import (
    AuthorNoteAdded,
    EntryStruckOut,
    EvidenceAdded,
    FamilyConsulted,
    PupilObserved,
    StepSetAside,
)
from services.referrals.domain.rules import NotTheAuthor, StepDone, TooManyEntries, TriageIncomplete
from services.referrals.domain.terms import Step
from services.referrals.domain.triage import MOST_ENTRIES
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound
from shared.texts import WrongAudience
from tests.referrals.examples import (
    ADD_EVIDENCE,
    ADD_NOTE,
    DECIDE,
    HEAR_PARENT,
    HEAR_PUPIL,
    OBSERVE,
    PUPIL,
    REFERRAL,
    SENCO,
    SET_ASIDE,
    STRIKE_EVIDENCE,
    TEACHER,
    TODAY,
    TOMORROW,
    acknowledged,
    decided,
    family,
    looked_into,
    raised,
    staff,
)

ADDING: tuple[ReferralCommand, ...] = (ADD_NOTE, ADD_EVIDENCE, OBSERVE, HEAR_PARENT, HEAR_PUPIL)


def test_evidence_is_added_with_the_days_that_it_is_about() -> None:
    assert raised.when(ADD_EVIDENCE) == [
        EvidenceAdded(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            evidence_id=ADD_EVIDENCE.evidence_id,
            kind=ADD_EVIDENCE.kind,
            text=ADD_EVIDENCE.text,
            covers_from=ADD_EVIDENCE.covers_from,
            covers_to=ADD_EVIDENCE.covers_to,
            added_by=SENCO,
            effective_on=ADD_EVIDENCE.effective_on,
        )
    ]


def test_an_observation_says_who_watched() -> None:
    assert raised.when(replace(OBSERVE, observed_by=TEACHER)) == [
        PupilObserved(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            observation_id=OBSERVE.observation_id,
            setting=OBSERVE.setting,
            seen=OBSERVE.seen,
            observed_by=TEACHER,
            effective_on=OBSERVE.effective_on,
        )
    ]


def test_a_view_says_whose_it_is_and_how_it_was_gathered() -> None:
    assert raised.when(HEAR_PARENT) == [
        FamilyConsulted(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            consultation_id=HEAR_PARENT.consultation_id,
            speaker=HEAR_PARENT.speaker,
            person_id=HEAR_PARENT.person_id,
            gathered=HEAR_PARENT.gathered,
            said=HEAR_PARENT.said,
            consulted_by=SENCO,
            effective_on=HEAR_PARENT.effective_on,
        )
    ]


def test_the_author_adds_a_note_today() -> None:
    assert raised.when(ADD_NOTE) == [
        AuthorNoteAdded(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            note_id=ADD_NOTE.note_id,
            text=ADD_NOTE.text,
            added_by=TEACHER,
            effective_on=TODAY,
        )
    ]


def test_nobody_else_adds_a_note() -> None:
    with pytest.raises(NotTheAuthor):
        raised.when(replace(ADD_NOTE, by=SENCO))


@pytest.mark.parametrize("command", ADDING, ids=lambda one: type(one).__name__)
def test_adding_the_same_again_changes_nothing(command: ReferralCommand) -> None:
    assert raised.after(command).when(command) == []


def test_what_was_struck_out_does_not_come_back_with_a_retry() -> None:
    assert raised.after(ADD_EVIDENCE, STRIKE_EVIDENCE).when(ADD_EVIDENCE) == []


@pytest.mark.parametrize(
    "command",
    [
        replace(ADD_EVIDENCE, effective_on=TOMORROW),
        replace(ADD_EVIDENCE, covers_to=TOMORROW),
        replace(OBSERVE, effective_on=TOMORROW),
        replace(HEAR_PARENT, effective_on=TOMORROW),
    ],
    ids=["looked at", "covers", "observed", "heard"],
)
def test_nothing_is_found_out_in_the_future(command: ReferralCommand) -> None:
    with pytest.raises(DateInFuture):
        raised.when(command)


def test_evidence_does_not_end_before_it_begins() -> None:
    ends = ADD_EVIDENCE.covers_from - timedelta(days=1)
    with pytest.raises(DatesOutOfOrder):
        raised.when(replace(ADD_EVIDENCE, covers_to=ends))


@pytest.mark.parametrize(
    "command",
    [
        replace(ADD_EVIDENCE, text=family("Behind in reading")),
        replace(OBSERVE, seen=family("Watches the others")),
        replace(HEAR_PARENT, said=staff("Spoke late")),
        replace(SET_ASIDE, reason=family("Seen last week")),
    ],
    ids=["evidence", "observation", "view", "set aside"],
)
def test_each_kind_of_text_has_its_readers(command: ReferralCommand) -> None:
    with pytest.raises(WrongAudience):
        raised.when(command)


def test_a_concern_holds_a_hundred_entries() -> None:
    many = [replace(ADD_EVIDENCE, evidence_id=uuid4()) for _ in range(MOST_ENTRIES)]
    full = raised.after(*many)
    with pytest.raises(TooManyEntries):
        full.when(ADD_EVIDENCE)
    struck = full.after(replace(STRIKE_EVIDENCE, entry_id=many[0].evidence_id))
    with pytest.raises(TooManyEntries):
        struck.when(ADD_EVIDENCE)


def test_a_step_is_set_aside_with_a_reason_once() -> None:
    [event] = acknowledged.when(SET_ASIDE)
    assert event == StepSetAside(
        referral_id=REFERRAL,
        pupil_id=PUPIL,
        step=Step.OBSERVATION,
        reason=SET_ASIDE.reason,
        set_aside_by=SENCO,
    )
    assert acknowledged.given(event).when(SET_ASIDE) == []


def test_a_step_that_was_done_is_not_set_aside() -> None:
    with pytest.raises(StepDone):
        looked_into.when(SET_ASIDE)


def test_an_entry_in_error_is_struck_out_once_also_after_the_decision() -> None:
    [event] = decided.when(STRIKE_EVIDENCE)
    assert event == EntryStruckOut(
        referral_id=REFERRAL,
        pupil_id=PUPIL,
        entry_id=ADD_EVIDENCE.evidence_id,
        reason=STRIKE_EVIDENCE.reason,
        struck_out_by=SENCO,
    )
    assert decided.given(event).when(STRIKE_EVIDENCE) == []


def test_an_entry_that_is_not_there_is_not_struck_out() -> None:
    with pytest.raises(NotFound):
        raised.when(STRIKE_EVIDENCE)


def test_a_struck_out_entry_does_its_step_no_longer() -> None:
    with pytest.raises(TriageIncomplete, match="attainment"):
        looked_into.after(STRIKE_EVIDENCE).when(DECIDE)
