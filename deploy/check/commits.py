"""What clients were told, against the commits: nothing acknowledged lost, nothing refused in."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pymongo import MongoClient

from deploy.check.ledger import Told


def check_commits(
    client: MongoClient[dict[str, Any]], trust: str, ledger: Sequence[Told]
) -> Iterator[str]:
    """Each difference in words, with ids alone."""
    for service, told in _by_service(ledger).items():
        commits = client[f"{trust}_{service}"]["commits"]
        ends, keys = Counter[str](), Counter[str]()
        fields = {"stream": 1, "version": 1, "count": 1, "request.key": 1}
        for commit in commits.find({}, fields):
            ends[f"{commit['stream']}@{commit['version'] + commit['count']}"] += 1
            if "request" in commit:
                keys[commit["request"]["key"]] += 1
        for one in told:
            yield from _differences(one, ends, keys)
        yield from gaps(client, trust, service)


def _by_service(ledger: Sequence[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for told in ledger:
        found[told.service].append(told)
    return found


def _differences(told: Told, ends: Counter[str], keys: Counter[str]) -> Iterator[str]:
    where = f"{told.service} {told.method} {told.path}"
    if told.token is not None and ends[told.token] != 1:
        yield f"{where}: announced {told.token}, which is in {ends[told.token]} commits"
    made = keys[told.key or ""]
    if made > 1:
        yield f"{where}: its key is in {made} commits"
    if told.status is not None and 400 <= told.status < 500 and made and not _answered_before(told):
        yield f"{where}: was refused with {told.status}, and is in a commit"


def _answered_before(told: Told) -> bool:
    """The same key sent with another body is refused with 422, though the first one is in."""
    return told.status == 422


def gaps(client: MongoClient[dict[str, Any]], trust: str, service: str) -> Iterator[str]:
    """Every stream's commits follow one another, and every commit has one place in the log."""
    main = client[f"{trust}_{service}"]
    expected: dict[str, int] = {}
    placed = {row["commit"]: row["_id"] for row in main["log"].find({}, {"commit": 1})}
    positions: dict[str, int] = {}
    for commit in main["commits"].find({}, {"stream": 1, "version": 1, "count": 1}).sort("_id", 1):
        stream = commit["stream"]
        if commit["version"] != expected.get(stream, 0):
            yield f"{service}: {stream} has no commit from version {expected.get(stream, 0)}"
        expected[stream] = commit["version"] + commit["count"]
        position = placed.pop(commit["_id"], None)
        if position is None:
            yield f"{service}: {commit['_id']} has no position"
        elif position < positions.get(stream, 0):
            yield f"{service}: {commit['_id']} stands before its stream's earlier commit"
        positions[stream] = position or positions.get(stream, 0)
    for commit_id in placed:
        yield f"{service}: the log names {commit_id}, which is gone"
