"""One service for a module's tests; each test has a school, a pupil and people of its own."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from services.referrals.app import create_app
from services.referrals.config import SCHEMA
from services.referrals.promises import Promises
from services.referrals.worker import VIEWS
from tests.one_school import (
    before,
    father,
    head,
    lead,
    mother,
    old,
    old_school,
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
    "father",
    "head",
    "lead",
    "mother",
    "old",
    "old_school",
    "pupil",
    "school",
    "senco",
    "stranger",
    "teacher",
]

CLOSED = ((date(2026, 12, 21), date(2027, 1, 1)),)


@pytest.fixture(scope="module")
def service(mongod: MongoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneService]:
    code = new_trust_code()
    folder = tmp_path_factory.mktemp("keys")
    promising = partial(create_app, promises=Promises(closures=CLOSED))
    made = OneService(mongod, code, folder, schema=SCHEMA, views=VIEWS, make_app=promising)
    yield made
    made.close()
    drop_databases(mongod, code)


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
