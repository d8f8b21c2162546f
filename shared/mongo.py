"""MongoDB as every service uses it: clients, databases, users with no more rights than their work.

Each service has two databases: `<trust>_<service>` (commits, log, what its api keeps) and
`<trust>_<service>_views` (read models, checkpoints, parked records). MongoDB's privileges name a
collection or a whole database, and the names of a view's generations are not known beforehand:
in one database, a worker that may drop an old generation could delete commits.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import quote_plus, urlsplit, urlunsplit

from pymongo import ASCENDING, IndexModel, MongoClient
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import OperationFailure
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from shared.eventstore import REQUEST_INDEX

Document = dict[str, Any]
T = TypeVar("T")

API_TIMEOUT_MS: Final = 5_000
WORKER_TIMEOUT_MS: Final = 30_000
CREATE_ROLE_EXISTS: Final = 51002
CREATE_USER_EXISTS: Final = 51003
LASTING: Final = WriteConcern(w="majority", j=True)
# What can be worked out again from the log, and is lost only together with its checkpoint.
DERIVED: Final = WriteConcern(w=1, j=False)


def connect(uri: str, *, timeout_ms: int, app: str) -> MongoClient[Document]:
    """A client whose every operation has a limit. Make it after the last fork."""
    return MongoClient(
        uri,
        appname=app,
        timeoutMS=timeout_ms,
        serverSelectionTimeoutMS=timeout_ms,
        tz_aware=True,
        uuidRepresentation="standard",
        w="majority",
        readConcernLevel="majority",
    )


def in_transaction(
    client: MongoClient[Document],
    body: Callable[[ClientSession], T],
    *,
    write_concern: WriteConcern = LASTING,
) -> T:
    """Run `body` in one transaction, again from its start while MongoDB calls it transient.

    An unknown commit result retries the commit, never the body. `body` must not swallow a
    DuplicateKeyError: the server has aborted by then, and the driver would spin.
    """
    with client.start_session() as session:
        return session.with_transaction(
            body, read_concern=ReadConcern("snapshot"), write_concern=write_concern
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A database user: which service's, in which capacity ("api" or "worker"), its password."""

    service: str
    capacity: str
    password: str

    def name(self, trust: str) -> str:
        return f"{trust}_{self.service}_{self.capacity}"

    def uri(self, base: str, trust: str) -> str:
        """`base` (a URI with any credentials) for this user."""
        parts = urlsplit(base)
        host = parts.netloc.rpartition("@")[2]
        user = f"{quote_plus(self.name(trust))}:{quote_plus(self.password)}"
        query = "&".join(
            part for part in parts.query.split("&") if part and not part.startswith("authSource")
        )
        return urlunsplit(
            (parts.scheme, f"{user}@{host}", "/", f"{query}&authSource=admin".lstrip("&"), "")
        )


def new_password() -> str:
    """32 random bytes in hex, for a database user."""
    return os.urandom(32).hex()


def main_database(trust: str, service: str) -> str:
    return f"{trust}_{service}"


def views_database(trust: str, service: str) -> str:
    return f"{trust}_{service}_views"


def read_models(client: MongoClient[Document], trust: str, service: str) -> Database[Document]:
    """A service's views database for what reads or folds views: as they are now, on this server.

    They are written as DERIVED, and a majority would show them only once they are journaled.
    """
    return client[views_database(trust, service)].with_options(read_concern=ReadConcern("local"))


def keys_database(trust: str) -> str:
    return f"{trust}_keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """What a service keeps beside its commits.

    kept: collections of the main database that its api may read and write ("blind_index").
    grow_only: those that its api and worker may find and insert into, nothing else ("access_log").
    indexes: collection -> its indexes. makes_keys: only `directory` creates and destroys keys.
    publishes: has commits, a log and a topic at all.
    """

    service: str
    kept: Sequence[str] = ()
    grow_only: Sequence[str] = ("access_log",)
    indexes: Sequence[tuple[str, IndexModel]] = ()
    makes_keys: bool = False
    publishes: bool = True


READ: Final = ["find"]
GROW: Final = ["find", "insert"]
KEEP: Final = ["find", "insert", "update", "remove"]
OWN: Final = [
    *KEEP,
    "createCollection",
    "createIndex",
    "dropCollection",
    "collStats",
    "listCollections",
]


def _privilege(database: str, collection: str, actions: Sequence[str]) -> Document:
    return {
        "resource": {"db": database, "collection": collection},
        "actions": list(actions),
    }


def privileges(trust: str, schema: Schema, capacity: str) -> list[Document]:
    """What a user may do; whatever is not here, nobody but the owner may."""
    main, views = main_database(trust, schema.service), views_database(trust, schema.service)
    worker = capacity == "worker"
    keys = KEEP if schema.makes_keys else READ
    granted = [_privilege(main, name, KEEP) for name in schema.kept]
    granted += [_privilege(main, name, GROW) for name in schema.grow_only]
    if schema.publishes:
        log_actions = GROW if worker else READ
        commit_actions = [*GROW, "changeStream"] if worker else GROW
        granted += [
            _privilege(main, "commits", commit_actions),
            _privilege(main, "log", log_actions),
        ]
    granted += [
        _privilege(views, "", OWN if worker else READ),
        _privilege(views, "parked_commands", GROW),
        _privilege(keys_database(trust), "keys", keys),
    ]
    return granted


def provision(
    owner: MongoClient[Document], trust: str, schema: Schema, logins: Sequence[Login]
) -> None:
    """Make a service's collections, indexes, roles and users; again, it changes what differs.

    owner: a client that may administer users: only migrations have one.
    """
    main = owner[main_database(trust, schema.service)]
    grown = (*schema.grow_only, *schema.kept)
    _make_collections(main, [*grown, "commits", "log"] if schema.publishes else grown)
    if schema.publishes:
        main["commits"].create_indexes([REQUEST_INDEX])
        main["log"].create_indexes([IndexModel([("commit", ASCENDING)], unique=True)])
    for collection, index in schema.indexes:
        main[collection].create_indexes([index])
    _make_collections(
        owner[views_database(trust, schema.service)],
        [
            "checkpoints",
            "views",
            "parked",
            "parked_streams",
            "parked_commands",
            "publishing",
            "leases",
            "ticks",
        ],
    )
    _make_collections(owner[keys_database(trust)], ["keys"])
    for login in logins:
        _make_user(owner["admin"], trust, schema, login)


def _make_collections(database: Database[Document], names: Sequence[str]) -> None:
    there = set(database.list_collection_names())
    for name in names:
        if name not in there:
            database.create_collection(name)


def _make_user(admin: Database[Document], trust: str, schema: Schema, login: Login) -> None:
    role = login.name(trust)
    granted = privileges(trust, schema, login.capacity)
    _create_or_update(admin, "Role", role, CREATE_ROLE_EXISTS, {"privileges": granted, "roles": []})
    user = {"pwd": login.password, "roles": [role]}
    _create_or_update(admin, "User", role, CREATE_USER_EXISTS, user)


def _create_or_update(
    admin: Database[Document], kind: str, name: str, exists: int, values: Document
) -> None:
    try:
        admin.command(f"create{kind}", name, **values)
    except OperationFailure as error:
        if error.code != exists:
            raise
        admin.command(f"update{kind}", name, **values)
