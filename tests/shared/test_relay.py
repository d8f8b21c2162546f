"""The relay: every commit reaches the topic, in order, through a broker that is away."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from kafka.errors import KafkaError
from pymongo.errors import PyMongoError

from deploy.local.kafka import Kafka
from deploy.local.ports import free_port
from deploy.local.waiting import wait_until
from shared.bus import (
    PLACES_PER_COMMIT,
    KafkaSettings,
    admin_client,
    decode_headers,
    partition_for,
)
from shared.loops import DEPENDENCY_DOWN
from shared.placed import CommitMissing
from shared.relay import Relay
from shared.republish import republish
from tests.shared.kit import QUICK_RELAY, NotesService, new_stream, standing_still
from tests.shared.notes import counted, taken


def write_some(service: NotesService, pupils: int = 3, each: int = 4) -> None:
    for _ in range(pupils):
        pupil, stream = uuid4(), new_stream()
        for number in range(each):
            service.append(stream, counted(pupil, number), counted(pupil, number))
    service.place_all()


def check_topic(service: NotesService, *, times: int = 1) -> None:
    """Each partition has its events in order, each naming the one before; `times` over."""
    log = {row["commit"]: row for row in service.placed()}
    expected: dict[int, list[tuple[int, int, bytes]]] = {}
    for commit in service.main().commits.find():
        row = log[commit["_id"]]
        partition = partition_for(commit["partition_key"])
        for index in range(commit["count"]):
            place = row["_id"] * PLACES_PER_COMMIT + index
            expected.setdefault(partition, []).append((place, 0, row["chain"]))
    for partition, places in expected.items():
        places.sort()
        after = [0, *[place for place, _, _ in places]]
        expected[partition] = [
            (place, before, chain) for (place, _, chain), before in zip(places, after, strict=False)
        ] * times
    found: dict[int, list[tuple[int, int, bytes]]] = {}
    for record in service.on_topic():
        headers = dict(record.headers)
        message = decode_headers(headers, record.value, record.key)
        chain = bytes.fromhex(headers["ce_chain"].decode())
        found.setdefault(record.partition, []).append((message.position, message.after, chain))
    assert found == expected


def test_every_event_is_on_the_topic_once_and_names_the_one_before(
    published: NotesService,
) -> None:
    write_some(published)
    relay = published.relay()
    assert relay.step() == 12
    assert relay.step() == 0
    write_some(published, pupils=1)
    assert relay.step() == 4
    check_topic(published)


def test_what_it_sends_again_is_the_same_to_the_byte(published: NotesService) -> None:
    write_some(published)
    published.publish_all()
    republish(published.views())
    published.publish_all()
    check_topic(published, times=2)
    by_place: dict[bytes, set[tuple[bytes, bytes, tuple[tuple[str, bytes], ...]]]] = {}
    for record in published.on_topic():
        same = by_place.setdefault(dict(record.headers)["ce_position"], set())
        same.add((record.key, record.value, tuple(record.headers)))
    assert {len(same) for same in by_place.values()} == {1}


def test_a_running_relay_notices_that_everything_is_to_be_sent_again(
    published: NotesService,
) -> None:
    write_some(published)
    relay = published.relay()
    relay.step()
    republish(published.views())
    write_some(published, pupils=1)

    def sent_twice() -> bool:
        step(relay)
        return len(published.on_topic()) >= 2 * 24 + 2 * 8 or relay.step() == 0

    wait_until(sent_twice, "the whole log again", within_seconds=20)
    state = published.views()["publishing"].find_one({"_id": "relay"}) or {}
    assert state["scanned"] == 16
    positions = {dict(record.headers)["ce_position"] for record in published.on_topic()}
    assert len(positions) == 32


def step(relay: Relay) -> int:
    """One step as a worker's loop does it: 0 where the next one has to mend something."""
    try:
        return relay.step()
    except DEPENDENCY_DOWN:
        return 0


def test_a_topic_deleted_while_there_is_nothing_to_send_is_filled_again(
    published: NotesService,
) -> None:
    write_some(published, pupils=1)
    relay = published.relay()
    relay.step()
    before = published.views()["publishing"].find_one({"_id": "relay"}) or {}
    admin = admin_client(published.kafka)
    admin.delete_topics([published.topic])
    admin.close()

    def filled_again() -> bool:
        step(relay)
        state = published.views()["publishing"].find_one({"_id": "relay"}) or {}
        return bool(state["topic_id"] != before["topic_id"] and state["scanned"] == 4)

    wait_until(filled_again, "the new topic to be filled", within_seconds=20)
    check_topic(published)


