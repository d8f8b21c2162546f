"""One message and its people, value by value. Today is Monday 23 November 2026."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from services.notifications.domain import notification, telling
from services.notifications.domain.commands import (
    ChooseRecipients,
    MarkRead,
    NotificationCommand,
    QueueNotification,
    RecordFailed,
    RecordSent,
)
from services.notifications.domain.events import NotificationEvent, Recipient, RecipientsChosen
from services.notifications.domain.notification import Notification
from services.notifications.domain.telling import Telling
from services.notifications.domain.terms import Failure, Kind, Link, Page
from shared.personal import Audience
from tests.scenario import Scenario


def an_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"notifications/{name}")


TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
PUPIL, CONCERN, PLAN, CASE = an_id("pupil"), an_id("concern"), an_id("plan"), an_id("case")
TEACHER, SENCO, LEAD, MOTHER, FATHER = (
    an_id("teacher"),
    an_id("senco"),
    an_id("lead"),
    an_id("mother"),
    an_id("father"),
)
MESSAGE, EVENT = an_id("message"), an_id("event")

QUEUE = QueueNotification(
    notification_id=MESSAGE,
    recipient_id=MOTHER,
    audience=Audience.FAMILY,
    kind=Kind.DECISION,
    pupil_id=PUPIL,
    link=Link(page=Page.CONCERN, id=CONCERN),
    because=EVENT,
    happened_at=NOW,
    due_on=None,
    told_on=None,
    by_email=True,
)
SENT = RecordSent(notification_id=MESSAGE)
FAILED = RecordFailed(notification_id=MESSAGE, reason=Failure.REFUSED)
READ = MarkRead(notification_id=MESSAGE, by=MOTHER)

TOLD_MOTHER = Recipient(person_id=MOTHER, audience=Audience.FAMILY, kind=Kind.DECISION)
TOLD_SENCO = Recipient(person_id=SENCO, audience=Audience.STAFF, kind=Kind.CONCERN_RAISED)
CHOOSE = ChooseRecipients(
    about_id=CONCERN,
    pupil_id=PUPIL,
    telling_id=an_id("telling"),
    because=EVENT,
    recipients=(TOLD_MOTHER, TOLD_SENCO),
    chosen_on=TODAY,
)

message: Scenario[Notification, NotificationEvent, NotificationCommand] = Scenario(
    notification.decide, notification.evolve, Notification()
)
queued = message.after(QUEUE)
concern: Scenario[Telling, RecipientsChosen, ChooseRecipients] = Scenario(
    telling.decide, telling.evolve, Telling()
)
told = concern.after(CHOOSE)
ALL: tuple[Any, ...] = (
    *queued.after(SENT, READ).past,
    *queued.when(FAILED),
    *told.past,
)
