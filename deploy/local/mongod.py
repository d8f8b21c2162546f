"""A real mongod, with authentication, as a replica set of one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.child import Child
from deploy.local.keeper import Keeper
from deploy.local.mongod_binary import executable_mongod, require_libraries
from deploy.local.places import private_folder, require_room, secret
from deploy.local.ports import HOST, accepts, require_free
from deploy.local.trouble import Trouble
from deploy.local.waiting import wait_until

REPLICA_SET = "waymark"
TRANSACTION_SECONDS = 10
CACHE_GIGABYTES = 0.5
SETTING = "WAYMARK_PORT_MONGODB"

_AUTHENTICATION_FAILED = 18
_UNAUTHORIZED = 13
_ALREADY_INITIALIZED = 23
_NOT_YET_INITIALIZED = 94

Client = MongoClient[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mongod:
    """A running server. uri carries the root user's password: for provisioning and tests only."""

    uri: str
    port: int
    process: Child
    password: str

    def stop(self) -> None:
        self.process.stop()

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def restart(self) -> None:
        """Start again on the same data and port, and wait until it takes writes."""
        self.process.restart()
        settle(self.port, self.password)


def start_mongod(
    home: Path,
    *,
    port: int,
    keeper: Keeper,
    oplog_megabytes: int = 512,
    checkpoint_seconds: int = 60,
) -> Mongod:
    """Start a mongod whose data, key file, password and log lie in home; ready for writes.

    The first start makes the replica set and the user root. The oplog is cut to its size after a
    checkpoint, never before. Raises Trouble.
    """
    binary = executable_mongod()
    require_libraries(binary)
    data = private_folder(private_folder(home) / "data")
    require_room(home)
    require_free(port, name="MongoDB", setting=SETTING)
    password = secret(home / "root-password", characters=32)
    secret(home / "replica-set-key", characters=512)
    argv = _command(binary, home, data, port)
    argv += ["--oplogSize", str(oplog_megabytes), "--syncdelay", str(checkpoint_seconds)]
    process = Child(
        "mongod", argv, keeper=keeper, log=home / "mongod.log", ready=lambda: answers(port)
    )
    process.start()
    try:
        settle(port, password)
    except BaseException:
        process.stop()
        raise
    return Mongod(uri=root_uri(port, password), port=port, process=process, password=password)


def root_uri(port: int, password: str) -> str:
    return f"mongodb://root:{password}@{HOST}:{port}/?authSource=admin&replicaSet={REPLICA_SET}"


def _command(binary: Path, home: Path, data: Path, port: int) -> list[str | Path]:
    return [
        binary,
        *("--bind_ip", HOST, "--port", str(port), "--nounixsocket"),
        *("--dbpath", data, "--wiredTigerCacheSizeGB", str(CACHE_GIGABYTES)),
        *("--auth", "--keyFile", home / "replica-set-key"),
        *("--replSet", REPLICA_SET),
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
        # There is no second member for clients to move to: leave at once.
        *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
        # What a killed worker's open transaction has locked is free again after this long.
        *("--setParameter", f"transactionLifetimeLimitSeconds={TRANSACTION_SECONDS}"),
        "--quiet",
    ]


def _direct(port: int, password: str | None = None) -> Client:
    # A client made before the set is initiated keeps thinking that it has no sessions: one each.
    return MongoClient(
        HOST,
        port,
        username="root" if password else None,
        password=password,
        directConnection=True,
        serverSelectionTimeoutMS=5000,
        timeoutMS=15_000,
    )


def answers(port: int) -> bool:
    """Whether a mongod answers, be it initiated or not."""
    if not accepts(port):
        return False
    try:
        with _direct(port) as client:
            client.admin.command("hello")
    except PyMongoError:
        return False
    return True


def settle(port: int, password: str) -> None:
    """Make the replica set and the root user where they are missing; wait until it takes writes."""
    try:
        with _direct(port, password) as client:
            configure_replica_set(client, f"{HOST}:{port}")
    except OperationFailure as error:
        if error.code != _AUTHENTICATION_FAILED:
            raise
        _make_root(port, password)


def configure_replica_set(client: Client, address: str) -> None:
    """Initiate the set, or move it to the address, and wait until the node is its primary."""
    member = {"_id": 0, "host": address}
    try:
        config = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as error:
        if error.code != _NOT_YET_INITIALIZED:
            raise
        client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": [member]})
    else:
        if config["members"][0]["host"] != address:
            config["members"][0]["host"] = address
            config["version"] += 1
            client.admin.command("replSetReconfig", config, force=True)
    _wait_primary(client)


def _wait_primary(client: Client) -> None:
    wait_until(
        lambda: bool(client.admin.command("hello")["isWritablePrimary"]),
        "mongod becoming primary",
        within_seconds=60,
        every=0.02,
    )


def _make_root(port: int, password: str) -> None:
    """Use the localhost exception, which holds until the first user is there."""
    try:
        with _direct(port) as client:
            _initiate_unauthenticated(client, f"{HOST}:{port}")
        with _direct(port) as client:
            client.admin.command("createUser", "root", pwd=password, roles=["root"])
    except OperationFailure as error:
        if error.code != _UNAUTHORIZED:
            raise
        raise Trouble(
            "The database has another root password than the file root-password beside it."
            " Put the file back, or remove the folder to begin with an empty database."
        ) from error


def _initiate_unauthenticated(client: Client, address: str) -> None:
    config = {"_id": REPLICA_SET, "members": [{"_id": 0, "host": address}]}
    try:
        client.admin.command("replSetInitiate", config)
    except OperationFailure as error:
        if error.code != _ALREADY_INITIALIZED:
            raise
    _wait_primary(client)
