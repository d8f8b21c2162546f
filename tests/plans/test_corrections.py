"""What was entered in error is struck out, by an event that names it, and stays to be seen."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from services.plans.domain.events import PlanEntryStruckOut
from services.plans.domain.rules import TheirOwnWords
from services.plans.domain.terms import EntryKind, Gathered
from shared.errors import NotFound
from shared.texts import WrongAudience
from tests.plans.examples import (
    ARRANGE,
    CLOSE,
    DELIVER,
    DISAGREE,
    END,
    HEAR_PUPIL,
    MEASURE,
    MISS,
    NOTE,
    PLAN,
    PUPIL,
    REVIEW,
    SENCO,
    SET_TARGET,
    SHARE,
    WITHDRAW,
    family,
    opened,
    plan,
    reviewed,
    running,
    shared,
    strike,
)

ENTRIES = {
    NOTE.note_id: EntryKind.NOTE,
    SET_TARGET.target_id: EntryKind.TARGET,
    MEASURE.measure_id: EntryKind.MEASURE,
    ARRANGE.provision_id: EntryKind.PROVISION,
    END.ending_id: EntryKind.ENDING,
    DELIVER.session_id: EntryKind.SESSION,
    MISS.session_id: EntryKind.SESSION,
    HEAR_PUPIL.views_id: EntryKind.VIEWS,
    REVIEW.review_id: EntryKind.REVIEW,
    CLOSE.closing_id: EntryKind.CLOSING,
}

ended = reviewed.after(END, CLOSE)


def test_every_kind_of_entry_is_tried() -> None:
    assert set(ENTRIES.values()) == set(EntryKind)


@pytest.mark.parametrize(("entry_id", "kind"), ENTRIES.items(), ids=str)
def test_an_entry_is_struck_out_once(entry_id: UUID, kind: EntryKind) -> None:
    [event] = ended.when(strike(entry_id))
    assert event == PlanEntryStruckOut(
        plan_id=PLAN,
        pupil_id=PUPIL,
        entry_id=entry_id,
        kind=kind,
        reason=strike(entry_id).reason,
        struck_out_by=SENCO,
    )
    assert ended.given(event).when(strike(entry_id)) == []


def test_what_was_struck_out_does_not_come_back_with_a_retry() -> None:
    assert running.after(strike(SET_TARGET.target_id)).when(SET_TARGET) == []
    assert running.after(strike(DELIVER.session_id)).when(DELIVER) == []


def test_what_the_family_wrote_themselves_is_never_struck_out() -> None:
    with pytest.raises(TheirOwnWords):
        running.when(strike(DISAGREE.views_id))
    heard = replace(DISAGREE, by=SENCO, gathered=Gathered.PHONE)
    assert shared.after(heard).when(strike(DISAGREE.views_id))


@pytest.mark.parametrize("nothing", [uuid4(), SHARE.share_id], ids=["no entry", "a sharing"])
def test_what_is_no_entry_is_not_struck_out(nothing: UUID) -> None:
    with pytest.raises(NotFound):
        running.when(strike(nothing))
    with pytest.raises(NotFound):
        plan.when(strike(nothing))


def test_an_entry_of_a_plan_that_stands_no_more_can_still_be_struck_out() -> None:
    assert running.after(WITHDRAW).when(strike(DELIVER.session_id))


def test_the_reason_is_for_staff() -> None:
    with pytest.raises(WrongAudience):
        running.when(replace(strike(DELIVER.session_id), reason=family("Another child")))


def test_an_id_stands_for_one_thing_only() -> None:
    """Else striking out a measure would take back the day that a share of its id agreed on."""
    told = opened.after(NOTE, SET_TARGET, MEASURE)
    assert told.when(replace(SHARE, share_id=MEASURE.measure_id)) == []
    told = told.after(SHARE)
    assert told.when(replace(MEASURE, measure_id=SHARE.share_id)) == []
