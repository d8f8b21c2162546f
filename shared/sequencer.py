"""The sequencer: gives every commit a position in its service's log, after it is durable.

log: {_id: position from 1, commit: its `_id`, chain}. chain = SHA-256(chain before, position,
the commit's hash). State: publishing {_id: "sequencer", position, chain, token | since}.

The promise: positions have no gap; a stream's commits get them in its order; every commit gets
exactly one, whoever is killed and wherever, and however many sequencers run.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import structlog
from bson.timestamp import Timestamp
from pymongo import ASCENDING, MongoClient
from pymongo.change_stream import CollectionChangeStream
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import BulkWriteError, OperationFailure

from shared.commits import NO_HASH, Document
from shared.errors import RaceLost
from shared.mongo import in_transaction

log = structlog.get_logger()

MOST_ROWS: Final = 1_000
# The token or time is too old for the oplog, or was never the server's; the stream was cut.
TOKEN_UNUSABLE: Final = frozenset({136, 222, 234, 260, 280, 286})
DUPLICATE_KEY: Final = 11000
STATE: Final = "sequencer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Where the next change stream begins: after a token, or at an operation time."""

    token: Document | None = None
    since: Timestamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A commit that wants a position."""

    commit: str
    hash: bytes


def next_chain(chain: bytes, position: int, commit_hash: bytes) -> bytes:
    """The log's chain at a position: 32 bytes over the chain before it and the commit's hash."""
    return hashlib.sha256(chain + position.to_bytes(8, "big") + commit_hash).digest()


class Sequencer:
    """Follows one service's commits. Not thread-safe: one thread calls `step`, then `close`."""

    def __init__(
        self,
        client: MongoClient[Document],
        main: Database[Document],
        views: Database[Document],
    ) -> None:
        self._client = client
        self._commits = main["commits"]
        self._log = main["log"]
        self._states = views["publishing"]
        self._stream: CollectionChangeStream[Document] | None = None

    def step(self, *, wait_seconds: float = 1.0) -> int:
        """Give positions to what has come; wait up to `wait_seconds` for it. Returns how many.

        After any error, and after another sequencer was faster, the next step starts again from
        what is saved.
        """
        try:
            if self._stream is None:
                self._stream = self._follow(wait_seconds)
            rows = self._changes(self._stream)
            token = self._stream.resume_token
            if rows:
                self._save(self._unknown(rows), Resume(token=dict(token) if token else None))
            return len(rows)
        except RaceLost:
            self.close()
            return 0
        except OperationFailure as error:
            self.close()
            if error.code not in TOKEN_UNUSABLE:
                raise
            log.warning("sequencer_token_unusable", code=error.code)
            self._forget_token()
            return 0
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Drop the change stream; what is saved is enough to go on."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    def _state(self, session: ClientSession | None = None) -> Document:
        state = self._states.find_one({"_id": STATE}, session=session)
        return state or {"_id": STATE, "position": 0, "chain": NO_HASH}

    def _follow(self, wait_seconds: float) -> CollectionChangeStream[Document]:
        state = self._state()
        resume = Resume(token=state.get("token"), since=state.get("since"))
        if resume.token is None and resume.since is None:
            resume = self._scan()
        return self._commits.watch(
            [
                {"$match": {"operationType": "insert"}},
                {"$project": {"documentKey": 1, "fullDocument.hash": 1}},
            ],
            start_after=resume.token,
            start_at_operation_time=None if resume.token else resume.since,
            max_await_time_ms=int(wait_seconds * 1000),
            batch_size=MOST_ROWS,
        )

    def _changes(self, stream: CollectionChangeStream[Document]) -> list[Row]:
        """What one wait brings, and whatever is there with it."""
        rows: list[Row] = []
        while len(rows) < MOST_ROWS:
            change = stream.try_next()
            if change is None:
                break
            rows.append(
                Row(commit=change["documentKey"]["_id"], hash=change["fullDocument"]["hash"])
            )
            if not stream._cursor._data:
                break  # the batch is used up: save it before waiting for more
        return rows

    def _unknown(self, rows: list[Row]) -> list[Row]:
        """Without those that a scan has already placed."""
        known = {
            row["commit"]
            for row in self._log.find(
                {"commit": {"$in": [row.commit for row in rows]}}, {"commit": 1}
            )
        }
        return [row for row in rows if row.commit not in known]

    def _save(self, rows: list[Row], resume: Resume) -> None:
        """Place the rows after the last one and move the state, in one transaction.

        Raises RaceLost where another sequencer has placed them.
        """

        def body(session: ClientSession) -> None:
            state = self._state(session)
            position, chain = state["position"], state["chain"]
            placed = []
            for row in rows:
                position += 1
                chain = next_chain(chain, position, row.hash)
                placed.append({"_id": position, "commit": row.commit, "chain": chain})
            if placed:
                self._log.insert_many(placed, session=session)
            values = {"position": position, "chain": chain}
            values |= {"token": resume.token} if resume.token else {"since": resume.since}
            self._states.replace_one({"_id": STATE}, values, upsert=True, session=session)

        try:
            in_transaction(self._client, body)
        except BulkWriteError as error:
            if all(one["code"] == DUPLICATE_KEY for one in error.details["writeErrors"]):
                raise RaceLost("another sequencer placed these commits") from error
            raise

    def _forget_token(self) -> None:
        self._states.update_one({"_id": STATE}, {"$unset": {"token": 1, "since": 1}})

    def _scan(self) -> Resume:
        """Place every commit that has no position, as one snapshot shows them.

        Returns the snapshot's time: what is committed after it, the change stream brings.
        """
        with self._client.start_session(snapshot=True) as session:
            missing = _merge(
                self._commits.find({}, {"hash": 1}, session=session).sort("_id", ASCENDING),
                self._log.find({}, {"commit": 1}, session=session).sort("commit", ASCENDING),
            )
            batch: list[Row] = []
            for row in missing:
                batch.append(row)
                if len(batch) == MOST_ROWS:
                    self._save(batch, Resume())
                    batch = []
            since = snapshot_time(session)
        self._save(batch, Resume(since=since))
        log.info("sequencer_scanned")
        return Resume(since=since)


def snapshot_time(session: ClientSession) -> Timestamp:
    """The cluster time at which a snapshot session reads."""
    at = session._snapshot_time
    if not isinstance(at, Timestamp):
        raise TypeError("the session has read nothing yet")
    return at


def _merge(commits: Iterable[Document], placed: Iterable[Document]) -> Iterator[Row]:
    """The commits without a row, in `_id` order: each stream's in its own order.

    Both come sorted by the commit's id, so nothing but two documents is in memory.
    """
    rows: Iterator[Any] = iter(placed)
    row = next(rows, None)
    for commit in commits:
        while row is not None and row["commit"] < commit["_id"]:
            row = next(rows, None)  # a commit that is gone: `verify` reports it
        if row is None or row["commit"] != commit["_id"]:
            yield Row(commit=commit["_id"], hash=commit["hash"])