def test_two_relays_at_once_lose_nothing(published: NotesService) -> None:
    write_some(published, pupils=6)
    total, done = published.main().log.count_documents({}), threading.Event()
    started = threading.Barrier(2)

    def publish() -> None:
        relay = published.relay()
        started.wait(10)
        while not done.is_set():
            step(relay)
        relay.close()

    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(publish) for _ in range(2)]
        try:
            wait_until(
                lambda: (
                    (published.views()["publishing"].find_one({"_id": "relay"}) or {}).get(
                        "scanned"
                    )
                    == total
                ),
                "everything to be published",
                within_seconds=20,
            )
        finally:
            done.set()
        for one in running:
            one.result(15)
    positions = {dict(record.headers)["ce_position"] for record in published.on_topic()}
    assert len(positions) == 48


def test_a_commit_that_the_log_names_and_that_is_gone_stops_it(published: NotesService) -> None:
    write_some(published, pupils=1)
    published.main(published.root).commits.delete_one({})
    with pytest.raises(CommitMissing):
        published.relay().step()


def test_no_broker_at_all_is_an_error_and_leaves_no_thread(
    notes: NotesService, pupil: UUID
) -> None:
    notes.append(new_stream(), counted(pupil))
    notes.place_all()
    nowhere = KafkaSettings(bootstrap_servers=f"127.0.0.1:{free_port()}")
    before = threading.active_count()
    relay = Relay(notes.main(), notes.views(), nowhere, trust=notes.trust, service="notes")
    with pytest.raises(KafkaError):
        relay.step()
    wait_until(lambda: threading.active_count() <= before, "its threads to end", within_seconds=20)


def test_a_broker_that_is_away_for_longer_than_a_delivery_may_take_loses_nothing(
    service: NotesService, own_kafka: Kafka
) -> None:
    write_some(service)
    relay = service.relay()
    relay.step()
    write_some(service)
    threads = threading.active_count()
    with standing_still(own_kafka), pytest.raises(DEPENDENCY_DOWN) as raised:
        relay.step()
    assert not isinstance(raised.value, PyMongoError)
    wait_until(lambda: step(relay) > 0, "the broker to answer again", within_seconds=20)
    while step(relay):
        pass
    positions = [int(dict(one.headers)["ce_position"]) for one in service.on_topic()]
    assert len(set(positions)) == 48
    assert threading.active_count() <= threads, "the producers that were dropped still run"
    check_order(service)


def check_order(service: NotesService) -> None:
    """Without the duplicates, each partition is in order and complete."""
    last: dict[int, int] = {}
    for record in service.on_topic():
        message = decode_headers(dict(record.headers), record.value)
        before = last.get(record.partition, 0)
        if message.position > before and message.after == before:
            last[record.partition] = message.position
    everything = {
        partition_for(commit["partition_key"]): 0 for commit in service.main().commits.find()
    }
    for row in service.placed():
        commit = service.main().commits.find_one({"_id": row["commit"]}) or {}
        place = row["_id"] * PLACES_PER_COMMIT + commit["count"] - 1
        everything[partition_for(commit["partition_key"])] = place
    assert last == everything


def test_of_a_backlog_the_checkpoint_is_a_batch_behind_and_one_on_its_way_is_sent_again(
    published: NotesService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.relay.MOST_COMMITS", 5)
    write_some(published)
    relay = published.relay()
    assert [relay.step(), relay.step()] == [5, 5]
    assert scanned(published) == 5
    relay.close()
    published.publish_all()
    assert scanned(published) == 12
    check_order(published)


def scanned(service: NotesService) -> int:
    state = service.views()["publishing"].find_one({"_id": "relay"}) or {}
    return int(state["scanned"])


def test_a_backlog_of_large_commits_is_sent_in_pieces(published: NotesService, pupil: UUID) -> None:
    for _ in range(12):
        published.append(new_stream(), taken(pupil, "a" * 700_000))
    published.place_all()
    relay = published.relay(QUICK_RELAY)
    sent = []
    while done := relay.step():
        sent.append(done)
    assert sent == [9, 3], "8 MB is what one batch may hold"
    assert len(published.on_topic()) == 12
