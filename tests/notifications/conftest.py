"""One trust for a module's tests; each test has a school and people of its own."""

from collections.abc import Iterator

import pytest

from tests.notifications.trust import School, Trust
from tests.servers import MongoServer, drop_databases, new_trust_code


@pytest.fixture(scope="module")
def whole_trust(mongod: MongoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trust]:
    code = new_trust_code()
    made = Trust(mongod, code, tmp_path_factory.mktemp("keys"))
    yield made
    made.close()
    drop_databases(mongod, code)


@pytest.fixture
def trust(whole_trust: Trust) -> Iterator[Trust]:
    """The trust, with an open post office that holds no letter, and nothing left waiting."""
    office = whole_trust.post_office
    office.letters.clear()
    office.counter.refuses.clear()
    yield whole_trust
    office.counter.on_taken = lambda: None
    office.close()
    office.open()


@pytest.fixture
def school(trust: Trust) -> School:
    return trust.school()
