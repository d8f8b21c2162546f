"""The deadlines of a case: pure functions of what was told and of the rule book. No clock.

The 6, 16 and 20 weeks all run from the day the council received the request, never from its
decision. After a refusal that was followed by a new decision other limits apply (SEND Regulations
2014, regulations 44 and 45), which are not counted here yet: that is said, and no date is made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from shared.rulebook.limits import Limit, limit
from shared.rulebook.reading import BOOK, ENGLAND
from shared.rulebook.rule import RuleBook
from shared.rulebook.working_days import WorkingDays

from .facts import EhcCase
from .terms import AssessmentDecision, PlanDecision

DECIDE: Final = "ehcna.decide"
NO_PLAN: Final = "ehcna.no_plan"
FINAL_PLAN: Final = "ehcna.final_plan"
SCHOOL_ADVICE: Final = "advice.school"
RULES: Final = (DECIDE, NO_PLAN, FINAL_PLAN, SCHOOL_ADVICE)
SOON_DAYS: Final = 28


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
    LATER = "later"
    DUE_SOON = "due-soon"
    DUE_TODAY = "due-today"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done-late"
    OVERTAKEN = "overtaken"
    NOT_NEEDED = "not-needed"
    NOT_COUNTED = "not-counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """limit: None while its start is not known. done_on: the day of the act, once it is told."""

    rule: str
    standing: Standing
    limit: Limit | None
    done_on: date | None = None

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
        start_on: date | None,
        *,
        done_on: date | None = None,
        ended: Standing | None = None,
    ) -> Deadline:
        """ended: why the deadline does not run, whatever was done."""
        counted = limit(rule, start_on, book=self.book, days=self.days) if start_on else None
        if ended is not None:
            return Deadline(rule=rule, standing=ended, limit=counted)
        if counted is None:
            return Deadline(rule=rule, standing=Standing.NOT_KNOWN, limit=None, done_on=done_on)
        standing = Standing.DONE if done_on else Standing.RUNNING
        return Deadline(rule=rule, standing=standing, limit=counted, done_on=done_on)


def deadlines(
    case: EhcCase, *, book: RuleBook = BOOK, days: WorkingDays = ENGLAND
) -> tuple[Deadline, ...]:
    """Every deadline of a case that stands, in the order of the process; none of a struck one."""
    if case.opened is None or case.struck_out:
        return ()
    return tuple(_counted(case, Counter(book=book, days=days)))


def _counted(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    received_on = case.receipt.received_on if case.receipt else None
    yield _decide(case, received_on, counter)
    if case.advice_requests:
        yield _school_advice(case, counter)
    yield _no_plan(case, received_on, counter)
    yield _final_plan(case, received_on, counter)


def _decide(case: EhcCase, received_on: date | None, counter: Counter) -> Deadline:
    if case.decisions:
        return counter.deadline(DECIDE, received_on, done_on=case.decisions[0].told_on)
    overtaken = bool(case.plan_decisions or case.final_plans)
    ended = Standing.OVERTAKEN if overtaken else None
    return counter.deadline(DECIDE, received_on, ended=ended)


def _no_plan(case: EhcCase, received_on: date | None, counter: Counter) -> Deadline:
    """The limit binds a "no". A "yes" in time answers it too; a late "yes" it never bound."""
    ended, done_on, refuses = _after_refusal(case), None, False
    if case.plan_decisions:
        first = case.plan_decisions[0]
        done_on, refuses = first.told_on, first.decision is PlanDecision.NO_PLAN
    elif case.final_plans:
        done_on = case.final_plans[0].told_on
    found = counter.deadline(NO_PLAN, received_on, done_on=done_on, ended=ended)
    if not refuses and (found.days_in_hand or 0) < 0:
        return counter.deadline(NO_PLAN, received_on, ended=Standing.NOT_NEEDED)
    return found


def _final_plan(case: EhcCase, received_on: date | None, counter: Counter) -> Deadline:
    ended = _after_refusal(case)
    if ended is None and case.plan_decisions:
        refusals = [one.decision is PlanDecision.NO_PLAN for one in case.plan_decisions]
        ended = _ended(refusals)
    done_on = case.final_plans[0].told_on if case.final_plans else None
    return counter.deadline(FINAL_PLAN, received_on, done_on=done_on, ended=ended)


def _after_refusal(case: EhcCase) -> Standing | None:
    return _ended([one.decision is AssessmentDecision.REFUSED for one in case.decisions])


def _ended(refusals: list[bool]) -> Standing | None:
    """What a row of answers makes of the steps after them."""
    if not any(refusals):
        return None
    return Standing.NOT_NEEDED if refusals[-1] else Standing.NOT_COUNTED


def _school_advice(case: EhcCase, counter: Counter) -> Deadline:
    asked_on = case.advice_requests[0].on
    if case.advices:
        return counter.deadline(SCHOOL_ADVICE, asked_on, done_on=case.advices[0].on)
    refused = case.decisions and case.decisions[-1].decision is AssessmentDecision.REFUSED
    overtaken = bool(refused or case.plan_decisions or case.final_plans)
    ended = Standing.OVERTAKEN if overtaken else None
    return counter.deadline(SCHOOL_ADVICE, asked_on, ended=ended)


def status_on(deadline: Deadline, today: date) -> Status:
    """How a deadline stands on a day. The whole of its last day is in time."""
    if deadline.standing is Standing.DONE:
        return Status.DONE_LATE if (deadline.days_in_hand or 0) < 0 else Status.DONE
    if deadline.standing is not Standing.RUNNING or deadline.limit is None:
        return Status(deadline.standing.value)
    days_left = (deadline.limit.due_on - today).days
    if days_left < 0:
        return Status.LATE
    if days_left == 0:
        return Status.DUE_TODAY
    return Status.DUE_SOON if days_left <= SOON_DAYS else Status.LATER
