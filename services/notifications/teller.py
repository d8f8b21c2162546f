"""Carries out what the policies ask for: choose who is told, once, and queue one for each."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from shared.calendar import london_date
from shared.personal import Audience
from shared.policies import NotYet
from shared.recorded import Request
from shared.runner import run

from .domain.commands import ChooseRecipients, QueueNotification, Tell
from .domain.events import Recipient
from .domain.telling import Telling
from .domain.terms import Kind
from .handlers import Store, handle, read_preferences, read_telling
from .recipients import Recipients

NOTIFICATION_IDS: Final = uuid5(NAMESPACE_OID, "waymark/notification")


def notification_id(because: UUID, kind: Kind, person_id: UUID) -> UUID:
    """The same for the same event, words and person: nobody is told one thing twice."""
    return uuid5(NOTIFICATION_IDS, f"{because}/{kind.value}/{person_id}")


class Teller:
    """Tells. Cut off anywhere and asked again, it goes on with the people chosen at first."""

    def __init__(self, store: Store, recipients: Recipients) -> None:
        self._store = store
        self._recipients = recipients

    def tell(self, command: Tell, by: Request) -> None:
        """Choose the recipients unless they are chosen, and queue what is not queued yet.

        Raises NotYet while somebody is not known who must be.
        """
        pupil_id, school_id = self._recipients.concerned(command)
        key = str(command.pupil_id) if command.pupil_id else None
        by = replace(by, school_id=school_id, partition_key=key)
        telling = read_telling(self._store, command.about_id)
        chosen = telling.recipients(command.telling_id)
        if chosen is None:
            chosen = self._chosen(command, telling, by)
        # The queue's own streams make it once; the key is that of the choice.
        each = replace(by, key=None)
        for one in chosen:
            told_on = _told_on(command, telling, one)
            queue = self._queue(command, one, pupil_id, told_on)
            run(handle, self._store, queue, by=each, if_match=None)

    def _chosen(self, command: Tell, telling: Telling, by: Request) -> tuple[Recipient, ...]:
        choice = ChooseRecipients(
            about_id=command.about_id,
            pupil_id=command.pupil_id,
            telling_id=command.telling_id,
            because=command.because,
            recipients=self._recipients.choose(command, telling),
            chosen_on=london_date(by.at),
        )
        run(handle, self._store, choice, by=by, if_match=None)
        # What stands may be another member's choice, made a moment earlier.
        stands = read_telling(self._store, command.about_id).recipients(command.telling_id)
        if stands is None:
            raise NotYet("choice-unknown")
        return stands

    def _queue(
        self, command: Tell, one: Recipient, pupil_id: UUID | None, told_on: date | None
    ) -> QueueNotification:
        return QueueNotification(
            notification_id=notification_id(command.because, one.kind, one.person_id),
            recipient_id=one.person_id,
            audience=one.audience,
            kind=one.kind,
            pupil_id=pupil_id,
            link=command.link,
            because=command.because,
            happened_at=command.happened_at,
            due_on=command.due_on,
            told_on=told_on,
            by_email=self._by_email(one, pupil_id),
            numbers=command.numbers,
        )

    def _by_email(self, one: Recipient, pupil_id: UUID | None) -> bool:
        """Those of a family whom the school does not write to are told in the inbox alone."""
        if one.audience is Audience.STAFF or pupil_id is None:
            written_to = True
        else:
            written_to = self._recipients.is_written_to(one.person_id, pupil_id)
        return written_to and read_preferences(self._store, one.person_id).email


def _told_on(command: Tell, telling: Telling, one: Recipient) -> date | None:
    """The day of the message that is corrected."""
    return telling.told(one.audience, command.corrects).get(one.person_id)
