"""One service for a module's tests; each test has a school, a pupil and people of its own."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.access.grants import Role
from tests.referrals.service import Person, ReferralsService, on_pupil, on_school, on_trust
from tests.servers import MongoServer, drop_databases, new_trust_code


@pytest.fixture(scope="module")
def service(
    mongod: MongoServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ReferralsService]:
    code = new_trust_code()
    made = ReferralsService(mongod, code, tmp_path_factory.mktemp("keys"))
    yield made
    made.close()
    drop_databases(mongod, code)


@pytest.fixture
def school() -> UUID:
    return uuid4()


@pytest.fixture
def pupil(service: ReferralsService, school: UUID) -> UUID:
    pupil_id = uuid4()
    service.has_pupil(pupil_id, school)
    return pupil_id


@pytest.fixture
def teacher(service: ReferralsService, school: UUID) -> Person:
    return Person(service, uuid4(), on_school(Role.TEACHER, school))


@pytest.fixture
def senco(service: ReferralsService, school: UUID) -> Person:
    return Person(service, uuid4(), on_school(Role.SENCO, school))


@pytest.fixture
def head(service: ReferralsService, school: UUID) -> Person:
    return Person(service, uuid4(), on_school(Role.HEAD, school))


@pytest.fixture
def stranger(service: ReferralsService) -> Person:
    """The SENCO of another school."""
    return Person(service, uuid4(), on_school(Role.SENCO, uuid4()))


@pytest.fixture
def lead(service: ReferralsService) -> Person:
    return Person(service, uuid4(), on_trust(Role.TRUST_LEAD))


@pytest.fixture
def mother(service: ReferralsService, pupil: UUID) -> Person:
    return Person(service, uuid4(), on_pupil(Role.PARENT, pupil))


@pytest.fixture
def father(service: ReferralsService, pupil: UUID) -> Person:
    return Person(service, uuid4(), on_pupil(Role.PARENT, pupil))


def concern_about(pupil: UUID, **changed: Any) -> dict[str, Any]:
    return {
        "pupil_id": str(pupil),
        "areas": ["communication-and-interaction"],
        "noticed": "Loses the thread when told more than one thing",
        "tried": [{"what": "Cards", "weeks": 6, "effect": "Some help in maths"}],
        "family_said": "The same at home",
        "effective_on": "2026-06-01",
    } | changed


@pytest.fixture
def concern(teacher: Person, pupil: UUID) -> str:
    """The address of a concern that a teacher raised."""
    reply = teacher.post("/referrals", concern_about(pupil))
    assert reply.status_code == 201, reply.text
    assert reply.json is not None
    return f"/referrals/{reply.json['referral_id']}"
