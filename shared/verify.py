"""Whether a service's history is whole: every stream, every position, and what is kept outside.

The promise: a changed byte, a removed commit, a cut-off tail and a removed stream are each found,
also where the log was cut with them, as long as the topic still has its end. Erasure breaks
nothing: all of it is over the sealed form. A piece at a time is in memory, and the service runs
on meanwhile.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any, Final, TypeVar

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from shared.anchor import Anchor, read_anchor
from shared.calendar import utc_now
from shared.commits import NO_HASH, Document, commit_hash, commit_id
from shared.mongo import WORKER_TIMEOUT_MS, connect, main_database, views_database
from shared.relay import STATE as RELAY
from shared.sequencer import STATE as SEQUENCER
from shared.sequencer import next_chain
from shared.settings import read_settings

T = TypeVar("T")

AT_ONCE: Final = 500
MOST_FINDINGS: Final = 1_000
UNPLACED_AFTER_SECONDS: Final = 60.0


class Kind(StrEnum):
    """What can be wrong."""

    CHANGED = "changed"  # what is stored does not have the hash it was stored with
    REMOVED = "removed"  # a commit that others prove was there is gone
    CUT_OFF = "cut-off"  # the log ends before a place that it is known to have reached
    REWRITTEN = "rewritten"  # the log's chain is not the one that was made
    UNPLACED = "unplaced"  # a commit has no position long after it was made


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong. where: a commit's id, or a position; no personal data."""

    kind: Kind
    where: str
    detail: str


def verify(
    main: Database[Document],
    views: Database[Document],
    *,
    anchor: Anchor | None,
    unplaced_after_seconds: float = UNPLACED_AFTER_SECONDS,
) -> list[Finding]:
    """What is wrong, at most 1,000 findings; an empty list when the history is whole.

    anchor: what the topic's end says (`read_anchor`); None where the service has no topic: then
    a tail that was cut from commits, log and states alike stays unseen.
    """
    found = _findings(main, views, anchor, timedelta(seconds=unplaced_after_seconds))
    return list(islice(found, MOST_FINDINGS))


def _findings(
    main: Database[Document],
    views: Database[Document],
    anchor: Anchor | None,
    unplaced_after: timedelta,
) -> Iterator[Finding]:
    yield from _check_outside(main, views, anchor)
    yield from _check_log(main)
    yield from _check_streams(main["commits"].find().sort("_id", ASCENDING))
    yield from _check_placed(main, unplaced_after)


def _check_outside(
    main: Database[Document], views: Database[Document], anchor: Anchor | None
) -> Iterator[Finding]:
    """Hold the log's end against what others saw of it: they saw it before it is read here."""
    sequencer = views["publishing"].find_one({"_id": SEQUENCER}) or {}
    relay = views["publishing"].find_one({"_id": RELAY}) or {}
    last = main["log"].find_one({}, sort=[("_id", DESCENDING)])
    end = last["_id"] if last else 0
    if sequencer.get("position", 0) > end:
        detail = f"the sequencer had reached {sequencer['position']}"
        yield Finding(kind=Kind.CUT_OFF, where=str(end), detail=detail)
    elif sequencer.get("position"):
        yield from _check_chain(main, sequencer["position"], sequencer["chain"], "the sequencer")
    if relay.get("scanned", 0) > end:
        detail = f"the relay had published {relay['scanned']}"
        yield Finding(kind=Kind.CUT_OFF, where=str(end), detail=detail)
    if anchor is not None and anchor.position > end:
        detail = f"the topic has {anchor.position}"
        yield Finding(kind=Kind.CUT_OFF, where=str(end), detail=detail)
    elif anchor is not None:
        yield from _check_chain(main, anchor.position, anchor.chain, "the topic")


def _check_chain(
    main: Database[Document], position: int, chain: bytes, who: str
) -> Iterator[Finding]:
    row = main["log"].find_one({"_id": position})
    if row is None or row["chain"] != chain:
        detail = f"{who} has another chain here"
        yield Finding(kind=Kind.REWRITTEN, where=str(position), detail=detail)


