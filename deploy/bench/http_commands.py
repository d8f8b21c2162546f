"""A command over HTTP against a raw insert, 8 connections each."""

from collections.abc import Sequence
from itertools import cycle, islice
from uuid import UUID

from deploy.bench import raw
from deploy.bench.commands import per_second
from deploy.bench.ground import Ground
from deploy.bench.load import CONNECTIONS, at_once, posts
from deploy.bench.ratios import Aim, Row, alternate
from deploy.bench.serving import running


def over_http(
    ground: Ground, pupils: Sequence[UUID], *, commands: int, slices: int, size: int
) -> Row:
    """Row 2: the api of referrals under gunicorn, set as everywhere; its worker stands still."""
    collection = ground.raw()["inserts"]
    about = cycle(pupils)
    with running(ground, "directory-api", "referrals-api"):
        pairs = alternate(
            lambda: at_once(ground, posts(ground, list(islice(about, commands)))),
            lambda: raw.insert_at_once(collection, raw.filler(commands, size), CONNECTIONS),
            slices=slices,
        )
    return Row(
        what=f"command over HTTP, {CONNECTIONS} connections",
        against="raw journaled inserts over as many",
        aim=Aim(value=0.3),
        ratios=tuple(pair.speed for pair in pairs),
        note=per_second(pairs, commands * slices),
    )
