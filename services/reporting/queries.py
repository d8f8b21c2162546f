"""Reads the read models: the register on a day, the trust's schools, a pupil's history."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from pymongo.database import Database

from shared.access.pupils import PUPILS, records_of
from shared.calendar import known_until
from shared.codec import event_type
from shared.commits import Document
from shared.http.paging import page
from shared.personal import Audience
from shared.rulebook.reading import ENGLAND
from shared.views import live_collection

from . import lateness
from .children import Mergers, joined, mergers
from .inbound import ReferralRaised
from .projections.caseload import CASELOAD
from .projections.dates import DATES
from .projections.history import HISTORY
from .projections.register import REGISTER
from .projections.schools import SCHOOL_NAMES
from .standing import Standing, standing, year_on

# Of a concern about which nobody promised a day: there is no statutory limit (domain 2.1).
ACKNOWLEDGE_SCHOOL_DAYS: Final = 2
DECIDE_SCHOOL_DAYS: Final = 30
MOST_PUPILS: Final = 200_000
MOST_LISTED: Final = 500
CODES: Final = ("K", "E", "N")
RAISED: Final = event_type(ReferralRaised)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One pupil's line of the register."""

    pupil_id: UUID
    year_group: str | None
    standing: Standing


def pupils_of(
    views: Database[Document], school_id: UUID | None, known_until: datetime
) -> Iterator[Document]:
    """Every pupil who was ever at a school, or in the trust; two records are one child from when
    that was told.
    """
    known = mergers(views, known_until)
    children = known.by_child()
    where: Mapping[str, Any] = {}
    if school_id:
        been = [
            pupil_id
            for pupil_id, records in children.items()
            if any(school_id in one["school_ids"] for one in records)
        ]
        where = {"$or": [{"school_ids": school_id}, {"_id": {"$in": been}}]}
    for pupil in live_collection(views, REGISTER.name).find(where).limit(MOST_PUPILS):
        if pupil["_id"] not in known.merged:
            others = children.get(pupil["_id"])
            yield joined(pupil, others, known_until) if others else pupil


def register(
    views: Database[Document], school_id: UUID | None, *, true_on: date, until: datetime
) -> list[Entry]:
    """Every pupil on roll on `true_on`, with their provision, as it was known until an instant."""
    entries = []
    for pupil in pupils_of(views, school_id, until):
        stood = standing(pupil, on=true_on, known_until=until)
        if stood is not None and school_id in (None, stood.school_id):
            year_group = year_on(pupil, on=true_on, known_until=until)
            entries.append(Entry(pupil_id=pupil["_id"], year_group=year_group, standing=stood))
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
    for entry in register(views, None, true_on=today, until=known_until(today)):
        line = lines.get(entry.standing.school_id)
        if line is not None:
            places[entry.pupil_id] = entry.standing.school_id
            line["roll"] += 1
            line[entry.standing.code] += 1
    known = mergers(views, known_until(today))
    for pupil in live_collection(views, CASELOAD.name).find({"open_concerns": {"$gt": 0}}):
        school_id = places.get(known.goes_on_as(pupil["_id"]))
        if school_id is not None:
            _add(lines[school_id], waiting(pupil, today))
    for case_school_id, counts in dates_of_cases(views, today, known):
        if case_school_id in lines:
            _add(lines[case_school_id], counts)
    return sorted(
        lines.values(),
        key=lambda line: (-line["late_ours"], -line["late_to_decide"], -line["open_concerns"]),
    )


WAITING: Final = ("open_concerns", "late_to_acknowledge", "late_to_decide")


def dates_of_cases(
    views: Database[Document], today: date, known: Mergers
) -> Iterator[tuple[UUID | None, dict[str, int]]]:
    """Each EHC case's counts with the school that answers for it: of pupils who left, the last.

    known: which records are one child.
    """
    schools_now = {
        pupil["_id"]: pupil["school_id"]
        for pupil in live_collection(views, PUPILS.name).find().limit(MOST_PUPILS)
    }
    for case in live_collection(views, DATES.name).find().limit(MOST_PUPILS):
        yield schools_now.get(known.goes_on_as(case["pupil_id"])), lateness.counted(case, today)


