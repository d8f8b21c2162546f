"""Each kind of damage that `verify` must find, done to a real service by its root user."""

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest

from shared.anchor import Anchor, read_anchor
from shared.commits import Document, commit_hash
from shared.sequencer import next_chain
from shared.verify import Kind, verify
from tests.shared.kit import NotesService
from tests.shared.notes import counted, taken

A = f"note-{uuid5(NAMESPACE_OID, 'a')}"
B = f"note-{uuid5(NAMESPACE_OID, 'b')}"
FIRST, SECOND, LAST = f"{A}@0000000000", f"{A}@0000000002", f"{A}@0000000003"


def written(service: NotesService, pupil: UUID) -> NotesService:
    """Two streams, of three commits and one."""
    service.append(A, counted(pupil, 1), taken(pupil))
    service.append(B, taken(pupil))
    service.append(A, counted(pupil, 2))
    service.append(A, counted(pupil, 3))
    return service


@pytest.fixture
def history(notes: NotesService, pupil: UUID) -> NotesService:
    """The two streams, placed."""
    written(notes, pupil).place_all()
    return notes


@pytest.fixture
def sent(published: NotesService, pupil: UUID) -> NotesService:
    """The two streams, placed and published."""
    written(published, pupil).publish_all()
    return published


def found(history: NotesService, anchor: Anchor | None = None) -> set[tuple[Kind, str]]:
    """What verify finds: which kind, where."""
    findings = verify(history.main(), history.views(), anchor=anchor, unplaced_after_seconds=-60)
    return {(finding.kind, finding.where) for finding in findings}


def outside(history: NotesService) -> Anchor:
    anchor = read_anchor(history.kafka, trust=history.trust, service="notes")
    assert anchor is not None
    return anchor


def test_a_whole_history_has_nothing_to_find(sent: NotesService, pupil: UUID) -> None:
    anchor = outside(sent)
    assert anchor.position == 4
    assert found(sent, anchor) == set()
    sent.keys.destroy(pupil)
    assert found(sent, anchor) == set(), "an erasure looks like damage"


def flip(commit: Document, field: str) -> Any:
    """The value with one thing changed."""
    value = commit[field]
    if isinstance(value, bytes):
        return value[:-3] + bytes([value[-3] ^ 1]) + value[-2:]
    if isinstance(value, datetime):
        return value + timedelta(milliseconds=1)
    return {"person_id": None, "role": "head", "on_behalf_of": None} if field == "actor" else "x"


@pytest.mark.parametrize(
    "field", ["events", "actor", "origin", "school_id", "recorded_at", "partition_key", "added"]
)
def test_a_changed_byte_is_found(history: NotesService, field: str) -> None:
    commits = history.main(history.root).commits
    commit = commits.find_one({"_id": SECOND}) or {}
    new = "x" if field == "added" else flip(commit, field)
    commits.update_one({"_id": SECOND}, {"$set": {field: new}})
    assert (Kind.CHANGED, SECOND) in found(history)


@pytest.mark.parametrize("field", ["events", "hash", "previous", "version", "count", "actor"])
def test_a_field_that_is_gone_is_found(history: NotesService, field: str) -> None:
    history.main(history.root).commits.update_one({"_id": SECOND}, {"$unset": {field: 1}})
    assert (Kind.CHANGED, SECOND) in found(history)


def test_a_change_with_its_hash_made_again_is_found_by_the_log(history: NotesService) -> None:
    rehash(history, LAST)
    assert found(history) == {(Kind.REWRITTEN, "4")}


def test_a_change_with_hash_and_log_made_again_is_found_by_the_topic(
    sent: NotesService,
) -> None:
    anchor, main = outside(sent), sent.main(sent.root)
    row = main.log.find_one({"_id": 3}) or {}
    chain = next_chain(row["chain"], 4, rehash(sent, LAST))
    main.log.update_one({"_id": 4}, {"$set": {"chain": chain}})
    states = sent.views(sent.root).publishing
    states.update_one({"_id": "sequencer"}, {"$set": {"chain": chain}})
    assert found(sent) == set(), "nothing inside MongoDB tells any more"
    assert found(sent, anchor) == {(Kind.REWRITTEN, "4")}


def rehash(history: NotesService, commit_id: str) -> bytes:
    """Change who did it, and give the commit the hash that fits. Returns the hash."""
    commits = history.main(history.root).commits
    commit = commits.find_one({"_id": commit_id}) or {}
    commit["actor"]["role"] = "head"
    new: bytes = commit_hash(commit)
    commits.replace_one({"_id": commit_id}, commit | {"hash": new})
    return new


def test_a_removed_commit_is_found(history: NotesService) -> None:
    history.main(history.root).commits.delete_one({"_id": SECOND})
    assert found(history) == {(Kind.REMOVED, SECOND)}


def test_a_cut_off_tail_is_found(history: NotesService) -> None:
    history.main(history.root).commits.delete_one({"_id": LAST})
    assert found(history) == {(Kind.REMOVED, LAST)}


def test_a_removed_stream_is_found(history: NotesService) -> None:
    history.main(history.root).commits.delete_many({"stream": A})
    assert found(history) == {(Kind.REMOVED, one) for one in (FIRST, SECOND, LAST)}


def cut_off(history: NotesService) -> None:
    main = history.main(history.root)
    main.commits.delete_one({"_id": LAST})
    main.log.delete_one({"_id": 4})


def test_a_tail_cut_off_with_its_row_of_the_log_is_found(history: NotesService) -> None:
    cut_off(history)
    assert found(history) == {(Kind.CUT_OFF, "3")}


def test_a_tail_cut_off_from_all_of_mongodb_is_found_by_the_topic(sent: NotesService) -> None:
    anchor, states = outside(sent), sent.views(sent.root).publishing
    cut_off(sent)
    row = sent.main().log.find_one({"_id": 3}) or {}
    states.update_one({"_id": "sequencer"}, {"$set": {"position": 3, "chain": row["chain"]}})
    states.update_one({"_id": "relay"}, {"$set": {"scanned": 3}})
    assert found(sent) == set(), "nothing inside MongoDB tells any more"
    assert found(sent, anchor) == {(Kind.CUT_OFF, "3")}


def test_a_row_missing_from_the_log_is_found(history: NotesService) -> None:
    row = history.main(history.root).log.find_one_and_delete({"_id": 2}) or {}
    assert found(history) == {(Kind.REMOVED, "2 to 2"), (Kind.UNPLACED, row["commit"])}


def test_a_changed_row_of_the_log_is_found(history: NotesService) -> None:
    history.main(history.root).log.update_one({"_id": 2}, {"$set": {"chain": bytes(32)}})
    assert (Kind.REWRITTEN, "2") in found(history)


def test_a_commit_without_a_position_is_found(history: NotesService, pupil: UUID) -> None:
    history.append(B, counted(pupil))
    assert found(history) == {(Kind.UNPLACED, f"{B}@0000000001")}
    assert verify(history.main(), history.views(), anchor=None) == [], "too early to say"


def test_an_empty_service_is_whole(notes: NotesService) -> None:
    assert verify(notes.main(), notes.views(), anchor=None) == []


def test_an_empty_topic_is_no_anchor(published: NotesService) -> None:
    published.publish_all()
    assert read_anchor(published.kafka, trust=published.trust, service="notes") is None


def test_the_findings_of_a_ruined_history_are_bounded(
    history: NotesService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.verify.MOST_FINDINGS", 2)
    history.main(history.root).commits.delete_many({})
    assert len(verify(history.main(), history.views(), anchor=None)) == 2
