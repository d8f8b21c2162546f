"""The EHC cases of pupils: of the plan that they have, of a plan that ended, of these months."""

from datetime import date, timedelta
from typing import Final

from . import case_assessment as steps
from . import case_changes
from .case_reviews import review_yearly
from .case_writing import begun
from .school_days import weekday
from .told import Line
from .trust import Pupil

NOT_YET: Final = date.max  # what the school has is SEN Support still
# How far cases have come by today: of how many, and how many days ago the request was received.
COME_TO: Final = {
    "requested": (5, (3, 30)),  # nobody knows yet whether it was received
    "deciding": (6, (4, 48)),
    "refused": (5, (45, 160)),
    "assessing": (9, (45, 110)),
    "no-plan": (6, (115, 190)),
    "drafted": (8, (112, 190)),
}


def finished(pupil: Pupil, since: date, today: date) -> Line:
    """The case that ended in the plan which the pupil has since a day, and the plan's life."""
    writing = begun(pupil, "case", today)
    steps.assess(writing, since)
    reviewed_until = case_changes.happen(writing, since)
    review_yearly(writing, since, until=reviewed_until)
    return writing.written()


def running(pupil: Pupil, today: date) -> Line:
    """A case of these months: what has come by today is told, what is due or late is not there."""
    writing = begun(pupil, "running-case", today)
    chance = writing.chance
    come_to = chance.weighted({name: share for name, (share, _) in COME_TO.items()})
    received = today - timedelta(days=chance.between(*COME_TO[come_to][1]))
    days = steps.days_of(writing, received, final=NOT_YET)
    steps.ask(writing, days.asked)
    if come_to == "requested":
        return writing.written()
    steps.receive(writing, days)
    if come_to == "refused":
        steps.decide(writing, days.decided, "refused")
        case_changes.appeal_refusal(writing, days.decided)
        return writing.written()
    steps.decide(writing, days.decided, "assess")
    steps.advise(writing, days)
    steps.decide_plan(writing, days.plan_decided, planned=come_to != "no-plan")
    if come_to != "no-plan":
        steps.draft(writing, days)
        steps.excuse(writing, days)
    return writing.written()


def former(pupil: Pupil, since: date, today: date) -> Line | None:
    """The case of a plan that ended the day before SEN Support began; None for a child too young
    to have had one.
    """
    writing = begun(pupil, "former-case", today)
    ended = since - timedelta(days=1)
    decided = weekday(ended - timedelta(days=writing.chance.between(66, 90)))
    final = weekday(decided - timedelta(days=writing.chance.between(400, 1100)))
    if final < _school_began(pupil, today) or final < steps.FIRST_ACT + timedelta(days=300):
        return None
    steps.assess(writing, final)
    review_yearly(writing, final, until=decided - timedelta(days=100))
    case_changes.cease(writing, decided)
    writing.step(ended, "record-ceased", entry_id=writing.id("end"), ended_on=ended)
    return writing.written()


def _school_began(pupil: Pupil, today: date) -> date:
    """When a pupil of this year group came to Reception, as most do; never, for other groups."""
    if not pupil.year.isdecimal():
        return date.max
    this_year = today.year if today.month >= 9 else today.year - 1
    return date(this_year - int(pupil.year), 9, 1)
