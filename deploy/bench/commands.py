"""A command within the process against a raw insert, and the store when it has grown."""

import secrets
import time
from collections.abc import Sequence
from itertools import cycle, islice
from uuid import UUID, uuid4

import bson

from deploy.bench import raw
from deploy.bench.concerns import raising, stories
from deploy.bench.ground import Ground
from deploy.bench.people import TEACHER, append_all, enrol, request
from deploy.bench.ratios import Aim, Pair, Row, alternate
from services.referrals.codec import CODEC, SERVICE
from services.referrals.domain.events import Event
from services.referrals.handlers import handle, referral_stream
from shared.commits import Document, commit_id
from shared.eventstore import EventStore
from shared.runner import run
from shared.views import UUIDS

AT_ONCE = 2_000


def raise_each(store: EventStore[Event], pupils: Sequence[UUID]) -> float:
    """Raise a concern about each pupil, one after the other. Seconds."""
    asked = [(raising(pupil), request(pupil)) for pupil in pupils]
    began = time.perf_counter()
    for command, by in asked:
        run(handle, store, command, by=by, if_match=None)
    return time.perf_counter() - began


def commit_size(ground: Ground, store: EventStore[Event], pupil: UUID) -> int:
    """How many bytes of BSON the commit of a raised concern has."""
    done = run(handle, store, raising(pupil), by=request(pupil), if_match=None)
    commits = ground.main(SERVICE, "api")["commits"]
    commit = commits.find_one({"stream": done.stream})
    return len(bson.encode(dict(commit or {}), codec_options=UUIDS))


def in_process(ground: Ground, pupils: Sequence[UUID], *, commands: int, slices: int) -> Row:
    """Row 1: read, decide, seal and append, by turns about each of these pupils."""
    store = ground.store(SERVICE, CODEC)
    size = commit_size(ground, store, pupils[0])
    collection = ground.raw()["inserts"]
    about = cycle(pupils)
    pairs = alternate(
        lambda: raise_each(store, list(islice(about, commands))),
        lambda: raw.insert_each(collection, raw.filler(commands, size)),
        slices=slices,
    )
    return Row(
        what="command in the process",
        against=f"a raw journaled majority insert of {size} bytes",
        aim=Aim(value=0.45),
        ratios=tuple(pair.speed for pair in pairs),
        note=per_second(pairs, commands * slices),
    )


def per_second(pairs: Sequence[Pair], count: int) -> str:
    ours, theirs = (
        count / sorted(times)[len(times) // 2]
        for times in ([pair.ours for pair in pairs], [pair.baseline for pair in pairs])
    )
    return f"{ours:.0f}/s against {theirs:.0f}/s"


def grown(small: Ground, large: Ground, *, few: int, many: int, commands: int, slices: int) -> Row:
    """Row 7: the same command in a store of `many` events, against one of `few`."""
    stores, about = [], []
    for ground, events in ((small, few), (large, many)):
        pupils = enrol(ground, 200)
        store = ground.store(SERVICE, CODEC)
        _fill(ground, store, pupils[0], events)
        stores.append(store)
        about.append(cycle(pupils))

    def turn(n: int) -> float:
        return raise_each(stores[n], list(islice(about[n], commands)))

    pairs = alternate(lambda: turn(1), lambda: turn(0), slices=slices)
    return Row(
        what=f"appending with {many:,} events stored",
        against=f"the same with {few:,}",
        aim=Aim(value=0.9),
        ratios=tuple(pair.speed for pair in pairs),
        note=per_second(pairs, commands * slices),
    )


def _fill(ground: Ground, store: EventStore[Event], pupil: UUID, events: int) -> None:
    """Store so many commits of one event: copies of one that the store has made, other ids."""
    append_all(store, [_acknowledged(pupil)])
    commits = ground.main(SERVICE, "api")["commits"]
    first = commits.find_one({}) or {}
    for start in range(0, events, AT_ONCE):
        commits.insert_many(
            [_copy(first) for _ in range(min(AT_ONCE, events - start))], ordered=False
        )


def _acknowledged(pupil: UUID) -> tuple[str, Sequence[Event], UUID]:
    weeks = stories([pupil], 1)
    next(weeks)
    return next(weeks)[0]


def _copy(commit: Document) -> Document:
    """The same commit of another stream, under another request's key."""
    stream = referral_stream(uuid4())
    asked = {"subject": str(TEACHER), "key": uuid4().hex, "fingerprint": secrets.token_bytes(32)}
    return {**commit, "_id": commit_id(stream, 0), "stream": stream, "request": asked}
