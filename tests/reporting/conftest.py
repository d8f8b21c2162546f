"""Reporting's api with its own database, a school with one pupil, and who comes to it."""

from collections.abc import Iterator

import pytest

from services.reporting.api import blp
from services.reporting.config import SCHEMA
from services.reporting.worker import VIEWS
from shared.http.app import make_app
from tests.one_school import head, lead, pupil, school, senco
from tests.one_service import OneService
from tests.servers import MongoServer, drop_databases, new_trust_code

__all__ = ["head", "lead", "pupil", "school", "senco"]


@pytest.fixture(scope="module")
def service(mongod: MongoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneService]:
    code = new_trust_code()
    made = OneService(
        mongod,
        code,
        tmp_path_factory.mktemp("keys"),
        schema=SCHEMA,
        views=VIEWS,
        make_app=lambda platform: make_app(platform, "Waymark reporting", [blp]),
    )
    yield made
    made.close()
    drop_databases(mongod, code)
