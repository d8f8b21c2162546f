"""A service of the tests' own, "notes", for what `shared` promises."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from deploy.local.kafka import Kafka, start_kafka
from deploy.local.keeper import Keeper
from deploy.local.ports import free_port
from shared.telemetry import configure_logging
from tests.servers import KafkaServer, MongoServer, drop_databases, new_trust_code
from tests.shared.kit import NotesService


@pytest.fixture(scope="session", autouse=True)
def logs_as_deployed() -> None:
    """What is logged in these tests is what a deployed process logs."""
    configure_logging("notes", "tests")


@pytest.fixture(scope="session")
def notes_of_the_run(mongod: MongoServer) -> Iterator[NotesService]:
    code = new_trust_code()
    service = NotesService(mongod, None, code)
    yield service
    service.close()
    drop_databases(mongod, code)


@pytest.fixture
def notes(notes_of_the_run: NotesService) -> Iterator[NotesService]:
    """The service without Kafka; each test finds it empty."""
    yield notes_of_the_run
    notes_of_the_run.empty()


@pytest.fixture
def published(mongod: MongoServer, kafka: KafkaServer, trust_code: str) -> Iterator[NotesService]:
    """The service with its topic."""
    service = NotesService(mongod, kafka, trust_code)
    yield service
    service.close()


@pytest.fixture
def own_kafka(tmp_path: Path) -> Iterator[Kafka]:
    """A broker of this test's own, which it may stop."""
    keeper = Keeper()
    yield start_kafka(tmp_path, port=free_port(), controller_port=free_port(), keeper=keeper)
    keeper.close()


@pytest.fixture
def service(mongod: MongoServer, own_kafka: Kafka, trust_code: str) -> Iterator[NotesService]:
    """The service on that broker."""
    service = NotesService(mongod, own_kafka, trust_code)
    yield service
    service.close()


@pytest.fixture
def pupil(request: pytest.FixtureRequest) -> UUID:
    """A pupil with a data key, in whichever of the services the test uses."""
    name = "published" if "published" in request.fixturenames else "notes"
    service: NotesService = request.getfixturevalue(name)
    pupil_id = uuid4()
    service.keys.create([pupil_id])
    return pupil_id


@pytest.fixture
def quickly_freed(notes: NotesService) -> Iterator[None]:
    """What a killed process has locked in an open transaction is free again after a second."""
    admin, name = notes.root.admin, "transactionLifetimeLimitSeconds"
    before = admin.command({"getParameter": 1, name: 1})[name]
    admin.command({"setParameter": 1, name: 1})
    yield
    admin.command({"setParameter": 1, name: before})
