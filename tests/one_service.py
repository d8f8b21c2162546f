"""One service of a trust on a real MongoDB: its api, its own log and views, callers with tokens.

Each step of its worker is taken by hand, so that a test says when a view has caught up.
"""

import base64
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from joserfc.jwk import ECKey, KeySet
from pymongo import MongoClient
from pymongo.database import Database
from werkzeug.test import TestResponse

from deploy.local.waiting import wait_until
from shared.access import pupils
from shared.access.grants import Caller, Grant, Role, Scope
from shared.access.tokens import issue
from shared.bus import KafkaSettings
from shared.consumer import Consumer
from shared.feeds import LogFeed
from shared.generations import Generations
from shared.http.platform import Platform, make_platform
from shared.http.stating import HEADER
from shared.mongo import (
    Login,
    Schema,
    connect,
    keys_database,
    main_database,
    new_password,
    provision,
    read_models,
)
from shared.sealing import DataKeys, Sealer, new_trust_key, read_trust_key
from shared.sequencer import Sequencer
from shared.settings import Settings
from shared.views import View, collection_name
from tests.servers import MongoServer
from tests.story import recorded_now

SIGNING_KEY = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)
SECONDS = 20


class OneService:
    """schema, views, make_app: the service's own. pupils are heard of, never imported."""

    def __init__(
        self,
        mongod: MongoServer,
        trust: str,
        folder: Path,
        *,
        schema: Schema,
        views: Sequence[View],
        make_app: Callable[[Platform], Flask],
    ) -> None:
        self.trust = trust
        self.name = schema.service
        self.open = ExitStack()
        logins = {
            capacity: Login(service=self.name, capacity=capacity, password=new_password())
            for capacity in ("api", "worker")
        }
        self.root = self._connect(mongod.uri)
        provision(self.root, trust, schema, list(logins.values()))
        self.worker_uri = logins["worker"].uri(mongod.uri, trust)
        self.worker = self._connect(self.worker_uri)
        self.main: Database[dict[str, Any]] = self.worker[main_database(trust, self.name)]
        self.views: Database[dict[str, Any]] = read_models(self.worker, trust, self.name)
        key_file = folder / "trust.key"
        key_file.write_text(new_trust_key())
        self._trust_key = read_trust_key(key_file)
        self.keys = DataKeys(self.root[keys_database(trust)]["keys"], self._trust_key)
        self.settings = self._settings(logins["api"].uri(mongod.uri, trust), key_file)
        self._make_app = make_app
        self.app = self.another_process()
        self._own = [view for view in views if set(view.reads) == {self.name}]
        for view in views:
            self._make_view(view)

    def _connect(self, uri: str) -> MongoClient[dict[str, Any]]:
        return self.open.enter_context(connect(uri, timeout_ms=20_000, app="tests"))

    def _settings(self, mongodb_uri: str, key_file: Path) -> Settings:
        return Settings(
            service=self.name,
            trust=self.trust,
            trust_name="A trust",
            mongodb_uri=mongodb_uri,
            kafka=KafkaSettings(bootstrap_servers="127.0.0.1:9"),
            trust_key_file=key_file,
            directory_url="http://127.0.0.1:9",
            development=True,
        )

    def another_process(self) -> Flask:
        """The api as one more process has it, with its own connections and keys in memory."""
        made = make_platform(self.settings, token_keys=lambda **_: KeySet([SIGNING_KEY]))
        self.open.callback(made.client.close)
        return self._make_app(made)

    def _make_view(self, view: View) -> None:
        self.views["views"].insert_one(
            {"_id": view.name, "live": 1, "last": 1, "generations": {"1": "live"}}
        )
        if view.indexes:
            self.views[collection_name(view.name, 1)].create_indexes(list(view.indexes))

    def sealer(self) -> Sealer:
        """A worker's, with its own rights: it may find keys and make none."""
        keys: Any = self.worker[keys_database(self.trust)]["keys"]
        return Sealer(DataKeys(keys, self._trust_key))

    def has_pupil(self, pupil_id: UUID, school_id: UUID) -> None:
        """A pupil with a data key is on the roll of a school, as directory would say."""
        self.keys.create([pupil_id])
        self.hears(pupils.PupilEnrolled(pupil_id=pupil_id, school_id=school_id))

    def hears(self, event: Any) -> None:
        """Fold an event of directory into the view of pupils, as its consumer does."""
        recorded = recorded_now(f"pupil-{event.pupil_id}", "directory", event)
        documents = self.views[collection_name(pupils.PUPILS.name, 1)]
        after = pupils.fold(documents.find_one({"_id": event.pupil_id}), recorded)
        if after is None:
            documents.delete_one({"_id": event.pupil_id})
        else:
            documents.replace_one({"_id": event.pupil_id}, after, upsert=True)

    def catch_up(self) -> None:
        """Place every commit, and fold it into the service's own views."""
        sequencer = Sequencer(self.worker, self.main, self.views)
        log, commits = self.main["log"], self.main["commits"]
        wait_until(
            lambda: (
                sequencer.step(wait_seconds=0.05) >= 0
                and log.count_documents({}) == commits.count_documents({})
            ),
            "every commit to be placed",
            within_seconds=SECONDS,
        )
        sequencer.close()
        for view in self._own:
            self._follow(view)

    def _follow(self, view: View) -> None:
        def woken(seconds: float) -> None:
            threading.Event().wait(min(seconds, 0.01))

        feed = LogFeed(self.main, service=self.name, woken=woken)
        sink = Generations(self.worker, self.views, view, service=self.name).sink(1)
        consumer = Consumer(self.worker, self.views, feed, sink)
        wait_until(
            lambda: consumer.step(wait_seconds=0.05) >= 0 and consumer.behind() == 0,
            f"{view.name} to have caught up",
            within_seconds=SECONDS,
        )
        consumer.close()

    def token(self, person_id: UUID, *grants: Grant) -> str:
        caller = Caller(person_id=person_id, subject=str(person_id), grants=grants)
        return issue(
            SIGNING_KEY,
            caller,
            issuer=self.settings.issuer,
            audience=self.settings.audience,
            now=time.time(),
        )

    def commits(self) -> int:
        return self.main["commits"].count_documents({})

    def stored(self) -> bytes:
        """Every document of every database of the trust, with binaries also in base64."""
        found: list[bytes] = []
        for name in self.root.list_database_names():
            if name.startswith(self.trust):
                for collection in self.root[name].list_collection_names():
                    found += [repr(one).encode() for one in self.root[name][collection].find()]
        return b"\n".join([*found, base64.b64encode(b"\n".join(found))])

    def close(self) -> None:
        self.open.close()


