"""A command over HTTP against a raw insert, and against itself without HTTP, 8 connections each."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from uuid import UUID

from deploy.bench import raw
from deploy.bench.commands import commit_size, per_second, raise_each
from deploy.bench.ground import Ground
from deploy.bench.load import CONNECTIONS, at_once, posts
from deploy.bench.ratios import Aim, Row, Turn, alternate
from deploy.bench.serving import running
from services.referrals.codec import CODEC, SERVICE


def over_http(
    ground: Ground, pupils: Sequence[UUID], *, commands: int, slices: int
) -> tuple[Row, Row]:
    """Row 2: the api of referrals under gunicorn, set as everywhere; its worker stands still.

    The aim is for HTTP against the same commands without it: what 8 threads of one process reach
    against raw inserts is below that aim by itself (decision 0016).
    """
    store = ground.store(SERVICE, CODEC)
    size = commit_size(ground, store, pupils[0])
    collection = ground.raw()["inserts"]
    about = cycle(pupils)

    def http() -> float:
        return at_once(ground, posts(ground, list(islice(about, commands))))

    def inserts() -> float:
        return raw.insert_at_once(collection, raw.filler(commands, size), CONNECTIONS)

    def in_process() -> float:
        shares = [list(islice(about, commands // CONNECTIONS)) for _ in range(CONNECTIONS)]
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            began = time.perf_counter()
            list(pool.map(lambda share: raise_each(store, share), shares))
            return time.perf_counter() - began

    def row(against: str, baseline: Turn, aim: Aim | None) -> Row:
        pairs = alternate(http, baseline, slices=slices)
        return Row(
            what=f"command over HTTP, {CONNECTIONS} connections",
            against=against,
            aim=aim,
            ratios=tuple(pair.speed for pair in pairs),
            note=per_second(pairs, commands * slices),
        )

    with running(ground, "directory-api", "referrals-api"):
        return (
            row("raw journaled inserts over as many", inserts, None),
            row("the same commands in the process over as many", in_process, Aim(value=0.3)),
        )
