"""A list of 3,000 sealed names, opened for a page."""

import time
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from deploy.bench.ground import Ground
from deploy.bench.ratios import PAIRS, Aim, Row
from services.directory.names import names_only, pupil_name
from services.directory.projections import PUPILS
from services.directory.queries import people
from shared.commits import Document
from shared.documents import is_sealed, sealed
from shared.feeds import LogFeed
from shared.generations import Generations
from shared.sealing import Sealer

LIMIT_SECONDS: Final = 0.5
SERVICE: Final = "directory"


def opening(ground: Ground, pupils: Sequence[UUID]) -> Row:
    """Row 8: from the ids of a list to its names, no key held beforehand, against the limit."""
    _build_view(ground)
    names(ground, pupils)
    ratios = tuple(_seconds(ground, pupils) / LIMIT_SECONDS for _ in range(PAIRS))
    return Row(
        what=f"a list of {len(pupils):,} sealed names opened",
        against=f"the limit of {LIMIT_SECONDS:g} s",
        aim=Aim(value=1, at_most=True),
        ratios=ratios,
        note="each of a forename and a surname, under a key of its own",
    )


def _build_view(ground: Ground) -> None:
    client, views = ground.client(SERVICE, "worker"), ground.views(SERVICE)
    feed = LogFeed(ground.main(SERVICE, "worker"), service=SERVICE, woken=lambda _: None)
    Generations(client, views, PUPILS, service=SERVICE).build(feed)


def _seconds(ground: Ground, pupils: Sequence[UUID]) -> float:
    began = time.perf_counter()
    names(ground, pupils)
    return time.perf_counter() - began


def names(ground: Ground, pupils: Sequence[UUID]) -> list[str]:
    """What each of these pupils is called, with a sealer that holds no key yet."""
    found = people(ground.views(SERVICE, "api"), PUPILS.name, pupils)
    return [pupil_name(one)["name"] for one in opened(ground.sealer(SERVICE), found)]


def opened(sealer: Sealer, documents: Sequence[Document]) -> list[dict[str, Any]]:
    """The documents with their names in clear, all texts opened together."""
    plain = [names_only(one) for one in documents]
    places = [(one, name) for one in plain for name, value in one.items() if is_sealed(value)]
    texts = sealer.open([sealed(one[name]) for one, name in places])
    for (one, name), text in zip(places, texts, strict=True):
        one[name] = text
    return plain
