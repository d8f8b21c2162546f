"""The dates of a case as calendars show them: which there are, and how often each has changed.

A calendar that has taken an entry over changes it for one of the same name and a higher number,
and drops it once it is withdrawn (RFC 5545, 3.8.4.7, 3.8.7.4, 3.8.1.11). The number counts the
changes that the case's events made, so it is the same whoever counts, and whenever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from shared.rulebook.rule import Kind

from .clocks.counting import Deadline, Standing, is_planned_for_others

SHOWN: Final = (Kind.BY, Kind.MINIMUM_PERIOD)  # what nobody must do by it stands in no calendar


class Mark(StrEnum):
    """What a calendar says of a date."""

    DUE = "due"
    DONE = "done"
    WITHDRAWN = "withdrawn"  # struck out, overtaken, or the limit does not bind


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """One entry. sequence: how often it has changed. changed_at: when it last did.

    inputs: what the rule was told, days as "2026-11-13". started_by, owed_until: as of the
    deadline.
    """

    rule: str
    about: UUID | None
    due_on: date
    done_on: date | None
    mark: Mark
    sequence: int
    changed_at: datetime
    started_by: UUID | None = None
    inputs: Mapping[str, str | None] = field(default_factory=dict)
    owed_until: date | None = None

    @property
    def clock(self) -> tuple[str, UUID | None]:
        return (self.rule, self.about)

    @property
    def says(self) -> tuple[date, date | None, Mark]:
        """What its reader would notice a change of."""
        return (self.due_on, self.done_on, self.mark)


def entry_id(case_id: UUID, rule: str, about: UUID | None) -> UUID:
    """The name of an entry, for as long as there is one: of the case, the rule and the clock."""
    return uuid5(case_id, f"calendar/deadline/{rule}/{about or ''}")


def dates_after(
    before: Sequence[CalendarDate], deadlines: Sequence[Deadline], at: datetime
) -> tuple[CalendarDate, ...]:
    """The dates once an event has been recorded. deadlines: of the case with that event."""
    old = {one.clock: one for one in before}
    new = {one.clock: said for one in deadlines if (said := _said(one, at)) is not None}
    gone = [_withdrawn(one, at) for clock, one in old.items() if clock not in new]
    return (*gone, *(_changed(old.get(clock), one) for clock, one in new.items()))


def _said(deadline: Deadline, at: datetime) -> CalendarDate | None:
    """A deadline as an entry that is new; None where it is none, or none any more."""
    limit = deadline.limit
    if limit is None or limit.rule.kind not in SHOWN or is_planned_for_others(limit.rule):
        return None
    if deadline.standing not in (Standing.RUNNING, Standing.DONE):
        return None
    return CalendarDate(
        rule=deadline.rule,
        about=deadline.about,
        due_on=limit.due_on,
        done_on=deadline.done_on,
        mark=Mark.DONE if deadline.standing is Standing.DONE else Mark.DUE,
        sequence=0,
        changed_at=at,
        started_by=deadline.started_by,
        inputs={name: _told(value) for name, value in deadline.inputs.items()},
        owed_until=deadline.owed_until,
    )


def _told(value: date | str | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _changed(old: CalendarDate | None, new: CalendarDate) -> CalendarDate:
    if old is None:
        return new
    if new.says == old.says:
        return replace(new, sequence=old.sequence, changed_at=old.changed_at)
    return replace(new, sequence=old.sequence + 1)


def _withdrawn(old: CalendarDate, at: datetime) -> CalendarDate:
    if old.mark is Mark.WITHDRAWN:
        return old
    return replace(old, mark=Mark.WITHDRAWN, done_on=None, sequence=old.sequence + 1, changed_at=at)
