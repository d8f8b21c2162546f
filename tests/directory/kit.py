"""The service `directory` of a trust of its own, on the real MongoDB, each part run by hand."""

import base64
import json
import os
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from joserfc.jwk import ECKey
from pymongo import MongoClient
from pymongo.database import Database

from deploy.local.waiting import wait_until
from services.directory.app import create_app
from services.directory.config import SCHEMA
from services.directory.domain.commands import Command
from services.directory.domain.events import Event
from services.directory.handlers import handle
from services.directory.importing import ImportReport, run_import
from services.directory.mis.export import Export
from services.directory.projections import VIEWS
from services.directory.records import Records, make_records
from shared.access.grants import Caller, Grant, Role, Scope
from shared.access.tokens import issue
from shared.calendar import utc_now
from shared.consumer import Consumer
from shared.documents import sealed
from shared.feeds import LogFeed
from shared.generations import Generations
from shared.mongo import (
    Login,
    connect,
    keys_database,
    main_database,
    new_password,
    provision,
    read_models,
)
from shared.recorded import Actor, Origin, RecordedEvent, Request
from shared.sealing import DataKeys, Sealer
from shared.sequencer import Sequencer
from shared.verify import verify
from tests.directory.mis.exports import TODAY
from tests.servers import MongoServer

SIGNING_KEY = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)
SECONDS = 30


