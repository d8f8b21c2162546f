"""Sessions kept on the server: a cookie holds a random secret, the database its hash.

sessions: {_id: SHA-256 of the secret, box: what is known, sealed, person_id: UUID | None,
ends_at: at the latest, idle_until: unless used before, forget_at}

A session that has ended is forgotten a day later: until then it tells whose typed text to keep.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

import structlog
from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin
from pymongo import ASCENDING, IndexModel
from pymongo.collection import Collection
from pymongo.errors import PyMongoError
from werkzeug.datastructures import CallbackDict

from shared.calendar import utc_now
from shared.commits import Document

from .boxes import Box, NotOurs

log = structlog.get_logger()

# What a visitor needs to sign in: a CSRF token, the state of a sign-in that has begun.
VISIT: Final = timedelta(hours=1)
SIGNED_IN: Final = timedelta(hours=12)
IDLE: Final = timedelta(minutes=60)
FORGET_AFTER: Final = timedelta(hours=24)
# How stale `idle_until` may be, so that not every page writes.
TOUCH_EVERY: Final = timedelta(minutes=1)
SECRET_BYTES: Final = 32
PERSON: Final = "person_id"
WITHOUT: Final = ("/static/", "/health/", "/calendar/")

SESSION_INDEXES: Final = (
    ("sessions", IndexModel([("forget_at", ASCENDING)], expireAfterSeconds=0)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When a session ends: at the latest, and unless it is used before."""

    ends_at: datetime
    idle_until: datetime

    def over(self, now: datetime) -> bool:
        return now >= min(self.ends_at, self.idle_until)


class Session(CallbackDict[str, Any], SessionMixin):
    """What is known of a visitor. `down`: the database did not answer, so nothing is known.

    ended_for: whose session it was that has ended and that this one takes the place of.
    """

    def __init__(
        self,
        values: Mapping[str, Any] | None = None,
        *,
        secret: str | None = None,
        times: Times | None = None,
        down: bool = False,
        ended_for: UUID | None = None,
    ) -> None:
        def changed(_: object) -> None:
            self.modified = True
            self.accessed = True

        super().__init__(values, changed)
        self.secret = secret
        self.times = times
        self.down = down
        self.ended_for = ended_for
        self.modified = False
        self.accessed = False
        self.new = secret is None
        self.replaces: str | None = None

    def renew(self) -> None:
        """Take a new secret, so that whoever knew the one before signing in knows nothing."""
        self.replaces = self.replaces or self.secret
        self.secret = None
        self.times = None
        self.modified = True

    def end(self) -> None:
        """Sign out: nothing is kept, the cookie goes."""
        self.replaces = self.replaces or self.secret
        self.secret = None
        self.clear()


def current() -> Session:
    """The session of this request."""
    return cast(Session, session._get_current_object())  # type: ignore[attr-defined]


def hashed(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


class ServerSessions(SessionInterface):
    """Flask's sessions in MongoDB. now: the app's clock."""

    def __init__(self, kept: Collection[Document], box: Box, now: Callable[[], datetime]) -> None:
        self._kept = kept
        self._box = box
        self._now = now

    def open_session(self, app: Flask, request: Request) -> Session:
        secret = request.cookies.get(self.get_cookie_name(app))
        if not secret or request.path.startswith(WITHOUT):
            return Session()
        try:
            found = self._kept.find_one({"_id": hashed(secret)})
        except PyMongoError as error:
            log.warning("sessions_down", error=type(error).__name__)
            return Session(secret=secret, down=True)
        return self._opened(secret, found) if found else Session()

    def _opened(self, secret: str, found: Document) -> Session:
        times = Times(ends_at=found["ends_at"], idle_until=found["idle_until"])
        if times.over(self._now()):
            return Session(ended_for=found[PERSON])
        try:
            return Session(self._box.open(found["box"], found["_id"]), secret=secret, times=times)
        except NotOurs:
            return Session()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Writes what changed; a visitor about whom nothing is known has no cookie."""
        if not isinstance(session, Session) or session.down:
            return
        if session.replaces:
            self._kept.delete_one({"_id": hashed(session.replaces)})
        if not session:
            if session.replaces:
                self._forget_cookie(app, response)
            return
        if session.modified:
            self._write(session)
            self._set_cookie(app, session, response)
        elif session.times and session.secret:
            self._touch(session.secret, session.times)

    def _write(self, session: Session) -> None:
        now = self._now()
        session.secret = session.secret or secrets.token_urlsafe(SECRET_BYTES)
        person = session.get(PERSON)
        lasts = SIGNED_IN if person else VISIT
        ends_at = session.times.ends_at if session.times else now + lasts
        key = hashed(session.secret)
        values = {
            "box": self._box.close(dict(session), key),
            PERSON: UUID(person) if person else None,
            **self._until(Times(ends_at=ends_at, idle_until=now + IDLE)),
        }
        self._kept.update_one({"_id": key}, {"$set": values}, upsert=True)

    def _touch(self, secret: str, times: Times) -> None:
        idle_until = self._now() + IDLE
        if idle_until - times.idle_until >= TOUCH_EVERY:
            until = self._until(Times(ends_at=times.ends_at, idle_until=idle_until))
            self._kept.update_one({"_id": hashed(secret)}, {"$set": until})

    @staticmethod
    def _until(times: Times) -> Document:
        return {
            "ends_at": times.ends_at,
            "idle_until": times.idle_until,
            # The database forgets by its own clock, which a demo's or a test's may be far from.
            "forget_at": max(min(times.ends_at, times.idle_until), utc_now()) + FORGET_AFTER,
        }

    def _set_cookie(self, app: Flask, session: Session, response: Response) -> None:
        response.set_cookie(
            self.get_cookie_name(app),
            session.secret or "",
            path="/",
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite=self.get_cookie_samesite(app),
        )
        response.vary.add("Cookie")

    def _forget_cookie(self, app: Flask, response: Response) -> None:
        response.delete_cookie(
            self.get_cookie_name(app),
            path="/",
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite=self.get_cookie_samesite(app),
        )
