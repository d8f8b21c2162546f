"""One EHC case as it is written down: what is to have happened when, told in the order of days."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from .school_days import SchoolDays, weekday
from .told import Line, Writing, an_id, chance_of
from .trust import Pupil

POST: Final = timedelta(days=2)  # a letter takes so long


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    on: date
    do: str
    fields: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class CaseWriting(Writing):
    """A case of a pupil. steps: as they are thought of; what lies after today is not told."""

    steps: list[_Step] = field(default_factory=list)

    @property
    def days(self) -> SchoolDays:
        return self.pupil.school.days

    def id(self, *what: object) -> UUID:
        return an_id(self.pupil, "case", *what)

    def step(self, on: date, do: str, **fields: Any) -> None:
        """Something that is entered on a day, by the SENCO of that day."""
        self.steps.append(_Step(on=on, do=do, fields=fields))

    def letter(self, on: date) -> dict[str, date]:
        """The days of a letter that the council decided and sent on a day."""
        return {
            "decided_on": on,
            "sent_on": on,
            "received_on": min(weekday(on + POST + timedelta(days=1)), self.today),
        }

    def written(self) -> Line:
        """The case up to today, in the order of its days."""
        for step in sorted(self.steps, key=lambda one: one.on):
            if step.on <= self.today:
                self.line.tell(step.do, by=self.senco(step.on), **step.fields)
        return self.line


def begun(pupil: Pupil, what: str, today: date) -> CaseWriting:
    """A case of which nothing is told yet. what: a pupil's cases have ids and chances apart."""
    line = Line(pupil=pupil, common={"case_id": an_id(pupil, what)})
    return CaseWriting(pupil=pupil, line=line, chance=chance_of(pupil, what), today=today)
