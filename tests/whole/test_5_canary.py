"""No name, UPN, birth date or typed text lies open: databases, topics, logs, metrics, mail.

It runs after the story and the bad days, over everything that they have left.
"""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from ahocorasick_rs import BytesAhoCorasick

from deploy.local.whole import Platform
from tests.shared.canary import base64_cores, disguises
from tests.whole.needles import needles
from tests.whole.planting import (
    FORMS,
    LETTERS,
    RECORDS,
    planted_in_collections,
    planted_in_letters,
    planted_in_log,
    planted_in_metrics,
    planted_on_topics,
)
from tests.whole.readers import everything

# Shorter pieces turn up by chance in what is sealed.
SHORTEST_ENCODED = 8


def leaks(looked_for: Mapping[str, str], places: Iterable[tuple[str, bytes]]) -> list[str]:
    """Where something is found that must not be: the place and what kind of thing, never it."""
    plain = [(form, kind) for kind, text in looked_for.items() for form in disguises(text)]
    encoded = [
        (form, kind)
        for kind, text in looked_for.items()
        for form in base64_cores(text)
        if len(form) >= SHORTEST_ENCODED
    ]
    # All of them in one reading each: in small letters, but base64 as it is.
    in_small, as_it_is = ([form for form, _ in forms] for forms in (plain, encoded))
    search_small, search = BytesAhoCorasick(in_small), BytesAhoCorasick(as_it_is)
    found: dict[str, None] = {}
    for place, hay in places:
        for at, _, _ in search_small.find_matches_as_indexes(hay.lower(), overlapping=True):
            found[f"{place}: {plain[at][1]}"] = None
        for at, _, _ in search.find_matches_as_indexes(hay, overlapping=True):
            found[f"{place}: {encoded[at][1]}"] = None
    return list(found)


PLANTED = [
    *(f"_canary.{form}" for form in FORMS),
    *(f"topic skylark.canary-{part}" for part in RECORDS),
    "log canary.log",
    "metrics canary",
    *(f"mail canary-{part}.eml" for part in LETTERS),
]


@pytest.fixture(scope="module")
def found(platform: Platform) -> list[str]:
    """What one search finds in everything, while something is planted on purpose everywhere."""
    export = Path(platform.environment["WAYMARK_DEMO_EXPORT"])
    services = {name: at for name, at in platform.addresses.items() if name != "portal"}
    with ExitStack() as planted:
        planted.enter_context(planted_in_collections(platform.place, export))
        planted.enter_context(planted_on_topics(platform.place))
        planted.enter_context(planted_in_log(platform.folder / "log"))
        planted.enter_context(planted_in_letters(platform.folder / "mail"))
        canary = planted.enter_context(planted_in_metrics())
        return leaks(needles(export), everything(platform, services | {"canary": canary}))


@pytest.mark.parametrize("place", PLANTED)
def test_the_canary_is_seen_where_it_is_planted(found: list[str], place: str) -> None:
    """The search itself works, and reads each kind of place."""
    assert [one for one in found if f"{place}:" in one]


@pytest.mark.timeout(600)
def test_nothing_personal_lies_open(found: list[str]) -> None:
    assert [one for one in found if "canary" not in one.partition(":")[0]] == []