def _check_log(main: Database[Document]) -> Iterator[Finding]:
    """Positions without a gap, each with its commit, and the chain over the commits' hashes."""
    position, chain = 0, NO_HASH
    for rows in _pieces(main["log"].find().sort("_id", ASCENDING)):
        hashes = _hashes(main, [row["commit"] for row in rows])
        for row in rows:
            position += 1
            if row["_id"] != position:
                where = f"{position} to {row['_id'] - 1}"
                yield Finding(kind=Kind.REMOVED, where=where, detail="no row of the log")
                position, chain = row["_id"], row["chain"]
                continue
            commit = hashes.get(row["commit"])
            if commit is None:
                detail = f"position {position} names it, and it is not there"
                yield Finding(kind=Kind.REMOVED, where=row["commit"], detail=detail)
            elif row["chain"] != next_chain(chain, position, commit):
                detail = f"{row['commit']} is not what was placed here"
                yield Finding(kind=Kind.REWRITTEN, where=str(position), detail=detail)
            chain = row["chain"]


def _hashes(main: Database[Document], ids: Sequence[str]) -> dict[str, bytes]:
    found = main["commits"].find({"_id": {"$in": ids}}, {"hash": 1})
    return {commit["_id"]: commit.get("hash", b"") for commit in found}


def _check_streams(commits: Iterable[Document]) -> Iterator[Finding]:
    """Each stream from version 0 on, each commit after the one before. commits: by `_id`."""
    stream, version, previous = "", 0, NO_HASH
    for commit in commits:
        at = str(commit["_id"])
        if at.rpartition("@")[0] != stream:
            stream, version, previous = at.rpartition("@")[0], 0, NO_HASH
        if not _is_itself(commit):
            yield Finding(kind=Kind.CHANGED, where=at, detail="its hash is another")
        if at != commit_id(stream, version):
            where = commit_id(stream, version)
            yield Finding(kind=Kind.REMOVED, where=where, detail=f"the next one is {at}")
        elif commit.get("previous") != previous:
            detail = "it does not follow the one before it"
            yield Finding(kind=Kind.CHANGED, where=at, detail=detail)
        version, previous = _end(commit, version), commit.get("hash", NO_HASH)


def _is_itself(commit: Document) -> bool:
    try:
        return bool(commit_hash(commit) == commit["hash"]) and commit["_id"] == commit_id(
            commit["stream"], commit["version"]
        )
    except (KeyError, TypeError, ValueError):  # a field is gone, or of another type
        return False


def _end(commit: Document, expected: int) -> int:
    version, count = commit.get("version", expected), commit.get("count", 0)
    return version + count if isinstance(version, int) and isinstance(count, int) else expected


def _check_placed(main: Database[Document], unplaced_after: timedelta) -> Iterator[Finding]:
    """Commits that have no row of the log, though they are old enough to have one."""
    made_before = utc_now() - unplaced_after
    for commits in _pieces(main["commits"].find({}, {"recorded_at": 1})):
        old = [one["_id"] for one in commits if _is_before(one.get("recorded_at"), made_before)]
        rows = main["log"].find({"commit": {"$in": old}}, {"commit": 1})
        for commit in sorted(set(old) - {row["commit"] for row in rows}):
            yield Finding(kind=Kind.UNPLACED, where=commit, detail="it has no position")


def _is_before(recorded_at: Any, instant: datetime) -> bool:
    """Also what is no instant any more: a damaged commit is no new one."""
    return not isinstance(recorded_at, datetime) or recorded_at < instant


def _pieces(documents: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(documents)
    while piece := list(islice(remaining, AT_ONCE)):
        yield piece


def main(arguments: Sequence[str]) -> int:
    """`python -m shared.verify referrals`: print what is wrong; 1 if anything is."""
    settings = read_settings(arguments[0])
    client = connect(settings.mongodb_uri, timeout_ms=WORKER_TIMEOUT_MS, app="waymark-verify")
    anchor = read_anchor(settings.kafka, trust=settings.trust, service=settings.service)
    findings = verify(
        client[main_database(settings.trust, settings.service)],
        client[views_database(settings.trust, settings.service)],
        anchor=anchor,
    )
    for finding in findings:
        print(f"{finding.kind}: {finding.where}: {finding.detail}")
    print(f"{settings.service}: {len(findings) or 'nothing'} found")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
