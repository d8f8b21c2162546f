"""The bad days, one function each: what is done to the platform while commands come in."""

import os
import re
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kafka import KafkaAdminClient, KafkaProducer

from deploy.chaos.barriers import kill_at
from deploy.chaos.load import Load
from deploy.check.report import connected
from deploy.local.ports import accepts
from deploy.local.waiting import wait_until
from deploy.local.whole import Platform
from shared.republish import republish

BACKLOG: Final = 60
AWAY_SECONDS: Final = 10.0
MORE: Final = 20
WAIT_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A platform under load; barriers: the folder that its processes look into."""

    platform: Platform
    load: Load
    barriers: Path

    def more_commands(self, count: int = MORE) -> None:
        """Wait until so many more commands have been answered."""
        until = self.load.sent + count
        wait_until(
            lambda: self.load.sent >= until, f"{count} commands", within_seconds=WAIT_SECONDS
        )


def api_killed(day: Day) -> None:
    """The referrals api dies with a commit inserted and no reply sent."""
    apis = day.platform.pids("services.referrals.app")
    killed = kill_at(day.barriers, "commit-inserted-by-person")
    if killed not in apis:
        raise RuntimeError(f"process {killed} was killed, which is no api of referrals")


def relay_killed(day: Day) -> None:
    """A worker dies between publishing a batch and moving its checkpoint."""
    kill_at(day.barriers, "batch-published")


def sequencer_killed(day: Day) -> None:
    """A worker dies with log rows inserted and the transaction open."""
    kill_at(day.barriers, "rows-placed")


def consumer_killed(day: Day) -> None:
    """A worker dies in the middle of a batch."""
    kill_at(day.barriers, "batch-applied")


def broker_killed(day: Day) -> None:
    """kill -9 Kafka; the platform starts it again."""
    _kill(day, "kafka.Kafka")
    _wait_for_port(day, day.platform.place.bootstrap)


def broker_away(day: Day) -> None:
    """Kafka stands still for longer than a record may wait for its acknowledgement."""
    [broker] = day.platform.pids("kafka.Kafka")
    os.kill(broker, signal.SIGSTOP)
    try:
        away_for(AWAY_SECONDS)
    finally:
        os.kill(broker, signal.SIGCONT)


def away_for(seconds: float) -> None:
    """A length of time is the fault itself here, not a hope that something has happened."""
    signal.sigtimedwait([], seconds)


def mongod_killed(day: Day) -> None:
    """kill -9 MongoDB; the platform starts it again."""
    _kill(day, "mongod", "--bind_ip")
    _wait_for_port(day, day.platform.place.mongodb_uri)


def topic_deleted(day: Day) -> None:
    """The topic is gone; the relay makes and fills it again."""
    place = day.platform.place
    admin = KafkaAdminClient(bootstrap_servers=place.bootstrap.split(","))
    try:
        admin.delete_topics([f"{place.trust}.referrals"], timeout_ms=10_000)
    finally:
        admin.close()


def delivered_twice(day: Day) -> None:
    """The relay sends its whole log again, as `republish` asks it to."""
    place = day.platform.place
    with connected(place) as client:
        republish(client[f"{place.trust}_referrals_views"])


def poison_message(day: Day) -> None:
    """Records that are none of ours, in every partition."""
    place = day.platform.place
    producer = KafkaProducer(bootstrap_servers=place.bootstrap.split(","), acks="all")
    try:
        for partition in range(12):
            sent = producer.send(
                f"{place.trust}.referrals",
                value=b'{"neither": "ours"',
                headers=[("ce_type", b"referral-raised")],
                partition=partition,
            )
            sent.get(timeout=10)
    finally:
        producer.close(timeout=5)


def slow_consumer(day: Day) -> None:
    """The reporting worker stands still while a backlog builds up."""
    [worker] = day.platform.pids("services.reporting.worker")
    os.kill(worker, signal.SIGSTOP)
    try:
        day.more_commands(BACKLOG)
    finally:
        os.kill(worker, signal.SIGCONT)


def _kill(day: Day, *words: str) -> None:
    [pid] = day.platform.pids(*words)
    os.kill(pid, signal.SIGKILL)
    wait_until(
        lambda: pid not in day.platform.pids(*words) and bool(day.platform.pids(*words)),
        f"{words[0]} to be started again",
        within_seconds=WAIT_SECONDS,
    )


def _wait_for_port(day: Day, address: str) -> None:
    """How long the server itself takes to start is not what is measured here."""
    port = int(re.findall(r":([0-9]+)", address)[-1])
    wait_until(lambda: accepts(port), f"port {port} of {day.platform.folder}", within_seconds=60)


FAULTS: Final[Mapping[str, Callable[[Day], None]]] = {
    "api killed": api_killed,
    "relay killed": relay_killed,
    "sequencer killed": sequencer_killed,
    "consumer killed": consumer_killed,
    "broker killed": broker_killed,
    "broker away": broker_away,
    "mongod killed": mongod_killed,
    "topic deleted": topic_deleted,
    "delivered twice": delivered_twice,
    "poison message": poison_message,
    "slow consumer": slow_consumer,
}
