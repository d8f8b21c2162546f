"""Hands sign-in links over; a mail server that says "later" is asked again while the link holds.

What waits is in this process's memory alone: a link is no fact, and whoever sees no mail asks
again. How often one may ask is limited, so a server's "later" must not use that up.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

import structlog
from pymongo.errors import PyMongoError

from shared.errors import Unavailable
from shared.mail import Mail, MailRefused, MailSettings, send

log = structlog.get_logger()

# Nine minutes of the fifteen that a link holds.
PAUSES_SECONDS: Final = (10.0, 20.0, 30.0, 60.0, 120.0, 300.0)
MOST_WAITING: Final = 50  # each is a thread


class LinkPost:
    """One process's links on their way."""

    def __init__(
        self, settings: MailSettings, *, pauses_seconds: Sequence[float] = PAUSES_SECONDS
    ) -> None:
        self._settings = settings
        self._pauses = tuple(pauses_seconds)
        self._room = threading.BoundedSemaphore(MOST_WAITING)

    def hand_over(self, write: Callable[[], Mail | None], person_id: UUID) -> None:
        """Write a link and send it, after the reply: neither what the reply says nor how long it
        takes may tell that the address is known. Never raises; the log tells ops.

        write: makes the link; None where somebody has asked for too many.
        """
        if not self._room.acquire(blocking=False):
            log.error("sign_in_link_not_sent", person_id=str(person_id), error="too many wait")
            return
        threading.Thread(target=self._begin, args=(write, person_id), daemon=True).start()

    def _begin(self, write: Callable[[], Mail | None], person_id: UUID) -> None:
        try:
            mail = write()
        except PyMongoError as error:
            log.error("sign_in_link_not_sent", person_id=str(person_id), error=type(error).__name__)
            mail = None
        if mail is None:
            self._room.release()
        else:
            self._send(mail, person_id, 0)

    def _send(self, mail: Mail, person_id: UUID, put_off: int) -> None:
        if self._taken(mail, person_id):
            self._room.release()
        elif put_off == len(self._pauses):
            self._room.release()
            log.error("sign_in_link_not_sent", person_id=str(person_id), error="in vain")
        else:
            again = (mail, person_id, put_off + 1)
            timer = threading.Timer(self._pauses[put_off], self._send, again)
            timer.daemon = True
            timer.start()

    def _taken(self, mail: Mail, person_id: UUID) -> bool:
        """Whether nothing is left to be done about it."""
        try:
            send(self._settings, mail)
        except MailRefused as error:
            log.error("sign_in_link_not_sent", person_id=str(person_id), error=str(error))
        except Unavailable as error:
            log.warning("sign_in_link_put_off", person_id=str(person_id), error=str(error))
            return False
        return True
