"""A row while it is judged, and what is left of it once it is accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..domain.terms import Authority, Requester, TakenOverState
from . import columns as c
from .reading import Fault


@dataclass(slots=True, kw_only=True)
class Row:
    """texts: cleaned, of every column. values: what is kept of those that are there and right.

    refusals count for the whole row; notices are shown only if nothing does. ignored: the row is
    right, and nothing is taken from it.
    """

    line: int
    texts: Mapping[str, str]
    values: dict[str, str] = field(default_factory=dict)
    refusals: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)
    ignored: bool = False
    authority: Authority | None = None
    came_from: Authority | None = None

    @property
    def accepted(self) -> bool:
        return not self.refusals and not self.ignored

    def refuse(self, column: str, code: str, other: str = "") -> None:
        self.refusals.append(Fault(self.line, column, code, other))

    def notice(self, column: str, code: str, other: str = "") -> None:
        self.notices.append(Fault(self.line, column, code, other))

    def ignore(self, column: str, code: str, other: str = "") -> None:
        """Pass the row over: only this notice is shown."""
        self.ignored = True
        self.notices = [Fault(self.line, column, code, other)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One running case of the trust's list. values: column -> what is kept; blank ones absent.

    came_from: the authority that the plan was transferred from, where the list says so.
    """

    line: int
    authority: Authority
    came_from: Authority | None = None
    values: Mapping[str, str]

    @property
    def state(self) -> TakenOverState:
        return TakenOverState(self.values[c.STATE])

    @property
    def requester(self) -> Requester:
        return Requester(self.values.get(c.REQUESTED_BY, Requester.NOT_KNOWN))

    def day(self, column: str) -> date | None:
        """The day in a column, None where it is not known."""
        kept = self.values.get(column)
        return date.fromisoformat(kept) if kept else None

    @property
    def first_day(self) -> date | None:
        """The first day of which the row tells anything that came of the request."""
        before = (c.CONSULTED, c.NEXT_REVIEW)
        days = [self.day(name) for name in c.DAYS if name not in before]
        return min((day for day in days if day is not None), default=None)


def accepted(row: Row) -> CaseRow:
    if row.authority is None:
        raise AssertionError("an accepted row has an authority")
    return CaseRow(
        line=row.line,
        authority=row.authority,
        came_from=row.came_from,
        values=dict(row.values),
    )
