"""Fixtures that every test may use: the servers, a browser, and a trust of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from xdist import is_xdist_worker
from xdist.scheduler import LoadScopeScheduling

from tests.browser import browser, open_page, page
from tests.servers import (
    KafkaServer,
    MongoServer,
    Servers,
    delete_topics,
    drop_databases,
    from_docker,
    new_trust_code,
)

# The browser is one for the whole session: Playwright refuses a second one beside the first.
__all__ = ["browser", "open_page", "page"]

WANTED = pytest.StashKey[set[str]]()

# Where two processes share the tests (make test PROCESSES=2), a folder's stay together in one,
# which starts their servers once. The two folders that start a whole platform go one after the
# other: two platforms at a time are more than two cores can carry.
WHOLE_PLATFORM = ("tests/journeys/", "tests/whole/")
# The last large folder is shared out by the file: else one process does it while the other waits.
LAST = "tests/shared/"


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Gives each process a folder at a time, and at the end a file."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(WHOLE_PLATFORM):
            return "a whole platform"
        path = nodeid.partition("::")[0]
        return path if path.startswith(LAST) else "/".join(path.split("/")[:2])


def pytest_sessionstart() -> None:
    """Say that there is no engine for BACKING=docker before anything is collected or shared out."""
    from_docker()


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return ByFolder(config, log)


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    if is_xdist_worker(session):
        items.sort(key=lambda item: not item.nodeid.startswith(WHOLE_PLATFORM))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Remember which servers this run needs, to start them at the same time."""
    wanted: set[str] = set()
    for item in session.items:
        wanted.update(getattr(item, "fixturenames", ()))
    session.config.stash[WANTED] = wanted & {"mongod", "kafka"}


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> Iterator[Servers]:
    wanted: set[str] = pytestconfig.stash[WANTED]
    running = Servers(wanted)
    yield running
    running.close()


@pytest.fixture(scope="session")
def mongod(servers: Servers) -> MongoServer:
    """A MongoDB replica set with authentication; uri signs in as root."""
    return servers.mongod()


@pytest.fixture(scope="session")
def kafka(servers: Servers) -> KafkaServer:
    """An Apache Kafka."""
    return servers.kafka()


@pytest.fixture
def trust_code(request: pytest.FixtureRequest) -> Iterator[str]:
    """The code of a trust that only this test knows; its databases and topics go afterwards."""
    code = new_trust_code()
    yield code
    if "mongod" in request.fixturenames:
        drop_databases(request.getfixturevalue("mongod"), code)
    if "kafka" in request.fixturenames:
        delete_topics(request.getfixturevalue("kafka"), code)
