"""ehcp: every date of an EHC case with how it was got, and the council that has the case."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

RUNNING: Final = frozenset({"later", "due-soon", "due-today", "late"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """The local authority. code: three digits."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """How sure the day is that a date starts from. said: a sentence."""

    said: str
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a date was got, in whole sentences."""

    start: str
    counted: str
    stays: str
    aim: str
    holder: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """A date by a rule. due_on: None while the day it starts from is not known.

    about: which of the rule's clocks, where it has several. kind: only "by" can be late.
    responsible, force: codes of the rule book.
    """

    rule: str
    title: str
    source: str
    force: str
    responsible: str
    status: str
    sure: Sure
    about: UUID | None = None
    kind: str = "by"
    start_on: date | None = None
    due_on: date | None = None
    last_working_day_on: date | None = None
    provisional: bool = False
    closed_because: str | None = None
    days_left: int | None = None

    @property
    def running(self) -> bool:
        """It has a day, and what it asks for has not been done."""
        return self.status in RUNNING and self.due_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """An exception that was claimed. holds: None where too little was told. The date stays."""

    title: str
    claimed_by: str
    said: str
    claimed_on: date
    family_told_on: date | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Dates):
    """One date of a case, explained. days_in_hand: how early it was done; below 0, late.

    start_event: the name of the event that it counts from.
    """

    authority: str
    start_event: str = ""
    explanation: Explanation | None = None
    exceptions: list[Excuse] = field(default_factory=list)
    done_on: date | None = None
    days_in_hand: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow(Dates):
    """One date of a school's list. authority: the council. version: of the case."""

    case_id: UUID
    pupil_id: UUID
    authority: Council
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The earliest first. more: there are others after these."""

    deadlines: list[DeadlineRow] = field(default_factory=list)
    more: bool = False
