"""One whole platform for the tests that play, break and check it; they run in the files' order."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from deploy.chaos.__main__ import RELAY_SETTINGS
from deploy.check.ledger import Ledger
from deploy.local.small_export import write_small_export
from deploy.local.waiting import wait_until
from deploy.local.whole import Platform, running_platform
from deploy.story.stage import Stage
from shared.barriers import SETTING
from shared.calendar import london_date, utc_now
from tests.whole.needles import prefer_other_names
from tests.whole.world import World, make_world


@pytest.fixture(scope="session")
def barriers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the platform's processes look for a barrier that is armed."""
    return tmp_path_factory.mktemp("barriers")


@pytest.fixture(scope="session")
def platform(barriers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    export = write_small_export(tmp_path_factory.mktemp("export"), london_date(utc_now()))
    prefer_other_names(export)
    settings = {SETTING: str(barriers), **RELAY_SETTINGS}
    with running_platform(export, settings) as running:
        yield running


@pytest.fixture(scope="session")
def stage(platform: Platform) -> Stage:
    """The story's stage on that platform, with a ledger of everything that is asked."""

    def wait(condition: Callable[[], bool], what: str, seconds: float) -> None:
        wait_until(condition, what, within_seconds=seconds)

    return Stage(
        addresses=platform.addresses,
        ledger=Ledger(),
        console=Console(),
        sign_in=platform.token,
        wait=wait,
        mail=platform.folder / "mail",
    )


@pytest.fixture(scope="session")
def world(stage: Stage) -> World:
    """A concern, a plan and a case of the story's child, for whichever file asks first."""
    return make_world(stage)
