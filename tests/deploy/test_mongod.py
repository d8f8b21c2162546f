"""The embedded mongod gives what the event store stands on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure
from pymongo.write_concern import WriteConcern

from deploy.local.mongod_binary import executable_mongod, how_to_get, require_libraries
from deploy.local.trouble import Trouble
from tests.servers import MongoServer

UNAUTHORIZED = 13
Client = MongoClient[dict[str, Any]]


@pytest.fixture
def root(mongod: MongoServer) -> Iterator[Client]:
    with MongoClient[dict[str, Any]](mongod.uri) as client:
        yield client


def address(client: Client) -> tuple[str, int]:
    """Where the primary listens."""
    assert client.address is not None
    host, port = client.address
    assert port is not None
    return host, port


@pytest.fixture
def writer(root: Client, mongod: MongoServer, trust_code: str) -> Iterator[Client]:
    """Somebody who may find and insert in one collection, `commits`."""
    database = root[trust_code]
    database.create_collection("commits")
    database.command(
        "createRole",
        "appender",
        privileges=[
            {
                "resource": {"db": trust_code, "collection": "commits"},
                "actions": ["find", "insert"],
            }
        ],
        roles=[],
    )
    database.command("createUser", "api", pwd="api", roles=["appender"])
    host, port = address(root)
    with MongoClient[dict[str, Any]](
        host, port, username="api", password="api", authSource=trust_code, directConnection=True
    ) as client:
        yield client
    database.command("dropUser", "api")
    database.command("dropRole", "appender")


def test_a_client_without_a_password_is_refused(root: Client, trust_code: str) -> None:
    host, port = address(root)
    with (
        MongoClient[dict[str, Any]](host, port, directConnection=True) as stranger,
        pytest.raises(OperationFailure) as refused,
    ):
        stranger[trust_code].commits.find_one()
    assert refused.value.code == UNAUTHORIZED


def test_a_majority_write_is_seen_by_a_change_stream(root: Client, trust_code: str) -> None:
    commits = root[trust_code].get_collection(
        "commits", write_concern=WriteConcern(w="majority", j=True)
    )
    with commits.watch(max_await_time_ms=5000) as changes:
        commits.insert_one({"_id": "referral-1@0000000000"})
        assert next(changes)["fullDocument"] == {"_id": "referral-1@0000000000"}


def test_a_transaction_is_all_or_nothing(root: Client, trust_code: str) -> None:
    database = root[trust_code]
    database.create_collection("log")
    with root.start_session() as session:
        session.start_transaction()
        database.log.insert_one({"_id": 1}, session=session)
        session.abort_transaction()
    assert database.log.count_documents({}) == 0


def test_a_writer_finds_and_inserts(writer: Client, trust_code: str) -> None:
    writer[trust_code].commits.insert_one({"_id": 1})
    assert writer[trust_code].commits.find_one() == {"_id": 1}


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda db: db.commits.update_one({}, {"$set": {"a": 1}}), id="update"),
        pytest.param(lambda db: db.commits.replace_one({"_id": 1}, {}, upsert=True), id="upsert"),
        pytest.param(lambda db: db.commits.delete_many({}), id="delete"),
        pytest.param(lambda db: db.commits.drop(), id="drop"),
        pytest.param(lambda db: db.commits.rename("other"), id="rename"),
        pytest.param(
            lambda db: list(db.commits.aggregate([{"$merge": {"into": "commits"}}])), id="merge"
        ),
        pytest.param(lambda db: list(db.commits.aggregate([{"$out": "commits"}])), id="out"),
        pytest.param(lambda db: db.other.insert_one({}), id="insert elsewhere"),
        pytest.param(lambda db: db.other.find_one(), id="find elsewhere"),
        pytest.param(lambda db: db.client.admin.list_collection_names(), id="other database"),
    ],
)
def test_a_writer_may_do_nothing_else(writer: Client, trust_code: str, act: Any) -> None:
    with pytest.raises(OperationFailure) as refused:
        act(writer[trust_code])
    assert refused.value.code == UNAUTHORIZED


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    """A mongod that asks for a libcurl which no machine has."""
    binary = tmp_path / "mongod"
    content = executable_mongod().read_bytes()
    binary.write_bytes(content.replace(b"\0libcurl.so.4\0", b"\0libcurl.so.9\0"))
    binary.chmod(0o755)
    with pytest.raises(Trouble, match=r"needs the library libcurl\.so\.9"):
        require_libraries(binary)


def test_a_machine_without_libcurl_hears_what_to_type() -> None:
    assert "sudo apt-get install libcurl4" in how_to_get("libcurl.so.4")