class Person:
    """Somebody with a token, and what they send and get."""

    def __init__(
        self,
        service: OneService,
        person_id: UUID,
        *grants: Grant,
        app: Flask | None = None,
    ) -> None:
        self.id = person_id
        self._client = (app or service.app).test_client()
        self._token = service.token(person_id, *grants)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}", **more}

    def post(
        self, path: str, body: dict[str, Any], *, seen: int | None = None, key: str | None = None
    ) -> TestResponse:
        headers = self._headers({"Idempotency-Key": key or uuid4().hex})
        if seen is not None:
            headers["If-Match"] = f'"{seen}"'
        return self._client.post(path, json=body, headers=headers)

    def get(self, path: str, **query: Any) -> TestResponse:
        return self._client.get(path, query_string=query, headers=self._headers({}))

    def opens(self, path: str, *, why: str) -> TestResponse:
        """Open a pupil's record, and say why."""
        return self._client.get(path, headers=self._headers({HEADER: why}))


def on_school(role: Role, school_id: UUID) -> Grant:
    return Grant(role=role, scope=Scope.SCHOOL, id=school_id)


def on_pupil(role: Role, pupil_id: UUID) -> Grant:
    return Grant(role=role, scope=Scope.PUPIL, id=pupil_id)


def on_trust(role: Role) -> Grant:
    return Grant(role=role, scope=Scope.TRUST)