def waiting(pupil: Mapping[str, Any], today: date, *, confidential: bool = True) -> dict[str, int]:
    """What of a pupil's concerns waits, and what of it is later than promised.

    confidential: whether those count too of which only some may know.
    """
    found = dict.fromkeys(WAITING, 0)
    for concern in _open(pupil, confidential=confidential):
        found["open_concerns"] += 1
        unseen = concern["acknowledged_on"] is None
        acknowledge_by = _promised(concern, "acknowledge_by", ACKNOWLEDGE_SCHOOL_DAYS)
        found["late_to_acknowledge"] += unseen and acknowledge_by < today
        decide_by = _promised(concern, "decide_by", DECIDE_SCHOOL_DAYS)
        found["late_to_decide"] += decide_by < today
    return found


def _promised(concern: Mapping[str, Any], name: str, school_days: int) -> date:
    # A document of before the last rebuild says nothing of it.
    promised = concern.get(name)
    if promised is None:
        return ENGLAND.nth_after(date.fromisoformat(concern["raised_on"]), school_days)
    return date.fromisoformat(promised)


def _open(pupil: Mapping[str, Any], *, confidential: bool) -> list[Mapping[str, Any]]:
    return [
        one
        for one in pupil["referrals"].values()
        # A document of before the last rebuild says nothing of it.
        if one["outcome"] is None and (confidential or not one.get("confidential"))
    ]


def _add(line: dict[str, Any], more: Mapping[str, int]) -> None:
    for name, count in more.items():
        line[name] += count


def open_concerns(
    views: Database[Document], school_id: UUID, today: date, *, confidential: bool
) -> list[dict[str, Any]]:
    """The pupils of a school with a concern that waits, oldest first: the drill-down.

    confidential: whether those are among them of which only some may know. A school's counts,
    which name nobody, have them all.
    """
    entries = register(views, school_id, true_on=today, until=known_until(today))
    known = mergers(views, known_until(today))
    here = {entry.pupil_id for entry in entries}
    merged = [one for one in known.merged if known.goes_on_as(one) in here]
    found = live_collection(views, CASELOAD.name).find(
        {"_id": {"$in": [*here, *merged]}, "open_concerns": {"$gt": 0}}
    )
    concerns = defaultdict[UUID, Document](dict)
    for one in found.sort("oldest_open", 1).limit(MOST_LISTED):
        concerns[known.goes_on_as(one["_id"])] |= one["referrals"]
    listed = []
    for pupil_id, referrals in concerns.items():
        child = {"referrals": referrals}
        waits = _open(child, confidential=confidential)
        if waits:
            oldest = min(one["raised_on"] for one in waits)
            counts = waiting(child, today, confidential=confidential)
            listed.append({"pupil_id": pupil_id, "oldest_open": oldest, **counts})
    return sorted(listed, key=lambda one: str(one["oldest_open"]))


def history(
    views: Database[Document],
    pupil_id: UUID,
    *,
    audiences: frozenset[Audience],
    cursor: str | None,
    limit: int,
) -> tuple[list[Document], str | None]:
    """A pupil's events, the one recorded last first. Raises Invalid for a wrong cursor.

    audiences: whose texts the reader may have opened. An event with a text for others is not
    there, and of a concern that began with one nothing is.
    """
    events = live_collection(views, HISTORY.name)
    others = [one.value for one in Audience if one not in audiences]
    of_child: Document = {"pupil_id": {"$in": records_of(views, pupil_id)}}
    for_others: Document = {**of_child, "texts.text.audience": {"$in": others}}
    hidden = events.distinct("data.referral_id", {**for_others, "type": RAISED})
    return page(
        events,
        {
            **of_child,
            "texts.text.audience": {"$nin": others},
            "data.referral_id": {"$nin": hidden},
        },
        order=(("recorded_at", -1), ("_id", 1)),
        cursor=cursor,
        limit=limit,
    )
