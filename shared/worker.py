"""The worker process of a service: publisher, views, policies and clock, wired in plain calls."""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import structlog
from pymongo import MongoClient
from pymongo.database import Database

from shared.calendar import utc_now
from shared.clock import Ticker
from shared.commits import Document
from shared.consumer import Consumer
from shared.feeds import Feed, LogFeed
from shared.generations import Generations
from shared.interpreter import keep_what_is_made, take_short_turns
from shared.leading import Leading
from shared.lease import Lease
from shared.loops import Health, Loop, Wake, run_consumer
from shared.mending import ParkedCommands
from shared.mongo import (
    WORKER_TIMEOUT_MS,
    connect,
    keys_database,
    main_database,
    read_models,
    views_database,
)
from shared.policies import Policy, PolicySink
from shared.publisher import Publisher
from shared.relay import Relay, RelaySettings
from shared.sealing import DataKeys, Sealer, read_trust_key
from shared.sequencer import Sequencer
from shared.settings import Settings
from shared.standstill import CLOCK, ClockStopped
from shared.telemetry import configure_logging
from shared.topic_feed import KafkaFeed
from shared.viewkeeper import ViewKeeper
from shared.views import View
from shared.watching import serve_health

log = structlog.get_logger()

STOP_SECONDS: Final = 10.0
TICK_SECONDS: Final = 60.0
PORT_SETTING: Final = "WAYMARK_WORKER_PORT"


class Part(Protocol):
    """A part of a worker: it is started once, and ends within seconds of `close`."""

    def start(self) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a worker process stands on; one lease and one wake for all of its parts.

    publishing: the views' database as a majority has it, for what must never be taken back.
    """

    settings: Settings
    client: MongoClient[Document]
    main: Database[Document]
    publishing: Database[Document]
    views: Database[Document]
    sealer: Sealer
    lease: Lease
    wake: Wake
    health: Health


def make(settings: Settings) -> Made:
    """Connect with the worker's user."""
    client = connect(
        settings.mongodb_uri, timeout_ms=WORKER_TIMEOUT_MS, app=f"waymark-{settings.service}-worker"
    )
    publishing = client[views_database(settings.trust, settings.service)]
    keys: Any = client[keys_database(settings.trust)]["keys"]
    return Made(
        settings=settings,
        client=client,
        main=client[main_database(settings.trust, settings.service)],
        publishing=publishing,
        views=read_models(client, settings.trust, settings.service),
        sealer=Sealer(DataKeys(keys, read_trust_key(settings.trust_key_file))),
        lease=Lease(publishing["leases"], "worker"),
        wake=Wake(),
        health=Health(),
    )


def publisher(made: Made) -> Publisher:
    """The part that puts the service's commits in order and on its topic."""
    settings = made.settings
    relay = Relay(
        made.main,
        made.publishing,
        settings.kafka,
        trust=settings.trust,
        service=settings.service,
        settings=RelaySettings(
            delivery_timeout_ms=settings.delivery_timeout_ms,
            request_timeout_ms=settings.delivery_timeout_ms // 2,
        ),
    )
    sequencer = Sequencer(made.client, made.main, made.publishing)
    return Publisher(sequencer, relay, lease=made.lease, wake=made.wake, health=made.health)


def view_keeper(made: Made, view: View) -> ViewKeeper:
    """The part that keeps a view: of the service's own log, or of topics."""
    settings = made.settings
    own = set(view.reads) == {settings.service}

    def feed_for(generation: int) -> Feed:
        return _log_feed(made) if own else _topics(made, view, f"{view.name}_{generation}")

    def whole_feed() -> Feed:
        return _log_feed(made) if own else _topics(made, view, None)

    return ViewKeeper(
        made.client,
        made.views,
        Generations(made.client, made.views, view, service=settings.service),
        feed_for=feed_for,
        whole_feed=whole_feed,
        health=made.health,
        may_run=made.lease.held if own else lambda: True,
        leading=Leading(made.lease.held),
    )


def _log_feed(made: Made) -> LogFeed:
    return LogFeed(made.main, service=made.settings.service, woken=made.wake.listener())


def _topics(made: Made, read: View | Policy, group: str | None) -> KafkaFeed:
    settings = made.settings
    return KafkaFeed(
        settings.kafka,
        trust=settings.trust,
        services=sorted(read.reads),
        group=f"{settings.trust}.{settings.service}.{group}" if group else None,
    )


class Repeated:
    """A part that is one step, done again and again in a thread of its own."""

    def __init__(self, made: Made, name: str, step: Callable[[threading.Event], object]) -> None:
        self._stop = threading.Event()
        self._loop = Loop(name, self._stop, made.health)
        self._thread = threading.Thread(target=self._run, args=(step,), name=name, daemon=True)

    def _run(self, step: Callable[[threading.Event], object]) -> None:
        self._loop.run(lambda: step(self._stop), lambda: None)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join(STOP_SECONDS)


class PolicyRunner:
    """The part that carries out one policy, as a member of its consumer group."""

    def __init__(self, made: Made, policy: Policy) -> None:
        own = set(policy.reads) == {made.settings.service}
        feed: Feed = _log_feed(made) if own else _topics(made, policy, f"policies.{policy.name}")
        sink = PolicySink(policy, service=made.settings.service)
        self._made = made
        self._may_run = made.lease.held if own else lambda: True
        self._consumer = Consumer(made.client, made.views, feed, sink)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=sink.name, daemon=True)

    def _run(self) -> None:
        run_consumer(
            self._made.client,
            self._consumer,
            ParkedCommands(self._made.views),
            stop=self._stop,
            health=self._made.health,
            may_run=self._may_run,
        )

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join(STOP_SECONDS)


def clockwork(made: Made, ticker: Ticker[Any], *, seconds: float = TICK_SECONDS) -> Repeated:
    """The part that asks, once a minute in the worker that holds the lease, what is due.

    A clock that has stopped is unhealthy until an audited command lets it go on.
    """

    def step(stop: threading.Event) -> None:
        if made.lease.held():
            try:
                ticker.checked_tick(utc_now())
            except ClockStopped as error:
                made.health.failed(CLOCK, type(error).__name__)
            else:
                made.health.mended(CLOCK)
        stop.wait(seconds)

    return Repeated(made, CLOCK, step)


def run(made: Made, parts: Sequence[Part]) -> None:
    """Start the parts, wait for SIGTERM or SIGINT, end them in reverse order."""
    configure_logging(made.settings.service, "worker")
    take_short_turns()
    keep_what_is_made()
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    watching = serve_health(made.health, os.environ.get(PORT_SETTING))
    for part in parts:
        part.start()
    log.info("worker_started", parts=len(parts))
    asked.wait()
    made.wake.tell()
    for part in reversed(parts):
        part.close()
    if watching is not None:
        watching.shutdown()
    made.client.close()
    log.info("worker_stopped")
