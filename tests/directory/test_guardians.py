"""What is decided about guardians and their links to pupils."""

from dataclasses import replace

import pytest

from services.directory.domain import guardian, guardianship
from services.directory.domain.commands import UnlinkGuardian
from services.directory.domain.events import (
    GuardianBarred,
    GuardianDetailsChanged,
    GuardianLinked,
    GuardianRecorded,
    GuardianUnbarred,
    GuardianUnlinked,
)
from services.directory.domain.terms import Relationship
from shared.errors import NotFound
from tests.directory.examples import (
    GUARDIAN,
    GUARDIANSHIP,
    PUPIL,
    RECORD_GUARDIAN,
    RECORD_LINK,
    TOLD_ON,
    text,
)
from tests.scenario import Scenario

adult = Scenario(guardian.decide, guardian.evolve, guardian.Guardian())
link = Scenario(guardianship.decide, guardianship.evolve, guardianship.Guardianship())
linked = link.after(RECORD_LINK)
BAR = replace(RECORD_LINK, barred=True, correspondence=False)
UNLINK = UnlinkGuardian(guardianship_id=GUARDIANSHIP, told_on=TOLD_ON)


def test_a_guardian_is_recorded_once() -> None:
    assert [type(event) for event in adult.when(RECORD_GUARDIAN)] == [GuardianRecorded]
    assert adult.after(RECORD_GUARDIAN).when(RECORD_GUARDIAN) == []


def test_a_new_number_changes_the_details() -> None:
    moved = replace(RECORD_GUARDIAN.details, mobile=text(GUARDIAN, "+447700900999"))
    [changed] = adult.after(RECORD_GUARDIAN).when(replace(RECORD_GUARDIAN, details=moved))
    assert isinstance(changed, GuardianDetailsChanged)
    assert changed.details == moved


def test_an_adult_is_linked_once() -> None:
    [event] = link.when(RECORD_LINK)
    assert isinstance(event, GuardianLinked)
    assert (event.relationship, event.parental_responsibility, event.priority) == (
        Relationship.MOTHER,
        True,
        1,
    )
    assert linked.when(RECORD_LINK) == []


def test_who_is_barred_from_the_beginning_is_linked_and_barred() -> None:
    assert [type(event) for event in link.when(BAR)] == [GuardianLinked, GuardianBarred]
    assert link.after(BAR).when(BAR) == []


def test_an_order_bars_and_its_end_unbars() -> None:
    barring = replace(RECORD_LINK, barred=True)
    assert linked.when(barring) == [
        GuardianBarred(
            guardianship_id=GUARDIANSHIP,
            pupil_id=PUPIL,
            guardian_id=GUARDIAN,
            effective_on=TOLD_ON,
        )
    ]
    [unbarred] = linked.after(barring).when(RECORD_LINK)
    assert isinstance(unbarred, GuardianUnbarred)


def test_losing_parental_responsibility_says_the_whole_link_again() -> None:
    [event] = linked.when(replace(RECORD_LINK, parental_responsibility=False))
    assert isinstance(event, GuardianLinked)
    assert not event.parental_responsibility


def test_an_unlinked_guardian_may_be_linked_again() -> None:
    assert [type(event) for event in linked.when(UNLINK)] == [GuardianUnlinked]
    assert linked.after(UNLINK).when(UNLINK) == []
    assert [type(event) for event in linked.after(UNLINK).when(RECORD_LINK)] == [GuardianLinked]


def test_who_was_never_linked_cannot_be_unlinked() -> None:
    with pytest.raises(NotFound):
        link.when(UNLINK)
