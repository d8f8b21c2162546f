"""A support plan in the words of families: what we work on, what school does, if it happened.

Each sentence is for a reader of 9 to 11 years. What was missed is said, never smoothed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from shared.calendar import london_date

from .clients.plans import Help, Plan, PlanTarget, Review, View
from .family_words import Child
from .words.counts import count
from .words.days import day, full_day
from .words.plans import RESULTS_FOR_FAMILY, missed_for_family, number

SAID: Final = {
    "agree": "you agree with this plan",
    "add": "you want to add something",
    "disagree": "you do not agree with this plan",
}
WHO: Final = {
    "class-teacher": "The class teacher",
    "subject-teacher": "A teacher of that lesson",
    "teaching-assistant": "A teaching assistant",
    "senco": "The special needs co-ordinator (SENCO)",
    "specialist": "Someone from outside the school",
    "other": "Someone else",
}
# Of what the school took out: one of it, more of it.
TAKEN_OUT: Final = {
    "note": ("text on what is good and what is hard", "texts on what is good and what is hard"),
    "target": ("goal", "goals"),
    "provision": ("kind of help", "kinds of help"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTold:
    """what: as staff wrote it. how: sentences. happened: if it took place, and why not."""

    what: str
    how: str
    happened: str
    ended: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetTold:
    """will_do, measure: as staff wrote them. so_far: sentences."""

    will_do: str
    measure: str
    so_far: str
    help: list[HelpTold]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTold:
    """A plan as a family reads it. said: what the child says. found: by reviews, latest first."""

    strengths: str | None
    needs: str | None
    at_home: str | None
    targets: list[TargetTold]
    other_help: list[HelpTold]
    said: list[View]
    found: list[Review]


def told(child: Child, plan: Plan, today: date) -> PlanTold:
    """plan: as it was shared with them."""
    note = plan.note
    targets = {target.target_id for target in plan.targets}
    return PlanTold(
        strengths=note.strengths if note else None,
        needs=note.needs if note else None,
        at_home=note.at_home if note else None,
        targets=[of_target(child, one, plan, today) for one in plan.targets],
        other_help=[
            of_help(child, one, today) for one in plan.provision if one.target_id not in targets
        ],
        said=[one for one in reversed(plan.views) if one.speaker != "parent" and one.said],
        found=list(reversed(plan.reviews)),
    )


def of_target(child: Child, target: PlanTarget, plan: Plan, today: date) -> TargetTold:
    return TargetTold(
        will_do=target.will_do or "",
        measure=target.measure or "",
        so_far=" ".join(so_far(child, target, today)),
        help=[
            of_help(child, one, today)
            for one in plan.provision
            if one.target_id == target.target_id
        ],
    )


def so_far(child: Child, target: PlanTarget, today: date) -> list[str]:
    """From where the child started to where they should be."""
    started = day(target.baseline_on, today=today)
    sentences = [f"{child.subject} started at {number(target.baseline)} on {started}."]
    if target.now is None or target.now_on is None:
        sentences.append("Nobody has checked again yet.")
    else:
        sentences.append(f"On {day(target.now_on, today=today)} it was {number(target.now)}.")
    sentences.append(f"The aim is {number(target.aim)} by {full_day(target.by_when)}.")
    if target.results:
        last = target.results[-1]
        met = RESULTS_FOR_FAMILY[last.result]
        sentences.append(f"When we met on {day(last.on, today=today)}, this was {met}.")
    sentences.append(does(child, target.measured_by, "check this", "checks this"))
    return sentences


def of_help(child: Child, line: Help, today: date) -> HelpTold:
    group = (
        f"{child.subject} {'work' if child.you else 'works'} alone with the adult."
        if line.group_size == 1
        else f"It is in a group of {line.group_size}."
    )
    first, last = day(line.starts_on, today=today), full_day(line.ends_on)
    how = [
        f"{line.minutes} minutes, {times(line.times_a_week)} a week.",
        group,
        does(child, line.delivered_by, "do this", "does this"),
        f"It runs from {first} to {last}.",
    ]
    ended = None
    if line.ended:
        ended = f"This help ended on {day(line.ended.on, today=today)}. {line.ended.reason or ''}"
    return HelpTold(
        what=line.what or "", how=" ".join(how), happened=happened(child, line), ended=ended
    )


def happened(child: Child, line: Help) -> str:
    """ "It happened 19 times out of 24. Missed: the adult was ill or away (3), ..."."""
    recorded = line.given + line.not_given
    if not recorded:
        return "No session is written down yet."
    if recorded >= line.planned:
        sentence = f"It happened {times(line.given)} out of {recorded}."
    else:
        out_of = f" out of {recorded}" if line.missed else ""
        sentence = (
            f"So far it happened {times(line.given)}{out_of}. "
            f"{times(line.planned).capitalize()} are planned."
        )
    if not line.missed:
        return sentence
    was = "you were" if child.you else f"{child.first} was"
    return f"{sentence} Missed: {missed_for_family(line.missed, who=child.who, was=was)}."


def times(number_: int) -> str:
    """ "once", "4 times"; "0 times" is said, not hidden."""
    return "once" if number_ == 1 else f"{number_:,} times"


def does(child: Child, who: str, you_do: str, they_do: str) -> str:
    """ "The class teacher checks this.", "You check this at home."."""
    if who == "family":
        return f"Your family {they_do} at home." if child.you else f"You {you_do} at home."
    if who == "pupil":
        return f"You {you_do}." if child.you else f"{child.first} {they_do}."
    return f"{WHO[who]} {they_do}."


def own_reading(plan: Plan) -> datetime | None:
    """When this person first read what was shared last."""
    reads = plan.share.reads if plan.share else []
    return min((mark.at for mark in reads), default=None)


def news(plan: Plan, since: datetime) -> str | None:
    """ "1 new check, 2 missed sessions", recorded since an instant; None where there is nothing."""
    checks = sum(measure.at > since for target in plan.targets for measure in target.measures)
    given = sum(one.at > since and one.missed is None for one in plan.sessions)
    missed = sum(one.at > since and one.missed is not None for one in plan.sessions)
    counted = (
        (checks, "new check"),
        (given, "session that happened"),
        (missed, "missed session"),
    )
    said = [
        count(number_, thing, "sessions that happened" if "that" in thing else None)
        for number_, thing in counted
        if number_
    ]
    return ", ".join(said) or None


def taken_out(plan: Plan, today: date) -> list[str]:
    """ "The school took out 1 goal on 20 November. ...", the latest first."""
    counted = Counter((london_date(one.at), one.kind) for one in plan.taken_out)
    return [
        f"The school took out {count(number_, *TAKEN_OUT[kind])} on {day(on, today=today)}. "
        "This was there by mistake."
        for (on, kind), number_ in sorted(counted.items(), reverse=True)
    ]


def own_views(views: Iterable[View], person_id: UUID) -> list[View]:
    """What this person said, the last first."""
    own = (one for one in views if one.person_id == person_id)
    return sorted(own, key=lambda one: (one.on, one.at), reverse=True)


def answer_of(plan: Plan, person_id: UUID) -> View | None:
    """This person's last word on the plan as it was shared last."""
    if plan.share is None:
        return None
    share_id = plan.share.share_id
    said = own_views(plan.views, person_id)
    return next((one for one in said if one.stance and one.share_id == share_id), None)
