"""All checks of a trust, in one list of differences."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import MongoClient

from deploy.check.commits import check_commits
from deploy.check.folds import check_folds
from deploy.check.ledger import Told
from deploy.check.progress import asking_ends, check_progress
from deploy.check.topics import Topics, check_topic

LOOK_EVERY_SECONDS = 0.2
PUBLISHERS = ("directory", "referrals", "plans", "ehcp", "notifications")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a trust lives. mongodb_uri: of a user who may read everything of it."""

    trust: str
    mongodb_uri: str
    bootstrap: str
    services: Sequence[str]

    @property
    def publishers(self) -> list[str]:
        return [service for service in self.services if service in PUBLISHERS]

    @property
    def workers(self) -> list[str]:
        return [service for service in self.services if service != "portal"]


def connected(place: Place) -> MongoClient[dict[str, Any]]:
    return MongoClient(
        place.mongodb_uri, tz_aware=True, uuidRepresentation="standard", timeoutMS=30_000
    )


def wait_until_caught_up(
    place: Place, *, within_seconds: float, paused: Callable[[float], object] = time.sleep
) -> list[str]:
    """What is still behind or parked after that time; nothing, as soon as all has caught up."""
    until = time.monotonic() + within_seconds
    with connected(place) as client, asking_ends(place.bootstrap) as ends:
        while True:
            left = list(check_progress(client, ends, place.trust, place.workers))
            if not left or time.monotonic() > until:
                return left
            paused(LOOK_EVERY_SECONDS)


def differences(place: Place, ledger: Sequence[Told], *, seed: int) -> Iterator[str]:
    """Everything that is not as it was told; nothing, when all is well."""
    topics = Topics(place.bootstrap, place.trust)
    with connected(place) as client:
        yield from check_commits(client, place.trust, ledger)
        for service in place.publishers:
            yield from check_topic(client, topics, place.trust, service)
        yield from check_folds(client, topics, place.trust, place.workers, seed=seed)
        with asking_ends(place.bootstrap) as ends:
            yield from check_progress(client, ends, place.trust, place.workers)


def settled_differences(
    place: Place, ledger: Sequence[Told], *, seed: int, within_seconds: float
) -> list[str]:
    """`differences` of a trust that stands still: what policies, clocks and mail still append while
    it is looked at would differ from itself, so that look does not count and is taken again.
    """
    until = time.monotonic() + within_seconds
    while True:
        before = _commits(place)
        found = wait_until_caught_up(place, within_seconds=within_seconds)
        found += list(differences(place, ledger, seed=seed))
        if _commits(place) == before or time.monotonic() > until:
            return found


def _commits(place: Place) -> dict[str, int]:
    """How many commits each service has."""
    with connected(place) as client:
        return {
            service: client[f"{place.trust}_{service}"]["commits"].count_documents({})
            for service in place.publishers
        }