class Directory:
    """One trust's directory. records: with the api's own rights."""

    def __init__(self, mongod: MongoServer, trust: str, folder: Path) -> None:
        self.trust = trust
        self.open = ExitStack()
        self.folder = folder
        self.logins = {
            capacity: Login(service="directory", capacity=capacity, password=new_password())
            for capacity in ("api", "worker")
        }
        self.root = self._connect(mongod.uri)
        provision(self.root, trust, SCHEMA, list(self.logins.values()))
        self.api_uri = self.logins["api"].uri(mongod.uri, trust)
        self.api = self._connect(self.api_uri)
        self.worker = self._connect(self.logins["worker"].uri(mongod.uri, trust))
        self.trust_key = os.urandom(32)
        self.records = self.new_records()
        self.views = read_models(self.worker, trust, "directory")
        self._consumers = [self._consumer(view) for view in VIEWS]
        self._client: FlaskClient | None = None

    def _connect(self, uri: str) -> MongoClient[dict[str, Any]]:
        return self.open.enter_context(connect(uri, timeout_ms=20_000, app="tests"))

    @property
    def main(self) -> Database[dict[str, Any]]:
        return self.root[main_database(self.trust, "directory")]

    def new_records(self, keep_years: int = 31) -> Records:
        keys = DataKeys(self.api[keys_database(self.trust)]["keys"], self.trust_key)
        main = self.api[main_database(self.trust, "directory")]
        return make_records(main, Sealer(keys), self.trust_key, keep_years=keep_years)

    def _consumer(self, view: Any) -> Consumer:
        self.views["views"].insert_one(
            {"_id": view.name, "live": 1, "last": 1, "generations": {"1": "live"}}
        )
        feed = LogFeed(
            self.worker[main_database(self.trust, "directory")],
            service="directory",
            woken=_soon,
        )
        sink = Generations(self.worker, self.views, view, service="directory").sink(1)
        consumer = Consumer(self.worker, self.views, feed, sink)
        self.open.callback(consumer.close)
        return consumer

    def catch_up(self) -> None:
        """Give every commit its position and fold it into every view."""
        main = self.worker[main_database(self.trust, "directory")]
        sequencer = Sequencer(self.worker, main, self.views)
        wait_until(
            lambda: (
                sequencer.step(wait_seconds=0.05) >= 0
                and main["log"].count_documents({}) == main["commits"].count_documents({})
            ),
            "every commit to be placed",
            within_seconds=SECONDS,
        )
        sequencer.close()
        for consumer in self._consumers:
            wait_until(
                partial(_at_the_end, consumer),
                f"{consumer.name} to catch up",
                within_seconds=SECONDS,
            )
        assert self.views["parked"].find_one() is None

    def take(self, export: Export, *, records: Records | None = None) -> ImportReport:
        """Import, then fold."""
        report = run_import(export, records or self.records, today=TODAY, progress=lambda *_: None)
        self.catch_up()
        return report

    def carry_out(self, *commands: Command, school_id: UUID | None = None) -> None:
        """Carry out commands as the import would, then fold. Keys are made for who they name."""
        for command in commands:
            self.records.sealer.keys.create(_subjects(command))
            handle(self.records.store, command, by=request(school_id), if_match=None)
        self.catch_up()

    def id(self, kind: str, *mis_key: str) -> UUID:
        return self.records.ids.id(kind, *mis_key)

    def events(self, stream: str) -> list[RecordedEvent[Event]]:
        return list(self.records.store.read(stream).events)

    def types(self, stream: str) -> list[str]:
        return [recorded.type for recorded in self.events(stream)]

    def commits(self) -> int:
        return self.main["commits"].count_documents({})

    def intact(self) -> bool:
        """Whether every stream verifies."""
        return verify(self.main, self.views, anchor=None) == []

    def opened(self, kept: dict[str, Any] | None) -> str | None:
        """A stored sealed text in clear, "erased" where its key is gone."""
        return self.records.sealer.open([sealed(kept)])[0] if kept else None

    def blind_index(self) -> list[dict[str, Any]]:
        return list(self.main["blind_index"].find().sort("_id"))

    def everything_stored(self) -> bytes:
        """Every document of every database of the trust, with binaries also in base64."""
        found: list[bytes] = []
        for name in self.root.list_database_names():
            if name.startswith(self.trust):
                for collection in self.root[name].list_collection_names():
                    found += [repr(one).encode() for one in self.root[name][collection].find()]
        return b"\n".join([*found, base64.b64encode(b"\n".join(found))])

    @property
    def client(self) -> FlaskClient:
        """The api itself, as gunicorn would have it."""
        if self._client is None:
            app = create_app(self.environment())
            self.open.callback(app.extensions["waymark"].client.close)
            self._client = app.test_client()
        return self._client

    def environment(self) -> dict[str, str]:
        """What a process of this service is told."""
        (self.folder / "trust.key").write_text(base64.b64encode(self.trust_key).decode())
        (self.folder / "tokens.json").write_text(
            json.dumps({"keys": [SIGNING_KEY.as_dict(private=True)]})
        )
        return {
            "WAYMARK_TRUST": self.trust,
            "WAYMARK_MONGODB_URI": self.api_uri,
            "WAYMARK_KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
            "WAYMARK_TRUST_KEY_FILE": str(self.folder / "trust.key"),
            "WAYMARK_TOKEN_KEY_FILE": str(self.folder / "tokens.json"),
            "WAYMARK_DIRECTORY_URL": "http://127.0.0.1:9",
            "WAYMARK_PORTAL_URL": "http://127.0.0.1:9",
            "WAYMARK_OIDC_ISSUER": "http://127.0.0.1:9",
            "WAYMARK_OIDC_CLIENT_ID": "waymark",
            "WAYMARK_SMTP_HOST": "127.0.0.1",
            "WAYMARK_SMTP_PORT": "9",
            "WAYMARK_MAIL_FROM": "waymark@skylark.example",
        }

    def headers(self, *grants: Grant, person_id: UUID | None = None) -> dict[str, str]:
        """A request by somebody who has these grants, under a key of its own."""
        person_id = person_id or uuid4()
        token = issue(
            SIGNING_KEY,
            Caller(person_id=person_id, subject=str(person_id), grants=grants),
            issuer=f"waymark/{self.trust}/directory",
            audience=f"waymark/{self.trust}",
            now=time.time(),
        )
        return {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid4().hex}

    def close(self) -> None:
        self.open.close()


def _soon(seconds: float) -> None:
    threading.Event().wait(min(seconds, 0.01))


def _at_the_end(consumer: Consumer) -> bool:
    return consumer.step(wait_seconds=0) == 0 and consumer.behind() == 0


def at_school(role: Role, school_id: UUID) -> Grant:
    return Grant(role=role, scope=Scope.SCHOOL, id=school_id)


def of_pupil(pupil_id: UUID, role: Role = Role.PARENT) -> Grant:
    return Grant(role=role, scope=Scope.PUPIL, id=pupil_id)


OPS = Grant(role=Role.OPS, scope=Scope.TRUST)
TRUST_LEAD = Grant(role=Role.TRUST_LEAD, scope=Scope.TRUST)


def request(school_id: UUID | None = None) -> Request:
    return Request(
        actor=Actor(person_id=None, role="import"),
        origin=Origin.IMPORT,
        at=utc_now(),
        correlation_id=uuid4(),
        school_id=school_id,
    )


def _subjects(command: Command) -> Sequence[UUID]:
    names = ("pupil_id", "staff_id", "guardian_id")
    return [getattr(command, name) for name in names if hasattr(command, name)]
