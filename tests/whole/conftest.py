"""One whole platform for the tests that play, break and check it; they run in the files' order."""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from rich.console import Console

from deploy.chaos.__main__ import RELAY_SETTINGS
from deploy.check.ledger import Ledger
from deploy.local.small_export import write_small_export
from deploy.local.waiting import wait_until
from deploy.local.whole import Platform, running_platform
from deploy.story.stage import Stage
from services.directory.demo_trust.personas import (
    CHILD,
    OTHER_SENCO,
    YOUNG_PERSON_PUPIL,
    YOUNG_PERSONS_MOTHER,
)
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
    bar_the_young_persons_mother(export)
    give_the_young_person_a_senco(export)
    prefer_other_names(export)
    settings = {SETTING: str(barriers), **RELAY_SETTINGS}
    with running_platform(export, settings) as running:
        yield running


def bar_the_young_persons_mother(export: Path) -> None:
    """She signs in for her son, and an order keeps her from the child of the story."""
    add_row(
        export / "contacts.csv",
        {"Contact ID": YOUNG_PERSONS_MOTHER.contact_id},
        {
            "Pupil ID": CHILD.pupil_id,
            "Priority": "4",
            "Relationship": "Step-parent",
            "Correspondence": "N",
            "No contact": "Y",
        },
    )


def give_the_young_person_a_senco(export: Path) -> None:
    """As whom one can sign in: the SENCO of the other school is that of his academy too."""
    add_row(
        export / "staff.csv",
        {"Staff ID": OTHER_SENCO.staff_id, "Role": "SENCO"},
        {"School URN": YOUNG_PERSON_PUPIL.school_urn},
    )


def add_row(file: Path, like: Mapping[str, str | None], instead: Mapping[str, str]) -> None:
    """Write the row of a file that is like this once more, with other values."""
    with file.open(encoding="utf-8-sig", newline="") as rows:
        reader = csv.DictReader(rows)
        columns = list(reader.fieldnames or ())
        [row] = [row for row in reader if like.items() <= row.items()]
    with file.open("a", encoding="utf-8", newline="") as out:
        csv.DictWriter(out, columns, lineterminator="\r\n").writerow({**row, **instead})


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
