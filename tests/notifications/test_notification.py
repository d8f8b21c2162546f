"""One thing is told to one person once, sent once, read once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.notifications.domain import preferences
from services.notifications.domain.commands import NotificationCommand, SetPreferences, Wrong
from services.notifications.domain.events import (
    NotificationFailed,
    NotificationQueued,
    NotificationRead,
    NotificationSent,
    PreferencesSet,
)
from services.notifications.domain.preferences import Preferences
from services.notifications.domain.terms import Failure, Kind
from shared.errors import NotFound
from shared.personal import Audience
from tests.notifications.examples import (
    CHOOSE,
    FAILED,
    FATHER,
    MESSAGE,
    MOTHER,
    PUPIL,
    QUEUE,
    READ,
    SENCO,
    SENT,
    TODAY,
    TOLD_MOTHER,
    TOLD_SENCO,
    an_id,
    concern,
    message,
    queued,
    told,
)
from tests.scenario import Scenario

wishes: Scenario[Preferences, PreferencesSet, SetPreferences] = Scenario(
    preferences.decide, preferences.evolve, Preferences()
)


def test_a_message_is_queued_once() -> None:
    [event] = message.when(QUEUE)
    assert isinstance(event, NotificationQueued)
    assert (event.recipient_id, event.kind, event.pupil_id) == (MOTHER, Kind.DECISION, PUPIL)
    assert queued.when(QUEUE) == []


def test_a_message_that_was_queued_waits_until_it_is_sent() -> None:
    assert queued.state.waiting
    assert not queued.after(SENT).state.waiting
    assert not queued.after(FAILED).state.waiting


def test_whoever_wants_no_email_has_nothing_waiting() -> None:
    quiet = message.after(replace(QUEUE, by_email=False))
    assert not quiet.state.waiting
    assert quiet.when(SENT) == []


def test_a_message_is_sent_once() -> None:
    [event] = queued.when(SENT)
    assert event == NotificationSent(notification_id=MESSAGE, pupil_id=PUPIL)
    assert queued.given(event).when(SENT) == []


def test_a_message_that_failed_says_who_was_not_reached_and_why() -> None:
    [event] = queued.when(FAILED)
    assert event == NotificationFailed(
        notification_id=MESSAGE,
        pupil_id=PUPIL,
        recipient_id=MOTHER,
        audience=Audience.FAMILY,
        reason=Failure.REFUSED,
    )
    assert queued.given(event).when(FAILED) == []


def test_what_became_of_a_message_first_stands() -> None:
    assert queued.after(SENT).when(FAILED) == []
    assert queued.after(FAILED).when(SENT) == []


def test_a_message_is_read_once_also_while_it_waits() -> None:
    [event] = queued.when(READ)
    assert event == NotificationRead(notification_id=MESSAGE, pupil_id=PUPIL)
    assert queued.given(event).when(READ) == []
    assert queued.given(event).state.waiting


def test_another_persons_message_is_not_there() -> None:
    with pytest.raises(NotFound):
        queued.when(replace(READ, by=FATHER))


@pytest.mark.parametrize("command", [SENT, FAILED, READ], ids=lambda one: type(one).__name__)
def test_nothing_becomes_of_a_message_that_was_never_queued(command: NotificationCommand) -> None:
    with pytest.raises(NotFound):
        message.when(command)


def test_the_first_choice_of_recipients_stands() -> None:
    assert concern.state.recipients(CHOOSE.telling_id) is None
    assert told.when(replace(CHOOSE, recipients=())) == []
    assert told.state.recipients(CHOOSE.telling_id) == (TOLD_MOTHER, TOLD_SENCO)


def test_that_nobody_must_know_is_a_choice_too() -> None:
    nobody = concern.after(replace(CHOOSE, recipients=()))
    assert nobody.state.recipients(CHOOSE.telling_id) == ()
    assert nobody.when(CHOOSE) == []


def test_a_correction_finds_whom_it_must_reach_and_when_they_were_last_told() -> None:
    later = replace(CHOOSE, telling_id=an_id("later"), chosen_on=TODAY + timedelta(days=3))
    twice = told.after(replace(later, recipients=(TOLD_MOTHER,))).state
    everything = Wrong(kinds=frozenset(Kind))
    assert twice.told(Audience.FAMILY, everything) == {MOTHER: TODAY + timedelta(days=3)}
    assert twice.told(Audience.STAFF, everything) == {SENCO: TODAY}
    assert twice.told(Audience.STAFF, Wrong(kinds=frozenset({Kind.DECISION}))) == {}
    first = Wrong(kinds=frozenset(Kind), tellings=frozenset({CHOOSE.telling_id}))
    assert twice.told(Audience.FAMILY, first) == {MOTHER: TODAY}
    assert twice.told(Audience.FAMILY, None) == {}


def test_email_is_on_until_somebody_says_otherwise() -> None:
    off = SetPreferences(person_id=MOTHER, email=False)
    assert wishes.state.email
    assert wishes.when(replace(off, email=True)) == []
    [event] = wishes.when(off)
    assert event == PreferencesSet(person_id=MOTHER, email=False)
    assert wishes.after(off).when(off) == []
    assert wishes.after(off, replace(off, email=True)).state.email
