"""The sequencer: gives every commit a position in its service's log, after it is durable.

log: {_id: position from 1, commit: its `_id`, chain}. chain = SHA-256(chain before, position,
the commit's hash). State: publishing {_id: "sequencer", position, chain, token | since}: where the
next change stream begins, and what the log's end was, so that a log that was cut off is noticed.

The promise: positions have no gap; a stream's commits get them in its order; every commit gets
exactly one, whoever is killed and wherever, and however many sequencers run.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import structlog
from bson.timestamp import Timestamp
from pymongo import ASCENDING, DESCENDING, MongoClient
from pymongo.change_stream import CollectionChangeStream
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import BulkWriteError, OperationFailure
from pymongo.read_concern import ReadConcern

from shared.barriers import reach
from shared.commits import NO_HASH, Document
from shared.errors import RaceLost
from shared.eventstore import DUPLICATE_KEY
from shared.mongo import in_transaction
from shared.placed import Damaged

log = structlog.get_logger()

MOST_ROWS: Final = 1_000
# While it follows: the oplog has rolled over, or the stream was cut for good.
TOKEN_UNUSABLE: Final = frozenset({136, 222, 234, 260, 280, 286})
NOT_ALLOWED: Final = frozenset({13, 18})
STATE: Final = "sequencer"
SAVE_TOKEN_SECONDS: Final = 60.0


class LogCutOff(Damaged):
    """The log ends before, or otherwise than, where this service's sequencer left it.

    New commits would get positions that consumers take for duplicates. After a restore of the
    database, the state is removed by hand, with the topic: it is filled again.
    """


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
        self._save_token_at = 0.0
        self._past_known = False
        self._left: Document | None = None

    def step(self, *, wait_seconds: float = 1.0) -> int:
        """Give positions to what has come; wait up to `wait_seconds` for it. Returns how many.

        After any error, and after another sequencer was faster, the next step starts again from
        what is saved. Raises LogCutOff, PyMongoError.
        """
        try:
            return self._placed(wait_seconds)
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

    def _placed(self, wait_seconds: float) -> int:
        stream = self._stream = self._stream or self._follow(wait_seconds)
        rows = self._changes(stream)
        token = stream.resume_token
        if not stream.alive:  # the collection is gone, or the server closed the cursor
            self.close()
        if rows or (token and time.monotonic() >= self._save_token_at):
            # Without commits too: the oplog rolls over meanwhile, and a scan costs more.
            unknown = rows if self._past_known else self._unknown(rows)
            self._save(unknown, Resume(token=dict(token) if token else None))
            self._save_token_at = time.monotonic() + SAVE_TOKEN_SECONDS
            # Only what is older than the opening of the stream can be placed already; what
            # another sequencer places meanwhile ends in a lost race, which opens it again.
            self._past_known = bool(rows) and rows[-1:] == unknown[-1:]
        return len(rows)

    def close(self) -> None:
        """Drop the change stream; what is saved is enough to go on."""
        stream, self._stream = self._stream, None
        self._past_known, self._left = False, None
        if stream is not None:
            stream.close()

    def _state(self, session: ClientSession | None = None) -> Document:
        return self._states.find_one({"_id": STATE}, session=session) or {"_id": STATE}

    def _follow(self, wait_seconds: float) -> CollectionChangeStream[Document]:
        """Open the change stream where the state says, or, where that is of no use, after a scan.

        A token that nobody can use has many error codes; a scan in vain costs only time.
        """
        state = self._state()
        resume = Resume(token=state.get("token"), since=state.get("since"))
        if resume.token or resume.since:
            try:
                return self._watch(resume, wait_seconds)
            except OperationFailure as error:
                if error.code in NOT_ALLOWED:
                    raise
                log.warning("sequencer_token_unusable", code=error.code)
        return self._watch(self._scan(), wait_seconds)

    def _watch(self, resume: Resume, wait_seconds: float) -> CollectionChangeStream[Document]:
        return self._commits.watch(
            [
                {"$match": {"operationType": "insert"}},
                {"$project": {"documentKey": 1, "fullDocument.hash": 1}},
            ],
            start_after=resume.token,
            start_at_operation_time=None if resume.token else resume.since,
            max_await_time_ms=max(1, int(wait_seconds * 1000)),
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
            if not _holds_more(stream):
                break  # the batch is used up: save it before waiting for more
        return rows

    def _unknown(self, rows: list[Row]) -> list[Row]:
        """Without those that are already placed: by a scan, or by a sequencer before this one."""
        if not rows:
            return []
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

        def body(session: ClientSession) -> Document:
            position, chain = self._end(session)
            placed = []
            for row in rows:
                position += 1
                chain = next_chain(chain, position, row.hash)
                placed.append({"_id": position, "commit": row.commit, "chain": chain})
            if placed:
                self._log.insert_many(placed, session=session)
            reach("rows-placed")
            left = {"position": position, "chain": chain}
            found = {"token": resume.token} if resume.token else {"since": resume.since}
            self._states.replace_one({"_id": STATE}, left | found, upsert=True, session=session)
            return left

        try:
            self._left = in_transaction(self._client, body)
        except BulkWriteError as error:
            if all(one["code"] == DUPLICATE_KEY for one in error.details["writeErrors"]):
                raise RaceLost("another sequencer placed these commits") from error
            raise

    def _end(self, session: ClientSession) -> tuple[int, bytes]:
        """The log's last position and chain. Raises LogCutOff."""
        last = self._log.find_one({}, session=session, sort=[("_id", DESCENDING)])
        position, chain = (last["_id"], last["chain"]) if last else (0, NO_HASH)
        state = self._left or self._state(session)
        left_at = state.get("position", 0)
        if position < left_at or (position == left_at and chain != state.get("chain", NO_HASH)):
            raise LogCutOff(f"the log ends at {position}, it was left at {left_at}")
        return position, chain

    def _forget_token(self) -> None:
        self._states.update_one({"_id": STATE}, {"$unset": {"token": 1, "since": 1}})

    def _scan(self) -> Resume:
        """Place every commit that has no position, as one snapshot shows them.

        Returns a time before the snapshot: what is committed after it, the change stream brings,
        and what both show is known by then.
        """
        since = self._committed_time()
        batch: list[Row] = []
        with self._client.start_session(snapshot=True) as session:
            missing = _merge(
                self._commits.find({}, {"hash": 1}, session=session).sort("_id", ASCENDING),
                self._log.find({}, {"commit": 1}, session=session).sort("commit", ASCENDING),
            )
            for row in missing:
                batch.append(row)
                if len(batch) == MOST_ROWS:
                    self._save(batch, Resume())
                    batch = []
        self._save(batch, Resume(since=since))
        log.info("sequencer_scanned")
        return Resume(since=since)

    def _committed_time(self) -> Timestamp:
        """A time up to which every commit is in a snapshot that is opened from now on."""
        with self._client.start_session() as session:
            majority = self._commits.with_options(read_concern=ReadConcern("majority"))
            majority.find_one({}, {"_id": 1}, session=session)
            time_read = session.operation_time
        if time_read is None:
            raise TypeError("this MongoDB is no replica set: it tells no operation time")
        return time_read


def _holds_more(stream: CollectionChangeStream[Document]) -> bool:
    """Whether the next change is here already, so that asking for it does not wait.

    pymongo has no public way to ask; where it hides this elsewhere one day, each change is saved
    by itself: slower, and right.
    """
    cursor = getattr(stream, "_cursor", None)
    return bool(getattr(cursor, "_data", None))


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
