"""ehcp: EHC cases, and what was told of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from shared.shapes import convert

from .ehcp_dates import Council, Deadline, Deadlines
from .records import Mark, Recorded, Records

WORDING: Final = frozenset({"vague", "not-quantified"})
WINDOW: Final = "window"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Recorded):
    """made_id: of the entry that was made."""

    case_id: UUID
    made_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that was told. type: of its event. stands: neither struck out nor replaced.

    on: the day it was true; at: when it was recorded. rights: that a letter tells the family of;
    None where nobody has looked. details: all else that it says, by the names
    of the event's contract.
    """

    entry_id: UUID
    type: str
    stands: bool
    on: date
    at: datetime
    by: UUID | None = None
    corrects: UUID | None = None
    reason: str | None = None
    struck_out: Mark | None = None
    basis: str | None = None
    letter_dated_on: date | None = None
    decision: str | None = None
    decided_on: date | None = None
    sent_on: date | None = None
    served_on: date | None = None
    received_on: date | None = None
    rights: list[str] | None = None
    text: str | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """What was done against a rule, as it was told. said: a sentence. rule, about: the date's."""

    mark: str
    said: str
    rule: str | None = None
    about: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case in a list. open: the council has not come to an end of it.

    asked_on: None of a case that came by import, where nobody knows the day.
    """

    case_id: UUID
    pupil_id: UUID
    requester: str
    authority: Council
    asked_on: date | None
    asked_at: datetime
    stage: str
    open: bool
    version: int
    referral_id: UUID | None = None
    next_due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(CaseRow):
    """A case with all that this person may read; entries in the order recorded."""

    asked_by: UUID | None = None
    family_consulted_on: date | None = None
    reasons: str | None = None
    entries: list[Entry] = field(default_factory=list)
    struck_out: Mark | None = None
    deadlines: list[Deadline] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    @property
    def running(self) -> list[Deadline]:
        """The dates that are still to be met, the earliest first."""
        return sorted(
            (one for one in self.deadlines if one.running), key=lambda one: one.due_on or date.max
        )

    @property
    def steps(self) -> list[Deadline]:
        """What runs and is a step; a time in which somebody may do something is none."""
        return [one for one in self.running if one.kind != WINDOW]

    @property
    def next(self) -> Deadline | None:
        return next(iter(self.steps), None)

    @property
    def breaches(self) -> list[Flag]:
        """What was done against a rule, or left out; how a plan is worded stands with the plan."""
        return [one for one in self.flags if one.mark not in WORDING]

    def clocks(self, rule: str) -> list[Deadline]:
        """The dates by one rule: those that run first."""
        found = [one for one in self.deadlines if one.rule == rule]
        return sorted(found, key=lambda one: not one.running)

    def root(self, entry: Entry) -> UUID:
        """By which an entry is named from its beginning on, however often it was corrected."""
        before = {one.entry_id: one.corrects for one in self.entries}
        first = entry.entry_id
        while (earlier := before.get(first)) is not None:
            first = earlier
        return first

    def standing(self, type_: str) -> list[Entry]:
        return [one for one in self.entries if one.stands and one.type == type_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The newest first. behind: older than what was asked for."""

    cases: list[CaseRow]
    behind: bool = False


def current(cases: Sequence[CaseRow]) -> CaseRow | None:
    """The case that goes on, else the last one. cases: the newest first."""
    return next((row for row in cases if row.open), cases[0] if cases else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFact:
    """A question about a case. ask: who knows it, a code. said: in words. why: what needs it."""

    case_id: UUID
    pupil_id: UUID
    authority: Council
    fact: str
    ask: str
    said: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFacts:
    """The most urgent first. more: there are others after these."""

    missing: tuple[MissingFact, ...] = ()
    more: bool = False


class Ehcp(Records[Done]):
    """What the portal asks of ehcp. Each method raises NotAnswered."""

    path = "/cases"
    done = Done

    def case(self, case_id: UUID) -> Case:
        return convert(self._calling.get(f"/cases/{case_id}").body, Case)

    def of_pupil(self, pupil_id: UUID, *, after: str | None = None) -> Cases:
        """The cases of a pupil. after: a token that the list is to have seen."""
        answer = self._calling.get(f"/pupils/{pupil_id}/cases", after=after)
        return Cases(cases=convert(answer.body["cases"], list[CaseRow]), behind=answer.behind)

    def current(self, pupil_id: UUID) -> Case | None:
        """The case that goes on, else the last one; None where there is none."""
        row = current(self.of_pupil(pupil_id).cases)
        return self.case(row.case_id) if row else None

    def deadlines(self, school_id: UUID, *, after: str | None = None) -> Deadlines:
        """Every date of a school's cases that runs, the earliest 1,000."""
        answer = self._calling.get("/deadlines", school_id=str(school_id), after=after)
        return convert(answer.body, Deadlines)

    def missing(self, school_id: UUID, *, limit: int) -> MissingFacts:
        """What is to be asked about a school's cases."""
        answer = self._calling.get("/cases/missing", school_id=str(school_id), limit=limit)
        return convert(answer.body, MissingFacts)

    def asked_of(self, case_id: UUID, what: str, **query: date) -> Any:
        """What is answered about a case. what: the last part of the route, "delivery"."""
        days = {name: on.isoformat() for name, on in query.items()}
        return self._calling.get(f"/cases/{case_id}/{what}", **days).body

    def asked(self, path: str, body: Mapping[str, Any]) -> Any:
        """What is answered to a question that changes nothing, and is too long for an address."""
        return self._calling.question(path, body).body
