"""Fixtures of a school with one pupil, and who comes to it; they need a fixture `service`.

A `conftest.py` that wants them imports them from here; `service` is a `OneService` of its own.
"""

from uuid import UUID, uuid4

import pytest

from shared.access.grants import Role
from tests.one_service import OneService, Person, on_pupil, on_school, on_trust


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
def ops(service: OneService) -> Person:
    return Person(service, uuid4(), on_trust(Role.OPS))


@pytest.fixture
def mother(service: OneService, pupil: UUID) -> Person:
    return Person(service, uuid4(), on_pupil(Role.PARENT, pupil))


@pytest.fixture
def father(service: OneService, pupil: UUID) -> Person:
    return Person(service, uuid4(), on_pupil(Role.PARENT, pupil))


@pytest.fixture
def old_school() -> UUID:
    return uuid4()


@pytest.fixture
def old(service: OneService, old_school: UUID) -> UUID:
    """The pupil's other record, at another school; a test merges it."""
    pupil_id = uuid4()
    service.has_pupil(pupil_id, old_school)
    return pupil_id


@pytest.fixture
def before(service: OneService, old_school: UUID) -> Person:
    """The SENCO where the pupil's other record was."""
    return Person(service, uuid4(), on_school(Role.SENCO, old_school))
