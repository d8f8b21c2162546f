"""A trust's directory, one for each test or one for a module's tests that only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.directory.kit import Directory
from tests.servers import MongoServer


@pytest.fixture
def directory(mongod: MongoServer, trust_code: str, tmp_path: Path) -> Iterator[Directory]:
    """The directory of a trust that nothing has been told of yet."""
    service = Directory(mongod, trust_code, tmp_path)
    yield service
    service.close()
