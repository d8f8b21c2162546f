"""What is announced about deadlines on a day, once each: near and missed.

A notice belongs to a deadline's day: another day makes other notices. Whatever was announced is in
the case's own events, so restarts, two workers and jumps of the clock announce nothing twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from shared.rulebook.computed import Limit
from shared.rulebook.rule import Kind

from .clocks.counting import can_be_missed, is_planned_for_others
from .clocks.interim import INTERIM_TO
from .deadlines import Deadline, deadlines
from .events import (
    Announcement,
    EhcpDeadlineApproaching,
    EhcpDeadlineMissed,
)
from .facts import Announced, EhcCase
from .reminders import REMINDERS, Reminders
from .terms import Notice

ONE_DAY: Final = timedelta(days=1)


def announce(
    case_id: UUID, case: EhcCase, today: date, reminders: Reminders = REMINDERS
) -> Sequence[Announcement]:
    """What is to be announced on a day, at most one notice for each deadline; [] if nothing is.

    What lay before the import of the case comes first and alone: see `is_of_imported_past`.
    """
    found = [
        notice
        for deadline in deadlines(case)
        if (notice := _due(case_id, case, deadline, today, reminders)) is not None
    ]
    of_the_past = [one for one in found if is_of_imported_past(case, one)]
    return of_the_past or found


def is_of_imported_past(case: EhcCase, notice: Announcement) -> bool:
    """Whether the notice would have been given before the case was imported, or of a child under
    five before directory told the age.

    It is recorded, since views count what is late, and told to nobody. A day to which the case's
    clock ran before a later list came is no past that this list brought.
    """
    given_on = _given_on(notice)
    if notice.rule == INTERIM_TO and case.under_five and given_on <= case.under_five.told_on:
        return True
    if case.imported_on is None or given_on > case.imported_on:
        return False
    before = case.before_import
    return before is None or not _ran(before, notice) or is_of_imported_past(before, notice)


def _ran(case: EhcCase, notice: Announcement) -> bool:
    """Whether the notice's clock ran to its day in the case as it stood."""
    to = (notice.rule, notice.about, notice.due_on)
    return any(one.running and (*one.clock, one.due_on) == to for one in deadlines(case))


def _given_on(notice: Announcement) -> date:
    if isinstance(notice, EhcpDeadlineApproaching):
        return notice.due_on - timedelta(days=notice.distance)
    return notice.effective_on


def _due(
    case_id: UUID, case: EhcCase, deadline: Deadline, today: date, reminders: Reminders
) -> EhcpDeadlineApproaching | EhcpDeadlineMissed | None:
    due = next_notice(case, deadline, reminders)
    if due is None or deadline.limit is None or case.opened is None or today < due:
        return None
    due_on, days_left = deadline.limit.due_on, (deadline.limit.due_on - today).days
    responsible = deadline.limit.rule.responsible
    if not deadline.is_owed_on(today) or (days_left < 0 and not can_be_missed(deadline.limit)):
        return None
    if days_left < 0:
        return EhcpDeadlineMissed(
            case_id=case_id,
            pupil_id=case.opened.pupil_id,
            notice_id=notice_id(case_id, case, Notice.MISSED, deadline, 0),
            rule=deadline.rule,
            about=deadline.about,
            due_on=due_on,
            responsible=responsible,
            owed_until=deadline.owed_until,
            effective_on=due_on + ONE_DAY,
        )
    rule = deadline.limit.rule
    distance = min(one for one in reminders.every(rule) if days_left <= one)
    return EhcpDeadlineApproaching(
        case_id=case_id,
        pupil_id=case.opened.pupil_id,
        notice_id=notice_id(case_id, case, Notice.APPROACHING, deadline, distance),
        rule=deadline.rule,
        about=deadline.about,
        due_on=due_on,
        responsible=responsible,
        distance=distance,
        days_left=days_left,
        readers=reminders.readers(rule, days_left, _reached(case, deadline)),
        effective_on=today,
    )


def next_notice(case: EhcCase, deadline: Deadline, reminders: Reminders = REMINDERS) -> date | None:
    """The day on which the next notice of a deadline is due; None once there is none to come."""
    if not deadline.running or deadline.limit is None or not is_announced(deadline.limit):
        return None
    due_on = deadline.limit.due_on
    if any(one.what is Notice.MISSED for one in _said(case, deadline)):
        return None
    reached = _reached(case, deadline)
    every = reminders.every(deadline.limit.rule)
    left = [one for one in every if reached is None or one < reached]
    if left:
        return due_on - timedelta(days=left[0])
    return due_on + ONE_DAY if can_be_missed(deadline.limit) else None


def _said(case: EhcCase, deadline: Deadline) -> Sequence[Announced]:
    """What stands announced of this very day of a deadline."""
    due_on = deadline.due_on
    return [x for x in case.announced if x.clock == deadline.clock and x.due_on == due_on]


def _reached(case: EhcCase, deadline: Deadline) -> int | None:
    """The nearest distance at which it was announced."""
    said = [one.distance for one in _said(case, deadline)]
    return min((one for one in said if one is not None), default=None)


def is_announced(limit: Limit) -> bool:
    """A time that somebody must be left is announced while it runs; a window never."""
    told = limit.rule.kind in (Kind.BY, Kind.MINIMUM_PERIOD)
    return told and not is_planned_for_others(limit.rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCome:
    """A notice that is to be given, from a day on. until: the last day it makes sense; None where
    it is given however late.
    """

    on: date
    until: date | None


def to_come(case: EhcCase, found: Sequence[Deadline], since: date) -> tuple[ToCome, ...]:
    """Of a case and its deadlines: the first of the notices that are given however late, and each
    that time can overtake.

    A right or a time that is over was near once, and nobody is told so afterwards. since: the day
    of what is known; what was over two days before it is left out, since the clock of the night
    may still be at the day before.
    """
    notices = [
        ToCome(on=on, until=deadline.owed_until if can_be_missed(limit) else limit.due_on)
        for deadline in found
        if (limit := deadline.limit) is not None and (on := next_notice(case, deadline)) is not None
    ]
    late = [one for one in notices if one.until is None]
    in_time = [one for one in notices if one.until is not None and one.until >= since - ONE_DAY]
    return (*sorted(late, key=lambda one: one.on)[:1], *in_time)


def notice_id(
    case_id: UUID, case: EhcCase, what: Notice, deadline: Deadline, distance: int
) -> UUID:
    """The same for the same announcement; another once one was withdrawn."""
    which = deadline.rule if deadline.about is None else f"{deadline.rule}/{deadline.about}"
    return uuid5(case_id, f"{what}/{which}/{deadline.due_on}/{distance}/{case.withdrawn}")
