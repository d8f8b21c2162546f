"""From the answer to a command until reporting shows it, at half of the load that there can be."""

import json
import threading
from collections.abc import Sequence
from datetime import datetime
from itertools import cycle, islice
from typing import Final
from uuid import UUID

from bson.timestamp import Timestamp
from pymongo import ASCENDING

from deploy.bench.ground import Ground
from deploy.bench.load import at_once, paced, posts
from deploy.bench.ratios import PAIRS, Aim, Row, percentile
from deploy.bench.serving import running
from deploy.local.waiting import wait_until
from services.referrals import worker as referrals
from services.reporting import worker as reporting
from services.reporting.projections.caseload import CASELOAD
from shared.calendar import utc_now
from shared.views import live_generation, seen_name

WITHIN_SECONDS: Final = 120
P50_LIMIT_SECONDS: Final = 0.060
P99_LIMIT_SECONDS: Final = 0.250
PROCESSES: Final = ("directory-api", "referrals-api", "referrals-worker", "reporting-worker")


def seeing(ground: Ground, pupils: Sequence[UUID], *, full_load: int, each: int) -> tuple[Row, Row]:
    """Row 5: with everything running that stands between the two.

    full_load: how many commands find out what the platform can take from 8 connections.
    each: how many commands a round has, of 5 rounds.
    """
    about = cycle(pupils)
    rounds = []
    with running(ground, *PROCESSES):
        _await_views(ground)
        seen = Seen(ground)
        at_once(ground, posts(ground, list(islice(about, 50))))
        seconds = at_once(ground, posts(ground, list(islice(about, full_load))))
        seen.await_all(_referrals(ground))
        half = full_load / seconds / 2
        for _ in range(PAIRS):
            rounds.append(seen.waits(list(islice(about, each)), half))
    return (
        _row(0.5, P50_LIMIT_SECONDS, rounds, half),
        _row(0.99, P99_LIMIT_SECONDS, rounds, half),
    )


def _row(part: float, limit: float, rounds: Sequence[Sequence[float]], half: float) -> Row:
    found = [percentile(waits, part) for waits in rounds]
    return Row(
        what=f"answer to visible in reporting, p{part * 100:.0f}",
        against=f"the limit of {limit * 1000:.0f} ms",
        aim=Aim(value=1, at_most=True),
        ratios=tuple(one / limit for one in found),
        note=f"at {half:.0f} commands a second, half of what there can be",
    )


def _await_views(ground: Ground) -> None:
    """Wait until both workers have built their views."""

    def built() -> bool:
        wanted = (("referrals", referrals.VIEWS), ("reporting", reporting.VIEWS))
        return all(
            {view.name for view in views} <= set(_live_views(ground, service))
            for service, views in wanted
        )

    wait_until(built, "the workers to build their views", within_seconds=WITHIN_SECONDS)


def _live_views(ground: Ground, service: str) -> list[str]:
    return [one["_id"] for one in ground.views(service)["views"].find({"live": {"$ne": None}})]


def _referrals(ground: Ground) -> int:
    """How many concerns have been raised."""
    return len(ground.main("referrals", "api")["commits"].distinct("stream"))


class Seen:
    """When reporting's view has seen a concern, as the database's own log tells: without looking.

    A reader that looks all the time takes from what it measures, and is late by its own pauses.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        views = ground.views("reporting")
        self._seen = views[seen_name(CASELOAD.name, live_generation(views, CASELOAD.name))]
        self._oplog = ground.root["local"]["oplog.rs"]

    def await_all(self, streams: int) -> None:
        """Wait until the view has caught up."""
        wait_until(
            lambda: self._seen.estimated_document_count() >= streams,
            "reporting to catch up",
            within_seconds=WITHIN_SECONDS,
        )

    def waits(self, pupils: Sequence[UUID], per_second: float) -> list[float]:
        """Raise a concern about each pupil at this rate: seconds from each answer to its sight."""
        answered: dict[str, datetime] = {}
        pause = threading.Event()

        def note(reply: bytes) -> None:
            now = utc_now()
            answered[json.loads(reply)["token"].rpartition("@")[0]] = now

        began = utc_now()
        all_posts = posts(self._ground, pupils)
        paced(self._ground, all_posts, per_second=per_second, answered=note, wait=pause.wait)
        wait_until(
            lambda: answered.keys() <= self._visible(began).keys(),
            "every concern to be seen",
            within_seconds=WITHIN_SECONDS,
            every=0.5,
        )
        visible = self._visible(began)
        return [(visible[stream] - at).total_seconds() for stream, at in answered.items()]

    def _visible(self, since: datetime) -> dict[str, datetime]:
        """Stream -> when the transaction was committed that folded its first event."""
        visible: dict[str, datetime] = {}
        later = {"ts": {"$gte": Timestamp(since, 0)}}  # what the log is quick to find by
        for entry in self._oplog.find(later).sort("$natural", ASCENDING):
            for one in entry["o"].get("applyOps", [entry]):
                if one["ns"] == self._seen.full_name:
                    visible.setdefault((one.get("o2") or one["o"])["_id"], entry["wall"])
        return visible
