"""What a worker tells the scraper: what waits, what is parked, what is not yet on Kafka."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
import requests
from prometheus_client import REGISTRY

from deploy.local.ports import free_port
from deploy.local.waiting import wait_until
from shared.bus import KafkaSettings
from shared.lease import Lease
from shared.loops import Health, Wake, run_consumer
from shared.mending import ParkedCommands
from shared.publisher import Publisher
from shared.relay import Relay
from shared.watching import serve_health
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import counted

VIEW = "notes.totals_1"


def metric(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


@contextmanager
def publishing(notes: NotesService, relay: Relay) -> Iterator[None]:
    """A worker's sequencer and relay."""
    publisher = Publisher(
        notes.sequencer(),
        relay,
        lease=Lease(notes.views()["leases"], "worker", seconds=5),
        wake=Wake(),
        health=Health(),
    )
    publisher.start()
    try:
        yield
    finally:
        publisher.close()


def test_while_kafka_is_away_the_oldest_unpublished_commit_grows_older(
    notes: NotesService, pupil: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.publisher.MEASURE_SECONDS", 0.1)
    nowhere = KafkaSettings(bootstrap_servers=f"127.0.0.1:{free_port()}")
    relay = Relay(notes.main(), notes.views(), nowhere, trust=notes.trust, service="notes")
    notes.append(new_stream(), counted(pupil))

    def age() -> float:
        return metric("waymark_oldest_unpublished_seconds")

    with publishing(notes, relay):
        wait_until(lambda: age() > 0, "the first measure", within_seconds=20)
        before = age()
        wait_until(lambda: age() > before + 0.5, "a later one", within_seconds=20)


def test_what_is_published_is_no_age_at_all(published: NotesService, pupil: UUID) -> None:
    published.append(new_stream(), counted(pupil))
    published.place_all()
    relay = published.relay()
    assert relay.oldest_unpublished() > 0
    assert relay.step() == 1
    assert relay.oldest_unpublished() == 0
    assert published.relay().oldest_unpublished() == 0, "one that has not begun knows no better"


def test_a_consumer_says_what_it_applied_how_far_it_is_behind_and_what_is_parked(
    notes: NotesService, pupil: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.loops.MEASURE_SECONDS", 0.1)
    applied = metric("waymark_consumer_applied_total", consumer=VIEW)
    notes.append(new_stream(), counted(pupil, 1), counted(pupil, 2))
    notes.append(new_stream(), counted(pupil, -1), counted(pupil, 3))
    notes.place_all()
    consumer = notes.log_consumer()
    assert consumer.behind() > 0
    stop = threading.Event()
    thread = threading.Thread(
        target=run_consumer,
        args=(notes.worker, consumer, ParkedCommands(notes.views())),
        kwargs={"stop": stop, "health": Health()},
    )
    thread.start()
    try:
        wait_until(
            lambda: metric("waymark_consumer_applied_total", consumer=VIEW) == applied + 2,
            "both events to be counted",
            within_seconds=20,
        )
        wait_until(
            # Measured now and then: what stands there before may be of another test.
            lambda: (
                metric("waymark_parked_streams", consumer=VIEW) == 1
                and metric("waymark_consumer_behind", consumer=VIEW) == 0
            ),
            "both to be measured",
            within_seconds=20,
        )
    finally:
        stop.set()
        thread.join(10)


def test_a_worker_shows_its_metrics_and_what_has_stopped() -> None:
    health, port = Health(), free_port()
    server = serve_health(health, str(port))
    assert server is not None
    try:
        url = f"http://127.0.0.1:{port}"
        shown = requests.get(f"{url}/metrics", timeout=5).text
        assert "waymark_oldest_unpublished_seconds" in shown
        assert "waymark_consumer_behind" in shown
        assert requests.get(f"{url}/health/ready", timeout=5).status_code == 200
        health.failed("relay", "KafkaError")
        stopped = requests.get(f"{url}/health/ready", timeout=5)
        assert (stopped.status_code, stopped.json()["parts"]) == (503, {"relay": "KafkaError"})
    finally:
        server.shutdown()
        server.server_close()
