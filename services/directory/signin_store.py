"""What sign-in keeps: one-time links and the long tokens that renew a short one. Hashes alone.

sign_in_links: {_id: SHA-256 of the secret, person_id, expires_at, used_at | None}
refresh_tokens: {_id: SHA-256 of the secret, person_id, expires_at, made_at, way: "oidc" | "link"}
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.database import Database

from shared.commits import Document

LINK_LIFETIME: Final = timedelta(minutes=15)
SESSION_LIFETIME: Final = timedelta(hours=12)
MOST_LINKS_AN_HOUR: Final = 5
SIGN_IN_KEPT: Final = ("sign_in_links", "refresh_tokens")
SIGN_IN_INDEXES: Final = (
    ("sign_in_links", IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=3600)),
    ("sign_in_links", IndexModel([("person_id", ASCENDING)])),
    ("refresh_tokens", IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)),
    ("refresh_tokens", IndexModel([("person_id", ASCENDING)])),
)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


class SignInStore:
    """Links and refresh tokens of one trust's people."""

    def __init__(self, main: Database[Document]) -> None:
        self._links = main["sign_in_links"]
        self._tokens = main["refresh_tokens"]

    def new_link(self, person_id: UUID, now: datetime) -> str | None:
        """A secret for one sign-in within 15 minutes; None past 5 an hour."""
        recent = {"person_id": person_id, "made_at": {"$gt": now - timedelta(hours=1)}}
        if self._links.count_documents(recent, limit=MOST_LINKS_AN_HOUR) >= MOST_LINKS_AN_HOUR:
            return None
        secret = secrets.token_urlsafe(32)
        self._links.insert_one(
            {
                "_id": _hash(secret),
                "person_id": person_id,
                "made_at": now,
                "expires_at": now + LINK_LIFETIME,
                "used_at": None,
            }
        )
        return secret

    def use_link(self, secret: str, now: datetime) -> UUID | None:
        """Whose link it is, once; None for one that is unknown, used or too old."""
        unused = {"_id": _hash(secret), "used_at": None, "expires_at": {"$gt": now}}
        found = self._links.find_one_and_update(unused, {"$set": {"used_at": now}})
        return _person(found)

    def new_refresh_token(self, person_id: UUID, way: str, now: datetime) -> str:
        """A secret that renews access tokens for 12 hours."""
        secret = secrets.token_urlsafe(32)
        self._tokens.insert_one(
            {
                "_id": _hash(secret),
                "person_id": person_id,
                "way": way,
                "made_at": now,
                "expires_at": now + SESSION_LIFETIME,
            }
        )
        return secret

    def person_of(self, refresh_token: str, now: datetime) -> UUID | None:
        """Whose refresh token it is; None when it is unknown, ended or too old."""
        current = {"_id": _hash(refresh_token), "expires_at": {"$gt": now}}
        return _person(self._tokens.find_one(current))

    def end(self, refresh_token: str, now: datetime) -> None:
        """Sign out: the token renews nothing any more."""
        self._tokens.find_one_and_update(
            {"_id": _hash(refresh_token)},
            {"$set": {"expires_at": now}},
            return_document=ReturnDocument.AFTER,
        )


def _person(found: dict[str, Any] | None) -> UUID | None:
    return found["person_id"] if found else None
