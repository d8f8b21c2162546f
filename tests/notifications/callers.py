"""Notifications' api on the trust's own data, and people with tokens."""

import time
from typing import Any
from uuid import UUID, uuid4

from joserfc.jwk import ECKey, KeySet
from werkzeug.test import TestResponse

from services.notifications.app import create_app
from services.notifications.codec import SERVICE
from shared.access.grants import Caller, Grant, Role, Scope
from shared.access.tokens import issue
from shared.http.platform import make_platform
from shared.settings import read_settings
from tests.notifications.trust import Trust

SIGNING_KEY = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)


class Api:
    """The app of one process, with its api's own database user."""

    def __init__(self, trust: Trust) -> None:
        uri = {"WAYMARK_MONGODB_URI": trust.own.uris["api"]}
        self.settings = read_settings(SERVICE, trust.environment() | uri)
        self.made = make_platform(self.settings, token_keys=lambda **_: KeySet([SIGNING_KEY]))
        self.client = create_app(self.made).test_client()

    def close(self) -> None:
        self.made.client.close()


class Person:
    """Somebody with a token, and what they send and get."""

    def __init__(self, api: Api, person_id: UUID, *grants: Grant) -> None:
        self.id = person_id
        self._client = api.client
        caller = Caller(person_id=person_id, subject=str(person_id), grants=grants)
        settings = api.settings
        token = issue(
            SIGNING_KEY,
            caller,
            issuer=settings.issuer,
            audience=settings.audience,
            now=time.time(),
        )
        self._headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **query: Any) -> TestResponse:
        return self._client.get(path, query_string=query, headers=self._headers)

    def post(self, path: str, body: Any, *, key: str | None = None) -> TestResponse:
        headers = {**self._headers, "Idempotency-Key": key or uuid4().hex}
        return self._client.post(path, json=body, headers=headers)

    def messages(self, **query: Any) -> list[dict[str, Any]]:
        reply = self.get("/messages", **query)
        assert reply.status_code == 200, reply.text
        found: list[dict[str, Any]] = (reply.json or {})["messages"]
        return found

    def kinds(self) -> list[str]:
        return [one["kind"] for one in self.messages()]


def at_school(role: Role, school_id: UUID) -> Grant:
    return Grant(role=role, scope=Scope.SCHOOL, id=school_id)


def of_pupil(role: Role, pupil_id: UUID) -> Grant:
    return Grant(role=role, scope=Scope.PUPIL, id=pupil_id)
