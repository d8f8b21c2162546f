"""One whole platform for the tests that play, break and check it; they run in the files' order."""

from collections.abc import Callable, Iterator

import pytest
from rich.console import Console

from deploy.check.ledger import Ledger
from deploy.local.waiting import wait_until
from deploy.story.stage import Stage
from shared.calendar import london_date, utc_now
from tests.platform import Platform, running_platform
from tests.whole.small_export import write_small_export


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    export = write_small_export(tmp_path_factory.mktemp("export"), london_date(utc_now()))
    with running_platform(export) as running:
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
    )
