"""One service for a module's tests; each test has a school, a pupil and people of its own."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from services.ehcp.app import create_app
from services.ehcp.config import SCHEMA
from services.ehcp.worker import VIEWS
from tests.ehcp.bodies import REQUEST, body
from tests.ehcp.worker import Worker
from tests.one_school import (
    before,
    lead,
    mother,
    old,
    old_school,
    ops,
    pupil,
    school,
    senco,
    stranger,
    teacher,
)
from tests.one_service import OneService, Person
from tests.servers import MongoServer, drop_databases, new_trust_code

__all__ = [
    "before",
    "lead",
    "mother",
    "old",
    "old_school",
    "ops",
    "pupil",
    "school",
    "senco",
    "stranger",
    "teacher",
]


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
def case(senco: Person, pupil: UUID) -> str:
    """The address of a case in which the council was asked, at version 1."""
    made = body(senco.post("/cases", REQUEST | {"pupil_id": str(pupil)}), 201)
    return f"/cases/{made['case_id']}"
