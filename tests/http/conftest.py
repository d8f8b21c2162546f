"""The notes API on a real MongoDB, and callers with tokens of their own."""

import base64
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import ECKey, KeySet

from shared.access.grants import Caller, Grant, Role, Scope
from shared.access.tokens import issue
from shared.bus import KafkaSettings
from shared.http.platform import make_platform
from shared.settings import Settings
from tests.http.notes_api import make_notes_app
from tests.servers import MongoServer, drop_databases, new_trust_code
from tests.shared.kit import NotesService

SIGNING_KEY = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)


class Api:
    """A test client that speaks as somebody."""

    def __init__(self, client: FlaskClient, service: NotesService, settings: Settings) -> None:
        self.client = client
        self.service = service
        self.settings = settings
        self.school_id = uuid4()

    def token(self, role: Role, school_id: UUID | None, **claims: Any) -> str:
        scope = Scope.SCHOOL if school_id else Scope.TRUST
        caller = Caller(
            person_id=uuid4(),
            subject=claims.pop("subject", "a person"),
            grants=(Grant(role=role, scope=scope, id=school_id),),
        )
        return issue(
            claims.get("key", SIGNING_KEY),
            caller,
            issuer=claims.get("issuer", self.settings.issuer),
            audience=claims.get("audience", self.settings.audience),
            now=claims.get("now", time.time()),
        )

    def headers(self, token: str, **more: str) -> dict[str, str]:
        found = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid4().hex}
        return found | {name.replace("_", "-"): value for name, value in more.items()}

    def commits(self) -> int:
        """How many there are about this test's own school."""
        return self.service.main().commits.count_documents({"school_id": self.school_id})


@pytest.fixture(scope="module")
def notes_api(mongod: MongoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One service for a module's tests: each has a school of its own."""
    code = new_trust_code()
    service = NotesService(mongod, None, code)
    key_file = tmp_path_factory.mktemp("keys") / "trust.key"
    key_file.write_text(base64.b64encode(service.trust_key).decode())
    settings = Settings(
        service="notes",
        trust=code,
        trust_name="A trust",
        mongodb_uri=service.logins["api"].uri(mongod.uri, code),
        kafka=KafkaSettings(bootstrap_servers="127.0.0.1:9"),
        trust_key_file=key_file,
        directory_url="http://127.0.0.1:9",
        development=True,
    )
    made = make_platform(settings, token_keys=lambda **_: KeySet([SIGNING_KEY]))
    app = make_notes_app(made)
    yield Api(app.test_client(), service, settings)
    made.client.close()
    service.close()
    drop_databases(mongod, code)


@pytest.fixture
def api(notes_api: Api) -> Api:
    notes_api.school_id = uuid4()
    notes_api.service.keys.create([notes_api.school_id])
    return notes_api


@pytest.fixture
def school(api: Api) -> UUID:
    """A school whose one pupil has its id, and a data key."""
    return api.school_id


@pytest.fixture
def senco(api: Api, school: UUID) -> Callable[..., dict[str, str]]:
    """The headers of a request by the school's SENCO."""
    token = api.token(Role.SENCO, school)

    def headers(**more: str) -> dict[str, str]:
        return api.headers(token, **more)

    return headers
