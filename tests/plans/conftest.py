"""One service for a module's tests; each test has a school, a pupil and people of its own."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from services.plans.app import create_app
from services.plans.config import SCHEMA
from services.plans.worker import VIEWS
from shared.access.grants import Role
from tests.one_service import OneService, Person, on_pupil, on_school, on_trust
from tests.plans.worker import Worker, decided
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
def teacher(service: OneService, school: UUID) -> Person:
    return Person(service, uuid4(), on_school(Role.TEACHER, school))


@pytest.fixture
def senco(service: OneService, school: UUID) -> Person:
    return Person(service, uuid4(), on_school(Role.SENCO, school))


@pytest.fixture
def head(service: OneService, school: UUID) -> Person:
    return Person(service, uuid4(), on_school(Role.HEAD, school))


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
def father(service: OneService, pupil: UUID) -> Person:
    return Person(service, uuid4(), on_pupil(Role.PARENT, pupil))


@pytest.fixture
def everybody(
    teacher: Person, senco: Person, head: Person, lead: Person, mother: Person, stranger: Person
) -> dict[str, Person]:
    return {
        "teacher": teacher,
        "senco": senco,
        "head": head,
        "lead": lead,
        "mother": mother,
        "stranger": stranger,
    }


@pytest.fixture
def plan(worker: Worker, pupil: UUID, school: UUID) -> str:
    """The address of a plan that a decision opened."""
    return f"/plans/{worker.opens_plan(decided(pupil), school)}"
