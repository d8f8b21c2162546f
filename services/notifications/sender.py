"""Sends what waits, at least once, and records it.

The promise: a notification goes out under one Message-ID, `<notification>@<trust>`, however often
it is sent; a second copy only follows a crash between sending and recording, and is counted.
Only the notification's own stream says whether it waits: a view may be late, or just be rebuilt.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

import structlog
from prometheus_client import Counter
from pymongo.database import Database

from shared.calendar import london_date
from shared.commits import Document
from shared.errors import Unavailable
from shared.mail import MailPutOff, MailRefused, send
from shared.policies import NotYet
from shared.recorded import Actor, Origin, Request
from shared.runner import run
from shared.views import live_collection

from .addresses import Addresses, Nowhere
from .attempts import ATTEMPTS, Attempts
from .config import Sending
from .domain.commands import RecordFailed, RecordSent
from .domain.terms import Failure
from .handlers import Store, handle, read_notification
from .letters import letter
from .projections.inbox import INBOX, WAITING
from .projections.schools import SCHOOLS

log = structlog.get_logger()

MAILS = Counter("waymark_mails", "E-mails by what became of them", ["outcome"])
SECOND_COPIES = Counter(
    "waymark_mail_second_copies", "E-mails sent again after a crash, under the same Message-ID"
)
SENDER_ROLE: Final = "sender"
MOST_PER_STEP: Final = 100


class ServerAway(Exception):
    """The mail server takes nothing now: the other messages would meet the same."""


class Sender:
    """Takes what is due, one message after another."""

    def __init__(
        self, views: Database[Document], store: Store, addresses: Addresses, sending: Sending
    ) -> None:
        self._views = views
        self._store = store
        self._addresses = addresses
        self._sending = sending
        self._attempts = Attempts(views)

    def step(self, now: datetime, *, go_on: Callable[[], bool] = lambda: True) -> int:
        """Send what is due at `now`, at most 100; returns how many were sent or given up.

        go_on: asked before each message: the lease is held, nobody asked to stop.
        Where the mail server is away, it stops after the first message that finds it so.
        """
        ended = 0
        for message in self._due(now):
            if not go_on():
                break
            try:
                ended += self._taken(message, now)
            except ServerAway as error:
                log.error("mail_server_away", problem=str(error))
                break
        return ended

    def _due(self, now: datetime) -> Sequence[Document]:
        """The messages that wait and are not put off, the oldest first."""
        tried = {"from": ATTEMPTS, "localField": "_id", "foreignField": "_id", "as": "tried"}
        pipeline: list[dict[str, Any]] = [
            {"$match": {"email": WAITING}},
            {"$sort": {"at": 1, "_id": 1}},
            {"$lookup": tried},
            {"$match": {"tried.next_at": {"$not": {"$gt": now}}}},
            {"$limit": MOST_PER_STEP},
        ]
        return list(live_collection(self._views, INBOX.name).aggregate(pipeline))

    def _taken(self, message: Document, now: datetime) -> int:
        """Send one message, or give it up; 0 where it is still to be sent. Raises ServerAway."""
        notification_id: UUID = message["_id"]
        if not read_notification(self._store, notification_id).waiting:
            self._attempts.forget(notification_id)
            return 0
        try:
            address = self._addresses.of(message)
        except NotYet as error:  # known when it was queued: a view is behind, or being mended
            return self._put_off(message, error.reason, now)
        if isinstance(address, Nowhere):
            return self._given_up(message, address.reason, now)
        if self._attempts.exhausted(notification_id):
            return self._given_up(message, Failure.NOT_DELIVERED, now)
        return self._sent(message, address, now)

    def _sent(self, message: Document, address: str, now: datetime) -> int:
        if self._attempts.begin(message["_id"], now):
            SECOND_COPIES.inc()
            log.warning("mail_sent_again", notification_id=str(message["_id"]))
        try:
            self._hand_over(message, address, now)
        except MailRefused:
            return self._given_up(message, Failure.REFUSED, now)
        except MailPutOff:
            return self._put_off(message, "refused-for-now", now)
        except Unavailable as error:
            self._put_off(message, "server-away", now)
            raise ServerAway(str(error)) from error
        self._record(RecordSent(notification_id=message["_id"]), message, now)
        MAILS.labels("sent").inc()
        return 1

    def _hand_over(self, message: Document, address: str, now: datetime) -> None:
        school = live_collection(self._views, SCHOOLS.name).find_one({"_id": message["school_id"]})
        name = school["name"] if school else self._sending.trust_name
        mail = letter(
            message,
            to=address,
            school=" ".join(name.split()),
            sending=self._sending,
            today=london_date(now),
        )
        send(self._sending.mail, mail)

    def _put_off(self, message: Document, why: str, now: datetime) -> int:
        self._attempts.put_off(message["_id"], now)
        MAILS.labels("put-off").inc()
        log.warning("mail_put_off", notification_id=str(message["_id"]), reason=why)
        return 0

    def _given_up(self, message: Document, problem: Failure, now: datetime) -> int:
        command = RecordFailed(notification_id=message["_id"], reason=problem)
        self._record(command, message, now)
        MAILS.labels(problem.value).inc()
        log.warning("mail_failed", notification_id=str(message["_id"]), reason=problem.value)
        return 1

    def _record(self, command: RecordSent | RecordFailed, message: Document, now: datetime) -> None:
        by = Request(
            actor=Actor(person_id=None, role=SENDER_ROLE),
            origin=Origin.POLICY,
            at=now,
            correlation_id=uuid4(),
            school_id=message["school_id"],
        )
        run(handle, self._store, command, by=by, if_match=None)
        self._attempts.forget(message["_id"])
