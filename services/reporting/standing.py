"""A pupil's provision and school on a day, as known on a day: the register is this, for everyone.

A fact says what was true from a day on (`effective_on`) and when we were told (`recorded_at`).
A correction takes the place of the fact that it names, from the moment that it was told. Of what
was known, the fact with the latest day at or before the day asked for holds; of two for one day,
the one told later. An EHC plan ends on the day that `plan_end` finds.

Source: school census, SEN provision: every pupil has exactly one of N, K and E.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shared.calendar import london_date

from .plan_end import ENDED, ends_of
from .projections.register import LONG_AGO

NO_SEN, PLAN = "N", "E"
MIS, CASE = "directory", "ehcp"
OF_COUNCIL = (MIS, CASE)  # who tells what the council decided
Facts = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """code: N, K or E. need: the main one, where known. since: the day of the fact; None where
    there is no fact, or nobody has told its day.
    """

    school_id: Any
    code: str
    need: str | None
    since: str | None
    recorded_at: datetime | None


def known(facts: Iterable[Mapping[str, Any]], until: datetime) -> list[Mapping[str, Any]]:
    """The facts that had been told before `until`, without those that were corrected or replaced
    by then.
    """
    told = [fact for fact in facts if fact["recorded_at"] < until and not _replaced(fact, until)]
    corrected = {fact["corrects"] for fact in told if fact.get("corrects")}
    return [
        fact for fact in told if fact.get("fact_id") is None or fact["fact_id"] not in corrected
    ]


def _replaced(fact: Mapping[str, Any], until: datetime) -> bool:
    replaced_at = fact.get("replaced_at")
    return replaced_at is not None and replaced_at < until


def holding(facts: Iterable[Mapping[str, Any]], on: date) -> Mapping[str, Any] | None:
    """The fact that holds on a day."""
    day = on.isoformat()
    begun = [fact for fact in facts if fact["effective_on"] <= day]
    return max(begun, key=_order, default=None)


def standing(pupil: Mapping[str, Any], *, on: date, known_until: datetime) -> Standing | None:
    """Where a pupil stood on a day; None if the pupil was on no roll of this trust then.

    pupil: {places: [fact with school_id | None], provision: {service: [fact with code, need]},
    endings: [what was told of how a plan ends]}
    """
    place = holding(known(pupil.get("places", ()), known_until), on)
    if place is None or place["school_id"] is None:
        return None
    saying = {
        service: [fact for fact in known(facts, known_until) if fact["code"]]
        for service, facts in pupil.get("provision", {}).items()
    }
    ends = list(ends_of(known(pupil.get("endings", ()), known_until)))
    provision = provided(with_news(saying, ends), ends, on)
    if provision is None:
        return Standing(
            school_id=place["school_id"], code=NO_SEN, need=None, since=None, recorded_at=None
        )
    known_day = provision["effective_on"] != LONG_AGO.isoformat() and not _undated(provision)
    return Standing(
        school_id=place["school_id"],
        code=provision["code"],
        need=provision["need"] or main_need(saying, on),
        since=provision["effective_on"] if known_day else None,
        recorded_at=provision["recorded_at"],
    )


def year_on(pupil: Mapping[str, Any], *, on: date, known_until: datetime) -> str | None:
    """The year that a pupil was taught in, as it was told last by a day; the first that was told,
    for a day before.
    """
    told = [one for one in pupil.get("years", ()) if one["recorded_at"] < known_until]
    by_then = [one for one in told if london_date(one["recorded_at"]) <= on]
    found = [*told[:1], *by_then]
    # A document of before the last rebuild has the last one alone.
    year: str | None = found[-1]["year_group"] if found else pupil["year_group"]
    return year


def with_news(saying: Facts, ends: Sequence[Mapping[str, Any]]) -> Facts:
    """The facts, and of the undated ones those alone that are news: the others only follow what
    was decided, whose day is known. ends: of plans, each as a fact.
    """
    undated = [
        (service, fact) for service, facts in saying.items() for fact in facts if _undated(fact)
    ]
    found = {
        service: [fact for fact in facts if not _undated(fact)] for service, facts in saying.items()
    }
    for service, fact in sorted(undated, key=lambda one: (_order(one[1]), one[0])):
        if _is_news(service, fact, found, ends):
            found[service].append(fact)
    return found


def _is_news(
    service: str, fact: Mapping[str, Any], found: Facts, ends: Sequence[Mapping[str, Any]]
) -> bool:
    """Whether another code held until an undated fact was told, and nobody has told it since. What
    a case tells of a plan, the MIS never ends by it.
    """
    day = date.fromisoformat(fact["effective_on"])
    of_case = holding([*found.get(CASE, ()), *ends], day)
    if service == MIS and of_case is not None and of_case["code"] == PLAN:
        return False
    held = provided(found, ends, day)
    if held is None:
        return bool(fact["code"] != NO_SEN)
    return bool(held["code"] != fact["code"] and held["recorded_at"] < fact["recorded_at"])


def _undated(fact: Mapping[str, Any]) -> bool:
    # A document of before the last rebuild says nothing of it.
    return bool(fact.get("undated"))


def _order(fact: Mapping[str, Any]) -> tuple[str, datetime]:
    return fact["effective_on"], fact["recorded_at"]


def provided(
    saying: Facts, ends: Sequence[Mapping[str, Any]], on: date
) -> Mapping[str, Any] | None:
    """The fact about a pupil's provision that holds on a day. ends: of plans, each as a fact.

    An EHC plan stays until it has ended: nothing that the school decides itself, about SEN
    Support, makes E into another code (domain guide 1.4).
    """
    of_council = [fact for name in OF_COUNCIL for fact in saying.get(name, ())]
    council = holding([*of_council, *ends], on)
    if council is not None and council["code"] == PLAN:
        return council
    every = [fact for facts in saying.values() for fact in facts]
    if council is None or council["code"] != ENDED:
        return holding(every, on)
    return after_plan(council, holding([one for one in every if one["code"] != PLAN], on))


def after_plan(end: Mapping[str, Any], school: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What holds once a plan has ended: what the school itself says, but not from before that."""
    if school is None:
        return {**end, "code": NO_SEN}
    if school["effective_on"] > end["effective_on"]:
        return school
    return {**school, "effective_on": end["effective_on"], "recorded_at": end["recorded_at"]}


def main_need(saying: Facts, on: date) -> str | None:
    """The need that was named last, where the fact that holds names none."""
    naming = [fact for facts in saying.values() for fact in facts if fact["need"]]
    found = holding(naming, on)
    return found["need"] if found else None
