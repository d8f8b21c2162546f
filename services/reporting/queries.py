"""Reads the read models: the register on a day, the trust's schools, a pupil's history."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from pymongo.database import Database

from shared.access.pupils import PUPILS
from shared.calendar import known_until
from shared.commits import Document
from shared.http.paging import page
from shared.views import live_collection

from . import lateness
from .projections.caseload import CASELOAD
from .projections.dates import DATES
from .projections.history import HISTORY
from .projections.register import REGISTER
from .projections.schools import SCHOOL_NAMES
from .standing import Standing, standing

# The trust's own promise, a setting later: there is no statutory limit (domain 2.1).
ACKNOWLEDGE_WITHIN: Final = timedelta(days=2)
DECIDE_WITHIN: Final = timedelta(days=42)
MOST_PUPILS: Final = 200_000
CODES: Final = ("K", "E", "N")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One pupil's line of the register."""

    pupil_id: UUID
    year_group: str | None
    standing: Standing


def pupils_of(views: Database[Document], school_id: UUID | None) -> Iterator[Document]:
    """Every pupil who was ever at a school, or in the trust."""
    where: Mapping[str, Any] = {"school_ids": school_id} if school_id else {}
    yield from live_collection(views, REGISTER.name).find(where).limit(MOST_PUPILS)


def register(
    views: Database[Document], school_id: UUID | None, *, true_on: date, known_on: date
) -> list[Entry]:
    """Every pupil on roll on `true_on` as known on `known_on`, with their provision."""
    until = known_until(known_on)
    entries = []
    for pupil in pupils_of(views, school_id):
        stood = standing(pupil, on=true_on, known_until=until)
        if stood is not None and school_id in (None, stood.school_id):
            entries.append(
                Entry(pupil_id=pupil["_id"], year_group=pupil["year_group"], standing=stood)
            )
    return entries


def counted(entries: Sequence[Entry]) -> dict[str, int]:
    """{"K": 63, "E": 21, "N": 336}: together the roll."""
    found = Counter(entry.standing.code for entry in entries)
    return {code: found[code] for code in CODES}


def differences(then: Sequence[Entry], now: Sequence[Entry]) -> list[dict[str, Any]]:
    """Who stands differently by what is known now: {pupil_id, was, is, true_from, recorded_at}."""
    before = {entry.pupil_id: entry.standing for entry in then}
    after = {entry.pupil_id: entry.standing for entry in now}
    return [
        {
            "pupil_id": pupil_id,
            "was": before[pupil_id].code if pupil_id in before else None,
            "is": after[pupil_id].code if pupil_id in after else None,
            "true_from": after[pupil_id].since if pupil_id in after else None,
            "recorded_at": after[pupil_id].recorded_at if pupil_id in after else None,
        }
        for pupil_id in sorted(before.keys() | after.keys())
        if _shown(before.get(pupil_id)) != _shown(after.get(pupil_id))
    ]


def _shown(stood: Standing | None) -> tuple[Any, ...] | None:
    return (stood.code, stood.need, stood.since) if stood else None


def schools(views: Database[Document]) -> dict[UUID, Document]:
    """School id -> {name, phase}."""
    return {one["_id"]: one for one in live_collection(views, SCHOOL_NAMES.name).find().limit(500)}


def caseloads(views: Database[Document], today: date) -> list[dict[str, Any]]:
    """One line per school of the trust: who is on the register, what waits, what is late.

    Returns {school_id, name, phase, roll, K, E, N, open_concerns, late_to_acknowledge,
    late_to_decide, late_ours, late_council, due_soon, reviews_on_time, reviews_told}; a school
    whose events have not come yet is simply not there.
    """
    names = schools(views)
    lines = {
        school_id: {"school_id": school_id, "name": school["name"], "phase": school["phase"]}
        | dict.fromkeys((*CODES, "roll", *WAITING, *lateness.COUNTS), 0)
        for school_id, school in names.items()
    }
    places: dict[UUID, UUID] = {}
    for entry in register(views, None, true_on=today, known_on=today):
        line = lines.get(entry.standing.school_id)
        if line is not None:
            places[entry.pupil_id] = entry.standing.school_id
            line["roll"] += 1
            line[entry.standing.code] += 1
    for pupil in live_collection(views, CASELOAD.name).find({"open_concerns": {"$gt": 0}}):
        if pupil["_id"] in places:
            _add(lines[places[pupil["_id"]]], waiting(pupil, today))
    for school_id, counts in dates_of_cases(views, today):
        if school_id in lines:
            _add(lines[school_id], counts)
    return sorted(
        lines.values(),
        key=lambda line: (-line["late_ours"], -line["late_to_decide"], -line["open_concerns"]),
    )


WAITING: Final = ("open_concerns", "late_to_acknowledge", "late_to_decide")


def dates_of_cases(
    views: Database[Document], today: date
) -> Iterator[tuple[UUID | None, dict[str, int]]]:
    """Each EHC case's counts with the school that answers for it: of pupils who left, the last."""
    schools_now = {
        pupil["_id"]: pupil["school_id"]
        for pupil in live_collection(views, PUPILS.name).find().limit(MOST_PUPILS)
    }
    for case in live_collection(views, DATES.name).find().limit(MOST_PUPILS):
        yield schools_now.get(case["pupil_id"]), lateness.counted(case, today)


def waiting(pupil: Mapping[str, Any], today: date) -> dict[str, int]:
    """What of a pupil's concerns waits, and what of it is later than promised."""
    found = dict.fromkeys(WAITING, 0)
    for concern in pupil["referrals"].values():
        if concern["outcome"] is not None:
            continue
        raised_on = date.fromisoformat(concern["raised_on"])
        found["open_concerns"] += 1
        unseen = concern["acknowledged_on"] is None
        found["late_to_acknowledge"] += unseen and raised_on + ACKNOWLEDGE_WITHIN < today
        found["late_to_decide"] += raised_on + DECIDE_WITHIN < today
    return found


def _add(line: dict[str, Any], more: Mapping[str, int]) -> None:
    for name, count in more.items():
        line[name] += count


def open_concerns(views: Database[Document], school_id: UUID, today: date) -> list[dict[str, Any]]:
    """The pupils of a school with a concern that waits, oldest first: the drill-down."""
    here = [entry.pupil_id for entry in register(views, school_id, true_on=today, known_on=today)]
    found = live_collection(views, CASELOAD.name).find(
        {"_id": {"$in": here}, "open_concerns": {"$gt": 0}}
    )
    return [
        {
            "pupil_id": pupil["_id"],
            "oldest_open": pupil["oldest_open"],
            **waiting(pupil, today),
        }
        for pupil in found.sort("oldest_open", 1).limit(500)
    ]


def history(
    views: Database[Document], pupil_id: UUID, *, cursor: str | None, limit: int
) -> tuple[list[Document], str | None]:
    """A pupil's events, the one recorded last first. Raises Invalid for a wrong cursor."""
    return page(
        live_collection(views, HISTORY.name),
        {"pupil_id": pupil_id},
        order=(("recorded_at", -1), ("_id", 1)),
        cursor=cursor,
        limit=limit,
    )
