"""One deadline of a case, counted by the rule book, and how it stands. No clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from shared.rulebook.book import RuleBook
from shared.rulebook.limits import Limit, compute
from shared.rulebook.reading import BOOK, ENGLAND
from shared.rulebook.rule import Force, Kind, Party, Rule
from shared.rulebook.working_days import WorkingDays

from ..facts import Entry

SOON_DAYS: Final = 28
# Rights of the family: whoever leaves one unused is not late, and a late one may be allowed.
RIGHTS: Final = frozenset({"appeal.due", "mediation.contact"})
LAW: Final = frozenset(one for one in Force if one.name.startswith(Force.STATUTORY.name))
Inputs = Mapping[str, date | str | None]


class Standing(StrEnum):
    """What has become of a deadline, whatever day it is."""

    NOT_KNOWN = "not-known"  # the day it starts from is not known: ask the council
    RUNNING = "running"
    DONE = "done"
    OVERTAKEN = "overtaken"  # later steps were taken; when this one was done is not known
    NOT_NEEDED = "not-needed"  # what was decided, the limit does not bind
    NOT_COUNTED = "not-counted"  # another limit has taken its place


class Status(StrEnum):
    """How a deadline stands on a day."""

    NOT_KNOWN = "not-known"
    NOT_YET = "not-yet"  # before a first day: nothing is to be done, and nobody waits
    LATER = "later"
    DUE_SOON = "due-soon"
    DUE_TODAY = "due-today"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done-late"
    OVERTAKEN = "overtaken"
    NOT_NEEDED = "not-needed"
    NOT_COUNTED = "not-counted"
    PASSED = "passed"  # a time that had to be left, or that bounds something: nothing is missed
    GOES_ON = "goes-on"
    ASK_FOR_ADVICE = "ask-for-advice"  # a right's time is over, and may yet be allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """limit: None while its start is not known. done_on: the day of the act, once it is told.

    about: which of the rule's clocks, where it has several. inputs: what the rule was told.
    started_by: the entry that the clock starts from, where it is no receipt.
    owed_until: the last day on which it is owed at all; None: until it is done.
    """

    rule: str
    standing: Standing
    limit: Limit | None
    done_on: date | None = None
    about: UUID | None = None
    inputs: Inputs = field(default_factory=dict)
    started_by: UUID | None = None
    owed_until: date | None = None

    @property
    def clock(self) -> tuple[str, UUID | None]:
        """Its rule, and which of the rule's clocks."""
        return (self.rule, self.about)

    @property
    def running(self) -> bool:
        return self.standing is Standing.RUNNING

    def is_owed_on(self, today: date) -> bool:
        return self.owed_until is None or today <= self.owed_until

    @property
    def due_on(self) -> date | None:
        return self.limit.due_on if self.limit else None

    @property
    def days_in_hand(self) -> int | None:
        """How many days early it was done; below 0, late."""
        if self.limit is None or self.done_on is None or self.standing is not Standing.DONE:
            return None
        return (self.limit.due_on - self.done_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Counts with a rule book and a list of bank holidays: the project's own, or others."""

    book: RuleBook = BOOK
    days: WorkingDays = ENGLAND

    def deadline(
        self,
        rule: str,
        inputs: Inputs | date | None,
        *,
        about: UUID | None = None,
        by: Entry | None = None,
        done_on: date | None = None,
        ended: Standing | None = None,
    ) -> Deadline:
        """inputs: what the rule is told, or the day of its start event. by: the entry that starts
        it. ended: why the deadline does not run, whatever was done.
        """
        told = inputs if isinstance(inputs, Mapping) else self._start(rule, inputs)
        known = all(told.get(name) is not None for name in self.book.needs(rule).required)
        counted = compute(rule, told, book=self.book, days=self.days) if known else None
        standing = ended or _standing(counted, done_on)
        return Deadline(
            rule=rule,
            standing=standing,
            limit=counted,
            done_on=None if ended else done_on,
            about=about,
            inputs=told,
            started_by=by.entry_id if by else None,
        )

    def _start(self, rule: str, on: date | None) -> Inputs:
        return {self.book.latest(rule).start_event: on}


def _standing(counted: Limit | None, done_on: date | None) -> Standing:
    if counted is None:
        return Standing.NOT_KNOWN
    return Standing.DONE if done_on else Standing.RUNNING


def status_on(deadline: Deadline, today: date) -> Status:
    """How a deadline stands on a day. The whole of its last day is in time."""
    if deadline.standing is Standing.DONE:
        return Status.DONE_LATE if (deadline.days_in_hand or 0) < 0 else Status.DONE
    if deadline.standing is not Standing.RUNNING or deadline.limit is None:
        return Status(deadline.standing.value)
    if deadline.limit.rule.kind is Kind.CONTINUING:
        return Status.GOES_ON
    return _status_of_running(deadline, deadline.limit, today)


def can_be_missed(limit: Limit) -> bool:
    """Whether somebody is late once its day has passed: a duty's can, a right's cannot, and
    nobody is late by a day that we only plan with for them.
    """
    rule = limit.rule
    return rule.can_be_missed and rule.id not in RIGHTS and not is_planned_for_others(rule)


def is_breach(limit: Limit) -> bool:
    """Whether the law is broken where it is missed: a "should", or a day to plan with, is none."""
    return can_be_missed(limit) and limit.rule.force in LAW


def is_planned_for_others(rule: Rule) -> bool:
    """A day by which a council should act, and which no law sets: shown, and never announced."""
    return rule.force is Force.DERIVED_PLANNING and rule.responsible is not Party.SCHOOL


def is_first_day(rule: Rule) -> bool:
    """Whether its day is none to do anything by: before it is too early."""
    return rule.kind is Kind.NOT_BEFORE


def _status_of_running(deadline: Deadline, limit: Limit, today: date) -> Status:
    days_left = (limit.due_on - today).days
    if is_first_day(limit.rule):
        return Status.NOT_YET if days_left > 0 else Status.PASSED
    if days_left < 0:
        if limit.rule.id in RIGHTS:
            return Status.ASK_FOR_ADVICE
        late = can_be_missed(limit) and deadline.is_owed_on(today)
        return Status.LATE if late else Status.PASSED
    if days_left == 0:
        return Status.DUE_TODAY
    return Status.DUE_SOON if days_left <= SOON_DAYS else Status.LATER
