"""One service for a module's tests; each test has a school, a pupil and people of its own."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from services.ehcp.app import create_app
from services.ehcp.config import SCHEMA
from services.ehcp.worker import VIEWS
from shared.access.grants import Role
from tests.ehcp.bodies import REQUEST, body
from tests.ehcp.worker import Worker
from tests.one_service import OneService, Person, on_pupil, on_school, on_trust
from tests.servers import MongoServer, drop_databases, new_trust_code


@pytest.fixture(scope="module")
def service(mongod: MongoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneService]:
    code = new_trust_code()
    folder = tmp_path_factory.mktemp("keys")
    made = OneService(mongod, code, folder, schema=SCHEMA, views=VIEWS, make_app=create_app)
    yield made
    made.close()
    drop_databases(mongod, code)


@pytest.fixture
def worker(service: OneService) -> Worker:
    return Worker(service)


@pytest.fixture
def school() -> UUID:
    return uuid4()


@pytest.fixture
def pupil(service: OneService, school: UUID) -> UUID:
    pupil_id = uuid4()
    service.has_pupil(pupil_id, school)
    return pupil_id


@pytest.fixture
def senco(service: OneService, school: UUID) -> Person:
    return Person(service, uuid4(), on_school(Role.SENCO, school))


@pytest.fixture
def teacher(service: OneService, school: UUID) -> Person:
    return Person(service, uuid4(), on_school(Role.TEACHER, school))


@pytest.fixture
def stranger(service: OneService) -> Person:
    """The SENCO of another school."""
    return Person(service, uuid4(), on_school(Role.SENCO, uuid4()))


@pytest.fixture
def lead(service: OneService) -> Person:
    return Person(service, uuid4(), on_trust(Role.TRUST_LEAD))


@pytest.fixture
def mother(service: OneService, pupil: UUID) -> Person:
    return Person(service, uuid4(), on_pupil(Role.PARENT, pupil))


@pytest.fixture
def ops(service: OneService) -> Person:
    return Person(service, uuid4(), on_trust(Role.OPS))


@pytest.fixture
def case(senco: Person, pupil: UUID) -> str:
    """The address of a case in which the council was asked, at version 1."""
    made = body(senco.post("/cases", REQUEST | {"pupil_id": str(pupil)}), 201)
    return f"/cases/{made['case_id']}"
