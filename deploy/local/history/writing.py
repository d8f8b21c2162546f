"""The files of the demo trust's past, one for each service: the same for an export and a day."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from services.directory.demo_trust.personas import YOUNG_PERSON

from . import cases, concerns, plans
from .told import Line, chance_of, for_staff
from .trust import Pupil, read_trust

LOOKED_AT: Final = 0.045  # of the pupils without SEN
RUNNING: Final = 0.09  # of those with SEN Support
FORMER: Final = 0.04  # of the others with SEN Support, where they are old enough
SERVICES: Final = ("directory", "referrals", "plans", "ehcp")


def write_past(
    export: Path, trust_key: bytes, folder: Path, *, today: date, most: int | None = None
) -> dict[str, Path]:
    """Write <service>.jsonl into a folder that is there; returns them by service.

    most: of how many pupils with something to tell at most; None for all. Raises UnusableFolder.
    """
    pupils = read_trust(export, trust_key, today=today)
    lines = past_of(pupils, today=today, most=most)
    return {service: _write(folder / f"{service}.jsonl", lines[service]) for service in SERVICES}


def past_of(
    pupils: Iterable[Pupil], *, today: date, most: int | None = None
) -> Mapping[str, list[Line]]:
    """service -> its lines, in the order of the pupils."""
    found: dict[str, list[Line]] = {service: [] for service in SERVICES}
    told = 0
    for pupil in pupils:
        lines = list(_of_pupil(pupil, today))
        if pupil.mis_id == YOUNG_PERSON.pupil_id:
            found["directory"].append(_own_address(pupil, today))
        if not lines or told == most:
            continue
        told += 1
        for service, line in lines:
            found[service].append(line)
    return found


def _of_pupil(pupil: Pupil, today: date) -> Iterator[tuple[str, Line]]:
    """(service, line) of everything that happened about one pupil."""
    chance = chance_of(pupil, "anything")
    if pupil.school.days.on_or_after(pupil.entered_on) > today:
        return  # came in the holidays: nobody has taught them yet
    if pupil.status == "K" and pupil.since:
        concern = concerns.of_support(pupil, pupil.since)
        yield "referrals", concern.line
        yield "plans", plans.of_support(pupil, concern, pupil.since, today)
        if chance.happens(RUNNING):
            yield "ehcp", cases.running(pupil, today)
        elif chance.happens(FORMER) and (case := cases.former(pupil, pupil.since, today)):
            yield "ehcp", case
    elif pupil.status == "E" and pupil.since:
        yield "ehcp", cases.finished(pupil, pupil.since, today)
    elif pupil.status == "N" and chance.happens(LOOKED_AT):
        yield "referrals", concerns.of_no_need(pupil, today).line


def _own_address(pupil: Pupil, today: date) -> Line:
    line = Line(pupil=pupil, common={"pupil_id": pupil.pupil_id})
    line.tell("record-pupil-contact", email=for_staff(YOUNG_PERSON.email), told_on=today)
    return line


def _write(path: Path, lines: Iterable[Line]) -> Path:
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(_encoded(line.as_json()))
    part.replace(path)
    return path


def _encoded(told: dict[str, Any]) -> str:
    return json.dumps(told, separators=(",", ":")) + "\n"
