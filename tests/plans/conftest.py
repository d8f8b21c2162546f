"""One service for a module's tests; each test has a school, a pupil and people of its own."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from services.plans.app import create_app
from services.plans.config import SCHEMA
from services.plans.worker import VIEWS
from tests.one_school import (
    father,
    head,
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
from tests.plans.worker import Worker, decided
from tests.servers import MongoServer, drop_databases, new_trust_code

__all__ = [
    "father",
    "head",
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
