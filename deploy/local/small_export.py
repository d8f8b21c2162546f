"""A small export, for a platform that is up soon: the demo trust's, with fewer pupils."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from services.directory.demo_trust.personas import CONTACT_PERSONAS, STORY_PUPILS
from services.directory.demo_trust.schools import LARKFIELD
from services.directory.demo_trust.writing import write_export

EVERY = 20  # one pupil in so many, and all of the story's
EVERY_LEAVER = 4  # of the story's school, about whom a chapter is: some, whatever the day


def write_small_export(folder: Path, today: date) -> Path:
    """About 200 pupils in the eight schools, their guardians, and all of the staff."""
    write_export(folder, today=today)
    story = {pupil.pupil_id for pupil in STORY_PUPILS}

    def wanted(row: dict[str, str], n: int) -> bool:
        leaves = (row["School URN"], row["Year group"]) == (LARKFIELD.urn, LARKFIELD.years[-1])
        return row["Pupil ID"] in story or n % (EVERY_LEAVER if leaves else EVERY) == 0

    pupils = kept(folder / "pupils.csv", wanted)
    chosen = {row["Pupil ID"] for row in pupils}
    contacts = kept(folder / "contacts.csv", lambda row, _: row["Pupil ID"] in chosen)
    known = {row["Contact ID"] for row in contacts}
    missing = {one.contact_id for one in CONTACT_PERSONAS} - known
    if missing:
        raise ValueError(f"the demo trust has no row for {missing}")
    return folder


def kept(file: Path, keep: Callable[[dict[str, str], int], bool]) -> list[dict[str, str]]:
    """Leave the rows that are wanted in a file, and return them."""
    text = file.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    wanted = [row for n, row in enumerate(rows) if keep(row, n)]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(wanted)
    return wanted
